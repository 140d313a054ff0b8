"""Finding passes by a few letters: names, houses and plates. Functions of a Connection.

    pass_words     trigrams of names and plates, and the sign of the house (`app.store.plain.sign_of`)
    house_words    trigrams of each way a house is written; a few thousand rows
    document_words the last four of a document, whole, of passes that have one

From three letters on any part of a word is found, and, because words are marked (`app.store.plain.marked`), their
beginning from the first letter. Nothing here reads a whole table: on an encrypted file that is six times dearer
than on a plain one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, text

from app.domain.passes import Pass
from app.store.columns import PASS_FIELDS, pass_of
from app.store.houses import signs_with
from app.store.mirror_tables import passes
from app.store.plain import beginning, marked, plain, plain_plate

TRIGRAM = 3
LONGEST_TEXT, MOST_WORDS = 80, 6
_HOUSES_LOOKED_AT = 40
DOCUMENT = 4
"""Letters of a document that a pass tells: its last."""
_DOCUMENTS_AT_MOST = 1000

_LAST = "\U0010ffff"

_PASSES = select(*(passes.c[name] for name in PASS_FIELDS)).limit(bindparam("at_most"))
_HITS = (
    text("SELECT rowid AS no FROM pass_words WHERE pass_words MATCH :words ORDER BY rowid DESC LIMIT :at_most")
    .columns(passes.c.no)
    .subquery("hits")
)
_BY_WORDS = _PASSES.join(_HITS, _HITS.c.no == passes.c.no).order_by(passes.c.no.desc())
_BY_DOCUMENT = text(
    "SELECT pass_id FROM passes JOIN (SELECT rowid FROM document_words WHERE document_words MATCH :words "
    "ORDER BY rowid DESC LIMIT :at_most) AS hits ON passes.no = hits.rowid ORDER BY passes.no DESC"
)
_BY_PLATE = _PASSES.where(passes.c.plate_key >= bindparam("begin"), passes.c.plate_key < bindparam("end")).order_by(
    passes.c.plate_key
)


def search(connection: Connection, typed: str, limit: int, now: datetime) -> tuple[Pass, ...]:
    """Passes for what a guard typed: that very house first, then houses and plates that begin like it, then whoever
    has all the words in name, plate or house. Within each the newest first; passes that are over come last."""
    words = plain(typed[:LONGEST_TEXT])
    found: dict[str, Pass] = {}
    for rows in _answers(connection, words, limit) if words and limit > 0 else ():
        for row in rows:
            found.setdefault(row[0], pass_of(row, local=False))
        if len(found) >= limit:
            break
    over_last = sorted(found.values(), key=lambda pass_: pass_.cancelled or pass_.valid_until <= now)
    return tuple(over_last[:limit])


def _answers(connection: Connection, words: str, limit: int) -> Iterator[Iterable[Row[Any]]]:
    """One answer after the other, each asked only when those before were not enough."""

    def passes_with(question: str) -> Iterable[Row[Any]]:
        return connection.execute(_BY_WORDS, {"words": question, "at_most": limit}) if question else ()

    yield passes_with(_houses(connection, marked(words)))
    yield passes_with(_houses(connection, beginning(words)))
    if plate := plain_plate(words):
        yield connection.execute(_BY_PLATE, {"begin": plate, "end": plate + _LAST, "at_most": limit})
        yield passes_with(_quoted(plate) if len(plate) >= TRIGRAM else "")
    apart = words.split(" ")[:MOST_WORDS]
    yield passes_with(_all_of(apart))
    if len(words) >= TRIGRAM:
        yield passes_with(_houses(connection, words))
    for at in range(1, len(apart)):
        for place, name in ((apart[:at], apart[at:]), (apart[at:], apart[:at])):
            if houses := _houses(connection, beginning(" ".join(place))):
                yield passes_with(f"({houses}) AND {_all_of(name)}")


def anything_with(connection: Connection, typed: str) -> str:
    """One question for whatever has the typed words in name, plate or house; empty when nothing can have them."""
    words = plain(typed[:LONGEST_TEXT])
    plate = plain_plate(words)
    parts = [_houses(connection, beginning(words)), _quoted(plate) if len(plate) >= TRIGRAM else ""]
    if words:
        parts.append(f"({_all_of(words.split(' ')[:MOST_WORDS])})")
    return " OR ".join(part for part in parts if part)


def with_document(connection: Connection, typed: str) -> tuple[str, ...]:
    """The ids of passes whose document ends in the four letters typed, the newest first; none for another text."""
    last4 = typed.strip()
    if len(last4) != DOCUMENT:
        return ()
    return tuple(connection.execute(_BY_DOCUMENT, {"words": _quoted(last4), "at_most": _DOCUMENTS_AT_MOST}).scalars())


def _houses(connection: Connection, phrase: str) -> str:
    """The question for passes of the houses that are written with `phrase`; empty when there is none."""
    signs = signs_with(connection, _quoted(phrase), _HOUSES_LOOKED_AT)
    return " OR ".join(f"house_sign : {_quoted(sign)}" for sign in signs)


def _all_of(words: list[str]) -> str:
    """The question for passes with every one of the words; a short word is the beginning of one."""
    return " AND ".join(_quoted(word if len(word) >= TRIGRAM else beginning(word)) for word in words)


def _quoted(phrase: str) -> str:
    """For FTS5: inside quotes everything is text."""
    return '"' + phrase.replace('"', '""') + '"'
