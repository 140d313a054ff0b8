"""The supervisor's proof and the technician's desk, answering what a test says."""

from __future__ import annotations

import pathlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

from app.domain.passes import Pass
from app.errors import KnownError, SettingsError
from app.ops.doctor import Finding, State
from app.ops.log_reader import LogLine
from app.ops.metrics import StageFigures
from app.ops.qr import modules
from app.ops.words import PassWords
from app.outages import Outage
from app.proof import PersonFound, Proven
from app.service import Taken
from app.settings import Settings
from app.store.verify import Flaw

NOON = datetime(2026, 11, 20, 18, tzinfo=UTC)

FINDINGS = (
    Finding("versions", State.OK, "Portun Gatehouse 1.0.0 (checkout), Python 3.11.7, Linux 6.1, PySide6 6.11.3"),
    Finding("disk_space", State.WARN, "9,210 MB free of 120,034 MB (92% used)",
            "Free space on this disk within the next days."),
    Finding("keyring", State.OK, "the key is in SecretService.Keyring"),
    Finding("store", State.OK, "open, chain and head agree"),
    Finding("queue", State.OK, "0 entries wait, 0 in quarantine"),
    Finding("mirror", State.WARN, "passes as of 3 hours ago", "Look at the line to the central API."),
    Finding("permit", State.OK, "holds for another 6 days"),
    Finding("tls", State.FAIL,
            "The certificate of data.portun.app was issued by Hotel Proxy, whom this PC does not know.",
            "A proxy of the network may be looking inside: ask who runs it for its root certificate, or for an "
            "exception."),
    Finding("clock", State.OK, "+0.2 s to the central API"),
    Finding("camera lane", State.OK, "Lane camera: 1280×720, 25.0 pictures a second"),
    Finding("gate main", State.OK, "Main gate: closed, answers in 9 ms"),
)  # fmt: skip

LOG = (
    LogLine(NOON + timedelta(minutes=7), "info", "app.flow", "verdict admit (valid) in 41 ms", "0192f3a1-2b7c"),
    LogLine(
        NOON + timedelta(minutes=7), "info", "app.central", "POST validate_record_v1 200 in 38 ms", "0192f3a1-2b7c"
    ),
    LogLine(NOON + timedelta(minutes=6), "warning", "app.gates", "gate door answered late: 812 ms", "0192f39e-88d0"),
    LogLine(NOON + timedelta(minutes=2), "error", "app.devices", "camera desk: the stream broke", ""),
)

STAGES = (
    StageFigures("entry_to_central", 203, 0.212, 0.480, 1.1, 2.4),
    StageFigures("gate_answer", 203, 0.009, 0.031, 0.084, 0.812),
    StageFigures("scan_to_open", 199, 2.9, 5.2, 8.8, 14.0),
    StageFigures("scan_to_verdict", 211, 0.048, 0.092, 0.31, 0.69),
    StageFigures("verdict_to_order", 199, 2.7, 5.0, 8.4, 13.1),
)

OUTAGES = (
    Outage(NOON, NOON + timedelta(minutes=71), 34, 2, 4260, (("over_limit", 1), ("other_gate_used", 1)), 0, ("e1",)),
    Outage(NOON - timedelta(days=6), NOON - timedelta(days=6, hours=-2), 11, 0, 7100, (), 3, ()),
    Outage(NOON - timedelta(days=9), NOON - timedelta(days=9, minutes=-40), 0, 0, None, (), 0, ()),
)  # fmt: skip

UNBROKEN = Proven(48_211, 1_204, NOON - timedelta(days=212), NOON, None, 0)
BROKEN = Proven(48_211, 0, NOON - timedelta(days=212), NOON, Flaw(31_077, "changed", "e9"), 1)

PEOPLE = (
    PersonFound("Mariana Orellana", ("Casa 27",), NOON, 2, ("e1", "e2", "e3"), 1, ("o1",), 3),
    PersonFound("Mario Orellana", ("Casa 3", "Casa 9"), NOON - timedelta(days=9), 0, ("e7",), 0, (), 0),
)


class FakeProof:
    """`proven` is what the chain says."""

    def __init__(self) -> None:
        self.proven = UNBROKEN
        self.people: tuple[PersonFound, ...] = PEOPLE
        self.asked: list[tuple[Any, ...]] = []

    async def prove(self) -> Proven:
        self.asked.append(("prove",))
        return self.proven

    async def find_person(self, text: str) -> tuple[PersonFound, ...]:
        self.asked.append(("find", text))
        return self.people

    async def export_person(self, person: PersonFound) -> pathlib.Path:
        self.asked.append(("export", person.name))
        return pathlib.Path("/home/guard/Documents/portun-person-20261120.json")

    async def erase_person(self, person: PersonFound) -> int:
        self.asked.append(("erase", person.name))
        return len(person.erasable) + len(person.elsewhere)


class FakeService:
    """Good and bad lines, a short log."""

    def __init__(self) -> None:
        self.findings: tuple[Finding, ...] = FINDINGS
        self.site: dict[str, str] = {}
        self.settings: Settings | None = None
        self.waits: tuple[str, ...] = ()
        self.asked: list[tuple[Any, ...]] = []

    async def self_test(self) -> AsyncIterator[Finding]:
        for finding in self.findings:
            yield finding

    async def log(self, find: str, least: str, limit: int) -> tuple[LogLine, ...]:
        self.asked.append(("log", find, least))
        return tuple(line for line in LOG if find in f"{line.text} {line.correlation}")

    def stages(self) -> tuple[StageFigures, ...]:
        return STAGES

    async def site_settings(self) -> dict[str, str]:
        return self.site

    async def write_bundle(self) -> pathlib.Path:
        self.asked.append(("bundle",))
        return pathlib.Path("/home/guard/Documents/portun-diagnostics-20261120.zip")

    async def export_settings(self) -> pathlib.Path:
        self.asked.append(("export",))
        return pathlib.Path("/home/guard/Documents/portun-settings-20261120.toml")

    async def import_settings(self, file: pathlib.Path) -> Taken:
        self.asked.append(("import", file.name))
        if self.settings is None:
            raise SettingsError("settings_wrong", "A setting cannot be taken", "Line 3: x", "Correct that line.")
        return Taken(self.settings, self.waits)


class FakePassDesk:
    """Prints nothing: `prints` says whether there is a printer, `refusal` is what it answers."""

    def __init__(self) -> None:
        self.prints = True
        self.refusal: KnownError | None = None
        self.asked: list[tuple[Any, ...]] = []

    def picture(self, pass_: Pass) -> tuple[tuple[bool, ...], ...]:
        return modules(pass_.record_uid)

    async def sheet(self, pass_: Pass, words: PassWords) -> pathlib.Path:
        self.asked.append(("sheet", pass_.pass_id, words))
        return pathlib.Path("/home/guard/prints/pass-20261120-143708-000000.pdf")

    async def to_printer(self, sheet: pathlib.Path) -> bool:
        self.asked.append(("print", sheet.name))
        if self.refusal is not None:
            raise self.refusal
        return self.prints
