"""The wizard's look at a central address: every wrong one has its own words, and secrets are not sent."""

from __future__ import annotations

import asyncio
import base64
import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import httpx
import pytest

from app.central.keys import check_publishable
from app.ops.doctor import Finding, State
from app.ops.enrolment import check_central, read_address, read_clock, read_contract, read_key
from app.ops.update_download import update_client
from tests.fixtures_site import Site
from tests.ops.web import web, whole

GOOD_KEY = "sb_publishable_abcdef"
NOW = datetime(2026, 3, 14, 18, tzinfo=UTC)


def jwt(role: str) -> str:
    payload = base64.urlsafe_b64encode(json.dumps({"role": role}).encode()).decode().rstrip("=")
    return f"eyJhbGciOiJIUzI1NiJ9.{payload}.c2ln"


def named(findings: list[Finding]) -> dict[str, Finding]:
    for finding in findings:
        assert bool(finding.next_step) == (finding.state is not State.OK), finding
    return {finding.name: finding for finding in findings}


@pytest.mark.parametrize(
    ("typed", "base"),
    [
        ("https://data.portun.app", "https://data.portun.app"),
        ("  data.portun.app/ ", "https://data.portun.app"),
        ("https://data.portun.app:8443", "https://data.portun.app:8443"),
        ("HTTPS://DATA.portun.app", "https://data.portun.app"),
        ("http://127.0.0.1:9000", "http://127.0.0.1:9000"),
        ("http://[::1]:9000", "http://[::1]:9000"),
        ("http://data.portun.app", None),
        ("http://10.0.0.5", None),
        ("ftp://data.portun.app", None),
        ("https://me:secret@data.portun.app", None),
        ("https://data.portun.app/rest/v1", None),
        ("https://data.portun.app?x=1", None),
        ("https://data portun app", None),
        ("https://data.portun.app:port", None),
        ("https://[::1", None),
        ("", None),
        ("https://", None),
    ],
)
def test_addresses(typed: str, base: str | None) -> None:
    found = read_address(typed)
    assert found.base == base
    assert (found.finding.state is State.FAIL) == (base is None)
    assert "secret" not in found.finding.evidence
    assert found.finding.next_step or found.finding.state is State.OK


@pytest.mark.parametrize(
    ("key", "state"),
    [
        (GOOD_KEY, State.OK),
        (jwt("anon"), State.OK),
        (jwt("service_role"), State.FAIL),
        ("sb_secret_abcdef", State.FAIL),
        ("", State.FAIL),
        (f"{GOOD_KEY}\n", State.FAIL),
        ("sb_publishable_ábc", State.FAIL),
        ("something else", State.WARN),
    ],
)
def test_keys(key: str, state: State) -> None:
    found = read_key(key, check_publishable)
    assert found.state is state
    assert not key.strip() or key.strip() not in found.evidence + found.next_step


@pytest.mark.parametrize(
    ("off_s", "state", "words"),
    [
        (0, State.OK, "second"),
        (60, State.OK, "60 seconds behind"),
        (-60, State.OK, "ahead"),
        (600, State.FAIL, "10 minutes behind"),
        (-86_400 * 400, State.FAIL, "400 days ahead"),
    ],
)
def test_clocks(off_s: int, state: State, words: str) -> None:
    found = read_clock(format_datetime(NOW + timedelta(seconds=off_s), usegmt=True), NOW)
    assert found is not None
    assert found.state is state
    assert words in found.evidence


def test_an_answer_without_a_date_says_nothing_of_the_clock() -> None:
    assert read_clock(None, NOW) is None
    assert read_clock("soon", NOW) is None


@pytest.mark.parametrize(
    ("status", "raw", "state", "words"),
    [
        (401, b'{"code":"42501","message":"permission denied for function contract_v1"}', State.OK, "contract 1"),
        (200, b'{"version":"1.0"}', State.OK, "contract 1"),
        (404, b'{"code":"PGRST202","message":"no function"}', State.WARN, "first contract"),
        (401, b'{"message":"Invalid API key"}', State.FAIL, "key"),
        (301, b"", State.FAIL, "leads on"),
        (200, b"<html>sign in</html>", State.FAIL, "sign-in page"),
        (200, b"[" * 5000, State.FAIL, "sign-in page"),
        (404, b'{"error":"nothing here"}', State.FAIL, "no Portun"),
        (503, b"", State.FAIL, "trouble"),
    ],
)
def test_contracts(status: int, raw: bytes, state: State, words: str) -> None:
    found = read_contract(status, raw, "https://other.example/path?token=x")
    assert found.state is state
    assert words in found.evidence
    assert "token" not in found.evidence


async def checked(address: str, key: str, client: httpx.AsyncClient, ca_file: Path | None = None) -> dict[str, Finding]:
    found = await check_central(
        address, key, client, now=lambda: datetime.now(UTC), check_key=check_publishable, ca_file=ca_file
    )
    return named(found)


def test_the_sandboxs_central_api_is_taken_for_what_it_is(central_site: Site) -> None:
    async def run() -> None:
        async with httpx.AsyncClient() as client:
            found = await checked(central_site.url, central_site.key, client)
            assert found["address"].state is State.WARN
            assert {found[name].state for name in ("key", "connection", "clock", "contract")} == {State.OK}
            wrong = await checked(central_site.url, "sb_publishable_wrong", client)
            assert wrong["contract"].state is State.FAIL
            central_site.faults(contract="first")
            assert (await checked(central_site.url, central_site.key, client))["contract"].state is State.WARN
            central_site.faults(clock_skew_s=-3_600, contract="v1")
            assert (await checked(central_site.url, central_site.key, client))["clock"].state is State.FAIL

    asyncio.run(run())


def test_a_secret_key_is_never_sent(central_site: Site) -> None:
    async def run() -> None:
        sent: list[httpx.Request] = []

        async def noted(request: httpx.Request) -> None:
            sent.append(request)

        async with httpx.AsyncClient(event_hooks={"request": [noted]}) as client:
            found = await checked(central_site.url, central_site.secret_key, client)
        assert list(found) == ["address", "key"]
        assert found["key"].state is State.FAIL
        assert sent == []

    asyncio.run(run())


def test_certificates_are_never_silently_accepted(tmp_path: Path) -> None:
    async def run() -> None:
        async with web(tmp_path) as here:
            here.answers["/rest/v1/rpc/contract_v1"] = whole(b'{"code":"42501"}', "401 Unauthorized")
            async with update_client(here.ca_file) as client:
                known = await checked(here.url, GOOD_KEY, client, here.ca_file)
                # The certificate of this test ends tomorrow.
                assert known["connection"].state is State.WARN
                assert "another 0 days" in known["connection"].evidence
                assert "clock" not in known
                other = await checked(here.url.replace("127.0.0.1", "localhost"), GOOD_KEY, client, here.ca_file)
                assert "is for" in other["connection"].evidence
            asked = len(here.asked)
            async with update_client() as client:
                unknown = await checked(here.url, GOOD_KEY, client)
                assert unknown["connection"].state is State.FAIL
                assert "issued by test root" in unknown["connection"].evidence
            assert len(here.asked) == asked
        async with update_client() as client:
            gone = await checked(here.url, GOOD_KEY, client)
            assert gone["connection"].state is State.FAIL
            assert "does not take connections" in gone["connection"].evidence

    asyncio.run(run())


def test_an_endless_answer_ends(tmp_path: Path) -> None:
    async def run() -> None:
        async with web(tmp_path, tls=False) as here, httpx.AsyncClient() as client:
            here.answers["/rest/v1/rpc/contract_v1"] = whole(b"x" * 5_000_000)
            found = await checked(here.url, GOOD_KEY, client)
            assert found["contract"].state is State.FAIL

    asyncio.run(run())
