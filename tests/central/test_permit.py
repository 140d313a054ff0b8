"""The offline permit: the central API's word alone, on this console alone, until its end whatever the clock says."""

from __future__ import annotations

import asyncio
import base64
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.central.permit import PermitDesk, PermitHolder, signed_text
from app.clock import TrustedTime
from app.errors import CentralError
from tests.central.consoles import Kept, console
from tests.clocks import DrivenClock
from tests.fixtures_site import Site

VECTORS = json.loads((Path(__file__).parents[2] / "resources/central/statement-vectors.json").read_text())["vectors"]
CENTRE = Ed25519PrivateKey.from_private_bytes(bytes(32))
HOLDER = PermitHolder("c1", "d1", "ZGV2aWNl", base64.b64encode(CENTRE.public_key().public_bytes_raw()).decode())


def signed(text: str, key: Ed25519PrivateKey = CENTRE) -> str:
    def unpadded(raw: bytes) -> str:
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

    return f"{unpadded(text.encode())}.{unpadded(key.sign(text.encode()))}"


def permit(issued: datetime, **changes: Any) -> str:
    return json.dumps(
        {
            "kind": "permit",
            "permit_id": "p1",
            "community_id": "c1",
            "device_id": "d1",
            "device_key": "ZGV2aWNl",
            "actor_id": "u1",
            "actor_name": "J. Ajú",
            "role": "guard",
            "issued_at": issued.isoformat(),
            "expires_at": (issued + timedelta(hours=48)).isoformat(),
            **changes,
        }
    )


class Desk:
    """A permit desk, its clock, and what it kept; `restarted` is the same console after a restart."""

    def __init__(self, clock: DrivenClock, kept: Kept) -> None:
        self.clock, self.kept, self.time = clock, kept, TrustedTime(clock)
        self.desk = PermitDesk(kept, HOLDER, clock, self.time)

    def restarted(self) -> Desk:
        return Desk(self.clock, self.kept)

    async def holds(self) -> bool:
        return await self.desk.current("u1") is not None


async def issued() -> Desk:
    here = Desk(DrivenClock(), Kept())
    await here.desk.take(signed(permit(here.clock.wall())))
    return here


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_statements_are_read_as_the_central_api_signs_them(vector: dict[str, str]) -> None:
    assert signed_text(vector["signed"], vector["public_key"]) == vector["text"]
    other = next(one["public_key"] for one in VECTORS if one["public_key"] != vector["public_key"])
    assert signed_text(vector["signed"], other) is None
    spoilt = vector["signed"].rpartition(".")[0] + "." + "A" * 86
    assert signed_text(spoilt, vector["public_key"]) is None


def test_it_holds_until_its_end() -> None:
    async def story() -> None:
        here = await issued()
        assert await here.holds() and not await here.desk.current("u2")
        here.clock.advance(47 * 3600)
        assert await here.restarted().holds()
        here.clock.advance(2 * 3600)
        assert not await here.restarted().holds()

    asyncio.run(story())


def test_a_clock_set_back_makes_it_no_longer() -> None:
    async def story() -> None:
        here = await issued()
        for _ in range(10):
            here.clock.advance(6 * 3600)
            await here.holds()
            here.clock.jump(-timedelta(hours=6))
        assert not await here.holds()
        assert not await here.restarted().holds()

    asyncio.run(story())


def test_a_clock_set_back_while_the_pc_was_off_makes_it_no_longer() -> None:
    async def story() -> None:
        here = await issued()
        here.clock.advance(40 * 3600)
        assert await here.holds()
        here.clock.jump(-timedelta(days=30))
        again = here.restarted()
        assert await again.holds()
        here.clock.advance(7 * 3600)
        assert await again.holds()
        here.clock.advance(2 * 3600)
        assert not await again.holds()

    asyncio.run(story())


def test_what_is_not_for_this_console_is_not_taken() -> None:
    async def story() -> None:
        now = DrivenClock().wall()
        stranger = Ed25519PrivateKey.generate()
        for statement in (
            signed(permit(now), stranger),
            signed(permit(now, device_id="d2")),
            signed(permit(now, device_key="b3RoZXI=")),
            signed(permit(now, community_id="c2")),
            signed(permit(now, kind="setting")),
            signed(permit(now, expires_at=7)),
            signed("[]"),
            signed("nothing"),
            "rubbish",
            "",
            ".",
        ):
            here = Desk(DrivenClock(), Kept())
            with pytest.raises(CentralError) as raised:
                await here.desk.take(statement)
            assert raised.value.code == "permit_refused" and here.kept.values == {}

    asyncio.run(story())


def test_a_store_copied_to_another_console_holds_no_permit() -> None:
    async def story() -> None:
        here = await issued()
        elsewhere = PermitHolder("c1", "d1", "YW5vdGhlcg==", HOLDER.central_key)
        copied = PermitDesk(here.kept, elsewhere, here.clock, here.time)
        assert await copied.current("u1") is None
        here.kept.values["permit.u1"] = "{}"
        assert not await here.holds()

    asyncio.run(story())


def test_a_site_that_shortens_permits_shortens_those_that_are_out() -> None:
    async def story() -> None:
        here = await issued()
        longest: list[timedelta | None] = [timedelta(hours=72)]
        desk = PermitDesk(here.kept, HOLDER, here.clock, here.time, lambda: longest[0])
        ends = []
        for hours in (72, None, 3):
            longest[0] = None if hours is None else timedelta(hours=hours)
            permit = await desk.current("u1")
            assert permit is not None
            ends.append((permit.expires_at - permit.issued_at) / timedelta(hours=1))
        assert ends == [48, 48, 3], "never longer than it was issued"
        here.clock.advance(3 * 3600 + 1)
        assert await desk.current("u1") is None
        longest[0] = None
        assert await desk.current("u1") is not None

    asyncio.run(story())


def test_a_permit_by_a_key_that_was_retired_holds_if_it_is_older_than_that() -> None:
    async def story() -> None:
        here = await issued()
        made = here.clock.wall()
        for since, holds in ((made + timedelta(seconds=1), True), (made - timedelta(seconds=1), False)):
            here.desk.use(HOLDER.with_key("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", since))
            assert (await here.desk.current("u1") is not None) == holds

    asyncio.run(story())


def test_somebody_who_left_has_none() -> None:
    async def story() -> None:
        here = await issued()
        await here.desk.forget("u1")
        assert not await here.holds()

    asyncio.run(story())


def test_the_real_central_api_issues_one_for_this_console(central_site: Site) -> None:
    async def story() -> None:
        device = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
        device_key = base64.b64encode(device).decode()
        code = central_site.sign_in("supervisor").post(
            "/rest/v1/rpc/create_enrolment_code_v1",
            json={"p_community": central_site.community_id, "p_device_name": "Garita sur"},
        )
        async with console(central_site.url, key=central_site.key) as here:
            enrolled = await here.client.enrol(code.json()["code"], device_key, "1.0")
            user = central_site.user("guard")
            await here.client.sign_in(user["email"], user["password"])
            answer = await here.client.invoke("issue-permit", {"device_id": enrolled["device_id"]})
            holder = PermitHolder(central_site.community_id, enrolled["device_id"], device_key, enrolled["central_key"])
            desk = PermitDesk(here.kept, holder, here.clock, here.time)
            taken = await desk.take(answer["permit"])
            assert (taken.actor_id, taken.role) == (user["actor_id"], "guard")
            assert await desk.current(user["actor_id"]) == taken
            # The console's own account works, and a code is good for one console.
            await here.client.sign_in(enrolled["email"], enrolled["password"])
            assert (await here.client.contract()).role == "console"
            with pytest.raises(CentralError):
                await here.client.enrol(code.json()["code"], device_key, "1.0")

    asyncio.run(story())
