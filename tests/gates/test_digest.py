"""Signing in to Gen2+ relays: the traps that broke other people's clients, and 429."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from app.domain.gate import OutcomeKind
from app.gates.bindings import GateSecret
from app.gates.digest import QUIET_S, Digest, ha1_of
from tests.gates.yard import RPC, DrivenClock, run, yard

REALM = "shelly1g4-a085e3bca4c8"
STRICT = {**RPC, "firmware": "2.0.0"}


def digest(clock: DrivenClock | None = None) -> Digest:
    return Digest("admin", GateSecret("pw"), lambda realm: realm == REALM, clock or DrivenClock())


def challenge(nonce: str = "abc==", more: str = "") -> str:
    return f'Digest qop="auth", realm="{REALM}", nonce="{nonce}", algorithm=SHA-256{more}'


def part(header: str | None, name: str) -> str | None:
    found = re.search(rf'\b{name}=(?:"([^"]*)"|([^,\s]+))', header or "")
    return None if found is None else found.group(1) if found.group(1) is not None else found.group(2)


def test_a_base64_nonce_keeps_its_padding_and_the_count_starts_at_one() -> None:
    d = digest()
    assert d.header() is None
    assert d.take(challenge("q83vASNFZ4k=")) == ""
    first, second = d.header(), d.header()
    assert (part(first, "nonce"), part(first, "nc"), part(second, "nc")) == ("q83vASNFZ4k=", "00000001", "00000002")
    assert d.take(challenge("other")) == ""
    assert part(d.header(), "nc") == "00000001"


def test_an_empty_opaque_is_echoed_and_an_absent_one_is_not_made_up() -> None:
    d = digest()
    d.take(challenge(more=', opaque=""'))
    assert part(d.header(), "opaque") == ""
    d.take(challenge())
    assert part(d.header(), "opaque") is None


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ('Basic realm="x"', "http:401"),
        (f'Digest realm="{REALM}", nonce="a", algorithm=MD5', "http:401"),
        (f'Digest realm="{REALM}", algorithm=SHA-256', "http:401"),
        ('Digest realm="shelly1g4-ffffffffffff", nonce="a", algorithm=SHA-256', "wrong_device"),
        ("", "http:401"),
    ],
)
def test_what_is_not_answered(given: str, code: str) -> None:
    d = digest()
    assert d.take(given) == code
    assert d.header() is None


def test_ha1_alone_is_enough() -> None:
    clock = DrivenClock()
    by_ha1 = Digest("admin", GateSecret(ha1=ha1_of("admin", REALM, "pw")), lambda realm: True, clock)
    by_ha1.take(challenge())
    assert part(by_ha1.header(), "response")
    assert "pw" not in repr(GateSecret("pw"))


def test_a_nonce_is_let_go_before_the_device_does() -> None:
    clock = DrivenClock()
    d = digest(clock)
    d.take(challenge())
    clock.forward(3299)
    assert d.header()
    clock.forward(2)
    assert d.header() is None


def test_after_429_silence_and_three_tries_a_minute_one_of_them_kept_for_commands() -> None:
    clock = DrivenClock()
    d = digest(clock)
    d.throttled()
    assert d.wait_s(for_command=True) == pytest.approx(QUIET_S)
    clock.forward(QUIET_S)
    for _ in range(2):
        assert d.wait_s(for_command=False) == 0
        d.trying()
    assert d.wait_s(for_command=False) == pytest.approx(60)
    assert d.wait_s(for_command=True) == 0
    d.trying()
    assert d.wait_s(for_command=True) == pytest.approx(60)
    clock.forward(60)
    assert d.wait_s(for_command=True) == 0


def test_429_is_recovered_from_by_the_next_press(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path, STRICT) as y:
            await y.actuator._gates["main"].watch.look()
            await y.do(fill_nonces=True)
            locked = await y.open()
            assert (locked.kind, locked.detail) == (OutcomeKind.NOT_DONE, "http:429")
            again = await y.open()
            assert again.kind is OutcomeKind.DONE
            assert again.took_ms < 3000
            assert await y.pulses() == 1

    run(story)


def test_polls_recover_from_429_too_and_do_not_hammer(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path, STRICT) as y:
            watch = y.actuator._gates["main"].watch
            await watch.look()
            await y.do(fill_nonces=True)
            for _ in range(5):
                await watch.look()
            assert (await y.state())["requests"]["429"] == 1
            assert y.actuator.statuses()[0].problem == "http:429"
            await asyncio.sleep(QUIET_S)
            await watch.look()
            assert y.actuator.statuses()[0].problem == ""

    run(story)


def test_a_stale_nonce_costs_one_challenge_and_exactly_one_pulse(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path, STRICT) as y:
            await y.actuator._gates["main"].watch.look()
            await y.do(expire_nonces=True)
            assert (await y.open()).kind is OutcomeKind.DONE
            assert await y.pulses() == 1

    run(story)


def test_a_reboot_that_forgets_all_nonces_is_survived(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path, STRICT, cooldown_s=0.0) as y:
            assert (await y.open()).kind is OutcomeKind.DONE
            await y.do(reboot=True)
            outcome = await y.open()
            while outcome.kind is not OutcomeKind.DONE:
                assert outcome.kind is OutcomeKind.NOT_DONE
                outcome = await y.open()
            assert await y.pulses() == 2

    run(story)


def test_a_poll_under_way_does_not_hold_up_a_command(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path, STRICT) as y:
            watch = y.actuator._gates["main"].watch
            await watch.look()
            await y.faults(answer="hang", only="status")
            poll = asyncio.ensure_future(watch.look())  # noqa: TID251
            while (await y.state())["requests"]["status"] < 3:
                pass
            outcome = await y.open()
            assert outcome.kind is OutcomeKind.DONE
            assert not poll.done()
            poll.cancel()

    run(story)
