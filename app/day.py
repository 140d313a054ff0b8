"""The guard's day beside the gate: who is expected, who is inside, what stands in the shift log."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from app.clock import TrustedTime
from app.domain.entry import Direction, Entry
from app.domain.ids import uuid7
from app.domain.passes import Pass, VisitorType
from app.domain.scan import CodeKind, PassCode
from app.domain.shift import LineKind, Shift, ShiftLine
from app.events import Events, MessageKept
from app.opening import Duty
from app.ops.figures import Present
from app.ops.files import export_error
from app.ops.printing import Printing
from app.store.rows import Call, HostQuestion, InsideRow, Message, MessageLane
from app.store.store import Store

INSIDE_AT_MOST = 5000
LOOKS_BACK = timedelta(days=7)
"""Own movements older than this are in the mirror, or nobody's concern any more."""


WRITTEN = frozenset({LineKind.NOTE, LineKind.INCIDENT, LineKind.HANDOVER})
"""The lines of other posts that are worth reading here."""


class PhotoElsewhere(Protocol):
    """A photo that another console uploaded, by its moment and its hash. None where it cannot be had now."""

    async def __call__(self, taken_at: datetime, photo_hash: str) -> bytes | None: ...


class Day:
    """Reads the mirror and the journal together: both are right only together, offline too."""

    def __init__(
        self,
        *,
        store: Store,
        duty: Callable[[], Duty],
        time: TrustedTime,
        site_now: Callable[[], datetime],
        printing: Callable[[], Printing],
        prints: Path,
        events: Events,
        photo_elsewhere: PhotoElsewhere,
    ) -> None:
        self._store = store
        self._duty = duty
        self._time = time
        self._site_now = site_now
        self._printing = printing
        self._prints = prints
        self._events = events
        self._photo_elsewhere = photo_elsewhere

    async def expected_today(self) -> tuple[Pass, ...]:
        """All passes that begin on the site's day."""
        start = self._site_now().replace(hour=0, minute=0, second=0, microsecond=0)
        rows, _ = await self._store.mirror.expected(start, start + timedelta(days=1), limit=500)
        return rows

    async def inside(self) -> tuple[InsideRow, ...]:
        """Who is inside: what all gates told the central API, corrected by what only this PC knows yet."""
        rows = {row.pass_.pass_id: row for row in await self._store.mirror.inside(limit=INSIDE_AT_MOST)}
        for entry in await self._store.logbook.moves_since(self._time.now().at - LOOKS_BACK):
            if entry.pass_id is None:
                continue
            known = rows.get(entry.pass_id)
            if known is not None and known.since > entry.occurred_at:
                continue
            if entry.direction is Direction.OUT:
                rows.pop(entry.pass_id, None)
            else:
                pass_ = known.pass_ if known else await self._pass_of(entry)
                rows[entry.pass_id] = InsideRow(pass_, entry.occurred_at, entry.gate_id)
        made_here = await self._store.journal.made_here(rows)
        marked = (replace(row, made_here=row.pass_.pass_id in made_here) for row in rows.values())
        return tuple(sorted(marked, key=lambda row: row.since, reverse=True))

    async def print_muster(self) -> Path:
        """The list of everybody inside, as a PDF to print: with one key, offline too."""
        present = [
            Present(
                name=row.pass_.visitor_name,
                house=row.pass_.house,
                since=row.since,
                gate_id=row.gate_id,
                people=row.pass_.people,
                valid_until=row.pass_.valid_until,
            )
            for row in await self.inside()
        ]
        target = self._prints / f"muster-{self._site_now():%Y%m%d-%H%M%S}.pdf"
        await asyncio.to_thread(self._print, target, present)
        return target

    def _print(self, target: Path, present: list[Present]) -> None:
        from app.ops.reports import muster_list  # loads reportlab: a start does not wait for it

        try:
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise export_error(error, target) from error
        muster_list(target, present, self._printing())

    async def shift_entries(self) -> tuple[Entry, ...]:
        """What happened in the shift that runs."""
        shift = self._duty().shift
        return await self._store.logbook.of_shift(shift.shift_id) if shift else ()

    async def shift_lines(self) -> tuple[ShiftLine, ...]:
        """The log of the last day, with every handover that was not read yet and what other posts noted; the oldest
        first."""
        since = self._time.now().at - timedelta(days=1)
        own = await self._store.logbook.lines(since=since)
        others = await self._store.mirror.shift_lines(since=since, but_of=self._duty().device_id)
        written = (line for line in others if line.kind in WRITTEN)
        return tuple(sorted((*own, *written), key=lambda line: line.at))

    async def line_photo(self, line: ShiftLine) -> bytes | None:
        """The picture of a line: from this PC's disk, or of another post's line from the central API; None without."""
        if line.photo_hash is None:
            return None
        photo = await self._store.photos.load(line.photo_hash)
        return photo if photo is not None else await self._photo_elsewhere(line.at, line.photo_hash)

    async def write_line(
        self,
        kind: LineKind,
        words: str,
        *,
        acknowledges: str = "",
        shift: Shift | None = None,
        photo: bytes | None = None,
    ) -> ShiftLine:
        """A line in the shift log, by whoever is on duty (or of `shift`); the central API is told of it."""
        now = self._time.now().at
        shift = shift or self._duty().shift
        line = ShiftLine(
            line_id=uuid7(now),
            shift_id=shift.shift_id if shift else "",
            kind=kind,
            at=now,
            actor_id=shift.actor.actor_id if shift else "",
            actor_name=shift.actor.name if shift else "",
            words=words,
        )
        kept = await self._store.logbook.write(line, acknowledges=acknowledges, photo=photo)
        self._events.publish(MessageKept(urgent=False))
        return kept

    async def shift_changed(self, before: Shift | None, after: Shift | None) -> None:
        """One shift ended, the next begins: both stand in the book."""
        if before is not None and (after is None or after.shift_id != before.shift_id):
            await self.write_line(LineKind.END, "", shift=before)
        if after is not None and (before is None or after.shift_id != before.shift_id):
            await self.write_line(LineKind.START, "", shift=after)

    async def acknowledge(self, line_id: str) -> None:
        """The guard on duty has read a handover."""
        await self.write_line(LineKind.ACKNOWLEDGED, "", acknowledges=line_id)

    async def hand_over(self, words: str) -> None:
        """Notes for the next guard. Nothing waits for them to be read."""
        await self.write_line(LineKind.HANDOVER, words)

    async def ask_host(
        self, host_id: str, *, visitor_name: str = "", plate: str = "", note: str = "", gate_id: str = ""
    ) -> str:
        """Ask a host in the app whether somebody may come in; the question's id, to look for its answer.

        It is kept before it is sent: offline it waits, and the guard goes on to the telephone.
        """
        now, actor = self._time.now().at, self._duty().actor
        question_id = uuid7(now)
        body = {
            "id": question_id,
            "host_id": host_id,
            "visitor_name": visitor_name,
            "plate": plate,
            "note": note,
            "gate_id": gate_id,
            "asked_by": actor.name if actor else "",
            "asked_at": now.astimezone(UTC).isoformat(),
        }
        await self._store.messages.put(Message(question_id, MessageLane.QUESTION, Call.ASK_HOST, body))
        self._events.publish(MessageKept())
        return question_id

    async def host_answer(self, question_id: str) -> HostQuestion | None:
        """What became of a question, as far as the feed has brought it back (MirrorChanged tells when to look)."""
        return await self._store.mirror.question(question_id)

    async def heard_from_host(self, question_id: str, *, admit: bool, heard_by: str, note: str = "") -> None:
        """Write down what a host said on the telephone. The first answer stands, wherever it came from."""
        body = {
            "p_question": question_id,
            "p_answer": "admit" if admit else "refuse",
            "p_note": note,
            "p_heard_by": heard_by,
        }
        answered = Message(uuid7(self._time.now().at), MessageLane.QUESTION, Call.ANSWER_HOST, body)
        await self._store.messages.put(answered)
        self._events.publish(MessageKept())

    async def _pass_of(self, entry: Entry) -> Pass:
        """The pass of an own entry; from the entry itself when nothing else knows it any more."""
        assert entry.pass_id is not None
        if (known := (await self._store.mirror.find_by_id(entry.pass_id)).pass_) is not None:
            return known
        if entry.record_uid:
            code = PassCode(CodeKind.RECORD, entry.record_uid)
            if (local := await self._store.journal.local_pass(code)) is not None:
                return local
        known_types = {kind.value: kind for kind in VisitorType}
        return Pass(
            pass_id=entry.pass_id,
            record_uid=entry.record_uid or "",
            community_id="",
            visitor_name=entry.visitor_name,
            visitor_type=known_types.get(entry.visitor_type, VisitorType.GUEST),
            valid_until=entry.occurred_at,
            house=entry.house,
            plate=entry.plate,
            people=entry.people,
        )
