"""The review: a list of what needs a human, and a panel to deal with the line in hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from ui.presenters.port import Core
from ui.presenters.review import ReviewPresenter, ReviewState
from ui.text import people, review, times
from ui.widgets.choice import ChoiceButton
from ui.widgets.page import Empty
from ui.widgets.para import Elide, Para, label
from ui.widgets.photo import PhotoTile
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
        self._settle, self._report, self._again, self._export = (QPushButton() for _ in range(4))
        self._photo, self._name, self._house = PhotoTile(76), Elide(), label(role="muted")
        self._name.setProperty("role", "strong")
        self._happened, self._saved = Para(), Para()
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
        self._export.clicked.connect(self.presenter.export)

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
        self._evidence = self._evidence_lines()
        beside = QHBoxLayout()
        beside.setSpacing(8)
        for button in (self._report, self._export):
            beside.addWidget(button, 1)
        for widget in (self._hint, self._what, self._detail, self._evidence, self._answers, self.note):
            panel.addWidget(widget)
        for widget in (self._settle, self._again):
            panel.addWidget(widget)
        panel.addLayout(beside)
        panel.addWidget(self._saved)
        for widget in (self._evidence, self._report, self._export, self._again, self._saved):
            widget.hide()  # before anybody looked, they are no part of the page's height
        panel.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(left, 1)
        row.addWidget(right)

    def _evidence_lines(self) -> QWidget:
        evidence = QWidget()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._house)
        who = QHBoxLayout()
        who.setSpacing(12)
        who.addWidget(self._photo)
        who.addLayout(words, 1)
        lines = QVBoxLayout(evidence)
        lines.setContentsMargins(0, 4, 0, 4)
        lines.setSpacing(6)
        lines.addLayout(who)
        lines.addWidget(self._happened)
        return evidence

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
        if held is not None:
            self._what.set_text(review.held())
            self._detail.set_text(review.held_detail(held))
        elif notice is not None:
            self._what.set_text(review.what(notice))
            self._detail.set_text(review.detail(notice))
        self._show_evidence(state, words["export"])
        self._answers.show_choices(words["usual"], tuple((one, one) for one in review.answers()))
        for widget in (self._answers, self.note, self._settle):
            widget.setVisible(notice is not None)
        self._report.setVisible(state.questioned)
        self._again.setVisible(bool(state.kept_back))
        self._again.setEnabled(state.kept_back not in state.sent)
        self.note.setPlaceholderText(words["note"])
        self.note.setAccessibleName(words["note"])
        self._settle.setText(words["accept"] if state.questioned else words["settle"])
        self._report.setText(words["report"])
        self._again.setText(words["again" if state.kept_back not in state.sent else "sent"])

    def _show_evidence(self, state: ReviewState, words: str) -> None:
        story = state.story
        self._evidence.setVisible(story is not None)
        self._export.setVisible(story is not None)
        self._export.setText(words)
        self._saved.setVisible(state.exported is not None)
        self._saved.set_text(review.saved(str(state.exported)) if state.exported is not None else "")
        if story is not None:
            at = times.clock(story.entry.occurred_at, self._core.site_zone)
            self._name.setText(people.whose(story.entry))
            self._house.setText(people.house(story.entry.house))
            self._photo.show_photo(state.photo, at if state.photo else people.no_photo())
            self._happened.set_text(review.evidence(story, state.now, self._core.site_zone))

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
            for one in state.listed
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
