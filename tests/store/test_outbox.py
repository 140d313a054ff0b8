"""The outbox: what is due when, what settles, and that nothing ever leaves it by another way."""

from __future__ import annotations

import asyncio
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from app.domain.entry import EntryKind
from app.domain.gate import GateOutcome, OutcomeKind
from app.domain.gate import Path as Way
from app.store.rows import PhotoRow, Settled
from app.store.store import Store
from tests.store.made import KEY, NOON, entry, later, with_store

OPENED = GateOutcome(OutcomeKind.DONE, Way.LOCAL, "ok", 41)


async def due_ids(store: Store, seconds: float, limit: int = 50) -> list[str]:
    return [row.entry.entry_id for row in await store.journal.due(limit=limit, now=later(seconds))]


def test_an_entry_waits_ten_seconds_for_its_gate(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        visit = await store.journal.record(entry())
        refusal = await store.journal.record(entry(kind=EntryKind.REFUSAL))
        assert await due_ids(store, 9.9) == [refusal.entry_id], "a refusal orders no gate"
        assert await due_ids(store, 10) == [visit.entry_id, refusal.entry_id]
        (row, _) = await store.journal.due(limit=2, now=later(10))
        assert row.outcome is None

    with_store(tmp_path, story)


def test_the_outcome_lets_an_entry_go_at_once_and_goes_with_it(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        visit = await store.journal.record(entry())
        await store.journal.attach_outcome(visit.entry_id, OPENED)
        (row,) = await store.journal.due(limit=5, now=NOON)
        assert (row.entry, row.outcome, row.attempts, row.first_at) == (visit, OPENED, 0, NOON)
        confirmed = GateOutcome(OutcomeKind.DONE, Way.LOCAL, "ok", 41, confirmed=True)
        await store.journal.attach_outcome(visit.entry_id, confirmed)
        (row,) = await store.journal.due(limit=5, now=NOON)
        assert row.outcome == confirmed

    with_store(tmp_path, story)


def test_people_go_first_then_the_least_tried_then_the_oldest(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        journal = store.journal
        refusal, tried, oldest, newest = [
            (await journal.record(entry(kind=kind))).entry_id
            for kind in (EntryKind.REFUSAL, EntryKind.VISIT, EntryKind.EXIT, EntryKind.OVERRIDE)
        ]
        await journal.postpone([tried], until=later(20), why="http:503")
        assert await due_ids(store, 10) == [oldest, newest, refusal]
        assert await due_ids(store, 20) == [oldest, newest, tried, refusal]
        assert await due_ids(store, 20, limit=2) == [oldest, newest]
        rows = await journal.due(limit=9, now=later(20))
        assert {row.entry.entry_id: row.attempts for row in rows}[tried] == 1

    with_store(tmp_path, story)


def test_a_correction_never_goes_before_what_it_corrects(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        journal = store.journal
        visit = await journal.record(entry())
        correction = await journal.record(entry(kind=EntryKind.CORRECTION, corrects=visit.entry_id))
        await journal.postpone([visit.entry_id], until=later(300), why="http:503")
        assert await due_ids(store, 60) == []
        assert await due_ids(store, 300) == [visit.entry_id, correction.entry_id]
        await journal.settle(visit.entry_id, flags=(), uses_rev=1)
        assert await due_ids(store, 60) == [correction.entry_id]

    with_store(tmp_path, story)


def test_a_moment_that_a_wrong_clock_wrote_holds_nothing_back(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        tomorrow = await store.journal.record(entry(occurred_at=later(86400)))
        assert await due_ids(store, 0) == [tomorrow.entry_id]
        in_ten_minutes = await store.journal.record(entry(occurred_at=later(600)))
        in_a_minute = await store.journal.record(entry(occurred_at=later(60)))
        assert await due_ids(store, 0) == [tomorrow.entry_id, in_ten_minutes.entry_id], "while it can be put right"
        assert (await due_ids(store, 70))[-1] == in_a_minute.entry_id
        await store.journal.postpone([in_ten_minutes.entry_id], until=later(600), why="unanswered")
        assert await due_ids(store, 0) == [tomorrow.entry_id], "put off by us, and by a clock that was right"

    with_store(tmp_path, story)


def test_settled_entries_are_counted_no_more(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        journal = store.journal
        ids = [(await journal.record(entry())).entry_id for _ in range(4)]
        assert await journal.waiting() == 4
        await journal.settle(ids[0], flags=("over_limit",), uses_rev=2)
        await journal.settle(ids[0], flags=("over_limit",), uses_rev=2)
        await journal.settle_batch([Settled(ids[1], (), None), Settled(ids[2], (), 3)])
        assert await journal.waiting() == 1
        assert await due_ids(store, 60) == [ids[3]]

    with_store(tmp_path, story)


def test_quarantine_keeps_the_answer_and_gives_the_entry_back(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        journal = store.journal
        poison = await journal.record(entry())
        await journal.quarantine(poison.entry_id, code="22007", message="bad uuid")
        (row,) = await journal.quarantined()
        assert (row.entry, row.code, row.message, row.at) == (poison, "22007", "bad uuid", NOON)
        assert (await journal.waiting(), await due_ids(store, 60)) == (0, [])
        await journal.release(poison.entry_id)
        assert await journal.quarantined() == ()
        assert await due_ids(store, 60) == [poison.entry_id]
        await journal.settle(poison.entry_id, flags=(), uses_rev=1)
        await journal.quarantine(poison.entry_id, code="late", message="an answer that came twice")
        assert await journal.quarantined() == (), "what is settled stays settled"

    with_store(tmp_path, story)


def test_what_the_first_contract_cannot_take_is_kept_and_goes_when_v1_comes(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        journal = store.journal
        refusal = await journal.record(entry(kind=EntryKind.REFUSAL))
        await journal.keep_for_v1(refusal.entry_id)
        assert (await journal.waiting(), await journal.kept_for_v1(), await due_ids(store, 60)) == (0, 1, [])
        assert await journal.release_kept() == 1
        assert await due_ids(store, 60) == [refusal.entry_id]

    with_store(tmp_path, story)


def test_a_central_api_that_lost_its_memory_gets_everything_again(tmp_path: Path) -> None:
    moment = NOON

    async def story(store: Store) -> None:
        nonlocal moment
        journal = store.journal
        old = await journal.record(entry(), photo=b"old")
        new = await journal.record(entry(), photo=b"new")
        await journal.settle(old.entry_id, flags=(), uses_rev=1)
        await journal.photo_settled(old.photo_hash or "")
        moment = later(3600)
        await journal.settle(new.entry_id, flags=(), uses_rev=2)
        await journal.photo_settled(new.photo_hash or "")
        assert await journal.unsettle_since(later(1800)) == 1
        assert await due_ids(store, 3600) == [new.entry_id]
        await journal.settle(new.entry_id, flags=(), uses_rev=2)
        assert [row.photo_hash for row in await journal.photos_due(limit=9)] == [new.photo_hash]

    with_store(tmp_path, story, now=lambda: moment)


def test_a_photo_goes_after_its_entry(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        journal = store.journal
        visit = await journal.record(entry(), photo=b"p")
        photo_hash = visit.photo_hash or ""
        assert await journal.photos_due(limit=9, now=later(60)) == ()
        await journal.settle(visit.entry_id, flags=(), uses_rev=1)
        assert await journal.photos_due(limit=9) == (PhotoRow(photo_hash, visit.entry_id, NOON, 0),)
        await journal.postpone_photo(photo_hash, until=later(60))
        assert await journal.photos_due(limit=9) == ()
        assert await journal.photos_due(limit=9, now=later(60)) == (PhotoRow(photo_hash, visit.entry_id, NOON, 1),)
        await journal.photo_settled(photo_hash)
        assert await journal.photos_due(limit=9, now=later(60)) == ()
        other = await journal.record(entry(), photo=b"gone")
        await journal.settle(other.entry_id, flags=(), uses_rev=1)
        await journal.photo_lost(other.photo_hash or "")
        assert await journal.photos_due(limit=9, now=later(60)) == ()

    with_store(tmp_path, story)


class Outbox(RuleBasedStateMachine):
    """Any order of what sync may do: a row is always in exactly one place, and only an answer settles it."""

    ids = Bundle("ids")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.runner = asyncio.Runner()
        self.now: datetime = NOON
        self.store = self._run(Store.open(Path(self.folder.name), KEY, now=lambda: self.now, ballast_bytes=4096))
        self.journal = self.store.journal
        self.states: dict[str, str] = {}
        self.next_at: dict[str, datetime] = {}

    def _run(self, coro):  # type: ignore[no-untyped-def]
        return self.runner.run(coro)

    @rule(target=ids, kind=st.sampled_from(list(EntryKind)))
    def record(self, kind: EntryKind) -> str:
        recorded = self._run(self.journal.record(entry(kind=kind, occurred_at=self.now)))
        self.states[recorded.entry_id] = "waiting"
        waits = kind not in (EntryKind.REFUSAL, EntryKind.CORRECTION)
        self.next_at[recorded.entry_id] = self.now + timedelta(seconds=10 if waits else 0)
        return str(recorded.entry_id)

    @rule(seconds=st.integers(1, 40))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(entry_id=ids)
    def settle(self, entry_id: str) -> None:
        self._run(self.journal.settle(entry_id, flags=(), uses_rev=1))
        self.states[entry_id] = "settled"

    @rule(entry_id=ids, seconds=st.integers(0, 60))
    def postpone(self, entry_id: str, seconds: int) -> None:
        until = self.now + timedelta(seconds=seconds)
        self._run(self.journal.postpone([entry_id], until=until, why="x"))
        if self.states[entry_id] == "waiting":
            self.next_at[entry_id] = until

    @rule(entry_id=ids)
    def quarantine(self, entry_id: str) -> None:
        self._run(self.journal.quarantine(entry_id, code="c", message="m"))
        if self.states[entry_id] == "waiting":
            self.states[entry_id] = "quarantined"

    @rule(entry_id=ids)
    def release(self, entry_id: str) -> None:
        self._run(self.journal.release(entry_id))
        if self.states[entry_id] == "quarantined":
            self._wait_again(entry_id)

    @rule(entry_id=ids)
    def keep(self, entry_id: str) -> None:
        self._run(self.journal.keep_for_v1(entry_id))
        if self.states[entry_id] == "waiting":
            self.states[entry_id] = "kept"

    @rule()
    def release_kept(self) -> None:
        self._run(self.journal.release_kept())
        for entry_id, state in self.states.items():
            if state == "kept":
                self._wait_again(entry_id)

    @rule()
    def central_forgets(self) -> None:
        self._run(self.journal.unsettle_since(NOON))
        for entry_id, state in self.states.items():
            if state == "settled":
                self._wait_again(entry_id)

    @invariant()
    def everything_is_where_it_should_be(self) -> None:
        due = {row.entry.entry_id for row in self._run(self.journal.due(limit=1000, now=self.now))}
        waiting = {entry_id for entry_id, state in self.states.items() if state == "waiting"}
        assert due == {entry_id for entry_id in waiting if self.next_at[entry_id] <= self.now}
        assert self._run(self.journal.waiting()) == len(waiting)
        quarantined = {row.entry.entry_id for row in self._run(self.journal.quarantined())}
        assert quarantined == {entry_id for entry_id, state in self.states.items() if state == "quarantined"}
        assert self._run(self.journal.kept_for_v1()) == list(self.states.values()).count("kept")
        assert len(self._run(self.journal.recent(limit=1000))) == len(self.states)

    def teardown(self) -> None:
        self._run(self.store.close())
        self.runner.close()
        self.folder.cleanup()

    def _wait_again(self, entry_id: str) -> None:
        self.states[entry_id] = "waiting"
        self.next_at[entry_id] = self.now


TestOutbox = Outbox.TestCase
TestOutbox.settings = settings(max_examples=5, stateful_step_count=20, deadline=None)
