"""Entries on the platter: numbered, queued and witnessed in one commit, and what is known from them."""

from __future__ import annotations

import asyncio
import hashlib
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.decision import LastEntry
from app.domain.entry import Direction, EntryKind
from app.domain.gate import GateOutcome, OutcomeKind
from app.domain.gate import Path as Way
from app.domain.passes import Pass, VisitorType
from app.domain.scan import CodeKind, PassCode
from app.errors import StoreError
from app.store.store import Store
from app.store.verify import verify_log
from tests.store.made import KEY, NOON, entry, later, opened, uid, with_store

OPENED = GateOutcome(OutcomeKind.DONE, Way.LOCAL, "ok", 41)


def test_an_entry_comes_back_as_it_was_recorded(tmp_path: Path) -> None:
    full = entry(
        clock_offset_ms=-1500,
        clock_trusted=False,
        scan_id="scan",
        record_uid=uid(7),
        visitor_type="Delivery",
        house="12-B",
        host_id="h",
        verdict="admit",
        reason="valid",
        basis="mirror",
        basis_age_s=60,
        flags=("over_limit", "expired"),
        people=4,
        plate="P 123-ABC",
        on_foot=True,
        note="two dogs",
        allowed_by="Ana",
        foreign_digest="ff",
        offline=True,
        occurred_at=later(0.123456),
    )

    async def story(store: Store) -> None:
        recorded = await store.journal.record(full, photo=b"a picture")
        assert recorded == replace(full, device_seq=1, photo_hash=hashlib.sha256(b"a picture").hexdigest())
        assert await store.journal.recent() == (recorded,)
        assert await store.journal.entry(full.entry_id) == recorded
        assert await store.photos.load(recorded.photo_hash or "") == b"a picture"

    with_store(tmp_path, story)


def test_numbers_go_on_and_begin_anew_with_each_incarnation(tmp_path: Path) -> None:
    async def story(store: Store) -> list[int]:
        mine = [await store.journal.record(entry()) for _ in range(3)]
        other = await store.journal.record(entry(incarnation="i2"))
        again = await store.journal.record(entry())
        return [one.device_seq for one in (*mine, other, again)]

    assert with_store(tmp_path, story) == [1, 2, 3, 1, 4]


def test_every_opening_is_an_incarnation_of_its_own(tmp_path: Path) -> None:
    async def story(store: Store) -> str:
        return store.incarnation

    assert with_store(tmp_path, story) != with_store(tmp_path, story)


def test_recording_the_same_entry_again_changes_nothing(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        first = await store.journal.record(entry())
        assert await store.journal.record(replace(first, note="another")) == first
        assert await store.journal.recent() == (first,)
        assert await store.journal.waiting() == 1

    with_store(tmp_path, story)


def test_entries_recorded_at_once_all_stand(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        recorded = await asyncio.gather(*(store.journal.record(entry()) for _ in range(40)))
        assert sorted(one.device_seq for one in recorded) == list(range(1, 41))

    with_store(tmp_path, story)
    assert verify_log(tmp_path, KEY).flaws == ()


def test_the_last_movement_leaves_corrected_visits_out(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        journal = store.journal
        assert (await journal.own_facts("p1", 0))[1] is None
        await journal.record(entry())
        wrong = await journal.record(entry(occurred_at=later(60), direction=Direction.OUT, kind=EntryKind.EXIT))
        await journal.record(entry(occurred_at=later(90), kind=EntryKind.REFUSAL))
        assert (await journal.own_facts("p1", 0))[1] == LastEntry(later(60), "main", Direction.OUT)
        await journal.record(entry(occurred_at=later(95), kind=EntryKind.CORRECTION, corrects=wrong.entry_id))
        assert (await journal.own_facts("p1", 0))[1] == LastEntry(NOON, "main", Direction.IN)
        assert (await journal.own_facts("p2", 0))[1] is None

    with_store(tmp_path, story)


def test_a_local_pass_is_found_by_every_name(tmp_path: Path) -> None:
    walk_in = Pass(
        pass_id="w1",
        record_uid=uid(5),
        community_id="c1",
        visitor_name="Óscar Núñez",
        visitor_type=VisitorType.SERVICE,
        valid_until=NOON + timedelta(hours=2),
        rand_record_uid=uid(6),
        short_code="ABCD2345",
        house="3",
        entries_allowed=1,
        local=True,
    )

    async def story(store: Store) -> None:
        journal = store.journal
        await journal.keep_local_pass(walk_in)
        for code in (
            PassCode(CodeKind.RECORD, uid(5)),
            PassCode(CodeKind.RECORD, uid(6)),
            PassCode(CodeKind.SHORT, "ABCD2345"),
        ):
            assert await journal.local_pass(code) == walk_in
        assert await journal.local_pass(PassCode(CodeKind.SHORT, uid(5))) is None
        changed = replace(walk_in, cancelled=True)
        await journal.keep_local_pass(changed)
        assert await journal.local_pass(PassCode(CodeKind.RECORD, uid(5))) == changed

    with_store(tmp_path, story)


def test_only_moments_measured_by_the_central_api_bound_the_clock(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        journal = store.journal
        assert await journal.newest_moment() is None
        await journal.record(entry(occurred_at=later(86400 * 365)))  # a wrong clock, before the first contact
        await journal.record(entry(occurred_at=later(10), clock_offset_ms=0))
        await journal.record(entry(occurred_at=later(5), clock_offset_ms=0))
        await journal.record(entry(occurred_at=later(99), clock_offset_ms=0, clock_trusted=False))
        assert await journal.newest_moment() == later(10)

    with_store(tmp_path, story)


def test_secrets_are_kept_changed_and_forgotten(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        secrets = store.secrets
        assert await secrets.get("token") is None
        await secrets.put("token", "one")
        await secrets.put("token", "two")
        assert await secrets.get("token") == "two"
        await secrets.delete("token")
        await secrets.delete("token")
        assert await secrets.get("token") is None

    with_store(tmp_path, story)


def test_everything_stands_after_closing_and_opening(tmp_path: Path) -> None:
    async def write(store: Store) -> str:
        recorded = await store.journal.record(entry(), photo=b"p")
        await store.journal.attach_outcome(recorded.entry_id, OPENED)
        await store.secrets.put("k", "v")
        return recorded.entry_id

    async def read(store: Store) -> None:
        assert store.findings == ()
        assert [one.entry_id for one in await store.journal.recent()] == [written]
        (row,) = await store.journal.due(limit=5, now=NOON)
        assert row.outcome == OPENED
        assert await store.secrets.get("k") == "v"

    written = with_store(tmp_path, write)
    with_store(tmp_path, read)


def test_orphaned_photos_are_swept_at_the_opening(tmp_path: Path) -> None:
    async def write(store: Store) -> str:
        recorded = await store.journal.record(entry(), photo=b"named")
        store.photos.save(b"nobody names it")
        return recorded.photo_hash or ""

    async def read(store: Store) -> list[str]:
        return list(store.photos.here())

    named = with_store(tmp_path, write)
    assert with_store(tmp_path, read) == [named]


def test_a_photo_that_waits_for_its_entry_is_there_when_it_comes(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        await store.journal.hold_photo(b"of a car")
        assert [await store.photos.load(one) for one in store.photos.here()] == [b"of a car"]
        held = hashlib.sha256(b"of a car").hexdigest()
        store.photos.forget_all([held])  # swept: no entry named it yet
        recorded = await store.journal.record(entry(), photo=b"of a car")
        assert recorded.photo_hash == held
        assert await store.photos.load(held) == b"of a car"

    with_store(tmp_path, story)


def test_a_photo_whose_entry_never_came_is_swept(tmp_path: Path) -> None:
    with_store(tmp_path, lambda store: store.journal.hold_photo(b"of a car that turned round"))

    async def here(store: Store) -> list[str]:
        return list(store.photos.here())

    assert with_store(tmp_path, here) == []


def test_a_second_console_says_who_holds_the_store(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path):
            with pytest.raises(StoreError) as caught:
                async with opened(tmp_path):
                    raise AssertionError("two consoles in one store")
        assert caught.value.code == "store_in_use"
        assert f"process {os.getpid()}" in caught.value.message
        async with opened(tmp_path):
            pass

    asyncio.run(story())
