"""The supervisor's page on a real encrypted store: exports with progress and stop, figures, and outages told later."""

from __future__ import annotations

import asyncio
import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.bootstrap import FONTS
from app.domain.entry import OVERRIDE_REASON, EntryKind
from app.domain.shift import Actor, Role
from app.errors import ExportError, KnownError
from app.opening import Duty
from app.ops.printing import Printing
from app.ops.story import Site
from app.records import PhotoElsewhere, Records
from app.store.rows import InsideRow
from app.store.store import Store
from tests.ops.pdf import pages_of
from tests.store.made import NOON, changed, entry, log_row, opened, page, uid

SITE = Site("Las Lomas", ZoneInfo("America/Guatemala"), {"main": "Main gate"})
ROWS = 1_300


@dataclass(frozen=True)
class Asked:
    """What the page asks for."""

    start: datetime = NOON - timedelta(days=60)
    end: datetime = NOON + timedelta(days=1)
    text: str = ""
    gate_id: str = ""
    result: str = "all"
    guard: str = ""
    visitor_type: str = ""
    basis: str = ""


async def nowhere(taken_at: datetime, photo_hash: str) -> bytes | None:
    """No other console's photos."""
    return None


def records_of(store: Store, role: Role = Role.SUPERVISOR, *, elsewhere: PhotoElsewhere = nowhere) -> Records:
    duty = Duty(Actor("s1", "Carla", role), None, False, "d1", "i1")

    async def nobody() -> tuple[InsideRow, ...]:
        return ()

    def printing() -> Printing:
        return Printing(SITE, FONTS, "Carla", NOON)

    return Records(
        store=store,
        duty=lambda: duty,
        now=lambda: NOON,
        inside=nobody,
        printing=printing,
        open_notices=lambda: store.logbook.open_notices(),
        photo_elsewhere=elsewhere,
    )


async def busy(store: Store) -> None:
    """Other gates' entries over a month, one with a formula for a name."""
    rows = [
        log_row(uid(n), occurred_at=(NOON - timedelta(minutes=30 * n)).isoformat(), visitor_name=f"Visitor {n}")
        for n in range(ROWS)
    ]
    rows[7]["visitor_name"] = '=HYPERLINK("http://evil")'
    await store.mirror.apply_page(page(*changed("log", *rows)))


def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, story: Callable[[Store], object]) -> None:
    monkeypatch.setattr("app.records.platformdirs.user_documents_dir", lambda: str(tmp_path))

    async def whole() -> None:
        async with opened(tmp_path / "store") as store:
            await story(store)  # type: ignore[misc]

    asyncio.run(whole())


def test_an_export_streams_with_progress_and_harmless_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(store: Store) -> None:
        await busy(store)
        steps: list[int] = []
        target = await records_of(store).export(Asked(), "csv", progress=steps.append, stopped=lambda: False)
        with target.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))
        assert len(rows) == ROWS + 1
        assert steps == sorted(steps) and len(steps) > 1
        assert not any(cell.startswith("=") for row in rows for cell in row)
        (link,) = [row for row in await _links(store) if row[0] == "export"]
        assert str(ROWS) in link[1]

    told(tmp_path, monkeypatch, story)


def test_a_stopped_export_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(store: Store) -> None:
        await busy(store)
        asked = [0]

        def second_page() -> bool:
            asked[0] += 1
            return asked[0] > 1

        with pytest.raises(ExportError, match="export_stopped"):
            await records_of(store).export(Asked(), "csv", progress=lambda rows: None, stopped=second_page)
        assert list(tmp_path.glob("portun-*")) == []  # noqa: ASYNC240 (nobody else waits)
        assert [row for row in await _links(store) if row[0] == "export"] == []

    told(tmp_path, monkeypatch, story)


def test_a_report_of_too_much_is_refused_before_all_of_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ops.reports.MOST_ROWS", 600)

    async def story(store: Store) -> None:
        await busy(store)
        steps: list[int] = []
        with pytest.raises(ExportError, match="too_many_rows"):
            await records_of(store).export(Asked(), "pdf", progress=steps.append, stopped=lambda: False)
        assert steps == [500, 1000]
        assert list(tmp_path.glob("portun-*")) == []  # noqa: ASYNC240 (nobody else waits)

    told(tmp_path, monkeypatch, story)


def test_a_report_over_an_empty_range_is_a_file_without_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(store: Store) -> None:
        nothing = Asked(NOON + timedelta(days=5), NOON + timedelta(days=6))
        target = await records_of(store).export(nothing, "csv", progress=lambda rows: None, stopped=lambda: False)
        assert len(target.read_text(encoding="utf-8-sig").splitlines()) == 1
        summary = await records_of(store).history_summary(nothing.start, nothing.end)
        assert (summary.figures.entries, summary.review, summary.before) == (0, 0, None)

    told(tmp_path, monkeypatch, story)


def test_only_who_may_exports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(store: Store) -> None:
        for role in (Role.GUARD, Role.TECHNICIAN):
            with pytest.raises(KnownError, match="not_permitted_here"):
                await records_of(store, role).export(Asked(), "csv", progress=lambda _: None, stopped=lambda: False)

    told(tmp_path, monkeypatch, story)


def test_after_an_outage_it_is_told_what_was_decided_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(store: Store) -> None:
        def at(minutes: float) -> datetime:
            return NOON - timedelta(hours=6) + timedelta(minutes=minutes)

        cases = [
            (0, "central", None), (10, "mirror", 20), (30, "mirror", 600), (50, "mirror", 1800), (70, "central", None),
            (300, "nothing", None),
        ]  # fmt: skip
        for n, (minutes, basis, age) in enumerate(cases):
            made = entry(entry_id=uid(n), occurred_at=at(minutes), basis=basis, basis_age_s=age)
            await store.journal.record(made)
        refused = entry(entry_id=uid(20), occurred_at=at(55), kind=EntryKind.REFUSAL, basis="mirror", basis_age_s=2100)
        await store.journal.record(refused)
        by_hand = entry(entry_id=uid(21), occurred_at=at(40), kind=EntryKind.OVERRIDE)
        await store.journal.record(by_hand)
        for n in range(4):
            await store.journal.settle(uid(n), flags=("over_limit",) if n == 3 else (), uses_rev=1)
        for began, ended in ((20, 65), (120, 180), (290, None)):
            await store.outages.begin(at(began))
            if ended is not None:
                await store.outages.end(at(ended))
        lasting, quiet, first = await records_of(store).outages(NOON - timedelta(days=1), NOON + timedelta(days=1))
        assert (first.admitted, first.refused, first.oldest_s, first.waiting) == (2, 1, 2100, 1)
        assert (first.start, first.end) == (at(20), at(65)), "from and to as the link changed"
        assert (first.found, first.doubtful) == ((("over_limit", 1),), (uid(3),))
        assert (quiet.start, quiet.end, quiet.admitted, quiet.oldest_s) == (at(120), at(180), 0, None), "without a car"
        assert (lasting.start, lasting.end, lasting.lasting, lasting.admitted) == (at(290), NOON, True, 1)
        path = await records_of(store).export_outage(first)
        text = "".join(pages_of(path))
        assert "After an outage" in text
        assert "3 entries" in text, "those decided alone"

    told(tmp_path, monkeypatch, story)


def test_figures_count_the_minutes_without_a_line_and_a_picture_of_them_is_an_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(store: Store) -> None:
        await store.outages.begin(NOON - timedelta(days=1, minutes=10))
        await store.outages.end(NOON - timedelta(days=1) + timedelta(minutes=5))
        await store.outages.begin(NOON - timedelta(minutes=25))
        asked = records_of(store)
        summary = await asked.history_summary(NOON - timedelta(days=1), NOON + timedelta(days=1))
        assert summary.figures.offline_minutes == 30, "five of the first, and until now; nobody came"
        path = await asked.export_picture(b"png", NOON - timedelta(days=1), NOON)
        assert path.read_bytes() == b"png"
        assert [kind for kind, _ in await _links(store)].count("export") == 1
        with pytest.raises(KnownError, match="not_permitted_here"):
            await records_of(store, Role.GUARD).export_picture(b"png", NOON, NOON)

    told(tmp_path, monkeypatch, story)


def test_an_opening_whose_reason_is_told_still_counts_and_what_was_taken_back_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At any gate."""

    async def story(store: Store) -> None:
        by_hand, why = {"kind": "override", "pass_id": None}, {"kind": "correction", "reason": OVERRIDE_REASON}
        rows = [
            log_row(uid(1), **by_hand),
            log_row(uid(2), corrects=uid(1), note="Ambulance", **why),
            log_row(uid(3)),
            log_row(uid(4), kind="correction", corrects=uid(3), reason="did_not_enter"),
        ]
        await store.mirror.apply_page(page(*changed("log", *rows)))
        opening = await store.journal.record(entry(entry_id=uid(5), kind=EntryKind.OVERRIDE, actor_id="a2"))
        told_here = {"kind": EntryKind.CORRECTION, "corrects": opening.entry_id, "reason": OVERRIDE_REASON}
        await store.journal.record(entry(entry_id=uid(6), note="Fire brigade", **told_here))
        counted = (await records_of(store).history_summary(NOON - timedelta(days=1), NOON + timedelta(days=1))).figures
        assert (counted.entries, counted.by_type) == (2, (("", 1), ("Guest", 1)))
        assert counted.open_times.count == 4, "other gates' answers too"
        other = await records_of(store).entry(uid(1))
        assert other is not None and other.line.note == "Ambulance"

    told(tmp_path, monkeypatch, story)


async def _links(store: Store) -> list[tuple[str, str]]:
    def read() -> list[tuple[str, str]]:
        from app.store.database import engine_for
        from tests.store.made import KEY

        engine = engine_for(store.folder / "journal.db", KEY, durable=True, reading=True)
        try:
            with engine.connect() as connection:
                return [
                    (str(kind), str(said))
                    for kind, said in connection.exec_driver_sql("SELECT kind, content FROM audit")
                ]
        finally:
            engine.dispose()

    return await asyncio.to_thread(read)
