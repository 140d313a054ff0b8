"""The guard's day on the real store: who is inside, also offline and after a restart; the shift log."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from app.central.shapes import PulledChange
from app.clock import TrustedTime
from app.day import Day
from app.domain.entry import Direction, Entry, EntryKind
from app.domain.shift import Actor, LineKind, Role, Shift
from app.events import Events, Notice
from app.opening import Duty
from app.ops.reports import Printing
from app.ops.story import Site
from app.store.rows import ChangePage
from app.store.store import Store
from tests.clocks import DrivenClock

GUARD = Actor("g1", "J. Ajú", Role.GUARD)
KEY = b"k" * 32
ZONE = ZoneInfo("America/Guatemala")


async def nowhere(taken_at: datetime, photo_hash: str) -> bytes | None:
    """No other console's photos."""
    return None


@dataclass
class Console:
    """One store and a day on it."""

    store: Store
    clock: DrivenClock
    folder: Path
    number: int = field(default=0)

    @property
    def day(self) -> Day:
        time = TrustedTime(self.clock)
        return Day(
            store=self.store,
            duty=lambda: Duty(GUARD, Shift("s1", GUARD, self.clock.wall()), False, "d1", "i1"),
            time=time,
            site_now=lambda: self.clock.wall().astimezone(ZONE),
            printing=lambda: Printing(
                site=Site("Las Lomas", ZONE), fonts=Path("resources/fonts"), who="J. Ajú", now=self.clock.wall()
            ),
            prints=self.folder / "prints",
            events=Events(),
            photo_elsewhere=nowhere,
        )

    async def happens(self, kind: EntryKind, direction: Direction, pass_id: str | None, **more: object) -> Entry:
        self.number += 1
        self.clock.advance(60)
        entry = Entry(
            entry_id=f"00000000-0000-7000-8000-{self.number:012d}",
            kind=kind,
            direction=direction,
            occurred_at=self.clock.wall(),
            gate_id="main",
            actor_id="g1",
            actor_name="J. Ajú",
            shift_id="s1",
            device_id="d1",
            incarnation="i1",
            pass_id=pass_id,
            record_uid=f"record of {pass_id}",
            visitor_name=f"name of {pass_id}",
            house="House 3",
        )
        return await self.store.journal.record(replace(entry, **more))  # type: ignore[arg-type]


def told(folder: Path, story: Callable[[Console], Awaitable[None]]) -> None:
    async def whole() -> None:
        clock = DrivenClock()
        store = await Store.open(folder / "store", KEY, now=clock.wall, ballast_bytes=4096)
        try:
            await story(Console(store, clock, folder))
        finally:
            await store.close()

    asyncio.run(whole())


def names(rows: tuple[object, ...]) -> list[str]:
    return [row.pass_.visitor_name for row in rows]  # type: ignore[attr-defined]


def test_inside_follows_our_own_entries_before_the_central_api_knows(tmp_path: Path) -> None:
    async def story(console: Console) -> None:
        await console.happens(EntryKind.VISIT, Direction.IN, "ana")
        await console.happens(EntryKind.WALK_IN, Direction.IN, "luis")
        assert names(await console.day.inside()) == ["name of luis", "name of ana"]
        await console.happens(EntryKind.EXIT, Direction.OUT, "ana")
        assert names(await console.day.inside()) == ["name of luis"]

    told(tmp_path, story)


def test_who_did_not_enter_is_not_inside(tmp_path: Path) -> None:
    async def story(console: Console) -> None:
        entry = await console.happens(EntryKind.VISIT, Direction.IN, "ana")
        await console.happens(EntryKind.CORRECTION, Direction.IN, "ana", corrects=entry.entry_id)
        assert await console.day.inside() == ()

    told(tmp_path, story)


def test_inside_is_right_after_a_restart(tmp_path: Path) -> None:
    async def before(console: Console) -> None:
        await console.happens(EntryKind.VISIT, Direction.IN, "ana")

    async def after(console: Console) -> None:
        assert names(await console.day.inside()) == ["name of ana"]

    told(tmp_path, before)
    told(tmp_path, after)


def test_somebody_who_came_in_at_another_gate_leaves_at_ours(tmp_path: Path) -> None:
    async def story(console: Console) -> None:
        at = console.clock.wall()
        row = {
            "id": "11111111-1111-4111-8111-111111111111",
            "record_uid": "22222222-2222-4222-8222-222222222222",
            "community_id": "33333333-3333-4333-8333-333333333333",
            "visitor_name": "Eva Paz",
            "visitor_type": "Guest",
            "valid_from": (at - timedelta(hours=1)).isoformat(),
            "valid_until": (at + timedelta(hours=9)).isoformat(),
            "entries_allowed": 3,
            "entries_used": 1,
            "uses_rev": 1,
            "cancelled": False,
            "house": "House 9",
        }
        log = {
            "id": "44444444-4444-4444-8444-444444444444",
            "pass_id": row["id"],
            "record_uid": row["record_uid"],
            "kind": "visit",
            "direction": "in",
            "occurred_at": at.isoformat(),
            "received_at": at.isoformat(),
            "gate_id": "north",
        }
        changes = (PulledChange("pass", str(row["id"]), "U", row), PulledChange("log", str(log["id"]), "U", log))
        await console.store.mirror.apply_page(ChangePage("c1", "e1", changes))
        assert names(await console.day.inside()) == ["Eva Paz"]
        await console.happens(EntryKind.EXIT, Direction.OUT, str(row["id"]))
        assert await console.day.inside() == ()

    told(tmp_path, story)


def test_the_muster_list_is_a_pdf_with_everybody_on_it(tmp_path: Path) -> None:
    async def story(console: Console) -> None:
        await console.happens(EntryKind.VISIT, Direction.IN, "ana")
        sheet = await console.day.print_muster()
        assert sheet.read_bytes().startswith(b"%PDF")

    told(tmp_path, story)


def test_a_handover_waits_until_it_is_read_and_blocks_nobody(tmp_path: Path) -> None:
    async def story(console: Console) -> None:
        await console.day.hand_over("The barrier sticks at night.")
        console.clock.advance(3 * 86_400)
        (line,) = await console.day.shift_lines()
        assert (line.words, line.acknowledged) == ("The barrier sticks at night.", False)
        await console.day.acknowledge(line.line_id)
        assert [line.kind for line in await console.day.shift_lines()] == [LineKind.ACKNOWLEDGED]
        assert await console.store.messages.waiting() == 2, "both lines are told to the central API"

    told(tmp_path, story)


def test_a_notice_stays_until_somebody_deals_with_it(tmp_path: Path) -> None:
    async def story(console: Console) -> None:
        notice = Notice("n1", "over_limit", console.clock.wall(), "entry-1")
        await console.store.logbook.put_notice(notice)
        await console.store.logbook.put_notice(notice)
        assert await console.store.logbook.open_notices() == (notice,)
        await console.store.logbook.close_notice("n1", by="s1", resolution="accepted")
        assert await console.store.logbook.open_notices() == ()

    told(tmp_path, story)


def test_overrides_are_counted_by_shift(tmp_path: Path) -> None:
    async def story(console: Console) -> None:
        await console.happens(EntryKind.OVERRIDE, Direction.IN, None)
        await console.happens(EntryKind.OVERRIDE, Direction.IN, None, shift_id="s0")
        assert await console.store.logbook.overrides_of("s1") == 1
        assert len(await console.day.shift_entries()) == 1

    told(tmp_path, story)
