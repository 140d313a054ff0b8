"""The review: a list of what needs a human, and a panel to deal with the line in hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from ui.presenters.port import Core
from ui.presenters.review import ReviewPresenter, ReviewState
from ui.text import review, times
from ui.widgets.choice import ChoiceButton
from ui.widgets.page import Empty
from ui.widgets.para import Para
from ui.widgets.table import Cell, Column, Table, TableRow
from ui.widgets.tone import Tone


class ReviewPart(QWidget):
    """A part of the history page; owns its presenter."""

    def __init__(self, core: Core) -> None:
        super().__init__()
        self._core = core
        self.table, self._empty = Table(), Empty("check")
        self._what = Para(px=16, line=22, colour="text", weight=QFont.Weight.DemiBold)
        self._detail = Para()
        self._hint = Para()
        self._answers = ChoiceButton()
        self.note = QLineEdit()
        self.note.setMaxLength(300)
        self.note.setProperty("tall", True)
        self._settle, self._report, self._again = QPushButton(), QPushButton(), QPushButton()
        for button in (self._settle, self._again):
            button.setProperty("kind", "primary")
        self.presenter = ReviewPresenter(core, self)
        self._lay_out()
        self._answers.chosen.connect(self._answered)
        self.table.marked.connect(self.presenter.mark)
        self._settle.clicked.connect(self._settled)
        self._report.clicked.connect(lambda: self._settled(reported=True))
        self.note.returnPressed.connect(self._settled)
        self._again.clicked.connect(self.presenter.send_again)

    def _lay_out(self) -> None:
        left = QFrame()
        left.setProperty("card", True)
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 4, 0, 8)
        self._list = QStackedLayout()
        self._list.addWidget(self.table)
        self._list.addWidget(self._empty)
        inside.addLayout(self._list)
        right = QFrame()
        right.setProperty("card", True)
        right.setFixedWidth(340)
        panel = QVBoxLayout(right)
        panel.setContentsMargins(18, 16, 18, 16)
        panel.setSpacing(8)
        for widget in (self._hint, self._what, self._detail, self._answers, self.note):
            panel.addWidget(widget)
        for widget in (self._settle, self._report, self._again):
            panel.addWidget(widget)
        self._report.hide()  # before anybody looked, it is no part of the page's height
        panel.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(left, 1)
        row.addWidget(right)

    def show_state(self, state: ReviewState) -> None:
        """Show the state."""
        heads, words = review.columns(), review.panel()
        self.table.show_columns((Column(heads[0], 0, 150), Column(heads[1], 3, 220), Column(heads[2], 3, 180)))
        rows = self._rows(state)
        self.table.show_rows(rows)
        self.table.setAccessibleName(heads[1])
        self._empty.show_words(review.nothing())
        self._list.setCurrentIndex(0 if rows else 1)
        notice, held = state.notice, state.held_row
        self._hint.setVisible(notice is None and held is None)
        self._hint.set_text(words["choose"])
        self._what.setVisible(notice is not None or held is not None)
        self._detail.setVisible(notice is not None or held is not None)
        if notice is not None:
            self._what.set_text(review.what(notice))
            self._detail.set_text(review.detail(notice))
        elif held is not None:
            self._what.set_text(review.held())
            self._detail.set_text(review.held_detail(held))
        self._answers.show_choices(words["usual"], tuple((one, one) for one in review.answers()))
        for widget in (self._answers, self.note, self._settle):
            widget.setVisible(notice is not None)
        self._report.setVisible(state.questioned)
        self._again.setVisible(held is not None)
        self.note.setPlaceholderText(words["note"])
        self.note.setAccessibleName(words["note"])
        self._settle.setText(words["accept"] if state.questioned else words["settle"])
        self._report.setText(words["report"])
        self._again.setText(words["again"])

    def _rows(self, state: ReviewState) -> tuple[TableRow, ...]:
        def line(key: str, at: str, what: str, detail: str, tone: Tone, icon: str) -> TableRow:
            cells = (Cell(at, muted=True), Cell(what, tone=tone, icon=icon, strong=True), Cell(detail, muted=True))
            return TableRow(key, cells)

        zone = self._core.site_zone
        held = tuple(
            line(one.entry.entry_id, times.moment(one.at, state.now, zone), review.held(), review.held_detail(one),
                 Tone.DENIED, "cloud-off")
            for one in state.held or ()
        )  # fmt: skip
        notices = tuple(
            line(one.notice_id, times.moment(one.at, state.now, zone), review.what(one), review.detail(one),
                 Tone.WARN, "flag")
            for one in state.notices or ()
        )  # fmt: skip
        return (*held, *notices)

    def _settled(self, *_: object, reported: bool = False) -> None:
        self.presenter.settle(self.note.text(), reported=reported)
        self.note.clear()

    def _answered(self, answer: str) -> None:
        self.presenter.settle(answer, reported=answer == review.answers()[-1])

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_state(self.presenter.state)
        super().changeEvent(event)
