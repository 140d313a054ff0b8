"""Flipped bytes, cut logs and old copies: nothing is ever read wrong without a word, and the gate goes on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import StoreError
from app.store.store import Store
from app.store.verify import verify_log
from tests.store.harms import (
    MADE,
    cut,
    flip,
    ids,
    image,
    look_after_the_files,
    look_after_the_log,
    some_entries,
    whole,
)
from tests.store.made import KEY, entry, uid, with_store


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose last commits stand in its write-ahead log only."""
    target = image(tmp_path_factory.mktemp("live"), tmp_path_factory.mktemp("crashed") / "store", some_entries)
    assert (target / "journal.db-wal").stat().st_size > 0
    return target


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.8, 0.99])
@pytest.mark.parametrize("harm", [flip, cut], ids=["flipped", "cut"])
def test_a_harmed_write_ahead_log_is_noticed_and_named(
    crashed: Path, tmp_path: Path, harm: Callable[[Path, int], None], share: float
) -> None:
    folder = shutil.copytree(crashed, tmp_path / "store")
    log = folder / "journal.db-wal"
    harm(log, int(log.stat().st_size * share))
    assert look_after_the_log(folder), "something was lost, wherever it was harmed"


def test_an_untouched_crash_is_no_finding(crashed: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(crashed, tmp_path / "store")

    async def story(store: Store) -> None:
        assert store.findings == ()
        assert await ids(store) == {uid(number) for number in range(MADE)}

    with_store(folder, story)
    assert verify_log(folder, KEY).flaws == ()


def test_a_kill_between_the_first_commit_and_its_head_is_no_damage(tmp_path: Path) -> None:
    async def story(store: Store) -> list[str]:
        return [finding.code for finding in store.findings]

    with_store(tmp_path, story)
    head = tmp_path / "journal.head"
    head.write_bytes(bytes(head.stat().st_size))
    assert with_store(tmp_path, story) == []
    head.write_bytes(bytes(head.stat().st_size))
    assert with_store(tmp_path, story) == ["journal_head_lost"], "by then it had been written"


def test_an_old_copy_of_the_journal_is_noticed(tmp_path: Path) -> None:
    with_store(tmp_path / "store", some_entries)
    old = (tmp_path / "store" / "journal.db").read_bytes()

    async def more(store: Store) -> None:
        await store.journal.record(entry())

    with_store(tmp_path / "store", more)
    (tmp_path / "store" / "journal.db").write_bytes(old)

    async def story(store: Store) -> list[str]:
        return [finding.code for finding in store.findings]

    assert with_store(tmp_path / "store", story) == ["journal_lost_commits"]


def test_another_journal_in_its_place_is_noticed(tmp_path: Path) -> None:
    for name in ("one", "two"):
        with_store(tmp_path / name, some_entries)
    shutil.copy(tmp_path / "two" / "journal.db", tmp_path / "one" / "journal.db")

    async def story(store: Store) -> list[str]:
        return [finding.code for finding in store.findings]

    assert with_store(tmp_path / "one", story) == ["journal_changed"]


def test_a_missing_head_is_noticed_and_one_torn_slot_is_not(tmp_path: Path) -> None:
    with_store(tmp_path, some_entries)
    head = tmp_path / "journal.head"

    async def story(store: Store) -> list[str]:
        return [finding.code for finding in store.findings]

    flip(head, 10)
    assert with_store(tmp_path, story) == []
    flip(head, 4096 + 10)
    assert with_store(tmp_path, story) == []
    flip(head, 10)
    flip(head, 4096 + 10)
    assert with_store(tmp_path, story) == ["journal_head_lost"]
    head.unlink()
    assert with_store(tmp_path, story) == ["journal_head_lost"]
    assert with_store(tmp_path, story) == []


@pytest.mark.parametrize(
    ("name", "share", "said"),
    [
        ("mirror.db", 0.0, "store_wrong_key"),
        ("mirror.db", 0.3, None),
        ("mirror.db", 0.7, None),
        ("journal.db", 0.0, "journal_damaged"),
        ("journal.db", 0.5, None),
        ("journal.head", 0.0, ""),
        ("keyfile.json", 0.5, None),
    ],
)
def test_a_flipped_byte_is_read_rightly_or_not_at_all(
    tmp_path: Path, complete: Path, name: str, share: float, said: str | None
) -> None:
    """The mirror is begun anew, the journal is saved, a head has a second slot; and nothing wrong is ever told."""
    folder = shutil.copytree(complete, tmp_path / "store")
    flip(folder / name, int((folder / name).stat().st_size * share))
    found = look_after_the_files(folder)
    assert said in (None, found)


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return whole(tmp_path_factory.mktemp("complete"))


def test_what_can_be_read_of_a_damaged_journal_is_saved(tmp_path: Path) -> None:

    async def fill(store: Store) -> None:
        for number in range(60):
            await store.journal.record(entry(entry_id=uid(number), note="x" * 1500))

    with_store(tmp_path, fill)
    for tenth in range(4, 9):
        flip(tmp_path / "journal.db", (tmp_path / "journal.db").stat().st_size * tenth // 10)

    async def story(store: Store) -> None:
        stand = [one for number in range(60) if (one := await store.journal.entry(uid(number))) is not None]
        assert 30 < len(stand) < 60
        assert {one.note for one in stand} == {"x" * 1500}
        assert [finding.code for finding in store.findings] == ["journal_damaged"]
        assert f"{len(stand)} entries" in store.findings[0].message
        assert await store.journal.waiting() == len(stand)
        await store.journal.record(entry(note="the gate goes on"))

    async def after(store: Store) -> None:
        assert store.findings == ()

    with_store(tmp_path, story)
    with_store(tmp_path, after)
    assert len(list(tmp_path.glob("journal.damaged-*.db"))) == 1


def test_a_damaged_photo_is_named_and_the_others_stand(tmp_path: Path) -> None:
    def photo_file(photo_hash: str | None) -> Path:
        return next(tmp_path.glob(f"photos/??/{photo_hash}"))

    async def story(store: Store) -> None:
        first = await store.journal.record(entry(), photo=b"first")
        second = await store.journal.record(entry(), photo=b"second")
        path = photo_file(first.photo_hash)
        for at in (0, 10, 30):
            flip(path, at)
            with pytest.raises(StoreError) as caught:
                await store.photos.load(first.photo_hash or "")
            assert caught.value.code == "store_damaged"
            flip(path, at)
        shutil.copy(path, photo_file(second.photo_hash))
        with pytest.raises(StoreError):
            await store.photos.load(second.photo_hash or "")
        again = await store.journal.record(entry(), photo=b"second")
        assert await store.photos.load(again.photo_hash or "") == b"second", "a new photo heals a damaged file"

    with_store(tmp_path, story)
