"""The first start's second step: which site this is. Typed, pasted, or read from the letter's QR."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from app.set_up_progress import LETTER, enrolment_line
from ui.presenters.first_start import FirstStartPresenter, FirstStartState
from ui.screens.first_steps import Page
from ui.text import first_start as words
from ui.widgets.camera import CameraFace, CameraView
from ui.widgets.para import Para
from ui.widgets.tone import Tone

FINDINGS = 5


class CentralStep(Page):
    """Address and key are looked at before the code is sent."""

    def __init__(self, does: FirstStartPresenter) -> None:
        super().__init__()
        self.add_fields("address", "key", "code")
        self._check, self.enrol, self.read = QPushButton(), QPushButton(), QPushButton()
        self._does = does
        self.view = CameraView(alone=True)
        self.view.setMinimumSize(300, 130)
        self.enrol.setProperty("kind", "primary")
        self._lines = [Para(px=14, line=20) for _ in range(FINDINGS)]
        self._done = Para(colour="granted")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._check)
        row.addWidget(self.enrol)
        row.addWidget(self.read)
        row.addStretch(1)
        self.column.addLayout(row)
        for line in self._lines:
            self.column.addWidget(line)
        self.column.addWidget(self._done)
        self.column.addWidget(self.view, 20)
        self.column.addStretch(1)
        self._letter: tuple[str, str, str] | None = None
        self._check.clicked.connect(lambda: self._asks(does, enrol=False))
        self.enrol.clicked.connect(lambda: self._asks(does, enrol=True))
        self.read.clicked.connect(does.read_letter)
        for key in ("address", "key"):
            self.fields[key].returnPressed.connect(self._check.click)
        self.fields["address"].textChanged.connect(self._changed)
        self.fields["address"].editingFinished.connect(self._take_apart)
        self._length = 0
        self.fields["code"].returnPressed.connect(self.enrol.click)

    def show_state(self, state: FirstStartState, buttons: dict[str, str]) -> None:
        super().show_state(state, buttons)
        self._check.setText(buttons["check"])
        self.enrol.setText(buttons["enrol"])
        open_ = not state.busy and not state.site_name
        self.enrol.setEnabled(open_)
        self._check.setEnabled(open_)
        self._show_reading(state, buttons["letter"])
        for key, kept in (("address", state.address), ("key", state.key)):
            if kept and not self.text(key):
                self.fields[key].setText(kept)
        for line in self.fields.values():
            line.setReadOnly(bool(state.site_name))
        for n, line in enumerate(self._lines):
            line.setVisible(n < len(state.findings) and state.busy != LETTER)
            if n < len(state.findings):
                text, tone = words.finding(state.findings[n])
                line.set_text(text)
                line.set_colour({Tone.GRANTED: "muted", Tone.WARN: "warn", Tone.DENIED: "denied"}[tone])
        self._done.set_text(words.enrolled(state.site_name) if state.site_name else "")
        self._done.setVisible(bool(state.site_name))

    def _show_reading(self, state: FirstStartState, said: str) -> None:
        """The camera's picture while it looks for the letter's code, and what it read."""
        reading = state.busy == LETTER
        self.read.setText(said)
        self.read.setEnabled((reading or not state.busy) and not state.site_name)
        self.view.setVisible(reading)
        self.view.show_source(self._does.mailbox(LETTER) if reading else None)
        if reading:
            self.view.show_face(CameraFace(words.letter()), {})
        if state.letter is not None and state.letter is not self._letter:
            for key, part in zip(("address", "key", "code"), state.letter, strict=True):
                self.fields[key].setText(part)
        self._letter = state.letter

    def _changed(self, text: str) -> None:
        """What was pasted is whole at once; what is typed or scanned is whole when somebody leaves the field."""
        pasted, self._length = len(text) > self._length + 1, len(text)
        if pasted:
            self._take_apart()

    def _take_apart(self) -> None:
        """The letter's whole line, pasted or read by a hand scanner, fills all three fields."""
        if (parts := enrolment_line(self.text("address"))) is not None:
            for key, part in zip(("address", "key", "code"), parts, strict=True):
                self.fields[key].setText(part)

    def _asks(self, does: FirstStartPresenter, *, enrol: bool) -> None:
        self._take_apart()
        if enrol:
            does.enrol(self.text("address"), self.text("key"), self.text("code"))
        else:
            does.check_central(self.text("address"), self.text("key"))
