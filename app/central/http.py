"""One request to the central API and its whole answer: headers, lanes, time limits, size limit, server time."""

from __future__ import annotations

import asyncio
import json
import logging
import ssl
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import certifi
import httpx
import msgspec

from app.central import fields as f
from app.central.failures import error_of, http_date, not_understood
from app.central.limits import Limits
from app.clock import Clock, TrustedTime
from app.errors import CentralError, CentralUnreachable

log = logging.getLogger(__name__)

LARGEST_ANSWER = 32 * 1024 * 1024
"""Bytes after decompression. A page of the feed is about 1 MB; what is larger is not meant for us."""

PARSED_AT_ONCE = 64 * 1024
"""Bytes. What is larger (a page of the feed) takes longer to read than a screen may stand still: a thread does it."""

_DATE_HEADER_GRAIN = timedelta(seconds=2)
"""The Date header knows whole seconds only: it corrects our time when that is off by more than this."""


@dataclass(frozen=True, slots=True)
class Lane:
    """How long one kind of request may take: `total_s` holds for slow drips too, `connect_s` for the connection.

    `leaves`: the share of our own limits that this kind leaves to a guard who waits.
    """

    name: str
    connect_s: float
    total_s: float
    leaves: float = 0.0


GUARD = Lane("guard", 1.5, 3.0)
SYNC = Lane("sync", 5.0, 60.0, leaves=0.25)
AUTH = Lane("auth", 5.0, 20.0)


def photo_lane(size: int) -> Lane:
    """A photo may take as long as a bad line of 16 KB/s needs for its bytes, and some time to begin."""
    return Lane("photo", 5.0, 20.0 + size / 16_384)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of any status, read completely. `body` is the parsed JSON, or None if it is none."""

    status: int
    headers: Mapping[str, str]
    raw: bytes
    body: Any
    is_json: bool
    took_s: float

    @property
    def good(self) -> bool:
        """2xx."""
        return 200 <= self.status < 300


class Line:
    """The program's one HTTP client towards the central API. Redirects are not followed, HTTP/2 is off."""

    def __init__(
        self,
        base_url: str,
        publishable_key: str,
        clock: Clock,
        time: TrustedTime,
        *,
        version: str = "0",
        limits: Limits | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        ca_file: Path | None = None,
        use_system_proxy: bool = True,
    ) -> None:
        self.clock = clock
        self.time = time
        self._limits = limits
        self._base_url = base_url
        self._headers = {
            "apikey": publishable_key,
            "X-Client-Info": f"portun-console/{version}",
            "Accept": "application/json",
        }
        self._ca_file = ca_file
        self._use_system_proxy = use_system_proxy
        self._transport = transport
        self._http: httpx.AsyncClient | None = None

    async def close(self) -> None:
        """Close all connections. Whoever waits for an answer gets none; what is asked later opens new ones."""
        http, self._http = self._http, None
        if http is not None:
            await http.aclose()

    async def ask(
        self,
        method: str,
        path: str,
        *,
        lane: Lane,
        json_body: object = None,
        content: bytes | None = None,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        request_id: str | None = None,
    ) -> Answer:
        """Send one request and read its answer, whatever its status.

        Raises CentralUnreachable when there is no whole answer: no connection, no time left, cut off, too large.
        """
        if self._limits is not None:
            self._limits.take(path, leaves=lane.leaves)
        told = {"X-Request-Id": request_id or str(uuid.uuid4()), **(headers or {})}
        if json_body is not None:
            content = json.dumps(json_body, separators=(",", ":"), ensure_ascii=False).encode()
            told["Content-Type"] = "application/json"
        http = self._http or await self._open()
        request = http.build_request(
            method,
            path,
            params=params,
            content=content,
            headers=told,
            timeout=httpx.Timeout(lane.total_s, connect=lane.connect_s),
        )
        begun = self.clock.monotonic()
        try:
            async with asyncio.timeout(lane.total_s):
                answer = await self._read(http, request, begun)
        except (TimeoutError, httpx.TimeoutException, httpx.HTTPError) as error:
            log.info("no answer on the %s lane: %s", lane.name, type(error).__name__)
            raise _no_answer(error) from error
        self._take_time(answer)
        return _real_status(answer) if path.startswith("/storage/") else answer

    def error(self, answer: Answer) -> CentralError:
        """The error that a bad answer stands for."""
        return error_of(answer.status, answer.headers, answer.raw, now=self.clock.wall())

    async def _open(self) -> httpx.AsyncClient:
        """The client comes with the first request, and its roots of trust are read on a thread: that takes a tenth
        of a second, for which neither the first window nor a guard waits."""
        secure = self._base_url.startswith("https")
        verify = await asyncio.to_thread(tls_context, self._ca_file) if secure else False
        if self._http is None:
            self._http = httpx.AsyncClient(
                base_url=self._base_url,
                headers=self._headers,
                http2=False,
                follow_redirects=False,
                verify=verify,
                trust_env=self._use_system_proxy,
                limits=httpx.Limits(max_connections=8, max_keepalive_connections=4, keepalive_expiry=30),
                transport=self._transport,
            )
        return self._http

    async def _read(self, http: httpx.AsyncClient, request: httpx.Request, begun: float) -> Answer:
        response = await http.send(request, stream=True)
        raw = bytearray()
        try:
            async for chunk in response.aiter_bytes():
                raw += chunk
                if len(raw) > LARGEST_ANSWER:
                    raise not_understood("it is far too large")
        finally:
            await response.aclose()
        try:
            body, is_json = (_read_json(raw), True) if raw else (None, False)
        except (ValueError, RecursionError):
            body, is_json = None, False
        return Answer(response.status_code, response.headers, bytes(raw), body, is_json, self.clock.monotonic() - begun)

    def _take_time(self, answer: Answer) -> None:
        """Learn the central API's time, but never from a page of something in between."""
        if not answer.is_json:
            return
        if answer.good and isinstance(answer.body, dict) and "server_time" in answer.body:
            try:
                self.time.central_said(f.moment(answer.body, "server_time"), round_trip_s=answer.took_s)
            except f.Unreadable:
                log.warning("the central API's server_time cannot be read")
            return
        if (told := http_date(answer.headers.get("date"))) is None:
            return
        at, now = told + timedelta(seconds=0.5), self.time.now()
        if now.offset_ms is None or abs(at - now.at) > _DATE_HEADER_GRAIN:
            self.time.central_said(at)


def _read_json(raw: bytearray) -> Any:
    """What the answer says. A page of the feed keeps the screen's loop for half as long as with Python's own reader,
    which is asked about the rest: it also takes half a character, and a row must not spoil its page."""
    try:
        return msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return json.loads(raw)


def _real_status(answer: Answer) -> Answer:
    """The storage service answers 400 to nearly everything and puts the real status into the body."""
    told = answer.body.get("statusCode") if isinstance(answer.body, dict) else None
    if answer.good or not str(told).isdigit():
        return answer
    return replace(answer, status=int(str(told)))


def tls_context(ca_file: Path | None = None) -> ssl.SSLContext:
    """TLS 1.2 or newer, always verified: by the system's roots, by Mozilla's (a frozen macOS build finds no
    others) and by the site's own, if it has some."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca_file is not None:
        context.load_verify_locations(ca_file)
    return context


def _no_answer(error: Exception) -> CentralUnreachable:
    """In words; the code `no_connection` says that the question was certainly never heard."""
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return CentralUnreachable(
            "The central API's certificate cannot be verified: check the PC's date, or a proxy that looks inside.",
            code="no_connection",
        )
    if isinstance(error, httpx.ProxyError):
        return CentralUnreachable("The network's proxy refuses the connection.", code="no_connection")
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
        return CentralUnreachable("The central API cannot be reached.", code="no_connection")
    if isinstance(error, TimeoutError | httpx.TimeoutException):
        return CentralUnreachable("The central API did not answer in time.", code="timed_out")
    return CentralUnreachable("The connection to the central API broke.")
