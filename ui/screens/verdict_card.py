"""The right card of the Gate screen: the band, and below it who is expected, who is here, or what is asked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.keys import Shortcut
from ui.presenters.gate_state import FORMS, GateState, Sheet
from ui.screens import gate_faces, sheets
from ui.screens.gate_faces import Where
from ui.text import actions
from ui.widgets.actions import ActionBar
from ui.widgets.band import VerdictBand
from ui.widgets.call import CallSheet
from ui.widgets.case_body import CaseBody
from ui.widgets.form import FormSheet
from ui.widgets.key_tile import KeyTile
from ui.widgets.para import Para, label
from ui.widgets.rows import RowList
from ui.widgets.sheet import AskSheet, SheetFace
from ui.widgets.tone import Density
from ui.widgets.which import WhichSheet

READY_KEYS = {
    "exit": Shortcut.EXIT,
    "walk_in": Shortcut.WALK_IN,
    "delivery": Shortcut.DELIVERY,
    "known_person": Shortcut.KNOWN_PERSON,
    "help": Shortcut.HELP,
}


class ReadyPage(QWidget):
    """Who is expected this hour, and what the function keys do."""

    chosen = Signal(str)
    wanted = Signal(object)
    """A Shortcut was touched."""

    def __init__(self) -> None:
        super().__init__()
        self._heading, self._count = label(role="caption"), label(role="caption")
        self._empty = Para()
        self.list = RowList()
        self.list.chosen.connect(self.chosen)
        self._tiles = {name: KeyTile() for name in READY_KEYS}
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._count)
        tiles = QHBoxLayout()
        tiles.setSpacing(8)
        for name, tile in self._tiles.items():
            tiles.addWidget(tile, 1)
            tile.clicked.connect(lambda checked=False, name=name: self.wanted.emit(READY_KEYS[name]))
        self.column = QVBoxLayout(self)
        self.column.addLayout(head)
        self.column.addSpacing(10)
        self.column.addWidget(self._empty)
        self.column.addWidget(self.list, 1)
        self.column.addSpacing(12)
        self.column.addLayout(tiles)
        self.column.setSpacing(0)
        self._state: tuple[GateState, Where] | None = None

    def show_state(self, state: GateState, where: Where) -> None:
        """Show as many rows as fit whole."""
        self._state = (state, where)
        fitting = max(1, (self.list.height() + self.list.gap) // self.list.row_height())
        shown = tuple(gate_faces.expected_row(pass_, where.zone) for pass_ in state.expected[:fitting])
        self.list.show_rows(shown)
        self._heading.setText(actions.expected_this_hour())
        today = state.expected_today
        self._count.setText(actions.expected_count(len(shown), today) if today else "")
        self._empty.set_text("" if shown else actions.nobody_expected())
        self._empty.setVisible(not shown)
        self.list.setAccessibleName(actions.expected_this_hour())
        for name, words in actions.ready_keys().items():
            self._tiles[name].show_words(words, READY_KEYS[name].shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._state is not None:
            self.show_state(*self._state)


class VerdictCard(QFrame):
    """Band, page, actions. The same heights in every state."""

    action_wanted = Signal(str)
    answer_given = Signal(str)
    form_given = Signal(str, dict)
    agreed = Signal()
    declined = Signal()
    code_chosen = Signal(int)
    sheet_left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.band = VerdictBand()
        self.ready = ReadyPage()
        self.body = CaseBody()
        self.bar = ActionBar()
        self.sheet = AskSheet()
        self.form, self.call, self.which = FormSheet(), CallSheet(), WhichSheet()
        case = QWidget()
        self._case_column = QVBoxLayout(case)
        self._case_column.addWidget(self.body, 1)
        self._case_column.addWidget(self.bar)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.ready)
        self._stack.addWidget(case)
        self._pages: dict[QWidget, int] = {self.ready: 0, self.body: 1}
        self._sheet_columns = []
        for sheet in (self.sheet, self.form, self.call, self.which):
            page = QWidget()
            self._sheet_columns.append(QVBoxLayout(page))
            self._sheet_columns[-1].addWidget(sheet)
            self._pages[sheet] = self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.band)
        column.addWidget(self._stack, 1)
        self.bar.chosen.connect(self.action_wanted)
        self.sheet.given.connect(self.answer_given)
        self.form.given.connect(self.form_given)
        self.call.agreed.connect(self.agreed)
        self.call.declined.connect(self.declined)
        self.which.chosen.connect(self.code_chosen)
        for sheet in (self.sheet, self.form, self.call, self.which):
            sheet.left.connect(self.sheet_left)

    def set_density(self, density: Density) -> None:
        """Paddings and heights by the screen's room."""
        short = density.is_short
        self.band.set_density(density)
        self.body.set_density(density)
        self.bar.set_density(density)
        self.ready.list.set_gap(6 if short else 10)
        side, top, foot = (20, 14, 14) if short else (24, 20, 20)
        if density is Density.TIGHT:
            top = foot = 10
        self.ready.column.setContentsMargins(side, top - 2, side, foot)
        self._case_column.setContentsMargins(side, top, side, foot)
        self._case_column.setSpacing(10)
        for column in self._sheet_columns:
            column.setContentsMargins(side, top, side, foot)

    def show_state(self, state: GateState, where: Where) -> None:
        """Show the state."""
        self.band.show_face(gate_faces.band(state, where))
        page: QWidget = self.ready
        if state.shown_sheet is Sheet.WHICH:
            self.which.show_face(sheets.which(state))
            page = self.which
        elif state.shown_sheet in FORMS:
            self.form.show_face(sheets.form(state, gate_faces.gate_name(state)))
            page = self.form
        elif state.shown_sheet is Sheet.CALL and state.call is not None:
            self.call.show_face(sheets.call(state.call, state.case, where.zone))
            page = self.call
        elif state.shown_sheet is Sheet.WORD:
            self.sheet.show_face(sheets.word(state))
            page = self.sheet
        elif state.case is not None:
            self.body.show_face(gate_faces.body(state, where))
            self.bar.show_faces(gate_faces.action_faces(state))
            page = self.body
        elif state.shown_sheet is Sheet.OVERRIDE_REASON:
            self.sheet.show_face(SheetFace(*actions.reason_sheet(), answers=where.reasons or actions.reasons()))
            page = self.sheet
        else:
            self.ready.show_state(state, where)
        self._stack.setCurrentIndex(self._pages[page])
