"""A whole site and a real console window on it, for stories that are told from the guard's chair.

The site runs in its own processes on loopback: PostgreSQL, central API, relays, camera. The console is the real
core with the real window; only its clock can be pushed forward, so that nobody has to sit out a 400 ms rule.
Stories wait for events, never for time.
"""

from __future__ import annotations

import asyncio
import json
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import psycopg
from psycopg.rows import dict_row
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.bootstrap import Core
from app.clock import SystemClock
from app.domain.case import Case, Phase
from app.domain.decision import Verdict
from app.domain.gate import Position
from app.events import CaseChanged, EntryRecorded, EntrySettled, GateAnswered, Link, LinkChanged
from app.sandbox.profile import prepare
from ui import loop
from ui.keys import Keys
from ui.screens.shell import Shell
from ui.sounds import Sounds
from ui.text.language import Language, Words
from ui.theme import ThemeName, apply

E = TypeVar("E")
PASSPHRASE = "a passphrase for tests"
WINDOW = (1280, 760)
"""Whole on every virtual screen: a finger beyond the edge touches nothing."""
WITHIN_S = 30.0
"""A story that waits longer for one thing has failed."""


class PushedClock(SystemClock):
    """The clock of this PC, which a story may push forward, or let stand still for a moment."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._stands: float | None = None

    def push(self, seconds: float) -> None:
        self._ahead += seconds

    @contextmanager
    def standing(self) -> Iterator[None]:
        """No time passes inside, however slow this machine is; what was lost is not made up for."""
        self._stands = super().monotonic()
        try:
            yield
        finally:
            self._ahead -= super().monotonic() - self._stands
            self._stands = None

    def wall(self) -> datetime:
        return super().wall() + timedelta(seconds=self._ahead)

    def monotonic(self) -> float:
        return (super().monotonic() if self._stands is None else self._stands) + self._ahead


class Place:
    """The sandbox site as a story sees it."""

    def __init__(self, line: dict[str, Any]) -> None:
        self.line = line

    def code(self, what: str) -> str:
        """The code of the demo's pass of that kind."""
        return str(next(one["code"] for one in self.line["passes"] if what in (one["kind"], one["what"])))

    async def show(self, what: str) -> None:
        """A visitor holds a phone with that kind of pass before the camera."""
        await self._post(self.camera_control, "show", {"code": self.code(what)})

    async def show_code(self, code: str) -> None:
        """The same with any code."""
        await self._post(self.camera_control, "show", {"code": code})

    async def clear(self) -> None:
        """The phone goes down."""
        await self._post(self.camera_control, "clear", {})

    async def no_visitors(self) -> None:
        """Nobody comes by himself."""
        await self._post(self.camera_control, "schedule", {"on": False})
        await self.clear()

    async def faults(self, **wanted: Any) -> None:
        """Break things, or mend them."""
        await asyncio.to_thread(_ask, f"{self.line['fault_desk']}/faults", wanted)

    async def pulses(self, gate_id: str = "main") -> int:
        """How often the relay of a gate was pulsed."""
        control = next(gate["control"] for gate in self.line["gates"] if gate["gate_id"] == gate_id)
        return int((await asyncio.to_thread(_ask, f"{control}/state", None))["pulse_count"])

    async def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        """Ask the central database itself, as its owner."""

        def asked() -> list[dict[str, Any]]:
            with psycopg.connect(self.line["pg_dsn"], row_factory=dict_row, autocommit=True) as connection:
                return connection.execute(query, values).fetchall()

        return await asyncio.to_thread(asked)

    async def entries(self, entry_id: str) -> list[dict[str, Any]]:
        """What the central API has under an entry's id."""
        return await self.rows("select * from public.visitor_record_logs where id = %s", entry_id)

    @property
    def camera_control(self) -> str:
        return str(self.line["cameras"][0]["control"])

    async def _post(self, control: str, what: str, body: dict[str, Any]) -> None:
        await asyncio.to_thread(_ask, f"{control}/{what}", body)


class Guard:
    """Somebody at the console: looks at the window, presses keys."""

    def __init__(self, core: Core, shell: Shell, clock: PushedClock) -> None:
        self.core = core
        self.shell = shell
        self.clock = clock

    async def sees(self, verdict: Verdict, reason: str | None = None) -> Case:
        """Wait for a verdict on the screen; it must be this one. Then let it be read."""
        case = await self.case(lambda case: case.phase is Phase.DECIDED)
        assert case.decision is not None
        assert case.decision.verdict is verdict, case.decision
        assert reason is None or case.decision.reason.value == reason, case.decision
        await self.until(lambda: self.core.flow.painted_case == case.case_id)
        self.clock.push(0.6)
        return case

    async def case(self, wanted: Callable[[Case], bool]) -> Case:
        """Wait until the case on the screen is as wanted."""
        here = self.core.flow.case
        if here is not None and wanted(here):
            return here
        changed = await self.event(CaseChanged, lambda event: event.case is not None and wanted(event.case))
        assert changed.case is not None
        return changed.case

    async def event(self, kind: type[E], wanted: Callable[[E], bool] = lambda _: True) -> E:
        """Wait for an event of the core."""
        found: asyncio.Future[E] = asyncio.get_running_loop().create_future()

        def hear(event: E) -> None:
            if not found.done() and wanted(event):
                found.set_result(event)

        stop = self.core.events.subscribe(kind, hear)
        try:
            async with asyncio.timeout(WITHIN_S):
                return await found
        finally:
            stop()

    async def does(self, what: Callable[[], None], until: type[E], wanted: Callable[[E], bool] = lambda _: True) -> E:
        """Do something and wait for what it brings about."""
        waiting = asyncio.ensure_future(self.event(until, wanted))  # noqa: TID251
        await asyncio.sleep(0)
        what()
        return await waiting

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key, wherever the focus is."""
        assert QApplication.activeWindow() is not None, "another window has taken the keyboard"
        QTest.keyClick(QApplication.focusWidget() or self.shell, key, modifier)

    def key_down(self, key: Qt.Key) -> None:
        """A key goes down and stays down."""
        QTest.keyPress(QApplication.focusWidget() or self.shell, key)

    def key_up(self, key: Qt.Key) -> None:
        """It goes up."""
        QTest.keyRelease(QApplication.focusWidget() or self.shell, key)

    async def gate_closed(self, gate_id: str = "main") -> None:
        """Wait until the gate stands closed: an open one would rightly get no pulse."""

        def closed() -> bool:
            return any(gate.gate_id == gate_id and gate.position is Position.CLOSED for gate in self.core.gates())

        await self.until(closed)

    async def opens(self) -> GateAnswered:
        """Enter, and what became of the gate."""
        return await self.does(lambda: self.press(Qt.Key.Key_Return), GateAnswered)

    async def refuses(self) -> EntryRecorded:
        """Esc, and the refusal that was recorded."""
        return await self.does(lambda: self.press(Qt.Key.Key_Escape), EntryRecorded)

    async def ready(self) -> None:
        """Take whatever case is there off the screen."""
        case = self.core.flow.case
        if case is not None:
            self.core.flow.dismiss(case.case_id)

    async def link(self, wanted: Link) -> None:
        """Wait until things stand so with the central API."""
        if self.core.link.link is not wanted:
            await self.event(LinkChanged, lambda event: event.link is wanted)

    async def settled(self, entry_id: str) -> EntrySettled:
        """Wait until the central API has confirmed an entry."""
        return await self.event(EntrySettled, lambda event: event.entry_id == entry_id)

    async def photos_of(self, entry_id: str, count: int) -> tuple[str, ...]:
        """Wait until an entry has so many photos."""
        async with asyncio.timeout(WITHIN_S):
            while len(photos := await self.core.store.journal.photos_of(entry_id)) < count:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        return photos

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds that no event tells of."""
        await until(holds)


async def until(holds: Callable[[], bool]) -> None:
    """Let the loop turn until something holds that no event tells of."""
    async with asyncio.timeout(WITHIN_S):
        while not holds():  # noqa: ASYNC110 (the window has no event for it)
            await asyncio.sleep(0.005)


@asynccontextmanager
async def console(place: Place, folder: Path, app: QApplication, *, role: str = "guard") -> AsyncIterator[Guard]:
    """A console on the site, signed in as somebody of that role."""
    if not (folder / "settings.toml").exists():
        await prepare(folder, json.dumps(place.line), PASSPHRASE, role=role)
    clock = PushedClock()
    core = await Core.open(folder, passphrase=PASSPHRASE, clock=clock)
    keys = Keys(app, clock.monotonic)
    keys.listen()
    shell = Shell(core, keys, Sounds(0))
    try:
        shell.resize(*WINDOW)
        shell.start()
        shell.show()
        shell.activateWindow()
        await core.start()
        guard = Guard(core, shell, clock)
        await guard.until(shell.isActiveWindow)
        yield guard
    finally:
        app.removeEventFilter(keys)  # a filter that outlives its story would hear the keys of the next one
        shell.close()
        await core.close()


def play(app: QApplication, story: Callable[[], Awaitable[None]]) -> None:
    """Run a story on the loop that the program itself uses."""
    Words(app).speak(Language.ENGLISH)
    apply(app, ThemeName.DARK)
    app.setQuitOnLastWindowClosed(False)  # as the program does: the story goes on after its window

    async def whole() -> None:
        await story()

    with loop.runner(app) as runner:
        runner.run(whole())


def _ask(address: str, wanted: dict[str, Any] | None) -> dict[str, Any]:
    body = None if wanted is None else json.dumps(wanted).encode()
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=15) as answer:
        raw = answer.read()
    return dict(json.loads(raw)) if raw else {}
