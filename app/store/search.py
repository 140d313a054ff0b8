"""Finding passes by a few letters: names, houses and plates. Functions of a Connection.

From three letters on a trigram index finds any part of a word; houses and plates are found by their beginning from
the first letter. Nothing here reads a whole table (on an encrypted file that is six times dearer than on a plain one).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, or_, select, text

from app.domain.passes import Pass
from app.store.columns import PASS_FIELDS, pass_of
from app.store.mirror_tables import passes
from app.store.plain import plain, plain_plate

TRIGRAM = 3
LONGEST_TEXT = 80
_CANDIDATES = 2000
"""Hits that are looked at for a short word beside them: the newest ones."""

_LAST = "\U0010ffff"


def _begins(column: ColumnElement[str], begin: str) -> ColumnElement[bool]:
    return and_(column >= bindparam(begin), column < bindparam(f"{begin}_end"))


_FOUND = select(*(passes.c[name] for name in PASS_FIELDS)).limit(bindparam("at_most"))
_BY_HOUSE = _FOUND.where(_begins(passes.c.house_key, "begin")).order_by(passes.c.house_key, passes.c.valid_until.desc())
_BY_PLATE = _FOUND.where(passes.c.plate_key != "", _begins(passes.c.plate_key, "begin")).order_by(
    passes.c.plate_key, passes.c.valid_until.desc()
)
_HITS = (
    text("SELECT rowid AS no FROM pass_words WHERE pass_words MATCH :words ORDER BY rowid DESC LIMIT :candidates")
    .columns(passes.c.no)
    .subquery("hits")
)
_BY_WORDS = _FOUND.join(_HITS, _HITS.c.no == passes.c.no).order_by(passes.c.no.desc())
_BY_WORDS_AND_PLACE = _BY_WORDS.where(or_(_begins(passes.c.house_key, "begin"), _begins(passes.c.plate_key, "begin")))


def search(connection: Connection, typed: str, limit: int, now: datetime) -> tuple[Pass, ...]:
    """Passes for what a guard typed: houses and plates that begin with it, then names; those over come last."""
    words = plain(typed[:LONGEST_TEXT])
    plate = plain_plate(words)
    if not words or limit < 1:
        return ()
    steps: list[tuple[Select[Any], dict[str, Any]]] = [(_BY_HOUSE, _from(words))]
    if plate:
        steps.append((_BY_PLATE, _from(plate)))
    if len(words) >= TRIGRAM:
        also = [plate] if len(plate) >= TRIGRAM and plate != words else []
        steps.append((_BY_WORDS, {"words": " OR ".join(_quoted(word) for word in (words, *also)), "candidates": limit}))
    phrases, place = _phrases(words)
    if phrases and phrases != [words]:
        all_of_them = {"words": " AND ".join(_quoted(phrase) for phrase in phrases), "candidates": _CANDIDATES}
        steps.append((_BY_WORDS_AND_PLACE, all_of_them | _from(place)) if place else (_BY_WORDS, all_of_them))
    found: dict[str, Pass] = {}
    for statement, bound in steps:
        for row in connection.execute(statement, bound | {"at_most": limit}):
            found.setdefault(row[0], pass_of(row, local=False))
        if len(found) >= limit:
            break
    over_last = sorted(found.values(), key=lambda pass_: pass_.cancelled or pass_.valid_until <= now)
    return tuple(over_last[:limit])


def _phrases(words: str) -> tuple[list[str], str]:
    """Parts that are long enough for the index, and a short word before them that may be a house ("12 MARIA").

    A short word after a long one goes with it: "MARIA L" is on its way to "MARIA LOPEZ".
    """
    phrases: list[str] = []
    place = ""
    for word in words.split(" "):
        if len(word) >= TRIGRAM:
            phrases.append(word)
        elif phrases:
            phrases[-1] += f" {word}"
        else:
            place = place or word
    return phrases, place


def _from(begin: str) -> dict[str, str]:
    return {"begin": begin, "begin_end": begin + _LAST}


def _quoted(phrase: str) -> str:
    """A phrase for FTS5: everything inside the quotes is text."""
    return '"' + phrase.replace('"', '""') + '"'
