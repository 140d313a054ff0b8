"""Own uses: counted while the central count does not hold them, and never twice."""

from __future__ import annotations

import asyncio
import itertools
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.entry import Direction, EntryKind
from app.store.store import Store
from tests.store.made import KEY, entry, with_store

REV = st.one_of(st.none(), st.integers(0, 5))


async def own_uses(store: Store, pass_id: str, mirror_rev: int) -> int:
    return await store.journal.own_uses(pass_id, mirror_rev)


def test_a_visit_counts_until_the_mirror_has_its_revision(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        visit = await store.journal.record(entry())
        assert await own_uses(store, "p1", 7) == 1
        await store.journal.settle(visit.entry_id, flags=(), uses_rev=8)
        assert await own_uses(store, "p1", 7) == 1
        assert await own_uses(store, "p1", 8) == 0
        assert await own_uses(store, "p2", 0) == 0

    with_store(tmp_path, story)


def test_a_correction_gives_the_use_back_at_once_and_only_once(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        visit = await store.journal.record(entry())
        for _ in range(2):
            correction = await store.journal.record(entry(kind=EntryKind.CORRECTION, corrects=visit.entry_id))
        assert await own_uses(store, "p1", 0) == 0
        await store.journal.settle(visit.entry_id, flags=(), uses_rev=3)
        assert await own_uses(store, "p1", 3) == -1, "the mirror counts a visit that was taken back"
        await store.journal.settle(correction.entry_id, flags=(), uses_rev=4)
        assert await own_uses(store, "p1", 4) == 0

    with_store(tmp_path, story)


def test_only_visits_inwards_use_a_pass(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        for kind in EntryKind:
            if kind is not EntryKind.VISIT:
                await store.journal.record(entry(kind=kind))
        await store.journal.record(entry(direction=Direction.OUT))
        assert await own_uses(store, "p1", 0) == 0

    with_store(tmp_path, story)


def test_after_the_central_api_forgot_own_uses_count_again(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        visit = await store.journal.record(entry())
        await store.journal.settle(visit.entry_id, flags=(), uses_rev=3)
        assert await store.journal.unsettle_since(entry().occurred_at) == 1
        assert await own_uses(store, "p1", 3) == 1

    with_store(tmp_path, story)


def test_uses_are_the_sum_over_visits(tmp_path: Path) -> None:
    """The rule, written a second time as plainly as can be, for any revisions and corrections."""
    passes = itertools.count()
    with asyncio.Runner() as runner:
        store = runner.run(Store.open(tmp_path, KEY, ballast_bytes=4096))

        @settings(max_examples=25, deadline=None)
        @given(visits=st.lists(st.tuples(REV, st.lists(REV, max_size=2)), max_size=5), mirror_rev=st.integers(0, 5))
        def holds(visits: list[tuple[int | None, list[int | None]]], mirror_rev: int) -> None:
            pass_id = f"p{next(passes)}"
            runner.run(_recorded(store, pass_id, visits))
            found = runner.run(own_uses(store, pass_id, mirror_rev))
            assert found == sum(_worth(rev, corrections, mirror_rev) for rev, corrections in visits)

        holds()
        runner.run(store.close())


def _worth(rev: int | None, corrections: list[int | None], mirror_rev: int) -> int:
    def counted(some_rev: int | None) -> bool:
        return some_rev is not None and some_rev <= mirror_rev

    if any(counted(correction) for correction in corrections):
        return 0
    return (0 if counted(rev) else 1) - (1 if corrections else 0)


async def _recorded(store: Store, pass_id: str, visits: list[tuple[int | None, list[int | None]]]) -> None:
    for rev, corrections in visits:
        visit = await store.journal.record(entry(pass_id=pass_id))
        rows = [(visit, rev)]
        for correction_rev in corrections:
            taken_back = entry(kind=EntryKind.CORRECTION, corrects=visit.entry_id, pass_id=pass_id)
            rows.append((await store.journal.record(taken_back), correction_rev))
        for row, at_rev in rows:
            if at_rev is not None:
                await store.journal.settle(row.entry_id, flags=(), uses_rev=at_rev)
