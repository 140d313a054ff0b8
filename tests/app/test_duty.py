"""Sign-in, lock, PIN: who may be back, how fast, and what a restart or a turned clock changes (nothing)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from app.clock import TrustedTime
from app.domain.shift import Role
from app.duty import DeviceIdentity, DutyDesk
from app.errors import KnownError
from app.events import ActorChanged, Events, Notice
from app.pin import DELAYS_S, Pins, WrongPin
from tests.clocks import DrivenClock


@dataclass
class Kept:
    """A store of secrets that outlives the program."""

    values: dict[str, str] = field(default_factory=dict)

    async def get(self, name: str) -> str | None:
        return self.values.get(name)

    async def put(self, name: str, value: str) -> None:
        self.values[name] = value

    async def delete(self, name: str) -> None:
        self.values.pop(name, None)


class Accounts:
    async def sign_in(self, email: str, password: str, code: str = "") -> SimpleNamespace:
        return SimpleNamespace(user_id=f"id of {email}")

    async def contract(self) -> SimpleNamespace:
        return SimpleNamespace(role="guard", actor_name="J. Ajú", is_first=False)

    async def sign_out(self) -> None:
        pass

    async def session(self) -> None:
        return None

    async def invoke(self, function: str, body: Any) -> dict[str, Any]:
        raise AssertionError


class Chain:
    async def note(self, kind: str, subject: str, said: Any) -> None:
        pass


def desk(kept: Kept, clock: DrivenClock | None = None, events: Events | None = None) -> DutyDesk:
    clock = clock or DrivenClock()
    return DutyDesk(
        accounts=Accounts(),
        secrets=kept,
        device=DeviceIdentity("d", "i"),
        clock=clock,
        time=TrustedTime(clock),
        events=events or Events(),
        chain=Chain(),
        permits=None,
        online=lambda: True,
    )


def run(story: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(story())  # type: ignore[arg-type]


def test_a_restart_changes_nothing() -> None:
    async def story() -> None:
        kept = Kept()
        before = desk(kept)
        await before.sign_in("guard@example.com", "x")
        await before.lock()
        after = desk(kept)
        await after.restore()
        assert after.current() == before.current()
        assert after.current().actor is not None and after.current().actor.role is Role.GUARD

    run(story)


def test_signing_in_again_keeps_the_shift_and_another_guard_begins_one() -> None:
    async def story() -> None:
        duty = desk(Kept())
        await duty.sign_in("ana@example.com", "x")
        first = duty.current().shift
        await duty.sign_in("ana@example.com", "x")
        assert duty.current().shift == first
        await duty.sign_in("luis@example.com", "x")
        assert duty.current().shift != first

    run(story)


def test_the_pin_unlocks_and_a_wrong_one_does_not() -> None:
    async def story() -> None:
        seen: list[ActorChanged] = []
        events = Events()
        events.subscribe(ActorChanged, seen.append)
        duty = desk(Kept(), events=events)
        actor = await duty.sign_in("ana@example.com", "x")
        await duty.pins.choose(actor.actor_id, "2580")
        await duty.lock()
        with pytest.raises(WrongPin):
            await duty.unlock("1111")
        assert duty.current().locked
        await duty.unlock("2580")
        assert not duty.current().locked
        assert [event.locked for event in seen] == [False, True, False]

    run(story)


def test_guessing_slows_down_and_ends_in_a_notice() -> None:
    async def story() -> None:
        kept, clock, events = Kept(), DrivenClock(), Events()
        notices: list[Notice] = []
        events.subscribe(Notice, notices.append)
        duty = desk(kept, clock, events)
        actor = await duty.sign_in("ana@example.com", "x")
        await duty.pins.choose(actor.actor_id, "2580")
        for delay in DELAYS_S:
            clock.advance(delay)
            with pytest.raises(WrongPin):
                await duty.unlock("0000")
        with pytest.raises(WrongPin) as caught:
            await duty.unlock("2580")
        assert caught.value.locked
        assert [notice.kind for notice in notices] == ["pin_locked"], "whoever goes on trying tells nothing new"

    run(story)


def test_neither_a_restart_nor_a_turned_clock_shortens_the_wait() -> None:
    async def story() -> None:
        kept, clock = Kept(), DrivenClock()
        pins = Pins(kept, clock)
        await pins.choose("ana", "2580")
        for _ in range(4):
            clock.advance(60)
            with pytest.raises(WrongPin):
                await pins.check("ana", "0000")
        clock.jump(timedelta(days=1))
        again = Pins(kept, clock)
        with pytest.raises(WrongPin) as caught:
            await again.check("ana", "2580")
        assert caught.value.wait_s > 0
        clock.advance(DELAYS_S[4])
        await again.check("ana", "2580")

    run(story)


@pytest.mark.parametrize("weak", ["", "123", "1111", "abcd", "123456789", "12 4", "１２３４"])
def test_a_weak_pin_is_not_taken(weak: str) -> None:
    async def story() -> None:
        with pytest.raises(KnownError):
            await Pins(Kept(), DrivenClock()).choose("ana", weak)

    run(story)
