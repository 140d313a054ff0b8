"""The mirror: what the feed said is found by every name, and nothing else is."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.central.shapes import PulledChange
from app.domain.decision import LastEntry
from app.domain.entry import Direction
from app.domain.passes import BlacklistHit, BlacklistKind, Pass, VisitorType
from app.domain.scan import CodeKind, PassCode
from app.store.mirror import LOADING, Mirror
from app.store.rows import MirrorAnswer
from app.store.store import Store
from tests.store.made import NOON, changed, gone, later, log_row, page, pass_row, uid, with_store

MORNING = NOON - timedelta(hours=12)


def record(number: int) -> PassCode:
    return PassCode(CodeKind.RECORD, uid(number))


def blacklisted(row_id: str, kind: str, value: str, **changes: Any) -> dict[str, Any]:
    row = {"id": row_id, "match_kind": kind, "match_value": value, "reason": "why", "valid_from": None}
    return row | {"valid_until": None} | changes


async def answer(mirror: Mirror, number: int) -> MirrorAnswer:
    return await mirror.find(record(number))


def test_a_pass_is_found_by_every_name_and_is_what_the_feed_said(tmp_path: Path) -> None:
    row = pass_row(
        1,
        short_code="abcd-2345",
        visitor_type="Party",
        plate="P 123-ABC",
        vehicle="red",
        people=3,
        note="gate B",
        entries_used=1,
        uses_rev=9,
    )
    expected = Pass(
        pass_id="p1",
        record_uid=uid(1),
        community_id="c1",
        visitor_name="Visitor 1",
        visitor_type=VisitorType.PARTY,
        valid_until=NOON.replace(hour=23, microsecond=157888),
        valid_from=NOON.replace(hour=6),
        rand_record_uid=uid(1 + 10**9),
        short_code="ABCD2345",
        host_id="h1",
        host_name="Ana Pérez",
        house="Casa 1",
        entries_allowed=2,
        entries_used=1,
        uses_rev=9,
        plate="P 123-ABC",
        vehicle="red",
        document_last4="1234",
        people=3,
        note="gate B",
    )

    async def story(store: Store) -> None:
        mirror = store.mirror
        await mirror.apply_page(page(*changed("pass", row, pass_row(2))))
        found = MirrorAnswer(expected, (), False, None, None, 9)
        assert await answer(mirror, 1) == found
        assert await answer(mirror, 1 + 10**9) == found
        assert await mirror.find(PassCode(CodeKind.SHORT, "ABCD2345")) == found
        assert await mirror.find_by_id("p1") == found
        nothing = MirrorAnswer(None, (), False, None, None, 0)
        assert await answer(mirror, 3) == nothing
        assert await mirror.find(PassCode(CodeKind.SHORT, "00000000")) == nothing
        assert await mirror.find_by_id(uid(1)) == nothing, "a name of one kind is not taken for another"

    with_store(tmp_path, story)


def test_a_pass_that_changes_its_names_is_found_only_by_the_new_ones(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        mirror = store.mirror
        await mirror.apply_page(page(*changed("pass", pass_row(1, short_code="AAAA2222", plate="P1"))))
        moved = pass_row(1, rand_record_uid=uid(77), short_code=None, visitor_name="Ñandú", house="Lote 9", plate="Q2")
        await mirror.apply_page(page(*changed("pass", moved)))
        assert (await answer(mirror, 77)).pass_ == (await answer(mirror, 1)).pass_ is not None
        assert (await answer(mirror, 1 + 10**9)).pass_ is None
        assert (await mirror.find(PassCode(CodeKind.SHORT, "AAAA2222"))).pass_ is None
        for text, hits in (("visitor", 0), ("casa", 0), ("p1", 0), ("nandu", 1), ("lote 9", 1), ("q2", 1)):
            assert len(await mirror.search(text)) == hits, text

    with_store(tmp_path, story)


def test_codes_are_found_while_they_are_fresh_and_when_they_are_settled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A million of them would take a minute; eight are poured from the small index into the large one all the same."""
    monkeypatch.setattr("app.store.codes.MOST_FRESH", 8)

    async def story(store: Store) -> None:
        mirror = store.mirror
        for number in range(10):
            await mirror.apply_page(page(*changed("pass", pass_row(number))))
            assert all([(await answer(mirror, known)).pass_ is not None for known in range(number + 1)])
        renamed = (pass_row(0, record_uid=uid(50)), pass_row(9, record_uid=uid(59)))
        await mirror.apply_page(page(*changed("pass", *renamed)))
        for number, known in ((0, False), (9, False), (50, True), (59, True), (5, True)):
            assert ((await answer(mirror, number)).pass_ is not None) == known
        await mirror.apply_page(page(*gone("pass", *(f"p{number}" for number in range(10)))))
        assert (await answer(mirror, 5)).pass_ is None
        assert (await answer(mirror, 59)).pass_ is None

    with_store(tmp_path, story)


def test_a_tombstone_takes_a_pass_out_of_everything(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        mirror = store.mirror
        await mirror.apply_page(page(*changed("pass", pass_row(1), pass_row(2))))
        await mirror.apply_page(page(*gone("pass", "p1", "never there"), cursor="2"))
        assert (await answer(mirror, 1)).pass_ is None
        assert [one.pass_id for one in await mirror.search("visitor")] == ["p2"]
        assert (await mirror.expected(MORNING, later(0), limit=9))[1] == 1

    with_store(tmp_path, story)


def test_within_a_page_the_last_word_counts(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        mirror = store.mirror
        twice = changed("pass", pass_row(1, note="first"), pass_row(1, note="second"))
        came_and_went = (*changed("pass", pass_row(2)), *gone("pass", "p2"))
        went_and_came = (*gone("pass", "p3"), *changed("pass", pass_row(3)))
        await mirror.apply_page(page(*twice, *came_and_went, *went_and_came))
        first = (await answer(mirror, 1)).pass_
        assert first is not None and first.note == "second"
        assert (await answer(mirror, 2)).pass_ is None
        assert (await answer(mirror, 3)).pass_ is not None

    with_store(tmp_path, story)


@pytest.mark.parametrize(
    "broken",
    [
        {"valid_until": None},
        {"valid_until": "tomorrow"},
        {"valid_from": 20260314},
        {"record_uid": ""},
        {"uses_rev": "9"},
        {"entries_used": True},
        {"cancelled": "false"},
        {"visitor_name": ["Luis"]},
        {"people": 2**70},
        {"note": "\ud800"},
    ],
    ids=lambda broken: next(iter(broken)),
)
def test_one_bad_row_stops_nothing_and_admits_nobody(tmp_path: Path, broken: dict[str, Any]) -> None:
    async def story(store: Store) -> None:
        mirror = store.mirror
        await mirror.apply_page(page(*changed("pass", pass_row(1))))
        await mirror.apply_page(page(*changed("pass", pass_row(1) | broken, pass_row(2)), cursor="2"))
        assert (await answer(mirror, 1)).pass_ is None, "the older word must not stand in for an unreadable one"
        assert (await answer(mirror, 2)).pass_ is not None
        assert await mirror.unreadable() == 1
        assert await mirror.cursor() == ("2", "e1")
        await mirror.apply_page(page(*changed("pass", pass_row(1)), cursor="3"))
        assert (await answer(mirror, 1)).pass_ is not None
        assert await mirror.unreadable() == 0

    with_store(tmp_path, story)


def test_rows_that_make_no_sense_are_counted(tmp_path: Path) -> None:
    nonsense = (
        PulledChange("pass", "p1", "U", None),
        PulledChange("pass", "p2", "X", pass_row(2)),
        PulledChange("pass", "p3", "U", pass_row(4)),
        PulledChange("log", "l1", "U", log_row("l1", direction="up")),
        PulledChange("log", "l2", "U", log_row("l2", flags="over_limit")),
        PulledChange("log", "l3", "U", log_row("l3", kind=["visit"])),
        PulledChange("log", "l4", "U", log_row("l4", flags=["expired"], noted=[["expired"]])),
        PulledChange("log", "l5", "U", log_row("l5", basis_age_s="old")),
        PulledChange("blacklist", "b1", "U", blacklisted("b1", "face", "x")),
        PulledChange("blacklist", "b2", "U", {**blacklisted("b2", "name", "x"), "match_kind": {}}),
        PulledChange("weather", "w1", "U", {"id": "w1"}),
    )

    async def story(store: Store) -> None:
        await store.mirror.apply_page(page(*nonsense))
        assert await store.mirror.unreadable() == 10, "all but the kind of row that this program does not know"

    with_store(tmp_path, story)


def test_an_unknown_type_of_visitor_is_a_guest(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        await store.mirror.apply_page(page(*changed("pass", pass_row(1, visitor_type="Robot"))))
        found = (await answer(store.mirror, 1)).pass_
        assert found is not None and found.visitor_type is VisitorType.GUEST

    with_store(tmp_path, story)


def test_page_and_cursor_stand_or_fall_together(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        mirror = store.mirror
        assert await mirror.cursor() == (None, None)
        await mirror.apply_page(page(*changed("pass", pass_row(1)), cursor="7", epoch="e9"))
        assert await mirror.cursor() == ("7", "e9")

    async def after(store: Store) -> None:
        assert await store.mirror.cursor() == ("7", "e9")
        assert (await answer(store.mirror, 1)).pass_ is not None

    with_store(tmp_path, story)
    with_store(tmp_path, after)


def test_freshness_is_set_by_a_completed_pull_only(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        await store.mirror.apply_page(page(*changed("pass", pass_row(1))))
        assert (await answer(store.mirror, 1)).as_of is None
        await store.mirror.completed_pull(later(3))
        assert (await answer(store.mirror, 1)).as_of == later(3)

    async def after(store: Store) -> None:
        assert (await answer(store.mirror, 1)).as_of == later(3)
        await store.mirror.reset()
        assert (await answer(store.mirror, 1)) == MirrorAnswer(None, (), False, None, None, 0)
        assert await store.mirror.cursor() == (None, None)
        await store.mirror.apply_page(page(*changed("pass", pass_row(1))))
        assert (await answer(store.mirror, 1)).pass_ is not None

    with_store(tmp_path, story)
    with_store(tmp_path, after)


def test_readers_see_the_old_or_the_new_mirror_while_it_is_dropped(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        mirror = store.mirror
        await mirror.apply_page(page(*changed("pass", pass_row(1))))
        asked = [answer(mirror, 1) for _ in range(20)]
        answers = await asyncio.gather(*asked[:10], mirror.reset(), *asked[10:])
        known = [one.pass_ is not None for one in answers if isinstance(one, MirrorAnswer)]
        assert known == sorted(known, reverse=True)

    with_store(tmp_path, story)


def test_the_blacklist_speaks_by_record_name_and_plate(tmp_path: Path) -> None:
    rows = (
        blacklisted("b1", "record", uid(1).upper()),
        blacklisted("b2", "name", "  josé   NÚÑEZ "),
        blacklisted("b3", "plate", "p-123 abc"),
        blacklisted("b4", "document", uid(1)),
        blacklisted("b5", "record", uid(99)),
        blacklisted("b6", "name", "Past", valid_until="2026-03-14T17:00:00Z"),
        blacklisted("b7", "name", "Future", valid_from="2026-03-14T19:00:00Z"),
    )
    passes = (
        pass_row(1),
        pass_row(2, visitor_name="Jose Nuñez"),
        pass_row(3, plate="P123ABC"),
        pass_row(4, visitor_name="past"),
        pass_row(5, visitor_name="future"),
        pass_row(6, visitor_name="P123ABC"),
    )

    async def story(store: Store) -> None:
        mirror = store.mirror
        await mirror.apply_page(page(*changed("blacklist", *rows), *changed("pass", *passes)))
        kinds = [[hit.kind for hit in (await answer(mirror, number)).blacklist] for number in range(1, 7)]
        assert kinds == [[BlacklistKind.RECORD], [BlacklistKind.NAME], [BlacklistKind.PLATE], [], [], []]
        assert (await answer(mirror, 99)).blacklist == (BlacklistHit(BlacklistKind.RECORD, "why"),), "of no known pass"
        assert (await answer(mirror, 1 + 10**9)).blacklist, "by the other uid of the same pass"
        walk_in = Pass("w", "w", "c1", "JOSÉ NUÑEZ", VisitorType.GUEST, NOON, plate="p123-abc", local=True)
        assert {hit.kind for hit in await mirror.blacklist_hits(walk_in)} == {BlacklistKind.NAME, BlacklistKind.PLATE}
        await mirror.apply_page(page(*gone("blacklist", "b1", "b5")))
        assert (await answer(mirror, 1)).blacklist == ()

    with_store(tmp_path, story)


def test_who_is_inside_follows_the_logs_of_all_gates(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        mirror = store.mirror

        async def feed(*rows: dict[str, Any]) -> MirrorAnswer:
            await mirror.apply_page(page(*changed("log", *rows)))
            return await answer(mirror, 1)

        await mirror.apply_page(page(*changed("pass", pass_row(1), pass_row(2))))
        assert (await answer(mirror, 1)).inside is False
        inside = await feed(log_row("l1", photo_hash="ab"), log_row("l0", kind="refusal", direction="in"))
        assert (inside.inside, inside.last_entry) == (True, LastEntry(NOON, "north", Direction.IN, "ab"))
        assert [row.pass_.pass_id for row in await mirror.inside(limit=5)] == ["p1"]
        out = {"kind": "exit", "direction": "out", "occurred_at": "2026-03-14T19:00:00+00:00", "gate_id": "south"}
        assert (await feed(log_row("l2", **out))).last_entry == LastEntry(later(3600), "south", Direction.OUT)
        assert await mirror.inside(limit=5) == ()
        late = log_row("l3", occurred_at="2026-03-14T18:30:00+00:00")
        assert (await feed(late)).inside is False, "an older log that comes late changes nothing"
        corrected = log_row("l4", kind="correction", occurred_at="2026-03-14T19:00:01+00:00")
        assert (await feed(corrected)).last_entry == LastEntry(later(1800), "north", Direction.IN)
        await mirror.apply_page(page(*gone("log", "l4", "l3")))
        assert (await answer(mirror, 1)).inside is False
        await mirror.apply_page(page(*gone("log", "l0", "l1", "l2")))
        assert (await answer(mirror, 1)).last_entry is None

    with_store(tmp_path, story)


def test_a_log_that_moves_to_another_pass_moves_the_person(tmp_path: Path) -> None:
    async def story(store: Store) -> None:
        mirror = store.mirror
        await mirror.apply_page(page(*changed("pass", pass_row(1), pass_row(2)), *changed("log", log_row("l1"))))
        await mirror.apply_page(page(*changed("log", log_row("l1", pass_id="p2"))))
        assert ((await answer(mirror, 1)).inside, (await answer(mirror, 2)).inside) == (False, True)

    with_store(tmp_path, story)


def test_expected_are_those_that_begin_in_the_window(tmp_path: Path) -> None:
    def begins(number: int, hour: int, **changes: Any) -> dict[str, Any]:
        return pass_row(number, valid_from=f"2026-03-14T{hour:02}:00:00Z", **changes)

    rows = (begins(1, 17), begins(2, 18), begins(3, 19), begins(4, 18, cancelled=True), pass_row(5, valid_from=None))

    async def story(store: Store) -> None:
        await store.mirror.apply_page(page(*changed("pass", *rows)))
        window = (later(-3600), later(3600))
        shown, in_all = await store.mirror.expected(*window, limit=1)
        assert ([one.pass_id for one in shown], in_all) == (["p1"], 2)
        assert [one.pass_id for one in (await store.mirror.expected(*window, limit=9))[0]] == ["p1", "p2"]

    with_store(tmp_path, story)


def test_a_hosts_phone_is_known(tmp_path: Path) -> None:
    host = {"id": "h1", "name": "Ana", "house": "Casa 1", "phone": "+502 5555"}

    async def story(store: Store) -> None:
        await store.mirror.apply_page(page(*changed("host", host)))
        assert await store.mirror.phone_of("h1") == "+502 5555"
        assert await store.mirror.phone_of("h2") is None

    with_store(tmp_path, story)


def test_the_memory_of_a_load_is_let_go_with_the_next_small_page(tmp_path: Path) -> None:
    """Else twenty thousand single changes fill it, and a console's memory grows all day."""

    async def story(store: Store) -> None:
        mirror = store.mirror

        async def room() -> int:
            size = await mirror._database.run(lambda writer: writer.exec_driver_sql("PRAGMA cache_size").scalar_one())
            return -int(size)

        at_rest = await room()
        await mirror.apply_page(page(*changed("pass", *map(pass_row, range(LOADING)))))
        assert await room() > 4 * at_rest
        await mirror.apply_page(page(*changed("pass", pass_row(0))))
        assert await room() == at_rest

    with_store(tmp_path, story)
