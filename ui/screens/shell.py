"""The window: the bar above, the rail, the places, and the sign-in page while nobody is on duty."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.case import KeyPress
from app.domain.entry import Direction
from ui.keys import Keys, Shortcut
from ui.looks import Looks
from ui.presenters.lock import Asking
from ui.presenters.port import Core
from ui.presenters.shell import Page, Place, ShellPresenter, ShellState
from ui.screens.cards import Cards
from ui.screens.gate import GateScreen
from ui.screens.lock import LockScreen
from ui.screens.places import Screen, build
from ui.screens.shell_faces import place_faces, top_face, trouble_face
from ui.screens.sign_in import SignInScreen
from ui.sounds import Sounds
from ui.text import tour
from ui.text.reports import report_words
from ui.widgets.hold import HoldButton
from ui.widgets.rail import Rail
from ui.widgets.ring import FocusRing
from ui.widgets.strip import Strip
from ui.widgets.top_bar import TopBar
from ui.widgets.trouble import TroubleBar

GO = {
    Shortcut.GO_GATE: Place.GATE,
    Shortcut.GO_EXPECTED: Place.EXPECTED,
    Shortcut.GO_INSIDE: Place.INSIDE,
    Shortcut.INSIDE_NOW: Place.INSIDE,
    Shortcut.EXIT: Place.INSIDE,
    Shortcut.GO_HISTORY: Place.HISTORY,
    Shortcut.GO_SHIFT_LOG: Place.SHIFT_LOG,
    Shortcut.GO_DEVICES: Place.DEVICES,
    Shortcut.GO_SERVICE: Place.SERVICE,
}
SMALLEST = (1180, 640)


class Shell(QWidget):
    """Owns the places. One second-timer moves every age on the screen.

    `looks`: what the guard may choose under F1. `lock_after_s`: so long without a key or a click, and the console
    locks itself; None: never. `training`: this is the training edition, and everybody must see that.
    """

    def __init__(
        self,
        core: Core,
        keys: Keys,
        sounds: Sounds,
        *,
        looks: Looks | None = None,
        lock_after_s: float | None = None,
        training: bool = False,
    ) -> None:
        super().__init__()
        self._strip = Strip()
        self._strip.setVisible(training)
        self.setProperty("page", True)
        self.setMinimumSize(*SMALLEST)
        self._core = core
        self.presenter = ShellPresenter(core, self)
        self.top, self.rail, self.trouble = TopBar(), Rail(), TroubleBar()
        self.gate = GateScreen(core, sounds)
        self.cards = Cards(core, self, looks)
        self._sign_in: SignInScreen | None = None
        self._lock: LockScreen | None = None
        self._keys, self._lock_after_s = keys, lock_after_s
        self._page = Page.CONSOLE
        self._case_id = ""
        self._places: dict[Place, Screen] = {Place.GATE: self.gate}
        self._started = {Place.GATE}
        """The places that follow the core: those that were looked at."""
        self._lay_out()
        self._connect(keys)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)

    def _lay_out(self) -> None:
        self._work = QStackedWidget()
        self._work.addWidget(self.gate)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self._work, 1)
        console = QWidget()
        column = QVBoxLayout(console)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.trouble)
        column.addLayout(middle, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(console)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._strip)
        whole.addWidget(self._pages)
        self._ring = FocusRing(self)

    def _connect(self, keys: Keys) -> None:
        keys.pressed.connect(self._key)
        keys.released.connect(self._key_up)
        keys.by_tab.connect(self._by_tab)
        keys.scanner.scanned.connect(self._scanned)
        self._tabbing = False
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)
        self.top.lock_wanted.connect(self.presenter.lock)
        self.top.emergency_wanted.connect(self.cards.show_emergency)
        self.top.link_wanted.connect(lambda: self.cards.show_link(self.presenter.state))
        self.cards.open_wanted.connect(self._open_together)
        self.rail.wanted.connect(lambda place: self.presenter.go(Place(place)))
        self.gate.place_wanted.connect(self._wanted)
        self.gate.pass_wanted.connect(self.cards.show_pass)
        self.trouble.closed.connect(self.presenter.close_trouble)
        self.trouble.acted.connect(self.presenter.sign_in_again)

    def start(self) -> None:
        """Follow the core, tick every second."""
        self._core.report_words = report_words()
        self.gate.start()
        self.presenter.start()
        self._timer.start()

    def lock_after(self, seconds: float) -> None:
        """So long without a key or a click, and the console locks."""
        self._lock_after_s = seconds

    def tick(self) -> None:
        """Ages and clocks move on."""
        self.presenter.tick()
        page = self.presenter.state.page
        if page is Page.SIGN_IN:
            self.sign_in.tick()
        elif page is Page.LOCK:
            self.lock.tick()
        else:
            self._here().tick()
            idle_s = self._core.clock.monotonic() - self._keys.last_touch
            if self._lock_after_s is not None and idle_s >= self._lock_after_s:
                self.presenter.idle()

    def show_state(self, state: ShellState) -> None:
        """Show the state."""
        self._strip.show_words(tour.training())
        self.top.show_face(top_face(state, self._core.site_zone))
        self.rail.show_places(place_faces(state))
        self.rail.set_current(state.place.value)
        self.trouble.show_face(trouble_face(state))
        self._show_page(state)
        if state.case_id and state.case_id != self._case_id:
            self.cards.close()  # a car is more urgent than reading
        came = bool(state.case_id) and state.case_id != self._case_id
        self._case_id = state.case_id
        self._show_place(state)
        if came:
            self._free_enter()

    def _show_place(self, state: ShellState) -> None:
        screen = self._places.get(state.place) or self._make(state.place)
        assert isinstance(screen, QWidget)
        if state.place not in self._started:
            self._started.add(state.place)
            screen.start()
        if screen is not self._work.currentWidget():
            for n in range(self._work.count()):  # what is not in view takes no room from what is
                page = self._work.widget(n)
                keep = QSizePolicy.Policy.Preferred if page is screen else QSizePolicy.Policy.Ignored
                if page is not None:
                    page.setSizePolicy(QSizePolicy.Policy.Preferred, keep)
            self._work.setCurrentWidget(screen)
            screen.come_up()

    def _make(self, place: Place) -> Screen:
        """A place is built when it is first wanted, if there was no time for `make_next`."""
        made = build(
            place,
            self._core,
            to_gate=lambda: self.presenter.go(Place.GATE),
            sign_in=self.presenter.sign_in_again,
            show_pass=self.cards.show_pass,
        )
        assert isinstance(made, QWidget)
        self._places[place] = made
        self._work.addWidget(made)
        return made

    def make_next(self) -> bool:
        """Build one place ahead of the first look at it, which a guard would have to wait for; False: all are there.
        It follows nothing before it is looked at."""
        place = next((place for place in Place if place not in self._places), None)
        if place is not None:
            self._make(place)
        return place is not None

    def place(self, place: Place) -> Screen:
        """A place that was shown before."""
        return self._places[place]

    def _here(self) -> Screen:
        return self._places[self.presenter.state.place]

    @property
    def sign_in(self) -> SignInScreen:
        """Built when it is first wanted, like every page but the gate."""
        if self._sign_in is None:
            self._sign_in = SignInScreen(self._core, self.presenter.signed_in)
            self._sign_in.left.connect(self.presenter.stay)
            self._sign_in.by_hand.connect(self._by_hand)
            self._pages.addWidget(self._sign_in)
        return self._sign_in

    @property
    def lock(self) -> LockScreen:
        """The lock screen."""
        if self._lock is None:
            self._lock = LockScreen(self._core, self.presenter.pin_done, self.gate.presenter.override)
            self._lock.other_wanted.connect(self.presenter.sign_in_again)
            self._lock.presenter.start()
            self._pages.addWidget(self._lock)
        return self._lock

    def _show_page(self, state: ShellState) -> None:
        if state.page is self._page:
            return
        self._page = state.page
        self.cards.close()  # a visitor's pass, or what the card says of the site, is not for a locked screen
        if state.page is Page.LOCK:
            choosing = Asking.CHOOSE if state.choosing_pin else Asking.UNLOCK
            self.lock.begin(Asking.BY_HAND if state.by_hand else choosing)
            self._pages.setCurrentWidget(self.lock)
        elif state.page is Page.SIGN_IN:
            self.sign_in.start()
            self._pages.setCurrentWidget(self.sign_in)
        else:
            self._pages.setCurrentIndex(0)

    def _scanned(self, line: str) -> None:
        """A hand scanner's line; whoever is scanned over the list of those inside, leaves."""
        if self.presenter.state.place is Place.INSIDE:
            self._core.intents.hand_scanner(line, Direction.OUT)
        else:
            self._core.intents.hand_scanner(line)

    def _key(self, shortcut: Shortcut, press: KeyPress) -> None:
        state = self.presenter.state
        if state.page is Page.SIGN_IN:
            self.sign_in.key(shortcut, press)
            if shortcut is Shortcut.REFUSE and state.signing_in:
                self.presenter.stay()
        elif state.page is Page.LOCK:
            self.lock.key(shortcut, press)
        elif self.cards.up is not None:
            if shortcut is not Shortcut.OPEN or not self._enter_on_button(press):
                self.cards.key(shortcut, press)
        elif shortcut is Shortcut.OPEN and self._enter_on_button(press):
            return
        elif not self._here().key(shortcut, press) and not press.auto_repeat:
            self._wanted(shortcut)

    def _enter_on_button(self, press: KeyPress) -> bool:
        """Enter belongs to the button that Tab went to, with its ring around it: never to the verdict behind it."""
        focused = QApplication.focusWidget()
        if not self._tabbing or not isinstance(focused, QAbstractButton):
            return False
        if not isinstance(focused, HoldButton) and not press.auto_repeat:
            focused.click()
        return True

    def _free_enter(self) -> None:
        """A new car: the keyboard belongs to its verdict, unless somebody is writing."""
        focused = QApplication.focusWidget()
        writing = isinstance(focused, QLineEdit | QPlainTextEdit)
        if focused is not None and not writing and self.isAncestorOf(focused):
            focused.clearFocus()

    def _key_up(self, shortcut: Shortcut) -> None:
        if self._lock is not None:
            self._lock.key_up(shortcut)
        if self._sign_in is not None:
            self._sign_in.key_up(shortcut)
        self._here().key_up(shortcut)

    def _wanted(self, shortcut: Shortcut) -> None:
        if shortcut is Shortcut.LOCK:
            self.presenter.lock()
        elif shortcut is Shortcut.HELP:
            self.cards.show_help(self.presenter.state.place)
        elif shortcut is Shortcut.EMERGENCY:
            self.cards.show_emergency()
        elif shortcut in GO:
            self.presenter.go(GO[shortcut])

    def mark_training(self) -> None:
        """This is practice: over everything, for as long as the window is there."""
        self._strip.show()

    def _by_hand(self, gate_id: str) -> None:
        """Held while nobody is on duty: at once where the site lets it, else with somebody's PIN."""
        if self._core.override.free:
            self.gate.presenter.override(gate_id)
        else:
            self.presenter.open_by_hand()

    def _open_together(self, gate_ids: tuple[str, ...]) -> None:
        """Several gates, held in the emergency card: what becomes of it stands on the Gate screen."""
        self.cards.close()
        self.presenter.go(Place.GATE)
        self.gate.presenter.override_all(gate_ids)

    def _by_tab(self, tabbing: bool) -> None:
        self._tabbing = tabbing
        if not tabbing:
            self._ring.follow(None)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        inside = new is not None and self.isAncestorOf(new)
        self._ring.follow(new if self._tabbing and inside else None)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._core.report_words = report_words()
            self.show_state(self.presenter.state)
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._timer.stop()
        for screen in self._places.values():
            screen.close_place()
        if self._lock is not None:
            self._lock.presenter.close()
        self.presenter.close()
        super().closeEvent(event)
