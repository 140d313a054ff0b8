"""A set-up that plays what a test says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app.devices.preview import Mailbox
from app.domain.gate import GateOutcome, OutcomeKind, Path
from app.errors import KnownError
from app.gates.discovery import FoundRelay
from app.gates.port import Finding as GatePoint
from app.gates.port import Identity
from app.ops.doctor import Finding, State
from tests.ui import stories
from tests.ui.fake_core import InlineTasks
from ui.presenters.first_start import CameraLine, GateLine

KEY = "7K3M 9QXA 2PDT 8WVE 5RHN 4CJY"


@dataclass(frozen=True)
class FakeKept:
    """How far an earlier run came."""

    step: str = ""
    site_name: str = ""
    language: str = ""
    address: str = ""
    key: str = ""
    cameras: tuple[CameraLine, ...] = ()
    gates: tuple[GateLine, ...] = ()


class FakeSetUp:
    """Good answers, unless told otherwise."""

    def __init__(self) -> None:
        self.tasks = InlineTasks()
        self.progress = FakeKept()
        self.steps: list[str] = []
        self.mailboxes: dict[str, Mailbox] = {}
        self.asked: list[tuple[Any, ...]] = []
        self.trouble: KnownError | None = None
        self.letter: tuple[str, str, str] | None = ("https://data.portun.app", "sb_publishable_x", "ABCD-1234")
        self.while_reading: Callable[[], object] = lambda: None
        self.findings = (
            Finding("address", State.OK, "https://data.portun.app"),
            Finding("key", State.OK, "a publishable key"),
            Finding("clock", State.OK, "right to the second"),
            Finding("contract", State.OK, "Portun gatehouse contract 1"),
        )

    def kept(self) -> FakeKept:
        return self.progress

    def reached(self, step: str) -> None:
        self.steps.append(step)

    async def use_site_key(self, written: str) -> str:
        self._asked("site key", written)
        return written[:16]

    async def drop_camera(self, camera_id: str) -> None:
        self._asked("drop", camera_id)

    def mailbox(self, camera_id: str) -> Mailbox:
        return self.mailboxes.setdefault(camera_id, Mailbox())

    def _asked(self, *what: Any) -> None:
        self.asked.append(what)
        if self.trouble is not None:
            raise self.trouble

    async def choose_language(self, language: str) -> None:
        self._asked("language", language)

    async def read_letter(self) -> tuple[str, str, str] | None:
        self._asked("letter")
        self.while_reading()
        return self.letter

    def stop_reading(self) -> None:
        self._asked("stop reading")
        self.letter = None

    async def check_central(self, address: str, key: str) -> Sequence[Finding]:
        self._asked("check", address, key)
        return self.findings

    async def enrol(self, address: str, key: str, code: str) -> str:
        self._asked("enrol", code)
        return "Residencial Las Lomas"

    async def make_recovery_key(self) -> str:
        self._asked("recovery")
        return KEY

    async def confirm_recovery_key(self, last_group: str) -> bool:
        self._asked("confirm", last_group)
        return last_group.upper() == KEY[-4:]

    async def usb_cameras(self) -> Sequence[str]:
        return ("HD Webcam C270",)

    async def add_camera(self, name: str, address: str, username: str, password: str) -> CameraLine:
        self._asked("camera", name, address)
        problem = stories.NO_PICTURES if "broken" in address else None
        return CameraLine(f"c{len(self.asked)}", name, address, problem)

    async def find_relays(self) -> Sequence[FoundRelay]:
        self._asked("relays")
        identity = Identity("A8032AB4C1D2", "S4SW-001X16EU", 4, "1.7.5", "switch", True)
        return (FoundRelay("http://192.0.2.40", identity), FoundRelay("http://192.0.2.41", identity))

    async def add_gate(self, name: str, address: str, password: str) -> GateLine:
        self._asked("gate", name, address)
        points = (GatePoint("password", True), GatePoint("access_point_off", "41" not in address, fixable=True))
        return GateLine(f"g{len(self.asked)}", name, address, points)

    async def test_gate(self, gate_id: str) -> GateOutcome:
        self._asked("test", gate_id)
        return GateOutcome(OutcomeKind.DONE, Path.LOCAL, "ok", took_ms=41, confirmed=True)

    async def finish(self) -> None:
        self._asked("finish")
