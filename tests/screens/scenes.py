"""Every state that is pictured, each brought about by events alone, as the core would."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path as FilePath

from PySide6.QtCore import QEvent
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QWidget

from app.central.factors import CodeAsked
from app.devices.wedge import Wedge
from app.domain.case import Phase
from app.domain.entry import EntryKind
from app.domain.gate import Cause, GateAction, GateCommand, GateOutcome, OutcomeKind, Path, Position
from app.domain.passes import BlacklistHit, BlacklistKind
from app.errors import GateError
from app.events import (
    ActorChanged,
    CameraChanged,
    CodesInView,
    EntrySettled,
    GateAnswered,
    GateChanged,
    Link,
    LinkChanged,
    MirrorChanged,
    ScanArrived,
    Trouble,
)
from app.set_up_progress import LETTER
from app.store.rows import HostQuestion, InsideRow
from tests.screens import lane
from tests.ui import fake_desks, stories
from tests.ui.fake_core import NOW, FakeCore
from tests.ui.fake_set_up import FakeSetUp
from ui.keys import Keys
from ui.looks import Looks
from ui.presenters.devices import DevicesPresenter
from ui.presenters.emergency import EmergencyPresenter
from ui.presenters.gate_state import Action, Sheet
from ui.presenters.service import Part
from ui.presenters.shell import Place
from ui.screens.devices import DevicesScreen
from ui.screens.emergency import EmergencyCard
from ui.screens.first_start import FirstStartScreen
from ui.screens.history import HistoryScreen
from ui.screens.inside import InsideScreen
from ui.screens.pass_card import PassCard
from ui.screens.service import ServiceScreen
from ui.screens.shell import Shell
from ui.screens.shift_log import ShiftLogScreen
from ui.screens.tour import TourCard
from ui.sounds import Sounds
from ui.text.language import Language, Words
from ui.theme import ThemeName, tokens


class Stage:
    """A console of one size, on a core that plays a story."""

    def __init__(self, app: QApplication, width: int, height: int) -> None:
        self.app = app
        self.core: FakeCore = stories.populated()
        self.keys = Keys(app, self.core.clock.monotonic, Wedge())
        self.keys.listen()
        sounds = Sounds(0)
        spoken = Language(app.property("portun_language") or "es")
        looks = Looks(
            app, Words(app), sounds, language=spoken, theme=ThemeName(tokens().name), volume=70, keep=lambda *_: None
        )
        self.shell = Shell(self.core, self.keys, sounds, looks=looks)
        self.window: QWidget = self.shell
        self.shell.resize(width, height)
        QCursor.setPos(0, 0)  # over nothing that shows it
        self.shell.start()
        self.shell.show()
        self.settle()
        self.look(phone=False)

    def settle(self) -> None:
        """Let layouts come to rest: one round is not enough after a resize."""
        for _ in range(6):
            self.app.processEvents()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def look(self, *, phone: bool, hint: str = "") -> None:
        """Put a picture before the camera, of the size the screen asks for."""
        mailbox = self.core.mailbox("lane")
        width, height = mailbox.size
        if width and height:
            mailbox.put(lane.preview(width, height, phone=phone, hint=hint))
            self.shell.gate.camera.pull()

    def close(self) -> None:
        """Take it down whole."""
        self.app.removeEventFilter(self.keys)
        if self.window is not self.shell:
            self.window.close()
            self.window.deleteLater()
        self.shell.close()
        self.shell.deleteLater()
        self.keys.deleteLater()
        self.core.tasks.close()
        self.settle()


def ready(stage: Stage) -> None:
    pass


def which(stage: Stage) -> None:
    stage.look(phone=True)
    first = stories.scan(stories.code_of(stories.MARIANA))
    second = replace(stories.scan(stories.STRANGE), scan_id="scan-2")
    stage.core.visitors = {"scan-1": stories.MARIANA.visitor_name}
    stage.core.events.publish(ScanArrived(second, held="two_codes"))
    stage.core.events.publish(CodesInView("lane", (first, second)))


def just_scanned(stage: Stage) -> None:
    stage.look(phone=True)
    scan = stories.scan(stories.code_of(stories.MARIANA))
    stage.core.events.publish(ScanArrived(scan, held="just_scanned"))


def checking(stage: Stage) -> None:
    stage.look(phone=True)
    stage.core.flow.show(stories.checking(lane.face()))


def admit(stage: Stage) -> None:
    stage.look(phone=True)
    stage.core.flow.show(stories.admit(lane.face()))


def admit_next(stage: Stage) -> None:
    stage.look(phone=True)
    case = stories.admit(lane.face(), last_photo=lane.face())
    assert case.facts is not None
    known = replace(case.facts, last_entry=stories.LastEntry(stories.at(17, 12, days=-1), "main", stories.Direction.IN))
    stage.core.flow.show(replace(case, facts=known), waiting=2)


def refuse(stage: Stage) -> None:
    stage.look(phone=True)
    stage.core.flow.show(stories.refuse())


def blacklisted(stage: Stage) -> None:
    stage.core.flow.show(stories.blacklisted())


def not_a_code(stage: Stage) -> None:
    stage.core.flow.show(stories.not_a_code())


def ask(stage: Stage) -> None:
    stories.offline(stage.core)
    stage.look(phone=True)
    stage.core.flow.show(stories.ask(lane.face()))


def word(stage: Stage) -> None:
    ask(stage)
    stage.shell.gate.presenter.act(Action.ON_WORD)


def opening(stage: Stage) -> None:
    stage.core.flow.show(stories.admit(lane.face(), phase=Phase.OPENING))


def opened(stage: Stage) -> None:
    _gate(stage, replace(stories.MAIN, position=Position.OPENING, closes_in_s=12))
    case = stories.ended(OutcomeKind.DONE, confirmed=True, photo=lane.face())
    stage.core.flow.show(case)


def not_opened(stage: Stage) -> None:
    stage.core.flow.show(stories.ended(OutcomeKind.NOT_DONE, "unreachable", photo=lane.face()))


def unknown(stage: Stage) -> None:
    stage.core.flow.show(stories.ended(OutcomeKind.UNKNOWN, "no_answer", photo=lane.face()))


def offline(stage: Stage) -> None:
    stories.offline(stage.core)
    stage.look(phone=True)
    stage.core.flow.show(stories.admit_offline(lane.face()))


def no_camera(stage: Stage) -> None:
    broken: CameraChanged = replace(stories.LANE, problem=stories.NO_PICTURES)
    stage.core.camera_list = (broken, stories.DESK)
    stage.core.events.publish(broken)


def relay_silent(stage: Stage) -> None:
    _gate(stage, replace(stories.MAIN, reachable=False, since=NOW - timedelta(minutes=3), problem="unreachable"))


def signed_out(stage: Stage) -> None:
    stage.core.set_link(LinkChanged(Link.SIGNED_OUT, stories.at(14, 2), 12, stories.at(14, 1)))


def disk_full(stage: Stage) -> None:
    stage.core.events.publish(Trouble(stories.DISK_FULL))


def sign_in(stage: Stage) -> None:
    stage.core.actor = stage.core.shift = None
    stage.core.events.publish(ActorChanged(None, False))


def sign_in_code(stage: Stage) -> None:
    stage.shell.presenter.sign_in_again()
    page = stage.shell.sign_in
    page.email.setText("guardia@laslomas.example")
    page.password.setText("secret")
    stage.core.sign_in_error = CodeAsked.again()
    page.button.click()


def possible_match(stage: Stage, **more: object) -> None:
    hit = BlacklistHit(BlacklistKind.NAME, "robbery")
    known = stories.facts(stories.RICARDO, blacklist=(hit,))
    stage.core.flow.show(stories.decided(stories.code_of(stories.RICARDO), known, **more))


def too_old_and_full(stage: Stage) -> None:
    """The most words in the least room: a bar above, facts, and what the guard may do."""
    disk_full(stage)
    stories.offline(stage.core)
    known = stories.facts(stories.MARIANA, age=timedelta(days=9))
    stage.core.flow.show(stories.decided(stories.code_of(stories.MARIANA), known))


def refused(stage: Stage) -> None:
    no = stories.entry(9, NOW, EntryKind.REFUSAL, "Ricardo Méndez", "112", reason="possible_match")
    possible_match(stage, phase=Phase.ENDED, entry=no)


def ask_host(stage: Stage) -> None:
    possible_match(stage)
    stage.shell.gate.presenter.act(Action.CALL_HOST)


def host_said_yes(stage: Stage) -> None:
    ask_host(stage)
    at = stage.core.site_now()
    stage.core.host_said = HostQuestion("q1", "h112", "", at, "admit", answered_by="Ing. Paredes")
    stage.core.events.publish(MirrorChanged(1))


def host_said_no(stage: Stage) -> None:
    ask_host(stage)
    stage.core.host_said = HostQuestion("q1", "h112", "", stage.core.site_now(), "refuse", answered_by="Ing. Paredes")
    stage.core.events.publish(MirrorChanged(1))


def back_online(stage: Stage) -> None:
    stories.offline(stage.core)
    for number in range(2):
        stage.core.events.publish(EntrySettled(f"e{number}", ("over_limit",)))
    at = stage.core.site_now()
    stage.core.set_link(LinkChanged(Link.ONLINE, at, 0, at))


def tour(stage: Stage) -> None:
    stage.shell.cards.show_tour()


def tour_last(stage: Stage) -> None:
    stage.shell.cards.show_tour()
    for _ in range(4):
        card = stage.shell.findChild(TourCard)
        assert card is not None
        card.go(card.step + 1)


def training(stage: Stage) -> None:
    stage.shell.mark_training()
    stage.core.flow.show(stories.admit())


def locked(stage: Stage) -> None:
    stage.shell.presenter.lock()
    for digit in "47":
        stage.shell.lock.presenter.digit(digit)


def locked_waiting(stage: Stage) -> None:
    stage.core.pin_wait_s = 5.0
    stage.shell.presenter.lock()
    stage.core.flow.show(stories.admit())
    for digit in "111111":
        stage.shell.lock.presenter.digit(digit)


def choose_pin(stage: Stage) -> None:
    stage.core.duty.chosen.clear()
    stage.shell.presenter.lock()


def call(stage: Stage) -> None:
    case = stories.refuse()
    stage.core.flow.show(case)
    stage.shell.gate.presenter.act(Action.CALL_HOST)


def walk_in(stage: Stage) -> None:
    stage.shell.gate.presenter.open_form(Sheet.WALK_IN)


def walk_in_again(stage: Stage) -> None:
    stage.core.flow.show(stories.refuse())
    stage.shell.gate.presenter.act(Action.WALK_IN)


def delivery(stage: Stage) -> None:
    stage.shell.gate.presenter.open_form(Sheet.DELIVERY)


def known_person(stage: Stage) -> None:
    stage.shell.gate.presenter.open_form(Sheet.KNOWN_PERSON)


def expected(stage: Stage) -> None:
    stage.shell.presenter.go(Place.EXPECTED)


def inside(stage: Stage) -> None:
    stage.shell.presenter.go(Place.INSIDE)


def inside_passes(stage: Stage) -> None:
    stage.core.inside_list = (*stories.INSIDE, InsideRow(stories.WALTER, NOW, "main", made_here=True))
    inside(stage)
    screen = stage.shell.findChild(InsideScreen)
    assert isinstance(screen, InsideScreen)
    screen.presenter.show_passes(True)


def walked_in(stage: Stage) -> None:
    stage.core.flow.show(stories.walked_in())


def walk_in_pass(stage: Stage) -> None:
    walked_in(stage)
    stage.shell.gate.presenter.act(Action.TAKE_ALONG)


def walk_in_pass_unprinted(stage: Stage) -> None:
    stage.core.pass_desk.refusal = stories.PRINTER_GONE
    walk_in_pass(stage)
    card = stage.shell.findChild(PassCard)
    assert isinstance(card, PassCard)
    card.presenter.print_sheet()


def shift_log(stage: Stage) -> None:
    stage.shell.presenter.go(Place.SHIFT_LOG)


def shift_picture(stage: Stage) -> None:
    line = replace(stories.LINES[0], line_id="south", photo_hash="f1", post="Garita sur")
    stage.core.lines = (line, *stage.core.lines)
    stage.core.photos["f1"] = lane.face()
    shift_log(stage)
    screen = stage.shell.findChild(ShiftLogScreen)
    assert isinstance(screen, ShiftLogScreen)
    screen.presenter.mark("south")
    screen.presenter.take_photo(True)


def shift_log_line(stage: Stage) -> None:
    stage.core.lines = tuple(replace(line, acknowledged=True) for line in stage.core.lines)
    shift_log(stage)
    screen = stage.shell.findChild(ShiftLogScreen)
    assert isinstance(screen, ShiftLogScreen)
    screen.table.selectRow(screen.table.rows.rowCount() - 1)


def handover(stage: Stage) -> None:
    stage.core.lines = ()
    shift_log(stage)
    screen = stage.shell.findChild(ShiftLogScreen)
    assert isinstance(screen, ShiftLogScreen)
    screen.presenter.begin_handover()


def history(stage: Stage) -> None:
    stories.supervised(stage.core)
    stage.core.photos["f1"] = lane.face()
    stage.shell.presenter.go(Place.HISTORY)


def history_marked(stage: Stage) -> None:
    history(stage)
    screen = stage.shell.findChild(HistoryScreen)
    assert isinstance(screen, HistoryScreen)
    screen.table.setCurrentIndex(screen.table.rows.index(0, 0))


def history_review(stage: Stage) -> None:
    history(stage)
    screen = stage.shell.findChild(HistoryScreen)
    assert isinstance(screen, HistoryScreen)
    screen.open_review()
    screen.review.presenter.mark("n1")


def history_kept_back(stage: Stage) -> None:
    history_review(stage)
    screen = stage.shell.findChild(HistoryScreen)
    assert isinstance(screen, HistoryScreen)
    screen.review.presenter.mark("h10")


def oversight(stage: Stage, part: str) -> HistoryScreen:
    history(stage)
    screen = stage.shell.findChild(HistoryScreen)
    assert isinstance(screen, HistoryScreen)
    screen.open_review()
    screen.oversight.open(part)
    return screen


def outages(stage: Stage) -> None:
    oversight(stage, "outages")


def figures(stage: Stage) -> None:
    oversight(stage, "figures")


def proof(stage: Stage) -> None:
    oversight(stage, "proof").oversight.presenter.prove()


def proof_broken(stage: Stage) -> None:
    stage.core.proof.proven = fake_desks.BROKEN
    proof(stage)


def person(stage: Stage) -> None:
    screen = oversight(stage, "person")
    screen.oversight.search.setText("orellana")
    screen.oversight.presenter.look_for("orellana")
    screen.oversight.presenter.mark("Mariana Orellana")


def service(stage: Stage, part: Part = Part.SELF_TEST) -> None:
    stories.technician(stage.core)
    stage.shell.presenter.go(Place.SERVICE)
    screen = stage.shell.findChild(ServiceScreen)
    assert isinstance(screen, ServiceScreen)
    screen.presenter.choose(part)
    if part is Part.SELF_TEST:
        screen.presenter.mark("tls")


def service_log(stage: Stage) -> None:
    service(stage, Part.LOG)


def service_times(stage: Stage) -> None:
    service(stage, Part.TIMES)


def service_settings(stage: Stage) -> None:
    stage.core.service.site = {"policy.max_age_h": "48.0", "policy.automatic_opening": "True", "site.name": "Las Lomas"}
    service(stage, Part.SETTINGS)


def service_settings_taken(stage: Stage) -> None:
    stage.core.service.settings, stage.core.service.waits = stage.core.settings, ("hand_scanner", "cameras", "gates")
    service_settings(stage)
    screen = stage.shell.findChild(ServiceScreen)
    assert isinstance(screen, ServiceScreen)
    screen.presenter.import_settings(FilePath("other.toml"))


def history_barred(stage: Stage) -> None:
    stage.shell.presenter.go(Place.HISTORY)


def devices(stage: Stage) -> None:
    stories.technician(stage.core)
    stage.shell.presenter.go(Place.DEVICES)
    for cause, done in (
        (Cause.KEY, GateOutcome(OutcomeKind.DONE, Path.LOCAL, "ok", took_ms=38, confirmed=True)),
        (Cause.OVERRIDE, GateOutcome(OutcomeKind.UNKNOWN, Path.LOCAL, "no_answer", took_ms=3000)),
    ):
        command = GateCommand("c1", "main", GateAction.OPEN, cause, 0.0, 5.0, NOW, "a3")
        stage.core.events.publish(GateAnswered(command, done))


def devices_check(stage: Stage) -> None:
    devices(stage)
    screen = stage.shell.findChild(DevicesScreen)
    assert isinstance(screen, DevicesScreen)
    screen.presenter.check()
    screen.show_tab("check")


def devices_camera(stage: Stage) -> None:
    devices(stage)
    screen = stage.shell.findChild(DevicesScreen)
    assert isinstance(screen, DevicesScreen)
    screen.presenter.mark("lane")


def _devices(stage: Stage) -> DevicesPresenter:
    devices(stage)
    screen = stage.shell.findChild(DevicesScreen)
    assert isinstance(screen, DevicesScreen)
    return screen.presenter


def devices_cloud(stage: Stage) -> None:
    _devices(stage).changes.choose("cloud")


def devices_reason(stage: Stage) -> None:
    stage.core.gate_set_up.refusal = GateError("automatic_not_green", "", "", "")
    _devices(stage).changes.choose("automatic")


def devices_pair(stage: Stage) -> None:
    does = _devices(stage)
    does.mark("lane")
    does.changes.choose("pair")
    does.changes.gate_picked("main")


def wrong_gate(stage: Stage) -> None:
    devices_pair(stage)
    stage.core.events.publish(Trouble(GateError("wrong_gate", "", "", "")))


def by_itself(stage: Stage) -> None:
    stage.core.gate_list = (
        replace(stories.MAIN, automatic=True),
        replace(stories.DOOR, reachable=False, problem="http:401"),
    )
    stage.core.events.publish(GateChanged(stories.MAIN))


def helping(stage: Stage) -> None:
    stage.shell.cards.show_help(stage.shell.presenter.state.place)


def emergency(stage: Stage) -> None:
    stage.shell.cards.show_emergency()


def locked_down(stage: Stage) -> None:
    stage.core.lockdown.lock_down()
    stage.shell.cards.show_emergency()


def lock_down_twice(stage: Stage) -> None:
    stage.shell.cards.show_emergency()
    _emergency(stage).lock_down()


def open_several(stage: Stage) -> None:
    more = tuple(replace(stories.DOOR, gate_id=f"g{n}", name=f"Portón {n}") for n in range(3))
    stage.core.gate_list = (stories.MAIN, stories.DOOR, *more)
    stage.shell.cards.show_emergency()
    _emergency(stage).choose_gates()
    _emergency(stage).turn_gate("g1")


def release_by_pin(stage: Stage) -> None:
    locked_down(stage)
    _emergency(stage).ask_pin()
    _emergency(stage).digit("2")


def _emergency(stage: Stage) -> EmergencyPresenter:
    card = stage.shell.findChild(EmergencyCard)
    assert isinstance(card, EmergencyCard)
    return card.presenter


def link(stage: Stage) -> None:
    stories.offline(stage.core)
    stage.shell.cards.show_link(stage.shell.presenter.state)


def five_gates(stage: Stage) -> None:
    more = tuple(replace(stories.DOOR, gate_id=f"g{n}", name=f"Portón {n}") for n in range(3))
    stage.core.gate_list = (stories.MAIN, stories.DOOR, *more)
    stage.core.events.publish(GateChanged(stories.MAIN))


def first_start_at(stage: Stage, step: int) -> None:
    """The first start at its step 0, 1, …; what comes before it is done."""
    set_up = FakeSetUp()
    screen = FirstStartScreen(set_up, lambda: None)
    screen.resize(stage.shell.size())
    screen.start()
    screen.show()
    stage.window = screen
    does = screen.presenter
    if step > 0:
        does.next()
        for key, text in (("address", "data.portun.app"), ("key", "sb_publishable_x"), ("code", "ABCD-1234")):
            screen.pages[does.state.step].fields[key].setText(text)
        does.check_central("data.portun.app", "sb_publishable_x")
    if step > 1:
        does.enrol("data.portun.app", "sb_publishable_x", "ABCD-1234")
        does.next()
    if step > 2:
        does.confirm_recovery("4CJY")
        does.next()
        does.add_camera("Lane", "rtsp://192.0.2.20/stream1", "", "")
        does.add_camera("Desk", "rtsp://broken", "", "")
        stage.settle()
        mailbox = set_up.mailbox(does.state.cameras[0].camera_id)
        screen.pages[does.state.step].table.selectRow(0)
        stage.settle()
        mailbox.put(lane.preview(*mailbox.size, phone=True))
        screen.pages[does.state.step].view.pull()
    if step > 3:
        does.next()
        does.find_relays()
        does.add_gate("Main gate", "http://192.0.2.41", "")
    set_up.tasks.close()


def first_start(stage: Stage) -> None:
    first_start_at(stage, 0)


def first_start_central(stage: Stage) -> None:
    first_start_at(stage, 1)


def first_start_letter(stage: Stage) -> None:
    first_start_at(stage, 1)
    screen = stage.window
    does, page = screen.presenter, screen.pages[screen.presenter.state.step]
    does.state = replace(does.state, busy=LETTER, findings=())
    screen.show_state(does.state)
    stage.settle()
    mailbox = does.mailbox(LETTER)
    mailbox.put(lane.preview(*mailbox.size, phone=True))
    page.view.pull()


def first_start_recovery(stage: Stage) -> None:
    first_start_at(stage, 2)


def first_start_cameras(stage: Stage) -> None:
    first_start_at(stage, 3)


def first_start_gates(stage: Stage) -> None:
    first_start_at(stage, 4)


def reason(stage: Stage) -> None:
    stage.shell.gate.presenter.override("main")


def found(stage: Stage) -> None:
    stage.shell.gate.finder.field.setText("ord")
    stage.shell.gate.presenter.search("ord")


def empty(stage: Stage) -> None:
    stage.core.expected_list, stage.core.expected_count = (), 0
    stage.core.gate_list = (stories.MAIN,)
    stage.core.camera_list = ()
    stage.core.events.publish(stories.LANE)
    stage.core.events.publish(GateChanged(stories.MAIN))
    stage.core.clock.go(61)
    stage.shell.tick()


def _gate(stage: Stage, status: stories.GateStatus) -> None:
    stage.core.gate_list = (status, stories.DOOR)
    stage.core.events.publish(GateChanged(status))


SCENES: dict[str, Callable[[Stage], None]] = {
    "ready": ready,
    "which": which,
    "just-scanned": just_scanned,
    "checking": checking,
    "admit": admit,
    "admit-next": admit_next,
    "refuse": refuse,
    "blacklisted": blacklisted,
    "not-a-code": not_a_code,
    "ask": ask,
    "word": word,
    "opening": opening,
    "opened": opened,
    "not-opened": not_opened,
    "unknown": unknown,
    "offline": offline,
    "no-camera": no_camera,
    "relay-silent": relay_silent,
    "signed-out": signed_out,
    "disk-full": disk_full,
    "sign-in": sign_in,
    "sign-in-code": sign_in_code,
    "possible-match": possible_match,
    "refused": refused,
    "too-old-and-full": too_old_and_full,
    "ask-host": ask_host,
    "host-said-yes": host_said_yes,
    "host-said-no": host_said_no,
    "back-online": back_online,
    "tour": tour,
    "tour-last": tour_last,
    "training": training,
    "reason": reason,
    "link": link,
    "five-gates": five_gates,
    "first-start": first_start,
    "first-start-central": first_start_central,
    "first-start-letter": first_start_letter,
    "first-start-recovery": first_start_recovery,
    "first-start-cameras": first_start_cameras,
    "first-start-gates": first_start_gates,
    "help": helping,
    "emergency": emergency,
    "lock-down-twice": lock_down_twice,
    "devices-cloud": devices_cloud,
    "devices-reason": devices_reason,
    "devices-pair": devices_pair,
    "wrong-gate": wrong_gate,
    "by-itself": by_itself,
    "open-several": open_several,
    "release-by-pin": release_by_pin,
    "locked-down": locked_down,
    "devices": devices,
    "devices-check": devices_check,
    "devices-camera": devices_camera,
    "history": history,
    "history-marked": history_marked,
    "history-review": history_review,
    "history-kept-back": history_kept_back,
    "history-barred": history_barred,
    "figures": figures,
    "outages": outages,
    "proof": proof,
    "proof-broken": proof_broken,
    "person": person,
    "service": service,
    "service-log": service_log,
    "service-times": service_times,
    "service-settings": service_settings,
    "service-settings-taken": service_settings_taken,
    "expected": expected,
    "inside": inside,
    "shift-log": shift_log,
    "shift-picture": shift_picture,
    "shift-log-line": shift_log_line,
    "handover": handover,
    "lock": locked,
    "lock-waiting": locked_waiting,
    "choose-pin": choose_pin,
    "call": call,
    "walk-in": walk_in,
    "walk-in-again": walk_in_again,
    "walked-in": walked_in,
    "walk-in-pass": walk_in_pass,
    "walk-in-pass-unprinted": walk_in_pass_unprinted,
    "inside-passes": inside_passes,
    "delivery": delivery,
    "known-person": known_person,
    "found": found,
    "empty": empty,
}
