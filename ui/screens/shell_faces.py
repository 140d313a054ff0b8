"""What the bar above, the rail and the trouble bar show of the shell's state."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from app.events import Link
from ui.keys import Shortcut
from ui.presenters.shell import Place, ShellState
from ui.text import emergency, people, shell
from ui.text.errors import error_words
from ui.widgets.rail import PlaceFace
from ui.widgets.tone import Tone
from ui.widgets.top_bar import TopFace
from ui.widgets.trouble import TroubleFace

ICONS = {
    Place.GATE: "gate",
    Place.EXPECTED: "expected",
    Place.INSIDE: "inside",
    Place.HISTORY: "history",
    Place.SHIFT_LOG: "shift-log",
    Place.DEVICES: "devices",
    Place.SERVICE: "service",
}
GRAVE = frozenset({"disk_full", "disk_read_only", "disk_error", "override_not_kept", "store_damaged"})
"""Troubles in the colour of a refusal: something that should have been kept was not."""


def top_face(state: ShellState, zone: ZoneInfo) -> TopFace:
    """Where this is, the line to the central API, who is on duty, and the time at the site."""
    online = state.link.link is Link.ONLINE
    site, post = people.plain(state.site), people.plain(state.post)
    return TopFace(
        shell.BRAND,
        " · ".join(part for part in (site, post) if part),
        post or site,
        shell.link(state.link, zone),
        Tone.QUIET if online else Tone.WARN,
        Tone.GRANTED if online else Tone.WARN,
        shell.shift(state.actor, state.shift, zone),
        state.now.astimezone(zone).strftime("%H:%M"),
        shell.lock(),
        Shortcut.LOCK.shown,
        emergency.button(),
        state.locked_down,
    )


def place_faces(state: ShellState) -> tuple[PlaceFace, ...]:
    """The places, marked where something waits for a person."""
    names = shell.places()
    marked = {Place.HISTORY: state.notices > 0, Place.INSIDE: state.overstays > 0}
    return tuple(
        PlaceFace(
            place.value,
            ICONS[place],
            names[place.value],
            at_foot=place in (Place.DEVICES, Place.SERVICE),
            mark=shell.marked() if marked.get(place) else "",
        )
        for place in Place
    )


def trouble_face(state: ShellState) -> TroubleFace | None:
    """The one trouble that matters most now; None: all is well."""
    if state.trouble is not None:
        title, message, next_step = error_words(state.trouble)
        grave = state.trouble.code in GRAVE
        tone = Tone.DENIED if grave else Tone.WARN
        icon = "disk" if state.trouble.code.startswith("disk") else "warning"
        return TroubleFace(f"{title}. {message}", next_step, tone, icon, close=shell.close())
    if state.flagged:
        title, next_step = shell.back_online(state.flagged)
        return TroubleFace(title, next_step, Tone.WARN, "flag", close=shell.close())
    if state.link.link is Link.SIGNED_OUT and not state.signed_out_closed:
        title, next_step, action = shell.signed_out()
        return TroubleFace(title, next_step, Tone.WARN, "cloud-off", action, shell.close())
    if state.link.link is Link.BLOCKED and not state.signed_out_closed:
        title, next_step = shell.blocked()
        return TroubleFace(title, next_step, Tone.WARN, "cloud-off", close=shell.close())
    return None
