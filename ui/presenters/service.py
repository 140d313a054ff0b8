"""The technician's page: self-test, log, times, settings, and the bundle for support."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from app.domain.shift import Act, Actor, may
from app.ops.doctor import Finding
from app.ops.log_reader import LogLine
from app.ops.metrics import StageFigures
from app.settings import Settings
from ui.presenters.errands import run
from ui.presenters.port import Core

LINES = 300


class Part(StrEnum):
    """What is in view."""

    SELF_TEST = "self_test"
    LOG = "log"
    TIMES = "times"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class ServiceState:
    """`findings` grow while `testing`; `log` is None until it was read; `written`: the file that was made last;
    `site`: what the central API says of the same settings; `held`: what holds of the site's name and zone; `waits`:
    tables of a file that was taken (`imported`) which hold only from the next start on."""

    now: datetime
    actor: Actor | None
    part: Part = Part.SELF_TEST
    findings: tuple[Finding, ...] = ()
    testing: bool = False
    tested_at: datetime | None = None
    log: tuple[LogLine, ...] | None = None
    find: str = ""
    least: str = "info"
    stages: tuple[StageFigures, ...] = ()
    settings: Settings | None = None
    site: Mapping[str, str] = field(default_factory=dict)
    held: Mapping[str, str] = field(default_factory=dict)
    busy: str = ""
    written: Path | None = None
    marked: str = ""
    imported: bool = False
    waits: tuple[str, ...] = ()

    @property
    def allowed(self) -> bool:
        """Whether this person may see it."""
        return may(self.actor, Act.CONFIGURE)


class ServiceView(Protocol):
    """What the presenter asks of its screen."""

    def show_state(self, state: ServiceState) -> None: ...


class ServicePresenter:
    """Asks the core's service desk; a part is loaded when it comes into view."""

    def __init__(self, core: Core, view: ServiceView) -> None:
        self._core = core
        self._view = view
        self._asked = 0
        self.state = ServiceState(core.site_now(), core.actor)

    def come_up(self) -> None:
        """In view again, perhaps with somebody else."""
        self._put(actor=self._core.actor, settings=self._core.settings)
        if self.state.allowed and not self.state.findings:
            self.test()
        self._load()

    def tick(self) -> None:
        """Once a second while it is in view."""
        if self.state.part is Part.TIMES:
            self._put(stages=self._core.service.stages())
        else:
            self._put(actor=self._core.actor)

    def choose(self, part: Part) -> None:
        """Another part."""
        self._put(part=part, written=None, marked="")
        self._load()

    def test(self) -> None:
        """All lines anew."""
        if self.state.allowed and not self.state.testing:
            self._put(testing=True, findings=(), written=None, marked="")
            run(self._core, self._test(), "self-test")

    def look_for(self, find: str, least: str) -> None:
        """Other lines of the log."""
        self._put(find=find, least=least)
        self._load()

    def mark(self, key: str) -> None:
        """Take one line in hand."""
        self._put(marked=key)

    def bundle(self) -> None:
        """The file for support."""
        self._write("bundle", self._core.service.write_bundle())

    def export_settings(self) -> None:
        """The settings as a file."""
        self._write("settings", self._core.service.export_settings())

    def import_settings(self, file: Path) -> None:
        """Settings out of a file."""
        if self.state.allowed and not self.state.busy:
            self._put(busy="import", imported=False)
            run(self._core, self._import(file), "import settings")

    def _load(self) -> None:
        if not self.state.allowed:
            return
        if self.state.part is Part.LOG:
            self._asked += 1
            run(self._core, self._read_log(self._asked), "log")
        elif self.state.part is Part.TIMES:
            self._put(stages=self._core.service.stages())
        elif self.state.part is Part.SETTINGS:
            run(self._core, self._compare(), "site settings")

    async def _compare(self) -> None:
        held = {"site.name": self._core.site_name, "site.zone": self._core.site_zone.key}
        self._put(site=await self._core.service.site_settings(), held=held)

    def _write(self, what: str, writing: Any) -> None:
        if self.state.busy or not self.state.allowed:
            writing.close()
            return
        self._put(busy=what, written=None)
        run(self._core, self._written(writing), what)

    async def _written(self, writing: Any) -> None:
        changes: dict[str, Any] = {}
        try:
            changes = {"written": await writing}
        finally:
            self._put(busy="", **changes)

    async def _import(self, file: Path) -> None:
        changes: dict[str, Any] = {}
        try:
            taken = await self._core.service.import_settings(file)
            changes = {"settings": taken.settings, "imported": True, "waits": taken.waits}
        finally:
            self._put(busy="", **changes)

    async def _test(self) -> None:
        try:
            async for finding in self._core.service.self_test():
                self._put(findings=(*self.state.findings, finding))
        finally:
            self._put(testing=False, tested_at=self._core.site_now())

    async def _read_log(self, asked: int) -> None:
        lines = await self._core.service.log(self.state.find, self.state.least, LINES)
        if asked == self._asked:
            self._put(log=lines)

    def _put(self, **changes: Any) -> None:
        self.state = replace(self.state, now=self._core.site_now(), **changes)
        self._view.show_state(self.state)
