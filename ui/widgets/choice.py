"""A button that offers a few: its menu opens without a loop of its own, so nothing else of the program stops."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget


class ChoiceButton(QPushButton):
    """Shows a caption and what is chosen."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "choice")
        self._menu = QMenu(self)
        self._choices: tuple[tuple[str, str], ...] = ()
        self.clicked.connect(self._open)

    def show_choices(self, words: str, choices: tuple[tuple[str, str], ...], current: str = "") -> None:
        """The button's words; keys and words of the menu; which is marked."""
        self.setText(words)
        self.setAccessibleName(words)
        if choices == self._choices and all(
            action.isChecked() == (action.data() == current) for action in self._menu.actions()
        ):
            return
        self._choices = choices
        self._menu.clear()
        for key, text in choices:
            action = QAction(text, self._menu)
            action.setData(key)
            action.setCheckable(bool(current))
            action.setChecked(key == current)
            action.triggered.connect(lambda checked=False, key=key: self.chosen.emit(key))
            self._menu.addAction(action)

    def _open(self) -> None:
        self._menu.setMinimumWidth(self.width())
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
