"""One encrypted file under two threads: what the world does to it comes out in the store's own words."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy.exc import IntegrityError

from app.errors import StoreError
from app.store.database import Database, engine_for
from tests.store.made import KEY

T = TypeVar("T")

TABLE = "CREATE TABLE IF NOT EXISTS t (n INTEGER PRIMARY KEY)"


def with_database(path: Path, work: Callable[[Database], Awaitable[T]], key: bytes = KEY) -> T:
    async def story() -> T:
        reader = ThreadPoolExecutor(1)
        database = Database(path, key, durable=True, reads_on=reader)
        try:
            await database.run(lambda connection: connection.exec_driver_sql(TABLE))
            return await work(database)
        finally:
            await database.close()
            reader.shutdown()

    return asyncio.run(story())


def put(number: int) -> Callable[..., None]:
    return lambda connection: connection.exec_driver_sql("INSERT INTO t VALUES (?)", (number,)) and None


def count(connection: object) -> int:
    return int(connection.exec_driver_sql("SELECT count(*) FROM t").scalar_one())  # type: ignore[attr-defined]


def test_nothing_of_the_file_can_be_read_without_the_key(tmp_path: Path) -> None:
    path = tmp_path / "x.db"

    async def story(database: Database) -> None:
        await database.run(put(1))

    with_database(path, story)
    assert not path.read_bytes().startswith(b"SQLite format 3")
    with pytest.raises(StoreError) as caught:
        with_database(path, story, key=bytes(32))
    assert caught.value.code == "store_wrong_key"
    with pytest.raises(ValueError, match="32 bytes"):
        engine_for(path, b"", durable=True)


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    async def story(database: Database) -> None:
        def half(connection: object) -> None:
            put(1)(connection)
            raise RuntimeError("a bug")

        with pytest.raises(RuntimeError):
            await database.run(half)
        assert await database.read(count) == 0
        await database.run(put(1))
        with pytest.raises(IntegrityError):
            await database.run(put(1))
        assert await database.read(count) == 1

    with_database(tmp_path / "x.db", story)


def test_what_follows_a_commit_does_not_follow_a_rollback(tmp_path: Path) -> None:
    followed: list[int] = []

    async def story(database: Database) -> None:
        await database.run(put(1), then=lambda: followed.append(1))
        with pytest.raises(IntegrityError):
            await database.run(put(1), then=lambda: followed.append(2))

    with_database(tmp_path / "x.db", story)
    assert followed == [1]


def test_readers_do_not_wait_for_the_writer_and_cannot_write(tmp_path: Path) -> None:
    async def story(database: Database) -> None:
        import threading

        inside, go_on = threading.Event(), threading.Event()

        def slow(connection: object) -> None:
            put(1)(connection)
            inside.set()
            go_on.wait()

        writing = asyncio.gather(database.run(slow))
        await asyncio.to_thread(inside.wait)
        assert await database.read(count) == 0
        go_on.set()
        await writing
        assert await database.read(count) == 1
        with pytest.raises(StoreError) as caught:
            await database.read(put(2))
        assert caught.value.code == "disk_read_only"

    with_database(tmp_path / "x.db", story)


def test_another_program_that_holds_the_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.store.database.BUSY_MS", 1)
    path = tmp_path / "x.db"

    async def story(database: Database) -> None:
        other = engine_for(path, KEY, durable=True)
        with other.begin(), pytest.raises(StoreError) as caught:
            await database.run(put(1))
        other.dispose()
        assert caught.value.code == "store_busy"
        await database.run(put(1))

    with_database(path, story)


def test_peoples_words_do_not_reach_an_exceptions_text(tmp_path: Path) -> None:
    async def story(database: Database) -> None:
        def insert(connection: object) -> None:
            connection.exec_driver_sql("INSERT INTO nowhere VALUES (?)", ("Luis García",))  # type: ignore[attr-defined]

        with pytest.raises(Exception, match="nowhere") as caught:
            await database.run(insert)
        assert "Luis" not in f"{caught.value}{caught.value!r}"

    with_database(tmp_path / "x.db", story)
