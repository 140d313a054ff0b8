"""What is known to differ between the sandbox and `@supabase/lite`, each with the answer of both.

A difference that is not here fails the run; so does one that is here and no longer there. README.md explains them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Difference:
    """At one place of one answer: what either server says. `number` is its paragraph in README.md."""

    number: int
    question: str
    place: str
    sandbox: Any
    lite: Any


ABSENT = "(absent)"

KNOWN = (
    Difference(1, "bare: a moment of a table", "", "9-9-9T9:9:9.9+9:9", "9-9-9 9:9:9.9+9"),
    Difference(2, "bare: kind of a jsonb argument", "", "object", "string"),
    Difference(3, "bare: a signed link", "signedURL", "/object/sign", ABSENT),
    Difference(3, "bare: a signed link", "signedUrl", ABSENT, "/storage/v1/object/sign"),
    Difference(4, "bare: moments of an account", "", "9-9-9T9:9:9.9Z", "9-9-9 9:9:9.9+9"),
    Difference(5, "bare: claims of a token", "alg", "ES256", "HS256"),
    Difference(5, "bare: claims of a token", "missing", [], ["aal", "amr", "app_metadata", "iss", "user_metadata"]),
    Difference(6, "bare: a wrong password", "new.code", "invalid_credentials", 400),
    Difference(6, "bare: a wrong password", "new.error_code", ABSENT, "invalid_credentials"),
    Difference(7, "bare: replayed refresh tokens", "older.status", 200, 400),
    Difference(7, "bare: replayed refresh tokens", "older.code", ABSENT, 400),
    Difference(7, "bare: replayed refresh tokens", "older.error_code", ABSENT, "refresh_token_already_used"),
    Difference(8, "bare: a function made after the start", "status", 200, 404),
    Difference(8, "bare: a function made after the start", "code", ABSENT, "PGRST202"),
    Difference(9, "our client: Edge Functions", "access_granted", True, ABSENT),
    Difference(9, "our client: Edge Functions", "error", ABSENT, "ContractMismatch"),
    Difference(9, "our client: Edge Functions", "code", ABSENT, "contract:no_function"),
    Difference(10, "bare: realtime", "reply", "ok", ABSENT),
    Difference(10, "bare: realtime", "system", "Subscribed to PostgreSQL", ABSENT),
    Difference(10, "bare: realtime", "error", ABSENT, "InvalidStatus"),
    Difference(10, "bare: realtime", "status", ABSENT, 200),
)


@dataclass(frozen=True)
class Compared:
    """What became of one question: `known` differences seen, `new` ones, and those that are `gone`."""

    known: tuple[Difference, ...]
    new: tuple[str, ...]
    gone: tuple[Difference, ...]


def compare(question: str, sandbox: Any, lite: Any) -> Compared:
    """Hold two answers against what is known of the question."""
    expected = {one.place: one for one in KNOWN if one.question == question}
    known, new = [], []
    for place, left, right in unlike(sandbox, lite):
        match = expected.get(place)
        if match is not None and (match.sandbox, match.lite) == (left, right):
            known.append(match)
        else:
            new.append(f"{place or 'answer'}: sandbox {left!r}, lite {right!r}")
    return Compared(tuple(known), tuple(new), tuple(one for one in expected.values() if one not in known))


def unlike(sandbox: Any, lite: Any, place: str = "") -> list[tuple[str, Any, Any]]:
    """Every place at which two answers differ."""
    if isinstance(sandbox, dict) and isinstance(lite, dict):
        found = []
        for key in sorted(sandbox.keys() | lite.keys()):
            inner = f"{place}.{key}" if place else str(key)
            found += unlike(sandbox.get(key, ABSENT), lite.get(key, ABSENT), inner)
        return found
    if isinstance(sandbox, list) and isinstance(lite, list) and len(sandbox) == len(lite):
        return [
            one
            for number, (left, right) in enumerate(zip(sandbox, lite, strict=True))
            for one in unlike(left, right, f"{place}[{number}]")
        ]
    return [] if sandbox == lite else [(place, sandbox, lite)]
