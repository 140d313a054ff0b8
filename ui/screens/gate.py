"""The Gate screen: the camera, the verdict, the gates, and what just happened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.devices.preview import Mailbox
from app.domain.case import KeyPress, Phase
from app.domain.decision import Verdict
from app.domain.gate import GateStatus
from app.domain.passes import Pass
from app.events import Notice
from app.notices import HELP
from ui.keys import Shortcut
from ui.presenters.gate import GatePresenter
from ui.presenters.gate_state import Action, GateState, Sheet, actions
from ui.presenters.port import Core
from ui.screens import gate_faces, sheets
from ui.screens.gate_faces import KEYS, Where
from ui.screens.verdict_card import VerdictCard
from ui.sounds import Sounds
from ui.text import actions as words
from ui.text import gates as gate_words
from ui.text.language import spoken
from ui.widgets.camera import CameraView
from ui.widgets.find import FindField
from ui.widgets.gate_card import GateCard
from ui.widgets.icon_button import IconButton
from ui.widgets.recent import RecentList
from ui.widgets.tone import Density

FORM_KEYS = {
    Shortcut.WALK_IN: Sheet.WALK_IN,
    Shortcut.DELIVERY: Sheet.DELIVERY,
    Shortcut.KNOWN_PERSON: Sheet.KNOWN_PERSON,
}
SOUNDS = {Verdict.ADMIT: "admit", Verdict.REFUSE: "refuse", Verdict.ASK: "ask"}
TIGHT_BELOW, DENSE_BELOW, LARGE_FROM = 640, 690, 920
"""Heights of the work area, logical pixels. 720 in all leave 663, and 596 under a bar with words."""

NARROWEST_GATE = {Density.TIGHT: 330, Density.DENSE: 330, Density.NORMAL: 340, Density.LARGE: 400}
"""Below this a gate's name and state no longer stand beside its button."""
DRAWN_AFTER_MS = 40
"""An order that is on its way is drawn when it has gone out: drawing the card takes 14 ms of the loop's thread
(measured), as much as everything else between the key and the relay."""
FOOT = {Density.TIGHT: 100, Density.DENSE: 112, Density.NORMAL: 128, Density.LARGE: 136}


def density_for(height: int) -> Density:
    """By the height of the work area."""
    if height < TIGHT_BELOW:
        return Density.TIGHT
    if height < DENSE_BELOW:
        return Density.DENSE
    return Density.LARGE if height >= LARGE_FROM else Density.NORMAL


class GateScreen(QWidget):
    """Owns its widgets and its presenter."""

    place_wanted = Signal(object)
    """A Shortcut that another place answers."""
    pass_wanted = Signal(object)
    """The Pass of a walk-in, to be shown."""

    def __init__(self, core: Core, sounds: Sounds) -> None:
        super().__init__()
        self.setProperty("page", True)
        self._core = core
        self._sounds = sounds
        self.presenter = GatePresenter(core, self)
        self.camera = CameraView()
        self.finder = FindField()
        self.card = VerdictCard()
        self.recent = RecentList()
        self.gates: list[GateCard] = []
        self._stop_alarms: Callable[[], None] = lambda: None
        self._drawing = QTimer(self)
        self._drawing.setSingleShot(True)
        self._drawing.timeout.connect(self._draw)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._camera_card = QFrame()
        self._camera_card.setProperty("card", True)
        column = QVBoxLayout(self._camera_card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.camera, 1)
        rule = QFrame()
        rule.setProperty("rule", True)
        column.addWidget(rule)
        column.addWidget(self.finder)
        self.finder.answers.setParent(self._camera_card)
        self._gate_row = QHBoxLayout()
        self._foot = QWidget()
        self._foot.setLayout(self._gate_row)
        self._gate_row.setContentsMargins(0, 0, 0, 0)
        self._first_gate = 0
        self._more = IconButton("chevron", "text", framed=True)
        self._more.clicked.connect(self._next_gates)
        self._gate_row.addWidget(self._more)
        self._grid = QGridLayout(self)
        self._grid.addWidget(self._camera_card, 0, 0)
        self._grid.addWidget(self.card, 0, 1)
        self._grid.addWidget(self._foot, 1, 0)
        self._grid.addWidget(self.recent, 1, 1)
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(0, 1)
        self._set_density(Density.NORMAL)

    def _connect(self) -> None:
        does = self.presenter
        self.card.band.painted.connect(does.painted)
        self.card.action_wanted.connect(lambda action: does.act(Action(action)))
        self.card.answer_given.connect(self._answered)
        self.card.sheet_left.connect(does.close_sheet)
        self.card.form_given.connect(lambda kind, texts: does.form_given(sheets.filled(kind, texts)))
        self.card.agreed.connect(does.said_yes)
        self.card.declined.connect(does.said_no)
        self.card.code_chosen.connect(does.choose_code)
        self.card.ready.chosen.connect(does.picked)
        self.card.ready.wanted.connect(self._wanted)
        self.camera.switch_wanted.connect(does.switch_camera)
        self.finder.typed.connect(does.search)
        self.finder.entered.connect(does.entered)
        self.finder.chosen.connect(does.picked)

    # --- the view of the presenter -------------------------------------------------------------------------

    def show_state(self, state: GateState) -> None:
        """Show the state soon: what a scan or an opening changes in one go is drawn once, after it went on its way."""
        on_its_way = state.case is not None and state.case.phase is Phase.OPENING
        if not self._drawing.isActive():
            self._drawing.start(DRAWN_AFTER_MS if on_its_way else 0)
            if on_its_way:
                self.camera.rest()

    def _draw(self) -> None:
        """Every widget from the same state, the newest."""
        state = self.presenter.state
        has_camera = state.camera is not None and state.camera.problem is None
        where = Where(self._core.site_zone, has_camera, self._core.choices.reasons_in(spoken().name()[:2]))
        asked = state.case is not None or state.shown_sheet is Sheet.WHICH
        opened = asked and not self.finder.field.text()
        if opened and self.finder.field.hasFocus():
            self.finder.field.clearFocus()  # an empty field must not keep Enter from the verdict
        self.card.show_state(state, where)
        self.camera.show_face(gate_faces.camera(state), gate_words.camera_hints())
        faces = tuple(gate_faces.recent(entry, where.zone) for entry in state.recent)
        self.recent.show_faces(faces, words.nothing_yet())
        self._render_gates(state)
        self.finder.show_words(words.find_placeholder(), words.find_name())
        self._render_answers(state, where)

    def show_camera(self, mailbox: Mailbox | None) -> None:
        """Look through another camera."""
        self.camera.show_source(mailbox)

    def sound(self, verdict: Verdict, discreet: bool) -> None:
        """A verdict was reached. A blacklist verdict is not announced to the street."""
        if not discreet:
            self._sounds.play(SOUNDS[verdict])

    def search_done(self) -> None:
        """What was looked for is at the gate: the keys belong to the verdict."""
        self.finder.field.clear()
        self.finder.field.clearFocus()

    def show_pass(self, pass_: Pass) -> None:
        """Over everything, for the visitor's phone."""
        self.pass_wanted.emit(pass_)

    # --- a place of the shell ------------------------------------------------------------------------------

    def start(self) -> None:
        """Follow the core."""
        self.presenter.start()
        self._stop_alarms = self._core.events.subscribe(Notice, self._alarm)

    def come_up(self) -> None:
        """In view again: the keys belong to the verdict, wherever Qt has put them when the other place went."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()

    def close_place(self) -> None:
        """Follow it no more."""
        self._stop_alarms()
        self.presenter.close()

    def tick(self) -> None:
        """Once a second."""
        self.presenter.tick()

    def key(self, shortcut: Shortcut, press: KeyPress) -> bool:
        """A key of the console; True if it was for this screen."""
        state = self.presenter.state
        if shortcut is Shortcut.HOLD_FIRST_GATE:
            if self.gates and not press.auto_repeat:
                self._first_gate = 0  # the key means the first gate, whichever are in view
                self._render_gates(state)
                self.gates[0].hold.begin()
            return True
        if press.auto_repeat and shortcut is not Shortcut.OPEN:
            return True
        if shortcut is Shortcut.FIND:
            self.finder.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.finder.field.selectAll()
            return True
        if shortcut is Shortcut.SWITCH_CAMERA:
            self.presenter.switch_camera()
            return True
        if shortcut is Shortcut.NEXT_GATE:
            self._next_gate(state)
            return True
        if shortcut is Shortcut.OPEN and self.card.ready.isVisible() and self.card.ready.list.hasFocus():
            self.presenter.picked(self.card.ready.list.current_key())
            return True
        if shortcut is Shortcut.REFUSE and state.shown_sheet is Sheet.WHICH:
            self.presenter.close_sheet()
            return True
        said = state.call.answer if state.shown_sheet is Sheet.CALL and state.call is not None else None
        if shortcut is Shortcut.OPEN and said == "admit" and not press.auto_repeat:
            self.presenter.said_yes()
            return True
        for action in actions(state.case):
            if KEYS[action] is shortcut:
                self.presenter.act(action, press)
                return True
        if shortcut is Shortcut.REFUSE and state.shown_sheet is not Sheet.NONE:
            self.presenter.close_sheet()
            return True
        if shortcut in FORM_KEYS:
            self.presenter.open_form(FORM_KEYS[shortcut])
            return True
        if shortcut is Shortcut.SHOW_PASS:
            return self.presenter.show_pass()
        return shortcut is Shortcut.EXIT and self.presenter.leaves()

    def key_up(self, shortcut: Shortcut) -> None:
        """A held key went up."""
        if shortcut is Shortcut.HOLD_FIRST_GATE and self.gates:
            self.gates[0].hold.end()

    # --- the pieces ----------------------------------------------------------------------------------------

    def _alarm(self, notice: Notice) -> None:
        """A gate was opened at a console where nobody had said who they are: it must be heard. So must a call for help
        from here, where the site wants that."""
        loud = notice.kind == HELP and not notice.device_id and self._core.choices.panic == "loud"
        if notice.kind == "override_unnamed" or loud:
            self._sounds.play("alarm")

    def _wanted(self, shortcut: Shortcut) -> None:
        if shortcut in FORM_KEYS:
            self.presenter.open_form(FORM_KEYS[shortcut])
        else:
            self.place_wanted.emit(shortcut)

    def _answered(self, text: str) -> None:
        if self.presenter.state.shown_sheet is Sheet.WORD:
            self.presenter.word_given(text, None)
        else:
            self.presenter.reason_given(text)

    def _next_gate(self, state: GateState) -> None:
        ids = [gate.gate_id for gate in state.gates]
        if ids:
            here = ids.index(state.gate_id) if state.gate_id in ids else -1
            self.presenter.choose_gate(ids[(here + 1) % len(ids)])

    def _render_gates(self, state: GateState) -> None:
        """As many as have room, the chosen one among them; a button brings the next ones."""
        room = max(1, self._foot.width() // NARROWEST_GATE[self._density])
        first = (self._first_gate // room) * room if len(state.gates) > room else 0
        shown = state.gates[first : first + room]
        self._more.setVisible(len(state.gates) > room)
        self._more.show_words(words.more_gates())
        self._render_cards(state, shown)

    def _next_gates(self) -> None:
        room = max(1, self._foot.width() // NARROWEST_GATE[self._density])
        self._first_gate += room
        if self._first_gate >= len(self.presenter.state.gates):
            self._first_gate = 0
        self._render_gates(self.presenter.state)

    def _render_cards(self, state: GateState, shown: tuple[GateStatus, ...]) -> None:
        while len(self.gates) < len(shown):
            card = GateCard(monotonic=self._core.clock.monotonic)
            card.clicked.connect(lambda checked=False, card=card: self.presenter.choose_gate(card.face.gate_id))
            card.held.connect(self.presenter.override)
            card.set_density(self._density)
            self._gate_row.insertWidget(len(self.gates), card, 1)
            self.gates.append(card)
        for n, card in enumerate(self.gates):
            card.setVisible(n < len(shown))
            if n < len(shown):
                chosen = len(state.gates) > 1 and shown[n].gate_id == state.gate_id
                card.show_face(gate_faces.gate_card(shown[n], state.now, chosen=chosen))

    def _render_answers(self, state: GateState, where: Where) -> None:
        search = state.search
        if not search.text:
            self.finder.answers.show_rows("", ())
            return
        rows = tuple(gate_faces.answer_row(pass_, state, where) for pass_ in search.found or ())
        heading = words.searching() if search.found is None else words.found(len(rows), search.text[:60])
        self.finder.answers.show_rows(heading, rows)
        self._place_answers()

    def _place_answers(self) -> None:
        answers = self.finder.answers
        height = min(answers.wanted_height(), self.camera.height() - 20)
        answers.setGeometry(12, self.camera.height() - height - 8, self._camera_card.width() - 24, height)
        answers.raise_()

    def showEvent(self, event: QShowEvent) -> None:
        self._core.actuator.set_visible(True)

    def hideEvent(self, event: QHideEvent) -> None:
        self._core.actuator.set_visible(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        height, width = self.height(), self.window().width()
        self._set_density(density_for(height))
        self.card.setFixedWidth(min(max(460, round(width * 0.344)), 660))
        self.recent.setFixedWidth(self.card.width())
        self._place_answers()
        self._render_gates(self.presenter.state)

    def _set_density(self, density: Density) -> None:
        self._density = density
        gap = {Density.TIGHT: 8, Density.DENSE: 11}.get(density, 16)
        self._grid.setContentsMargins(gap, gap, gap, gap)
        self._grid.setSpacing(gap)
        self._gate_row.setSpacing(gap)
        for widget in (self._foot, self.recent):
            widget.setFixedHeight(FOOT[density])
        self.card.set_density(density)
        for card in self.gates:
            card.set_density(density)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_state(self.presenter.state)
        super().changeEvent(event)
