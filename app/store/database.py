"""One SQLCipher file: one thread that writes, one that reads, each with its own connection.

    await db.run(work)     one transaction on the writer; `work(connection)` runs on the writer's thread
    await db.read(work)    one consistent look on the reader

Files that answer one question together share the thread that reads them: handing over from one thread to another takes
longer than the question itself.

Sync SQLAlchemy Core in threads, not an async driver: driver errors come wrapped and no greenlets are needed.
There is no way to open a file without a key.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from app.errors import StoreError
from app.store.faults import NOT_A_DATABASE, store_error
from app.store.files import sync_folder

T = TypeVar("T")

KEY_BYTES = 32
BUSY_MS = 5000
FRAMES_OF_DURABLE, FRAMES_OF_REBUILDABLE = 100, 8000
"""Pages of 4 kB before a checkpoint. A flipped byte in a write-ahead log hides every later commit in it, so where
commits are precious it is kept short; where they are not, a long one saves writing the same pages again."""

# For each value that is not a plain number or text the driver looks for an adapter, and where there is none it asks the
# value's class in vain: 1.5 us for every NULL and every truth (measured), a fifteenth of that with these two.
sqlcipher3.dbapi2.register_adapter(type(None), lambda nothing: nothing)
sqlcipher3.dbapi2.register_adapter(bool, int)

_AFTER_THESE_REOPEN = frozenset({"store_damaged", "disk_error", "store_wrong_key"})
"""SQLCipher leaves a connection in an error state after a page failed its check: only a new one reads on."""


def engine_for(path: Path, key: bytes, *, durable: bool, cache_kib: int = 2048, reading: bool = False) -> Engine:
    """An engine with exactly one connection to the encrypted file. Use it on one thread only.

    `key`: 32 raw bytes. `durable`: every commit is on the platter when it returns (synchronous=FULL).
    """
    if len(key) != KEY_BYTES:
        raise ValueError(f"a data key has {KEY_BYTES} bytes")
    settings = [
        "PRAGMA cipher_log_level=NONE",  # before the key: it would write page errors to stderr
        f"PRAGMA key=\"x'{key.hex()}'\"",
        f"PRAGMA busy_timeout={BUSY_MS}",
        "PRAGMA journal_mode=WAL",
        f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}",
        f"PRAGMA wal_autocheckpoint={FRAMES_OF_DURABLE if durable else FRAMES_OF_REBUILDABLE}",
        "PRAGMA foreign_keys=ON",
        "PRAGMA temp_store=MEMORY",
        f"PRAGMA cache_size=-{cache_kib}",
        f"PRAGMA query_only={'ON' if reading else 'OFF'}",
    ]

    def connect() -> Any:
        connection = sqlcipher3.dbapi2.connect(str(path), isolation_level=None)
        try:
            for setting in settings:
                connection.execute(setting).fetchall()
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite://",
        module=sqlcipher3.dbapi2,
        creator=connect,
        poolclass=StaticPool,
        pool_reset_on_return=None,
        hide_parameters=True,  # people's names must not reach a log inside an exception's text
    )
    begin = "BEGIN" if reading else "BEGIN IMMEDIATE"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


class _Lane:
    """A connection and the one thread that may touch it."""

    def __init__(self, thread: ThreadPoolExecutor, path: Path, make_engine: Callable[[], Engine]) -> None:
        self.thread = thread
        self._path = path
        self._make_engine = make_engine
        self._engine: Engine | None = None
        self._connection: Connection | None = None

    def transact(self, work: Callable[[Connection], T], then: Callable[[], None] | None) -> T:
        """On the lane's thread: `work` in one transaction, then `then` once it is committed."""
        with self.translating():
            connection = self._connected()
            with connection.begin():
                answer = work(connection)
            if then is not None:
                then()
            return answer

    def plainly(self, statement: str) -> Any:
        """On the lane's thread: one statement outside a transaction."""
        with self.translating():
            cursor = self._connected().connection.driver_connection.cursor()  # type: ignore[union-attr]
            try:
                return cursor.execute(statement).fetchall()
            finally:
                cursor.close()

    def hang_up(self) -> None:
        """On the lane's thread: close the connection; the next use opens a new one."""
        connection, engine = self._connection, self._engine
        self._connection = self._engine = None
        try:
            if connection is not None:
                connection.close()
        finally:
            if engine is not None:
                engine.dispose()

    def translating(self) -> _Translating:
        return _Translating(self, self._path)

    def _connected(self) -> Connection:
        if self._connection is None:
            self._engine = self._make_engine()
            self._connection = self._engine.connect()
        return self._connection


class _Translating:
    """Turns the world's errors into StoreError and hangs up a connection that an error has spoilt."""

    def __init__(self, lane: _Lane, path: Path) -> None:
        self._lane = lane
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if not isinstance(error, (DBAPIError, sqlcipher3.dbapi2.Error, OSError, StoreError)):
            return
        known = store_error(error, self._path)
        if known is None:
            return
        if known.code in _AFTER_THESE_REOPEN:
            self._lane.hang_up()
        if known is not error:
            raise known from error


class Database:
    """One encrypted file. All methods raise StoreError for the world's errors; anything else is a bug."""

    def __init__(
        self,
        path: Path,
        key: bytes,
        *,
        durable: bool,
        reads_on: ThreadPoolExecutor,
        write_kib: int = 2048,
        read_kib: int = 2048,
    ) -> None:
        """`durable`: see `engine_for`. `reads_on`: one thread, which whoever made it ends after `close`. `write_kib`,
        `read_kib`: page cache of each connection."""
        self.path = path
        self._writer = _Lane(
            ThreadPoolExecutor(1, thread_name_prefix=f"{path.stem}-writer"),
            path,
            lambda: engine_for(path, key, durable=durable, cache_kib=write_kib),
        )
        self._reader = _Lane(
            reads_on, path, lambda: engine_for(path, key, durable=durable, cache_kib=read_kib, reading=True)
        )

    async def run(self, work: Callable[[Connection], T], *, then: Callable[[], None] | None = None) -> T:
        """`work` as one transaction on the writer; `then` on the same thread after the commit."""
        return await self._on(self._writer, lambda: self._writer.transact(work, then))

    async def read(self, work: Callable[[Connection], T]) -> T:
        """`work` on the reader: one consistent look, no writing."""
        return await self._on(self._reader, lambda: self.look(work))

    def look(self, work: Callable[[Connection], T]) -> T:
        """As `read`, for a job that is on the reader's thread already."""
        return self._reader.transact(work, None)

    async def checkpoint(self) -> None:
        """Bring the write-ahead log home into the file and cut it to nothing."""
        await self._on(self._writer, lambda: self._writer.plainly("PRAGMA wal_checkpoint(TRUNCATE)"))

    async def exclusively(self, work: Callable[[], T]) -> T:
        """`work` on the writer's thread while no connection is open: it may replace the file itself."""

        def alone() -> T:
            self._writer.hang_up()
            with self._writer.translating():
                return work()

        def hold_readers() -> T:
            self._reader.hang_up()
            return self._writer.thread.submit(alone).result()

        return await self._on(self._reader, hold_readers)

    async def begin_anew(self, prepare: Callable[[Connection], None]) -> None:
        """Drop the file and make a new one with `prepare`. No reader sees the time in between."""

        def rewrite() -> None:
            remove_database(self.path)
            self._writer.transact(prepare, None)

        await self.exclusively(rewrite)

    async def close(self) -> None:
        """Close both connections (the last one brings the write-ahead log home) and end the writer's thread."""
        for lane in (self._reader, self._writer):
            await self._on(lane, lane.hang_up)
        self._writer.thread.shutdown(wait=False)

    async def _on(self, lane: _Lane, job: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(lane.thread, job)


def change_database_key(path: Path, old: bytes, new: bytes) -> None:
    """Encipher the file anew, in one transaction: killed at any point, either key opens all of it.

    Does nothing when `new` opens it already. Outside write-ahead mode, so that no log holds pages of both keys.
    """
    try:
        if _opens(path, new):
            return
        with _plain_connection(path, old) as connection:
            connection.execute("PRAGMA journal_mode=DELETE").fetchall()
            connection.execute(f"PRAGMA rekey=\"x'{new.hex()}'\"").fetchall()
    except sqlcipher3.dbapi2.Error as error:
        raise (store_error(error, path) or error) from error


def copy_database(path: Path, key: bytes, target: Path) -> None:
    """A consistent copy of a file that may be in use, under the same key. Raises StoreError."""
    try:
        with _plain_connection(path, key) as connection:
            connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
            connection.execute("VACUUM INTO ?", (str(target),))
    except sqlcipher3.dbapi2.Error as error:
        raise (store_error(error, path) or error) from error


def _opens(path: Path, key: bytes) -> bool:
    try:
        with _plain_connection(path, key) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    except sqlcipher3.dbapi2.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF == NOT_A_DATABASE:
            return False
        raise
    return True


def _plain_connection(path: Path, key: bytes) -> contextlib.closing[Any]:
    connection = sqlcipher3.dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    connection.execute("PRAGMA synchronous=FULL")
    return contextlib.closing(connection)


_PARTS = ("-wal", "-shm", "-journal", "")
"""The file comes last: a log that outlives it could be taken for another file's."""


def remove_database(path: Path) -> None:
    """Delete the file with its logs and shared memory."""
    for suffix in _PARTS:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def move_database(path: Path, target: Path) -> None:
    """Rename the file with its logs, as far as they are there."""
    for suffix in _PARTS:
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.replace(target.with_name(target.name + suffix))
    sync_folder(path.parent)
