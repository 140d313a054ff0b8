"""Help on F1: what this place is for, its keys, and what a guard may choose for eyes and ears."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.looks import LOUDNESS, Looks
from ui.presenters.shell import Place
from ui.text import help as words
from ui.text import tour
from ui.text.language import OWN_NAMES, Language
from ui.theme import ThemeName
from ui.widgets.para import Para, label
from ui.widgets.pill import KeyHint
from ui.widgets.segments import Segments

STEPS, KEYS = 5, 17


class HelpCard(QFrame):
    """One card for all places. Without `looks` nothing can be chosen; `foot` stands below everything."""

    done = Signal()
    tour_wanted = Signal()

    def __init__(self, looks: Looks | None, foot: QWidget | None = None) -> None:
        super().__init__()
        self._looks = looks
        self._foot = foot
        self._place = Place.GATE
        self.setFixedWidth(880)
        self.title = label(role="title")
        self._steps = [Para(colour="text") for _ in range(STEPS)]
        self._keys = [(KeyHint(""), label(role="caption")) for _ in range(KEYS)]
        self._captions = [label(role="small") for _ in range(3)]
        self._choices = [Segments() for _ in range(3)]
        self._close, self._tour = QPushButton(), QPushButton()
        self._close.clicked.connect(self.done)
        self._tour.setProperty("kind", "quiet")
        self._tour.clicked.connect(self.tour_wanted)
        self._lay_out()
        self._choices[0].chosen.connect(lambda key: self._choose(language=Language(key)))
        self._choices[1].chosen.connect(lambda key: self._choose(theme=ThemeName(key)))
        self._choices[2].chosen.connect(lambda key: self._choose(volume=int(key)))

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        for step in self._steps:
            left.addWidget(step)
        left.addStretch(1)
        self._choosing = QWidget()
        choosing = QVBoxLayout(self._choosing)
        choosing.setContentsMargins(0, 0, 0, 0)
        choosing.setSpacing(4)
        for n, (caption, choice) in enumerate(zip(self._captions, self._choices, strict=True)):
            choosing.addSpacing(6 if n else 0)
            choosing.addWidget(caption)
            choosing.addWidget(choice)
        self._choosing.setVisible(self._looks is not None)
        left.addWidget(self._choosing)
        keys = QGridLayout()
        keys.setHorizontalSpacing(10)
        keys.setVerticalSpacing(6)
        for n, (key, what) in enumerate(self._keys):
            keys.addWidget(key, n, 0)
            keys.addWidget(what, n, 1)
        keys.setColumnStretch(1, 1)
        keys.setRowStretch(KEYS, 1)
        both = QHBoxLayout()
        both.setSpacing(28)
        both.addLayout(left, 1)
        both.addLayout(keys, 1)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self._tour)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 18)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(both)
        if self._foot is not None:
            column.addWidget(self._foot)

    def show_place(self, place: Place) -> None:
        """Help for another place."""
        self._place = place
        self.title.setText(words.title(place.value))
        self.setAccessibleName(self.title.text())
        said = words.steps(place.value)
        for n, step in enumerate(self._steps):
            step.setVisible(n < len(said))
            step.set_text(said[n] if n < len(said) else "")
        keys = words.keys(place.value)
        for n, (key, what) in enumerate(self._keys):
            key.setVisible(n < len(keys))
            what.setVisible(n < len(keys))
            if n < len(keys):
                key.show_key(keys[n][0])
                what.setText(keys[n][1])
        captions = words.looks()
        for caption, name in zip(self._captions, ("language", "theme", "sound"), strict=True):
            caption.setText(captions[name])
        self._close.setText(captions["close"])
        self._tour.setText(tour.again())
        if self._looks is not None:
            self._show_looks(self._looks)

    def _show_looks(self, looks: Looks) -> None:
        languages = tuple((one.value, OWN_NAMES[one]) for one in Language)
        self._choices[0].show_choices(languages, looks.language.value)
        self._choices[1].show_choices(words.themes(), looks.theme.value)
        nearest = min(LOUDNESS, key=lambda one: abs(one - looks.volume))
        self._choices[2].show_choices(words.loudness(), str(nearest))

    def _choose(
        self, *, language: Language | None = None, theme: ThemeName | None = None, volume: int | None = None
    ) -> None:
        if self._looks is None:
            return
        if language is not None:
            self._looks.speak(language)
        elif theme is not None:
            self._looks.wear(theme)
        elif volume is not None:
            self._looks.sound(volume)
        self._show_looks(self._looks)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_place(self._place)
        super().changeEvent(event)
