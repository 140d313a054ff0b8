"""Who is at the gate: photo, name, what the pass says, the host's note, or what is known and what may be done."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import font, restyle, tokens
from ui.widgets.para import Elide, Para, label
from ui.widgets.photo import PhotoTile
from ui.widgets.pill import Pill
from ui.widgets.shapes import fitting_font, line_of_text
from ui.widgets.tone import Density, Tone, colours

FACT_HEIGHT = 40
TAGS = 3


@dataclass(frozen=True, slots=True)
class Fact:
    """A caption, its value, and a paler aside that gives way first. The value of a `firm` fact is never cut."""

    caption: str
    value: str
    aside: str = ""
    tone: Tone = Tone.QUIET
    firm: bool = True


@dataclass(frozen=True, slots=True)
class Advice:
    """A heading and what it says."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class CaseFace:
    """What the body shows. At most `TAGS` tags and four facts, so that the room is known beforehand."""

    name: str
    tags: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    note: str = ""
    advice: tuple[Advice, ...] = ()
    photo: bytes | None = None
    photo_caption: str = ""
    photo_outline: tuple[tuple[float, float], ...] = ()
    """Where the code is in the photo: shown near."""
    last_photo: bytes | None = None
    last_caption: str = ""


class FactTile(QWidget):
    """One fact: a caption above, the value and its aside below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fact = Fact("", "")
        self._scale = 1.0
        self.cut = False
        self.setFixedHeight(FACT_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_fact(self, fact: Fact) -> None:
        """Show another fact."""
        if fact == self._fact:
            return
        self._fact = fact
        self.setAccessibleName(f"{fact.caption}: {fact.value} {fact.aside}".strip())
        self.update()

    def set_scale(self, scale: float) -> None:
        """1 on a usual screen."""
        self._scale = scale
        self.setFixedHeight(round(FACT_HEIGHT * scale))

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, fact = tokens(), self._fact
        width, scale = float(self.width()), self._scale
        caption = QRectF(0, 0, width, 17 * scale)
        line_of_text(painter, caption, fact.caption, font(round(12 * scale)), theme.colour("muted"))
        value_font = fitting_font(fact.value, font(round(15 * scale), QFont.Weight.Medium), width, round(13 * scale))
        aside_font = font(round(15 * scale))
        ink = theme.colour("text") if fact.tone is Tone.QUIET else colours(fact.tone, theme).strong
        row = QRectF(0, 18 * scale, width, 22 * scale)
        cut = line_of_text(painter, row, fact.value, value_font, ink)
        self.cut = cut and fact.firm
        used = QFontMetricsF(value_font).horizontalAdvance(fact.value) + 6
        if fact.aside and used + QFontMetricsF(aside_font).horizontalAdvance(fact.aside) <= width:
            line_of_text(painter, row.adjusted(used, 0, 0, 0), fact.aside, aside_font, theme.colour("muted"))


class CaseBody(QWidget):
    """The middle of the verdict card while somebody is at the gate."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photo, self._last = PhotoTile(), PhotoTile()
        self._name = Elide()
        self._name.setProperty("role", "name")
        self._tags = [Pill() for _ in range(TAGS)]
        self._facts = [FactTile() for _ in range(4)]
        self._note = Para()
        self._advice = [(label(role="strong"), Para()) for _ in range(2)]
        self._face: CaseFace | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        tags = QHBoxLayout()
        tags.setSpacing(6)
        for tag in self._tags:
            tags.addWidget(tag)
        tags.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addLayout(tags)
        words.addStretch(1)
        who = QHBoxLayout()
        who.setSpacing(16)
        who.addWidget(self._photo)
        who.addLayout(words, 1)
        who.addWidget(self._last)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        for n, tile in enumerate(self._facts):
            self._grid.addWidget(tile, n // 2, n % 2)
        self._inset = QFrame()
        self._inset.setProperty("inset", True)
        inset = self._inset_column = QVBoxLayout(self._inset)
        inset.setSpacing(2)
        inset.addWidget(self._note)
        for n, (heading, text) in enumerate(self._advice):
            if n:
                inset.addSpacing(8)
            inset.addWidget(heading)
            inset.addWidget(text)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(who)
        self._column.addLayout(self._grid)
        self._column.addWidget(self._inset)
        self._column.addStretch(1)
        self.set_density(Density.NORMAL)

    def set_density(self, density: Density) -> None:
        """Tighter gaps and smaller photos where room is short."""
        short = self._short = density.is_short
        if self._face is not None:
            self._show_advice(self._face)
        self._column.setSpacing(8 if density is Density.TIGHT else 10 if short else 16)
        self._grid.setVerticalSpacing(4 if short else 12)
        side = {Density.TIGHT: 60, Density.DENSE: 68, Density.NORMAL: 84, Density.LARGE: 112}[density]
        self._inset_column.setContentsMargins(16, 8 if short else 12, 16, 8 if short else 12)
        self._photo.set_side(side)
        self._last.set_side(side)
        self._note.set_max_lines(2 if short else 4)
        large = density is Density.LARGE
        for tile in self._facts:
            tile.set_scale(1.2 if large else 1.0)
        for para in (self._note, *(text for _, text in self._advice)):
            para.set_size(*((17, 25) if large else (15, 21)))
        for heading in (self._name, *(heading for heading, _ in self._advice)):
            heading.setProperty("large", large)
            restyle(heading)

    def show_face(self, face: CaseFace) -> None:
        """Show another visitor."""
        if face == self._face:
            return
        self._face = face
        self._name.setText(face.name)
        self._photo.show_photo(face.photo, face.photo_caption, face.photo_outline)
        self._last.setVisible(face.last_photo is not None)
        self._last.show_photo(face.last_photo, face.last_caption)
        for n, tag in enumerate(self._tags):
            tag.setVisible(n < len(face.tags))
            if n < len(face.tags):
                tag.show_words(face.tags[n])
        for n, tile in enumerate(self._facts):
            tile.setVisible(n < len(face.facts))
            if n < len(face.facts):
                tile.show_fact(face.facts[n])
        self._note.setVisible(bool(face.note))
        self._note.set_text(face.note)
        self._show_advice(face)
        self._inset.setVisible(bool(face.note or face.advice))

    def _show_advice(self, face: CaseFace) -> None:
        """Under the facts of a small window there is no room for two headings: both texts follow each other then."""
        joined = self._short and bool(face.facts) and len(face.advice) > 1
        texts = [" ".join(one.text for one in face.advice)] if joined else [one.text for one in face.advice]
        for n, (heading, text) in enumerate(self._advice):
            heading.setVisible(n < len(texts) and not joined)
            text.setVisible(n < len(texts))
            if n < len(texts):
                heading.setText(face.advice[n].heading)
                text.set_text(texts[n])
