"""How everything looks: Fusion, the shipped font, the palette and one style sheet, all from one token file.

They are set together, in this order, before the first window is built, and together again when the theme
changes: a palette colour inside a style sheet stays stale otherwise. Painted widgets ask `tokens()` in every
paintEvent and keep no colours.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from string import Template

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
FAMILY = "Portun Sans"
_PROPERTY = "portun_tokens"


class ThemeName(StrEnum):
    """What a guard can choose."""

    DARK = "dark"
    LIGHT = "light"
    HIGH_CONTRAST = "high_contrast"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, as `#RRGGBB`. tokens.toml says what each is for."""

    name: str
    bg: str
    field: str
    surface: str
    raised: str
    hover: str
    line: str
    line_strong: str
    text: str
    muted: str
    faint: str
    accent: str
    on_accent: str
    granted: str
    on_granted: str
    granted_bg: str
    granted_ink: str
    denied: str
    on_denied: str
    denied_bg: str
    denied_ink: str
    warn: str
    on_warn: str
    warn_bg: str
    warn_ink: str
    warn_line: str
    info_bg: str
    info_line: str
    info_ink: str
    lens_edge: str
    lens_middle: str
    lens_heart: str
    lens_text: str
    lens_muted: str
    lens_chip: str
    lens_granted: str
    lens_denied: str
    lens_warn: str

    def colour(self, token: str) -> QColor:
        """The colour that a token stands for."""
        return QColor(getattr(self, token))


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lengths in logical pixels."""

    top: int
    rail: int
    target: int
    row: int
    gap: int
    pad: int
    radius: int
    radius_small: int


def _token_file() -> dict[str, dict[str, object]]:
    with (RESOURCES / "theme" / "tokens.toml").open("rb") as file:
        return tomllib.load(file)


def load(name: ThemeName) -> Tokens:
    """The tokens of one theme. A missing or unknown token raises TypeError: the file is part of the program."""
    return Tokens(name=name.value, **_token_file()[name.value])  # type: ignore[arg-type]


SIZE = Sizes(**_token_file()["size"])  # type: ignore[arg-type]


def tokens() -> Tokens:
    """The tokens in force."""
    found: Tokens = QApplication.instance().property(_PROPERTY)  # type: ignore[union-attr]
    return found


@lru_cache(maxsize=64)
def font(px: int, weight: QFont.Weight = QFont.Weight.Normal, spacing: float = 0.0) -> QFont:
    """A font for a painted widget, the same one each time: copy it before you change it. A style sheet beats
    `widget.font()`, so that one is never asked."""
    made = QFont(QApplication.font())
    made.setPixelSize(px)
    made.setWeight(weight)
    if spacing:
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    return made


def restyle(widget: QWidget) -> None:
    """Have the style sheet read a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def apply(app: QApplication, name: ThemeName) -> None:
    """Put a theme in force, at start or while running."""
    if app.property(_PROPERTY) is None:
        app.setStyle("Fusion")
        _load_fonts(app)
    chosen = load(name)
    app.setProperty(_PROPERTY, chosen)
    app.setPalette(_palette(chosen))
    sheet = Template((RESOURCES / "theme" / "sheet.qss").read_text(encoding="utf-8"))
    app.setStyleSheet(sheet.substitute({f.name: getattr(chosen, f.name) for f in fields(chosen)}))


def _load_fonts(app: QApplication) -> None:
    for path in sorted((RESOURCES / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))
    base = QFont(FAMILY)
    base.setPixelSize(15)
    base.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for feature in ("tnum", "cv05"):
        base.setFeature(QFont.Tag(feature), 1)
    app.setFont(base)
    font.cache_clear()


def _palette(chosen: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for group, token in (
        (role.Window, "bg"),
        (role.Base, "field"),
        (role.AlternateBase, "raised"),
        (role.Button, "raised"),
        (role.WindowText, "text"),
        (role.Text, "text"),
        (role.ButtonText, "text"),
        (role.BrightText, "text"),
        (role.PlaceholderText, "muted"),
        (role.Highlight, "accent"),
        (role.HighlightedText, "on_accent"),
        (role.Link, "accent"),
        (role.ToolTipBase, "raised"),
        (role.ToolTipText, "text"),
        (role.Accent, "accent"),
    ):
        palette.setColor(group, chosen.colour(token))
    for group in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, group, chosen.colour("faint"))
    return palette
