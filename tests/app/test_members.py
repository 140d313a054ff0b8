"""Somebody who works at the site no more, or as less: this console ends what it lets them do with the next pull."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from app.bootstrap import Core
from app.domain.shift import Act, Role
from app.errors import CentralUnreachable
from app.events import ActorChanged, Trouble
from app.pin import WrongPin
from tests.app.test_permit import PIN, Console, console, told
from tests.app.test_revoked import waited

__all__ = ["console"]


async def signed_out_by(core: Core, do: Callable[[], Awaitable[None]]) -> list[str]:
    """Until nobody is on duty; what the guard was told."""
    troubles: list[str] = []
    stop = core.events.subscribe(Trouble, lambda event: troubles.append(event.error.code))
    try:
        await waited(core, ActorChanged, lambda event: event.actor is None, do)
        async with asyncio.timeout(20):
            while "who works here" in core.tasks.names:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
    finally:
        stop()
    return troubles


ENDINGS = {
    "blocked": "update sandbox.account set banned = true where id = %s",
    "dismissed": "delete from public.community_manager where profile_id = %s",
    "made a technician": "update public.profile_role set role_id = (select id from public.role"
    " where role_name = 'Technician') where profile_id = %s",
}


@pytest.mark.parametrize("how", ENDINGS)
def test_a_guard_is_out_with_the_first_pull_after_being_offline(console: Console, how: str) -> None:
    async def story() -> None:
        guard = console.site.user("guard")
        async with console.opened() as core:
            await console.signs_in(core)
            await core.sync.drain()
            assert core.actor is not None
            await core.sign_out()
            console.site.faults(gone=True)
            await core.sign_in(guard["email"], PIN)
            console.site.sql(ENDINGS[how], guard["actor_id"])
            with pytest.raises(CentralUnreachable):
                await core.sync.drain()
            assert core.actor is not None and core.permit_until is not None, "nobody can have told it yet"
            console.site.faults(gone=False)
            assert await signed_out_by(core, core.sync.drain) == ["post_ended"]
            assert core.shift is None and core.permit_until is None
            console.site.faults(gone=True)
            with pytest.raises(CentralUnreachable):
                await core.sign_in(guard["email"], PIN)
            ended = [line for line in await core.shift_lines() if line.kind == "end"]
            assert len(ended) == 2, "the book says that both shifts ended"

    told(story)


def test_a_supervisor_who_is_one_no_more_releases_nothing_with_the_old_pin(console: Console) -> None:
    async def story() -> None:
        supervisor = console.site.user("supervisor")
        async with console.opened() as core:
            await console.signs_in(core, "supervisor")
            await console.signs_in(core, "guard")
            await core.sync.drain()
            assert [one.actor_id for one in await core.people_here.who_may(Act.RELEASE_LOCKDOWN)] == [
                supervisor["actor_id"]
            ]
            console.site.sql("delete from public.profile_role where profile_id = %s", supervisor["actor_id"])
            seen: list[ActorChanged] = []
            core.events.subscribe(ActorChanged, seen.append)
            await core.sync.drain()
            async with asyncio.timeout(20):
                while await core.people_here.who_may(Act.RELEASE_LOCKDOWN):  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
            with pytest.raises(WrongPin):
                await core.people_here.prove(supervisor["actor_id"], PIN, Act.RELEASE_LOCKDOWN)
            assert seen == [] and core.actor is not None, "the guard on duty goes on"
            actor = await core.sign_in(supervisor["email"], supervisor["password"])
            assert actor.role is Role.GUARD
            await core.sync.drain()
            assert core.actor == actor

    told(story)


def test_who_has_just_got_a_post_keeps_it_while_the_feed_lags_behind(console: Console) -> None:
    async def story() -> None:
        guard = console.site.user("guard")
        async with console.opened() as core:
            await core.sync.drain()
            before = await core.store.mirror.members()
            assert guard["actor_id"] in before
            as_of = core.store.mirror.as_of
            assert as_of is not None
            await console.signs_in(core)
            without = {actor_id: member for actor_id, member in before.items() if actor_id != guard["actor_id"]}
            assert not await core.duty.look_at_members(without, as_of), "it signed in after that was said"
            assert not await core.duty.look_at_members({}, core.time.now().at), "a centre that does not say who works"
            assert await core.duty.look_at_members(without, core.time.now().at)

    told(story)
