"""Tells a hand scanner that types (a keyboard wedge) from a person. Pure: moments are passed in.

Every key that makes a character is held back for a moment (`max_gap_s`). If the next ones follow at a speed that no
hand reaches, it is a scanner: its characters reach no text field, its Enter triggers nothing, its line goes to the
scan. Else the held characters are handed back as typing, in their order.

    heard = wedge.key("f", at)          # for each key press that makes a character, Enter and Tab included
    heard = wedge.interrupted()         # another key (an arrow, Escape, …) or a click: typing so far is handed back
    heard = wedge.idle(now)             # when `wedge.due` has come and no key did

Give moments of the key events themselves: after a pause of the screen, late keys arrive in one heap.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from app.devices.layouts import repair

MAX_GAP_S = 0.05
"""Between two keys of a scanner: 2–20 ms on USB, up to 40 ms over Bluetooth. A hand needs 60 ms and more."""

BURST_LENGTH = 6
"""So many characters at that speed are a scanner: two keys can be hit at once, six cannot."""

HICCUP_S = 0.15
"""Once it is clear that a scanner types, a pause of the bus does not end the line."""

SHORT_LENGTH, SHORT_GAP_S = 2, 0.03
"""A short code with its Enter at this speed is a scanner's too: that Enter must reach no button."""

LONGEST = 4096
ENDINGS = "\r\n\t"


@dataclass(frozen=True, slots=True)
class Heard:
    """What to do with a key. `swallow`: it goes no further now. `typed`: characters held back before that were
    typing; they go where the focus is, before this key. `line`: what a scanner sent."""

    swallow: bool = False
    typed: str = ""
    line: str | None = None


class Wedge:
    """Hears all key presses of the console, whatever has the focus.

    `prefix`: what the scanner sends before each code, if it is set up so; it tells a scanner at once.
    `hosts`: the site's own, to know a pass code's link when the keyboard layout has mangled it.
    """

    def __init__(self, *, prefix: str = "", max_gap_s: float = MAX_GAP_S, hosts: Collection[str] = ()) -> None:
        self._prefix = prefix
        self._max_gap_s = max_gap_s
        self._hosts = tuple(hosts)
        self._held = ""
        self._last = 0.0
        self._widest_gap = 0.0
        self.last_burst_monotonic: float | None = None
        """When a scanner's last key came; no action may follow it closely."""

    @property
    def due(self) -> float | None:
        """When `idle` wants to be called, None if nothing is held."""
        return self._last + self._patience if self._held else None

    def key(self, char: str, at: float, *, repeat: bool = False) -> Heard:
        """A key press with the character it makes ("\\r" for Enter, "\\t" for Tab, "" for Shift and the like).

        `repeat`: the keyboard's own repetition of a key held down, which is as fast as a scanner.
        """
        if not char:
            return Heard()
        if repeat:
            return Heard(typed=self._give_back())
        before = self.idle(at)
        if char in ENDINGS:
            return self._end(at, before)
        gap = at - self._last if self._held else 0.0
        self._widest_gap = max(self._widest_gap, gap)
        self._held = (self._held + char)[-LONGEST:]
        self._last = at
        if self._is_burst:
            self.last_burst_monotonic = at
        return Heard(swallow=True, typed=before.typed, line=before.line)

    def interrupted(self) -> Heard:
        """Something else happened: what is held is typing, unless a scanner is at it."""
        return Heard() if self._is_burst else Heard(typed=self._give_back())

    def idle(self, now: float) -> Heard:
        """No key came until `now`: typing is handed back; a scanner that sends no Enter has ended its line."""
        if not self._held or now < self._last + self._patience:
            return Heard()
        return Heard(line=self._take_line()) if self._is_burst else Heard(typed=self._give_back())

    @property
    def _is_burst(self) -> bool:
        return len(self._held) >= BURST_LENGTH or bool(self._prefix and self._held.startswith(self._prefix))

    @property
    def _patience(self) -> float:
        return HICCUP_S if self._is_burst else self._max_gap_s

    def _end(self, at: float, before: Heard) -> Heard:
        quick = len(self._held) >= SHORT_LENGTH and self._widest_gap <= SHORT_GAP_S and at - self._last <= SHORT_GAP_S
        if self._held and (self._is_burst or quick):
            self.last_burst_monotonic = at
            return Heard(swallow=True, line=self._take_line())
        if before.line is not None:
            # The Enter of a scanner, after a pause longer than a hiccup.
            self.last_burst_monotonic = at
            return Heard(swallow=True, line=before.line)
        if self._follows_burst(at):
            self.last_burst_monotonic = at
            return Heard(swallow=True)
        return Heard(typed=before.typed + self._give_back())

    def _follows_burst(self, at: float) -> bool:
        """The second of two endings: many scanners send CR and LF, or Tab and Enter."""
        return self.last_burst_monotonic is not None and 0 <= at - self.last_burst_monotonic <= HICCUP_S

    def _take_line(self) -> str:
        line = self._held.removeprefix(self._prefix)
        self._held, self._widest_gap = "", 0.0
        return repair(line, self._hosts)

    def _give_back(self) -> str:
        typed, self._held, self._widest_gap = self._held, "", 0.0
        return typed
