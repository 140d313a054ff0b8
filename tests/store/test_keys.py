"""The data key: opened by the keyring, by a passphrase or by the site's recovery key, and by nothing else."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keyring.core
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import StoreError
from app.store.keys import SERVICE, TRUSTED_BACKENDS, Keys
from app.store.recovery import RecoveryKey, new_recovery_key, private_part
from app.store.store import Store
from app.store.verify import verify_log
from tests.store.keyrings import HangingKeyring, LockedKeyring, MemoryKeyring, NullKeyring
from tests.store.made import changed, entry, page, pass_row, with_store

SITE = new_recovery_key()


def refused(code: str, work: Callable[[], Any]) -> StoreError:
    with pytest.raises(StoreError) as caught:
        work()
    assert caught.value.code == code
    return caught.value


def test_the_keyring_opens_the_store_and_holds_32_bytes_only(tmp_path: Path) -> None:
    ring = MemoryKeyring()
    made = Keys.create(tmp_path, recovery_public=SITE.public, keyring=ring)
    assert len(made) == 32
    assert Keys.open(tmp_path, keyring=ring) == made
    ((service, _), written) = next(iter(ring.kept.items()))
    assert service == SERVICE
    assert len(base64.b64decode(written)) == 32
    assert base64.b64decode(written) != made, "the keyring wraps the key, it does not hold it"


def test_a_passphrase_opens_the_store_and_no_other_does(tmp_path: Path) -> None:
    made = Keys.create(tmp_path, recovery_public=SITE.public, passphrase="correct horse")
    assert Keys.open(tmp_path, "correct horse") == made
    refused("passphrase_wrong", lambda: Keys.open(tmp_path, "correct house"))
    refused("passphrase_needed", lambda: Keys.open(tmp_path))


def test_the_recovery_key_opens_what_a_lost_keyring_cannot(tmp_path: Path) -> None:
    ring = MemoryKeyring()
    made = Keys.create(tmp_path, recovery_public=SITE.public, keyring=ring)
    ring.kept.clear()
    before = (tmp_path / "keyfile.json").read_bytes()
    error = refused("keyring_lost", lambda: Keys.open(tmp_path, keyring=ring))
    assert "Nothing was deleted" in error.next_step
    assert (tmp_path / "keyfile.json").read_bytes() == before
    assert Keys.open(tmp_path, recovery=SITE.written) == made
    refused("recovery_key_wrong", lambda: Keys.open(tmp_path, recovery=new_recovery_key().written))
    Keys.wrap_again(tmp_path, made, keyring=ring)
    assert Keys.open(tmp_path, keyring=ring) == made
    assert Keys.open(tmp_path, recovery=SITE.written) == made


@pytest.mark.parametrize("ring", [LockedKeyring(), NullKeyring()], ids=lambda ring: type(ring).__name__)
def test_a_keyring_that_cannot_keep_makes_no_store(tmp_path: Path, ring: MemoryKeyring) -> None:
    refused("keyring_unavailable", lambda: Keys.create(tmp_path, recovery_public=SITE.public, keyring=ring))
    assert list(tmp_path.iterdir()) == []


def test_a_keyring_that_hangs_is_given_up(tmp_path: Path) -> None:
    ring = HangingKeyring()
    made = Keys.create(tmp_path, recovery_public=SITE.public, keyring=MemoryKeyring())
    refused("keyring_unavailable", lambda: Keys.open(tmp_path, keyring=ring, timeout_s=0.01))
    ring.let_go.set()
    assert Keys.open(tmp_path, recovery=SITE.written) == made


@pytest.mark.parametrize("answer", [None, "", "short", "not base64 !", base64.b64encode(bytes(31)).decode()])
def test_what_is_no_key_is_never_taken_for_one(tmp_path: Path, answer: str | None) -> None:
    ring = MemoryKeyring()
    Keys.create(tmp_path, recovery_public=SITE.public, keyring=ring)
    for place in ring.kept:
        ring.kept[place] = answer  # type: ignore[assignment]
    refused("keyring_lost", lambda: Keys.open(tmp_path, keyring=ring))


def test_a_locked_keyring_says_so(tmp_path: Path) -> None:
    Keys.create(tmp_path, recovery_public=SITE.public, keyring=MemoryKeyring())
    refused("keyring_unavailable", lambda: Keys.open(tmp_path, keyring=LockedKeyring()))


def test_only_trusted_keyrings_are_asked_whatever_is_configured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plain-text backend that keyring would choose is not chosen here: none of ours works on a bare machine."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    careless = MemoryKeyring()
    monkeypatch.setattr(keyring.core, "_keyring_backend", careless)
    refused("keyring_unavailable", lambda: Keys.create(tmp_path, recovery_public=SITE.public))
    assert careless.kept == {}
    assert not any("alt" in module for module, _ in TRUSTED_BACKENDS)


def test_a_store_that_has_a_key_gets_no_other(tmp_path: Path) -> None:
    Keys.create(tmp_path, recovery_public=SITE.public, passphrase="p")
    refused("store_has_key", lambda: Keys.create(tmp_path, recovery_public=SITE.public, passphrase="p"))
    (tmp_path / "keyfile.json").unlink()
    (tmp_path / "keyfile.copy.json").unlink()
    (tmp_path / "journal.db").write_bytes(b"entries")
    refused("store_has_key", lambda: Keys.create(tmp_path, recovery_public=SITE.public, passphrase="p"))
    refused("no_keyfile", lambda: Keys.open(tmp_path))


def test_a_newer_key_file_is_refused_and_left(tmp_path: Path) -> None:
    Keys.create(tmp_path, recovery_public=SITE.public, passphrase="p")
    path = tmp_path / "keyfile.json"
    newer = json.dumps(json.loads(path.read_text()) | {"version": 2})
    path.write_text(newer)
    refused("store_newer", lambda: Keys.open(tmp_path, "p"))
    assert path.read_text() == newer


def test_a_damaged_key_file_has_a_copy(tmp_path: Path) -> None:
    made = Keys.create(tmp_path, recovery_public=SITE.public, passphrase="p")
    path, copy = tmp_path / "keyfile.json", tmp_path / "keyfile.copy.json"
    good = path.read_bytes()
    for broken in (b"", b"{", b"[]", good[:40], b'{"version": 1}', good.replace(b"box", b"bax", 1)):
        path.write_bytes(broken)
        assert Keys.open(tmp_path, "p") == made
        assert Keys.open(tmp_path, recovery=SITE.written) == made
    path.unlink()
    assert Keys.open(tmp_path, "p") == made
    refused("store_has_key", lambda: Keys.create(tmp_path, recovery_public=SITE.public, passphrase="p"))
    path.write_bytes(b"{")
    copy.write_bytes(good[:-30])
    refused("store_damaged", lambda: Keys.open(tmp_path, "p"))


def test_the_copy_follows_every_change(tmp_path: Path) -> None:
    made = Keys.create(tmp_path, recovery_public=SITE.public, passphrase="p")
    Keys.wrap_again(tmp_path, made, passphrase="q")
    (tmp_path / "keyfile.json").unlink()
    assert Keys.open(tmp_path, "q") == made
    refused("passphrase_wrong", lambda: Keys.open(tmp_path, "p"))


def test_the_key_file_tells_nothing(tmp_path: Path) -> None:
    ring = MemoryKeyring()
    made = Keys.create(tmp_path, recovery_public=SITE.public, keyring=ring)
    raw = (tmp_path / "keyfile.json").read_bytes() + (tmp_path / "keyfile.copy.json").read_bytes()
    for secret in (made, *(base64.b64decode(kept) for kept in ring.kept.values())):
        assert secret not in raw
        assert base64.b64encode(secret) not in raw
        assert secret.hex().encode() not in raw


def test_a_rotated_key_opens_everything_and_the_old_one_nothing(tmp_path: Path) -> None:
    ring = MemoryKeyring()
    old = Keys.create(tmp_path, recovery_public=SITE.public, keyring=ring)

    async def fill(store: Store) -> str:
        recorded = await store.journal.record(entry(), photo=b"a picture")
        await store.mirror.apply_page(page(*changed("pass", pass_row(1))))
        return recorded.photo_hash or ""

    photo_hash = with_store(tmp_path, fill, key=old)
    new = Keys.rotate(tmp_path, old, keyring=ring)
    assert new != old
    assert len(ring.kept) == 1, "the old entry opens nothing any more and is gone"
    assert Keys.open(tmp_path, keyring=ring) == new == Keys.open(tmp_path, recovery=SITE.written)

    async def read(store: Store) -> None:
        assert store.findings == ()
        assert len(await store.journal.recent()) == 1
        assert await store.photos.load(photo_hash) == b"a picture"
        assert (await store.mirror.find_by_id("p1")).pass_ is not None

    with_store(tmp_path, read, key=new)
    assert verify_log(tmp_path, new).flaws == ()
    refused("store_wrong_key", lambda: with_store(tmp_path, read, key=old))


def test_a_key_is_not_rotated_under_a_running_console(tmp_path: Path) -> None:
    key = Keys.create(tmp_path, recovery_public=SITE.public, passphrase="p")

    async def story(_store: Store) -> None:
        before = (tmp_path / "keyfile.json").read_bytes()
        refused("store_in_use", lambda: Keys.rotate(tmp_path, key, passphrase="p"))
        assert (tmp_path / "keyfile.json").read_bytes() == before

    with_store(tmp_path, story, key=key)


def test_a_new_recovery_key_replaces_the_old(tmp_path: Path) -> None:
    key = Keys.create(tmp_path, recovery_public=SITE.public, passphrase="p")
    other = new_recovery_key()
    Keys.wrap_again(tmp_path, key, passphrase="q", recovery_public=other.public)
    assert Keys.open(tmp_path, "q") == key == Keys.open(tmp_path, recovery=other.written)
    refused("recovery_key_wrong", lambda: Keys.open(tmp_path, recovery=SITE.written))


def test_a_recovery_key_is_read_as_people_write(tmp_path: Path) -> None:
    key = Keys.create(tmp_path, recovery_public=SITE.public, passphrase="p")
    sloppy = SITE.written.lower().replace("-", " ").replace("o", "0").replace("i", "1")
    assert Keys.open(tmp_path, recovery=sloppy) == key


@given(st.text(max_size=80))
def test_a_mistyped_recovery_key_is_noticed(typed: str) -> None:
    refused("recovery_key_mistyped", lambda: private_part(typed))


@given(at=st.integers(0, 200), letter=st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_one_wrong_letter_is_noticed(at: int, letter: str) -> None:
    site: RecoveryKey = SITE
    at %= len(site.written)
    if site.written[at] in ("-", letter):
        return
    refused("recovery_key_mistyped", lambda: private_part(site.written[:at] + letter + site.written[at + 1 :]))
