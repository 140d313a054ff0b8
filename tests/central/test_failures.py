"""What each bad answer means for a queue, on a real connection."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.central import http as line
from app.central.failures import Failure, error_of, failure_of, retry_after_s
from app.errors import CentralError, CentralUnreachable, ContractMismatch
from tests.central.consoles import console, signed_in
from tests.central.raw_server import Reply, cut, hang, hang_up_after, http, raw_server

NOW = datetime(2026, 3, 14, 18, tzinfo=UTC)
PULL = "/rest/v1/rpc/pull_changes_v1"


def error_from(*replies: Reply) -> CentralError:
    """What pulling a page raises when the server answers so."""

    async def story() -> CentralError:
        async with raw_server() as server, signed_in(server) as here:
            server.on(PULL, *replies)
            with pytest.raises(CentralError) as raised:
                await here.client.pull("c1", None, 100)
            return raised.value

    return asyncio.run(story())


def postgrest(status: int, code: str, **headers: str) -> bytes:
    return http(status, {"code": code, "message": "m", "details": None, "hint": None}, headers=headers)


TABLE: list[tuple[Reply, Failure, str]] = [
    (postgrest(403, "42501"), Failure.REJECTED, "42501"),
    (postgrest(403, "device_unknown"), Failure.REJECTED, "device_unknown"),
    (postgrest(409, "23503"), Failure.REJECTED, "23503"),
    (postgrest(400, "22P02"), Failure.REJECTED, "22P02"),
    (postgrest(400, "P0001"), Failure.REJECTED, "P0001"),
    (postgrest(410, "cursor_too_old"), Failure.REJECTED, "cursor_too_old"),
    (http(413, {"message": "too large"}), Failure.REJECTED, "http_413"),
    (postgrest(404, "PGRST202"), Failure.SCHEMA, "contract:PGRST202"),
    (postgrest(400, "42703"), Failure.SCHEMA, "contract:42703"),
    (postgrest(404, "42P01"), Failure.SCHEMA, "contract:42P01"),
    (postgrest(500, "57014"), Failure.RETRY, "server_failed"),
    (postgrest(400, "40001"), Failure.RETRY, "server_failed"),
    (postgrest(503, "53300"), Failure.RETRY, "server_busy"),
    (postgrest(503, "PGRST001"), Failure.RETRY, "server_busy"),
    (postgrest(504, "PGRST003"), Failure.RETRY, "server_busy"),
    (http(502, b"<html><h1>502 Bad Gateway</h1></html>", kind="text/html"), Failure.RETRY, "server_busy"),
    (http(500, {"message": "?"}), Failure.RETRY, "server_failed"),
    (http(546, b""), Failure.RETRY, "server_failed"),
    (http(429, {"code": "over_request_rate_limit", "message": "m"}), Failure.RETRY, "rate_limited"),
    (http(403, b"<html>blocked by the proxy</html>", kind="text/html"), Failure.RETRY, "central_unreachable"),
    (http(404, b"nobody here", kind="text/plain"), Failure.RETRY, "central_unreachable"),
    (http(302, b"", headers={"Location": "http://portal.example/login"}), Failure.RETRY, "redirected"),
    (http(200, b"<html>Welcome to our Wi-Fi</html>", kind="text/html"), Failure.RETRY, "not_understood"),
    (http(200, b'{"cursor": "c", "epo'), Failure.RETRY, "not_understood"),
    (http(200, b""), Failure.RETRY, "not_understood"),
    (http(200, b"[" * 200_000), Failure.RETRY, "not_understood"),
    (http(200, None), Failure.RETRY, "not_understood"),
    (http(200, [1, 2]), Failure.RETRY, "not_understood"),
    (http(200, {"cursor": 7, "epoch": "e", "more": False, "changes": []}), Failure.RETRY, "not_understood"),
    (http(200, {"cursor": "c", "epoch": "e", "more": 0, "changes": []}), Failure.RETRY, "not_understood"),
    (http(200, {"cursor": "c", "epoch": "e", "more": False, "changes": {}}), Failure.RETRY, "not_understood"),
    (hang_up_after(b"HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\n{}"), Failure.RETRY, "central_unreachable"),
    (hang_up_after(b"SSH-2.0-OpenSSH_9.2\r\n"), Failure.RETRY, "central_unreachable"),
    (hang_up_after(b""), Failure.RETRY, "central_unreachable"),
    (cut, Failure.RETRY, "central_unreachable"),
]


@pytest.mark.parametrize(("reply", "failure", "code"), TABLE, ids=[f"{t[2]}-{n}" for n, t in enumerate(TABLE)])
def test_an_answer_means_what_the_table_says(reply: Reply, failure: Failure, code: str) -> None:
    error = error_from(reply)
    assert (failure_of(error), error.code) == (failure, code)


def test_nobody_there_was_certainly_not_heard() -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            kept = here.kept
        async with console(server.url, kept=kept) as here:
            with pytest.raises(CentralUnreachable) as raised:
                await here.client.pull("c1", None, 100)
            assert raised.value.code == "no_connection"

    asyncio.run(story())


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("0", 0.0),
        ("86400", 900.0),
        ("Sat, 14 Mar 2026 18:00:30 GMT", 30.0),
        ("Sat, 14 Mar 2026 17:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("1e9", None),
        (None, None),
    ],
)
def test_retry_after_in_both_its_forms(header: str | None, seconds: float | None) -> None:
    assert retry_after_s(header, now=NOW) == seconds


def test_retry_after_reaches_the_queue() -> None:
    for status in (429, 503):
        error = error_from(http(status, {"message": "m"}, headers={"Retry-After": "17"}))
        assert isinstance(error, CentralUnreachable) and error.retry_after_s == 17
    error = error_from(http(429, {"message": "m"}))
    assert isinstance(error, CentralUnreachable) and error.retry_after_s is None


@given(st.integers(300, 599), st.binary(max_size=40), st.text(max_size=20))
def test_whatever_comes_it_has_a_meaning(status: int, raw: bytes, code: str) -> None:
    """Total: no answer makes the classification itself fail."""
    for body in (raw, b'{"code": 7}', f'{{"code": "{code}"}}'.encode("utf-8", "replace")):
        assert failure_of(error_of(status, {}, body, now=NOW)) in Failure


def test_an_answer_of_any_size_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "LARGEST_ANSWER", 1000)
    error = error_from(http(200, b" " * 5000))
    assert error.code == "not_understood"


def test_a_slow_drip_ends_with_the_lane_s_time() -> None:
    """A byte now and then never lets a read time out; the lane's whole time does."""

    async def drip(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 X\r\nContent-Length: 100000\r\n\r\n")
        while not writer.transport.is_closing():
            writer.write(b" ")
            await asyncio.sleep(0.01)

    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on("/x", drip)
            with pytest.raises(CentralUnreachable) as raised:
                await here.client._line.ask("GET", "/x", lane=line.Lane("t", 1.0, 0.2))
            assert raised.value.code == "timed_out"

    asyncio.run(story())


def test_silence_ends_with_the_lane_s_time() -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on("/x", hang)
            with pytest.raises(CentralUnreachable) as raised:
                await here.client._line.ask("GET", "/x", lane=line.Lane("t", 1.0, 0.1))
            assert raised.value.code == "timed_out"

    asyncio.run(story())


def test_a_field_that_is_new_to_us_is_nothing_to_us() -> None:
    page: dict[str, Any] = {
        "cursor": "c.1",
        "epoch": "e",
        "more": False,
        "remaining": 0,
        "server_time": "2026-03-14 18:00:00.5+00",
        "colour": "green",
        "changes": [
            {"entity": "pass", "id": "p1", "op": "D", "row": None, "why": "moved"},
            {"entity": "pass", "op": "D"},
            "not a change",
        ],
    }

    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on(PULL, http(200, page))
            pulled = await here.client.pull("c1", None, 100)
            assert [(c.entity, c.id, c.op) for c in pulled.changes] == [("pass", "p1", "D")]
            assert pulled.unreadable == 2
            assert here.time.now().at == datetime(2026, 3, 14, 18, 0, 0, 500_000, tzinfo=UTC)

    asyncio.run(story())


def test_schema_errors_are_contract_mismatches() -> None:
    assert isinstance(error_from(postgrest(404, "PGRST202")), ContractMismatch)
