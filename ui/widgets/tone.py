"""What a colour means here, and how dense a screen is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor

from ui.theme import Tokens


class Tone(StrEnum):
    """The meaning of a surface. Never told by colour alone: an icon and words stand beside it."""

    QUIET = "quiet"
    INFO = "info"
    GRANTED = "granted"
    DENIED = "denied"
    WARN = "warn"


class Density(StrEnum):
    """How much room a screen has; its resizeEvent is the one place that decides."""

    TIGHT = "tight"
    """A window of 720 pixels that also carries a frame, a taskbar or a bar with words."""
    DENSE = "dense"
    NORMAL = "normal"
    LARGE = "large"

    @property
    def is_short(self) -> bool:
        """Whether height is scarce."""
        return self in (Density.TIGHT, Density.DENSE)


@dataclass(frozen=True, slots=True)
class ToneColours:
    """The colours of one tone: `ground` with `ink` on it, `strong` with `on_strong` on it, `line` around."""

    ground: QColor
    ink: QColor
    strong: QColor
    on_strong: QColor
    line: QColor


def colours(tone: Tone, tokens: Tokens) -> ToneColours:
    """The colours of `tone` in a theme."""
    names = {
        Tone.QUIET: ("raised", "text", "muted", "surface", "line"),
        Tone.INFO: ("info_bg", "info_ink", "accent", "on_accent", "info_line"),
        Tone.GRANTED: ("granted_bg", "granted_ink", "granted", "on_granted", "granted"),
        Tone.DENIED: ("denied_bg", "denied_ink", "denied", "on_denied", "denied"),
        Tone.WARN: ("warn_bg", "warn_ink", "warn", "on_warn", "warn_line"),
    }[tone]
    return ToneColours(*(tokens.colour(name) for name in names))
