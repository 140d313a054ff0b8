"""The tokens: complete, readable, and in force together."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from ui import icons
from ui.theme import FAMILY, ThemeName, apply, font, load, tokens

TEXT_ON = [
    *[(ink, ground) for ink in ("text", "muted") for ground in ("bg", "field", "surface", "raised", "hover")],
    *[("accent", ground) for ground in ("surface", "info_bg")],
    ("text", "info_bg"),
    ("muted", "info_bg"),
    ("info_ink", "info_bg"),
    *[(f"on_{tone}", tone) for tone in ("accent", "granted", "denied", "warn")],
    *[(f"{tone}_ink", f"{tone}_bg") for tone in ("granted", "denied", "warn")],
    *[(tone, "surface") for tone in ("granted", "denied", "warn")],
    ("warn", "warn_bg"),
    ("lens_text", "lens_chip"),
    ("lens_text", "lens_heart"),
    ("lens_muted", "lens_middle"),
    *[(f"lens_{tone}", ground) for tone in ("granted", "denied", "warn") for ground in ("lens_edge", "lens_middle")],
]
"""Every pair that carries words somewhere. `faint` carries none."""


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's ratio of two colours."""

    def light(colour: str) -> float:
        parts = [part / 255 for part in QColor(colour).getRgb()[:3]]  # type: ignore[index]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", list(ThemeName))
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON)
def test_words_are_readable(name: ThemeName, ink: str, ground: str) -> None:
    theme = load(name)
    least = 7.0 if name is ThemeName.HIGH_CONTRAST else 4.5
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= least


def test_the_known_ratio_of_black_and_white() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("name", list(ThemeName))
def test_palette_and_sheet_change_together(qapp: QApplication, name: ThemeName) -> None:
    apply(qapp, name)
    assert tokens().name == name.value
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == tokens().bg
    assert tokens().surface in qapp.styleSheet()
    assert "$" not in qapp.styleSheet()


def test_the_shipped_font_is_the_one_that_draws(qapp: QApplication) -> None:
    assert FAMILY in QFontDatabase.families()
    for weight in (QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold, QFont.Weight.Bold):
        found = QFontInfo(font(15, weight))
        assert found.family() == FAMILY
        assert found.weight() == weight
    assert QFontInfo(QLabel("x").font()).family() == FAMILY


def test_digits_stand_in_columns(qapp: QApplication) -> None:
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(font(20))
    assert metrics.horizontalAdvance("11:11") == metrics.horizontalAdvance("08:48")


@pytest.mark.parametrize("name", sorted(path.stem for path in icons.FOLDER.glob("*.svg")))
def test_each_icon_draws_in_the_asked_colour(qapp: QApplication, name: str) -> None:
    picture = icons.pixmap(name, "#ff0000", 24, 2.0)
    assert picture.deviceIndependentSize().width() == 24
    image = picture.toImage()
    seen = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert seen == {"#ff0000"}
