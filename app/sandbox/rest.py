"""/rest/v1: the Data API. What it does not speak is answered with PostgREST's own errors."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import AsyncCursor, sql
from starlette.requests import Request
from starlette.responses import Response

from app.sandbox import catalogue as schema_cache
from app.sandbox.answers import Refused, from_postgres, postgrest
from app.sandbox.catalogue import Catalogue, Function, Table
from app.sandbox.database import Caller, Database
from app.sandbox.rest_query import Fragment, conditions, ordering, select_list, split, unreadable

MAX_ROWS = 1000
"""The platform's default for rows in one answer."""

_NO_CHANGE = Fragment(sql.SQL(""))
_OBJECT = "application/vnd.pgrst.object+json"


@dataclass(frozen=True)
class Wishes:
    """The `Prefer` header."""

    returns: str = "minimal"
    resolution: str | None = None
    count: str | None = None
    missing: str | None = None

    @classmethod
    def of(cls, request: Request) -> Wishes:
        """Read it."""
        said = ",".join(request.headers.getlist("prefer"))
        found = dict(pair.strip().split("=", 1) for pair in said.split(",") if "=" in pair)
        return cls(found.get("return", "minimal"), found.get("resolution"), found.get("count"), found.get("missing"))


class DataApi:
    """Answers for tables and functions of the exposed schema."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._catalogue = Catalogue({}, {})

    async def open(self) -> None:
        """Read the schema cache."""
        self._catalogue = await schema_cache.read(self._database)

    async def answer(self, request: Request, caller: Caller) -> Response:
        """Any request below /rest/v1/."""
        path = request.path_params["path"].strip("/")
        read_only = request.method in {"GET", "HEAD"}
        body = await _json_body(request) if not read_only and request.method != "DELETE" else None
        name = path.removeprefix("rpc/")
        is_call = path.startswith("rpc/")
        if (not is_call and name not in self._catalogue.tables) or (is_call and name not in self._catalogue.functions):
            await self.open()
        try:
            async with self._database.as_caller(caller, read_only=read_only) as cursor:
                if is_call:
                    return await self._call(cursor, request, name, body)
                return await self._table(cursor, request, self._find(name), body)
        except psycopg.Error as error:
            raise from_postgres(error, caller) from error

    def _find(self, name: str) -> Table:
        table = self._catalogue.tables.get(name)
        if table is None:
            raise postgrest(404, "PGRST205", f"Could not find the table 'public.{name}' in the schema cache")
        return table

    async def _table(self, cursor: AsyncCursor[Any], request: Request, table: Table, body: Any) -> Response:
        source = sql.SQL("public.{}").format(sql.Identifier(table.name))
        if request.method in {"GET", "HEAD"}:
            return await self._read(cursor, request, table, Fragment(source))
        wishes = Wishes.of(request)
        if request.method == "POST":
            change, status = self._insert(table, request, wishes, body), 201
        else:
            change, status = self._change(table, request, body), 200
        return await self._write(cursor, request, table, change, status, wishes)

    async def _read(
        self, cursor: AsyncCursor[Any], request: Request, table: Table | None, source: Fragment
    ) -> Response:
        """Rows of a table or of a function that returns rows."""
        query = [*request.query_params.multi_items()] if table is not None else []
        chosen, needed = select_list(self._catalogue, table, "t", request.query_params.get("select", "*"))
        where = _where([*needed, *conditions("t", query)])
        first, limit = _window(request)
        text = sql.SQL("SELECT {} FROM {} AS t{}").format(chosen.text, source.text, where.text)
        if order := request.query_params.get("order"):
            text = sql.SQL("{} ORDER BY {}").format(text, ordering("t", order))
        text = sql.SQL("{} LIMIT {} OFFSET {}").format(text, sql.Literal(limit), sql.Literal(first))
        rows, count, _ = await _as_json(cursor, Fragment(text, [*chosen.values, *source.values, *where.values]))
        total = None
        if Wishes.of(request).count is not None:
            counting = sql.SQL("SELECT count(*) FROM {} AS t{}").format(source.text, where.text)
            await cursor.execute(counting, [*source.values, *where.values])
            total = (await cursor.fetchone() or (0,))[0]
            if first and first >= total:
                detail = f"An offset of {first} was requested, but there are only {total} rows."
                raise postgrest(416, "PGRST103", "Requested range not satisfiable", details=detail)
        spoken = f"{first}-{first + count - 1}" if count else "*"
        headers = {"Content-Range": f"{spoken}/{'*' if total is None else total}"}
        status = 206 if total is not None and count < total else 200
        return _rows(request, rows, count, status, headers)

    def _insert(self, table: Table, request: Request, wishes: Wishes, body: Any) -> Fragment:
        rows = body if isinstance(body, list) else [body]
        if not all(isinstance(row, dict) for row in rows):
            raise postgrest(400, "PGRST102", "Empty or invalid json")
        if given := request.query_params.get("columns"):
            names = [name.strip('"') for name in split(given)]
        else:
            names = list(rows[0]) if rows else []
            if any(set(row) != set(names) for row in rows):
                raise postgrest(400, "PGRST102", "All object keys must match")
        _known(table, names)
        if not names and len(rows) == 1:
            return Fragment(sql.SQL("INSERT INTO public.{} AS t DEFAULT VALUES").format(sql.Identifier(table.name)))
        payload: sql.Composable = sql.SQL("%s::jsonb")
        if wishes.missing == "default" and (absent := [n for n in names if n in table.defaults]):
            pairs = [sql.SQL("{}, {}").format(sql.Literal(n), sql.SQL(table.defaults[n])) for n in absent]
            payload = sql.SQL(
                "(SELECT coalesce(jsonb_agg(jsonb_build_object({}) || one), '[]') FROM jsonb_array_elements(%s) one)"
            ).format(sql.SQL(", ").join(pairs))
        columns = sql.SQL(", ").join(map(sql.Identifier, names)) if names else sql.SQL("")
        text = sql.SQL(
            "INSERT INTO public.{table} AS t ({columns}) SELECT {columns} FROM jsonb_populate_recordset("
            "null::public.{table}, {payload}) AS rows"
        ).format(table=sql.Identifier(table.name), columns=columns, payload=payload)
        if wishes.resolution is not None:
            target = request.query_params.get("on_conflict")
            key = [name.strip() for name in target.split(",")] if target else list(table.key)
            text = sql.SQL("{} ON CONFLICT ({}) DO {}").format(
                text,
                sql.SQL(", ").join(map(sql.Identifier, key)),
                sql.SQL("NOTHING") if wishes.resolution == "ignore-duplicates" else _overwrite(names),
            )
        return Fragment(text, [json.dumps(rows)])

    def _change(self, table: Table, request: Request, body: Any) -> Fragment:
        where = _where(conditions("t", request.query_params.multi_items()))
        target = sql.Identifier(table.name)
        if not where.values and where.text == sql.SQL(""):
            verb = "DELETE" if request.method == "DELETE" else "UPDATE"
            raise postgrest(400, "21000", f"{verb} requires a WHERE clause")
        if request.method == "DELETE":
            return Fragment(sql.SQL("DELETE FROM public.{} AS t{}").format(target, where.text), where.values)
        if not isinstance(body, dict):
            raise postgrest(400, "PGRST102", "Empty or invalid json")
        _known(table, list(body))
        places = [
            sql.SQL("{} = (SELECT {} FROM jsonb_populate_record(null::public.{}, %s::jsonb))").format(
                sql.Identifier(name), sql.Identifier(name), target
            )
            for name in body
        ]
        text = sql.SQL("UPDATE public.{} AS t SET {}{}").format(target, sql.SQL(", ").join(places), where.text)
        return Fragment(text, [json.dumps(body)] * len(places) + where.values)

    async def _write(
        self, cursor: AsyncCursor[Any], request: Request, table: Table, change: Fragment, status: int, wishes: Wishes
    ) -> Response:
        if wishes.returns != "representation":
            async with cursor.connection.pipeline():  # whose end waits for the number of rows
                await cursor.execute(sql.Composed([change.text]), change.values)
            status = 201 if request.method == "POST" else 204
            return Response(status_code=status, headers=_touched(request, wishes, cursor.rowcount))
        chosen, _ = select_list(self._catalogue, table, "t", request.query_params.get("select", "*"))
        changed = sql.SQL("WITH changed AS ({} RETURNING t AS row, t.xmax = 0 AS is_new) ").format(change.text)
        query = sql.SQL("SELECT {} FROM (SELECT (c.row).* FROM changed AS c) AS t").format(chosen.text)
        rows, count, made_new = await _as_json(cursor, Fragment(query, chosen.values), Fragment(changed, change.values))
        if wishes.resolution == "merge-duplicates" and not made_new:
            status = 200
        return _rows(request, rows, count, status, _touched(request, wishes, count))

    async def _call(self, cursor: AsyncCursor[Any], request: Request, name: str, body: Any) -> Response:
        if request.method == "POST":
            given = body if isinstance(body, dict) else {}
        else:
            given = dict(request.query_params.items())
        function = next((f for f in self._catalogue.functions.get(name, ()) if f.takes(set(given))), None)
        if function is None:
            raise no_function(name, set(given))
        source = _call_source(function, given)
        if function.returns_set and function.returns_row:
            return await self._read(cursor, request, None, source)
        if function.returns_void:
            await cursor.execute(sql.SQL("SELECT {}").format(source.text), source.values)
            return Response(status_code=204)
        shape = "SELECT coalesce(json_agg(v), '[]')::text FROM {} AS v" if function.returns_set else (
            "SELECT coalesce(to_json({}), 'null')::text"
        )  # fmt: skip
        await cursor.execute(sql.SQL(shape).format(source.text), source.values)
        row = await cursor.fetchone()
        return Response((row or ("null",))[0], media_type="application/json")


def no_function(name: str, given: set[str]) -> Refused:
    """There is no such function with these arguments: to a client, a server that was not migrated."""
    spoken = f"({', '.join(sorted(given))})" if given else " without parameters"
    return postgrest(
        404,
        "PGRST202",
        f"Could not find the function public.{name}{spoken} in the schema cache",
        details=f"Searched for the function public.{name}{spoken}, but no matches were found in the schema cache.",
    )


def _call_source(function: Function, given: dict[str, Any]) -> Fragment:
    """The call, its arguments cast as the function declares them."""
    if not given:
        return Fragment(sql.SQL("public.{}()").format(sql.Identifier(function.name)))
    arguments = [
        sql.SQL("{} => (SELECT x.{} FROM json_to_record(%s) AS x({} {}))").format(
            sql.Identifier(name), sql.Identifier(name), sql.Identifier(name), sql.SQL(function.arguments[name])
        )
        for name in given
    ]
    return Fragment(
        sql.SQL("public.{}({})").format(sql.Identifier(function.name), sql.SQL(", ").join(arguments)),
        [json.dumps({name: value}) for name, value in given.items()],
    )


def _touched(request: Request, wishes: Wishes, count: int) -> dict[str, str]:
    """The header about changed rows: PostgREST numbers those of an update only, and their total when it is wished."""
    spoken = f"0-{count - 1}" if request.method == "PATCH" and count else "*"
    return {"Content-Range": f"{spoken}/{'*' if wishes.count is None else count}"}


def _known(table: Table, names: list[str]) -> None:
    for name in names:
        if name not in table.columns:
            message = f"Could not find the '{name}' column of '{table.name}' in the schema cache"
            raise postgrest(400, "PGRST204", message)


def _overwrite(names: list[str]) -> sql.Composable:
    pairs = [sql.SQL("{0} = excluded.{0}").format(sql.Identifier(name)) for name in names]
    return sql.SQL("UPDATE SET {}").format(sql.SQL(", ").join(pairs))


def _where(fragments: list[Fragment]) -> Fragment:
    if not fragments:
        return Fragment(sql.SQL(""))
    text = sql.SQL(" WHERE {}").format(sql.SQL(" AND ").join([one.text for one in fragments]))
    return Fragment(text, [value for one in fragments for value in one.values])


def _window(request: Request) -> tuple[int, int]:
    """First row and number of rows."""
    query = request.query_params
    try:
        first, limit = int(query.get("offset", 0)), int(query.get("limit", MAX_ROWS))
    except ValueError as wrong:
        raise unreadable(str(request.url.query)) from wrong
    if match := re.match(r"^(\d+)-(\d*)$", request.headers.get("range", "")):
        first = int(match[1])
        limit = min(limit, int(match[2]) - first + 1) if match[2] else limit
    return max(first, 0), max(0, min(limit, MAX_ROWS))


async def _as_json(cursor: AsyncCursor[Any], query: Fragment, changed: Fragment = _NO_CHANGE) -> tuple[str, int, bool]:
    """Run a query whose rows the database itself writes as JSON; their number; whether a change made new ones."""
    made_new = sql.SQL(
        "(SELECT coalesce(bool_or(is_new), true) FROM changed)" if changed is not _NO_CHANGE else "false"
    )
    await cursor.execute(
        sql.SQL("{}SELECT coalesce(json_agg(row_to_json(r)), '[]')::text, count(*), {} FROM ({}) AS r").format(
            changed.text, made_new, query.text
        ),
        [*changed.values, *query.values],
    )
    row = await cursor.fetchone()
    assert row is not None
    return row[0], row[1], row[2]


def _rows(request: Request, rows: str, count: int, status: int, headers: dict[str, str]) -> Response:
    accept = request.headers.get("accept", "*/*")
    if _OBJECT in accept:
        if count != 1:
            raise postgrest(
                406,
                "PGRST116",
                "Cannot coerce the result to a single JSON object",
                details=f"The result contains {count} rows",
            )
        return Response(rows[1:-1].strip(), status, headers, media_type=_OBJECT)
    if not any(kind in accept for kind in ("*/*", "application/json", "application/*")):
        raise postgrest(406, "PGRST107", f"None of these media types are available: {accept}")
    return Response(rows, status, headers, media_type="application/json")


async def _json_body(request: Request) -> Any:
    raw = await request.body()
    if not raw:
        return {}
    try:
        return json.loads(raw)
    except ValueError as wrong:
        raise postgrest(400, "PGRST102", "Empty or invalid json") from wrong
