"""Many rows by few statements: all of them, each once, however many go into a statement."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.store.bulk import VALUES_AT_ONCE, put_rows
from app.store.database import engine_for
from tests.store.made import KEY

AT_ONCE = VALUES_AT_ONCE // 2


@pytest.mark.parametrize("count", [0, 1, AT_ONCE - 1, AT_ONCE, AT_ONCE + 1, 3 * AT_ONCE])
def test_every_row_is_put_and_what_stands_is_changed(tmp_path: Path, count: int) -> None:
    engine = engine_for(tmp_path / "x.db", KEY, durable=False)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (n INTEGER PRIMARY KEY, word TEXT)")
        connection.exec_driver_sql("INSERT INTO t VALUES (0, 'before'), (-1, 'untouched')")
        rows = [(number, f"w{number}") for number in range(count)]
        put_rows(connection, "INSERT INTO t (n, word)", rows, "ON CONFLICT (n) DO UPDATE SET word = excluded.word")
        stand = {row.n: row.word for row in connection.exec_driver_sql("SELECT n, word FROM t")}
    engine.dispose()
    assert stand == {0: "before", -1: "untouched"} | dict(rows)
