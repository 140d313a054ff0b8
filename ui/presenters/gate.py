"""The Gate screen's presenter: what is at the gate now, and what the guard does about it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Protocol

from app.devices.preview import Mailbox
from app.domain.case import KeyPress, Phase
from app.domain.decision import Reason, Verdict
from app.domain.entry import Entry
from app.domain.gate import GateOutcome, OutcomeKind
from app.domain.passes import Pass, VisitorType
from app.domain.scan import Scan
from app.domain.shift import Actor
from app.events import (
    ActorChanged,
    CameraChanged,
    CaseChanged,
    CodesInView,
    EntryRecorded,
    GateChanged,
    Link,
    LinkChanged,
    MirrorChanged,
    ScanArrived,
)
from ui.presenters.errands import run
from ui.presenters.gate_state import (
    FORMS,
    OF_ITS_CASE,
    Action,
    ByHand,
    Call,
    Form,
    GateState,
    Rival,
    Search,
    Sheet,
    Who,
    actions,
    pass_to_take,
    verdict_key,
)
from ui.presenters.port import Core

RECENT = 8
EXPECTED_SHOWN = 12
SHORTEST_SEARCH = 1
EXPECTED_EVERY_S = 60.0
SHOWN_BY_HAND_S = 10.0
SAID_S = 4.0
ASKED_S = 20.0
"""How long the question which code is meant waits for its answer: then the phones are down."""
WORST_FIRST = (OutcomeKind.NOT_DONE, OutcomeKind.UNKNOWN, OutcomeKind.DONE)


class GateView(Protocol):
    """What the presenter asks of its screen."""

    def show_state(self, state: GateState) -> None: ...
    def show_camera(self, mailbox: Mailbox | None) -> None: ...
    def sound(self, verdict: Verdict, discreet: bool) -> None: ...
    def search_done(self) -> None: ...
    def show_pass(self, pass_: Pass) -> None: ...


class GatePresenter:
    """Follows the core's events, holds one state, gives the guard's intents back to the flow."""

    def __init__(self, core: Core, view: GateView) -> None:
        self._core = core
        self._view = view
        self._camera_id = ""
        self._sounded = ""
        self._opened_by_hand: tuple[Entry, ...] = ()
        self._walked_in: Pass | None = None
        self._expected_at = 0.0
        self._said_until = 0.0
        self._asked_until = 0.0
        self._stops: list[Callable[[], None]] = []
        self.state = GateState(now=core.site_now(), link=core.link)

    def start(self) -> None:
        """Subscribe, take the state of now, show it."""
        events = self._core.events
        self._stops = [
            events.subscribe(CaseChanged, self._case_changed),
            events.subscribe(EntryRecorded, self._recorded),
            events.subscribe(ScanArrived, self._scan_arrived),
            events.subscribe(CodesInView, self._codes_in_view),
            events.subscribe(GateChanged, lambda _: self._put(gates=self._core.gates())),
            events.subscribe(LinkChanged, lambda event: self._put(link=event)),
            events.subscribe(CameraChanged, lambda _: self._cameras_changed()),
            events.subscribe(MirrorChanged, lambda _: self._mirror_changed()),
            events.subscribe(ActorChanged, lambda _: self._put()),
        ]
        gates = self._core.gates()
        self.state = replace(
            self.state, gates=gates, gate_id=gates[0].gate_id if gates else "", case=self._core.flow.case
        )
        self._cameras_changed()
        self._ask_expected()
        self._spawn(self._load_recent(), "recent entries")

    def close(self) -> None:
        """Hear no more events."""
        for stop in self._stops:
            stop()
        self._stops.clear()

    def tick(self) -> None:
        """Once a second: ages and remaining times move on."""
        done = self.state.by_hand
        over = done is not None and done.outcome is not None and self._core.clock.monotonic() > done.until
        now = self._core.clock.monotonic()
        said = self.state.said if now < self._said_until else ""
        rivals = self.state.rivals if now < self._asked_until else ()
        self._put(unread=False, by_hand=None if over else done, said=said, rivals=rivals, call=self._call_now())
        if self._core.clock.monotonic() - self._expected_at >= EXPECTED_EVERY_S:
            self._ask_expected()

    # --- what the guard does -------------------------------------------------------------------------------

    def act(self, action: Action, press: KeyPress | None = None) -> None:
        """Do one of `actions(case)`; anything else is not possible now and does nothing."""
        case = self.state.case
        if case is None or action not in actions(case) or self.state.shown_sheet is not Sheet.NONE:
            return
        flow, gate = self._core.flow, self.state.gate_id or None
        if action is Action.OPEN:
            self._spawn(self._open(case.case_id, press, gate), "open")
        elif action is Action.OPEN_AGAIN:
            self._spawn(flow.open_again(case.case_id), "open again")
        elif action is Action.DID_NOT_ENTER:
            self._spawn(flow.did_not_enter(case.case_id), "did not enter")
        elif action is Action.ON_WORD:
            self._put(sheet=Sheet.WORD, sheet_case=case.case_id)
        elif action is Action.CALL_HOST:
            self._spawn(self._call(case.facts.pass_ if case.facts else None), "whom to call")
        elif action is Action.WALK_IN:
            self.open_form(Sheet.WALK_IN)
        elif action is Action.REFUSE:
            self._spawn(flow.refuse(case.case_id), "refuse")
        elif action is Action.RETAKE:
            self._spawn(self._retake(case.case_id), "retake photo")
        elif action is Action.TAKE_ALONG:
            self.show_pass()
        elif action is Action.DISMISS:
            flow.dismiss(case.case_id)

    def show_pass(self) -> bool:
        """The pass of the walk-in who came in last, for the visitor's phone; False while a verdict stands, or if
        there is none."""
        case, pass_ = self.state.case, self._walked_in
        busy = case is not None and case.phase is not Phase.ENDED
        if busy or pass_ is None or self._core.site_now() > pass_.valid_until:
            return False
        self._view.show_pass(pass_)
        return True

    def leaves(self) -> bool:
        """Whoever is at the gate leaves (or comes, after all); False if nobody is."""
        case = self.state.case
        if case is None or case.phase is not Phase.DECIDED or self.state.shown_sheet is not Sheet.NONE:
            return False
        self._core.flow.turn(case.case_id)
        return True

    def painted(self, key: str) -> None:
        """The band shows the verdict that `key` names."""
        case = self.state.case
        if case is not None and case.phase is Phase.DECIDED and verdict_key(case) == key:
            self._core.flow.painted(case.case_id, self._core.clock.monotonic())

    def word_given(self, allowed_by: str, press: KeyPress | None) -> None:
        """Somebody said yes; the sheet closes and the gate opens."""
        case = self.state.case
        if case is None or self.state.shown_sheet is not Sheet.WORD or not allowed_by.strip():
            return
        self._put(sheet=Sheet.NONE)
        word = self._core.flow.admit_on_word(case.case_id, allowed_by.strip(), press, self.state.gate_id or None)
        self._spawn(word, "admit on word")

    def said_yes(self) -> None:
        """The host let the visitor in. In the app: their name is known. On the phone: whose word it was is asked."""
        call, case = self.state.call, self.state.case
        if self.state.shown_sheet is not Sheet.CALL or call is None or case is None:
            return
        if call.answer == "admit":
            self._put(sheet=Sheet.NONE)
            who = call.answered_by or call.host_name
            word = self._core.flow.admit_on_word(case.case_id, who, None, self.state.gate_id or None)
            self._spawn(word, "admit on the host's word")
            return
        self._heard(call, admit=True)
        self._put(sheet=Sheet.WORD)

    def said_no(self) -> None:
        """On the phone the host said no."""
        call, case = self.state.call, self.state.case
        if self.state.shown_sheet is not Sheet.CALL or call is None or case is None:
            return
        if call.answer is None:
            self._heard(call, admit=False)
        self._put(sheet=Sheet.NONE)
        self._spawn(self._core.flow.refuse(case.case_id), "refuse on the host's word")

    def _heard(self, call: Call, *, admit: bool) -> None:
        """The question in the app is answered by what was heard on the telephone."""
        actor = self._core.actor
        if call.question:
            heard = self._core.heard_from_host(call.question, admit=admit, heard_by=actor.name if actor else "")
            self._spawn(heard, "heard from the host")

    def open_form(self, sheet: Sheet) -> None:
        """Somebody without a pass. What a refused pass already says is not asked again."""
        if (over := self.state.case) is not None and actions(over)[:1] == (Action.DISMISS,):
            self._core.flow.dismiss(over.case_id)  # that car is through: the next one does not wait for its end
        case = self.state.case
        if sheet not in FORMS or (case is not None and Action.WALK_IN not in actions(case)):
            return
        pass_ = case.facts.pass_ if case is not None and case.facts is not None else None
        kind = {Sheet.DELIVERY: VisitorType.DELIVERY.value, Sheet.KNOWN_PERSON: Who.RESIDENT.value}
        form = Form(kind.get(sheet, VisitorType.GUEST.value))
        if pass_ is not None and sheet is Sheet.WALK_IN:
            form = Form(
                pass_.visitor_type.value,
                pass_.visitor_name,
                pass_.house,
                pass_.plate,
                pass_.document_last4,
                pass_.people,
            )
        self._put(sheet=sheet, sheet_case=case.case_id if case else "", sheet_form=form)

    def form_given(self, form: Form) -> None:
        """The form is filled: a walk-in goes before the rules, a known person through the gate."""
        sheet = self.state.shown_sheet
        if sheet not in FORMS:
            return
        case = self.state.case
        self._put(sheet=Sheet.NONE)
        if sheet is Sheet.KNOWN_PERSON:
            self._spawn(self._known_person(form), "known person")
        else:
            self._spawn(self._walk_in(form, case.case_id if case else None), "walk-in")

    def override(self, gate_id: str, by: Actor | None = None) -> None:
        """The button was held: open by hand first, ask for the reason after. `by`: who showed a PIN for it."""
        self._spawn(self._override(gate_id, by), "override")

    def override_all(self, gate_ids: Sequence[str]) -> None:
        """Several gates at once, held in the emergency card."""
        self._spawn(self._override_all(tuple(gate_ids)), "override of several gates")

    def reason_given(self, reason: str) -> None:
        """Why it was opened by hand."""
        if self.state.shown_sheet is Sheet.OVERRIDE_REASON and self._opened_by_hand and reason.strip():
            for entry in self._opened_by_hand:
                self._spawn(self._core.override.give_reason(entry, reason.strip()), "override reason")
            self._opened_by_hand = ()
            self._put(sheet=Sheet.NONE)

    def close_sheet(self) -> None:
        """Back to the case. An override without a reason stays on the supervisor's list."""
        if self.state.shown_sheet is Sheet.WHICH:
            self._put(rivals=())
        else:
            self._put(sheet=Sheet.NONE)

    def choose_code(self, number: int) -> None:
        """Of several codes in view, this one."""
        if self.state.shown_sheet is Sheet.WHICH and number < len(self.state.rivals):
            scan_id = self.state.rivals[number].scan.scan_id
            self._put(rivals=())
            self._core.choose(scan_id)

    def choose_gate(self, gate_id: str) -> None:
        """The gate for the next verdict."""
        self._put(gate_id=gate_id)

    def switch_camera(self) -> None:
        """Look through the next camera."""
        ids = [camera.camera_id for camera in self._core.cameras()]
        if ids:
            here = ids.index(self._camera_id) if self._camera_id in ids else -1
            self._camera_id = ids[(here + 1) % len(ids)]
            self._cameras_changed()

    def search(self, text: str) -> None:
        """The guard types: look as they type."""
        text = text.strip()
        if len(text) < SHORTEST_SEARCH:
            self._put(search=Search())
            return
        self._put(search=Search(text, self.state.search.found))
        self._spawn(self._search(text), "search")

    def entered(self, text: str) -> None:
        """Enter in the find field: the only one found is taken, a code opens a case, anything else stays a search."""
        self._spawn(self._entered(text.strip()), "entered")

    def picked(self, pass_id: str) -> None:
        """A row was chosen: from the answers or from the expected list."""
        for pass_ in (*(self.state.search.found or ()), *self.state.expected):
            if pass_.pass_id == pass_id:
                self._put(search=Search())
                self._core.intents.pick(pass_)
                return

    # --- what the core says --------------------------------------------------------------------------------

    def _case_changed(self, event: CaseChanged) -> None:
        same = event.case is not None and self.state.case is not None and event.case.case_id == self.state.case.case_id
        decided = same and event.case is not None and event.case.phase is Phase.DECIDED
        sheet = Sheet.NONE if self.state.sheet in OF_ITS_CASE and not decided else self.state.sheet
        case = event.case
        if case is not None and (pass_ := pass_to_take(case)) is not None:
            self._walked_in = pass_
        if case is not None and not same:
            self._put(gate_id=self._core.gate_for(case.scan) or self.state.gate_id)
        self._put(case=case, waiting=event.waiting, sheet=sheet, unread=False)
        if case is not None and case.phase is Phase.DECIDED and case.decision is not None:
            key = verdict_key(case)
            if key != self._sounded:
                self._sounded = key
                self._view.sound(case.decision.verdict, case.decision.reason is Reason.BLACKLISTED)

    def _scan_arrived(self, event: ScanArrived) -> None:
        self._said_until = self._core.clock.monotonic() + SAID_S
        self._put(said=event.held or "")

    def _codes_in_view(self, event: CodesInView) -> None:
        self._asked_until = self._core.clock.monotonic() + ASKED_S
        asked = bool(event.scans) and not self.state.rivals
        self._put(rivals=tuple(Rival(scan) for scan in event.scans))
        if asked and self.state.shown_sheet is Sheet.WHICH:
            self._view.sound(Verdict.ASK, False)
        if event.scans:
            self._spawn(self._name_rivals(event.scans), "whose codes")

    def _recorded(self, event: EntryRecorded) -> None:
        self._put(recent=(event.entry, *self.state.recent)[:RECENT])

    def _cameras_changed(self) -> None:
        cameras = self._core.cameras()
        ids = [camera.camera_id for camera in cameras]
        if self._camera_id not in ids:
            self._camera_id = ids[0] if ids else ""
        camera = next((camera for camera in cameras if camera.camera_id == self._camera_id), None)
        self._view.show_camera(self._core.mailbox(camera.camera_id) if camera else None)
        self._put(camera=camera, cameras=len(cameras))

    # --- the pieces ----------------------------------------------------------------------------------------

    async def _open(self, case_id: str, press: KeyPress | None, gate_id: str | None) -> None:
        taken = await self._core.flow.open(case_id, press, gate_id)
        case = self.state.case
        if not taken and case is not None and case.case_id == case_id and case.phase is Phase.DECIDED:
            self._put(unread=True)

    async def _name_rivals(self, scans: tuple[Scan, ...]) -> None:
        named = tuple([Rival(scan, await self._core.visitor_of(scan)) for scan in scans])
        if tuple(rival.scan for rival in self.state.rivals) == scans:
            self._put(rivals=named)

    async def _override(self, gate_id: str, by: Actor | None) -> None:
        self._put(by_hand=ByHand(gate_id, None))
        entry, outcome = await self._core.override.open(gate_id, by=by)
        self._put(by_hand=ByHand(gate_id, outcome, self._core.clock.monotonic() + SHOWN_BY_HAND_S))
        self._ask_reason([(entry, outcome)])

    async def _override_all(self, gate_ids: tuple[str, ...]) -> None:
        self._put(by_hand=ByHand(gate_ids[0], None))
        done = await self._core.override.open_all(gate_ids)
        entry, worst = min(done, key=lambda one: WORST_FIRST.index(one[1].kind))
        opened = sum(outcome.kind is OutcomeKind.DONE for _, outcome in done)
        until = self._core.clock.monotonic() + SHOWN_BY_HAND_S
        self._put(by_hand=ByHand(entry.gate_id, worst, until, opened=opened, asked=len(done)))
        self._ask_reason(done)

    def _ask_reason(self, done: Sequence[tuple[Entry, GateOutcome]]) -> None:
        moved = tuple(entry for entry, outcome in done if outcome.kind is not OutcomeKind.NOT_DONE)
        if moved:
            self._opened_by_hand = moved
            self._put(sheet=Sheet.OVERRIDE_REASON, sheet_case="")

    async def _retake(self, case_id: str) -> None:
        photo = await self._core.photo_now()
        if photo is not None:
            self._core.flow.retake(case_id, photo)

    async def _search(self, text: str) -> None:
        found = await self._core.search(text)
        if self.state.search.text == text:
            self._put(search=Search(text, found))

    async def _entered(self, text: str) -> None:
        """A house may look like a short code ("Robles 24"): who was found comes first."""
        found = await self._core.search(text)
        if len(found) == 1:
            self._core.intents.pick(found[0])
        elif found or not self._core.intents.typed(text):
            self._put(search=Search(text, found))
            return
        self._put(search=Search())
        self._view.search_done()

    async def _load_recent(self) -> None:
        self._put(recent=await self._core.recent(RECENT))

    async def _call(self, pass_: Pass | None) -> None:
        """The ladder: a question to the host's app where there is a line, and at once the number to call."""
        case = self.state.case
        if case is None:
            return
        call = Call(pass_.host_name if pass_ else "", pass_.house if pass_ else "")
        self._put(sheet=Sheet.CALL, sheet_case=case.case_id, call=call)
        phone = await self._core.phone_of(pass_.host_id) if pass_ and pass_.host_id else None
        if self.state.call is not call:
            return
        self._put(call=replace(call, phone=phone or ""))
        asks = case.decision is not None and case.decision.verdict is Verdict.ASK
        if asks and pass_ is not None and pass_.host_id and self._core.link.link is Link.ONLINE:
            await self._ask(pass_, pass_.host_id)

    async def _ask(self, pass_: Pass, host_id: str) -> None:
        call = self.state.call
        question = await self._core.ask_host(
            host_id, visitor_name=pass_.visitor_name, plate=pass_.plate, gate_id=self.state.gate_id
        )
        if call is not None and self.state.call is call:
            self._put(call=replace(call, question=question, asked_at=self._core.site_now()))

    def _call_now(self) -> Call | None:
        """A question that waited long enough is for the guard again; an answer that comes late still counts."""
        call, minutes = self.state.call, self._core.choices.ask_host_min
        if call is None or call.asked_at is None or call.answer is not None or call.overdue_min:
            return call
        waited = self._core.site_now() - call.asked_at
        return replace(call, overdue_min=minutes) if waited >= timedelta(minutes=minutes) else call

    async def _look_for_answer(self, call: Call) -> None:
        found = await self._core.host_answer(call.question)
        if found is not None and found.answer is not None and self.state.call == call:
            self._put(call=replace(call, answer=found.answer, answered_by=found.answered_by))
            self._view.sound(Verdict.ADMIT if found.answer == "admit" else Verdict.REFUSE, False)

    async def _walk_in(self, form: Form, refused: str | None) -> None:
        if refused is not None:
            await self._core.flow.refuse(refused)
        await self._core.intents.walk_in(
            name=form.name,
            house=form.house,
            visitor_type=VisitorType(form.kind),
            document_last4=form.document_last4,
            plate=form.plate,
            people=form.people,
        )

    async def _known_person(self, form: Form) -> None:
        gate = self.state.gate_id
        self._put(by_hand=ByHand(gate, None))
        done = await self._core.intents.known_person(
            who=form.kind, house=form.house, gate_id=gate, name=form.name, plate=form.plate
        )
        until = self._core.clock.monotonic() + SHOWN_BY_HAND_S
        self._put(by_hand=ByHand(gate, done[1], until) if done else None)

    def _mirror_changed(self) -> None:
        """A long pull says so many times a second: the list is asked for at the next tick."""
        call = self.state.call
        if self.state.shown_sheet is Sheet.CALL and call is not None and call.question and call.answer is None:
            self._spawn(self._look_for_answer(call), "the host's answer")
        self._expected_at = min(self._expected_at, self._core.clock.monotonic() - EXPECTED_EVERY_S)

    def _ask_expected(self) -> None:
        self._expected_at = self._core.clock.monotonic()
        self._spawn(self._load_expected(), "expected")

    async def _load_expected(self) -> None:
        rows, today = await self._core.expected()
        self._put(expected=rows[:EXPECTED_SHOWN], expected_today=today)

    def _put(self, **changes: Any) -> None:
        self.state = replace(self.state, now=self._core.site_now(), **changes)
        self._view.show_state(self.state)

    def _spawn(self, coro: Coroutine[Any, Any, Any], name: str) -> None:
        run(self._core, coro, name)
