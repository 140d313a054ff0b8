"""The main job, told through the real window: online, without the central API, and each kind of refusal."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.decision import Verdict
from app.domain.gate import OutcomeKind
from app.events import Link
from tests.e2e.place import Place, console, play

pytestmark = pytest.mark.xdist_group("site")


def test_a_car_with_a_valid_pass(whole_site: Place, tmp_path: Path, qapp: QApplication) -> None:
    async def story() -> None:
        await whole_site.no_visitors()
        async with console(whole_site, tmp_path, qapp) as guard:
            await guard.link(Link.ONLINE)
            await guard.gate_closed()
            before = await whole_site.pulses()
            await whole_site.show("valid")
            case = await guard.sees(Verdict.ADMIT)
            assert case.facts is not None and case.facts.pass_ is not None
            assert case.facts.pass_.visitor_name
            answered = await guard.opens()
            assert answered.outcome.kind is OutcomeKind.DONE
            assert await whole_site.pulses() == before + 1
            entry_id = answered.command.entry_id
            assert entry_id is not None
            await guard.settled(entry_id)
            (row,) = await whole_site.entries(entry_id)
            assert row["visitor_name"] == case.facts.pass_.visitor_name
            assert row["actor_name"] == guard.core.actor.name
            assert row["kind"] == "visit"
            await whole_site.clear()
            code_and_face = await guard.photos_of(entry_id, 2)
            assert row["photo_hash"] == code_and_face[0]
            await guard.core.sync.drain()
            for photo_hash in code_and_face:
                kept = "select user_metadata from storage.objects where name like %s"
                (photo,) = await whole_site.rows(kept, f"%{photo_hash}.jpg")
                assert photo["user_metadata"] == {"entry_id": entry_id}

    play(qapp, story)


def test_the_same_without_the_central_api_and_once_only_when_it_is_back(
    whole_site: Place, tmp_path: Path, qapp: QApplication
) -> None:
    async def story() -> None:
        await whole_site.no_visitors()
        async with console(whole_site, tmp_path, qapp) as guard:
            await guard.link(Link.ONLINE)
            await guard.core.sync.drain()
            await whole_site.faults(central={"gone": True})
            try:
                guard.core.sync.sync_now()
                await guard.link(Link.OFFLINE)
                await guard.gate_closed()
                before = await whole_site.pulses()
                await whole_site.show("multi")
                case = await guard.sees(Verdict.ADMIT)
                assert case.decision is not None and case.decision.basis.value == "mirror"
                answered = await guard.opens()
                entry_id = answered.command.entry_id
                assert entry_id is not None
                assert await whole_site.pulses() == before + 1
                assert await whole_site.entries(entry_id) == []
            finally:
                await whole_site.faults(central={"gone": False})
            guard.core.sync.sync_now()
            await guard.settled(entry_id)
            (row,) = await whole_site.entries(entry_id)
            assert row["offline"] is True
            await whole_site.clear()

    play(qapp, story)


REFUSALS = {
    "expired": "expired",
    "used_up": "no_entries_left",
    "not_yet_valid": "not_yet_valid",
    "blacklisted": "blacklisted",
    "cancelled": "cancelled",
    "other_community": "other_community",
    "unknown": "unknown",
    "foreign": "not_a_code",
}


def test_every_kind_of_refusal(whole_site: Place, tmp_path: Path, qapp: QApplication) -> None:
    async def story() -> None:
        await whole_site.no_visitors()
        async with console(whole_site, tmp_path, qapp) as guard:
            await guard.link(Link.ONLINE)
            await guard.core.sync.drain()
            before = await whole_site.pulses()
            for what, reason in REFUSALS.items():
                await whole_site.show(what)
                await guard.sees(Verdict.REFUSE, reason)
                guard.press(Qt.Key.Key_Return)
                recorded = await guard.refuses()
                assert recorded.entry.reason == reason
                await guard.until(lambda: guard.core.flow.case is None)
                await guard.settled(recorded.entry.entry_id)
                await whole_site.clear()
            assert await whole_site.pulses() == before

    play(qapp, story)
