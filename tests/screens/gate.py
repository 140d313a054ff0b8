"""The Gate screen: from nobody there to the car that has gone, and what can be wrong meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from app.choices import Choices
from app.domain.case import Phase
from app.domain.entry import EntryKind
from app.domain.gate import OutcomeKind, Position
from app.domain.passes import BlacklistHit, BlacklistKind
from app.events import (
    CameraChanged,
    CodesInView,
    EntrySettled,
    GateChanged,
    Link,
    LinkChanged,
    MirrorChanged,
    ScanArrived,
    Trouble,
)
from app.store.rows import HostQuestion
from tests.screens import lane
from tests.screens.stage import Stage
from tests.ui import stories
from tests.ui.fake_core import NOW
from ui.presenters.gate_state import Action


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


def disk_full(stage: Stage) -> None:
    stage.core.events.publish(Trouble(stories.DISK_FULL))


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


def by_itself(stage: Stage) -> None:
    stage.core.gate_list = (
        replace(stories.MAIN, automatic=True),
        replace(stories.DOOR, reachable=False, problem="http:401"),
    )
    stage.core.events.publish(GateChanged(stories.MAIN))


def five_gates(stage: Stage) -> None:
    more = tuple(replace(stories.DOOR, gate_id=f"g{n}", name=f"Portón {n}") for n in range(3))
    stage.core.gate_list = (stories.MAIN, stories.DOOR, *more)
    stage.core.events.publish(GateChanged(stories.MAIN))


def reason(stage: Stage) -> None:
    stage.shell.gate.presenter.override("main")


def reason_of_the_site(stage: Stage) -> None:
    stage.core.choices = Choices(
        override_reasons=(
            "Ambulancia, bomberos o policía",
            "Camión de la basura",
            "Residente sin teléfono",
            "Bus del colegio",
            "Proveedor de la administración",
            "La cámara no lee el código",
        )
    )
    reason(stage)


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


GATE: dict[str, Callable[[Stage], None]] = {
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
    "disk-full": disk_full,
    "possible-match": possible_match,
    "refused": refused,
    "too-old-and-full": too_old_and_full,
    "ask-host": ask_host,
    "host-said-yes": host_said_yes,
    "host-said-no": host_said_no,
    "back-online": back_online,
    "reason": reason,
    "reason-of-the-site": reason_of_the_site,
    "five-gates": five_gates,
    "by-itself": by_itself,
    "found": found,
    "empty": empty,
}
