"""What this PC knows of a code: both files in one look, and damage to either is cured as if each were asked alone."""

from __future__ import annotations

from pathlib import Path

from app.domain.decision import LastEntry
from app.domain.entry import Direction
from app.domain.scan import CodeKind, PassCode
from app.store.store import Store
from tests.store.harms import PASSES, flip, some_passes
from tests.store.made import NOON, changed, entry, later, page, pass_row, uid, with_store


def record(number: int) -> PassCode:
    return PassCode(CodeKind.RECORD, uid(number))


def test_the_mirror_and_our_own_uses_are_known_together(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        await store.mirror.apply_page(page(*changed("pass", pass_row(1, short_code="ABCD2345"), pass_row(2))))
        await store.journal.record(entry(occurred_at=NOON))
        for code in (record(1), record(1 + 10**9), PassCode(CodeKind.SHORT, "ABCD2345")):
            answer, own_facts = await store.known.find(code)
            assert answer == await store.mirror.find(code)
            assert answer.pass_ is not None and answer.pass_.pass_id == "p1"
            assert own_facts == (1, LastEntry(NOON, "main", Direction.IN))
        await store.journal.record(entry(occurred_at=later(60), direction=Direction.OUT))
        _, own_facts = await store.known.find(record(1))
        assert own_facts == (1, LastEntry(later(60), "main", Direction.OUT)), "what was just recorded is known"
        answer, own_facts = await store.known.find(record(2))
        assert answer.pass_ is not None and own_facts == (0, None)
        answer, own_facts = await store.known.find(record(3))
        assert answer.pass_ is None and own_facts == (0, None)

    with_store(tmp_path, story)


def harmed(folder: Path, name: str) -> None:
    async def fill(store: Store) -> None:
        await some_passes(store)
        for number in range(60):
            await store.journal.record(entry(entry_id=uid(number), note="x" * 1500))

    with_store(folder, fill)
    for tenth in range(4, 9):
        flip(folder / name, (folder / name).stat().st_size * tenth // 10)


def test_a_damaged_journal_is_saved_by_a_look_and_the_mirror_stays(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        assert store.findings == ()
        answer, (own_uses, _) = await store.known.find(record(1))
        assert [finding.code for finding in store.findings] == ["journal_damaged"]
        assert answer.pass_ is not None, "the mirror has nothing to do with it"
        assert 30 < own_uses < 60, "what could be saved of sixty"

    harmed(tmp_path, "journal.db")
    with_store(tmp_path, story)


def test_a_damaged_mirror_is_begun_anew_by_a_look_and_the_journal_stays(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        for number in range(PASSES):
            answer, own_facts = await store.known.find(record(number))
            if answer.pass_ is None:
                break
        assert {finding.code for finding in store.findings} == {"store_damaged"}
        assert await store.mirror.cursor() == (None, None), "it will be pulled again from the beginning"
        assert await store.journal.own_uses("p1", 0) == 60

    harmed(tmp_path, "mirror.db")
    with_store(tmp_path, story)
