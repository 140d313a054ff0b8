"""Whatever people and phones write is stored whole and comes back letter by letter."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.passes import Pass, VisitorType
from app.domain.scan import CodeKind, PassCode
from app.store.store import Store
from tests.store.made import KEY, NOON, entry

WORDS = {
    "300 letters": "Bartholomäus " * 24,
    "emoji": "Ana 👩‍👩‍👧‍👦 Gómez 🎂",
    "right to left": "محمد عبد الله \u202e",
    "bold": "<b>Ana</b>",
    "picture": '<img src="https://example.com/x.png" onerror=alert(1)>',
    "control": "a\x01b\r\nc\td\x1b[31m\ufffe",
    "quotes": "'; drop table entries; --",
}
NOTE = "Una nota larga. " * 640
"""10 kB."""
RECORD = "0f9f6f0e-1111-4222-8333-444455556666"


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS.keys())
def test_names_and_notes_come_back_as_they_were(words: str, tmp_path: Path) -> None:
    async def story() -> None:
        store = await Store.open(tmp_path / "store", KEY, ballast_bytes=4096)
        try:
            pass_ = Pass(
                pass_id="p1",
                record_uid=RECORD,
                community_id="c1",
                visitor_name=words,
                visitor_type=VisitorType.GUEST,
                valid_until=NOON + timedelta(days=40 * 366),
                host_name=words,
                house=words,
                plate=words,
                note=NOTE + words,
                local=True,
            )
            await store.journal.keep_local_pass(pass_)
            assert await store.journal.local_pass(PassCode(CodeKind.RECORD, RECORD)) == pass_
            kept = await store.journal.record(entry(visitor_name=words, house=words, note=NOTE + words))
            assert (await store.journal.recent(1))[0] == kept
            assert kept.visitor_name == words and kept.note == NOTE + words
        finally:
            await store.close()

    asyncio.run(story())


def test_a_photo_that_is_no_photo_is_kept_as_it_came(tmp_path: Path) -> None:
    async def story() -> None:
        store = await Store.open(tmp_path / "store", KEY, ballast_bytes=4096)
        try:
            kept = await store.journal.record(entry(), photo=b"this is no photo")
            assert kept.photo_hash is not None
            assert await store.photos.load(kept.photo_hash) == b"this is no photo"
        finally:
            await store.close()

    asyncio.run(story())
