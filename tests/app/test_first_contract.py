"""A console of the first contract: found out at sign-in, no permits, and the PIN alone unlocks without a line."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import Core
from app.gates.lockdown import Lockdown
from app.profile import Profile
from app.settings import FILE, Central, Settings, Site, dump
from app.store.keys import Keys
from app.store.recovery import new_recovery_key
from tests.app.test_enrol import PASSPHRASE
from tests.fixtures_site import Site as Running


@pytest.fixture
def folder(central_site: Running) -> Iterator[Path]:
    """A profile as it was set up before the central API had enrolment."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as made:
        profile = Profile(Path(made))
        settings = Settings(
            site=Site(name="Las Lomas", community_id=central_site.community_id, device_id=central_site.device_id),
            central=Central(url=central_site.url, key=central_site.key),
        )
        (profile.folder / FILE).write_text(dump(settings), encoding="utf-8")
        Lockdown(profile.lockdown).prepare()
        Keys.create(profile.store, recovery_public=new_recovery_key().public, passphrase=PASSPHRASE)
        yield profile.folder


def test_the_contract_is_found_out_at_sign_in(central_site: Running, folder: Path) -> None:
    async def story() -> None:
        row = central_site.add_pass(visitor_name="Wenceslao Primero")
        user = central_site.user("guard")
        central_site.faults(contract="first")
        core = await Core.open(folder, passphrase=PASSPHRASE)
        try:
            actor = await core.sign_in(user["email"], user["password"])
            assert actor.actor_id == user["actor_id"] and core.permit_until is None
            await core.sync.drain()
            (found,) = await core.search("Wenceslao")
            assert found.record_uid == row["record_uid"]
            await core.duty.pins.choose(actor.actor_id, "2580")
            await core.lock()
            central_site.faults(gone=True)
            await core.unlock("2580")
            assert not core.locked
            central_site.faults(reset=True)
            again = await core.sign_in(user["email"], user["password"])
            assert again.name == user["name"], "v1 tells more, from the next sign-in on"
        finally:
            await core.close()

    asyncio.run(story())
