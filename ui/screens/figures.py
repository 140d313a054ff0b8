"""The figures of a span of days, drawn; what is drawn can be saved as a picture."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QRectF, QSize
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.presenters.figures import FiguresPresenter, FiguresState
from ui.presenters.history import Range, days_of
from ui.presenters.port import Core
from ui.text import figures, history, people, times
from ui.theme import font, tokens
from ui.widgets.figures import FigureCard, FigureFace, HourBars, Ranked
from ui.widgets.para import Elide
from ui.widgets.segments import Segments
from ui.widgets.shapes import line_of_text
from ui.widgets.tone import Tone

CARDS = ("entries", "exits", "scan", "open", "alone", "over")
EDGE, TITLE = 24, 36
"""Around the picture, and for its heading, in pixels."""

LISTS = ("gates", "types", "refusals", "overrides")


class FiguresPart(QWidget):
    """A tab of the oversight; owns its presenter."""

    def __init__(self, core: Core) -> None:
        super().__init__()
        self._core = core
        self.ranges, self.save = Segments(), QPushButton()
        self.board = QWidget()
        self.board.setProperty("page", True)
        self._cards = {name: FigureCard() for name in CARDS}
        self._hours, self._days = HourBars(), HourBars()
        self._lists = {name: Ranked() for name in LISTS}
        self._foot = Elide()
        self._foot.setProperty("role", "muted")
        self.presenter = FiguresPresenter(core, self)
        self._lay_out()
        self.ranges.chosen.connect(lambda key: self.presenter.choose_range(Range(key)))
        self.save.clicked.connect(lambda: self.presenter.save(self.picture()))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.ranges, 1)
        head.addWidget(self.save)
        cards, bars, lists = QHBoxLayout(), QHBoxLayout(), QGridLayout()
        for row in (cards, bars, lists):
            row.setSpacing(12)
        for card in self._cards.values():
            cards.addWidget(card, 1)
        for drawn in (self._hours, self._days):
            bars.addWidget(drawn, 1)
        for n, ranked in enumerate(self._lists.values()):
            lists.addWidget(ranked, 0, n)
            lists.setColumnStretch(n, 1)
        board = QVBoxLayout(self.board)
        board.setContentsMargins(0, 0, 0, 0)
        board.setSpacing(12)
        board.addLayout(cards)
        board.addLayout(bars, 2)
        board.addLayout(lists, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.board, 1)
        column.addWidget(self._foot)

    def picture(self) -> bytes:
        """What is drawn, as a PNG."""
        drawn, theme = self.board.grab(), tokens()
        scale = drawn.devicePixelRatio()
        size = drawn.deviceIndependentSize().toSize() + QSize(2 * EDGE, 2 * EDGE + TITLE)
        sheet = QImage(size * scale, QImage.Format.Format_RGB32)
        sheet.setDevicePixelRatio(scale)
        sheet.fill(theme.colour("bg"))
        painter = QPainter(sheet)
        painter.drawPixmap(EDGE, EDGE + TITLE, drawn)
        room = QRectF(EDGE, EDGE - 4, size.width() - 2 * EDGE, TITLE)
        line_of_text(painter, room, self._title(), font(18, QFont.Weight.DemiBold), theme.colour("text"))
        painter.end()
        kept = QByteArray()
        buffer = QBuffer(kept)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        sheet.save(buffer, "PNG")
        return bytes(kept.data())

    def _title(self) -> str:
        """Whose figures, and of when: a picture leaves the page that says it."""
        start, end = days_of(self.presenter.state.range, self.presenter.state.now)
        last = end - timedelta(days=1)
        days = " – ".join(dict.fromkeys(f"{day:%Y-%m-%d}" for day in (start, last)))
        return f"{people.plain(self._core.site_name)} · {days}"

    def show_state(self, state: FiguresState) -> None:
        """Show the state."""
        words = figures.captions()
        self.ranges.show_choices(history.ranges(), state.range.value)
        self.save.setText(words["save"])
        self.save.setEnabled(state.may_save)
        self._foot.setText(figures.saved(str(state.saved)) if state.saved is not None else "")
        self._foot.setVisible(state.saved is not None)
        if state.summary is None:
            for name, card in self._cards.items():
                card.show_face(FigureFace(words[name], "…", figures.counting() if name == "entries" else ""))
            self._hours.show_counts(words["by_hour"], (0,) * 24, -1)
            self._days.show_counts(words["by_day"], (0,), -1)
            for name, ranked in self._lists.items():
                ranked.show_counts(words[name], (), "")
            return
        told = state.summary.figures
        faces = {
            "entries": (str(told.entries), history.people_count(told.people)),
            "exits": (str(told.exits), figures.inside(state.summary.inside)),
            "scan": figures.open_times(told.scan_times),
            "open": figures.open_times(told.open_times),
            "alone": figures.alone(told.offline_minutes),
            "over": (str(over := state.summary.overstays), figures.over() if over else history.overstays(0)),
        }
        warns = {"alone": told.offline_minutes >= 1, "over": state.summary.overstays > 0}
        for name, card in self._cards.items():
            card.show_face(FigureFace(words[name], *faces[name], Tone.WARN if warns.get(name) else Tone.QUIET))
        hour = state.now.hour if state.range is Range.TODAY else -1
        self._hours.show_counts(words["by_hour"], told.by_hour, hour, tuple(f"{n:02}" for n in range(24)))
        days = tuple(times.date_of(day) for day, _ in told.by_day)
        today = next((n for n, (day, _) in enumerate(told.by_day) if day == state.now.date()), -1)
        self._days.show_counts(words["by_day"], tuple(count for _, count in told.by_day) or (0,), today, days)
        for name, counts in figures.ranked(told).items():
            self._lists[name].show_counts(words[name], counts, figures.none())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_state(self.presenter.state)
        super().changeEvent(event)
