"""The ways to the gate without a camera: a typed code, a name from the list, a walk-in, a person we know.

They join the one story where the design says: typed and picked at *Scan*, a walk-in at *Facts* (with a local
pass), a known person at *Entry*.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable, Collection
from datetime import timedelta
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
from app.events import Events, ScanArrived
from app.opening import Duty, Opening

WALK_IN_STAYS = timedelta(hours=12)
"""How long a walk-in's local pass lasts: a working day, so that leaving and coming back needs no new form."""


class LocalPasses(Protocol):
    """Where walk-ins' passes are kept."""

    async def keep_local_pass(self, pass_: Pass) -> None: ...


class Intents:
    """Turns what a guard typed or picked into scans and entries."""

    def __init__(
        self,
        *,
        take: Callable[[Scan], None],
        opening: Opening,
        passes: LocalPasses,
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
        """Register somebody without a pass. Keeps a local pass and brings it before the rules."""
        now = self._time.now().at
        pass_ = Pass(
            pass_id=uuid7(now),
            record_uid=str(uuid.uuid4()),
            short_code=_short_code(),
            community_id=self._community_id,
            visitor_name=name,
            visitor_type=visitor_type,
            valid_from=None,
            valid_until=now + WALK_IN_STAYS,
            house=house,
            plate=plate,
            people=people,
            document_last4=document_last4[-4:],
            note=note,
            local=True,
        )
        await self._passes.keep_local_pass(pass_)
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


def _short_code() -> str:
    """A code to read out. One without a digit would be taken for a search when it is typed."""
    while True:
        made = "".join(secrets.choice(SHORT_ALPHABET) for _ in range(SHORT_LENGTH))
        if any(letter.isdigit() for letter in made):
            return made
