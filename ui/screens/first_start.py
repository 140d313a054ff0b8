"""The first start: the steps at the left, one step at the right, back and next below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.presenters.first_start import STEPS, FirstStartPresenter, FirstStartState, SetUp, Step
from ui.screens.central_step import CentralStep
from ui.screens.first_steps import CamerasStep, GatesStep, LanguageStep, RecoveryStep
from ui.text import first_start as words
from ui.text.errors import error_words
from ui.widgets.para import Para, label
from ui.widgets.steps import StepFace, StepList


class FirstStartScreen(QWidget):
    """A window of its own; `done` is called when the gatehouse is set up.

    `speak`: puts the program into another language as soon as one is chosen.
    """

    def __init__(self, set_up: SetUp, done: Callable[[], None], speak: Callable[[str], None] | None = None) -> None:
        super().__init__()
        self._speak = speak
        self._spoken = ""
        self.setProperty("page", True)
        self.setMinimumSize(1100, 640)
        self._done = done
        self.presenter = FirstStartPresenter(set_up, self)
        self._title = label(role="title")
        self._steps = StepList()
        self._heading, self._sentence = label(role="title"), Para()
        self._error = Para(colour="denied")
        does = self.presenter
        self.pages = {
            Step.LANGUAGE: LanguageStep(does),
            Step.CENTRAL: CentralStep(does),
            Step.RECOVERY: RecoveryStep(does),
            Step.CAMERAS: CamerasStep(does),
            Step.GATES: GatesStep(does),
        }
        self._stack = QStackedWidget()
        for page in self.pages.values():
            self._stack.addWidget(page)
        self._back, self.next = QPushButton(), QPushButton()
        self.next.setProperty("kind", "primary")
        self._back.clicked.connect(does.back)
        self.next.clicked.connect(does.next)
        self._lay_out()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(18)
        left.addWidget(self._title)
        left.addWidget(self._steps)
        left.addStretch(1)
        card = QFrame()
        card.setProperty("card", True)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(32, 24, 32, 20)
        inside.setSpacing(8)
        inside.addWidget(self._heading)
        inside.addWidget(self._sentence)
        inside.addSpacing(8)
        inside.addWidget(self._stack, 1)
        inside.addWidget(self._error)
        inside.addSpacing(6)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self._back)
        foot.addStretch(1)
        self.next.setMinimumWidth(180)
        foot.addWidget(self.next)
        inside.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(40, 36, 40, 36)
        row.setSpacing(36)
        row.addLayout(left)
        row.addWidget(card, 1)

    def start(self) -> None:
        """Go on where an earlier run ended."""
        self.presenter.start()

    def finished(self) -> None:
        """Everything is there: the console can start."""
        self._done()

    def show_state(self, state: FirstStartState) -> None:
        """Show the state."""
        if state.language and state.language != self._spoken:
            self._spoken = state.language
            if self._speak is not None:
                self._speak(state.language)
        here = STEPS.index(state.step)
        names = words.steps()
        self._title.setText(words.title())
        self._steps.show_steps(
            tuple(StepFace(names[step.value], done=n < here, here=n == here) for n, step in enumerate(STEPS))
        )
        heading, sentence = words.heading(state.step.value)
        self._heading.setText(heading)
        self._sentence.set_text(sentence)
        buttons = words.buttons(state)
        self._back.setText(buttons["back"])
        self._back.setEnabled(here > 0 and not state.busy)
        self.next.setText(buttons["next"])
        self.next.setEnabled(state.may_go_on and not state.busy)
        self._error.setVisible(state.error is not None)
        if state.error is not None:
            self._error.set_text(" ".join(error_words(state.error)))
        page = self.pages[state.step]
        page.show_state(state, buttons)
        page.setAccessibleName(heading)
        if page is not self._stack.currentWidget():
            self._stack.setCurrentWidget(page)
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_state(self.presenter.state)
        super().changeEvent(event)
