"""Rows of people: when, who, where. Painted by a delegate, chosen by click, touch, or arrows and Enter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme import SIZE, font, tokens
from ui.widgets.shapes import box, line_of_text

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
LEAD_WIDTH = 56


@dataclass(frozen=True, slots=True)
class Row:
    """`lead` (a time) and `trail` (a house) are never cut; `name` gives way, `aside` goes first."""

    key: str
    lead: str
    name: str
    aside: str = ""
    trail: str = ""


class RowsModel(QAbstractListModel):
    """A tuple of rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def show(self, rows: tuple[Row, ...]) -> None:
        """Show other rows; nothing happens when they are the same."""
        if rows == self.rows:
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " · ".join(part for part in (row.lead, row.name, row.aside, row.trail) if part)
        return None


class RowDelegate(QStyledItemDelegate):
    """Paints one row as a box of its own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.gap = 10
        self.cut = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        last = index.row() == index.model().rowCount() - 1
        return QSize(120, SIZE.row + (0 if last else self.gap))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW_ROLE)
        theme = tokens()
        rect = QRectF(option.rect.topLeft(), QSizeF(option.rect.width(), SIZE.row))
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = theme.colour("info_bg" if current else "raised" if over else "field")
        box(painter, rect, SIZE.radius_small, ground, theme.colour("accent" if current else "line"))
        room = rect.adjusted(16, 0, -16, 0)
        plain, strong = font(15), font(15, QFont.Weight.Medium)
        muted = theme.colour("muted")
        if row.lead:
            wide = max(LEAD_WIDTH, QFontMetricsF(plain).horizontalAdvance(row.lead) + 14)
            line_of_text(painter, QRectF(room.left(), room.top(), wide, room.height()), row.lead, plain, muted)
            room.setLeft(room.left() + wide)
        if row.trail:
            wide = QFontMetricsF(plain).horizontalAdvance(row.trail)
            right = Qt.AlignmentFlag.AlignRight
            line_of_text(
                painter,
                QRectF(room.right() - wide - 1, room.top(), wide + 1, room.height()),
                row.trail,
                plain,
                muted,
                right,
            )
            room.setRight(room.right() - wide - 12)
        name_wide = QFontMetricsF(strong).horizontalAdvance(row.name)
        self.cut = line_of_text(painter, room, row.name, strong, theme.colour("text"))
        if row.aside:
            rest = room.adjusted(name_wide + 5, 0, 0, 0)
            if QFontMetricsF(plain).horizontalAdvance(row.aside) <= rest.width():
                line_of_text(painter, rest, row.aside, plain, muted)


class RowList(QListView):
    """A list whose rows can be chosen."""

    chosen = Signal(str)
    """The key of the row that was clicked, touched, or entered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = RowsModel(self)
        self._delegate = RowDelegate(self)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)
        self._last: tuple[str, int] = ("", -1)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show other rows; the current one stays current if it is still there."""
        kept = self.current_key()
        self.rows.show(rows)
        for n, row in enumerate(rows):
            if row.key == kept:
                self.setCurrentIndex(self.rows.index(n))

    def current_key(self) -> str:
        """The key of the marked row, or nothing."""
        n = self.currentIndex().row()
        return self.rows.rows[n].key if 0 <= n < len(self.rows.rows) else ""

    def step(self, by: int) -> None:
        """Mark the next or the previous row."""
        count = len(self.rows.rows)
        if count:
            here = self.currentIndex().row()
            there = min(max(here + by, 0), count - 1) if here >= 0 else (0 if by > 0 else count - 1)
            self.setCurrentIndex(self.rows.index(there))

    def set_gap(self, gap: int) -> None:
        """Pixels between rows."""
        self._delegate.gap = gap
        self.scheduleDelayedItemsLayout()

    @property
    def gap(self) -> int:
        """Pixels between rows."""
        return self._delegate.gap

    def row_height(self) -> int:
        """A row and the gap below it."""
        return SIZE.row + self._delegate.gap

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.rows.rows[index.row()].key)
