"""A table that paints its cells itself: words, words with an aside, pills. Fixed rows, one key a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, overload

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui import icons
from ui.theme import SIZE, font, tokens
from ui.widgets.shapes import box, line_of_text
from ui.widgets.tone import Tone, colours

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole
PILL = 24
_ONE_LINE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
EDGE = 16
SELECTED, UNDER_MOUSE = QStyle.StateFlag.State_Selected.value, QStyle.StateFlag.State_MouseOver.value
MAKE_AT_MOST = 200
"""Rows that are made only to see whether they changed."""


@dataclass(frozen=True, slots=True)
class Column:
    """`share`: its part of the width that is left; `least`: the width it always has, logical pixels."""

    title: str
    share: float
    least: int = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """`pill`: the words stand in a pill of the tone; `strong`: who it is about; `icon` stands before the words."""

    text: str
    aside: str = ""
    tone: Tone = Tone.QUIET
    pill: bool = False
    strong: bool = False
    muted: bool = False
    icon: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row, named by its key."""

    key: str
    cells: tuple[Cell, ...]


class LazyRows(Sequence[TableRow]):
    """Rows that are made when they are first looked at: of some thousand, a screen shows a few dozen."""

    def __init__(self, keys: Sequence[str], make: Callable[[int], TableRow]) -> None:
        self.keys = tuple(keys)
        self.made: dict[int, TableRow] = {}
        self._make = make

    @classmethod
    def of(cls, rows: Sequence[TableRow]) -> LazyRows:
        """Rows that are all made."""
        lazy = cls([row.key for row in rows], rows.__getitem__)
        lazy.made = dict(enumerate(rows))
        return lazy

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, n: int) -> TableRow: ...
    @overload
    def __getitem__(self, n: slice) -> tuple[TableRow, ...]: ...
    def __getitem__(self, n: int | slice) -> TableRow | tuple[TableRow, ...]:
        if isinstance(n, slice):
            return tuple(self[one] for one in range(*n.indices(len(self))))
        if (row := self.made.get(n)) is None:
            at = range(len(self))[n]
            row = self.made[at] = self.made.get(at) or self._make(at)
        return row


class TableModel(QAbstractTableModel):
    """Rows that can be replaced, added at the end (a further page), or put at the top (a new event)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column, ...] = ()
        self.rows = LazyRows.of(())

    def set_columns(self, columns: tuple[Column, ...]) -> None:
        """The heads; called again when the language changes."""
        if len(columns) == len(self.columns):
            self.columns = columns
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)
            return
        self.beginResetModel()
        self.columns = columns
        self.endResetModel()

    def show(self, shown: Sequence[TableRow]) -> None:
        """Show other rows. What only grew, at either end, or changed in place keeps the view where it is."""
        rows = shown if isinstance(shown, LazyRows) else LazyRows.of(shown)
        have, want = self.rows.keys, rows.keys
        if have == want:
            before, self.rows = self.rows, rows
            if len(before.made) - len(rows.made) > MAKE_AT_MOST:  # somebody scrolled far: what is in view is painted
                self.dataChanged.emit(self.index(0, 0), self.index(len(want) - 1, len(self.columns) - 1))
                return
            for n, row in before.made.items():
                if rows[n] is not row and rows[n] != row:
                    self.dataChanged.emit(self.index(n, 0), self.index(n, len(self.columns) - 1))
            return
        top = len(want) - len(have)
        if have and top > 0 and want[:-top] == have:
            self.beginInsertRows(QModelIndex(), len(have), len(want) - 1)
            self.rows = rows
            self.endInsertRows()
        elif have and top > 0 and want[top:] == have:
            self.beginInsertRows(QModelIndex(), 0, top - 1)
            self.rows = rows
            self.endInsertRows()
        else:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.rows[index.row()].cells[index.column()]
        if role == CELL_ROLE:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{cell.text} {cell.aside}".strip()
        if role == Qt.ItemDataRole.ToolTipRole and len(cell.text) > 24:
            return cell.text
        return None


@lru_cache(maxsize=32)
def _face(px: int, weight: QFont.Weight, family: str) -> tuple[QFont, QFontMetricsF]:
    """A font with its measures: making both anew for each cell costs more than painting it."""
    made = font(px, weight)
    return made, QFontMetricsF(made)


@lru_cache(maxsize=4096)
def _fitting(text: str, px: int, weight: QFont.Weight, family: str, width: int) -> str:
    return _face(px, weight, family)[1].elidedText(text, Qt.TextElideMode.ElideRight, width + 0.5)


class CellDelegate(QStyledItemDelegate):
    """Paints a whole cell: one `data()` call for each, no style option."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: Cell = index.data(CELL_ROLE)
        theme = tokens()
        rect = QRectF(option.rect)
        state = option.state.value  # as a number: flags of Python are ten times dearer, and there is one for each cell
        if state & SELECTED:
            painter.fillRect(rect, theme.colour("info_bg"))
        elif state & UNDER_MOUSE:
            painter.fillRect(rect, theme.colour("raised"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.colour("line"))
        room = rect.adjusted(EDGE if index.column() == 0 else 6, 0, -6, -1)
        if cell.icon:
            ink = theme.colour("muted") if cell.tone is Tone.QUIET else colours(cell.tone, theme).strong
            icons.draw(painter, cell.icon, ink, QRectF(room.left(), room.center().y() - 8, 16, 16))
            room.setLeft(room.left() + 24)
        if cell.pill and cell.text:
            self._pill(painter, room, cell)
            return
        weight = QFont.Weight.Medium if cell.strong else QFont.Weight.Normal
        px, family = 14 if cell.muted else 15, QApplication.font().family()
        ink = theme.colour("muted" if cell.muted else "text")
        if cell.tone is not Tone.QUIET and not cell.icon:
            ink = colours(cell.tone, theme).strong
        face, metrics = _face(px, weight, family)
        painter.setFont(face)
        painter.setPen(ink)
        painter.drawText(room, _ONE_LINE, _fitting(cell.text, px, weight, family, int(room.width())))
        if cell.aside:
            rest = room.adjusted(metrics.horizontalAdvance(cell.text) + 7, 0, 0, 0)
            small, measured = _face(13, QFont.Weight.Normal, family)
            if measured.horizontalAdvance(cell.aside) <= rest.width():
                line_of_text(painter, rest, cell.aside, small, theme.colour("muted"))

    def _pill(self, painter: QPainter, room: QRectF, cell: Cell) -> None:
        theme = tokens()
        paint = colours(cell.tone, theme)
        face, metrics = _face(13, QFont.Weight.Medium, QApplication.font().family())
        wide = min(metrics.horizontalAdvance(cell.text) + 20, room.width())
        pill = QRectF(room.left(), room.center().y() - PILL / 2, wide, PILL)
        box(painter, pill, PILL / 2, paint.ground)
        ink = theme.colour("muted") if cell.tone is Tone.QUIET else paint.ink
        line_of_text(painter, pill.adjusted(8, 0, -8, 0), cell.text, face, ink, Qt.AlignmentFlag.AlignHCenter)


class Table(QTableView):
    """Rows can be chosen by click, touch or Enter; near its end it asks for more."""

    chosen = Signal(str)
    marked = Signal(str)
    """The current row changed."""
    end_near = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = TableModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(CellDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        vertical, across = self.verticalHeader(), self.horizontalHeader()
        vertical.hide()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setDefaultSectionSize(SIZE.row)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        across.setFixedHeight(40)
        self.clicked.connect(lambda index: self.chosen.emit(self.rows.rows.keys[index.row()]))
        self.activated.connect(lambda index: self.chosen.emit(self.rows.rows.keys[index.row()]))
        self.selectionModel().currentRowChanged.connect(self._marked)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_columns(self, columns: tuple[Column, ...]) -> None:
        """The heads, in the language of now."""
        if columns != self.rows.columns:
            self.rows.set_columns(columns)
            self._share_width()

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        """Other rows; when they grew at the top, what is in view stays in view."""
        bar, before, had = self.verticalScrollBar(), self.verticalScrollBar().value(), self.rows.rows.keys
        self.rows.show(rows)
        grown = len(rows) - len(had)
        if before and grown > 0 and self.rows.rows.keys[:1] != had[:1]:
            bar.setValue(before + grown * SIZE.row)

    def current_key(self) -> str:
        """The key of the marked row, or nothing."""
        n = self.currentIndex().row()
        return self.rows.rows.keys[n] if 0 <= n < len(self.rows.rows) else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        columns = self.rows.columns
        if not columns:
            return
        spare = max(0, self.viewport().width() - sum(column.least for column in columns))
        shares = sum(column.share for column in columns) or 1.0
        left = self.viewport().width()
        for n, column in enumerate(columns):
            width = column.least + int(spare * column.share / shares)
            width = width if n < len(columns) - 1 else max(left, column.least)
            left -= width
            self.setColumnWidth(n, width)

    def _marked(self, current: QModelIndex, before: QModelIndex) -> None:
        if current.isValid():
            self.marked.emit(self.rows.rows.keys[current.row()])

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() - value < 20 * SIZE.row:
            self.end_near.emit()
