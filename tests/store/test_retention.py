"""What leaves this PC, what must not, and that the chain goes on proving itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from app.domain.entry import EntryKind
from app.domain.passes import Pass, VisitorType
from app.domain.scan import CodeKind, PassCode
from app.store.rows import HistoryFilter
from app.store.store import Store
from app.store.verify import verify_log
from tests.store.made import KEY, NOON, changed, entry, log_row, page, pass_row, uid, with_store

WEEK = timedelta(days=7)


class Calendar:
    """The store's time, turned by hand."""

    def __init__(self) -> None:
        self.now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


async def names(store: Store) -> set[str]:
    return {one.visitor_name for one in await store.journal.recent(limit=1000)}


async def confirmed(store: Store, name: str, **changes: object) -> str:
    recorded = await store.journal.record(entry(visitor_name=name, **changes), photo=name.encode())
    await store.journal.settle(recorded.entry_id, flags=(), uses_rev=1)
    await store.journal.photo_settled(recorded.photo_hash or "")
    return recorded.entry_id


def test_only_what_was_confirmed_long_ago_leaves(tmp_path: Path) -> None:
    calendar = Calendar()

    async def story(store: Store) -> None:
        await confirmed(store, "old")
        await store.journal.record(entry(visitor_name="never confirmed"))
        aside = await store.journal.record(entry(visitor_name="quarantined"))
        await store.journal.quarantine(aside.entry_id, code="c", message="m")
        kept = await store.journal.record(entry(visitor_name="kept for v1"))
        await store.journal.keep_for_v1(kept.entry_id)
        half = await store.journal.record(entry(visitor_name="photo waits"), photo=b"x")
        await store.journal.settle(half.entry_id, flags=(), uses_rev=1)
        corrected = await confirmed(store, "corrected")
        await store.journal.record(entry(visitor_name="correction", kind=EntryKind.CORRECTION, corrects=corrected))
        calendar.now += timedelta(days=5)
        await confirmed(store, "confirmed late", occurred_at=NOON)
        calendar.now += timedelta(days=2, seconds=1)
        everything = await names(store)
        assert await store.retire(keep=timedelta(0)) == 1
        assert everything - await names(store) == {"old"}
        calendar.now += timedelta(days=5)
        await store.retire(keep=WEEK)
        assert "confirmed late" in await names(store), "the newest entry says where the numbers go on"
        assert (await store.journal.record(entry())).device_seq == 9

    with_store(tmp_path, story, now=calendar)
    report = verify_log(tmp_path, KEY)
    assert report.flaws == ()
    assert report.erased == 1


def test_a_corrected_visit_leaves_with_its_correction(tmp_path: Path) -> None:
    calendar = Calendar()

    async def story(store: Store) -> None:
        visit = await confirmed(store, "visit")
        await confirmed(store, "correction", kind=EntryKind.CORRECTION, corrects=visit)
        await confirmed(store, "newest")
        calendar.now += WEEK + timedelta(seconds=1)
        await store.retire(keep=WEEK)
        assert await names(store) == {"newest"}
        assert await store.journal.own_uses("p1", 0) == 1

    with_store(tmp_path, story, now=calendar)


def test_photos_leave_with_the_last_entry_that_shows_them(tmp_path: Path) -> None:
    calendar = Calendar()

    async def story(store: Store) -> None:
        first = await store.journal.record(entry(), photo=b"the same picture")
        await store.journal.settle(first.entry_id, flags=(), uses_rev=1)
        await store.journal.photo_settled(first.photo_hash or "")
        await confirmed(store, "another")
        calendar.now += timedelta(days=4)
        again = await store.journal.record(entry(), photo=b"the same picture")
        calendar.now += timedelta(days=4)
        await store.retire(keep=WEEK)
        assert set(store.photos.here()) == {first.photo_hash}
        await store.journal.settle(again.entry_id, flags=(), uses_rev=1)
        await confirmed(store, "newest")
        calendar.now += timedelta(days=8)
        await store.retire(keep=WEEK)
        assert await names(store) == {"newest"}
        assert first.photo_hash not in set(store.photos.here())

    with_store(tmp_path, story, now=calendar)


def test_a_persons_words_are_erased_and_the_chain_stands(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        mine = await confirmed(store, "Luis García", house="12-B", plate="P-1", note="two dogs", allowed_by="Ana")
        await confirmed(store, "Somebody else")
        unsent = await store.journal.record(entry(visitor_name="Luis García"))
        assert await store.journal.erase([mine, unsent.entry_id, uid(99)]) == 1, "what was not sent goes out first"
        erased = await store.journal.entry(mine)
        assert erased is not None
        assert (erased.visitor_name, erased.house, erased.plate, erased.note, erased.allowed_by) == ("",) * 5
        assert erased.photo_hash is None
        assert erased.kind is EntryKind.VISIT
        assert len(list(store.photos.here())) == 1
        assert await names(store) == {"", "Somebody else", "Luis García"}

    with_store(tmp_path, story)
    report = verify_log(tmp_path, KEY)
    assert (report.flaws, report.erased) == ((), 1)


def test_other_gates_logs_leave_and_who_is_inside_stays(tmp_path: Path) -> None:
    calendar = Calendar()

    async def story(store: Store) -> None:
        rows = [log_row("old"), log_row("new", pass_id="p2", occurred_at="2026-03-20T18:00:00Z")]
        await store.mirror.apply_page(page(*changed("pass", pass_row(1), pass_row(2)), *changed("log", *rows)))
        calendar.now += timedelta(days=10)
        await store.retire(keep=WEEK)
        left = await store.history.page(None, HistoryFilter(), 9)
        assert [row.entry.entry_id for row in left.rows] == ["new"]
        assert (await store.history.page(None, HistoryFilter(text="visitor"), 9)).rows == left.rows
        assert {row.pass_.pass_id for row in await store.mirror.inside(limit=9)} == {"p1", "p2"}

    with_store(tmp_path, story, now=calendar)


def test_local_passes_leave_when_they_are_over(tmp_path: Path) -> None:
    calendar = Calendar()
    walk_in = Pass("w1", uid(5), "c1", "Óscar", VisitorType.SERVICE, NOON + timedelta(hours=2), local=True)

    async def story(store: Store) -> None:
        await store.journal.keep_local_pass(walk_in)
        calendar.now += timedelta(days=3)
        await store.retire(keep=WEEK)
        assert await store.journal.local_pass(PassCode(CodeKind.RECORD, uid(5))) is not None
        calendar.now += timedelta(days=5)
        await store.retire(keep=WEEK)
        assert await store.journal.local_pass(PassCode(CodeKind.RECORD, uid(5))) is None

    with_store(tmp_path, story, now=calendar)
