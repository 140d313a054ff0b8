"""A guard's morning as a list of arrivals: what the hands do for each, and what must stand in the central database."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.clock import TRUSTED_OFFSET
from app.domain.case import Case, Phase
from app.domain.decision import Verdict
from app.domain.entry import Entry, EntryKind
from app.domain.gate import OutcomeKind
from app.domain.shift import Actor
from app.events import EntryRecorded, GateAnswered
from tests.e2e.hands import Hands
from tests.e2e.place import Guard, Place, until
from ui.presenters.gate_state import Action, Sheet
from ui.presenters.shell import Page
from ui.presenters.shell import Place as Where
from ui.screens.expected import ExpectedScreen
from ui.screens.inside import InsideScreen

Key = Qt.Key
GATE_READY_S = 0.6
"""The story's gate rests for half a second after each car."""
CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True)
class Happened:
    """One row that the central database must hold, once, with the moment in which the window did it."""

    kind: str
    direction: str
    name: str
    reason: str
    actor: str
    at: str
    offline: bool
    allowed_by: str = ""

    def told(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Arrival:
    """A pass that waits in the central database for somebody to come."""

    pass_id: str
    name: str
    code: str
    short: str
    plate: str


async def invite(place: Place, names: list[str], **columns: Any) -> list[Arrival]:
    """Passes for these people, valid now."""
    (host,) = await place.rows(
        "select p.id as host, p.property_id as house from public.profile p join public.profile_role r"
        " on r.profile_id = p.id join public.role on role.id = r.role_id"
        " where role_name = 'Resident' order by p.email limit 1"
    )
    invited = []
    for number, name in enumerate(names):
        values = {
            "host_uid": host["host"],
            "record_uid": str(uuid.uuid4()),
            "visitor_name": name,
            "visitor_type": "Guest",
            "validity_start": datetime.now(UTC) - timedelta(hours=1),
            "validity_end": datetime.now(UTC) + timedelta(hours=8),
            "property_id": host["house"],
            "community_id": place.line["community_id"],
            "plate": f"P {number:03d} MNN",
        } | columns
        listed, given = ", ".join(values), ", ".join(["%s"] * len(values))
        (row,) = await place.rows(
            f"insert into public.visitor_records_uid ({listed}) values ({given})"
            " returning id, visitor_name, record_uid, short_code, plate",
            *values.values(),
        )
        invited.append(
            Arrival(str(row["id"]), row["visitor_name"], str(row["record_uid"]), row["short_code"], row["plate"])
        )
    return invited


class Morning:
    """Plays arrivals at one console and keeps the ledger. One method, one arrival (or one person leaving)."""

    def __init__(self, place: Place, guard: Guard) -> None:
        self.place = place
        self.guard = guard
        self.hands = Hands(guard)
        self.ledger: list[Happened] = []
        self.wrote: Callable[[Happened], None] = lambda _: None

    @property
    def actor(self) -> Actor:
        actor = self.guard.core.actor
        assert actor is not None
        return actor

    # --- ways to the verdict -------------------------------------------------------------------------------

    async def scanned(self, code: str, verdict: Verdict, reason: str | None = None) -> Case:
        """A hand scanner's line, and the verdict on the screen."""
        return await self._leads_to(lambda: self.hands.scans(code), verdict, reason)

    async def filmed(self, what: str, verdict: Verdict, reason: str | None = None) -> Case:
        """A phone before the camera; it goes down again once it was read."""
        before = self._case_id
        await self.place.show_code(what)
        await until(lambda: self._case_id not in ("", before))
        case = await self.guard.sees(verdict, reason)
        await self.place.clear()
        return case

    async def typed(self, short: str, verdict: Verdict) -> Case:
        """A short code, read out by voice."""
        self.hands.press(Key.Key_K, CTRL)
        await self.hands.types(short.lower())
        return await self._leads_to(lambda: self.hands.press(Key.Key_Return), verdict, None)

    async def looked_for(self, letters: str, verdict: Verdict) -> Case:
        """A name, a house or a plate in the find field: the first of the answers."""
        self.hands.press(Key.Key_K, CTRL)
        await self.hands.types(letters)
        gate = self.guard.shell.gate
        await until(lambda: bool(gate.presenter.state.search.found) and gate.presenter.state.search.text == letters)
        self.hands.press(Key.Key_Down)
        return await self._leads_to(lambda: self.hands.press(Key.Key_Return), verdict, None)

    async def _leads_to(self, act: Callable[[], None], verdict: Verdict, reason: str | None) -> Case:
        before = self._case_id
        act()
        await until(lambda: self._case_id not in ("", before))
        return await self.guard.sees(verdict, reason)

    @property
    def _case_id(self) -> str:
        case = self.guard.core.flow.case
        return "" if case is None or case.phase is Phase.ENDED else case.case_id

    # --- what becomes of it --------------------------------------------------------------------------------

    async def opens(self, *, by: Callable[[], None] | None = None, allowed_by: str = "") -> Entry:
        """Enter (or `by`): the entry is kept and the gate opens."""
        press = by or (lambda: self.hands.press(Key.Key_Return))
        return await self._recorded(press, lambda entry: entry, opens=True, allowed_by=allowed_by)

    async def refuses(self, *, by: Callable[[], None] | None = None) -> Entry:
        """Esc (or `by`)."""
        press = by or (lambda: self.hands.press(Key.Key_Escape))
        entry = await self._recorded(press, lambda entry: entry)
        await until(lambda: self.guard.core.flow.case is None or self.guard.core.flow.case.entry is not entry)
        return entry

    async def on_word(self, who: str) -> Entry:
        """Somebody said yes: whose word it was is written down."""
        self.hands.press(Key.Key_F8)
        gate = self.guard.shell.gate
        await until(lambda: gate.presenter.state.shown_sheet is Sheet.WORD and gate.card.sheet.field.hasFocus())
        await self.hands.types(who)
        return await self.opens(allowed_by=who)

    def touch(self, action: Action) -> Callable[[], None]:
        """A finger on one of the verdict's buttons."""
        return lambda: self.hands.touches(self._button(action))

    def click(self, action: Action) -> Callable[[], None]:
        """The mouse on it."""
        return lambda: self.hands.clicks_on(self._button(action))

    def _button(self, action: Action) -> Any:
        bar = self.guard.shell.gate.card.bar
        number = [face.action for face in bar.faces].index(action.value)
        return bar.buttons[number]

    # --- without a pass ------------------------------------------------------------------------------------

    async def walk_in(self, name: str, house: str, plate: str) -> Entry:
        """F4, three fields, and the verdict."""
        await self._form(Key.Key_F4)
        await self._filled(name, house)
        before = self._case_id
        self.hands.press(Key.Key_Return)
        await until(lambda: self._case_id not in ("", before))
        await self.guard.sees(Verdict.ADMIT)
        return await self.opens()

    async def delivery(self, name: str, house: str) -> Entry:
        """F5, who, where, Enter, Enter."""
        await self._form(Key.Key_F5)
        await self._filled(name, house)
        before = self._case_id
        self.hands.press(Key.Key_Return)
        await until(lambda: self._case_id not in ("", before))
        await self.guard.sees(Verdict.ADMIT)
        return await self.opens()

    async def known_person(self, house: str) -> Entry:
        """F10, the house, Enter: no override, counted apart."""
        await self._form(Key.Key_F10)
        await self.hands.types(house)
        return await self.opens()

    async def _form(self, key: Qt.Key) -> None:
        self.hands.press(key)
        form = self.guard.shell.gate.card.form
        await until(lambda: form.isVisible() and QApplication.focusWidget() in form.fields.values())

    async def _filled(self, name: str, house: str) -> None:
        form = self.guard.shell.gate.card.form
        await self.hands.types(name)
        self.hands.press(Key.Key_Return)
        await until(form.fields["house"].hasFocus)
        await self.hands.types(house)

    async def by_hand(self, reason: str) -> Entry:
        """The gate's button held for a second; the reason is asked afterwards."""
        hold = self.guard.shell.gate.gates[0].hold

        def pressed() -> None:
            self.guard.clock.push(3)
            self.hands.keys += 1
            self.guard.key_down(Key.Key_F12)

        entry = await self._recorded(pressed, lambda entry: entry, opens=True)
        self.guard.key_up(Key.Key_F12)
        assert not hold.isDown()
        sheet = self.guard.shell.gate.card.sheet
        await until(sheet.field.hasFocus)
        await self.hands.types(reason)
        await self._recorded(lambda: self.hands.press(Key.Key_Return), lambda one: one)
        return entry

    # --- out -----------------------------------------------------------------------------------------------

    async def leaves_by_code(self, code: str) -> Entry:
        """F3, the code, Enter."""
        await self._inside()
        await self.scanned(code, Verdict.ADMIT)
        return await self.opens()

    async def leaves_from_list(self, letters: str, *, by: str = "key") -> Entry:
        """F3, some letters, Enter: who was picked leaves. Or one touch (or click) on the row."""
        inside = await self._inside()
        await self.hands.types(letters)
        await until(lambda: inside.table.rows.rowCount() == 1)
        acts: dict[str, Callable[[], None]] = {
            "key": lambda: self.hands.press(Key.Key_Return),
            "mouse": lambda: self.hands.clicks_row(inside.table, 0),
            "touch": lambda: self.hands.touches_row(inside.table, 0),
        }
        return await self.opens(by=acts[by])

    async def turned_round(self, code: str) -> Entry:
        """Scanned as coming in: F3 makes a leaving of it, Enter opens."""
        case = await self.scanned(code, Verdict.ADMIT)
        self.hands.press(Key.Key_F3)
        await self.guard.case(lambda one: one.phase is Phase.DECIDED and one.scan.direction != case.scan.direction)
        await self.guard.sees(Verdict.ADMIT)
        return await self.opens()

    async def _inside(self) -> InsideScreen:
        self.hands.press(Key.Key_F3)
        return await self.at(Where.INSIDE, InsideScreen)

    async def expected(self) -> ExpectedScreen:
        """The list of today."""
        self.hands.press(Key.Key_2, CTRL)
        return await self.at(Where.EXPECTED, ExpectedScreen)

    async def at(self, where: Where, kind: type[Any]) -> Any:
        """Wait until that place is there, with its rows and the keyboard."""
        await until(lambda: self.guard.shell.presenter.state.place is where)
        screen = self.guard.shell.place(where)
        assert isinstance(screen, kind)
        await until(lambda: screen.search.hasFocus())
        return screen

    # --- who sits there ------------------------------------------------------------------------------------

    async def other_guard(self, email: str, password: str) -> None:
        """The console is locked, somebody else signs in."""
        shell = self.guard.shell
        self.hands.press(Key.Key_L, CTRL)
        await until(lambda: shell.presenter.state.page is Page.LOCK)
        self.hands.clicks_on(shell.lock.pad.other_key)
        await until(lambda: shell.presenter.state.page is Page.SIGN_IN and shell.sign_in.email.hasFocus())
        await self.hands.types(email)
        self.hands.press(Key.Key_Return)
        await until(shell.sign_in.password.hasFocus)
        await self.hands.types(password)
        before = self.actor.actor_id
        self.hands.press(Key.Key_Return)
        await until(lambda: self.actor.actor_id != before and shell.presenter.state.page is Page.LOCK)
        self.hands.press(Key.Key_Escape)  # a PIN may be chosen later
        await until(lambda: shell.presenter.state.page is Page.CONSOLE)

    # --- the ledger ----------------------------------------------------------------------------------------

    async def _recorded(
        self,
        act: Callable[[], None],
        what: Callable[[Entry], Entry],
        *,
        opens: bool = False,
        allowed_by: str = "",
    ) -> Entry:
        core = self.guard.core
        if opens:
            self.guard.clock.push(GATE_READY_S)
        answered: list[GateAnswered] = []
        stop = core.events.subscribe(GateAnswered, answered.append)
        try:
            entry = what((await self.guard.does(act, EntryRecorded)).entry)
            self.write(entry, allowed_by)
            if opens:
                await until(lambda: any(one.command.entry_id == entry.entry_id for one in answered))
                (outcome, *_) = [one.outcome for one in answered if one.command.entry_id == entry.entry_id]
                assert outcome.kind is OutcomeKind.DONE, outcome
                await until(lambda: core.flow.case is None or core.flow.case.phase is not Phase.OPENING)
        finally:
            stop()
        return entry

    def write(self, entry: Entry, allowed_by: str = "") -> None:
        """What was just seen to happen at the window, on this console's clock (a story pushes it, by seconds)."""
        assert abs(entry.occurred_at - datetime.now(UTC)) < TRUSTED_OFFSET
        happened = Happened(
            entry.kind.value,
            entry.direction.value,
            entry.visitor_name,
            entry.reason,
            self.actor.name,
            entry.occurred_at.isoformat(),
            entry.offline,
            allowed_by,
        )
        self.ledger.append(happened)
        self.wrote(happened)


async def central_rows(place: Place, incarnation: str) -> list[dict[str, Any]]:
    """What the central database says of one console between two starts, in the order in which it happened."""
    return await place.rows(
        "select * from public.visitor_record_logs where incarnation = %s order by device_seq", incarnation
    )


def same(row: dict[str, Any], happened: Happened) -> bool:
    """Whether a row says exactly that."""
    told = (row["kind"], row["direction"], row["visitor_name"] or "", row["reason"], row["actor_name"], row["offline"])
    meant = (happened.kind, happened.direction, happened.name, happened.reason, happened.actor, happened.offline)
    at = datetime.fromisoformat(happened.at)
    return told == meant and row["occurred_at"] == at and (row["allowed_by"] or "") == happened.allowed_by


Arrives = Callable[[Morning], Awaitable[object]]
KINDS = frozenset(kind.value for kind in EntryKind)
