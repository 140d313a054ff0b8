"""From the state of the devices page to its list, its rows, and the questions that stand below a device."""

from __future__ import annotations

from datetime import tzinfo

from ui.presenters.devices_state import Asking, DevicesState
from ui.text import device_questions, devices, people
from ui.widgets.device_list import DeviceFace
from ui.widgets.form import FieldFace, FormFace
from ui.widgets.pick import PickFace
from ui.widgets.sheet import SheetFace
from ui.widgets.table import Cell, TableRow
from ui.widgets.tone import Tone

SECRET = ("key", "password")
"""Fields that are not shown while they are typed."""


def form(state: DevicesState) -> FormFace:
    """The second path, or the relay's password."""
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


def reason(state: DevicesState) -> SheetFace:
    """Why a gate opens by itself although its check is not green."""
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
        DeviceFace(one.camera_id, people.plain(one.name, 40), *devices.camera_state(one)) for one in state.cameras
    )
    doors = tuple(
        DeviceFace(one.gate_id, people.plain(one.name, 40), *devices.gate_state(one, state.now)) for one in state.gates
    )
    found = tuple(
        DeviceFace(
            f"found {one.address}",
            one.address.split("://")[-1],
            devices.found_state(one.identity.guarded),
            Tone.INFO,
        )
        for one in state.found or ()
    )
    listed = ((words["cameras"], cameras), (words["gates"], doors))
    return (*listed, (words["found"], found)) if found else listed


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
