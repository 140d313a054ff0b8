"""The shift log: what happened and what was noted, beside the numbers, the notes and the handover."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.case import KeyPress
from app.domain.decision import Reason
from app.domain.entry import Entry, EntryKind
from app.domain.shift import LineKind, ShiftLine
from ui.keys import Shortcut
from ui.presenters.port import Core
from ui.presenters.shift_log import ShiftPresenter, ShiftState
from ui.text import day, people, shell, times
from ui.widgets.page import Empty
from ui.widgets.para import Para, label
from ui.widgets.photo import PhotoTile
from ui.widgets.table import Cell, Column, Table, TableRow
from ui.widgets.tone import Tone

LONGEST_NOTE = 2000
PHOTO_SIDE = 176


class ShiftLogScreen(QWidget):
    """Owns its table, its notes and its presenter."""

    gate_wanted = Signal()

    def __init__(self, core: Core) -> None:
        super().__init__()
        self.setProperty("page", True)
        self._core = core
        self.presenter = ShiftPresenter(core, self)
        self.table, self._empty = Table(), Empty("shift-log")
        self._title, self._since = label(role="title"), label(role="muted")
        self._figures = {name: (label(role="figure"), label(role="caption")) for name in day.shift_counts()}
        self._todo = Para(px=13, line=18, colour="warn")
        self._read_head, self._read_text = label(role="strong"), Para(max_lines=6)
        self._read = QPushButton()
        self.note = QPlainTextEdit()
        self._add, self._incident, self._with_photo = QPushButton(), QPushButton(), QPushButton()
        self._with_photo.setCheckable(True)
        self._with_photo.setProperty("kind", "toggle")
        self._photo, self._about = PhotoTile(PHOTO_SIDE), Para(max_lines=6, colour="text")
        self._hand_over, self._back = QPushButton(), QPushButton()
        self._hand_over.setProperty("kind", "primary")
        self._sentence = Para(px=13, line=18)
        self._lay_out()
        self._add.clicked.connect(lambda: self._write(incident=False))
        self._incident.clicked.connect(lambda: self._write(incident=True))
        self._with_photo.toggled.connect(self.presenter.take_photo)
        self.table.marked.connect(self.presenter.mark)
        self._read.clicked.connect(self.presenter.acknowledge)
        self._hand_over.clicked.connect(self._handed)
        self._back.clicked.connect(self.presenter.cancel_handover)

    def _lay_out(self) -> None:
        self._picture = QFrame()
        self._picture.setProperty("inset", True)
        shown = QHBoxLayout(self._picture)
        shown.setContentsMargins(16, 12, 16, 12)
        shown.setSpacing(16)
        shown.addWidget(self._photo)
        shown.addWidget(self._about, 1, Qt.AlignmentFlag.AlignVCenter)
        left = QFrame()
        left.setProperty("card", True)
        log = QVBoxLayout(left)
        log.setContentsMargins(0, 12, 0, 8)
        log.setSpacing(6)
        head = QHBoxLayout()
        head.setContentsMargins(20, 0, 20, 0)
        head.addWidget(self._title)
        head.addSpacing(8)
        head.addWidget(self._since, 1)
        log.addLayout(head)
        log.addWidget(self.table, 1)
        log.addWidget(self._empty, 1)
        log.addWidget(self._picture)
        right = QFrame()
        right.setProperty("card", True)
        right.setFixedWidth(440)
        side = QVBoxLayout(right)
        side.setContentsMargins(20, 16, 20, 16)
        side.setSpacing(10)
        figures = QGridLayout()
        figures.setHorizontalSpacing(14)
        figures.setVerticalSpacing(0)
        for n, (number, words) in enumerate(self._figures.values()):
            figures.addWidget(number, 2 * (n // 3), n % 3)
            figures.addWidget(words, 2 * (n // 3) + 1, n % 3)
            number.setContentsMargins(0, 8 if n >= 3 else 0, 0, 0)
            figures.setColumnStretch(n % 3, 1)
        side.addLayout(figures)
        side.addWidget(self._todo)
        self._inset = QFrame()
        self._inset.setProperty("inset", True)
        before = QVBoxLayout(self._inset)
        before.setContentsMargins(16, 12, 16, 12)
        before.setSpacing(6)
        for widget in (self._read_head, self._read_text, self._read):
            before.addWidget(widget)
        side.addWidget(self._inset)
        writing = QHBoxLayout()
        writing.setSpacing(10)
        writing.addWidget(self.note, 1)
        writing.addWidget(self._with_photo, 0, Qt.AlignmentFlag.AlignTop)
        side.addLayout(writing, 1)
        notes = QHBoxLayout()
        notes.setSpacing(10)
        notes.addWidget(self._add, 1)
        notes.addWidget(self._incident, 1)
        side.addLayout(notes)
        side.addWidget(self._sentence)
        last = QHBoxLayout()
        last.setSpacing(10)
        last.addWidget(self._hand_over, 1)
        last.addWidget(self._back)
        side.addLayout(last)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addWidget(left, 1)
        row.addWidget(right)

    def show_state(self, state: ShiftState) -> None:
        """Show the state."""
        zone = self._core.site_zone
        shares = {"time": (0, 100), "what": (3, 260), "who": (1, 130)}
        heads = day.columns("shift")
        self.table.show_columns(tuple(Column(words, *shares[name]) for name, words in heads.items()))
        rows = self._rows(state)
        self.table.show_rows(rows)
        self.table.setAccessibleName(day.shift_title())
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._empty.show_words(day.shift_empty())
        self._title.setText(day.shift_title())
        self._since.setText(shell.shift(self._core.actor, state.shift, zone))
        counts = state.counts
        numbers = (counts.came_in, counts.left, counts.refused, counts.by_hand, state.waiting)
        for (number, words), value, name in zip(
            self._figures.values(), numbers, day.shift_counts().values(), strict=True
        ):
            number.setText(str(value))
            words.setText(name)
        self._todo.setVisible(bool(counts.unreasoned))
        self._todo.set_text(day.unreasoned(counts.unreasoned) if counts.unreasoned else "")
        self._show_before(state)
        self._show_photo(state)
        self._show_handover(state)

    def _show_before(self, state: ShiftState) -> None:
        """The handover that is still to be read, else the marked line without a photo: a row has no room for it."""
        marked = state.marked if state.marked is not None and state.marked.photo_hash is None else None
        line = state.to_read or marked
        self._inset.setVisible(line is not None)
        if line is not None:
            at = times.in_sentence(line.at, state.now, self._core.site_zone)
            who = people.plain(line.actor_name, 30)
            heading, button = day.read_words(who, at)
            unread = line is state.to_read
            self._read_head.setText(heading if unread else f"{day.line_words(line)} · {who}, {at}")
            self._read_text.set_text(people.plain(line.words, LONGEST_NOTE) or "–")
            self._read.setText(button)
            self._read.setVisible(unread)

    def _show_photo(self, state: ShiftState) -> None:
        line = state.marked
        self._picture.setVisible(line is not None and line.photo_hash is not None)
        if line is not None:
            at = times.clock(line.at, self._core.site_zone)
            self._photo.show_photo(state.photo, at if state.photo else people.no_photo())
            self._about.set_text(people.plain(line.words, LONGEST_NOTE))

    def _show_handover(self, state: ShiftState) -> None:
        placeholder, add, incident, with_photo = day.note_words()
        button, sentence, yes, back = day.handover_words()
        self.note.setPlaceholderText(placeholder)
        self.note.setAccessibleName(placeholder)
        self._add.setText(add)
        self._incident.setText(incident)
        self._with_photo.setText(with_photo)
        self._with_photo.setChecked(state.with_photo)
        for widget in (self._add, self._incident, self._with_photo):
            widget.setVisible(not state.handing_over)
        self._sentence.setVisible(state.handing_over)
        self._sentence.set_text(sentence)
        self._hand_over.setText(yes if state.handing_over else button)
        self._back.setVisible(state.handing_over)
        self._back.setText(back)

    def _rows(self, state: ShiftState) -> tuple[TableRow, ...]:
        told: list[tuple[datetime, TableRow]] = [
            *((entry.occurred_at, self._entry_row(entry)) for entry in state.entries or ()),
            *((line.at, self._line_row(line)) for line in state.lines or ()),
        ]
        return tuple(row for _, row in sorted(told, key=lambda pair: pair[0], reverse=True))

    def _entry_row(self, entry: Entry) -> TableRow:
        reason = Reason(entry.reason) if entry.reason in set(Reason) else None
        words, trail = people.entry_words(entry, reason)
        tone, icon = {
            EntryKind.REFUSAL: (Tone.DENIED, "cross"),
            EntryKind.OVERRIDE: (Tone.WARN, "hand"),
            EntryKind.CORRECTION: (Tone.WARN, "attention"),
            EntryKind.EXIT: (Tone.GRANTED, "arrow-out"),
        }.get(entry.kind, (Tone.GRANTED, "check"))
        at = times.clock(entry.occurred_at, self._core.site_zone)
        what = Cell(words, trail or day.entry_kind(entry), tone, icon=icon, strong=True)
        return TableRow(
            entry.entry_id, (Cell(at, muted=True), what, Cell(people.plain(entry.actor_name, 24), muted=True))
        )

    def _line_row(self, line: ShiftLine) -> TableRow:
        icon = "camera" if line.photo_hash else "flag" if line.kind is LineKind.INCIDENT else "note"
        tone = Tone.WARN if line.kind is LineKind.INCIDENT else Tone.INFO
        words = people.plain(line.words, 200) or day.line_words(line)
        aside = people.plain(line.post, 30) or (day.line_words(line) if line.words else "")
        at = times.clock(line.at, self._core.site_zone)
        what = Cell(words, aside, tone, icon=icon, strong=True)
        return TableRow(line.line_id, (Cell(at, muted=True), what, Cell(people.plain(line.actor_name, 24), muted=True)))

    def start(self) -> None:
        """Follow the core."""
        self.presenter.start()

    def come_up(self) -> None:
        """The page is in view again."""
        self.presenter.ask()

    def close_place(self) -> None:
        """Follow it no more."""
        self.presenter.close()

    def tick(self) -> None:
        """Once a second."""
        self.presenter.tick()

    def key(self, shortcut: Shortcut, press: KeyPress) -> bool:
        """A key of the console; True if it was for this page."""
        if shortcut is Shortcut.FIND:
            self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        return False

    def key_up(self, shortcut: Shortcut) -> None:
        """Nothing is held here."""

    def _write(self, *, incident: bool) -> None:
        self.presenter.note(self.note.toPlainText()[:LONGEST_NOTE], incident=incident)
        self.note.clear()

    def _handed(self) -> None:
        if self.presenter.state.handing_over:
            self.presenter.hand_over(self.note.toPlainText()[:LONGEST_NOTE])
            self.note.clear()
        else:
            self.presenter.begin_handover()
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_state(self.presenter.state)
        super().changeEvent(event)
