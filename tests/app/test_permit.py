"""Working without a line: a guard whom the console knows, with the PIN, for as long as the central API allowed."""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import Core
from app.clock import SystemClock
from app.domain.shift import Role
from app.enrol import enrol
from app.errors import CentralUnreachable, KnownError
from app.events import Link, LinkChanged
from app.gates.lockdown import Lockdown
from app.pin import WrongPin
from app.profile import Profile
from tests.app.test_enrol import PASSPHRASE, code_of
from tests.fixtures_site import Site

PIN = "2580"


class PushedClock(SystemClock):
    """The clock of this PC, which a story pushes forward and turns."""

    def __init__(self) -> None:
        self.lived = 0.0
        self.turned = timedelta()

    def wall(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.lived) + self.turned

    def monotonic(self) -> float:
        return super().monotonic() + self.lived


@dataclass
class Console:
    """An enrolled console: opened, closed and opened again."""

    site: Site
    folder: Path
    clock: PushedClock

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Core]:
        core = await Core.open(self.folder, passphrase=PASSPHRASE, clock=self.clock)
        try:
            yield core
        finally:
            await core.close()

    async def signs_in(self, core: Core, role: str = "guard") -> None:
        user = self.site.user(role)
        actor = await core.sign_in(user["email"], user["password"])
        await core.duty.pins.choose(actor.actor_id, PIN)

    async def code_of_error(self, asking: Awaitable[Any]) -> str:
        with pytest.raises(KnownError) as caught:
            await asking
        return caught.value.code


@pytest.fixture
def console(fresh_central: Site) -> Iterator[Console]:
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as made:
        folder = Path(made)
        code = code_of(fresh_central)
        asyncio.run(enrol(folder, address=fresh_central.url, key=fresh_central.key, code=code, passphrase=PASSPHRASE))
        Lockdown(Profile(folder).lockdown).prepare()
        yield Console(fresh_central, folder, PushedClock())


def told(story: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(story())  # type: ignore[arg-type]


def test_a_known_guard_signs_in_and_unlocks_without_a_line(console: Console) -> None:
    async def story() -> None:
        guard = console.site.user("guard")
        async with console.opened() as core:
            assert core.permit_until is None
            await console.signs_in(core)
            until = core.permit_until
            assert until is not None
            assert timedelta(days=6) < until - core.time.now().at <= timedelta(days=7)
            await core.sign_out()
            console.site.faults(gone=True)
            assert await console.code_of_error(core.sign_in(guard["email"], guard["password"])) == "pin_instead"
            with pytest.raises(WrongPin):
                await core.sign_in(guard["email"], "1111")
            assert core.actor is None
            actor = await core.sign_in(f" {guard['email'].upper()} ", PIN)
            assert (actor.actor_id, actor.name, actor.role) == (guard["actor_id"], guard["name"], Role.GUARD)
            assert core.shift is not None and core.permit_until == until
            await core.lock()
        async with console.opened() as core:
            assert core.locked and core.permit_until == until, "after a restart too"
            await core.unlock(PIN)
            assert not core.locked
            with pytest.raises(CentralUnreachable):
                await core.sign_in(console.site.user("supervisor")["email"], PIN)

    told(story)


def test_a_permit_ends_whatever_the_clock_says_and_a_line_brings_the_next(console: Console) -> None:
    async def story() -> None:
        guard = console.site.user("guard")
        async with console.opened() as core:
            await console.signs_in(core)
            await core.lock()
            console.site.faults(gone=True)
            console.clock.lived += 6 * 86_400
            await core.duty.count_permits()
            console.clock.turned -= timedelta(days=30)
            await core.unlock(PIN)
            await core.lock()
            console.clock.lived += 2 * 86_400
            assert await console.code_of_error(core.unlock(PIN)) == "permit_over"
            assert core.permit_until is None
            assert await console.code_of_error(core.sign_in(guard["email"], PIN)) == "permit_over"
        console.clock.turned = timedelta()
        console.clock.lived += 35 * 86_400
        async with console.opened() as core:
            assert await console.code_of_error(core.unlock(PIN)) == "permit_over"
            console.site.faults(gone=False)
            await core.sign_in(guard["email"], guard["password"])
            assert core.permit_until is not None, "weeks later one signs in as ever"
            assert not core.locked

    told(story)


def test_a_permit_is_renewed_while_there_is_a_line(console: Console) -> None:
    async def story() -> None:
        async with console.opened() as core:
            await console.signs_in(core)
            first = core.permit_until
            await core.duty.renew_permit()
            assert core.permit_until == first, "more than half of it is left"
            console.clock.lived += 5 * 86_400
            await core.duty.renew_permit()
            assert (
                core.permit_until is not None and first is not None and core.permit_until > first - timedelta(hours=1)
            )
            issued = console.site.sql("select count(*) as n from public.permit")
            assert issued[0]["n"] == 2

    told(story)


@pytest.mark.parametrize("spoilt", ["tampered", "foreign", "nonsense"])
def test_what_is_no_permit_of_this_console_opens_nothing(console: Console, spoilt: str) -> None:
    async def story() -> None:
        actor_id = console.site.user("guard")["actor_id"]
        async with console.opened() as core:
            await console.signs_in(core)
            kept = json.loads(await core.store.secrets.get(f"permit.{actor_id}") or "")
            if spoilt == "foreign":
                answer = console.site.sign_in("guard").post(
                    "/functions/v1/issue-permit", json={"device_id": console.site.device_id}
                )
                kept["signed"] = answer.json()["permit"]
            elif spoilt == "tampered":
                text, _, signature = kept["signed"].partition(".")
                kept["signed"] = f"{text[:-2]}AA.{signature}"
            await core.store.secrets.put(f"permit.{actor_id}", "x" if spoilt == "nonsense" else json.dumps(kept))
            await core.lock()
            console.site.faults(gone=True)
            assert await console.code_of_error(core.unlock(PIN)) == "permit_over"

    told(story)


def test_a_blocked_guard_works_here_no_more(console: Console) -> None:
    async def story() -> None:
        guard = console.site.user("guard")
        async with console.opened() as core:
            await console.signs_in(core)
            console.site.sql("update sandbox.account set banned = true where email = %s", guard["email"])
            assert await console.code_of_error(core.sign_in(guard["email"], guard["password"])) == "user_banned"
            assert core.actor is None
            console.site.faults(gone=True)
            with pytest.raises(CentralUnreachable):
                await core.sign_in(guard["email"], PIN)

    told(story)


def test_one_who_is_blocked_while_on_duty_is_out_at_the_next_renewal(console: Console) -> None:
    async def story() -> None:
        guard = console.site.user("guard")
        async with console.opened() as core:
            await console.signs_in(core)
            console.site.sql("update sandbox.account set banned = true where email = %s", guard["email"])
            console.clock.lived += 5 * 86_400
            await core.duty.renew_permit()
            assert core.actor is None and core.permit_until is None

    told(story)


def test_the_console_s_own_session_begins_anew_by_itself(console: Console) -> None:
    async def story() -> None:
        async with console.opened() as core:
            console.site.sql("update sandbox.session set ended = true")
            console.site.faults(expire_tokens=True)
            online = asyncio.Event()
            core.events.subscribe(LinkChanged, lambda event: online.set() if event.link is Link.ONLINE else None)
            await core.start()
            async with asyncio.timeout(20):
                await online.wait()

    told(story)
