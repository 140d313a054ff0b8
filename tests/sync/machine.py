"""Everything that may go wrong between two consoles and the central API, in any order.

Whatever the order: in the end the central API holds what the journals hold, each entry once, with its own name and
time, and every counter is exact. What a console told before it was set back to an image stands there beside it.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import shutil
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from app.clock import SystemClock
from app.domain.entry import Direction, Entry, EntryKind
from app.errors import CentralError, SessionEnded
from tests.clocks import DrivenClock
from tests.fixtures_site import Site
from tests.sync.gatehouses import FOLDERS, Gatehouse, gatehouse, logs_of, uses_of

CONSOLES = 2
PASSES = 3

FAULTS: list[dict[str, Any]] = [
    {"lose_answer_after_commit": True},
    {"gone": True, "path": "/rest"},
    {"status": 429},
    {"status": 429, "retry_after": 3},
    {"status": 500},
    {"status": 502},
    {"status": 503, "retry_after": "Wed, 21 Oct 2026 07:28:00 GMT"},
    {"half_json": True},
    {"wrong_types": True},
    {"empty": True},
    {"redirect": "http://portal.example/"},
    {"expire_tokens": True},
    {"end_sessions": True},
]

JUMPS = (timedelta(days=1), timedelta(days=-1), timedelta(minutes=10), timedelta(days=-20_000))
"""Of the wall clock: a day either way, a hand that set it wrong, a dead battery."""

BY_A_WRONG_CLOCK = timedelta(minutes=5)
"""How far the told time may be from the true one where a clock was wrong before the first contact was made; beside how
far it was set since, which nobody can know who never heard the true time."""


class FaultMachine(RuleBasedStateMachine):
    """`site` is set by the test that runs it."""

    site: ClassVar[Site]

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.stack = contextlib.AsyncExitStack()
        self.folders = [tempfile.TemporaryDirectory(dir=FOLDERS) for _ in range(CONSOLES)]
        self.keys = [secrets.token_bytes(32) for _ in range(CONSOLES)]
        self.clocks = [DrivenClock(SystemClock().wall()) for _ in range(CONSOLES)]
        self.passes = [self.site.add_pass(entries_allowed=2) for _ in range(PASSES)]
        self.happened: list[Entry] = []
        self.poisoned: list[Entry] = []
        self.corrected: set[str] = set()
        self.truly: dict[str, datetime] = {}
        self.doubt: dict[str, timedelta] = {}
        self.journals: list[set[str]] = [set() for _ in range(CONSOLES)]
        self.images: dict[int, set[str]] = {}
        self.consoles: list[Gatehouse] = []
        self.exits: list[contextlib.AsyncExitStack] = []
        for number in range(CONSOLES):
            self.runner.run(self._begin(number))

    async def _begin(self, number: int) -> None:
        stack = contextlib.AsyncExitStack()
        here = await stack.enter_async_context(
            gatehouse(
                self.site,
                folder=Path(self.folders[number].name),
                key=self.keys[number],
                clock=self.clocks[number],
                page_rows=50,
            )
        )
        self.consoles[number : number + 1] = [here]
        self.exits[number : number + 1] = [stack]

    def _record(self, number: int, row: dict[str, Any] | None = None, **more: Any) -> Entry:
        here, moment = self.consoles[number], self.consoles[number].time.now()
        clock = {"clock_offset_ms": moment.offset_ms, "clock_trusted": moment.trusted}
        entry = self.runner.run(here.record(row, occurred_at=moment.at, **clock, **more))
        self.truly[entry.entry_id], self.doubt[entry.entry_id] = datetime.now(UTC), BY_A_WRONG_CLOCK
        self.journals[number].add(entry.entry_id)
        return entry

    @rule(number=st.integers(0, CONSOLES - 1), which=st.integers(0, PASSES - 1))
    def somebody_comes(self, number: int, which: int) -> None:
        self.happened.append(self._record(number, self.passes[which]))

    @rule(number=st.integers(0, CONSOLES - 1), which=st.integers(0, PASSES - 1))
    def somebody_leaves(self, number: int, which: int) -> None:
        leaving = {"kind": EntryKind.EXIT, "direction": Direction.OUT}
        self.happened.append(self._record(number, self.passes[which], **leaving))

    @rule(number=st.integers(0, CONSOLES - 1))
    def a_row_is_poisoned(self, number: int) -> None:
        self.poisoned.append(self._record(number, kind=EntryKind.OVERRIDE, note="\x00"))

    @precondition(lambda self: any(entry.uses_pass for entry in self.happened))
    @rule(number=st.integers(0, CONSOLES - 1), data=st.data())
    def somebody_did_not_enter_after_all(self, number: int, data: st.DataObject) -> None:
        open_visits = [entry for entry in self.happened if entry.uses_pass and entry.entry_id not in self.corrected]
        if not open_visits:
            return
        visit = data.draw(st.sampled_from(open_visits))
        about = {"id": visit.pass_id, "record_uid": visit.record_uid}
        self.corrected.add(visit.entry_id)
        self.happened.append(self._record(number, about, kind=EntryKind.CORRECTION, corrects=visit.entry_id))

    @rule(number=st.integers(0, CONSOLES - 1), by=st.sampled_from(JUMPS))
    def a_wall_clock_jumps(self, number: int, by: timedelta) -> None:
        clock = self.clocks[number]
        with contextlib.suppress(OverflowError):
            if (clock.wall() + by).year >= 1970:
                clock.jump(by)
                for entry_id in self.journals[number]:
                    self.doubt[entry_id] += abs(by)

    @rule(fault=st.sampled_from(FAULTS), count=st.integers(1, 4))
    def the_world_misbehaves(self, fault: dict[str, Any], count: int) -> None:
        self.site.faults(reset=True)
        self.site.faults(**{"count": count, "path": "/rest", **fault})

    @rule()
    def the_server_is_restored_to_before(self) -> None:
        """Everything these consoles told it is gone, and it has another timeline."""
        ids = [str(row["id"]) for row in self.passes]
        self.site.sql("delete from public.visitor_record_logs where pass_id = any(%s::uuid[])", ids)
        self.site.sql(
            "update public.visitor_records_uid set entries_used = 0, uses_rev = 0 where id = any(%s::uuid[])", ids
        )
        self.site.faults(new_epoch=True)

    @rule(number=st.integers(0, CONSOLES - 1))
    def a_console_syncs(self, number: int) -> None:
        self.clocks[number].advance(1)
        with contextlib.suppress(CentralError):
            self.runner.run(self._drain(self.consoles[number]))

    @staticmethod
    async def _drain(here: Gatehouse) -> None:
        """One round; where the session was ended, somebody signs in again."""
        try:
            await here.sync.drain()
        except SessionEnded:
            user = here.site.user("console")
            await here.client.sign_in(user["email"], user["password"])
            await here.sync.drain()

    @rule(number=st.integers(0, CONSOLES - 1))
    def a_console_is_restarted(self, number: int) -> None:
        self._closed(number)
        self.runner.run(self._begin(number))

    @rule(number=st.integers(0, CONSOLES - 1))
    def an_image_of_a_console_is_taken(self, number: int) -> None:
        self._closed(number)
        shutil.rmtree(self._image(number), ignore_errors=True)
        shutil.copytree(self.folders[number].name, self._image(number))
        self.images[number] = set(self.journals[number])
        self.runner.run(self._begin(number))

    @precondition(lambda self: bool(self.images))
    @rule(data=st.data())
    def a_console_is_set_back_to_its_image(self, data: st.DataObject) -> None:
        """What it had not told since is gone with its disk; its refresh token is an old one, too."""
        number = data.draw(st.sampled_from(sorted(self.images)))
        self._closed(number)
        shutil.rmtree(self.folders[number].name)
        shutil.copytree(self._image(number), self.folders[number].name)
        self.journals[number] = set(self.images[number])
        self.runner.run(self._begin(number))

    def _closed(self, number: int) -> None:
        self.site.faults(reset=True)
        self.runner.run(self.exits[number].aclose())

    def _image(self, number: int) -> Path:
        return Path(f"{self.folders[number].name}-image")

    def teardown(self) -> None:
        try:
            self.site.faults(reset=True)
            for here in self.consoles:
                self.runner.run(self._settle(here))
            # What one console lost to a restore while the other was settling is brought by the next round.
            for here in self.consoles:
                self.runner.run(self._settle(here))
            self._compare()
        finally:
            for stack in self.exits:
                self.runner.run(stack.aclose())
            self.runner.close()
            for number, folder in enumerate(self.folders):
                folder.cleanup()
                shutil.rmtree(self._image(number), ignore_errors=True)

    async def _settle(self, here: Gatehouse) -> None:
        for _ in range(20):
            await self._drain(here)
            if not await here.store.journal.waiting():
                return
            # The central API's time is the real one: instead of letting it pass, what was put off is made due.
            await here.store.journal.postpone(sorted(self.truly), until=here.time.now().at, why="settled")
        raise AssertionError("the outbox never emptied")

    def _compare(self) -> None:
        told = {log["id"]: log for log in logs_of(self.site, *self.happened, *self.poisoned)}
        kept = set().union(*self.journals)
        happened = {entry.entry_id: entry for entry in self.happened}
        poisoned = {entry.entry_id for entry in self.poisoned}
        assert kept - poisoned <= told.keys() <= happened.keys()
        for entry_id, log in told.items():
            entry = happened[entry_id]
            assert (log["actor_name"], log["device_seq"]) == (entry.actor_name, entry.device_seq)
            assert "sequence_reused" not in log["conflicts"]
            if entry.clock_offset_ms is not None:
                assert log["occurred_at"] == entry.occurred_at
            elif log["occurred_at"] != entry.occurred_at:
                assert abs(log["occurred_at"] - self.truly[entry_id]) < self.doubt[entry_id]
                assert not log["clock_trusted"]
        given_back = {happened[entry_id].corrects for entry_id in told}
        visits = Counter(
            happened[entry_id].pass_id
            for entry_id in told
            if happened[entry_id].uses_pass and entry_id not in given_back
        )
        for row in self.passes:
            assert uses_of(self.site, row) == visits[str(row["id"])]
        quarantined = [row.entry for here in self.consoles for row in self.runner.run(here.store.journal.quarantined())]
        assert {entry.entry_id for entry in quarantined} == poisoned & kept
