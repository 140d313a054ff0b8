"""The way to a device, against a web server with real TLS that answers in all the ways of HTTP, and in none."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from app.clock import SystemClock
from app.gates.http import ANSWER_LIMIT, DeviceLine
from app.gates.outcomes import NoAnswer, NotSent
from tests.gates.yard import run
from tests.ops.web import Answer, Asked, web, whole


def raw(*parts: bytes) -> Answer:
    async def answer(asked: Asked, writer: asyncio.StreamWriter) -> None:
        for part in parts:
            writer.write(part)
            await writer.drain()

    return answer


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the root of the server's certificate will lie: this program trusts what lies there."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "root.pem"))
    return tmp_path


LONG = b"x" * (ANSWER_LIMIT - 1)
CHUNKS = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
EARLY = b"HTTP/1.1 102 Processing\r\n\r\n"


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        (whole(b"{}"), b"{}"),
        (whole(LONG), LONG),
        (raw(CHUNKS), b"{}"),
        (raw(EARLY, CHUNKS), b"{}"),
        (raw(b"HTTP/1.0 200 OK\r\n\r\n", b"{}"), b"{}"),
    ],
)
def test_what_http_allows_is_read(trusted: Path, answer: Answer, body: bytes) -> None:
    async def story() -> None:
        async with web(trusted) as server:
            server.answers["/status"] = answer
            got = await DeviceLine(server.url, SystemClock()).ask("GET", "/status")
            assert (got.status, got.body) == (200, body)

    run(story)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (whole(LONG + b"xx"), "garbled"),
        (raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n"), "no_answer"),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}"), "no_answer"),
        (raw(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"), "no_answer"),
        (raw(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000), "no_answer"),
        (raw(b""), "no_answer"),
    ],
)
def test_after_the_request_was_written_no_bad_answer_proves_anything(trusted: Path, answer: Answer, code: str) -> None:
    async def story() -> None:
        async with web(trusted) as server:
            server.answers["/open"] = answer
            with pytest.raises(NoAnswer) as told:
                await DeviceLine(server.url, SystemClock()).ask("POST", "/open", content=b"{}")
            assert told.value.code == code
            assert [asked.path for asked in server.asked] == ["/open"]

    run(story)


def test_a_certificate_of_a_stranger_stops_it_before_the_first_byte(tmp_path: Path) -> None:
    async def story() -> None:
        async with web(tmp_path) as server:
            with pytest.raises(NotSent) as told:
                await DeviceLine(server.url, SystemClock()).ask("POST", "/open", content=b"{}")
            assert told.value.code == "tls" and not server.asked

    run(story)
