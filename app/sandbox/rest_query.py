"""PostgREST's query language, the part that clients use, as SQL. Values are always bound, names always quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from psycopg import sql

from app.sandbox.answers import postgrest
from app.sandbox.catalogue import Catalogue, Reference, Table

_COMPARE = {"eq": "=", "neq": "<>", "gt": ">", "gte": ">=", "lt": "<", "lte": "<=", "like": "LIKE", "ilike": "ILIKE",
            "match": "~", "imatch": "~*", "cs": "@>", "cd": "<@", "ov": "&&"}  # fmt: skip
_IS = {"null": "NULL", "not_null": "NOT NULL", "true": "TRUE", "false": "FALSE", "unknown": "UNKNOWN"}
_NOT_FILTERS = {"select", "order", "limit", "offset", "columns", "on_conflict", "and", "or", "not.and", "not.or"}
_NAME = r"[A-Za-z_][A-Za-z0-9_$]*"
_COLUMN = re.compile(rf"^(?:({_NAME}):)?({_NAME})((?:->>?[A-Za-z0-9_]+)*)(?:::([a-z0-9_ ]+))?$")
_EMBED = re.compile(rf"^(?:({_NAME}):)?({_NAME})((?:!{_NAME})*)\((.*)\)$", re.DOTALL)


@dataclass
class Fragment:
    """A piece of SQL and what is bound in it."""

    text: sql.Composable
    values: list[object] = field(default_factory=list)


def unreadable(what: str) -> Exception:
    """PostgREST's answer to a query string that it cannot parse."""
    return postgrest(400, "PGRST100", f'failed to parse "{what}"', details="unexpected input")


def split(text: str) -> list[str]:
    """At commas that stand outside of parentheses and quotes."""
    parts, depth, quoted, escaped, current = [], 0, False, False, ""
    for char in text:
        if escaped:
            escaped = False
        elif char == "\\" and quoted:
            escaped = True
        elif char == '"':
            quoted = not quoted
        elif not quoted and char in "()":
            depth += 1 if char == "(" else -1
        elif char == "," and not quoted and depth == 0:
            parts.append(current)
            current = ""
            continue
        current += char
    if depth != 0 or quoted:
        raise unreadable(text)
    return [*parts, current] if current or parts else []


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return re.sub(r"\\(.)", r"\1", value[1:-1])
    return value


def _column(alias: str, name: str, path: str = "", cast: str = "") -> sql.Composable:
    """A column, or a place inside a JSON column."""
    found: sql.Composable = sql.SQL("{}.{}").format(sql.Identifier(alias), sql.Identifier(name))
    for arrow, key in re.findall(r"(->>?)([A-Za-z0-9_]+)", path):
        step = sql.Literal(int(key)) if key.isdigit() else sql.Literal(key)
        found = sql.SQL("({}{}{})").format(found, sql.SQL(arrow), step)
    return sql.SQL("{}::{}").format(found, sql.SQL(cast)) if cast else found


def select_list(catalogue: Catalogue, table: Table | None, alias: str, text: str) -> tuple[Fragment, list[Fragment]]:
    """`select=` as SQL, and the conditions that its `!inner` embeds add."""
    columns: list[sql.Composable] = []
    values: list[object] = []
    conditions: list[Fragment] = []
    for one in split(text or "*"):
        one = one.strip()
        if one == "*":
            columns.append(sql.SQL("{}.*").format(sql.Identifier(alias)))
        elif match := _COLUMN.match(one):
            name, path = match[2], match[3]
            shown = match[1] or (re.findall(r"[A-Za-z0-9_]+", path)[-1] if path else name)
            columns.append(
                sql.SQL("{} AS {}").format(_column(alias, name, path, match[4] or ""), sql.Identifier(shown))
            )
        elif table is not None and (match := _EMBED.match(one)):
            hints = [hint for hint in match[3].split("!") if hint]
            embed, exists = _embed(catalogue, table, alias, match[2], hints, match[4])
            columns.append(sql.SQL("{} AS {}").format(embed.text, sql.Identifier(match[1] or match[2])))
            values += embed.values
            if "inner" in hints:
                conditions.append(exists)
        else:
            raise unreadable(text)
    return Fragment(sql.SQL(", ").join(columns), values), conditions


def _embed(
    catalogue: Catalogue, table: Table, alias: str, name: str, hints: Sequence[str], inside: str
) -> tuple[Fragment, Fragment]:
    """Rows of another table that a foreign key connects: one object, or a list."""
    wanted = {hint for hint in hints if hint not in {"inner", "left"}}

    def fits(reference: Reference, far: str) -> bool:
        return far == name and (not wanted or reference.name in wanted or reference.columns[0] in wanted)

    to_one = [r for r in table.references if fits(r, r.target)]
    other = catalogue.tables.get(name)
    to_many = [r for r in other.references if fits(r, name) and r.target == table.name] if other else []
    if other is None or (not to_one and not to_many):
        raise postgrest(
            400,
            "PGRST200",
            f"Could not find a relationship between '{table.name}' and '{name}' in the schema cache",
            details=f"Searched for a foreign key relationship between '{table.name}' and '{name}' in the schema "
            "'public', but no matches were found.",
        )
    if len(to_one) + len(to_many) > 1:
        raise postgrest(
            300,
            "PGRST201",
            f"Could not embed because more than one relationship was found for '{table.name}' and '{name}'",
            hint=f"Try changing '{name}' to one of: "
            + ", ".join(f"'{name}!{reference.name}'" for reference in (*to_one, *to_many)),
        )
    single = bool(to_one)
    reference = (to_one or to_many)[0]
    here, there = (
        (reference.columns, reference.target_columns) if single else (reference.target_columns, reference.columns)
    )
    far = f"{alias}_{name}"
    chosen, conditions = select_list(catalogue, other, far, inside)
    joined: list[sql.Composable] = [
        sql.SQL("{} = {}").format(_column(far, theirs), _column(alias, ours))
        for ours, theirs in zip(here, there, strict=True)
    ]
    joined += [condition.text for condition in conditions]
    bound = [value for condition in conditions for value in condition.values]
    where = sql.SQL(" AND ").join(joined)
    source = sql.SQL("FROM public.{} AS {} WHERE {}").format(sql.Identifier(name), sql.Identifier(far), where)
    shape = "(SELECT row_to_json(e) FROM (SELECT {} {}) AS e)" if single else (
        "(SELECT coalesce(json_agg(e), '[]') FROM (SELECT {} {}) AS e)"
    )  # fmt: skip
    return (
        Fragment(sql.SQL(shape).format(chosen.text, source), [*chosen.values, *bound]),
        Fragment(sql.SQL("EXISTS (SELECT {})").format(source), bound),
    )


def conditions(alias: str, query: Iterable[tuple[str, str]]) -> list[Fragment]:
    """Every filter of a query string."""
    found = []
    for key, value in query:
        if key in {"and", "or", "not.and", "not.or"}:
            found.append(_logic(alias, key, value))
        elif key not in _NOT_FILTERS:
            found.append(_filter(alias, key, value))
    return found


def _logic(alias: str, key: str, value: str) -> Fragment:
    if not (value.startswith("(") and value.endswith(")")):
        raise unreadable(value)
    members = []
    for one in split(value[1:-1]):
        one = one.strip()
        if match := re.match(r"^((?:not\.)?(?:and|or))(\(.*\))$", one, re.DOTALL):
            members.append(_logic(alias, match[1], match[2]))
        elif match := re.match(rf"^({_NAME}(?:->>?[A-Za-z0-9_]+)*)\.(.*)$", one, re.DOTALL):
            members.append(_filter(alias, match[1], match[2]))
        else:
            raise unreadable(value)
    word = " OR " if key.endswith("or") else " AND "
    text: sql.Composable = sql.SQL("({})").format(sql.SQL(word).join([member.text for member in members]))
    if key.startswith("not."):
        text = sql.SQL("NOT {}").format(text)
    return Fragment(text, [bound for member in members for bound in member.values])


def _filter(alias: str, key: str, value: str) -> Fragment:
    match = _COLUMN.match(key)
    if match is None or match[1] or match[4]:
        if re.match(rf"^{_NAME}\.", key):
            name = key.split(".")[0]
            raise postgrest(400, "PGRST108", f"'{name}' is not an embedded resource in this request")
        raise unreadable(key)
    column = _column(alias, match[2], match[3])
    operator, dot, operand = value.partition(".")
    negated = operator == "not"
    if negated:
        operator, dot, operand = operand.partition(".")
    if not dot:
        raise unreadable(value)
    if operator in _COMPARE:
        if operator in {"like", "ilike"}:
            operand = operand.replace("*", "%")
        fragment = Fragment(sql.SQL("{} {} %s").format(column, sql.SQL(_COMPARE[operator])), [operand])
    elif operator == "is" and operand.lower() in _IS:
        fragment = Fragment(sql.SQL("{} IS {}").format(column, sql.SQL(_IS[operand.lower()])))
    elif operator == "in" and operand.startswith("(") and operand.endswith(")"):
        members = [_unquoted(one) for one in split(operand[1:-1])]
        places = sql.SQL(", ").join([sql.Placeholder()] * len(members))
        fragment = Fragment(sql.SQL("{} IN ({})").format(column, places) if members else sql.SQL("false"), [*members])
    else:
        raise unreadable(value)
    return Fragment(sql.SQL("NOT ({})").format(fragment.text), fragment.values) if negated else fragment


def ordering(alias: str, text: str) -> sql.Composable:
    """`order=` as SQL."""
    terms: list[sql.Composable] = []
    for one in split(text):
        name, *words = one.split(".")
        match = _COLUMN.match(name)
        known = {"asc": "ASC", "desc": "DESC", "nullsfirst": "NULLS FIRST", "nullslast": "NULLS LAST"}
        if match is None or any(word not in known for word in words):
            raise unreadable(text)
        spoken = " ".join(known[word] for word in words)
        terms.append(sql.SQL("{} {}").format(_column(alias, match[2], match[3]), sql.SQL(spoken)))
    return sql.SQL(", ").join(terms)
