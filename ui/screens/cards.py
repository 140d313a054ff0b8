"""The cards that lie over the console: each is built when it is first wanted, and there are never two at once."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.case import KeyPress
from app.domain.passes import Pass
from ui.keys import Shortcut
from ui.looks import Looks
from ui.presenters.port import Core
from ui.presenters.shell import Place, ShellState
from ui.screens.about import AboutLine
from ui.screens.emergency import EmergencyCard
from ui.screens.help import HelpCard
from ui.screens.link_card import LinkCard
from ui.screens.pass_card import PassCard
from ui.screens.tour import TourCard
from ui.widgets.overlay import Overlay

Card = TypeVar("Card", HelpCard, TourCard, EmergencyCard, PassCard, LinkCard)


class Cards(QObject):
    """Cards over `over`. `looks`: what the guard may choose on the help card."""

    open_wanted = Signal(object)
    """Gates that were held together on the emergency card: their ids."""

    def __init__(self, core: Core, over: QWidget, looks: Looks | None) -> None:
        super().__init__(over)
        self._core, self._over, self._looks = core, over, looks
        self._overlays: dict[QFrame, Overlay] = {}

    @property
    def up(self) -> QFrame | None:
        """The card that is there."""
        return next((card for card, overlay in self._overlays.items() if overlay.isVisible()), None)

    def close(self) -> None:
        """Away with it."""
        for overlay in self._overlays.values():
            overlay.close_card()

    def key(self, shortcut: Shortcut, press: KeyPress) -> None:
        """Escape closes; Enter is the tour's next step or the end of a PIN."""
        up = self.up
        if shortcut in (Shortcut.REFUSE, Shortcut.HELP, Shortcut.EMERGENCY) and not press.auto_repeat:
            self.close()
        elif shortcut is Shortcut.OPEN and isinstance(up, TourCard) and not press.auto_repeat:
            up.go(up.step + 1)
        elif shortcut is Shortcut.OPEN and isinstance(up, EmergencyCard):
            up.presenter.enter()
        elif shortcut is Shortcut.PRINT and isinstance(up, PassCard):
            up.presenter.print_sheet()

    def show_help(self, place: Place) -> None:
        """What a place is for, and its keys."""
        self.help.show_place(place)
        self._show(self.help)

    def show_tour(self) -> None:
        """The first day, in a few steps."""
        self.tour.begin()
        self._show(self.tour)

    def show_emergency(self) -> None:
        """Lock the gates down, or call for help."""
        self.emergency.presenter.begin()
        self._show(self.emergency)

    def show_pass(self, pass_: Pass) -> None:
        """A walk-in's pass, for the visitor's phone or on paper."""
        self.pass_.show_pass(pass_)
        self._show(self.pass_)

    def show_link(self, state: ShellState) -> None:
        """How the link stands, and what that means for the work."""
        self.link.show_link(state.link, state.now, self._core.site_zone)
        self._show(self.link)

    @cached_property
    def help(self) -> HelpCard:
        """Of one place at a time."""
        card = HelpCard(self._looks, AboutLine(self._core))
        card.tour_wanted.connect(self.show_tour)
        return self._laid(card)

    @cached_property
    def tour(self) -> TourCard:
        """Begins anew each time."""
        return self._laid(TourCard())

    @cached_property
    def emergency(self) -> EmergencyCard:
        """Lockdown, help, and several gates at once."""
        card = EmergencyCard(self._core)
        card.open_wanted.connect(self.open_wanted)
        return self._laid(card)

    @cached_property
    def pass_(self) -> PassCard:
        """Of the pass that was shown last."""
        return self._laid(PassCard(self._core))

    @cached_property
    def link(self) -> LinkCard:
        """As it stood when it was asked for."""
        return self._laid(LinkCard())

    def _laid(self, card: Card) -> Card:
        card.done.connect(self.close)
        self._overlays[card] = Overlay(card, self._over)
        return card

    def _show(self, card: QFrame) -> None:
        self.close()
        self._overlays[card].open()
