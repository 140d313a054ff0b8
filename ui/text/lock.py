"""Words of the lock screen."""

from __future__ import annotations

from datetime import UTC

from PySide6.QtCore import QCoreApplication

from app.domain.gate import OutcomeKind
from app.pin import WrongPin
from ui.presenters.lock import Asking, LockState
from ui.text import people, times, verdict
from ui.text.errors import error_words

translate = QCoreApplication.translate


def said(state: LockState) -> tuple[str, bool]:
    """The line under the name, and whether it tells of something wrong."""
    if state.wait_s:
        n = state.wait_s
        return translate("Lock", "That is not the PIN. Wait %n s", None, n), True
    if isinstance(state.error, WrongPin):
        if state.error.locked:
            return translate("Lock", "The PIN no longer counts. Sign in with e-mail and password"), True
        return translate("Lock", "That is not the PIN. Try again"), True
    if state.error is not None:
        title, message, _ = error_words(state.error)
        return f"{title}. {message}", True
    if state.differs:
        return translate("Lock", "The two were not the same. Choose again"), True
    if state.busy:
        return translate("Lock", "One moment…"), False
    if state.asking is Asking.CHOOSE:
        return translate("Lock", "Choose a PIN of six digits for this PC"), False
    if state.asking is Asking.REPEAT:
        return translate("Lock", "Type the same PIN once more"), False
    if state.opened is not None and state.gate is not None:
        headline, sentence = verdict.outcome(state.opened, people.plain(state.gate.name, 30))
        return f"{headline}. {sentence}", state.opened.kind is not OutcomeKind.DONE
    if state.asking is Asking.BY_HAND and state.actor is None:
        return translate("Lock", "Nobody who may open has a PIN at this PC. Use the key switch"), True
    if state.then_open and state.gate is not None:
        gate = people.plain(state.gate.name, 30)
        return translate("Lock", "Type your PIN: {gate} opens with it").format(gate=gate), False
    role = people.role(state.actor.role) if state.actor else ""
    if state.offline and state.permit_until is not None:
        until = times.in_sentence(state.permit_until, state.now, state.now.tzinfo or UTC)
        return translate("Lock", "{role} · without internet your PIN works until {until}").format(
            role=role, until=until
        ), False
    return role, False


def other(asking: Asking) -> str:
    """The key left of the zero."""
    if asking is Asking.BY_HAND:
        return translate("Lock", "Somebody else")
    return translate("Lock", "Other guard") if asking is Asking.UNLOCK else translate("Lock", "Later")


def other_gate() -> str:
    """Under the button that opens by hand, where there are several."""
    return translate("Lock", "Another gate")


def backspace() -> str:
    """What a screen reader calls the key right of the zero."""
    return translate("Lock", "Delete the last digit")


def waits() -> str:
    """Somebody stands at the gate while the console is locked."""
    return translate("Lock", "Somebody is waiting at the gate")


def hold(gate_name: str, *, free: bool) -> tuple[str, str]:
    """On the button that opens by hand. `free`: this site asks for no PIN."""
    below = translate("Lock", "hold 1 s, then your PIN · is logged")
    if free:
        below = translate("Lock", "hold 1 s · with photo and alarm")
    return translate("Lock", "Open {gate} by hand").format(gate=gate_name), below


def digits(typed: int) -> str:
    """What a screen reader says of the dots."""
    n = typed
    return translate("Lock", "%n digits typed", None, n)
