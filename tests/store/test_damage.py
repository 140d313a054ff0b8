"""Flipped bytes, cut logs and old copies: nothing is ever read wrong without a word, and the gate goes on."""

from __future__ import annotations

import asyncio
import contextlib
import random
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from app.errors import StoreError
from app.store.store import Store
from app.store.verify import verify_log
from tests.store.made import KEY, changed, entry, opened, page, pass_row, uid, with_store

MADE = 5
"""Few enough that no checkpoint comes between: all of them stand in the write-ahead log only."""
NAMED = {"store_damaged", "store_wrong_key"}


def image(folder: Path, target: Path, work: Callable[[Store], Awaitable[None]]) -> None:
    """What is on the disk if the power goes right after `work`."""

    async def story() -> None:
        async with opened(folder) as store:
            await store.bring_home()
            await work(store)
            await asyncio.to_thread(shutil.copytree, folder, target)

    asyncio.run(story())


async def some_entries(store: Store) -> None:
    for number in range(MADE):
        await store.journal.record(entry(entry_id=uid(number), note=f"note {number}"))


async def ids(store: Store) -> set[str]:
    return {one.entry_id for one in await store.journal.recent(limit=1000)}


def flip(path: Path, at: int) -> None:
    raw = bytearray(path.read_bytes())
    raw[at % len(raw)] ^= 0x10
    path.write_bytes(raw)


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose last commits stand in its write-ahead log only."""
    target = tmp_path_factory.mktemp("crashed") / "store"
    image(tmp_path_factory.mktemp("live"), target, some_entries)
    assert (target / "journal.db-wal").stat().st_size > 0
    return target


@pytest.mark.parametrize("share", [0.0, 0.001, 0.2, 0.45, 0.7, 0.9, 0.99])
@pytest.mark.parametrize("harm", ["flipped", "cut"])
def test_a_harmed_write_ahead_log_is_noticed_and_named(crashed: Path, tmp_path: Path, harm: str, share: float) -> None:
    folder = shutil.copytree(crashed, tmp_path / "store")
    log = folder / "journal.db-wal"
    at = int(log.stat().st_size * share)
    if harm == "flipped":
        flip(log, at)
    else:
        with log.open("r+b") as stream:
            stream.truncate(at)

    async def story(store: Store) -> tuple[list[str], set[str]]:
        stand = await ids(store)
        await store.journal.record(entry(note="the gate goes on"))
        return [finding.code for finding in store.findings], stand

    codes, stand = with_store(folder, story)
    lost = {uid(number) for number in range(MADE)} - stand
    assert codes == ["journal_lost_commits"]
    assert stand == {uid(number) for number in range(MADE - len(lost))}, "what is gone is the end, without holes"
    report = verify_log(folder, KEY)
    assert [flaw.code for flaw in report.flaws] == ["gap"], "the gap is part of the chain"
    codes, again = with_store(folder, story)
    assert codes == [], "it is named once"
    assert len(again) == len(stand) + 1


def test_an_untouched_crash_is_no_finding(crashed: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(crashed, tmp_path / "store")

    async def story(store: Store) -> None:
        assert store.findings == ()
        assert await ids(store) == {uid(number) for number in range(MADE)}

    with_store(folder, story)
    assert verify_log(folder, KEY).flaws == ()


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


def test_the_mirror_is_begun_anew_and_the_journal_goes_on(tmp_path: Path) -> None:
    """Wherever a byte flips, the mirror answers rightly or not at all, and says that it was damaged."""

    async def fill(store: Store) -> None:
        rows = [pass_row(number) for number in range(200)]
        await store.mirror.apply_page(page(*changed("pass", *rows), cursor="9"))
        await some_entries(store)

    with_store(tmp_path / "good", fill)
    size = (tmp_path / "good" / "mirror.db").stat().st_size
    chances = random.Random(4)
    for number in range(8):
        folder = shutil.copytree(tmp_path / "good", tmp_path / f"bad{number}")
        flip(folder / "mirror.db", chances.randrange(size) if number else 20)
        found: list[StoreError] = []

        async def story(store: Store, found: list[StoreError] = found) -> None:
            for chosen in range(200):
                known = (await store.mirror.find_by_id(f"p{chosen}")).pass_
                assert known is None or known.visitor_name == f"Visitor {chosen}"
                assert known is not None or found
            await store.mirror.search("visitor")
            if found:
                assert {error.code for error in found} <= NAMED
                assert await store.mirror.cursor() == (None, None), "everything is pulled again"
            with contextlib.suppress(StoreError):  # a page that only the writer met: begun anew by that
                await fill(store)
            await fill(store)
            assert (await store.mirror.find_by_id("p7")).pass_ is not None

        with_store(folder, story, on_finding=found.append)


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
