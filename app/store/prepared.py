"""A question in Core, put into words once.

Core's own way from a statement to its rows takes several times as long as a look-up in the encrypted file. For the few
questions that somebody at the gate waits for, text and types are worked out when the program is loaded, and the driver
is asked directly.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select
from sqlalchemy.dialects import sqlite

_DIALECT = sqlite.dialect(paramstyle="named")


class Prepared:
    """Values are bound as the file keeps them; rows come back as the columns' types say. No `IN` of several values: its
    words depend on their number."""

    def __init__(self, question: Select[Any]) -> None:
        compiled = question.compile(dialect=_DIALECT)
        self._text = str(compiled)
        given = {name: value for name, value in compiled.params.items() if value is not None}
        self._constants = {name: str(value) if isinstance(value, str) else value for name, value in given.items()}
        readers = [column.type.result_processor(_DIALECT, None) for column in question.selected_columns]
        self._readers = [(place, read) for place, read in enumerate(readers) if read is not None]

    def rows(self, connection: Connection, **values: object) -> list[list[Any]]:
        """All rows, within the connection's transaction."""
        driver: Any = connection.connection.driver_connection
        rows = [list(row) for row in driver.execute(self._text, {**self._constants, **values}).fetchall()]
        for place, read in self._readers:
            for row in rows:
                row[place] = read(row[place])
        return rows

    def first(self, connection: Connection, **values: object) -> list[Any] | None:
        """The first row of a question that has few, or None."""
        return next(iter(self.rows(connection, **values)), None)
