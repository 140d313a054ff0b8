"""The quiet line at the foot of the help card: which program this is, and its updates."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.presenters.about import AboutPresenter, AboutState
from ui.presenters.port import Core
from ui.text import about
from ui.widgets.para import Para, label


class AboutLine(QWidget):
    """Two lines of small print, and a button where there is something to press. Follows only while it is seen."""

    def __init__(self, core: Core) -> None:
        super().__init__()
        self.presenter = AboutPresenter(core, self)
        self.program = label(role="small")
        self.update_line = Para(px=13, line=18)
        self.button = QPushButton()
        self.button.clicked.connect(self.presenter.act)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self.program)
        column.addWidget(self.update_line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(16)
        row.addLayout(column, 1)
        row.addWidget(self.button)

    def show_state(self, state: AboutState) -> None:
        """Show the state."""
        self.program.setText(about.program(state.release))
        self.update_line.set_text(about.update(state))
        words = about.action(state)
        self.button.setVisible(bool(words))
        self.button.setText(words)

    def showEvent(self, event: QShowEvent) -> None:
        self.presenter.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.presenter.close()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self.isVisible():
            self.presenter.show()
        super().changeEvent(event)
