"""Shown when the store does not open: what is wrong, what to do, and the gates by hand."""

from __future__ import annotations

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from app.domain.gate import OutcomeKind
from app.events import GateAnswered, GateChanged
from app.last_resort import LastResort
from ui.screens import gate_faces
from ui.text import last_resort as words
from ui.text.errors import error_words
from ui.widgets.band import BandFace, VerdictBand
from ui.widgets.gate_card import GateCard
from ui.widgets.lone_card import lone_card
from ui.widgets.para import Para
from ui.widgets.tone import Tone

CARD_HEIGHT = 128


class LastResortScreen(QWidget):
    """One band, the words, a card for each gate. Everything else needs the store."""

    def __init__(self, left: LastResort) -> None:
        super().__init__()
        self._left = left
        self.setWindowTitle(f"Portun Gatehouse · {left.site_name}")
        self.band = VerdictBand()
        self.told = Para(px=15, line=22, max_lines=6)
        self.cards = {gate.gate_id: self._card() for gate in left.gates()}
        inner = lone_card(self, self.band)
        inner.addWidget(self.told)
        for card in self.cards.values():
            inner.addWidget(card)
        self._say_what_is_wrong()
        self._show_gates()
        self._stops = [
            left.events.subscribe(GateChanged, lambda _: self._show_gates()),
            left.events.subscribe(GateAnswered, self._answered),
        ]

    def _card(self) -> GateCard:
        card = GateCard(monotonic=self._left.clock.monotonic)
        card.setMinimumHeight(CARD_HEIGHT)
        card.held.connect(lambda gate_id: self._left.tasks.spawn(self._left.override.open(gate_id), name="override"))
        return card

    def _say_what_is_wrong(self) -> None:
        title, message, next_step = error_words(self._left.trouble)
        self.band.show_face(BandFace("trouble", Tone.DENIED, "disk", words.headline(), title))
        self.told.set_text(f"{message} {next_step} {words.still_works()}")

    def _show_gates(self) -> None:
        for gate in self._left.gates():
            self.cards[gate.gate_id].show_face(gate_faces.gate_card(gate, self._left.clock.wall()))

    def _answered(self, event: GateAnswered) -> None:
        opened = event.outcome.kind is OutcomeKind.DONE
        tone, icon = (Tone.GRANTED, "gate-open") if opened else (Tone.WARN, "eye")
        said = words.opened() if opened else words.look_at_the_gate()
        self.band.show_face(BandFace(event.command.command_id, tone, icon, said, words.kept()))

    def closeEvent(self, event: QCloseEvent) -> None:
        for stop in self._stops:
            stop()
        super().closeEvent(event)
