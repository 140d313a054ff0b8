"""What needs a supervisor, on a real encrypted store: unexplained openings, entries kept back, evidence, its file."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from app.clock import TrustedTime
from app.domain.entry import OVERRIDE_REASON, EntryKind
from app.domain.gate import GateOutcome, OutcomeKind
from app.domain.gate import Path as Way
from app.domain.shift import Actor, Role
from app.errors import KnownError
from app.events import Events
from app.notices import REASON_WITHIN, UNREASONED, NoticeDesk, Post
from app.opening import Duty, Opening
from app.store.rows import HistoryFilter
from app.store.store import Store
from tests.app.test_records import records_of
from tests.clocks import DrivenClock
from tests.store.made import DEVICE, NOON, changed, entry, later, log_row, older_log_row, opened, page, uid

PICTURE = b"\xff\xd8 a face"
HASH = hashlib.sha256(PICTURE).hexdigest()


def desk_of(store: Store, now: datetime) -> NoticeDesk:
    duty = Duty(Actor("s1", "Carla", Role.SUPERVISOR), None, False, DEVICE, "i1")
    clock, events, gates = DrivenClock(now), Events(), cast(Any, None)  # nothing is opened
    opening = Opening(journal=store.journal, gates=gates, duty=lambda: duty, time=TrustedTime(clock), events=events)
    return NoticeDesk(
        store=store, opening=opening, duty=lambda: duty, post=Post(DEVICE, "Garita"), now=lambda: now, events=events
    )


def told(tmp_path: Path, story: Callable[[Store], Awaitable[None]]) -> None:
    async def whole() -> None:
        async with opened(tmp_path / "store") as store:
            await story(store)

    asyncio.run(whole())


def test_an_opening_that_nobody_explains_stays_on_the_supervisors_list(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        by_hand = {"kind": EntryKind.OVERRIDE, "pass_id": None, "visitor_name": ""}
        bare = await store.journal.record(entry(entry_id=uid(1), **by_hand))
        explained = await store.journal.record(entry(entry_id=uid(2), **by_hand))
        why = {"kind": EntryKind.CORRECTION, "corrects": explained.entry_id, "reason": "override_reason"}
        await store.journal.record(entry(entry_id=uid(3), note="Ambulance", **why))
        empty = {"kind": EntryKind.CORRECTION, "corrects": bare.entry_id, "reason": "override_reason"}
        await store.journal.record(entry(entry_id=uid(4), note="", **empty))

        assert await desk_of(store, NOON + REASON_WITHIN / 2).open_notices() == (), "the guard may still say it"
        desk = desk_of(store, NOON + REASON_WITHIN + timedelta(seconds=1))
        (notice,) = await desk.open_notices()
        assert (notice.kind, notice.subject, notice.detail) == (UNREASONED, bare.entry_id, "Rosa Guard")
        await desk.close_notice(notice.notice_id, "Spoken with Rosa")
        assert await desk.open_notices() == ()
        (row,) = (await store.history.page(None, HistoryFilter(entry_id=bare.entry_id), 1)).rows
        assert row.explained == "Spoken with Rosa", "it is the reason from then on"
        assert await store.messages.waiting() == 0, "the central API knows nothing of that list"

    told(tmp_path, story)


def test_openings_of_other_gates_are_listed_where_it_is_known_that_nobody_explained_them(tmp_path: Path) -> None:
    by_hand = {"kind": "override", "pass_id": None, "actor_name": "Pedro"}
    why = {"kind": "correction", "reason": OVERRIDE_REASON}

    async def story(store: Store) -> None:
        rows = [
            log_row(uid(1), **by_hand),
            log_row(uid(2), note="Ambulance", **by_hand),
            log_row(uid(3), **by_hand),
            log_row(uid(4), corrects=uid(3), note="Fire brigade", **why),
            older_log_row(uid(5), **by_hand),
            log_row(uid(6), occurred_at=later(600).isoformat(), **by_hand),
            log_row(uid(7), device_id=DEVICE, **by_hand),
        ]
        await store.mirror.apply_page(page(*changed("log", *rows)))
        own = await store.journal.record(entry(entry_id=uid(8), kind=EntryKind.OVERRIDE, pass_id=None))
        desk = desk_of(store, NOON + REASON_WITHIN + timedelta(seconds=1))
        notices = {notice.subject: notice for notice in await desk.open_notices()}
        assert set(notices) == {uid(1), own.entry_id}, "not what may have a reason, nor what may still get one"
        assert (notices[uid(1)].detail, notices[uid(1)].device_id, notices[uid(8)].device_id) == ("Pedro", "other", "")

        told_there = log_row(uid(9), corrects=own.entry_id, note="Told at the north gate", **why)
        await store.mirror.apply_page(page(*changed("log", told_there, log_row(own.entry_id, **by_hand))))
        (notice,) = await desk.open_notices()
        assert notice.subject == uid(1)
        (row,) = (await store.history.page(None, HistoryFilter(entry_id=own.entry_id), 1)).rows
        (line,) = (await store.history.lines(None, HistoryFilter(entry_id=own.entry_id), 1)).rows
        assert (row.explained, line.note, row.state) == ("Told at the north gate", "Told at the north gate", "waiting")

        await desk.close_notice(notice.notice_id, "Spoken with Pedro")
        assert await desk.open_notices() == ()
        (why_,) = [one for one in await store.journal.recent() if one.kind is EntryKind.CORRECTION]
        assert (why_.corrects, why_.note, why_.reason) == (uid(1), "Spoken with Pedro", OVERRIDE_REASON)
        assert (why_.actor_name, why_.device_id, why_.gate_id) == ("Carla", DEVICE, "north")

    told(tmp_path, story)


def test_the_reason_told_afterwards_stands_with_the_opening_itself(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        opening = await store.journal.record(entry(entry_id=uid(1), kind=EntryKind.OVERRIDE, pass_id=None))
        for n, words in ((2, "Ambulance"), (3, "Ambulance, Bomberos 12"), (4, "")):
            why = {"kind": EntryKind.CORRECTION, "corrects": opening.entry_id, "reason": "override_reason"}
            await store.journal.record(
                entry(entry_id=uid(n), occurred_at=NOON + timedelta(minutes=n), note=words, **why)
            )
        await store.journal.record(entry(entry_id=uid(5), occurred_at=NOON + timedelta(minutes=9)))
        told = await records_of(store).entry(opening.entry_id)
        assert told is not None and told.explained == "Ambulance, Bomberos 12", "the last word that says anything"
        assert told.line.note == told.explained
        lines = await store.history.lines(None, HistoryFilter(), 9)
        notes = {line.entry_id: line.note for line in lines.rows}
        assert (notes[uid(1)], notes[uid(5)], len(notes)) == (told.explained, "", 5), "and no line twice"

    told(tmp_path, story)


def test_one_entry_is_found_whoever_knows_it(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        own = await store.journal.record(entry(entry_id=uid(1)))
        await store.journal.attach_outcome(own.entry_id, GateOutcome(OutcomeKind.DONE, Way.LOCAL, "ok", 41))
        other = log_row(uid(2), occurred_at=NOON.isoformat(), flags=["over_limit"])
        await store.mirror.apply_page(page(*changed("log", other)))
        asked = records_of(store)
        first, second = await asked.entry(uid(1)), await asked.entry(uid(2))
        assert first is not None and (first.entry, first.open_ms, first.waiting) == (own, 41, True)
        assert second is not None and (second.entry.gate_id, second.found) == ("north", ("over_limit",))
        assert await asked.entry(uid(3)) is None

    told(tmp_path, story)


def test_an_entry_that_was_kept_back_goes_into_a_file_with_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.records.platformdirs.user_documents_dir", lambda: str(tmp_path))

    async def story(store: Store) -> None:
        poison = await store.journal.record(entry(entry_id=uid(1)))
        await store.journal.quarantine(poison.entry_id, code="22007", message="bad uuid")
        kept = await records_of(store).entry(poison.entry_id)
        assert kept is not None
        path = await records_of(store).export_entry(kept)
        said = json.loads(path.read_text(encoding="utf-8"))
        assert said["entry"]["visitor_name"] == "Luis García"
        assert (said["refused"]["code"], said["refused"]["message"]) == ("22007", "bad uuid")
        with pytest.raises(KnownError, match="not_permitted_here"):
            await records_of(store, Role.GUARD).export_entry(kept)

    told(tmp_path, story)


def test_another_gates_photo_is_fetched_once_and_kept_sealed(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        asked: list[str] = []

        async def elsewhere(taken_at: datetime, photo_hash: str) -> bytes | None:
            asked.append(photo_hash)
            return PICTURE

        other = entry(entry_id=uid(1), photo_hash=HASH)
        records = records_of(store, elsewhere=elsewhere)
        assert [await records.photo(other), await records.photo(other)] == [PICTURE, PICTURE]
        assert asked == [HASH], "the second time it is here"
        assert PICTURE not in store.photos.sealed(HASH)
        assert await records.photo(entry()) is None

    told(tmp_path, story)
