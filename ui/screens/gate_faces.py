"""From the Gate screen's state to what each of its widgets shows, in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from app.domain.case import Case, Phase
from app.domain.decision import Facts, Reason, Verdict
from app.domain.entry import Direction, Entry, EntryKind
from app.domain.gate import GateStatus, OutcomeKind, Position
from app.domain.passes import Pass
from app.domain.scan import Source
from ui.keys import Shortcut
from ui.presenters.gate_state import FORMS, Action, ByHand, GateState, Sheet, actions, verdict_key
from ui.text import advice, forms, gates, people, times, verdict
from ui.text.actions import action_words, next_waiting
from ui.text.errors import error_words
from ui.widgets.actions import ActionFace
from ui.widgets.band import BandFace
from ui.widgets.camera import CameraFace
from ui.widgets.case_body import Advice, CaseFace, Fact
from ui.widgets.gate_card import GateFace
from ui.widgets.recent import RecentFace
from ui.widgets.rows import Row
from ui.widgets.tone import Tone

KEYS = {
    Action.OPEN: Shortcut.OPEN,
    Action.OPEN_AGAIN: Shortcut.OPEN,
    Action.ON_WORD: Shortcut.ON_WORD,
    Action.REFUSE: Shortcut.REFUSE,
    Action.DISMISS: Shortcut.REFUSE,
    Action.RETAKE: Shortcut.RETAKE,
    Action.CALL_HOST: Shortcut.CALL_HOST,
    Action.WALK_IN: Shortcut.WALK_IN,
    Action.DID_NOT_ENTER: Shortcut.ON_WORD,
    Action.TAKE_ALONG: Shortcut.SHOW_PASS,
}

FORM_ICONS = {Sheet.WALK_IN: "walk-in", Sheet.DELIVERY: "delivery", Sheet.KNOWN_PERSON: "person-known"}
OUTCOME_TONES = {OutcomeKind.DONE: Tone.GRANTED, OutcomeKind.NOT_DONE: Tone.DENIED, OutcomeKind.UNKNOWN: Tone.WARN}
OUTCOME_ICONS = {OutcomeKind.DONE: "gate-open", OutcomeKind.NOT_DONE: "cross", OutcomeKind.UNKNOWN: "eye"}


@dataclass(frozen=True, slots=True)
class Where:
    """What words need beside the state. `reasons`: the site's own for opening by hand, () where it has none."""

    zone: tzinfo
    has_camera: bool
    reasons: tuple[str, ...] = ()


def case_tone(case: Case | None) -> Tone:
    """The colour of the whole situation."""
    if case is None or case.phase is Phase.CHECKING:
        return Tone.QUIET
    if case.phase is Phase.ENDED:
        kind = case.outcome.kind if case.outcome else None
        return OUTCOME_TONES[kind] if kind else Tone.QUIET
    assert case.decision is not None
    if case.phase is Phase.OPENING:
        return Tone.GRANTED
    return {Verdict.ADMIT: Tone.GRANTED, Verdict.REFUSE: Tone.DENIED, Verdict.ASK: Tone.WARN}[case.decision.verdict]


def gate_name(state: GateState) -> str:
    """The gate that the verdict opens, or opened."""
    wanted = state.case.entry.gate_id if state.case and state.case.entry else state.gate_id
    return next((people.plain(gate.name, 30) for gate in state.gates if gate.gate_id == wanted), "")


def band(state: GateState, where: Where) -> BandFace:
    """The verdict band."""
    case = state.case
    if state.shown_sheet in FORMS:
        words = forms.band(state.shown_sheet.value)
        return BandFace(state.shown_sheet.value, Tone.INFO, FORM_ICONS[state.shown_sheet], *words)
    if state.shown_sheet is Sheet.WHICH:
        return BandFace("which", Tone.WARN, "question", *verdict.several_codes(len(state.rivals)))
    if case is None and state.by_hand is not None:
        return _by_hand(state, state.by_hand)
    if case is None:
        return BandFace("ready", Tone.QUIET, "scan", verdict.headline(None), verdict.ready_sentence(where.has_camera))
    sentence = verdict.sentence(case, state.now, where.zone, state.link, gate_name(state))
    if state.unread:
        sentence = verdict.unread_sentence()
    return BandFace(verdict_key(case), case_tone(case), _band_icon(case), verdict.headline(case), sentence)


def _by_hand(state: GateState, done: ByHand) -> BandFace:
    """What became of an opening by hand: it must be seen, whatever else is asked."""
    name = next((people.plain(gate.name, 30) for gate in state.gates if gate.gate_id == done.gate_id), "")
    if done.outcome is None:
        words = verdict.opening(name)
        return BandFace("by hand", Tone.WARN, "gate-open", *words)
    tone = OUTCOME_TONES[done.outcome.kind]
    if done.asked > 1:
        words = verdict.several(done.outcome, name, done.opened, done.asked)
        return BandFace("by hand", tone, OUTCOME_ICONS[done.outcome.kind], *words)
    return BandFace("by hand", tone, OUTCOME_ICONS[done.outcome.kind], *verdict.outcome(done.outcome, name))


def _band_icon(case: Case) -> str:
    if case.phase is Phase.CHECKING:
        return "hourglass"
    if case.phase is Phase.OPENING:
        return "gate-open"
    if case.phase is Phase.ENDED:
        kind = case.outcome.kind if case.outcome else None
        return OUTCOME_ICONS[kind] if kind else "check"
    assert case.decision is not None
    return {Verdict.ADMIT: "check", Verdict.REFUSE: "cross", Verdict.ASK: "question"}[case.decision.verdict]


def body(state: GateState, where: Where) -> CaseFace:
    """Who it is and what is known."""
    case = state.case
    assert case is not None
    facts = case.facts
    pass_ = facts.pass_ if facts else None
    caption = times.clock(case.scan.at, where.zone) if case.photo else people.no_photo()
    if not case.photo and case.scan.source is Source.CAMERA:
        caption = ""  # its frame follows in a moment
    last = facts.last_entry if facts else None
    face = CaseFace(
        name=people.case_name(case.scan, facts),
        tags=_tags(case, pass_),
        photo=case.photo,
        photo_caption=caption,
        photo_outline=case.scan.outline,
        last_photo=case.last_photo,
        last_caption=times.short_day(last.at, state.now, where.zone) if last else "",
    )
    if facts is None or case.decision is None:
        return face
    over = case.phase is Phase.ENDED and case.outcome is None  # a refusal asks for nothing more
    said = () if over else advice.advice(case.decision, facts, case.outcome)
    told = tuple(Advice(heading, text) for heading, text in said)
    if pass_ is None:
        return _with(face, told=told)
    shown = _facts(state, where, facts, pass_, case)
    note = advice.host_note(people.plain(pass_.note, 2000)) if pass_.note and not told else ""
    return _with(face, facts=shown, note=note, told=told)


def _with(face: CaseFace, *, facts: tuple[Fact, ...] = (), note: str = "", told: tuple[Advice, ...] = ()) -> CaseFace:
    return replace(face, facts=facts, note=note, advice=told)


def _tags(case: Case, pass_: Pass | None) -> tuple[str, ...]:
    if pass_ is None:
        return ()
    tags = [people.visitor_type(pass_.visitor_type)]
    if pass_.people > 1:
        tags.append(people.people(pass_.people))
    if vehicle := people.vehicle(pass_):
        tags.append(vehicle)
    return tuple(tags[:3])


def _facts(state: GateState, where: Where, facts: Facts, pass_: Pass, case: Case) -> tuple[Fact, ...]:
    reason = case.decision.reason if case.decision else Reason.VALID
    now, zone = state.now, where.zone
    bad = Tone.DENIED
    if reason is Reason.NOT_YET_VALID and pass_.valid_from is not None:
        validity = Fact(
            advice.caption("valid_from"),
            times.moment(pass_.valid_from, now, zone),
            times.until(pass_.valid_from, now),
            bad,
        )
    else:
        validity = Fact(
            advice.caption("valid_until"),
            times.moment(pass_.valid_until, now, zone),
            times.until(pass_.valid_until, now),
            bad if reason is Reason.EXPIRED else Tone.QUIET,
        )
    used_up = reason is Reason.NO_ENTRIES_LEFT
    entries = Fact(advice.caption("entries"), people.entries(facts), tone=bad if used_up else Tone.QUIET)
    last = facts.last_entry
    if last is not None and reason is not Reason.VALID:
        name = next((gate.name for gate in state.gates if gate.gate_id == last.gate_id), last.gate_id)
        fourth = Fact(advice.caption("last_entry"), people.last_entry(last, now, zone, name), firm=False)
    else:
        fourth = Fact(advice.caption("document"), people.document(pass_))
    return (Fact(advice.caption("visiting"), people.visiting(pass_), firm=False), validity, entries, fourth)


def action_faces(state: GateState) -> tuple[ActionFace, ...]:
    """The buttons under a case; the first carries the situation's colour."""
    tone, name = case_tone(state.case), gate_name(state)
    own = {Action.OPEN_AGAIN: Tone.INFO, Action.DISMISS: Tone.QUIET}
    return tuple(
        ActionFace(
            action.value,
            action_words(action, name),
            KEYS[action].shown,
            own.get(action, tone) if n == 0 else Tone.QUIET,
        )
        for n, action in enumerate(actions(state.case))
    )


def camera(state: GateState) -> CameraFace:
    """The chips and the reticle, or why there is no picture."""
    tone = case_tone(state.case)
    if state.camera is None:
        problem, message, next_step = gates.no_camera()
        return CameraFace("", problem=problem, message=message, next_step=next_step)
    waiting = next_waiting(state.waiting) if state.waiting else ""
    switch = advice.switch_camera() if state.cameras > 1 else ""
    title = gates.camera_title(state.camera)
    if state.camera.problem is not None:
        problem, message, next_step = error_words(state.camera.problem)
        return CameraFace(title, switch, Shortcut.SWITCH_CAMERA.shown, tone, problem, message, next_step, waiting)
    said = gates.held_codes().get(state.said, "")
    return CameraFace(title, switch, Shortcut.SWITCH_CAMERA.shown, tone, waiting=waiting, said=said)


def gate_card(gate: GateStatus, now: datetime, *, chosen: bool = False) -> GateFace:
    """One gate. `chosen`: the one that the next verdict opens."""
    if not gate.reachable:
        icon, tone = "warning", Tone.DENIED
    elif gate.locked_down:
        icon, tone = "lock", Tone.WARN
    elif gate.maintenance:
        icon, tone = "devices", Tone.WARN
    elif gate.position in (Position.LEFT_OPEN, Position.FORCED_OPEN):
        icon, tone = "attention", Tone.WARN
    elif gate.position in (Position.OPEN, Position.OPENING, Position.CLOSING):
        icon, tone = "gate-open", Tone.GRANTED
    else:
        icon, tone = "arrow-in", Tone.QUIET
    return GateFace(
        gate.gate_id,
        people.plain(gate.name, 40),
        gates.detail(gate, now),
        icon,
        tone,
        gates.hold_words(),
        gates.hold_below(),
        brief=gates.brief(gate),
        chosen=chosen,
    )


def recent(entry: Entry, zone: tzinfo) -> RecentFace:
    """One line of what just happened."""
    reason = Reason(entry.reason) if entry.reason in set(Reason) else None
    words, trail = people.entry_words(entry, reason)
    icon, tone = "check", Tone.GRANTED
    if entry.kind is EntryKind.REFUSAL:
        icon, tone = "cross", Tone.DENIED
    elif entry.kind in (EntryKind.OVERRIDE, EntryKind.CORRECTION):
        icon, tone = "attention", Tone.WARN
    elif entry.direction is Direction.OUT:
        icon, tone = "arrow-out", Tone.GRANTED
    return RecentFace(times.clock(entry.occurred_at, zone), icon, tone, words, trail)


def expected_row(pass_: Pass, zone: tzinfo) -> Row:
    """Somebody who is expected."""
    aside = f"· {people.people(pass_.people)}" if pass_.people > 1 else ""
    at = times.clock(pass_.valid_from, zone) if pass_.valid_from else ""
    return Row(pass_.pass_id, at, people.plain(pass_.visitor_name), aside, people.house(pass_.house))


def answer_row(pass_: Pass, state: GateState, where: Where) -> Row:
    """Somebody who was looked for."""
    until = advice.valid_until(times.in_sentence(pass_.valid_until, state.now, where.zone))
    aside = "· " + " · ".join(part for part in (people.plain(pass_.plate, 12), until) if part)
    return Row(pass_.pass_id, "", people.plain(pass_.visitor_name), aside, people.house(pass_.house))
