"""The ways to the gate without a camera: a typed code, a name from the list, a walk-in, a person we know.

They join the one story where the design says: typed and picked at *Scan*, a walk-in at *Facts* (with a local
pass), a known person at *Entry*.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable, Collection
from datetime import UTC, timedelta
from typing import Protocol

from app.clock import Clock, TrustedTime
from app.devices.hygiene import ScanHygiene
from app.domain.entry import Direction, Entry, EntryKind
from app.domain.gate import Cause, GateOutcome
from app.domain.ids import uuid7
from app.domain.passes import Pass, VisitorType
from app.domain.scan import (
    SHORT_ALPHABET,
    SHORT_LENGTH,
    CodeKind,
    ForeignCode,
    PassCode,
    Scan,
    Source,
    parse_payload,
    parse_typed,
)
from app.domain.shift import Act, may
from app.events import Events, MessageKept, ScanArrived
from app.opening import Duty, Opening
from app.store.rows import Call, Host, Message, MessageLane

WALK_IN_STAYS = timedelta(hours=12)
"""How long a walk-in's local pass lasts: a working day, so that leaving and coming back needs no new form."""


class LocalPasses(Protocol):
    """Where walk-ins' passes are kept."""

    async def keep_local_pass(self, pass_: Pass, *, tell: Message | None = None) -> None: ...


class Hosts(Protocol):
    """Who lives where."""

    async def host_of(self, house: str) -> Host | None: ...


class Intents:
    """Turns what a guard typed or picked into scans and entries."""

    def __init__(
        self,
        *,
        take: Callable[[Scan], None],
        opening: Opening,
        passes: LocalPasses,
        residents: Hosts,
        duty: Callable[[], Duty],
        community_id: str,
        hosts: Collection[str],
        clock: Clock,
        time: TrustedTime,
        events: Events,
        scanner_direction: Direction = Direction.IN,
    ) -> None:
        self._take = take
        self._opening = opening
        self._passes = passes
        self._residents = residents
        self._duty = duty
        self._community_id = community_id
        self._hosts = hosts
        self._clock = clock
        self._time = time
        self._events = events
        self._scanner_direction = scanner_direction
        self._lines = ScanHygiene(hosts)

    def typed(self, text: str, direction: Direction = Direction.IN) -> bool:
        """A code typed by hand; False if the text is no code but a search."""
        code = parse_typed(text, hosts=self._hosts)
        if code is None:
            return False
        self._take(self._scan(Source.TYPED, code, direction))
        return True

    def hand_scanner(self, line: str, direction: Direction | None = None) -> None:
        """A line from a hand scanner, ours or not: a person stands there and wants an answer. `direction`: None for
        what the scanners are set up for."""
        code = parse_payload(line, hosts=self._hosts)
        scan = self._scan(Source.HAND_SCANNER, code, direction or self._scanner_direction)
        held = self._lines.line(line, self._clock.monotonic())
        if held is None:
            self._take(scan)
        else:
            self._events.publish(ScanArrived(scan, held=held.value))

    def pick(self, pass_: Pass, direction: Direction = Direction.IN) -> None:
        """Somebody from a list: found by name, expected today, or inside now."""
        self._take(self._scan(Source.PICKED, PassCode(CodeKind.RECORD, pass_.record_uid), direction))

    async def walk_in(
        self,
        *,
        name: str,
        house: str,
        visitor_type: VisitorType = VisitorType.GUEST,
        document_last4: str = "",
        plate: str = "",
        people: int = 1,
        note: str = "",
    ) -> Pass:
        """Register somebody without a pass. Keeps a local pass and brings it before the rules; the site's other gates
        learn of it through the central API. A van that goes to no one house has no host there: its pass stays here."""
        now = self._time.now().at
        host = await self._residents.host_of(house)
        pass_ = Pass(
            pass_id=uuid7(now),
            record_uid=str(uuid.uuid4()),
            short_code=_short_code(),
            community_id=self._community_id,
            visitor_name=name,
            visitor_type=visitor_type,
            valid_from=None,
            valid_until=now + WALK_IN_STAYS,
            host_id=host.host_id if host else None,
            host_name=host.name if host else "",
            house=house,
            plate=plate,
            people=people,
            document_last4=document_last4[-4:],
            note=note,
            local=True,
        )
        await self._passes.keep_local_pass(pass_, tell=_registration(pass_) if house.strip() else None)
        self._events.publish(MessageKept())
        self.pick(pass_)
        return pass_

    async def known_person(
        self,
        *,
        who: str,
        house: str,
        gate_id: str,
        name: str = "",
        plate: str = "",
        direction: Direction = Direction.IN,
    ) -> tuple[Entry, GateOutcome] | None:
        """A resident, staff, taxi or recurring help (`who`): recorded as such and let through. None if nobody
        may, or if the entry could not be kept: then nothing opens."""
        pressed_at = self._clock.monotonic()
        duty = self._duty()
        if duty.locked or not may(duty.actor, Act.ADMIT):
            return None
        entry = self._opening.entry(
            EntryKind.KNOWN_PERSON,
            direction,
            gate_id,
            visitor_name=name,
            visitor_type=who,
            house=house,
            plate=plate,
        )
        recorded = await self._opening.record(entry)
        if recorded is None:
            return None
        return recorded, await self._opening.open_for(recorded, cause=Cause.KEY, pressed_at=pressed_at)

    def _scan(self, source: Source, code: PassCode | ForeignCode, direction: Direction) -> Scan:
        now = self._time.now().at
        return Scan(uuid7(now), source, code, direction, now, first_seen_monotonic=self._clock.monotonic())


def _registration(pass_: Pass) -> Message:
    """A walk-in's pass as `register_walk_in_v1` takes it. Told again, it is the same pass."""
    body = {
        "id": pass_.pass_id,
        "record_uid": pass_.record_uid,
        "short_code": pass_.short_code,
        "host_id": pass_.host_id,
        "house": pass_.house,
        "visitor_name": pass_.visitor_name,
        "visitor_type": pass_.visitor_type.value,
        "valid_until": pass_.valid_until.astimezone(UTC).isoformat(),
        "entries_allowed": pass_.entries_allowed,
        "document_last4": pass_.document_last4,
        "plate": pass_.plate,
        "people": pass_.people,
        "note": pass_.note,
    }
    return Message(pass_.pass_id, MessageLane.NOTICE, Call.REGISTER_WALK_IN, body)


def _short_code() -> str:
    """A code to read out. One without a digit would be taken for a search when it is typed."""
    while True:
        made = "".join(secrets.choice(SHORT_ALPHABET) for _ in range(SHORT_LENGTH))
        if any(letter.isdigit() for letter in made):
            return made
