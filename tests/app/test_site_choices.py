"""What a running console makes of the site's settings: its name, its clock, its panic key, how long things stay."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.bootstrap import Core
from app.errors import KnownError, StoreError
from app.events import SettingsChanged
from app.leaving import leave
from app.sandbox.profile import PIN
from tests.app.test_site_word import on, put
from tests.fixtures_site import Site

Story = Callable[[Core], Awaitable[None]]


async def take(core: Core, site: Site, **settings: Any) -> None:
    for key, value in settings.items():
        await asyncio.to_thread(put, site, key, value)
    await core.sync.drain()
    await core.standing.site.look()


def test_name_and_zone_are_the_sites_unless_somebody_changed_them_here(fresh_central: Site, tmp_path: Path) -> None:
    async def story(core: Core) -> None:
        heard: list[SettingsChanged] = []
        core.events.subscribe(SettingsChanged, heard.append)
        assert core.site_name == core.settings.site.name
        await take(core, fresh_central, site_name="Las Lomas II", site_zone="Asia/Kathmandu")
        assert (core.site_name, core.site_zone.key) == ("Las Lomas II", "Asia/Kathmandu")
        assert core.printing().site.name == "Las Lomas II"
        assert core.site_now().utcoffset() == timedelta(hours=5, minutes=45)
        assert heard, "the screens are told"
        here = msgspec.structs.replace(core.settings.site, name="Our own name", zone="America/Bogota")
        core.settings = msgspec.structs.replace(core.settings, site=here)
        assert (core.site_name, core.site_zone.key) == ("Our own name", "America/Bogota")
        await take(core, fresh_central, site_name=None)
        assert core.standing.site.said.name == ""

    on(fresh_central, tmp_path, story)


@pytest.mark.parametrize("locks", [True, False])
def test_a_call_for_help_locks_the_gates_where_the_site_chose_that(
    fresh_central: Site, tmp_path: Path, locks: bool
) -> None:
    async def story(core: Core) -> None:
        await core.unlock(PIN)
        await take(core, fresh_central, panic={"gates": "lock_down" if locks else "nothing"})
        await core.call_for_help()  # by a technician, who may not lock gates down otherwise
        assert core.actuator.lockdown().locked == locks
        with pytest.raises(KnownError):
            core.lockdown.lock_down()

    on(fresh_central, tmp_path, story)


def test_an_exported_file_carries_what_this_pc_chose(fresh_central: Site, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("app.service._documents", lambda: tmp_path)

    async def story(core: Core) -> None:
        await core.unlock(PIN)
        chosen = msgspec.structs.replace(
            core.settings.policy, override_reasons=("Fire", "Ambulance"), retention_days=14, panic="loud"
        )
        reports = msgspec.structs.replace(core.settings.crash_reports, dsn="https://k1@errors.example.com/7")
        before = core.settings
        core.settings = msgspec.structs.replace(before, policy=chosen, crash_reports=reports)
        file = await core.service.export_settings()
        core.settings = before
        taken = await core.service.import_settings(file)
        assert taken.waits == () and core.settings.crash_reports == reports
        assert (core.choices.reasons_in("es"), core.choices.retention_days) == (("Fire", "Ambulance"), 14)

    on(fresh_central, tmp_path / "profile", story)


class Shelf:
    """A store that remembers for how long it was to keep things."""

    def __init__(self, error: StoreError | None = None) -> None:
        self.error, self.keeps = error, list[timedelta]()

    async def retire(self, *, keep: timedelta) -> int:
        if self.error is not None:
            raise self.error
        self.keeps.append(keep)
        return 3


def test_what_stays_as_long_as_the_site_chose_then_leaves() -> None:
    shelf = Shelf()
    assert asyncio.run(leave(shelf, 30)) == 3
    assert shelf.keeps == [timedelta(days=30)]
    assert asyncio.run(leave(Shelf(StoreError("disk_full", "t", "m", "n")), 30)) == 0, "a store in trouble keeps all"
