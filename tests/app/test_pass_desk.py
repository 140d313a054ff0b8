"""A walk-in's pass, from the form to paper and back before the camera."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.clock import TrustedTime
from app.day import Day
from app.domain.decision import Reason, SitePolicy, Verdict, decide
from app.domain.entry import Direction, Entry, EntryKind
from app.domain.passes import Pass
from app.domain.scan import PassCode, Scan, parse_payload, parse_typed
from app.errors import PrintError
from app.events import Events, Link
from app.facts import FactsDesk
from app.facts import Site as GateSite
from app.intents import WALK_IN_STAYS, Intents
from app.opening import Duty
from app.ops.printing import Printing
from app.ops.story import Site
from app.ops.words import PassWords
from app.pass_desk import PassDesk
from app.store.store import Store
from tests.app.test_day import nowhere
from tests.clocks import DrivenClock
from tests.ops.pdf import boxes_of, codes_of, pages_of

ZONE = ZoneInfo("America/Guatemala")
FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
SPANISH = PassWords(
    "Pase", "Visita a {house}", "Vale hasta {until}", "Código: {code}", "Muestre este código.", "%d/%m/%Y %H:%M", "es"
)


@dataclass
class Place:
    """A real store, the form's way to it, and the desk."""

    store: Store
    clock: DrivenClock
    intents: Intents
    desk: PassDesk
    day: Day
    scans: list[Scan]


def told(folder: Path, story: Callable[[Place], Awaitable[None]]) -> None:
    async def whole() -> None:
        clock = DrivenClock()
        time, events = TrustedTime(clock), Events()
        store = await Store.open(folder / "store", b"k" * 32, now=clock.wall, ballast_bytes=4096)

        def duty() -> Duty:
            return Duty(None, None, False, "d1", "i1")

        def printing() -> Printing:
            return Printing(Site("Las Lomas", ZONE), FONTS, "J. Ajú", clock.wall())

        scans: list[Scan] = []
        intents = Intents(
            take=scans.append,
            opening=None,  # type: ignore[arg-type]
            passes=store.journal,
            residents=store.mirror,
            duty=duty,
            community_id="c1",
            hosts=(),
            clock=clock,
            time=time,
            events=events,
        )
        desk = PassDesk(printing=printing, prints=folder / "prints", now=clock.wall)
        day = Day(
            store=store,
            duty=duty,
            time=time,
            site_now=clock.wall,
            printing=printing,
            prints=folder / "prints",
            events=events,
            photo_elsewhere=nowhere,
        )
        try:
            await story(Place(store, clock, intents, desk, day, scans))
        finally:
            await store.close()

    asyncio.run(whole())


async def admitted(place: Place, pass_: Pass) -> None:
    """The entry that the flow writes of a walk-in."""
    entry = Entry(
        "00000000-0000-7000-8000-000000000001", EntryKind.WALK_IN, Direction.IN, place.clock.wall(), "main", "g1",
        "J. Ajú", "s1", "d1", "i1", pass_id=pass_.pass_id, record_uid=pass_.record_uid,
        visitor_name=pass_.visitor_name, house=pass_.house,
    )  # fmt: skip
    await place.store.journal.record(entry)


def test_the_sheet_is_read_at_the_gate_as_the_visitor_s_own_pass(tmp_path: Path) -> None:
    async def story(place: Place) -> None:
        pass_ = await place.intents.walk_in(name="Walter Coc", house="7")
        sheet = await place.desk.sheet(pass_, SPANISH)
        (said,) = codes_of(sheet)
        code = parse_payload(said)
        assert isinstance(code, PassCode)
        assert await place.store.journal.local_pass(code) == pass_
        (text,) = pages_of(sheet)
        assert "Walter Coc" in text and "Visita a 7" in text and "Vale hasta " in text and "Las Lomas" in text
        assert pass_.short_code is not None
        short = f"{pass_.short_code[:4]}-{pass_.short_code[4:]}"
        assert short in text
        typed = parse_typed(short)
        assert typed is not None and await place.store.journal.local_pass(typed) == pass_
        assert sheet.parent == tmp_path / "prints" and "Coc" not in sheet.name
        assert sheet.stat().st_mode & 0o077 == 0 and sheet.parent.stat().st_mode & 0o077 == 0

    told(tmp_path, story)


@pytest.mark.parametrize("name", ["W" * 300, "Ñandú " * 50, "محمد عبد الله\u202e", "<b>&amp;</b>\x00\r\n"])
def test_a_name_of_any_length_leaves_the_code_readable(tmp_path: Path, name: str) -> None:
    async def story(place: Place) -> None:
        pass_ = await place.intents.walk_in(name=name, house="H" * 300)
        sheet = await place.desk.sheet(pass_, SPANISH)
        assert codes_of(sheet) == [pass_.record_uid]
        assert len(pages_of(sheet)) == 1
        for left, top, right, bottom in boxes_of(sheet):
            assert left >= 0 and top >= 0 and right <= 1 and bottom <= 1

    told(tmp_path, story)


def test_a_delivery_without_a_house_says_nothing_of_one(tmp_path: Path) -> None:
    async def story(place: Place) -> None:
        sheet = await place.desk.sheet(await place.intents.walk_in(name="Cargo", house=""), SPANISH)
        assert "Visita" not in pages_of(sheet)[0]

    told(tmp_path, story)


def test_who_is_inside_with_a_pass_made_here_has_it_whole(tmp_path: Path) -> None:
    async def story(place: Place) -> None:
        pass_ = await place.intents.walk_in(name="Walter Coc", house="7", plate="P 100 WLK")
        await admitted(place, pass_)
        (row,) = await place.day.inside()
        assert row.pass_ == pass_ and row.pass_.local
        assert row.pass_.valid_until - place.clock.wall() == WALK_IN_STAYS

    told(tmp_path, story)


def test_a_gone_printer_leaves_the_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "lp").write_text("#!/bin/sh\nexit 1\n")
    (folder / "lp").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))

    async def story(place: Place) -> None:
        sheet = await place.desk.sheet(await place.intents.walk_in(name="Walter Coc", house="7"), SPANISH)
        with pytest.raises(PrintError):
            await place.desk.to_printer(sheet)
        assert codes_of(sheet)

    told(tmp_path, story)


def test_the_code_lets_out_and_in_again_without_the_central_api(tmp_path: Path) -> None:
    async def story(place: Place) -> None:
        facts = FactsDesk(
            site=GateSite("c1", SitePolicy, 0.7),
            known=place.store.known,
            mirror=place.store.mirror,
            journal=place.store.journal,
            central=None,  # type: ignore[arg-type]
            link=lambda: Link.ONLINE,
            time=TrustedTime(place.clock),
            clock=place.clock,
        )
        pass_ = await place.intents.walk_in(name="Walter Coc", house="7")
        await admitted(place, pass_)
        (said,) = codes_of(await place.desk.sheet(pass_, SPANISH))
        code = parse_payload(said)
        assert isinstance(code, PassCode)
        for direction in (Direction.OUT, Direction.IN):
            known = await facts.kept_here(code)
            assert known.pass_ == pass_ and not facts.wants_central(known)
            assert decide(known, place.clock.wall(), direction).verdict is Verdict.ADMIT
        place.clock.advance((WALK_IN_STAYS + timedelta(minutes=1)).total_seconds())
        known = await facts.kept_here(code)
        assert decide(known, place.clock.wall(), Direction.IN).reason is Reason.EXPIRED
        assert decide(known, place.clock.wall(), Direction.OUT).verdict is Verdict.ADMIT

    told(tmp_path, story)
