"""The journal: what happened at this gate, what of it is still to be sent, and the chain that witnesses it.

User actions write only here. Every write is one durable commit; a method that returned has its facts on the platter.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, or_, select

from app.domain.decision import LastEntry
from app.domain.entry import Entry, EntryKind
from app.domain.gate import GateOutcome
from app.domain.passes import Pass
from app.domain.scan import PassCode
from app.errors import StoreError
from app.store import audit, local_passes, messages, outbox, photo_queue, retention, uses
from app.store.entry_pages import entry_page
from app.store.entry_rows import (
    OUTCOME_FIELDS,
    entry_values,
    entry_with,
    insert_entry,
    newest_first,
    next_seq,
)
from app.store.journal_file import JournalFile
from app.store.journal_tables import entries
from app.store.photos import Photos
from app.store.prepared import Prepared
from app.store.rows import (
    AuditHead,
    HistoryFilter,
    HistoryKey,
    HistoryRow,
    Message,
    OutboxRow,
    PhotoRow,
    QuarantineRow,
    Settled,
)

PHOTO_LOST = "photo_lost"
"""The flag of an entry whose photo did not fit on a full disk."""

OwnFacts = tuple[int, LastEntry | None]
"""What this console adds to the central count of a pass's uses, and when it let the pass in or out last."""

_MOVES = (EntryKind.VISIT, EntryKind.WALK_IN, EntryKind.EXIT)
_correction = entries.alias("correction")
_LAST_MOVEMENT = Prepared(
    select(entries.c.occurred_at, entries.c.gate_id, entries.c.direction, entries.c.photo_hash)
    .where(
        entries.c.pass_id == bindparam("of_pass"),
        or_(*(entries.c.kind == kind for kind in _MOVES)),
        ~select(_correction.c.entry_id)
        .where(_correction.c.corrects == entries.c.entry_id, _correction.c.kind == EntryKind.CORRECTION)
        .exists(),
    )
    .order_by(entries.c.occurred_at.desc(), entries.c.no.desc())
    .limit(1)
)


class Journal:
    """The face of journal.db. Raises StoreError for the world's errors."""

    def __init__(self, file: JournalFile, photos: Photos, now: Callable[[], datetime]) -> None:
        self._file = file
        self._photos = photos
        self._now = now

    # What happened

    async def record(self, entry: Entry, *, photo: bytes | None = None) -> Entry:
        """Put an entry on the platter: its photo's file first, then entry, outbox row and audit link in one commit.

        Returns it with `device_seq` and `photo_hash`. Recording the same `entry_id` again changes nothing and
        returns what stands. On a full disk the photo is given up before the entry is (flag `photo_lost`).
        """
        try:
            return await self._file.write(lambda connection: self._record(connection, entry, photo))
        except StoreError as error:
            if photo is None or error.code != "disk_full":
                raise
        poorer = replace(entry, flags=(*entry.flags, PHOTO_LOST))
        return await self._file.write(lambda connection: self._record(connection, poorer, None))

    async def attach_outcome(self, entry_id: str, outcome: GateOutcome) -> None:
        """Keep what became of the gate an entry ordered; a later word (confirmed) replaces an earlier one."""
        said = {name: getattr(outcome, name) for name in OUTCOME_FIELDS}

        def attach(connection: Connection) -> None:
            outbox.attach(connection, entry_id, outcome, self._now())
            audit.append(connection, self._now(), "outcome", entry_id, said)

        await self._file.write(attach)

    async def hold_photo(self, photo: bytes) -> None:
        """Put a photo on the platter ahead of the entry that may name it: then nobody waits for it at the gate. One
        that no entry names is swept."""
        await self._file.write(lambda connection: self._photos.hold(photo))

    async def add_photo(self, entry_id: str, photo: bytes) -> str | None:
        """A further photo of an entry that stands (the face, a second after the code); its hash, None if there is no
        such entry. The entry itself is not touched; the chain witnesses the addition."""

        def add(connection: Connection) -> str | None:
            stands = entry_with(connection, entry_id)
            if stands is None:
                return None
            photo_hash = self._photos.save(photo)
            photo_queue.put(connection, photo_hash, entry_id, stands.occurred_at, self._now())
            audit.append(connection, self._now(), "photo", entry_id, {"photo_hash": photo_hash})
            return photo_hash

        return await self._file.write(add)

    async def photos_of(self, entry_id: str) -> tuple[str, ...]:
        """The hashes of an entry's photos, the scan's frame first."""
        return await self._file.read(lambda connection: photo_queue.of_entry(connection, entry_id))

    async def note(self, kind: str, subject: str, said: Mapping[str, Any]) -> None:
        """A link of its own for what is no entry (a sign-in, a changed setting). Never a person's data."""
        await self._file.write(lambda connection: audit.append(connection, self._now(), kind, subject, said))

    def audit_head(self) -> AuditHead:
        """The newest link: it leaves this PC with each upload."""
        return self._file.head

    # What is known of a pass here

    async def own_uses(self, pass_id: str, mirror_rev: int) -> int:
        """Uses recorded here that the central count at `mirror_rev` does not hold; negative when it holds a visit
        whose correction is still on its way."""
        return await self._file.read(lambda connection: uses.own_uses(connection, pass_id, mirror_rev))

    async def own_facts(self, pass_id: str, mirror_rev: int) -> OwnFacts:
        """`own_uses`, and the last time this console let this pass in or out (corrected visits left out): one look,
        for somebody waits for both."""
        return await self._file.read(lambda connection: _own_facts(connection, pass_id, mirror_rev))

    def look(self, pass_id: str, mirror_rev: int) -> OwnFacts:
        """As `own_facts`, on the reader's thread; damage is raised and not cured."""
        return self._file.look(lambda connection: _own_facts(connection, pass_id, mirror_rev))

    async def local_pass(self, code: PassCode) -> Pass | None:
        """A pass made at this gatehouse."""
        return await self._file.read(lambda connection: local_passes.find(connection, code))

    async def made_here(self, pass_ids: Collection[str]) -> frozenset[str]:
        """Which of these passes were made at this gatehouse."""
        return await self._file.read(lambda connection: local_passes.which(connection, pass_ids))

    async def with_document(self, text: str) -> tuple[str, ...]:
        """The ids of passes made at this gatehouse whose document's last four the text is."""
        return await self._file.read(lambda connection: local_passes.with_document(connection, text.strip()))

    async def keep_local_pass(self, pass_: Pass, *, tell: Message | None = None) -> None:
        """Keep or change a pass made here, and what the central API is told of it, in one commit."""

        def keep(connection: Connection) -> None:
            local_passes.keep(connection, pass_)
            if tell is not None:
                messages.put(connection, tell, self._now())

        await self._file.write(keep)

    async def recent(self, limit: int = 50) -> tuple[Entry, ...]:
        """The last entries, newest first."""
        return await self._file.read(lambda connection: newest_first(connection, limit))

    async def page(self, before: HistoryKey | None, wanted: HistoryFilter, limit: int) -> tuple[HistoryRow, ...]:
        """Own entries that are older than `before`, newest first."""
        return await self._file.read(lambda connection: entry_page(connection, before, wanted, limit))

    async def entry(self, entry_id: str) -> Entry | None:
        """One entry."""
        return await self._file.read(lambda connection: entry_with(connection, entry_id))

    async def newest_moment(self) -> datetime | None:
        """The latest moment that was measured by the central API's time: the true time is not before it."""
        measured = entries.c.clock_trusted & entries.c.clock_offset_ms.is_not(None)
        newest = select(func.max(entries.c.occurred_at)).where(measured)
        return await self._file.read(lambda connection: connection.execute(newest).scalar())

    # What is still to be sent

    async def waiting(self) -> int:
        """Entries that go out by themselves and have not been confirmed."""
        return await self._file.read(lambda connection: outbox.count(connection, outbox.WAITING))

    async def due(self, *, limit: int, now: datetime) -> tuple[OutboxRow, ...]:
        """What may go out at `now` (trusted time), by lane, then the least tried, then the oldest. An entry that may
        have ordered a gate waits for its outcome, at most ten seconds."""
        return await self._file.read(lambda connection: outbox.due(connection, limit, now))

    async def settle(self, entry_id: str, *, flags: tuple[str, ...], uses_rev: int | None) -> None:
        """The central API accepted it, or had it. `uses_rev`: the count's revision that holds this entry's use; a
        visit without one goes on counting as our own."""
        await self.settle_batch([Settled(entry_id, flags, uses_rev)])

    async def settle_batch(self, batch: Sequence[Settled]) -> None:
        """`settle` for a whole answer, in one commit."""
        await self._file.write(lambda connection: outbox.settle(connection, batch, self._now()))

    async def postpone(self, entry_ids: Sequence[str], *, until: datetime, why: str) -> None:
        """Not before `until`; counts one attempt each."""
        await self._file.write(lambda connection: outbox.postpone(connection, entry_ids, until, why))

    async def quarantine(self, entry_id: str, *, code: str, message: str) -> None:
        """The central API would not take it: a person must look."""

        def aside(connection: Connection) -> None:
            moved = outbox.move(
                connection,
                entry_id,
                come_from=outbox.WAITING,
                to=outbox.QUARANTINED,
                now=self._now(),
                code=code,
                message=message,
            )
            if moved:
                audit.append(connection, self._now(), "quarantined", entry_id, {"code": code})

        await self._file.write(aside)

    async def quarantined(self) -> tuple[QuarantineRow, ...]:
        """What the central API would not take, oldest first."""
        return await self._file.read(outbox.quarantined)

    async def release(self, entry_id: str) -> None:
        """Try a quarantined entry again."""

        def back(connection: Connection) -> None:
            if outbox.move(connection, entry_id, come_from=outbox.QUARANTINED, to=outbox.WAITING, now=self._now()):
                audit.append(connection, self._now(), "released", entry_id, {})

        await self._file.write(back)

    async def keep_for_v1(self, entry_id: str) -> None:
        """The first contract has no place for it: visible, but not pending."""
        await self._file.write(
            lambda connection: outbox.move(
                connection, entry_id, come_from=outbox.WAITING, to=outbox.KEPT, now=self._now()
            )
        )

    async def kept_for_v1(self) -> int:
        """How many entries wait for contract v1."""
        return await self._file.read(lambda connection: outbox.count(connection, outbox.KEPT))

    async def release_kept(self) -> int:
        """Contract v1 was met: send what was kept for it. How many that are."""
        return await self._file.write(lambda connection: outbox.release_kept(connection, self._now()))

    async def unsettle_since(self, moment: datetime) -> int:
        """The central API lost its memory: what it confirmed since `moment` goes out again. How many entries."""

        def again(connection: Connection) -> int:
            photo_queue.unsettle_since(connection, moment, self._now())
            return outbox.unsettle_since(connection, moment, self._now())

        return await self._file.write(again)

    # Photos on their way

    async def photos_due(self, *, limit: int, now: datetime | None = None) -> tuple[PhotoRow, ...]:
        """Photos to upload, of entries that the central API already has."""
        moment = now or self._now()
        return await self._file.read(lambda connection: photo_queue.due(connection, limit, moment))

    async def photo_settled(self, photo_hash: str) -> None:
        """The central API has the photo."""
        await self._file.write(lambda connection: photo_queue.settle(connection, photo_hash, self._now()))

    async def photo_lost(self, photo_hash: str) -> None:
        """The file is gone or damaged: nobody will ever send it."""

        def lost(connection: Connection) -> None:
            photo_queue.settle(connection, photo_hash, self._now(), as_state=photo_queue.LOST)
            audit.append(connection, self._now(), PHOTO_LOST, photo_hash, {})

        await self._file.write(lost)

    async def postpone_photo(self, photo_hash: str, *, until: datetime) -> None:
        """Not before `until`; counts one attempt."""
        await self._file.write(lambda connection: photo_queue.postpone(connection, photo_hash, until))

    # What leaves

    async def retire(self, before: datetime) -> int:
        """Let what was confirmed before `before` go, with its photos: how many entries. See `app.store.retention`."""
        await self._file.write(lambda connection: retention.retire_the_rest(connection, before))
        in_all = 0
        while gone := await self._file.write(lambda connection: retention.retire(connection, before)):
            in_all += gone
        await self.sweep_photos()
        return in_all

    async def erase(self, entry_ids: Sequence[str]) -> int:
        """Take a person's words and photos out of confirmed entries; the chain goes on proving itself. How many."""
        erased = await self._file.write(lambda connection: retention.erase(connection, entry_ids, self._now()))
        await self.sweep_photos()
        return erased

    async def sweep_photos(self) -> int:
        """Delete photo files that nothing names (any more). How many."""
        return await self._file.write(self._sweep)

    def _record(self, connection: Connection, entry: Entry, photo: bytes | None) -> Entry:
        stands = entry_with(connection, entry.entry_id)
        if stands is not None:
            return stands
        now = self._now()
        photo_hash = entry.photo_hash if photo is None else self._photos.save(photo)
        numbered = replace(entry, device_seq=next_seq(connection, entry), photo_hash=photo_hash)
        insert_entry(connection, numbered)
        outbox.put(connection, numbered, now)
        if photo is not None and photo_hash is not None:
            photo_queue.put(connection, photo_hash, entry.entry_id, entry.occurred_at, now)
        audit.append(connection, now, audit.ENTRY, entry.entry_id, entry_values(numbered))
        return numbered

    def _sweep(self, connection: Connection) -> int:
        orphans = frozenset(self._photos.here()) - photo_queue.named(connection)
        self._photos.forget_all(orphans)
        return len(orphans)


def _own_facts(connection: Connection, pass_id: str, mirror_rev: int) -> OwnFacts:
    row = _LAST_MOVEMENT.first(connection, of_pass=pass_id)
    return uses.own_uses(connection, pass_id, mirror_rev), None if row is None else LastEntry(*row)
