"""From the state of the devices page to the questions that stand below a device."""

from __future__ import annotations

from ui.presenters.devices_state import Asking, DevicesState
from ui.text import device_questions, devices, people
from ui.widgets.form import FieldFace, FormFace
from ui.widgets.pick import PickFace
from ui.widgets.sheet import SheetFace

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
