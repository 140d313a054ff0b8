"""The people, gates and moments of the pictures: one place that tests and pictures share."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.case import Case, Phase
from app.domain.decision import Facts, LastEntry, decide
from app.domain.entry import Direction, Entry, EntryKind
from app.domain.gate import GateOutcome, GateStatus, OutcomeKind, Path, Position
from app.domain.passes import BlacklistHit, BlacklistKind, Pass, VisitorType
from app.domain.scan import CodeKind, ForeignCode, PassCode, Scan, Source
from app.domain.shift import Actor, LineKind, Role, ShiftLine
from app.errors import DeviceError, KnownError, PrintError, StoreError
from app.events import ActorChanged, CameraChanged, Link, LinkChanged, Notice
from app.gates.port import Finding
from app.gates.quality import LinkMinute
from app.ops.figures import Figures, OpenTimes
from app.ops.story import Story
from app.settings import CameraPart, Central, GatePart, Settings, Site
from app.store.rows import InsideRow, QuarantineRow
from tests.ui.fake_core import NOW, FakeCore
from ui.presenters.history import Summary

COMMUNITY = "c0000000-0000-4000-8000-000000000001"


def at(hour: int, minute: int, *, days: int = 0) -> datetime:
    """A moment of the site's day (UTC-6), `days` from the day of the pictures."""
    return NOW.replace(hour=0, minute=0, second=0) + timedelta(days=days, hours=hour + 6, minutes=minute)


def a_pass(number: int, name: str, house: str, **more: object) -> Pass:
    given: dict[str, object] = {
        "visitor_type": VisitorType.GUEST,
        "valid_until": at(20, 0),
        "valid_from": at(8, 0),
        **more,
    }
    return Pass(
        pass_id=f"p{number}",
        record_uid=f"b194{number:04d}-0000-4000-8000-0000000{number:05d}",
        community_id=COMMUNITY,
        visitor_name=name,
        house=house,
        **given,  # type: ignore[arg-type]
    )


MARIANA = a_pass(
    1, "Mariana Orellana", "27", host_name="Fam. Castellanos", entries_allowed=3, entries_used=1, plate="P 482-KLM",
    vehicle="Toyota", document_last4="4471", note="Bringing a cake, please let her park at the visitor bay.",
)  # fmt: skip
RICARDO = a_pass(
    2, "Ricardo Méndez", "112", host_name="Ing. Paredes", host_id="h112", visitor_type=VisitorType.DELIVERY,
    entries_allowed=1, entries_used=1, valid_until=at(20, 0, days=-1), valid_from=at(8, 0, days=-1),
)  # fmt: skip
EXPECTED = (
    a_pass(11, "Clínica Dental Sonrisas", "3", valid_from=at(14, 45)),
    a_pass(12, "Familia Ordóñez", "88", valid_from=at(15, 0), people=4),
    a_pass(13, "Plomería Rápida", "61", valid_from=at(15, 0)),
    a_pass(14, "Ana Lucía Paz", "3", valid_from=at(15, 15)),
    a_pass(15, "Cargo Expreso", "9", valid_from=at(15, 30)),
    a_pass(16, "Luis Tzoc", "61", valid_from=at(15, 30)),
)

MAIN = GateStatus("main", "Main gate", Position.CLOSED, NOW, True, model="Shelly Plus 1", answer_ms=9)
DOOR = GateStatus("door", "Pedestrian door", Position.CLOSED, NOW, True, model="Shelly 1", answer_ms=14)
LANE = CameraChanged("lane", "Lane camera", 1280, 720, 30.0, None)
DESK = CameraChanged("desk", "Desk webcam", 1280, 720, 30.0, None)


def entry(
    number: int,
    when: datetime,
    kind: EntryKind,
    name: str = "",
    house: str = "",
    *,
    direction: Direction = Direction.IN,
    reason: str = "valid",
    note: str = "",
) -> Entry:
    return Entry(
        entry_id=f"e{number}", kind=kind, direction=direction, occurred_at=when, gate_id="main", actor_id="a1",
        actor_name="J. Ajú", shift_id="s1", device_id="d1", incarnation="i1", visitor_name=name, house=house,
        reason=reason, note=note,
    )  # fmt: skip


RECENT = (
    entry(4, at(14, 31), EntryKind.VISIT, "Cargo Expreso", "9"),
    entry(3, at(14, 22), EntryKind.OVERRIDE, reason=""),
    entry(2, at(14, 18), EntryKind.EXIT, "Luis Tzoc", "61", direction=Direction.OUT),
    entry(1, at(14, 5), EntryKind.REFUSAL, "Ricardo Méndez", "112", reason="expired"),
    entry(0, at(13, 58), EntryKind.VISIT, "Ana Lucía Paz", "3"),
)


INSIDE = (
    InsideRow(a_pass(21, "Jardines del Sur", "15", visitor_type=VisitorType.SERVICE, plate="C 310-BBD",
                     valid_until=at(12, 0)), at(9, 20), "main"),
    InsideRow(a_pass(22, "Familia Ordóñez", "88", visitor_type=VisitorType.FAMILY, people=4), at(13, 41), "main"),
    InsideRow(a_pass(23, "Ana Lucía Paz", "3", host_name="Dr. Paz", plate="P 117-JHG"), at(13, 58), "door"),
    InsideRow(a_pass(24, "Cargo Expreso", "9", visitor_type=VisitorType.DELIVERY, plate="C 884-QQR"), at(14, 31),
              "main"),
)  # fmt: skip
LINES = (
    ShiftLine("l2", "s1", LineKind.INCIDENT, at(13, 5), "a1", "J. Ajú", "A dog on the lane; house 40 came for it."),
    ShiftLine("l1", "s0", LineKind.HANDOVER, at(5, 58), "a9", "P. Xol",
              "Light of the pedestrian door is broken; electrician at 10. House 12 expects movers all day."),
)  # fmt: skip


def _story(number: int, clock: tuple[int, int, int], name: str, house: str, **more: object) -> Story:
    given: dict[str, object] = {
        "kind": EntryKind.VISIT,
        "direction": Direction.IN,
        "reason": "valid",
        "verdict": "admit",
        "basis": "central",
        "visitor_type": "Guest",
        "actor_name": "J. Ajú",
        "gate_id": "main",
        **more,
    }
    found = given.pop("found", ())
    waiting, explained = given.pop("waiting", False), str(given.pop("explained", ""))
    made = Entry(
        entry_id=f"h{number}", occurred_at=at(*clock[:2]).replace(second=clock[2]), actor_id="a1", shift_id="s1",
        device_id="d1", incarnation="i1", visitor_name=name, house=house, **given,  # type: ignore[arg-type]
    )  # fmt: skip
    done = GateOutcome(OutcomeKind.DONE, Path.LOCAL, "ok", took_ms=38, confirmed=True)
    outcome = done if made.kind is not EntryKind.REFUSAL else None
    return Story(made, outcome, found, waiting, explained=explained)  # type: ignore[arg-type]


HISTORY = (
    _story(1, (14, 37, 8), "Mariana Orellana", "27", photo_hash="f1", plate="P 482-KLM", waiting=True),
    _story(2, (14, 31, 52), "Cargo Expreso", "9", visitor_type="Delivery"),
    _story(3, (14, 22, 10), "", "", kind=EntryKind.OVERRIDE, explained="ambulance, house 40",
           visitor_type="", basis="", reason="", verdict=""),
    _story(4, (14, 18, 33), "Luis Tzoc", "61", visitor_type="Service", kind=EntryKind.EXIT, direction=Direction.OUT),
    _story(5, (14, 5, 47), "Ricardo Méndez", "112", visitor_type="Delivery", kind=EntryKind.REFUSAL,
           reason="expired", verdict="refuse"),
    _story(6, (13, 58, 20), "Ana Lucía Paz", "3", basis="mirror", offline=True),
    _story(7, (13, 57, 2), "Ana Lucía Paz", "3", gate_id="North gate", actor_name="P. Xol",
           found=("other_gate_used",)),
    _story(8, (13, 41, 16), "Familia Ordóñez", "88", visitor_type="Family", people=4),
    _story(9, (13, 30, 9), "Jardines del Sur", "15", visitor_type="Service", kind=EntryKind.EXIT,
           direction=Direction.OUT),
    _story(10, (13, 12, 44), "", "", visitor_type="", kind=EntryKind.REFUSAL, reason="not_a_code", verdict="refuse",
           basis="nothing"),
    _story(11, (12, 59, 31), "Pedro Chitay", "27", visitor_type="Party"),
)  # fmt: skip
BY_HOUR = (4, 2, 2, 1, 2, 6, 18, 34, 41, 36, 30, 33, 38, 36, 28, *([0] * 9))
BY_DAY = (188, 171, 165, 120, 98, 190, 203)
SUMMARY = Summary(
    Figures(
        entries=203, people=251, exits=166, by_hour=BY_HOUR,
        by_day=tuple((NOW.date() - timedelta(days=6 - n), count) for n, count in enumerate(BY_DAY)),
        by_gate=(("Main gate", 171), ("Pedestrian door", 32)),
        by_type=(("Guest", 96), ("Delivery", 58), ("Service", 31), ("Family", 12), ("Party", 4), ("", 2)),
        refusals=(("expired", 7), ("unknown", 4), ("not_a_code", 2)), overrides=(("J. Ajú", 3), ("P. Xol", 1)),
        open_times=OpenTimes(150, 41, 96, 130), scan_times=OpenTimes(141, 3_240, 11_400, 24_000), offline_minutes=35,
        by_guard=(("J. Ajú", 240), ("P. Xol", 133)),
    ),
    inside=37, overstays=4, review=1, before=188,
)  # fmt: skip


SETTINGS = Settings(
    site=Site(name="Residencial Las Lomas", post="Main gate PC", community_id=COMMUNITY, device_id=COMMUNITY),
    central=Central(url="https://central.example", key="sb_publishable_x"),
    cameras=(
        CameraPart(id="lane", name="Lane camera", address="rtsp://192.0.2.20/stream1", gate="main"),
        CameraPart(id="desk", name="Desk webcam", address="usb:HD Webcam", scans=False),
    ),
    gates=(
        GatePart(id="main", name="Main gate", driver="shelly_rpc", address="http://192.0.2.40", mac="A8032AB4C1D2",
                 reed_input=0),
        GatePart(id="door", name="Pedestrian door", driver="shelly_gen1", address="http://192.0.2.41",
                 mac="A8032AB4C1D3", input_kind="open_only"),
    ),
)  # fmt: skip
SERVICE_GATE = GateStatus("service", "Service gate", Position.UNKNOWN, NOW - timedelta(minutes=3), False)
FINDINGS = (
    Finding("password", True),
    Finding("input_detached", False, fixable=True),
    Finding("auto_off", True),
    Finding("access_point_off", False, fixable=True),
    Finding("no_webhooks", False, detail="1"),
    Finding("firmware", True, "advice", detail="1.7.5"),
)


def technician(core: FakeCore) -> None:
    """A technician works here; a third gate is silent."""
    core.actor = Actor("a3", "M. Pérez", Role.TECHNICIAN)
    core.events.publish(ActorChanged(core.actor, False))
    core.gate_list = (*core.gate_list, SERVICE_GATE)
    first = NOW - timedelta(hours=23, minutes=50)
    core.actuator.minutes = tuple(
        LinkMinute(first + timedelta(minutes=10 * n), polls=6, lost=6 if 70 <= n < 73 else 0,
                   sum_ms=6 * (9 + n % 4 + (60 if n in (90, 91) else 0)))
        for n in range(143)
    )  # fmt: skip
    core.actuator.findings = FINDINGS


NOTICES = (
    Notice("n1", "entry_flagged", at(14, 12), "h7", "other_gate_used"),
    Notice("n2", "pin_locked", at(13, 2), "J. Ajú"),
    Notice("n3", "camera_silent", at(9, 41), "Desk webcam"),
)


def supervised(core: FakeCore) -> None:
    """A supervisor works here while the guard stays on duty."""
    core.actor = Actor("a2", "C. Barrios", Role.SUPERVISOR)
    core.events.publish(ActorChanged(core.actor, False))


def populated() -> FakeCore:
    """A console in the middle of a calm afternoon."""
    core = FakeCore()
    core.gate_list = (MAIN, DOOR)
    core.camera_list = (LANE, DESK)
    core.expected_list, core.expected_count = EXPECTED, 41
    core.passes = (MARIANA, RICARDO, *EXPECTED)
    core.recent_list = RECENT
    core.inside_list = INSIDE
    core.lines = LINES
    core.stories, core.summary = HISTORY, SUMMARY
    core.notices = NOTICES
    core.held = (QuarantineRow(HISTORY[9].entry, None, "bad_uuid", "record_uid is no UUID", at(13, 20), 3),)
    core.settings = SETTINGS
    return core


def offline(core: FakeCore) -> None:
    """The central API is gone since 14:02."""
    core.set_link(LinkChanged(Link.OFFLINE, at(14, 2), 12, at(14, 1)))


def scan(code: PassCode | ForeignCode) -> Scan:
    return Scan("scan-1", Source.CAMERA, code, Direction.IN, NOW, camera_id="lane")


def code_of(pass_: Pass) -> PassCode:
    return PassCode(CodeKind.RECORD, pass_.record_uid)


STRANGE = PassCode(CodeKind.RECORD, "b1940000-0000-4000-8000-000000002b6a")
FOREIGN = ForeignCode("0" * 64, "https://example.org/menu")


def facts(pass_: Pass | None = None, **more: object) -> Facts:
    given: dict[str, object] = {"is_code": True, "community_id": COMMUNITY, "pass_": pass_, **more}
    return Facts(**given)  # type: ignore[arg-type]


def checking(photo: bytes | None = None) -> Case:
    return Case("case-1", scan(code_of(MARIANA)), Phase.CHECKING, photo=photo)


def decided(code: PassCode | ForeignCode, known: Facts, photo: bytes | None = None, **more: object) -> Case:
    made = Case(
        "case-1", scan(code), Phase.DECIDED, facts=known, decision=decide(known, NOW, Direction.IN), photo=photo,
        decided_at=NOW,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def admit(photo: bytes | None = None, **more: object) -> Case:
    known = facts(MARIANA, asked_central=True, answered_ms=84, age=timedelta(0))
    return decided(code_of(MARIANA), known, photo, **more)


def admit_offline(photo: bytes | None = None) -> Case:
    return decided(code_of(MARIANA), facts(MARIANA, age=NOW - at(14, 1)), photo)


def refuse() -> Case:
    last = LastEntry(at(17, 12, days=-1), "main", Direction.IN)
    return decided(code_of(RICARDO), facts(RICARDO, asked_central=True, last_entry=last))


def blacklisted() -> Case:
    hit = (BlacklistHit(BlacklistKind.RECORD, "theft in May"),)
    return decided(code_of(MARIANA), facts(MARIANA, asked_central=True, blacklist=hit))


def not_a_code() -> Case:
    return decided(FOREIGN, facts(is_code=False))


def ask(photo: bytes | None = None) -> Case:
    return decided(STRANGE, facts(age=NOW - at(14, 1)), photo)


def ended(kind: OutcomeKind, detail: str = "ok", *, confirmed: bool = False, photo: bytes | None = None) -> Case:
    kept = entry(9, NOW, EntryKind.VISIT, "Mariana Orellana", "27")
    outcome = GateOutcome(kind, Path.LOCAL, detail, took_ms=41, confirmed=confirmed)
    return admit(photo, phase=Phase.ENDED, entry=kept, outcome=outcome)


WALTER = a_pass(31, "Walter Coc", "7", local=True, short_code="7K4T9M2Q", valid_from=None, valid_until=at(26, 37))


def walked_in(kind: OutcomeKind = OutcomeKind.DONE, pass_: Pass = WALTER) -> Case:
    kept = entry(9, NOW, EntryKind.WALK_IN, pass_.visitor_name, pass_.house)
    outcome = GateOutcome(kind, Path.LOCAL, "ok", took_ms=41)
    known = facts(pass_, age=timedelta(0))
    return decided(code_of(pass_), known, None, phase=Phase.ENDED, entry=kept, outcome=outcome)


PRINTER_GONE = PrintError(
    "printer_gone", "No printer took the sheet", "This PC has no printer, or it does not answer.", "Print again."
)
NO_PICTURES = DeviceError(
    "camera_silent", "The camera gives no pictures", "Lane camera has sent nothing for 12 s.",
    "Look at its plug and its network cable. It comes back by itself.",
)  # fmt: skip
DISK_FULL: KnownError = StoreError(
    "disk_full", "The disk is full", "Nothing can be recorded.", "Call the technician to free space."
)
