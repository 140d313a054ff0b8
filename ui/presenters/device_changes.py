"""What a technician changes on the devices page. Each change holds at once, or nothing was changed and it is said."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Protocol

from app.domain.gate import GateOutcome, OutcomeKind, Path
from app.errors import GateError, KnownError
from ui.presenters.devices_state import NOTHING_ASKED, Asking, DevicesState
from ui.presenters.errands import run
from ui.presenters.port import Core


class Page(Protocol):
    """The presenter that holds the page's state."""

    @property
    def state(self) -> DevicesState: ...
    def put(self, **changes: Any) -> None: ...
    def mark(self, device_id: str) -> None: ...
    def mark_first(self) -> None: ...


class DeviceChanges:
    """The reasons: what a test of the cloud, and the opening for a pairing, are recorded with."""

    def __init__(self, core: Core, page: Page, test_reason: Callable[[], str], pair_reason: Callable[[], str]) -> None:
        self._core = core
        self._page = page
        self._test_reason = test_reason
        self._pair_reason = pair_reason

    def choose(self, what: str) -> None:
        """One of the seldom things of the device in view."""
        gate, part = self._page.state.gate, self._page.state.gate_part
        if not self._page.state.allowed:
            return
        if what == "pair" and self._page.state.camera is not None:
            self._page.put(asking=Asking.WHICH_GATE, pairing="", paired_with=None)
        elif what in (Asking.MOVE, Asking.TAKE_OUT) and (gate or self._page.state.camera):
            self._page.put(asking=Asking(what))
            self._look_for_plugged()
        elif gate is None or part is None:
            return
        elif what == "cloud":
            self._page.put(asking=Asking.CLOUD)
        elif what == "password":
            self._page.put(asking=Asking.LOGIN)
        elif what == "leave_cloud":
            self._change(self._core.gate_set_up.leave_cloud(gate.gate_id), "leave the cloud")
        elif what == "test_cloud":
            run(self._core, self._test_cloud(gate.gate_id), "test of the cloud")
        elif what == "blink" and not self._page.state.testing:
            run(self._core, self._blink(gate.gate_id), "blink")
        elif what == "automatic" and part.automatic:
            self._change(self._core.gate_set_up.set_automatic(gate.gate_id, False), "by the guard only")
        elif what == "automatic":
            run(self._core, self._let_open_by_itself(gate.gate_id), "open by itself")

    def add(self, asking: str, address: str = "") -> None:
        """A new camera or gate; `address`: where a relay was found."""
        if self._page.state.allowed and not self._page.state.trying:
            marked = self._page.state.marked if address else ""
            self._page.put(**NOTHING_ASKED | {"asking": Asking(asking), "marked": marked, "offered": address})
            self._look_for_plugged()

    def leave(self) -> None:
        """Nothing is changed."""
        if self._page.state.adding:
            self._page.mark_first()
        else:
            self._page.put(**NOTHING_ASKED)

    def device_given(self, picked: str, texts: Mapping[str, str]) -> None:
        """What a new device is called and where it is, or where one has moved. `picked`: a camera at this PC."""
        state, set_up = self._page.state, self._core.device_set_up
        address = texts["address"] or picked
        if state.trying or not state.allowed or not address:
            return
        if state.asking is Asking.NEW_CAMERA:
            self._try(set_up.add_camera(texts["name"], address, texts["username"], texts["password"]))
        elif state.asking is Asking.NEW_GATE:
            self._try(set_up.add_gate(texts["name"], address, texts["password"]))
        elif state.asking is Asking.MOVE and state.camera is not None:
            self._try(set_up.move_camera(state.camera.camera_id, address, texts["username"], texts["password"]))
        elif state.asking is Asking.MOVE and state.gate is not None:
            self._try(set_up.move_gate(state.gate.gate_id, address, texts["password"]))

    def cloud_given(self, host: str, key: str, device_id: str) -> None:
        """The second path of the gate in view."""
        if self._page.state.asking is Asking.CLOUD and self._page.state.gate is not None:
            change = self._core.gate_set_up.use_cloud(host, key, self._page.state.gate.gate_id, device_id=device_id)
            self._change(change, "use the cloud")

    def password_given(self, password: str) -> None:
        """The relay's own password."""
        if self._page.state.asking is Asking.LOGIN and self._page.state.gate is not None:
            self._change(self._core.gate_set_up.set_password(self._page.state.gate.gate_id, password), "relay password")

    def reason_given(self, reason: str) -> None:
        """Why a gate opens by itself although its check is not green, or why a device is taken out."""
        if self._page.state.asking is Asking.TAKE_OUT and reason.strip():
            self._change(self._core.device_set_up.take_out(self._page.state.marked, reason), "take a device out")
        elif self._page.state.asking is Asking.REASON and self._page.state.gate is not None and reason.strip():
            change = self._core.gate_set_up.set_automatic(self._page.state.gate.gate_id, True, reason=reason)
            self._change(change, "open by itself")

    def gate_picked(self, gate_id: str) -> None:
        """The gate that the camera in view looks at, as the technician thinks: it is opened to be seen."""
        if self._page.state.asking is Asking.WHICH_GATE and self._page.state.camera is not None:
            self._page.put(asking=Asking.WHICH_MOVED, pairing=gate_id, paired_with=None)
            run(self._core, self._open_to_pair(gate_id), "open to pair")

    def moved(self, gate_id: str) -> None:
        """The gate that really moved, "": none did."""
        state = self._page.state
        if state.asking is Asking.WHICH_MOVED and state.paired_with is not None and state.camera is not None:
            pairing = self._core.gate_set_up.pair(state.camera.camera_id, state.pairing, moved=gate_id)
            self._change(pairing, "pair camera and gate", keep_open=False)

    def _change(self, change: Coroutine[Any, Any, None], name: str, *, keep_open: bool = True) -> None:
        run(self._core, self._changed(change, keep_open), name)

    async def _changed(self, change: Coroutine[Any, Any, None], keep_open: bool) -> None:
        try:
            await change
        except KnownError:
            self._page.put(**({} if keep_open else NOTHING_ASKED))
            raise
        self._page.put(**NOTHING_ASKED)

    def _try(self, doing: Coroutine[Any, Any, str | None]) -> None:
        self._page.put(trying=True)
        run(self._core, self._tried(doing), "set a device up")

    async def _tried(self, doing: Coroutine[Any, Any, str | None]) -> None:
        try:
            made = await doing
        finally:
            self._page.put(trying=False)
        self._page.mark(made or self._page.state.marked)

    def _look_for_plugged(self) -> None:
        state = self._page.state
        if state.asking is Asking.NEW_CAMERA or (state.asking is Asking.MOVE and state.camera is not None):
            run(self._core, self._plugged(), "cameras at this PC")

    async def _plugged(self) -> None:
        self._page.put(plugged=await self._core.device_set_up.plugged())

    async def _let_open_by_itself(self, gate_id: str) -> None:
        try:
            await self._core.gate_set_up.set_automatic(gate_id, True)
        except GateError as error:
            if error.code != "automatic_not_green":
                raise
            findings = await self._core.actuator.check_commissioning(gate_id)
            missing = tuple(one for one in findings if not one.ok and one.weight == "must")
            self._page.put(asking=Asking.REASON, missing=missing, findings=findings)
            return
        self._page.put()

    async def _blink(self, gate_id: str) -> None:
        self._page.put(testing=True)
        try:
            await self._core.actuator.blink(gate_id)
        finally:
            self._page.put(testing=False)

    async def _test_cloud(self, gate_id: str) -> None:
        async def pulse() -> GateOutcome:
            entry, outcome = await self._core.override.open(gate_id, only=Path.CLOUD)
            await self._core.override.give_reason(entry, self._test_reason())
            return outcome

        self._page.put(testing=True)
        try:
            await self._core.gate_set_up.test_cloud(gate_id, pulse)
        finally:
            self._page.put(testing=False)

    async def _open_to_pair(self, gate_id: str) -> None:
        entry, outcome = await self._core.override.open(gate_id)
        await self._core.override.give_reason(entry, self._pair_reason())
        if outcome.kind is OutcomeKind.NOT_DONE:
            self._page.put(**NOTHING_ASKED)
        else:
            self._page.put(paired_with=outcome)
