"""The mirror: what the central API knows, kept here. Only the sync task writes it; it can be pulled again."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, bindparam, delete, func, literal_column, or_, select

from app.domain.decision import LastEntry
from app.domain.entry import Direction
from app.domain.line import EntryLine
from app.domain.passes import BlacklistHit, BlacklistKind, Pass
from app.domain.scan import CodeKind, PassCode
from app.domain.shift import LineKind, ShiftLine
from app.errors import StoreError
from app.store import feed, log_feed
from app.store.codes import code_of
from app.store.columns import PASS_FIELDS, from_micros, pass_of, to_micros
from app.store.database import Database
from app.store.faults import disk_full
from app.store.log_pages import explained, log_lines, log_page, unreasoned
from app.store.migrations.mirror_steps import STEPS
from app.store.migrations.steps import migrate
from app.store.mirror_tables import (
    DAY,
    blacklist,
    codes,
    first_day,
    gate_notices,
    hosts,
    logs,
    members,
    movements,
    passes,
    questions,
    settings,
    shift_log,
    unreadable,
)
from app.store.plain import plain, plain_plate
from app.store.prepared import Prepared
from app.store.rows import (
    ChangePage,
    Finding,
    GateNotice,
    HistoryFilter,
    HistoryKey,
    HistoryRow,
    Host,
    HostQuestion,
    InsideRow,
    Member,
    MirrorAnswer,
    Unreasoned,
)
from app.store.search import search, with_document

log = logging.getLogger(__name__)

T = TypeVar("T")

LOAD_KIB, WRITE_KIB, READ_KIB = 48 * 1024, 4 * 1024, 16 * 1024
LOADING = 200
"""Page caches. A load (pages of so many changes and more) touches random pages of `codes`; a single change and a
look-up touch a handful, and would keep a load's room filled to the end of the day."""

_REBUILD_AFTER = frozenset({"store_damaged", "store_wrong_key", "store_newer"})
_PASS_COLUMNS = tuple(passes.c[name] for name in PASS_FIELDS)
_MOVEMENT_COLUMNS = (movements.c.at, movements.c.gate_id, movements.c.direction, movements.c.photo_hash)
_AFTER_PASS = len(PASS_FIELDS)

_BY_CODE = (
    select(*_PASS_COLUMNS, *_MOVEMENT_COLUMNS)
    .select_from(codes.join(passes, passes.c.no == codes.c.no))
    .outerjoin(movements, movements.c.pass_id == passes.c.pass_id)
    .where(codes.c.code == bindparam("code"))
)
_BY_RECORD = Prepared(
    _BY_CODE.where(or_(passes.c.record_uid == bindparam("name"), passes.c.rand_record_uid == bindparam("name")))
)
_BY_SHORT = Prepared(_BY_CODE.where(passes.c.short_code == bindparam("name")))
_BY_ID = Prepared(_BY_CODE.where(passes.c.pass_id == bindparam("name")))

_HITS = Prepared(
    select(blacklist.c.match_kind, blacklist.c.match_value, blacklist.c.reason).where(
        blacklist.c.match_value.in_(select(func.json_each(bindparam("asked")).table_valued("value").c.value)),
        or_(blacklist.c.valid_from.is_(None), blacklist.c.valid_from <= bindparam("now")),
        or_(blacklist.c.valid_until.is_(None), blacklist.c.valid_until > bindparam("now")),
    )
)


class Mirror:
    """The face of mirror.db. A damaged file is dropped and begun anew: everything is unknown until the next pull."""

    def __init__(
        self,
        folder: Path,
        data_key: bytes,
        now: Callable[[], datetime],
        *,
        reads_on: ThreadPoolExecutor,
        spare_bytes: int,
        on_finding: Callable[[StoreError], None],
    ) -> None:
        self._path = folder / "mirror.db"
        self._database = Database(
            self._path, data_key, durable=False, reads_on=reads_on, write_kib=WRITE_KIB, read_kib=READ_KIB
        )
        self._now = now
        self._spare_bytes = spare_bytes
        self._on_finding = on_finding
        self._as_of: datetime | None = None

    async def open(self) -> None:
        """Bring the file to this program's version; a damaged, foreign or newer one is begun anew."""
        try:
            await self._database.run(self._prepare)
        except StoreError as error:
            await self._rebuild(error)
        as_of = (await self._read(feed.followed)).get("as_of")
        self._as_of = None if as_of is None else from_micros(int(as_of))

    async def close(self) -> None:
        """Let go of the file."""
        await self._database.close()

    # What is known

    @property
    def as_of(self) -> datetime | None:
        """When the last pull came to its end (trusted time); None before the first."""
        return self._as_of

    async def find(self, code: PassCode) -> MirrorAnswer:
        """By either record uid or by the short code."""
        return await self._read(lambda connection: self._find(connection, code))

    def look(self, code: PassCode) -> MirrorAnswer:
        """As `find`, on the reader's thread; damage is raised and not cured."""
        return self._database.look(lambda connection: self._find(connection, code))

    async def find_by_id(self, pass_id: str) -> MirrorAnswer:
        """By the pass's own id (a pick from a list)."""
        return await self._read(lambda connection: self._answer(connection, _BY_ID, pass_id, ""))

    async def blacklist_hits(self, pass_: Pass) -> tuple[BlacklistHit, ...]:
        """What concerns a pass that is not in the mirror (a walk-in's)."""
        return await self._read(lambda connection: self._hits(connection, pass_, pass_.record_uid))

    async def search(self, text: str, *, limit: int = 20) -> tuple[Pass, ...]:
        """Names, houses and plates; see `app.store.search`."""
        return await self._read(lambda connection: search(connection, text, limit, self._now()))

    async def with_document(self, text: str) -> tuple[str, ...]:
        """The ids of passes whose document's last four the text is; see `app.store.search`."""
        return await self._read(lambda connection: with_document(connection, text))

    async def expected(self, start: datetime, end: datetime, *, limit: int) -> tuple[tuple[Pass, ...], int]:
        """Passes that begin in [start, end), by their beginning, and how many that are in all."""
        in_window = (
            first_day.between(to_micros(start) // DAY, to_micros(end) // DAY + 1),
            passes.c.valid_from >= start,
            passes.c.valid_from < end,
            passes.c.cancelled.is_(False),
        )
        in_order = (passes.c.valid_from, passes.c.no)
        first = select(passes.c.no).where(*in_window).order_by(*in_order).limit(limit).subquery()
        shown = select(*_PASS_COLUMNS).join(first, first.c.no == passes.c.no).order_by(*in_order)
        how_many = select(func.count()).select_from(passes).where(*in_window)

        def look(connection: Connection) -> tuple[tuple[Pass, ...], int]:
            rows = connection.execute(shown).all() if limit else ()
            return tuple(pass_of(row, local=False) for row in rows), int(connection.execute(how_many).scalar_one())

        return await self._read(look)

    async def inside(self, *, limit: int) -> tuple[InsideRow, ...]:
        """Who came in and was not seen leaving, the last one first."""
        newest = (
            select(movements.c.pass_id, movements.c.at, movements.c.gate_id)
            .where(movements.c.direction == Direction.IN)
            .order_by(movements.c.at.desc())
            .limit(limit)
        )

        def look(connection: Connection) -> tuple[InsideRow, ...]:
            found = []
            for pass_id, at, gate_id in connection.execute(newest).all():
                row = _BY_ID.first(connection, code=code_of(pass_id), name=pass_id)
                if row is not None:
                    found.append(InsideRow(pass_of(row, local=False), at, gate_id))
            return tuple(found)

        return await self._read(look)

    async def log_page(self, before: HistoryKey | None, wanted: HistoryFilter, limit: int) -> tuple[HistoryRow, ...]:
        """Logs of all gates that are older than `before`, newest first."""
        return await self._read(lambda connection: log_page(connection, before, wanted, limit))

    async def log_lines(self, before: HistoryKey | None, wanted: HistoryFilter, limit: int) -> tuple[EntryLine, ...]:
        """The same, flat: for tables of very many."""
        return await self._read(lambda connection: log_lines(connection, before, wanted, limit))

    async def host_of(self, house: str) -> Host | None:
        """Who lives in a house, by its name as people write it; of several the first by name."""
        statement = (
            select(hosts.c.id, hosts.c.name, hosts.c.house)
            .where(hosts.c.house_key == plain(house), hosts.c.house_key != "")
            .order_by(hosts.c.name_key, hosts.c.id)
            .limit(1)
        )
        row = await self._read(lambda connection: connection.execute(statement).first())
        return None if row is None else Host(*row)

    async def phone_of(self, host_id: str) -> str | None:
        """A host's telephone number, to be asked about a visitor."""
        statement = select(hosts.c.phone).where(hosts.c.id == host_id)
        return await self._read(lambda connection: connection.execute(statement).scalar())

    async def gate_notices(self) -> tuple[GateNotice, ...]:
        """What the site's consoles raised and nobody has acknowledged, the newest first."""
        wanted = select(gate_notices).order_by(gate_notices.c.occurred_at.desc())
        return await self._read(lambda connection: tuple(GateNotice(*row) for row in connection.execute(wanted)))

    async def findings(self) -> tuple[Finding, ...]:
        """What the central API found about entries of all consoles and nobody has dealt with, the newest first."""
        columns = (logs.c.entry_id, logs.c.occurred_at, logs.c.to_review, logs.c.device_id)
        wanted = select(*columns).where(literal_column("to_review != '[]'")).order_by(logs.c.occurred_at.desc())
        return await self._read(lambda connection: tuple(Finding(*row) for row in connection.execute(wanted)))

    async def reviewed(self, entry_ids: Collection[str]) -> frozenset[str]:
        """Those of these entries about which the central API has no question (any more)."""
        wanted = select(logs.c.entry_id).where(logs.c.entry_id.in_(entry_ids), literal_column("to_review = '[]'"))
        return await self._read(lambda connection: frozenset(connection.execute(wanted).scalars()))

    async def unreasoned(self, since: datetime, until: datetime, *, but_of: str) -> tuple[Unreasoned, ...]:
        """Openings by hand at consoles other than `but_of` that are known to have no reason, the newest first."""
        return await self._read(lambda connection: unreasoned(connection, since, until, but_of))

    async def explained(self, entry_ids: Collection[str]) -> frozenset[str]:
        """Those of these openings for which a reason was told afterwards, at whatever console."""
        return await self._read(lambda connection: explained(connection, entry_ids))

    async def members(self) -> dict[str, Member]:
        """Who works at this site, by actor_id; nobody where the central API does not say."""
        wanted = select(members)
        return await self._read(
            lambda connection: {row.id: Member(row.role, row.blocked_until) for row in connection.execute(wanted)}
        )

    async def shift_lines(self, *, since: datetime, but_of: str) -> tuple[ShiftLine, ...]:
        """Lines that consoles other than `but_of` wrote into their shift logs, the oldest first."""
        table = shift_log.c
        wanted = select(shift_log).where(table.at >= since, table.device_id != but_of).order_by(table.at)

        def look(connection: Connection) -> tuple[ShiftLine, ...]:
            return tuple(
                ShiftLine(
                    line_id=row.id,
                    shift_id=row.shift_id,
                    kind=LineKind(row.kind),
                    at=row.at,
                    actor_id="",
                    actor_name=row.actor_name,
                    words=row.words,
                    photo_hash=row.photo_hash,
                    acknowledged=True,
                    post=row.post,
                )
                for row in connection.execute(wanted)
            )

        return await self._read(look)

    async def signed_settings(self) -> dict[str, str]:
        """The site's settings by their keys, as signed statements that nobody has looked at yet; "" unsigned."""
        wanted = select(settings.c.key, settings.c.signature)
        return await self._read(lambda connection: {row.key: row.signature for row in connection.execute(wanted)})

    async def question(self, question_id: str) -> HostQuestion | None:
        """What became of a question to a host; None before the feed has brought it back."""
        wanted = select(questions).where(questions.c.id == question_id)
        row = await self._read(lambda connection: connection.execute(wanted).first())
        return None if row is None else HostQuestion(*row)

    async def unreadable(self) -> int:
        """How many rows of the feed could not be understood."""
        statement = select(func.count()).select_from(unreadable)
        return await self._read(lambda connection: int(connection.execute(statement).scalar_one()))

    # Following the feed (only for sync)

    async def apply_page(self, page: ChangePage) -> None:
        """Rows and cursor in one commit. Raises StoreError "disk_full" before it would eat the journal's last space."""
        if shutil.disk_usage(self._path.parent).free < self._spare_bytes:
            raise disk_full(self._path)
        room = LOAD_KIB if len(page.changes) >= LOADING else WRITE_KIB

        def apply(connection: Connection) -> None:
            connection.exec_driver_sql(f"PRAGMA cache_size=-{room}")
            feed.apply(connection, page)

        await self._write(apply)

    async def cursor(self) -> tuple[str | None, str | None]:
        """Cursor and epoch; (None, None) before the first page."""
        words = await self._read(feed.followed)
        return words.get("cursor"), words.get("epoch")

    async def completed_pull(self, at: datetime) -> None:
        """A pull came to its end at `at` (trusted time): the mirror is as fresh as that. After the load that a
        migration asked for it is not yet: what was taken out since the old cursor is still to come."""

        def complete(connection: Connection) -> bool:
            if feed.resume(connection):
                return False
            feed.follow(connection, "as_of", str(to_micros(at)))
            return True

        if await self._write(complete):
            self._as_of = at

    async def retire_logs(self, before: datetime) -> None:
        """Let logs and lines of shifts go that are older than `before`; who is inside stays known."""
        await self._write(lambda connection: connection.execute(delete(shift_log).where(shift_log.c.at < before)))
        while await self._write(lambda connection: log_feed.retire(connection, before)):
            pass

    async def forget_logs(self, entry_ids: Collection[str]) -> None:
        """Let these logs go before their time: a person's data was erased here. A new pull from the beginning brings
        back what the central API still holds."""
        await self._write(lambda connection: log_feed.remove(connection, entry_ids))

    async def reset(self) -> None:
        """Drop everything: a new epoch, or a cursor that is too old."""
        await self._database.begin_anew(self._prepare)
        self._as_of = None

    async def _read(self, work: Callable[[Connection], T]) -> T:
        try:
            return await self._database.read(work)
        except StoreError as error:
            await self._rebuild(error)
            return await self._database.read(work)

    async def _write(self, work: Callable[[Connection], T]) -> T:
        """No second try after a rebuild: the page would follow a cursor that is gone."""
        try:
            return await self._database.run(work)
        except StoreError as error:
            await self._rebuild(error)
            raise

    async def _rebuild(self, error: StoreError) -> None:
        """Begin anew if `error` is of the kind that this cures, else raise it."""
        if error.code not in _REBUILD_AFTER:
            raise error
        log.warning("the mirror is begun anew: %s", error.code)
        await self.reset()
        self._on_finding(error)

    def _prepare(self, connection: Connection) -> None:
        migrate(connection, STEPS, self._path)

    def _find(self, connection: Connection, code: PassCode) -> MirrorAnswer:
        if code.kind is CodeKind.RECORD:
            return self._answer(connection, _BY_RECORD, code.key, code.key)
        return self._answer(connection, _BY_SHORT, code.key, "")

    def _answer(self, connection: Connection, question: Prepared, name: str, scanned: str) -> MirrorAnswer:
        row = question.first(connection, code=code_of(name), name=name)
        if row is None:
            return MirrorAnswer(None, self._hits(connection, None, scanned), False, None, self._as_of, 0)
        pass_ = pass_of(row, local=False)
        last = None if row[_AFTER_PASS] is None else LastEntry(*row[_AFTER_PASS:])
        inside = last is not None and last.direction is Direction.IN
        hits = self._hits(connection, pass_, scanned)
        return MirrorAnswer(pass_, hits, inside, last, self._as_of, pass_.uses_rev)

    def _hits(self, connection: Connection, pass_: Pass | None, scanned: str) -> tuple[BlacklistHit, ...]:
        looked_for = {(BlacklistKind.RECORD, scanned)}
        if pass_ is not None:
            looked_for |= {
                (BlacklistKind.RECORD, pass_.record_uid),
                (BlacklistKind.RECORD, pass_.rand_record_uid or ""),
                (BlacklistKind.NAME, plain(pass_.visitor_name)),
                (BlacklistKind.PLATE, plain_plate(pass_.plate)),
            }
        values = sorted({value for _, value in looked_for if value})
        if not values:
            return ()
        rows = _HITS.rows(connection, asked=json.dumps(values), now=to_micros(self._now()))
        return tuple(BlacklistHit(kind, reason) for kind, value, reason in rows if (kind, value) in looked_for)
