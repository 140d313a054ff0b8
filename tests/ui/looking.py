"""What a screen shows that it should not: words that are cut, widgets in each other's way, targets too small, widgets
without a name, words that cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QImage, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QStackedLayout,
    QTableView,
    QWidget,
)

from ui.theme import SIZE
from ui.widgets import table
from ui.widgets.overlay import Overlay
from ui.widgets.para import Elide, Para

LEAST_ROW = 40


def visible(window: QWidget, kind: type[QWidget] = QWidget) -> list[QWidget]:
    """Every widget of a kind that is in view, the window's own children and theirs."""
    return [widget for widget in window.findChildren(kind) if widget.isVisible()]


def words_of(widget: QWidget) -> str:
    """Its text, or what a screen reader says."""
    said = widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit | Para) else ""
    return said or widget.accessibleName()


def cut_texts(window: QWidget) -> list[str]:
    """What is shown shorter than it is."""
    window.grab()
    found = []
    for widget in visible(window):
        if getattr(widget, "cut", False) is True:  # a QLineEdit has a method of that name
            found.append(f"{type(widget).__name__} cuts {words_of(widget)!r}")
        elif isinstance(widget, QLabel | QPushButton) and not isinstance(widget, Elide):
            hint = widget.sizeHint()
            if widget.width() < hint.width() or widget.height() < hint.height():
                found.append(f"{type(widget).__name__} {widget.text()!r} has {widget.size()}, needs {hint}")
        elif isinstance(widget, QLineEdit) and not widget.text():
            room = widget.width() - 30 - widget.textMargins().left()
            if QFontMetrics(widget.font()).horizontalAdvance(widget.placeholderText()) > room:
                found.append(f"{type(widget).__name__} cuts {widget.placeholderText()!r}")
    return found


@contextmanager
def elisions() -> Iterator[list[str]]:
    """Every text that is painted with dots while this lasts, whoever paints it."""
    found: list[str] = []
    real = {kind: kind.elidedText for kind in (QFontMetrics, QFontMetricsF)}

    def spy(kind: type) -> object:
        def elided(self: object, text: str, *more: object) -> str:
            shown: str = real[kind](self, text, *more)
            if shown != text:
                found.append(text)
            return shown

        return elided

    table._fitting.cache_clear()
    for kind in real:
        kind.elidedText = spy(kind)
    try:
        yield found
    finally:
        for kind, method in real.items():
            kind.elidedText = method
        table._fitting.cache_clear()


def nameless(window: QWidget) -> list[str]:
    """What takes the keyboard and tells a screen reader nothing."""
    return [
        type(widget).__name__
        for widget in visible(window)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not words_of(widget)
    ]


def too_small(window: QWidget) -> list[str]:
    """What a finger must hit and may miss."""
    found = []
    for widget in visible(window):
        least = SIZE.target if isinstance(widget, QAbstractButton | QLineEdit) else 0
        if widget.height() < least or (isinstance(widget, QAbstractButton) and widget.width() < least):
            found.append(f"{type(widget).__name__} {words_of(widget)!r} is {widget.width()}×{widget.height()}")
        row = LEAST_ROW
        if isinstance(widget, QListView) and widget.model().rowCount():
            row = widget.visualRect(widget.model().index(0, 0)).height()
        elif isinstance(widget, QTableView):
            row = widget.verticalHeader().defaultSectionSize()
        if row < LEAST_ROW:
            found.append(f"rows of {words_of(widget)!r} are {row} high")
    return found


def in_each_others_way(window: QWidget) -> list[str]:
    """Neighbours of one layout that overlap, and widgets that reach out of their parent."""
    found = []
    for parent in [window, *visible(window)]:
        layout = parent.layout()
        if layout is None:
            continue
        placed = [widget for widget in _placed(layout) if widget.isVisible() and not widget.geometry().isEmpty()]
        for one, other in combinations(placed, 2):
            if one.geometry().intersects(other.geometry()):
                found.append(f"{_told(one)} over {_told(other)}")
        found += [f"{_told(one)} out of {_told(parent)}" for one in placed if not _inside(one, parent)]
    return found


def _placed(layout: QLayout) -> Iterator[QWidget]:
    """The widgets that a layout puts side by side."""
    if isinstance(layout, QStackedLayout):
        if (current := layout.currentWidget()) is not None:
            yield current
        return
    for n in range(layout.count()):
        place = layout.itemAt(n)
        if (widget := place.widget()) is not None:
            yield widget
        elif (inner := place.layout()) is not None:
            yield from _placed(inner)


def _inside(widget: QWidget, parent: QWidget) -> bool:
    return parent.rect().contains(widget.geometry())


def _told(widget: QWidget) -> str:
    return f"{type(widget).__name__} {words_of(widget)!r} {widget.geometry().getRect()}"


def pale_words(window: QWidget, least: float) -> list[str]:
    """Labels and paragraphs whose ink, as painted, stands out less than `least` from what is around it."""
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(picture.constBits(), np.uint32).reshape(picture.height(), picture.bytesPerLine() // 4)
    found = []
    for widget in visible(window):
        if not isinstance(widget, QLabel | Para) or not re.search(r"\w{2}", words_of(widget)) or not widget.isEnabled():
            continue
        if _covered(widget, window):
            continue
        corner = widget.mapTo(window, QPoint(0, 0))
        ratio = _contrast_in(pixels, QRect(corner, widget.size()) & window.rect())
        if ratio < least:
            found.append(f"{type(widget).__name__} {words_of(widget)[:60]!r}: {ratio:.1f}")
    return found


def _covered(widget: QWidget, window: QWidget) -> bool:
    """Something lies over its middle: a card over the dimmed console."""
    top = window.childAt(widget.mapTo(window, widget.rect().center()))
    return top is None or not (top is widget or widget.isAncestorOf(top) or top.isAncestorOf(widget))


def _contrast_in(pixels: np.ndarray, rect: QRect) -> float:
    """Between the commonest colour and the one farthest from it."""
    part = pixels[rect.top() : rect.bottom() + 1, rect.left() : rect.right() + 1]
    if not part.size:
        return 21.0
    colours, counts = np.unique(part, return_counts=True)
    ground = QColor(int(colours[counts.argmax()]))
    return max(contrast(QColor(int(one)), ground) for one in colours)


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2's ratio of two colours."""

    def light(colour: QColor) -> float:
        parts = [part / 255 for part in (colour.red(), colour.green(), colour.blue())]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def tab_round(window: QWidget) -> list[QWidget]:
    """What Tab comes to, from where the keyboard is, until it is there again."""
    reached: list[QWidget] = []
    while (focused := QApplication.focusWidget()) is not None and focused not in reached:
        reached.append(focused)
        QApplication.sendEvent(focused, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier))
    return reached


def out_of_reach(window: QWidget, reached: list[QWidget]) -> list[str]:
    """What takes the keyboard, is in view, and Tab does not come to; a card over everything hides what is below it."""
    top = next(reversed(visible(window, Overlay)), window)
    return [
        f"{type(one).__name__} {words_of(one)!r}"
        for one in visible(top)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and one.isEnabled()
        and one not in reached
    ]
