"""Signing in with a second factor, on the sandbox's central API: the digits of the moment, wrong ones, late ones."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

import psycopg
import pytest

from app.central.factors import CodeAsked
from app.sandbox.auth_factors import CHALLENGE_LASTS_S, STEP_S, add_factor, totp
from tests.central.consoles import console
from tests.fixtures_site import Site

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.mark.parametrize(("at", "digits"), [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")])
def test_the_digits_are_those_of_the_standard(at: int, digits: str) -> None:
    assert totp("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", at) == digits  # RFC 6238, appendix B, the last six


@pytest.fixture
def guarded(central_site: Site) -> Iterator[Site]:
    guard = central_site.user("guard")
    with psycopg.connect(central_site.dsn, autocommit=True) as connection:
        add_factor(connection, guard["actor_id"], SECRET)
    try:
        yield central_site
    finally:
        central_site.sql("delete from sandbox.factor")


def test_the_password_alone_is_not_enough_and_leaves_nothing_here(guarded: Site) -> None:
    async def story() -> None:
        guard = guarded.user("guard")
        async with console(guarded.url, key=guarded.key) as here:
            with pytest.raises(CodeAsked) as asked:
                await here.client.sign_in(guard["email"], guard["password"])
            assert asked.value.code == "code_asked"
            assert await here.client.session() is None and not here.kept.values
            with pytest.raises(CodeAsked) as asked:
                await here.client.sign_in(guard["email"], guard["password"], "000000")
            assert asked.value.code == "code_wrong"
            now = totp(SECRET, time.time())
            session = await here.client.sign_in(guard["email"], guard["password"], now)
            assert session.user_id == guard["actor_id"]
            assert (await here.client.contract()).role == "guard"
            await here.client.refresh()
            assert (await here.client.contract()).role == "guard"

    asyncio.run(story())
    ((aal,),) = [
        tuple(row.values()) for row in guarded.sql("select aal from sandbox.session where aal = 'aal2' limit 1")
    ]
    assert aal == "aal2"


def test_a_challenge_is_good_once_and_for_a_while(guarded: Site) -> None:
    guard = guarded.user("guard")
    client = guarded.client()
    body = {"email": guard["email"], "password": guard["password"]}
    answer = client.post("/auth/v1/token?grant_type=password", json=body).json()
    (factor,) = answer["user"]["factors"]
    under = {"Authorization": f"Bearer {answer['access_token']}", "X-Supabase-Api-Version": "2024-01-01"}

    def verify(challenge_id: str) -> tuple[int, str]:
        given = {"challenge_id": challenge_id, "code": totp(SECRET, time.time() + STEP_S)}
        said = client.post(f"/auth/v1/factors/{factor['id']}/verify", json=given, headers=under)
        return said.status_code, said.json().get("code", "")

    def challenge() -> str:
        made = client.post(f"/auth/v1/factors/{factor['id']}/challenge", json={}, headers=under)
        assert made.status_code == 200, made.text
        return str(made.json()["id"])

    late = challenge()
    guarded.sql(f"update sandbox.challenge set created_at = now() - interval '{CHALLENGE_LASTS_S + 1} seconds'")
    assert verify(late) == (422, "mfa_challenge_expired")
    once = challenge()
    assert verify(once)[0] == 200
    assert verify(once) == (422, "mfa_factor_not_found")
