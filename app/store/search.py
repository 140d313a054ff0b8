"""Finding passes by a few letters: names, houses and plates. Functions of a Connection.

One trigram index answers all: from three letters on any part of a word, and, because words are marked
(`app.store.plain.marked`), their beginning from the first letter. Nothing here reads a whole table: on an
encrypted file that is six times dearer than on a plain one.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, select, text

from app.domain.passes import Pass
from app.store.columns import PASS_FIELDS, pass_of
from app.store.mirror_tables import passes
from app.store.plain import beginning, marked, plain, plain_plate

TRIGRAM = 3
LONGEST_TEXT = 80

_HITS = (
    text("SELECT rowid AS no FROM pass_words WHERE pass_words MATCH :words ORDER BY rowid DESC LIMIT :at_most")
    .columns(passes.c.no)
    .subquery("hits")
)
_FOUND = (
    select(*(passes.c[name] for name in PASS_FIELDS))
    .join(_HITS, _HITS.c.no == passes.c.no)
    .order_by(passes.c.no.desc())
    .limit(bindparam("at_most"))
)


def search(connection: Connection, typed: str, limit: int, now: datetime) -> tuple[Pass, ...]:
    """Passes for what a guard typed: that very house or plate first, then those that begin like it, then whatever
    has all the words in it. Within each the newest first; passes that are over come last."""
    words = plain(typed[:LONGEST_TEXT])
    if not words or limit < 1:
        return ()
    found: dict[str, Pass] = {}
    for question in _questions(words):
        for row in connection.execute(_FOUND, {"words": question, "at_most": limit}):
            found.setdefault(row[0], pass_of(row, local=False))
        if len(found) >= limit:
            break
    over_last = sorted(found.values(), key=lambda pass_: pass_.cancelled or pass_.valid_until <= now)
    return tuple(over_last[:limit])


def _questions(words: str) -> tuple[str, ...]:
    """In FTS5's language. Inside quotes everything is text."""
    plate = plain_plate(words)
    whole, begins = [f"house : {_quoted(marked(words))}"], [f"house : {_quoted(beginning(words))}"]
    if plate:
        whole.append(f"plate : {_quoted(marked(plate))}")
        begins.append(f"plate : {_quoted(beginning(plate))}")
    every = [_quoted(word if len(word) >= TRIGRAM else beginning(word)) for word in words.split(" ")]
    return " OR ".join(whole), " OR ".join(begins), " AND ".join(every)


def _quoted(phrase: str) -> str:
    return '"' + phrase.replace('"', '""') + '"'
