"""Numbered steps: what they make is what the tables say; up and down; a newer file is left alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import MetaData

from app.errors import StoreError
from app.store import journal_tables, mirror_tables
from app.store.database import engine_for
from app.store.migrations import journal_steps, mirror_steps
from app.store.migrations.steps import Step, migrate, version
from app.store.rows import HistoryFilter
from app.store.store import Store
from tests.store.made import KEY, NOON, changed, entry, gone, later, log_row, page, pass_row, with_store

BOTH = pytest.mark.parametrize(
    ("metadata", "steps"),
    [(journal_tables.metadata, journal_steps.STEPS), (mirror_tables.metadata, mirror_steps.STEPS)],
    ids=["journal", "mirror"],
)


def shape(connection: object) -> dict[str, object]:
    """Every column and index of every table, as SQLite sees them; full-text tables have no Core twin."""
    run = connection.exec_driver_sql  # type: ignore[attr-defined]
    tables = [row[0] for row in run("SELECT name FROM sqlite_schema WHERE type = 'table'") if "_words" not in row[0]]
    found: dict[str, object] = {}
    for table in sorted(tables):
        found[table] = [(*tuple(row)[1:4], bool(row[5])) for row in run(f"PRAGMA table_info({table})")]
        for index in run(f"PRAGMA index_list({table})").all():
            if index.origin != "pk":
                columns = tuple(tuple(row)[2:4] for row in run(f"PRAGMA index_xinfo({index.name})"))
                named = index.name if index.origin == "c" else "unique"
                found[f"{table}.{named}.{columns}"] = (index.unique, index.partial)
    return found


@BOTH
def test_the_steps_make_what_the_tables_say(tmp_path: Path, metadata: MetaData, steps: Sequence[Step]) -> None:
    shapes = []
    for name in ("declared", "walked"):
        engine = engine_for(tmp_path / name, KEY, durable=False)
        with engine.begin() as connection:
            if name == "declared":
                metadata.create_all(connection)
            else:
                migrate(connection, steps, tmp_path / name)
            shapes.append(shape(connection))
        engine.dispose()
    assert shapes[0] == shapes[1]


@BOTH
def test_every_step_goes_down_and_up_again(tmp_path: Path, metadata: MetaData, steps: Sequence[Step]) -> None:
    engine = engine_for(tmp_path / "x.db", KEY, durable=False)
    path = tmp_path / "x.db"
    with engine.begin() as connection:
        before = shape(connection)
        migrate(connection, steps, path)
        newest = shape(connection)
        for number in reversed(range(len(steps))):
            migrate(connection, steps, path, to=number)
            assert version(connection) == number
            migrate(connection, steps, path)
            assert shape(connection) == newest
            migrate(connection, steps, path, to=number)
        assert shape(connection) == before
    engine.dispose()


def test_documents_that_were_mirrored_before_are_found_after_the_step(tmp_path: Path) -> None:
    async def fill(store: Store) -> None:
        await store.mirror.apply_page(page(*changed("pass", pass_row(1, document_last4="7K3Z"))))

    with_store(tmp_path, fill)
    engine = engine_for(tmp_path / "mirror.db", KEY, durable=False)
    with engine.begin() as connection:
        migrate(connection, mirror_steps.STEPS, tmp_path, to=mirror_steps.DOCUMENTS.number - 1)
    engine.dispose()
    assert with_store(tmp_path, lambda store: store.mirror.with_document("7k3z")) == ("p1",)


def test_logs_that_were_mirrored_before_are_loaded_once_more_and_nothing_taken_out_meanwhile_stays(
    tmp_path: Path,
) -> None:
    """The feed begins anew beside what is there; then it goes on where it was, for a beginning has no tombstones."""
    ask = HistoryFilter(visitor_type="Guest")

    async def fill(store: Store) -> None:
        await store.mirror.apply_page(page(*changed("log", log_row("a"), log_row("gone")), cursor="c.7"))
        await store.mirror.completed_pull(NOON)

    async def load(store: Store) -> None:
        async def found() -> list[str]:
            return [row.entry.entry_id for row in (await store.history.page(None, ask, 9)).rows]

        assert await store.mirror.cursor() == (None, "e1")
        everything = (await store.history.page(None, HistoryFilter(), 9)).rows
        assert [row.entry.entry_id for row in everything] == ["gone", "a"]
        assert (await found(), store.mirror.as_of) == ([], NOON), "what was there is in use, and not known in full"
        await store.mirror.apply_page(page(*changed("log", log_row("a")), cursor="s.9"))
        await store.mirror.apply_page(page(cursor="c.9"))
        await store.mirror.completed_pull(later(60))
        assert (await store.mirror.cursor(), store.mirror.as_of) == (("c.7", "e1"), NOON), "not fresh yet"
        await store.mirror.apply_page(page(*gone("log", "gone"), *changed("log", log_row("a")), cursor="c.9"))
        await store.mirror.completed_pull(later(120))
        assert (await store.mirror.cursor(), store.mirror.as_of) == (("c.9", "e1"), later(120))
        assert await found() == ["a"]

    with_store(tmp_path, fill)
    engine = engine_for(tmp_path / "mirror.db", KEY, durable=False)
    with engine.begin() as connection:
        migrate(connection, mirror_steps.STEPS, tmp_path, to=mirror_steps.WHOLE_LOGS.number - 1)
    engine.dispose()
    with_store(tmp_path, load)


def test_a_step_that_fails_leaves_the_version_before(tmp_path: Path) -> None:
    engine = engine_for(tmp_path / "x.db", KEY, durable=False)
    steps = (Step(1, ("CREATE TABLE a (x)",), ()), Step(2, ("CREATE TABLE b (x)", "nonsense"), ()))
    with pytest.raises(Exception, match="nonsense"), engine.begin() as connection:
        migrate(connection, steps, tmp_path / "x.db")
    with engine.begin() as connection:
        assert (version(connection), shape(connection)) == (0, {})
    engine.dispose()


def test_the_version_before_reads_on_where_a_newer_one_has_only_added(tmp_path: Path) -> None:
    first = Step(1, ("CREATE TABLE a (x)",), ("DROP TABLE a",))
    adds = Step(2, ("ALTER TABLE a ADD COLUMN y", "CREATE TABLE b (x)"), (), older_reads=True)
    breaks = Step(3, ("ALTER TABLE a RENAME COLUMN x TO z",), ())
    engine, path = engine_for(tmp_path / "x.db", KEY, durable=False), tmp_path / "x.db"

    def opened(*steps: Step) -> int:
        with engine.begin() as connection:
            migrate(connection, steps, path)
            connection.exec_driver_sql("INSERT INTO a DEFAULT VALUES")
            return version(connection)

    assert opened(first) == 1
    assert opened(first, adds) == 2
    assert opened(first) == 2, "the version before works on it, and does not make it older"
    assert opened(first, adds) == 2
    assert opened(first, adds, breaks) == 3
    for older in ((first,), (first, adds)):
        with pytest.raises(StoreError) as caught:
            opened(*older)
        assert caught.value.code == "store_newer"
    with engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM a").scalar_one() == 5
    engine.dispose()


def test_a_newer_journal_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    async def fill(store: Store) -> None:
        await store.journal.record(entry())

    with_store(tmp_path, fill)
    _set_version(tmp_path / "journal.db", 99)
    with pytest.raises(StoreError) as caught:
        with_store(tmp_path, fill)
    assert caught.value.code == "store_newer"
    assert "99" in caught.value.message
    _set_version(tmp_path / "journal.db", len(journal_steps.STEPS))

    async def read(store: Store) -> int:
        return len(await store.journal.recent())

    assert with_store(tmp_path, read) == 1


def test_a_newer_mirror_is_pulled_again(tmp_path: Path) -> None:
    async def nothing(_store: Store) -> None:
        return None

    with_store(tmp_path, nothing)
    _set_version(tmp_path / "mirror.db", 99)
    found: list[StoreError] = []
    with_store(tmp_path, nothing, on_finding=found.append)
    assert [error.code for error in found] == ["store_newer"]


def _set_version(path: Path, number: int) -> None:
    engine = engine_for(path, KEY, durable=True)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version={number}")
        connection.exec_driver_sql(f"PRAGMA application_id={number}")
    engine.dispose()
