"""Backup and restore: everything precious comes back, under a new incarnation, and nothing of it lies open."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from app.errors import StoreError
from app.store.backup import back_up, restore
from app.store.keys import Keys
from app.store.recovery import new_recovery_key
from app.store.rows import HistoryFilter
from app.store.store import Store
from app.store.verify import verify_log
from tests.store.made import NOON, entry, later, opened, uid

SITE = new_recovery_key()
CANARY = "Xq7Canary"


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """Of a console that goes on working while it is made."""
    folder, target = tmp_path / "old", tmp_path / "backup.pgb"
    key = Keys.create(folder, recovery_public=SITE.public, passphrase="p")

    async def story() -> None:
        async with opened(folder, key) as store:
            sent = await store.journal.record(entry(entry_id=uid(1)), photo=b"sent" + CANARY.encode())
            await store.journal.settle(sent.entry_id, flags=(), uses_rev=1)
            await store.journal.record(entry(entry_id=uid(2), visitor_name=CANARY), photo=b"waiting")
            await store.secrets.put("device_key", CANARY)
            made = await asyncio.to_thread(back_up, folder, key, target, now=later(60), passphrase="b")
            assert (made.entries, made.photos, made.taken_at) == (2, 2, later(60))
            await store.journal.record(entry(entry_id=uid(3)))

    asyncio.run(story())
    assert [path.name for path in folder.glob("*backup*")] == [], "no copy is left lying about"
    return target


@pytest.mark.parametrize(
    "way", [{"recovery": SITE.written}, {"backup_passphrase": "b"}], ids=["recovery", "passphrase"]
)
def test_a_restored_store_has_everything_and_a_new_incarnation(
    tmp_path: Path, backup: Path, way: dict[str, str]
) -> None:
    folder = tmp_path / "new"
    restored = restore(backup, folder, now=later(99), passphrase="n", **way)
    assert (restored.entries, restored.photos, restored.taken_at) == (2, 2, later(60))
    key = Keys.open(folder, "n")
    assert Keys.open(folder, recovery=SITE.written) == key

    async def story(store: Store) -> None:
        assert store.findings == ()
        before = await store.journal.recent()
        assert [one.entry_id for one in before] == [uid(2), uid(1)]
        assert [await store.photos.load(one.photo_hash or "") for one in before] == [
            b"waiting",
            b"sent" + CANARY.encode(),
        ]
        assert [row.entry.entry_id for row in await store.journal.due(limit=9, now=later(10))] == [uid(2)]
        assert await store.secrets.get("device_key") == CANARY
        assert (await store.history.page(None, HistoryFilter(), 9)).after is None
        after = await store.journal.record(entry(incarnation=store.incarnation))
        assert after.incarnation not in {one.incarnation for one in before}
        assert after.device_seq == 1, "numbers begin anew with the incarnation"

    async def run() -> None:
        async with opened(folder, key) as store:
            await story(store)

    asyncio.run(run())
    report = verify_log(folder, key)
    assert report.flaws == ()


def test_a_backup_tells_nothing(backup: Path) -> None:
    raw = backup.read_bytes()
    assert CANARY.encode() not in raw
    assert b"journal.db" not in raw


def test_a_damaged_backup_restores_nothing_at_all(tmp_path: Path, backup: Path) -> None:
    raw = backup.read_bytes()
    harmed = {
        f"flipped at {at}": raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :] for at in range(0, len(raw), len(raw) // 9)
    }
    harmed |= {f"cut at {at}": raw[:at] for at in (0, 3, 7, 100, len(raw) // 2, len(raw) - 1)}
    harmed |= {"longer": raw + b"\0", "another file": b"PK\3\4" + bytes(5000)}
    for what, content in harmed.items():
        bad = tmp_path / "bad.pgb"
        bad.write_bytes(content)
        with pytest.raises(StoreError) as caught:
            restore(bad, tmp_path / "new", now=NOON, recovery=SITE.written, passphrase="n")
        assert caught.value.code in ("backup_damaged", "recovery_key_wrong"), what
        assert not list(tmp_path.glob("new*")), what


def test_a_wrong_key_restores_nothing(tmp_path: Path, backup: Path) -> None:
    for code, way in (
        ("recovery_key_wrong", {"recovery": new_recovery_key().written}),
        ("passphrase_wrong", {"backup_passphrase": "c"}),
        ("recovery_key_needed", {}),
    ):
        with pytest.raises(StoreError) as caught:
            restore(backup, tmp_path / "new", now=NOON, passphrase="n", **way)
        assert caught.value.code == code
    assert not list(tmp_path.glob("new*"))


def test_a_store_that_is_there_is_not_overwritten(tmp_path: Path, backup: Path) -> None:
    before = (tmp_path / "old" / "keyfile.json").read_bytes()
    with pytest.raises(StoreError) as caught:
        restore(backup, tmp_path / "old", now=NOON, recovery=SITE.written, passphrase="n")
    assert caught.value.code == "store_has_key"
    assert (tmp_path / "old" / "keyfile.json").read_bytes() == before


def test_large_photos_go_in_several_pieces(tmp_path: Path) -> None:
    folder, target = tmp_path / "old", tmp_path / "backup.pgb"
    key = Keys.create(folder, recovery_public=SITE.public, passphrase="p")
    photos = [bytes([number]) * 900_000 for number in range(5)]

    async def story() -> list[str]:
        async with opened(folder, key) as store:
            return [(await store.journal.record(entry(), photo=photo)).photo_hash or "" for photo in photos]

    hashes = asyncio.run(story())
    back_up(folder, key, target, now=NOON)
    restore(target, tmp_path / "new", now=NOON, recovery=SITE.written, passphrase="n")

    async def after() -> list[bytes | None]:
        async with opened(tmp_path / "new", key) as store:
            return [await store.photos.load(photo_hash) for photo_hash in hashes]

    assert asyncio.run(after()) == photos
