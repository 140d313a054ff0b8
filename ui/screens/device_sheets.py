"""From the state of the devices page to its list, its rows, and the questions that stand below a device."""

from __future__ import annotations

from datetime import tzinfo

from ui.presenters.devices import FOUND
from ui.presenters.devices_state import Asking, DevicesState
from ui.text import device_questions, devices, people
from ui.text.devices import camera_state, gate_state
from ui.widgets.device_list import DeviceFace
from ui.widgets.form import FieldFace, FormFace
from ui.widgets.pick import PickFace
from ui.widgets.sheet import SheetFace
from ui.widgets.table import Cell, TableRow
from ui.widgets.tone import Tone

SECRET = ("key", "password")
"""Fields that are not shown while they are typed."""


FORMS = frozenset({Asking.CLOUD, Asking.LOGIN, Asking.NEW_CAMERA, Asking.NEW_GATE, Asking.MOVE})
SHEETS = frozenset({Asking.REASON, Asking.TAKE_OUT})


def form(state: DevicesState) -> FormFace:
    """The second path, the relay's password, or where a device is."""
    if state.adding or state.asking is Asking.MOVE:
        return _device_form(state)
    cloud = state.asking is Asking.CLOUD
    words = device_questions.cloud_form() if cloud else device_questions.password_form()
    fields: tuple[FieldFace, ...] = (FieldFace("password", words.get("password", ""), wide=True, needed=True),)
    if cloud:
        part = state.gate_part
        fields = (
            FieldFace("host", words["host"], state.cloud_host.removeprefix("https://"), wide=True, needed=True),
            FieldFace("key", words["key"], longest=400),
            FieldFace("device", words["device"], part.cloud_id if part else "", longest=20),
        )
    return FormFace(f"{state.asking} {state.marked}", (), "", fields, words["yes"], words["back"])


def _device_form(state: DevicesState) -> FormFace:
    camera = state.asking is Asking.NEW_CAMERA or (state.asking is Asking.MOVE and state.camera is not None)
    words = device_questions.device_form(camera=camera, new=state.adding)
    part = state.camera_part if camera else state.gate_part
    address = part.address if part is not None and not state.adding else state.offered
    plugged = tuple((name, people.plain(name, 24)) for name in state.plugged[:4]) if camera else ()
    fields = [FieldFace("address", words["address"], address, wide=True, needed=not plugged, longest=500)]
    if state.adding:
        fields.insert(0, FieldFace("name", words["name"], wide=True, needed=True, longest=60))
    if camera:
        kept = state.camera_part.username if state.camera_part is not None and not state.adding else ""
        fields.append(FieldFace("username", words["username"], kept))
    fields.append(FieldFace("password", words["password"], wide=not camera, longest=400))
    yes = device_questions.trying() if state.trying else words["yes"]
    return FormFace(f"{state.asking} {state.marked} {state.offered}", plugged, "", tuple(fields), yes, words["back"])


def sheet(state: DevicesState) -> SheetFace:
    """Why a gate opens by itself although its check is not green, or why a device is taken out."""
    if state.asking is Asking.TAKE_OUT:
        device = state.gate or state.camera
        return SheetFace(*device_questions.take_out_sheet(people.plain(device.name, 40) if device else ""))
    return SheetFace(*device_questions.automatic_sheet(tuple(devices.point(one) for one in state.missing)))


def pairing(state: DevicesState) -> PickFace | None:
    """Which gate a camera looks at, and which one then moved; None: nothing of that is asked."""
    names = tuple((one.gate_id, people.plain(one.name, 40)) for one in state.gates)
    if state.asking is Asking.WHICH_GATE:
        heading, sentence, back = device_questions.pair_which()
        return PickFace(heading, sentence, names, back)
    if state.asking is Asking.WHICH_MOVED:
        gate = dict(names).get(state.pairing, "")
        heading, sentence, back = device_questions.pair_seen(gate, state.paired_with)
        answers = (*names, ("", device_questions.none_moved())) if state.paired_with is not None else ()
        return PickFace(heading, sentence, answers, back)
    return None


def groups(state: DevicesState) -> tuple[tuple[str, tuple[DeviceFace, ...]], ...]:
    """The list at the left: cameras, gates, and relays that were found."""
    words = devices.headings()
    cameras = tuple(
        DeviceFace(one.camera_id, people.plain(one.name, 40), *_or_leaving(state, one.camera_id, camera_state(one)))
        for one in state.cameras
    )
    doors = tuple(
        DeviceFace(
            one.gate_id, people.plain(one.name, 40), *_or_leaving(state, one.gate_id, gate_state(one, state.now))
        )
        for one in state.gates
    )
    found = tuple(
        DeviceFace(
            f"{FOUND}{one.address}",
            one.address.split("://")[-1],
            devices.found_state(one.identity.guarded),
            Tone.INFO,
        )
        for one in state.found or ()
    )
    listed = ((words["cameras"], cameras), (words["gates"], doors))
    return (*listed, (words["found"], found)) if found else listed


def _or_leaving(state: DevicesState, device_id: str, how: tuple[str, Tone]) -> tuple[str, Tone]:
    return (devices.leaving(), Tone.WARN) if device_id in state.leaving else how


def order_rows(state: DevicesState, zone: tzinfo) -> tuple[TableRow, ...]:
    """The last orders of the gate in view."""
    rows = []
    for n, done in enumerate(one for one in state.ordered if one.gate_id == state.marked):
        said, tone = devices.outcome(done.outcome)
        at = done.at.astimezone(zone).strftime("%H:%M:%S")
        cells = (Cell(at), Cell(devices.cause(done.cause)), Cell(said, tone=tone, pill=True))
        rows.append(TableRow(f"{done.at.isoformat()} {n}", cells))
    return tuple(rows)


def check_rows(state: DevicesState) -> tuple[TableRow, ...]:
    """The points of the commissioning check."""
    rows = []
    for finding in state.findings or ():
        said, tone = devices.finding_state(finding)
        what = Cell(devices.point(finding), people.plain(finding.detail, 30), strong=True)
        cells = (what, Cell(said, tone=tone, pill=True), Cell(devices.weight(finding), muted=True))
        rows.append(TableRow(finding.code, cells))
    return tuple(rows)
