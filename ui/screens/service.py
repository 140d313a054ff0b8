"""The technician's page: self-test, log, times and settings as tabs, and the bundle for support."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.domain.case import KeyPress
from ui.keys import Shortcut
from ui.presenters.port import Core
from ui.presenters.service import Part, ServicePresenter, ServiceState
from ui.text import people
from ui.text import service as words
from ui.widgets.choice import ChoiceButton
from ui.widgets.page import Barred, Empty, SearchField
from ui.widgets.para import Elide, Para, label
from ui.widgets.segments import Segments
from ui.widgets.table import Cell, Column, Table, TableRow

ORDER = tuple(Part)


class ServiceScreen(QWidget):
    """Owns its tables and its presenter."""

    gate_wanted = Signal()
    sign_in_wanted = Signal()

    def __init__(self, core: Core) -> None:
        super().__init__()
        self.setProperty("page", True)
        self._core = core
        self.presenter = ServicePresenter(core, self)
        self.tabs, self.test, self.bundle = Segments(), QPushButton(), QPushButton()
        self._summary = label(role="section")
        self.lines, self.log, self.times, self.settings = Table(), Table(), Table(), Table()
        self._name, self._step = Para(px=16, line=22, colour="text", weight=QFont.Weight.DemiBold), Para()
        self._seen = Para(colour="text")
        self.search, self.level, self.again = SearchField(), ChoiceButton(), QPushButton()
        self._no_log, self._no_times = Empty("note"), Empty("clock")
        self.export, self.take = QPushButton(), QPushButton()
        self._note, self._foot = Para(), Elide()
        self._foot.setProperty("role", "muted")
        self._dialog: QFileDialog | None = None
        self._barred = Barred("shield")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.tabs, 1)
        head.addWidget(self.test)
        head.addWidget(self.bundle)
        self._stack = QStackedLayout()
        for page in (self._test_page(), self._log_page(), self._times_page(), self._settings_page()):
            self._stack.addWidget(page)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 14, 16, 10)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(self._stack, 1)
        column.addWidget(self._foot)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(page)
        self._pages.addWidget(self._barred)

    def _test_page(self) -> QWidget:
        card, inside = _card()
        self._summary.setContentsMargins(16, 10, 16, 4)
        inside.addWidget(self._summary)
        inside.addWidget(self.lines, 1)
        panel, told = _card(18)
        panel.setFixedWidth(320)
        told.setSpacing(10)
        self._caption_seen: QLabel = label(role="small")
        for part in (self._name, self._seen, self._step):
            told.addWidget(part)
        told.addStretch(1)
        return _beside(card, panel)

    def _log_page(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.search, 1)
        row.addWidget(self.level)
        row.addWidget(self.again)
        card, inside = _card()
        self._log_stack = QStackedLayout()
        self._log_stack.addWidget(self.log)
        self._log_stack.addWidget(self._no_log)
        inside.addLayout(self._log_stack)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(card, 1)
        return page

    def _times_page(self) -> QWidget:
        card, inside = _card()
        self._times_stack = QStackedLayout()
        self._times_stack.addWidget(self.times)
        self._times_stack.addWidget(self._no_times)
        inside.addLayout(self._times_stack)
        return card

    def _settings_page(self) -> QWidget:
        card, inside = _card()
        inside.addWidget(self.settings, 1)
        panel, told = _card(18)
        panel.setFixedWidth(320)
        told.setSpacing(10)
        for part in (self._note, self.export, self.take):
            told.addWidget(part)
        told.addStretch(1)
        return _beside(card, panel)

    def _connect(self) -> None:
        does = self.presenter
        self.tabs.chosen.connect(lambda key: does.choose(Part(key)))
        self.test.clicked.connect(does.test)
        self.bundle.clicked.connect(does.bundle)
        self.lines.marked.connect(does.mark)
        self.search.textEdited.connect(lambda text: does.look_for(text, does.state.least))
        self.level.chosen.connect(lambda key: does.look_for(does.state.find, key))
        self.again.clicked.connect(lambda: does.look_for(does.state.find, does.state.least))
        self.log.chosen.connect(self._follow)
        self.export.clicked.connect(does.export_settings)
        self.take.clicked.connect(self._choose_file)
        self._barred.button.clicked.connect(self.sign_in_wanted)

    def show_state(self, state: ServiceState) -> None:
        """Show the state."""
        self._barred.show_words(*words.barred())
        self._pages.setCurrentIndex(0 if state.allowed else 1)
        if not state.allowed:
            return
        buttons = words.buttons(state.busy, state.testing)
        self.tabs.show_choices(words.parts(), state.part.value)
        self._stack.setCurrentIndex(ORDER.index(state.part))
        self.test.setText(buttons["test"])
        self.test.setEnabled(not state.testing)
        self.bundle.setText(buttons["bundle"])
        self.bundle.setEnabled(not state.busy)
        self.bundle.setToolTip(words.bundle_note())
        self._foot.setText(words.written(str(state.written or "")))
        self._foot.setVisible(state.written is not None)
        {Part.SELF_TEST: self._show_test, Part.LOG: self._show_log, Part.TIMES: self._show_times,
         Part.SETTINGS: self._show_settings}[state.part](state, buttons)  # fmt: skip

    def _show_test(self, state: ServiceState, buttons: dict[str, str]) -> None:
        heads = words.heads()
        self.lines.show_columns((Column(heads[0], 1, 170), Column(heads[1], 0, 130), Column(heads[2], 3, 240)))
        self.lines.setAccessibleName(words.parts()[0][1])
        rows = tuple(
            TableRow(
                one.name,
                (
                    Cell(words.name(one), strong=True),
                    Cell(words.state(one), tone=words.TONES[one.state], pill=True),
                    Cell(people.plain(words.evidence(one), 400), muted=True),
                ),
            )
            for one in words.worst_first(state.findings, state.testing)
        )
        self.lines.show_rows(rows)
        said, _ = words.summary(state.findings, state.testing, state.tested_at, self._core.site_zone)
        self._summary.setText(said)
        marked = next((one for one in state.findings if one.name == state.marked), None)
        self._name.setVisible(marked is not None)
        self._seen.setVisible(marked is not None)
        if marked is not None:
            self._name.set_text(words.name(marked))
            self._seen.set_text(people.plain(words.evidence(marked), 600))
        self._step.set_text(words.step(marked))

    def _show_log(self, state: ServiceState, buttons: dict[str, str]) -> None:
        self.search.setPlaceholderText(words.log_find())
        self.search.setAccessibleName(words.log_find())
        self.level.show_choices(dict(words.levels())[state.least], words.levels(), state.least)
        self.again.setText(buttons["read"])
        heads = words.log_heads()
        self.log.show_columns((Column(heads[0], 0, 140), Column(heads[1], 4, 300), Column(heads[2], 1, 190)))
        self.log.setAccessibleName(heads[1])
        rows = []
        for n, line in enumerate(state.log or ()):
            at, text, scan, tone = words.log_line(line, self._core.site_zone)
            rows.append(TableRow(f"{n}|{scan}", (Cell(at, muted=True), Cell(text, tone=tone), Cell(scan, muted=True))))
        self.log.show_rows(tuple(rows))
        self._no_log.show_words(words.log_empty(state.log is not None))
        self._log_stack.setCurrentIndex(0 if rows else 1)

    def _show_times(self, state: ServiceState, buttons: dict[str, str]) -> None:
        heads = words.stage_heads()
        self.times.show_columns(tuple(Column(head, 3 if n == 0 else 1, 90) for n, head in enumerate(heads)))
        self.times.setAccessibleName(heads[0])
        rows = []
        for one in words.in_order(state.stages):
            spans = (one.p50, one.p95, one.p99, one.most)
            cells = (
                Cell(words.stage(one), strong=True),
                Cell(str(one.count)),
                *(Cell(words.seconds(s)) for s in spans),
            )
            rows.append(TableRow(one.stage, cells))
        self.times.show_rows(tuple(rows))
        self._no_times.show_words(words.no_times())
        self._times_stack.setCurrentIndex(0 if rows else 1)

    def _show_settings(self, state: ServiceState, buttons: dict[str, str]) -> None:
        heads = words.settings_heads()
        self.settings.show_columns((Column(heads[0], 1, 190), Column(heads[1], 1, 200), Column(heads[2], 1, 240)))
        self.settings.setAccessibleName(heads[0])
        rows = words.settings_rows(state.settings, state.site, state.held) if state.settings is not None else ()
        self.settings.show_rows(
            tuple(
                TableRow(name, (Cell(name, strong=True), Cell(value), Cell(origin, muted=True)))
                for name, value, origin in rows
            )
        )
        self._note.set_text(words.settings_note(state.imported, state.waits))
        self.export.setText(buttons["export"])
        self.take.setText(buttons["import"])
        for button in (self.export, self.take):
            button.setEnabled(not state.busy)

    def _follow(self, key: str) -> None:
        """A line of a scan leads to all lines of that scan."""
        scan = key.partition("|")[2]
        if scan:
            self.search.setText(scan)
            self.presenter.look_for(scan, "info")

    def _choose_file(self) -> None:
        """Not a loop of its own: nothing else of the program may stop for it."""
        self._dialog = QFileDialog(self, self.take.text(), "", "TOML (*.toml)")
        self._dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._dialog.fileSelected.connect(lambda name: self.presenter.import_settings(Path(name)))
        self._dialog.open()

    def start(self) -> None:
        """Nothing to follow until it is in view."""

    def come_up(self) -> None:
        """In view again."""
        self.presenter.come_up()

    def close_place(self) -> None:
        """Nothing runs on."""

    def tick(self) -> None:
        """Once a second."""
        self.presenter.tick()

    def key(self, shortcut: Shortcut, press: KeyPress) -> bool:
        """A key of the console; True if it was for this page."""
        if shortcut is Shortcut.FIND and self.presenter.state.part is Part.LOG:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        return False

    def key_up(self, shortcut: Shortcut) -> None:
        """Nothing is held here."""

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


def _beside(card: QFrame, panel: QFrame) -> QWidget:
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(card, 1)
    row.addWidget(panel)
    return page
