"""The one story of a gatehouse, top to bottom:

    Scan → Facts → Decision → Entry (+ Outbox, one commit) → GateCommand → GateOutcome

One case is open at a time; a scan that comes meanwhile waits as "next" and never replaces an open verdict.
Everything here runs on the loop's thread. Screens follow by events and come back with intents only.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from app.automatic import may_open_by_itself
from app.case_entry import entry_fields
from app.clock import Clock, TrustedTime
from app.domain.case import ARMED_AFTER_S, STALE_AFTER_S, Case, KeyPress, Phase, may_act
from app.domain.decision import Facts, Verdict, decide
from app.domain.entry import Direction, Entry, EntryKind
from app.domain.gate import Cause, GateOutcome, OutcomeKind
from app.domain.ids import uuid7
from app.domain.scan import ForeignCode, Scan, Source
from app.domain.shift import Act, may
from app.errors import KnownError
from app.events import CaseChanged, Events, Notice, ScanArrived, Trouble
from app.facts import FactsDesk
from app.opening import Duty, Opening
from app.tasks import Tasks

NEXT_AT_MOST = 5
"""More cars than this cannot be told apart by their codes in any useful way."""

SHOWN_AFTER_OPENING_S = 8.0
"""How long "gate opened" stays before the screen is ready for the next car."""


class Photos(Protocol):
    """A scan's pictures, JPEG; None if there is none. `frame`: the one it was read in, some milliseconds later.
    `face`: the sharpest one of the moments after it; takes some seconds."""

    async def frame(self, scan: Scan) -> bytes | None: ...
    async def face(self, scan: Scan) -> bytes | None: ...


class Flow:
    """Moves one car after the other from its scan to its end."""

    def __init__(
        self,
        *,
        facts: FactsDesk,
        opening: Opening,
        photos: Photos,
        duty: Callable[[], Duty],
        gate_for: Callable[[Scan], str],
        clock: Clock,
        time: TrustedTime,
        events: Events,
        tasks: Tasks,
        opens_by_itself: Callable[[str], bool] = lambda gate_id: False,
    ) -> None:
        self._facts = facts
        self._opening = opening
        self._photos = photos
        self._duty = duty
        self._gate_for = gate_for
        self._opens_by_itself = opens_by_itself
        self._clock = clock
        self._time = time
        self._events = events
        self._tasks = tasks
        self._case: Case | None = None
        self._painted: float | None = None
        self._next: deque[Scan] = deque(maxlen=NEXT_AT_MOST)
        self._leaving: tuple[str, float] | None = None

    @property
    def case(self) -> Case | None:
        """The case on the screen."""
        return self._case

    @property
    def painted_case(self) -> str | None:
        """The case whose verdict has really been on the screen."""
        return self._case.case_id if self._case is not None and self._painted is not None else None

    @property
    def painted_at(self) -> float | None:
        """When its verdict was painted, monotonic seconds."""
        return self._painted

    # --- Scan → Facts → Decision ---------------------------------------------------------------------------

    def take(self, scan: Scan) -> None:
        """One person's intent. Opens a case, or waits as "next" while another verdict is open."""
        open_case = self._case
        if open_case is not None and open_case.phase is not Phase.ENDED:
            if open_case.scan.code == scan.code or any(scan.code == waiting.code for waiting in self._next):
                self._events.publish(ScanArrived(scan, held="just_scanned"))
                return
            self._next.append(scan)
            self._events.publish(ScanArrived(scan, held="next"))
            self._publish()
            return
        self._events.publish(ScanArrived(scan))
        case = self._begin(scan)
        if scan.source is Source.PICKED and scan.direction is Direction.OUT:
            self._leaving = (case.case_id, self._clock.monotonic())

    def _begin(self, scan: Scan) -> Case:
        case = Case(uuid7(self._time.now().at), scan, Phase.CHECKING)
        self._put(case)
        self._tasks.spawn(self._decide(case), name=f"decide {case.case_id}")
        return case

    async def _decide(self, case: Case) -> None:
        """The mirror answers at once; the central API is waited for within its budget and may correct it later."""
        code = case.scan.code
        if isinstance(code, ForeignCode):
            self._decided(case, self._facts.foreign())
            return
        try:
            here = await self._facts.kept_here(code)
        except KnownError as error:
            # A damaged mirror must not stop a gate: nothing is known, so the guard is asked.
            self._events.publish(Trouble(error))
            here = replace(self._facts.foreign(), is_code=True)
        if not self._facts.wants_central(here):
            self._decided(case, here)
            return
        asking = self._tasks.spawn(
            self._facts.ask_central(code, case.scan.direction, case.scan.scan_id), name=f"ask {case.case_id}"
        )
        await asyncio.wait({asking}, timeout=self._facts.budget_s)
        if asking.done() and not asking.cancelled() and asking.exception() is None:
            answer = asking.result()
            self._decided(case, answer if answer is not None else here)
            return
        self._decided(case, here)
        if (late := await asking) is not None:
            self._late(case.case_id, late)

    def _decided(self, case: Case, facts: Facts) -> None:
        if self._case is None or self._case.case_id != case.case_id:
            return
        moment = self._time.now().at
        decision = decide(facts, moment, case.scan.direction)
        self._painted = None
        decided = replace(
            self._case,
            phase=Phase.DECIDED,
            facts=facts,
            decision=decision,
            decided_monotonic=self._clock.monotonic(),
            decided_at=moment,
        )
        self._put(decided)
        self._without_key(decided, moment)

    def _without_key(self, case: Case, moment: datetime) -> None:
        """Whom the guard picked as leaving, leaves: the pick was the key, unless the rules ask or flag something.
        And a gate that may open by itself does."""
        leaving, self._leaving = self._leaving, None
        duty, gate, decision = self._duty(), self._gate_for(case.scan), case.decision
        if leaving is not None and leaving[0] == case.case_id:
            clean = decision is not None and decision.verdict is Verdict.ADMIT and "blacklisted" not in decision.flags
            if clean and not duty.locked and may(duty.actor, Act.ADMIT):
                self._tasks.spawn(self._admit_at_once(case, gate, leaving[1], Cause.KEY), name=f"out {case.case_id}")
        elif may_open_by_itself(case, moment=moment, duty=duty, gate_ready=self._opens_by_itself(gate)):
            # The verdict itself is the order, and its deadline counts from it.
            at_once = self._admit_at_once(case, gate, case.decided_monotonic, Cause.AUTOMATIC)
            self._tasks.spawn(at_once, name=f"open by itself {case.case_id}")

    async def _admit_at_once(self, case: Case, gate: str, pressed_at: float, cause: Cause) -> None:
        """Only the case that still stands as it was decided."""
        if self._case is case:
            await self._admit(case, gate, pressed_at=pressed_at, cause=cause)

    def turn(self, case_id: str) -> None:
        """The other way: who was taken for coming in is leaving. Decided anew."""
        case = self._case
        if case is None or case.case_id != case_id or case.phase is not Phase.DECIDED:
            return
        way = Direction.IN if case.scan.direction is Direction.OUT else Direction.OUT
        scan = replace(case.scan, direction=way)
        turned = replace(case, scan=scan, phase=Phase.CHECKING, repainted=case.repainted + 1)
        self._painted = None
        self._put(turned)
        self._tasks.spawn(self._decide(turned), name=f"decide {case_id} the other way")

    def _late(self, case_id: str, facts: Facts) -> None:
        """The central API answered after its budget. A contrary answer disarms the verdict and is painted anew."""
        case = self._case
        if case is None or case.case_id != case_id or case.decision is None:
            return
        decision = decide(facts, self._time.now().at, case.scan.direction)
        contrary = (decision.verdict, decision.reason) != (case.decision.verdict, case.decision.reason)
        if case.phase is not Phase.DECIDED:
            if contrary and case.entry is not None and decision.verdict is not Verdict.ADMIT:
                self._notice("admitted_before_central_answered", case.entry.entry_id, decision.reason.value)
            return
        if contrary:
            self._painted = None
            case = replace(case, decided_monotonic=self._clock.monotonic(), repainted=case.repainted + 1)
        self._put(replace(case, facts=facts, decision=decision))

    # --- what the guard does -------------------------------------------------------------------------------

    def painted(self, case_id: str, monotonic: float) -> None:
        """The screen has really shown the verdict of `case_id`: from now on it is being read."""
        case = self._case
        if case is not None and case.case_id == case_id and case.phase is Phase.DECIDED and self._painted is None:
            self._painted = monotonic
            if case.photo is None:  # only now: a verdict waits for no picture
                self._tasks.spawn(self._add_frame(case), name=f"frame {case.case_id}")

    async def _add_frame(self, case: Case) -> None:
        photo = await self._photos.frame(case.scan)
        if photo is None:
            return
        await self._opening.hold_photo(photo)  # while the guard reads: not between the key and the gate
        here = self._case
        if here is not None and here.case_id == case.case_id and here.photo is None:
            self._put(replace(here, photo=photo))

    async def open(self, case_id: str, press: KeyPress | None, gate_id: str | None = None) -> bool:
        """Admit and open. False if the verdict on the screen does not allow it, was not read yet, or is stale
        (then it is decided anew). `press` is None for a click or a touch."""
        case = self._armed(case_id, press)
        if case is None or case.decision is None or case.decision.verdict is not Verdict.ADMIT:
            return False
        return await self._admit(case, gate_id, pressed_at=press.at_monotonic if press else self._clock.monotonic())

    async def admit_on_word(
        self, case_id: str, allowed_by: str, press: KeyPress | None = None, gate_id: str | None = None
    ) -> bool:
        """Admit where the rules ask a human; `allowed_by` says on whose word. Never against a refusal."""
        case = self._armed(case_id, press)
        if case is None or case.decision is None or case.decision.verdict is not Verdict.ASK:
            return False
        pressed_at = press.at_monotonic if press else self._clock.monotonic()
        return await self._admit(case, gate_id, pressed_at=pressed_at, allowed_by=allowed_by or "guard")

    def _armed(self, case_id: str, press: KeyPress | None) -> Case | None:
        case, duty = self._case, self._duty()
        if case is None or case.case_id != case_id or case.phase is not Phase.DECIDED:
            return None
        if duty.locked or not may(duty.actor, Act.ADMIT):
            return None
        now = self._clock.monotonic()
        if not may_act(self._painted, press or KeyPress(now)):
            return None
        if now - case.decided_monotonic > STALE_AFTER_S:
            self._decide_again(case)
            return None
        return case

    def _decide_again(self, case: Case) -> None:
        self._put(replace(case, phase=Phase.CHECKING))
        self._painted = None
        self._tasks.spawn(self._decide(case), name=f"decide {case.case_id} again")

    def woke(self) -> None:
        """The PC has slept: the verdict on the screen is one of before. Decided again, for whoever stands there now."""
        if self._case is not None and self._case.phase is Phase.DECIDED:
            self._decide_again(self._case)

    async def _admit(
        self,
        case: Case,
        gate_id: str | None,
        *,
        pressed_at: float,
        allowed_by: str = "",
        cause: Cause = Cause.KEY,
    ) -> bool:
        """Entry on disk first, then the gate. If the entry cannot be kept, nothing opens by itself."""
        gate = gate_id or self._gate_for(case.scan)
        kind = EntryKind.EXIT if case.scan.direction is Direction.OUT else EntryKind.VISIT
        if kind is EntryKind.VISIT and case.facts and case.facts.pass_ and case.facts.pass_.local:
            kind = EntryKind.WALK_IN
        opening = replace(case, phase=Phase.OPENING)
        self._put(opening)
        photo = case.photo or await self._photos.frame(case.scan)
        made = self._entry(case, kind, gate, allowed_by=allowed_by)
        if cause is Cause.AUTOMATIC:
            made = replace(made, flags=(*made.flags, "opened_by_itself"))
        entry = await self._opening.record(made, photo=photo)
        if entry is None:
            self._put(replace(opening, phase=Phase.DECIDED))
            return False
        self._tasks.spawn(self._add_face(case.scan, entry), name=f"face {entry.entry_id}")
        self._put(replace(opening, photo=photo, entry=entry))
        outcome = await self._opening.open_for(entry, cause=cause, pressed_at=pressed_at, seen_at=case.scan.seen_at)
        self._end(case.case_id, entry, outcome)
        return True

    async def refuse(self, case_id: str) -> bool:
        """Record the refusal and be ready for the next car."""
        case = self._case
        if case is None or case.case_id != case_id or case.phase is not Phase.DECIDED:
            return False
        duty = self._duty()
        if duty.locked or not may(duty.actor, Act.ADMIT):
            return False
        self._put(replace(case, phase=Phase.ENDED))  # a second Esc must not record it twice
        refusal = self._entry(case, EntryKind.REFUSAL, self._gate_for(case.scan))
        recorded = await self._opening.record(refusal, photo=case.photo or await self._photos.frame(case.scan))
        if recorded is None:
            self._put(case)
            return False
        self._tasks.spawn(self._add_face(case.scan, recorded), name=f"face {recorded.entry_id}")
        self.dismiss(case_id)
        return True

    async def did_not_enter(self, case_id: str) -> bool:
        """After a gate that did not open: the visitor turned round. A correction gives the use back."""
        case = self._case
        if case is None or case.case_id != case_id or case.entry is None or case.phase is not Phase.ENDED:
            return False
        correction = replace(
            self._entry(case, EntryKind.CORRECTION, case.entry.gate_id),
            corrects=case.entry.entry_id,
            reason="did_not_enter",
        )
        if await self._opening.record(correction) is None:
            return False
        self.dismiss(case_id)
        return True

    async def open_again(self, case_id: str) -> bool:
        """After NotDone: a new order for the same entry. Never after Unknown, never by itself."""
        case = self._case
        if case is None or case.case_id != case_id or case.entry is None or case.outcome is None:
            return False
        if case.outcome.kind is not OutcomeKind.NOT_DONE or not may(self._duty().actor, Act.ADMIT):
            return False
        self._put(replace(case, phase=Phase.OPENING, outcome=None))
        outcome = await self._opening.open_for(
            case.entry, cause=Cause.KEY, pressed_at=self._clock.monotonic(), seen_at=case.scan.seen_at
        )
        self._end(case_id, case.entry, outcome)
        return True

    def dismiss(self, case_id: str) -> None:
        """Take the case off the screen; the next scan that waits comes up."""
        if self._case is None or self._case.case_id != case_id or self._case.phase is Phase.OPENING:
            return
        self._case = None
        self._painted = None
        if self._next:
            self._begin(self._next.popleft())
        else:
            self._publish()

    def retake(self, case_id: str, photo: bytes) -> None:
        """A newer photo for the open case."""
        if self._case is not None and self._case.case_id == case_id and self._case.phase is Phase.DECIDED:
            scan = replace(self._case.scan, outline=())  # it was in the frame, not in this picture
            self._put(replace(self._case, photo=photo, scan=scan))

    async def _add_face(self, scan: Scan, entry: Entry) -> None:
        face = await self._photos.face(scan)
        if face is not None:
            await self._opening.add_photo(entry, face)

    # --- the pieces ----------------------------------------------------------------------------------------

    def _entry(self, case: Case, kind: EntryKind, gate_id: str, *, allowed_by: str = "") -> Entry:
        return self._opening.entry(
            kind,
            case.scan.direction,
            gate_id,
            allowed_by=allowed_by,
            offline=not self._facts.online,
            **entry_fields(case),
        )

    def _end(self, case_id: str, entry: Entry, outcome: GateOutcome) -> None:
        if self._case is None or self._case.case_id != case_id:
            return
        self._put(replace(self._case, phase=Phase.ENDED, entry=entry, outcome=outcome))
        if outcome.kind is OutcomeKind.DONE:
            if self._next:
                self._tasks.spawn(self._dismiss_after(case_id, ARMED_AFTER_S * 4), name="next car")
            else:
                self._tasks.spawn(self._dismiss_after(case_id, SHOWN_AFTER_OPENING_S), name="ready again")

    async def _dismiss_after(self, case_id: str, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self.dismiss(case_id)

    def _put(self, case: Case) -> None:
        self._case = case
        self._publish()

    def _publish(self) -> None:
        self._events.publish(CaseChanged(self._case, waiting=len(self._next)))

    def _notice(self, kind: str, subject: str, detail: str) -> None:
        at = self._time.now().at
        self._events.publish(Notice(uuid7(at), kind, at, subject, detail))
