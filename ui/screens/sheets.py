"""From the state to the questions that stand in the verdict card."""

from __future__ import annotations

from datetime import tzinfo

from app.domain.case import Case
from app.domain.decision import Verdict
from app.domain.scan import PassCode
from ui.keys import Shortcut
from ui.presenters.gate_state import Call, Form, GateState, Sheet
from ui.text import actions, forms, people, times
from ui.widgets.call import CallFace
from ui.widgets.form import FieldFace, FormFace
from ui.widgets.sheet import SheetFace
from ui.widgets.tone import Tone
from ui.widgets.which import WhichFace

TONES = {"admit": Tone.GRANTED, "refuse": Tone.DENIED}
"""What the host said, as a colour."""


def word(state: GateState) -> SheetFace:
    """Who said yes; the host of the pass is one touch away."""
    pass_ = state.case.facts.pass_ if state.case and state.case.facts else None
    host = people.plain(pass_.host_name, 60) if pass_ else ""
    return SheetFace(*actions.word_sheet(), answers=(host,) if host else ())


def which(state: GateState) -> WhichFace:
    """Whose code is meant: the name where it is known, else what the code looks like."""
    choices = tuple(
        people.plain(rival.name, 60) or (rival.scan.code.shown if isinstance(rival.scan.code, PassCode) else "")
        for rival in state.rivals
    )
    return WhichFace(*actions.which_sheet(), Shortcut.REFUSE.shown, choices)


def call(asked: Call, case: Case | None, zone: tzinfo) -> CallFace:
    """Whom to ask. A yes lets in only where the rules ask a human."""
    may_admit = case is not None and case.decision is not None and case.decision.verdict is Verdict.ASK
    host, house = people.plain(asked.host_name, 60), people.house(asked.house)
    at = times.clock(asked.asked_at, zone) if asked.asked_at else ""
    words = forms.call(
        host, house, asked.phone, may_admit=may_admit, answer=asked.answer, asked_at=at, minutes=asked.overdue_min
    )
    return CallFace(*words, tone=TONES.get(asked.answer or "", Tone.QUIET))


def form(state: GateState, gate_name: str) -> FormFace:
    """The form for somebody without a pass."""
    sheet, known = state.shown_sheet, state.sheet_form or Form("")
    name = sheet.value

    def field(key: str, text: str = "", **more: bool | int) -> FieldFace:
        return FieldFace(key, forms.caption(name, key), text, **more)  # type: ignore[arg-type]

    delivery = sheet is Sheet.DELIVERY  # a van goes to many houses
    house = field("house", known.house, needed=not delivery, wanted=delivery, longest=20)
    plate = field("plate", known.plate, longest=16)
    fields: tuple[FieldFace, ...]
    if sheet is Sheet.KNOWN_PERSON:
        fields = (house, plate, field("name", known.name, wide=True))
    else:
        who = field("name", known.name, wide=True, needed=True)
        fields = (who, house, plate)
    if sheet is Sheet.WALK_IN:
        document = field("document_last4", known.document_last4, longest=4)
        fields = (*fields, document, field("people", str(known.people), digits=True, longest=3))
    kinds = forms.kinds(name)
    choice = known.kind if known.kind in dict(kinds) else kinds[0][0]
    subject = f"{name} {state.sheet_case}"
    return FormFace(subject, kinds, choice, fields, forms.yes(name, gate_name), forms.back())


def filled(kind: str, texts: dict[str, str]) -> Form:
    """What was written, as the presenter takes it."""
    people_text = texts.get("people", "")
    return Form(
        kind,
        texts.get("name", ""),
        texts.get("house", ""),
        texts.get("plate", ""),
        texts.get("document_last4", ""),
        max(1, int(people_text)) if people_text.isdigit() else 1,
    )
