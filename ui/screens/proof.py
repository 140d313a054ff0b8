"""The supervisor's oversight: what needs a human, figures, outages, the proof, and a visitor's rights, as tabs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from ui.presenters.port import Core
from ui.presenters.proof import ProofPresenter, ProofState
from ui.screens.figures import FiguresPart
from ui.screens.review import ReviewPart
from ui.text import people, proof, times
from ui.widgets.page import Empty, SearchField
from ui.widgets.para import Para
from ui.widgets.segments import Segments
from ui.widgets.table import Cell, Column, Table, TableRow
from ui.widgets.tone import Tone

REVIEW, FIGURES, OUTAGES, PROOF, PERSON = "review", "figures", "outages", "proof", "person"
ORDER = (REVIEW, FIGURES, OUTAGES, PROOF, PERSON)


class Oversight(QWidget):
    """In place of the history's table; owns its presenters."""

    back_wanted = Signal()

    def __init__(self, core: Core) -> None:
        super().__init__()
        self._core = core
        self.review, self.figures = ReviewPart(core), FiguresPart(core)
        self.presenter = ProofPresenter(core, self)
        self.tabs, self.back = Segments(), QPushButton()
        self.outages, self._no_outage = Table(), Empty("cloud-off")
        self.report, self._outage_hint = QPushButton(), Para()
        self.prove = QPushButton()
        self.search, self.find = SearchField(), QPushButton()
        self.people, self._nobody = Table(), Empty("search")
        self.export, self.erase = QPushButton(), QPushButton()
        self._verdict = Para(px=24, line=32, colour="text", weight=QFont.Weight.DemiBold)
        self._sentence, self._erased_note = Para(px=16, line=23), Para()
        self._who = Para(px=17, line=23, colour="text", weight=QFont.Weight.DemiBold)
        self._detail = Para()
        self._here = REVIEW
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.tabs, 1)
        head.addWidget(self.back)
        self._stack = QStackedLayout()
        for page in (self.review, self.figures, self._outage_page(), self._proof_page(), self._person_page()):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(self._stack, 1)

    def _outage_page(self) -> QWidget:
        card, inside = _card()
        self._outage_stack = QStackedLayout()
        self._outage_stack.addWidget(self.outages)
        self._outage_stack.addWidget(self._no_outage)
        inside.addLayout(self._outage_stack)
        self._outage_foot = QWidget()
        foot = QHBoxLayout(self._outage_foot)
        foot.setContentsMargins(18, 8, 18, 10)
        foot.setSpacing(16)
        foot.addWidget(self.report)
        foot.addWidget(self._outage_hint, 1, Qt.AlignmentFlag.AlignVCenter)
        inside.addWidget(self._outage_foot)
        return card

    def _proof_page(self) -> QWidget:
        card, inside = _card(36)
        inside.setSpacing(12)
        for part in (self._verdict, self._sentence, self._erased_note):
            inside.addWidget(part)
        row = QHBoxLayout()
        self.prove.setProperty("kind", "primary")
        row.addWidget(self.prove)
        row.addStretch(1)
        inside.addLayout(row)
        inside.addStretch(1)
        return card

    def _person_page(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.search, 1)
        row.addWidget(self.find)
        card, inside = _card()
        self._person_stack = QStackedLayout()
        self._person_stack.addWidget(self.people)
        self._person_stack.addWidget(self._nobody)
        inside.addLayout(self._person_stack)
        panel, told = _card(18)
        panel.setFixedWidth(340)
        told.setSpacing(10)
        for part in (self._who, self._detail, self.export, self.erase):
            told.addWidget(part)
        told.addStretch(1)
        self._panel = panel
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(card, 1)
        below.addWidget(panel)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addLayout(below, 1)
        return page

    def _connect(self) -> None:
        does = self.presenter
        self.tabs.chosen.connect(self.open)
        self.back.clicked.connect(self.back_wanted)
        self.outages.marked.connect(lambda key: does.mark_outage(int(key)))
        self.report.clicked.connect(does.export_outage)
        self.prove.clicked.connect(does.prove)
        self.find.clicked.connect(lambda: does.look_for(self.search.text()))
        self.search.returnPressed.connect(self.find.click)
        self.people.marked.connect(does.mark)
        self.export.clicked.connect(does.export)
        self.erase.clicked.connect(does.erase)

    def open(self, part: str) -> None:
        """Bring a tab into view."""
        self._here = part
        self._stack.setCurrentIndex(ORDER.index(part))
        if part == REVIEW:
            self.review.presenter.ask()
        elif part == FIGURES:
            self.figures.presenter.ask()
        elif part == OUTAGES:
            self.presenter.ask_outages()
        self.presenter.show()

    def show_state(self, state: ProofState) -> None:
        """Show the state."""
        buttons = proof.buttons(state.busy, state.sure)
        self.tabs.show_choices(proof.parts(), self._here)
        self.back.setText(buttons["back"])
        self._show_outages(state)
        heading, sentence = proof.verdict(state.proven, state.busy == "prove", state.now, self._core.site_zone)
        self._verdict.set_text(heading)
        broken = state.proven is not None and state.proven.broken is not None
        good = state.proven is not None and not broken
        self._verdict.set_colour("denied" if broken else "granted" if good else "text")
        self._sentence.set_text(sentence)
        self._erased_note.set_text(proof.erased_note(state.proven))
        self._erased_note.setVisible(bool(proof.erased_note(state.proven)))
        self.prove.setText(buttons["prove"])
        self.prove.setEnabled(not state.busy)
        self._show_people(state, buttons)

    def _show_outages(self, state: ProofState) -> None:
        heads = proof.outage_columns()
        shares = ((1, 230), (1, 200), (0, 150), (6, 300))
        self.outages.show_columns(tuple(Column(head, *share) for head, share in zip(heads, shares, strict=True)))
        self.outages.setAccessibleName(heads[0])
        rows = []
        for n, one in enumerate(state.outages or ()):
            span, count, age, found = proof.outage(one, state.now, self._core.site_zone)
            tone = Tone.WARN if one.found or one.waiting else Tone.GRANTED
            last = Cell(found, tone=tone) if one.admitted + one.refused else Cell(found, muted=True)
            rows.append(TableRow(str(n), (Cell(span), Cell(count), Cell(age), last)))
        self.outages.show_rows(tuple(rows))
        self._no_outage.show_words(proof.no_outage(state.outages is not None))
        self._outage_stack.setCurrentIndex(0 if rows else 1)
        self._outage_foot.setVisible(bool(rows))
        self.report.setText(proof.buttons(state.busy, state.sure)["report"])
        self.report.setEnabled(state.outage is not None and not state.busy)
        self._outage_hint.set_text(proof.outage_hint(str(state.reported or "")))

    def _show_people(self, state: ProofState, buttons: dict[str, str]) -> None:
        self.search.setPlaceholderText(proof.find_words())
        self.search.setAccessibleName(proof.find_words())
        self.find.setText(buttons["find"])
        self.find.setEnabled(not state.busy)
        heads = proof.person_columns()
        self.people.show_columns((Column(heads[0], 2, 190), Column(heads[1], 0, 200), Column(heads[2], 3, 260)))
        self.people.setAccessibleName(heads[0])
        rows = []
        for one in state.people or ():
            seen = times.moment(one.last, state.now, self._core.site_zone) if one.last is not None else "–"
            houses = ", ".join(people.plain(house, 20) for house in one.houses[:2])
            rows.append(
                TableRow(one.name, (Cell(proof.who(one), houses, strong=True), Cell(seen), Cell(proof.kept(one))))
            )
        self.people.show_rows(tuple(rows))
        self._nobody.show_words(proof.person_hint(state.people))
        self._person_stack.setCurrentIndex(0 if rows else 1)
        person = state.person
        self._panel.setVisible(person is not None)
        if person is not None:
            self._who.set_text(proof.who(person))
            self._detail.set_text(proof.person_detail(person, state.erased, str(state.exported or "")))
            self.export.setText(buttons["export"])
            self.erase.setText(buttons["erase"])
            self.erase.setProperty("kind", "danger" if state.sure else "")
            self.erase.style().polish(self.erase)
            self.export.setEnabled(not state.busy)
            self.erase.setEnabled(not state.busy and bool(person.erasable or person.elsewhere) and state.erased is None)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_state(self.presenter.state)
        super().changeEvent(event)


def _card(margin: int = 0) -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setProperty("card", True)
    inside = QVBoxLayout(card)
    inside.setContentsMargins(margin, margin or 4, margin, margin or 8)
    return card, inside
