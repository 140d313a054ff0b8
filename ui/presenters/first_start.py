"""The first start: five steps from a bare PC to a gatehouse. Each can be left and taken up again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Protocol

from app.domain.gate import GateOutcome
from app.errors import KnownError
from app.gates.discovery import FoundRelay
from app.ops.doctor import Finding, State
from app.set_up_progress import LETTER, CameraLine, GateLine
from ui.presenters.port import Spawner


class Step(StrEnum):
    """In this order."""

    LANGUAGE = "language"
    CENTRAL = "central"
    RECOVERY = "recovery"
    CAMERAS = "cameras"
    GATES = "gates"


STEPS = tuple(Step)


class Kept(Protocol):
    """How far an earlier run came."""

    @property
    def step(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def site_name(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def cameras(self) -> Sequence[CameraLine]: ...
    @property
    def gates(self) -> Sequence[GateLine]: ...


class SetUp(Protocol):
    """What the core does behind the five steps; each call keeps what it did, so that a later start goes on there."""

    @property
    def tasks(self) -> Spawner: ...
    def kept(self) -> Kept: ...
    def reached(self, step: str) -> None: ...
    async def choose_language(self, language: str) -> None: ...
    async def read_letter(self) -> tuple[str, str, str] | None: ...
    def stop_reading(self) -> None: ...
    async def check_central(self, address: str, key: str) -> Sequence[Finding]: ...
    async def enrol(self, address: str, key: str, code: str) -> str: ...
    async def make_recovery_key(self) -> str: ...
    async def confirm_recovery_key(self, last_group: str) -> bool: ...
    async def use_site_key(self, written: str) -> str: ...
    async def usb_cameras(self) -> Sequence[str]: ...
    async def add_camera(self, name: str, address: str, username: str, password: str) -> CameraLine: ...
    async def drop_camera(self, camera_id: str) -> None: ...
    def mailbox(self, camera_id: str) -> Any: ...
    async def find_relays(self) -> Sequence[FoundRelay]: ...
    async def add_gate(self, name: str, address: str, password: str) -> GateLine: ...
    async def test_gate(self, gate_id: str) -> GateOutcome: ...
    async def finish(self) -> None: ...


@dataclass(frozen=True, slots=True)
class FirstStartState:
    """`busy`: what is under way (a step's word), "" if nothing. `recovery_key` is shown once and kept nowhere.

    `letter`: address, key and code as a camera read them last. `checked`: the address and key that `findings` are
    about; an enrolment code goes nowhere else.
    """

    step: Step = Step.LANGUAGE
    busy: str = ""
    error: KnownError | None = None
    letter: tuple[str, str, str] | None = None
    findings: tuple[Finding, ...] = ()
    checked: tuple[str, str] = ("", "")
    site_name: str = ""
    language: str = ""
    address: str = ""
    key: str = ""
    recovery_key: str = ""
    recovery_wrong: bool = False
    recovery_done: bool = False
    usb: tuple[str, ...] = ()
    cameras: tuple[CameraLine, ...] = ()
    relays: tuple[FoundRelay, ...] | None = None
    gates: tuple[GateLine, ...] = ()
    finished: bool = False

    @property
    def central_ok(self) -> bool:
        """Whether nothing about the central API stands in the way."""
        return bool(self.findings) and all(finding.state is not State.FAIL for finding in self.findings)

    @property
    def may_go_on(self) -> bool:
        """Whether this step has what the next one needs. Cameras and gates can wait; a recovery key cannot."""
        return {
            Step.LANGUAGE: True,
            Step.CENTRAL: bool(self.site_name),
            Step.RECOVERY: self.recovery_done,
            Step.CAMERAS: True,
            Step.GATES: True,
        }[self.step]


class FirstStartView(Protocol):
    """What the presenter asks of its screen."""

    def show_state(self, state: FirstStartState) -> None: ...
    def finished(self) -> None: ...


class FirstStartPresenter:
    """One thing at a time: while something is under way nothing else begins."""

    def __init__(self, set_up: SetUp, view: FirstStartView) -> None:
        self._set_up = set_up
        self._view = view
        self.state = FirstStartState()

    def start(self) -> None:
        """Go on where an earlier run ended."""
        kept = self._set_up.kept()
        step = Step(kept.step) if kept.step in set(Step) else Step.LANGUAGE
        passed = STEPS.index(step)
        self._put(
            step=step,
            site_name=kept.site_name,
            language=kept.language,
            address=kept.address,
            key=kept.key,
            recovery_done=passed > STEPS.index(Step.RECOVERY),
            cameras=tuple(kept.cameras),
            gates=tuple(kept.gates),
        )
        self._entered()

    def choose_language(self, language: str) -> None:
        """Takes effect at once."""
        self._do("language", self._set_up.choose_language(language), lambda _: {"language": language})

    def next(self) -> None:
        """The next step, or the end."""
        if self.state.busy or not self.state.may_go_on:
            return
        here = STEPS.index(self.state.step)
        if here + 1 < len(STEPS):
            self._put(step=STEPS[here + 1], error=None)
            self._entered()
        else:
            self._do("finish", self._set_up.finish(), lambda _: {"finished": True}, then=self._view.finished)

    def back(self) -> None:
        """The step before."""
        here = STEPS.index(self.state.step)
        if here and not self.state.busy:
            self._put(step=STEPS[here - 1], error=None)

    def read_letter(self) -> None:
        """Let a camera read the letter's code; while it does, let it be."""
        if self.state.busy == LETTER:
            self._set_up.stop_reading()
        elif not self.state.site_name:
            self._do(LETTER, self._set_up.read_letter(), lambda parts: {"letter": parts})

    def check_central(self, address: str, key: str) -> None:
        """Look before anything is sent there."""
        address, key = address.strip(), key.strip()
        if address and key:
            asking = self._set_up.check_central(address, key)
            self._do("check", asking, lambda found: {"findings": tuple(found), "checked": (address, key)})

    def enrol(self, address: str, key: str, code: str) -> None:
        """Make this PC a console of that site. An address that was not looked at is looked at first."""
        address, key, code = address.strip(), key.strip(), code.strip()
        if not (address and key and code) or self.state.site_name:
            return
        if self.state.checked != (address, key) or not self.state.central_ok:
            asking = self._set_up.check_central(address, key)
            self._do(
                "enrol",
                asking,
                lambda found: {"findings": tuple(found), "checked": (address, key)},
                then=lambda: self._enrol(address, key, code),
            )
        else:
            self._enrol(address, key, code)

    def _enrol(self, address: str, key: str, code: str) -> None:
        if self.state.central_ok:
            self._do("enrol", self._set_up.enrol(address, key, code), lambda name: {"site_name": name})

    def confirm_recovery(self, last_group: str) -> None:
        """The last letters of the key, from the paper."""

        def answer(right: bool) -> dict[str, Any]:
            key = "" if right else self.state.recovery_key
            return {"recovery_done": right, "recovery_wrong": not right, "recovery_key": key}

        if last_group.strip():
            self._do("confirm", self._set_up.confirm_recovery_key(last_group.strip()), answer)

    def use_site_key(self, written: str) -> None:
        """The site has a recovery key already: its public part is all that this PC needs."""
        if written.strip():
            taken = {"recovery_done": True, "recovery_wrong": False, "recovery_key": ""}
            self._do("site key", self._set_up.use_site_key(written.strip()), lambda _: taken)

    def add_camera(self, name: str, address: str, username: str, password: str) -> None:
        """Try a camera and keep it; one that gives no picture is kept too, with its trouble."""
        if name.strip() and address.strip():
            adding = self._set_up.add_camera(name.strip(), address.strip(), username.strip(), password)
            self._do("camera", adding, lambda line: {"cameras": (*self.state.cameras, line)})

    def drop_camera(self, camera_id: str) -> None:
        """Take a camera out again, to add it better."""
        left = tuple(one for one in self.state.cameras if one.camera_id != camera_id)
        if len(left) < len(self.state.cameras):
            self._do("drop", self._set_up.drop_camera(camera_id), lambda _: {"cameras": left})

    def mailbox(self, camera_id: str) -> Any:
        """Where a camera's newest picture lies."""
        return self._set_up.mailbox(camera_id)

    def find_relays(self) -> None:
        """Who announces itself on this network."""
        self._do("relays", self._set_up.find_relays(), lambda found: {"relays": tuple(found)})

    def add_gate(self, name: str, address: str, password: str) -> None:
        """Bind a gate to the relay at an address, and check that relay."""
        if name.strip() and address.strip():
            adding = self._set_up.add_gate(name.strip(), address.strip(), password)
            self._do("gate", adding, lambda line: {"gates": (*self.state.gates, line)})

    def test_gate(self, gate_id: str) -> None:
        """See it move."""

        def answer(outcome: GateOutcome) -> dict[str, Any]:
            gates = (replace(one, tested=outcome) if one.gate_id == gate_id else one for one in self.state.gates)
            return {"gates": tuple(gates)}

        self._do("test", self._set_up.test_gate(gate_id), answer)

    def _entered(self) -> None:
        """What a step needs at its beginning."""
        self._set_up.reached(self.state.step.value)
        if self.state.step is Step.RECOVERY and not self.state.recovery_done and not self.state.recovery_key:
            self._do("recovery", self._set_up.make_recovery_key(), lambda key: {"recovery_key": key})
        elif self.state.step is Step.CAMERAS:
            self._do("usb", self._set_up.usb_cameras(), lambda names: {"usb": tuple(names)})

    def _do(
        self,
        what: str,
        asking: Awaitable[Any],
        answered: Callable[[Any], dict[str, Any]],
        then: Callable[[], None] | None = None,
    ) -> None:
        if self.state.busy:
            close = getattr(asking, "close", None)
            if close is not None:
                close()
            return
        self._put(busy=what, error=None)
        self._set_up.tasks.spawn(self._wait(asking, answered, then), name=f"first start: {what}")

    async def _wait(
        self, asking: Awaitable[Any], answered: Callable[[Any], dict[str, Any]], then: Callable[[], None] | None
    ) -> None:
        changes: dict[str, Any] = {}
        try:
            changes = answered(await asking)
        except KnownError as error:
            changes = {"error": error}
            then = None
        finally:
            self._put(busy="", **changes)
        if then is not None:
            then()

    def _put(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self._view.show_state(self.state)
