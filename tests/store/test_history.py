"""History: every entry of every gate once, newest first, page by page, whatever is looked for."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain.entry import OVERRIDE_REASON, Entry, EntryKind
from app.domain.gate import GateOutcome, OutcomeKind
from app.domain.gate import Path as Way
from app.domain.line import EntryLine, line_of
from app.domain.passes import Pass, VisitorType
from app.store.rows import HistoryFilter, HistoryRow
from app.store.store import Store
from tests.store.made import NOON, changed, entry, gone, later, log_row, older_log_row, opened, page, pass_row, uid

OWN, OTHERS = 30, 60
"""Half of the own ones are in the mirror too."""
AS_EVER = ("occurred_at", "kind", "flags", "visitor_name", "house", "plate", "actor_name")


@asynccontextmanager
async def busy(folder: Path) -> AsyncIterator[Store]:
    """Two gates and several kinds, in no order."""
    chances = random.Random(1)
    async with opened(folder) as store:
        rows = []
        for number in range(OWN):
            at = later(chances.randrange(10_000))
            own = entry(entry_id=uid(number), occurred_at=at, gate_id=chances.choice(["main", "north"]), **who(number))
            own = replace(own, visitor_type=("Delivery", "Guest")[number % 2], basis=("central", "mirror")[number % 2])
            await store.journal.record(own)
            if number % 2:
                await store.journal.settle(own.entry_id, flags=(), uses_rev=1)
                rows.append(log_row(own.entry_id, occurred_at=at.isoformat(), gate_id=own.gate_id, **who(number)))
        for number in range(OWN, OWN + OTHERS):
            at = later(chances.randrange(10_000))
            kind = chances.choice(["visit", "exit", "refusal", "override"])
            flags = ["over_limit"] if number % 10 == 0 else []
            like = {"visitor_type": chances.choice(["Guest", "Delivery", ""]), "basis": chances.choice(["mirror", ""])}
            row = log_row(uid(number), occurred_at=at.isoformat(), kind=kind, flags=flags, **like, **who(number))
            rows.append(row if number % 9 else {**older_log_row(row["id"]), **{n: row[n] for n in AS_EVER}})
        await store.mirror.apply_page(page(*changed("log", *rows)))
        yield store


def who(number: int) -> dict[str, Any]:
    names = ("María López", "Juan Pérez", "Ñandú Gómez")
    return {
        "visitor_name": names[number % 3],
        "house": f"Casa {number % 7}",
        "plate": f"P-{number:03d}",
        "actor_name": ("Rosa", "Luis")[number % 2],
    }


async def all_pages(store: Store, wanted: HistoryFilter, limit: int) -> list[HistoryRow]:
    found: list[HistoryRow] = []
    before = None
    for _ in range(1000):
        got = await store.history.page(before, wanted, limit)
        assert len(got.rows) <= limit
        found += got.rows
        if got.after is None:
            return found
        before = got.after
    raise AssertionError("the pages never end")


QUESTIONS = {
    "all": HistoryFilter(),
    "a span": HistoryFilter(start=later(2000), end=later(7000)),
    "a gate": HistoryFilter(gate_id="north"),
    "a guard": HistoryFilter(actor_name="Luis"),
    "a type": HistoryFilter(visitor_type="Delivery"),
    "a basis": HistoryFilter(basis="mirror"),
    "a type at a gate": HistoryFilter(visitor_type="Delivery", gate_id="north"),
    "a type on a basis": HistoryFilter(visitor_type="Guest", basis="mirror"),
    "a kind of a type": HistoryFilter(visitor_type="Guest", kinds=(EntryKind.EXIT, EntryKind.VISIT)),
    "what was noted of a type": HistoryFilter(visitor_type="Guest", noted=True),
    "a house on a basis": HistoryFilter(basis="mirror", text="casa 3"),
    "kinds": HistoryFilter(kinds=(EntryKind.OVERRIDE, EntryKind.VISIT)),
    "a kind at a gate": HistoryFilter(kinds=(EntryKind.REFUSAL,), gate_id="north"),
    "noted": HistoryFilter(noted=True),
    "a name": HistoryFilter(text="maria"),
    "a house": HistoryFilter(text="casa 3"),
    "a plate": HistoryFilter(text="p-01"),
    "a name in a span": HistoryFilter(text="nandu", start=later(1000), end=later(9000)),
    "nobody": HistoryFilter(text="zzz"),
}


def fits(row: HistoryRow, wanted: HistoryFilter) -> bool:
    """The same questions as plainly as can be."""
    one = row.entry
    held = f"{one.visitor_name} {one.house} {one.plate}".upper().translate(str.maketrans("ÁÉÍÓÚÑ", "AEIOUN"))
    return (
        (wanted.start is None or one.occurred_at >= wanted.start)
        and (wanted.end is None or one.occurred_at < wanted.end)
        and wanted.gate_id in ("", one.gate_id)
        and wanted.visitor_type in ("", one.visitor_type)
        and wanted.basis in ("", one.basis)
        and wanted.actor_name in ("", one.actor_name)
        and (not wanted.kinds or one.kind in wanted.kinds)
        and (not wanted.noted or bool(row.found))
        and wanted.text.upper() in held
    )


@pytest.mark.parametrize("rare", [True, False], ids=["few hits", "many hits"])
def test_every_question_finds_the_same_as_looking_at_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rare: bool
) -> None:
    """Whether the hits of a text are put in order one by one, or the order of time is walked."""
    if not rare:
        monkeypatch.setattr("app.store.log_pages._RARE", 1)

    async def story() -> None:
        async with busy(tmp_path) as store:
            everything = await all_pages(store, HistoryFilter(), 1000)
            assert len({row.entry.entry_id for row in everything}) == len(everything) == OWN + OTHERS
            for name, wanted in QUESTIONS.items():
                expected = [row.key for row in everything if fits(row, wanted)]
                assert expected == sorted(expected, reverse=True)
                for limit in (3, 25, 1000):
                    got = await all_pages(store, wanted, limit)
                    assert [row.key for row in got] == expected, (name, limit)

    asyncio.run(story())


@pytest.mark.parametrize("rare", [True, False], ids=["few hits", "many hits"])
def test_the_last_four_of_a_document_find_whoever_showed_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rare: bool
) -> None:
    """At another gate, here, and a walk-in whose pass only this console has yet."""
    if not rare:
        monkeypatch.setattr("app.store.log_pages._RARE", 1)

    async def story() -> None:
        async with opened(tmp_path) as store:
            passes = (pass_row(1, document_last4="7K3Z"), pass_row(2, document_last4="9999"), pass_row(3))
            rows = [log_row(uid(n), pass_id=f"p{n}", occurred_at=later(n).isoformat()) for n in (1, 2, 3)]
            rows.append(log_row(uid(9), pass_id=None, visitor_name="7k3z Ltd", occurred_at=later(9).isoformat()))
            await store.mirror.apply_page(page(*changed("pass", *passes), *changed("log", *rows)))
            own = entry(entry_id=uid(20), pass_id="p1", occurred_at=later(20))
            await store.journal.keep_local_pass(
                Pass("here", uid(5), "c1", "Ana Ruiz", VisitorType.GUEST, later(0), document_last4="7k3z", local=True)
            )
            await store.journal.record(own)
            await store.journal.record(replace(own, entry_id=uid(21), pass_id="here", occurred_at=later(21)))
            await store.journal.record(replace(own, entry_id=uid(22), pass_id="p2", occurred_at=later(22)))
            for typed in ("7k3z", " 7K3Z "):
                got = await all_pages(store, HistoryFilter(text=typed), 1)
                assert [row.entry.entry_id for row in got] == [uid(21), uid(20), uid(9), uid(1)], "the name too"
                lines = await store.history.lines(None, HistoryFilter(text=typed), 9)
                assert [line.entry_id for line in lines.rows] == [row.entry.entry_id for row in got]
            assert [row.key[1] for row in await all_pages(store, HistoryFilter(text="7K3"), 5)] == [uid(9)]

            passes = tuple(pass_row(n, document_last4=last4) for n, last4 in ((1, "0001"), (2, ""), (3, "9999")))
            await store.mirror.apply_page(page(*changed("pass", *passes)))
            for typed, expected in (("0001", [uid(20), uid(1)]), ("9999", [uid(3)]), ("7K3Z", [uid(21), uid(9)])):
                got = await all_pages(store, HistoryFilter(text=typed), 5)
                assert [row.entry.entry_id for row in got] == expected
            await store.mirror.apply_page(page(*gone("pass", "p1")))
            assert await all_pages(store, HistoryFilter(text="0001"), 5) == [], "the pass is gone, and what it told"

    asyncio.run(story())


def test_flat_rows_are_the_same_entries_in_the_same_order(tmp_path: Path) -> None:
    """Whichever of the two databases knows an entry, and whatever it knows of it."""

    async def story() -> None:
        async with busy(tmp_path) as store:
            flagged = log_row(uid(3), occurred_at=NOON.isoformat(), flags=["expired"])
            await store.mirror.apply_page(page(*changed("log", flagged)))
            await store.journal.attach_outcome(uid(4), GateOutcome(OutcomeKind.DONE, Way.LOCAL, "ok", 41))
            for name, wanted in QUESTIONS.items():
                before, flat = None, list[EntryLine]()
                while True:
                    got = await store.history.lines(before, wanted, 25)
                    flat += got.rows
                    if (before := got.after) is None:
                        break
                assert flat == [flattened(row) for row in await all_pages(store, wanted, 25)], name

    asyncio.run(story())


def flattened(row: HistoryRow) -> EntryLine:
    waiting = row.state in ("waiting", "quarantined", "kept")
    took = row.outcome.took_ms if row.outcome else None
    return line_of(row.entry, row.outcome, row.found, waiting=waiting, open_ms=took, explained=row.explained)


def test_another_gates_entry_tells_as_much_as_an_own_one(tmp_path: Path) -> None:
    opening = entry(
        entry_id=uid(1), kind=EntryKind.OVERRIDE, pass_id=None, record_uid=uid(5), actor_id="a9", shift_id="s9",
        device_id="north", device_seq=12, clock_trusted=False, visitor_type="Service", house="Casa 1", verdict="ask",
        reason="too_old", basis="mirror", basis_age_s=7200, flags=("opened_by_itself",), people=2, plate="P-1",
        on_foot=True, allowed_by="Ana", photo_hash="f" * 64, corrects=uid(9), offline=True, incarnation="",
    )  # fmt: skip
    end = GateOutcome(OutcomeKind.NOT_DONE, Way.CLOUD, "unreachable", 3_100, confirmed=False, scan_ms=9_000)

    def told(one: Entry, **more: Any) -> dict[str, Any]:
        return {**json.loads(json.dumps(asdict(one), default=str)), "id": one.entry_id, **more}

    async def story() -> None:
        async with opened(tmp_path) as store:
            why = {"kind": EntryKind.CORRECTION, "corrects": opening.entry_id, "reason": OVERRIDE_REASON}
            reasons = [
                replace(opening, entry_id=uid(n), occurred_at=later(n), note=words, **why)
                for n, words in ((2, "Ambulance"), (3, "Ambulance, Bomberos 12"), (4, ""))
            ]
            both = ["opened_by_itself", "opened_by_itself", "over_limit"]
            row = told(opening, flags=both, noted=["opened_by_itself"], gate_outcome=asdict(end))
            await store.mirror.apply_page(page(*changed("log", row, *map(told, reasons))))
            rows = {row.entry.entry_id: row for row in await all_pages(store, HistoryFilter(), 9)}
            found = ("opened_by_itself", "over_limit")
            assert rows[uid(1)] == HistoryRow(opening, end, found, None, "Ambulance, Bomberos 12")
            assert [rows[uid(n)].entry.note for n in (2, 3, 4)] == ["Ambulance", "Ambulance, Bomberos 12", ""]
            lines = (await store.history.lines(None, HistoryFilter(), 9)).rows
            assert list(lines) == [flattened(row) for row in rows.values()], "and no line twice"

    asyncio.run(story())


def test_what_a_console_noted_itself_is_not_what_was_found(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as store:
            noted = log_row(uid(1), flags=["not_inside"], noted=["not_inside"])
            odd = log_row(uid(2), gate_outcome={"kind": ["half"], "path": "moon"}, occurred_at=later(-1).isoformat())
            older = older_log_row(uid(3), flags=["not_inside"], occurred_at=later(-2).isoformat())
            await store.mirror.apply_page(page(*changed("log", noted, odd, older)))
            first, second, third = await all_pages(store, HistoryFilter(), 9)
            assert (first.entry.flags, first.found) == (("not_inside",), ())
            assert second.outcome is None, "what is not understood of the gate costs no entry"
            assert (third.found, third.outcome, third.entry.visitor_type) == (("not_inside",), None, "")
            assert third.entry.clock_trusted, "what is not known throws no doubt"
            assert await all_pages(store, HistoryFilter(noted=True), 9) == [third]

    asyncio.run(story())


def test_an_own_entry_is_shown_as_the_journal_knows_it(tmp_path: Path) -> None:
    opened_gate = GateOutcome(OutcomeKind.DONE, Way.LOCAL, "ok", 41, scan_ms=3_200)

    async def story() -> None:
        async with opened(tmp_path) as store:
            waiting = await store.journal.record(entry(note="two dogs"))
            await store.journal.attach_outcome(waiting.entry_id, opened_gate)
            (row,) = await all_pages(store, HistoryFilter(), 5)
            assert row == HistoryRow(waiting, opened_gate, (), "waiting")
            await store.journal.settle(waiting.entry_id, flags=("expired",), uses_rev=1)
            found_later = log_row(waiting.entry_id, occurred_at=NOON.isoformat(), flags=["expired", "other_gate_used"])
            await store.mirror.apply_page(page(*changed("log", found_later)))
            (row,) = await all_pages(store, HistoryFilter(), 5)
            assert row == HistoryRow(waiting, opened_gate, ("expired", "other_gate_used"), "settled")
            assert await all_pages(store, HistoryFilter(noted=True), 5) == [row]

    asyncio.run(story())


def test_rows_that_come_while_pages_are_turned_shift_nothing(tmp_path: Path) -> None:
    async def story() -> None:
        async with busy(tmp_path) as store:
            before = await all_pages(store, HistoryFilter(), 1000)
            first = await store.history.page(None, HistoryFilter(), 10)
            await store.journal.record(entry(occurred_at=NOON + timedelta(days=1)))
            await store.mirror.apply_page(page(*changed("log", log_row("new", occurred_at="2026-03-16T00:00:00Z"))))
            second = await store.history.page(first.after, HistoryFilter(), 10)
            assert [*first.rows, *second.rows] == before[:20]

    asyncio.run(story())
