"""The fault desk of the central API: what may go wrong between a gatehouse and the centre, on demand.

`POST /_sandbox/faults` merges its JSON into the state, `GET` shows it with the number of requests by path.

    path, count             only requests whose path begins so; only that many times (0: until changed)
    latency_ms              wait before anything is done
    gone                    connections are refused and open ones cut (with `path`: only such requests are cut)
    lose_answer_after_commit  do it, then cut the line
    status, retry_after     429, 503 …; 502 comes as a gateway's HTML page
    half_json, wrong_types, empty, redirect (an address)   spoil a true answer
    clock_skew_s            the time that the centre tells (Date, server_time) is off by this; sessions go on
    contract                "v1", or "first": the functions of v1 are not there
    next_batch_after_ms     what log_entries_v1 asks its callers to wait
    realtime_silent, realtime_dead   no changes are told; nothing is answered, not even a heartbeat
    limits                  the published rate limits hold (see limits.py)
    onesignal_status        what the push service answers
    slow_transaction_s      once, now: a transaction that holds the feed back so long
    rewind_s                once, now: restored to so many seconds ago (a new epoch, too)
    expire_tokens, end_sessions, new_epoch   true: once, now
    reset                   true: back to normal, counters to zero
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from app.sandbox.rest import no_function

BAD_GATEWAY = (
    "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>"
)


class Cut(Exception):
    """The line is to be cut without an answer."""


@dataclass
class Faults:
    """What is wrong now."""

    path: str = ""
    count: int = 0
    latency_ms: int = 0
    gone: bool = False
    lose_answer_after_commit: bool = False
    status: int | None = None
    retry_after: str | int | None = None
    half_json: bool = False
    wrong_types: bool = False
    empty: bool = False
    redirect: str | None = None
    clock_skew_s: float = 0.0
    contract: str = "v1"
    next_batch_after_ms: int = 0
    realtime_silent: bool = False
    realtime_dead: bool = False
    limits: bool = False
    onesignal_status: int = 200


_LIMITED = ("latency_ms", "gone", "lose_answer_after_commit", "status", "half_json", "wrong_types", "empty", "redirect")
_ORDERS = {"slow_transaction_s", "rewind_s", "expire_tokens", "end_sessions", "new_epoch", "reset"}


class FaultDesk:
    """Spoils answers."""

    def __init__(self, *, limits: bool = False) -> None:
        self._limits = limits
        self.faults = Faults(limits=limits)
        self.requests: Counter[str] = Counter()

    def merge(self, wanted: dict[str, Any]) -> None:
        """Take new settings. Raises ValueError naming what it does not know."""
        known = {one.name for one in fields(Faults)}
        if unknown := set(wanted) - known - _ORDERS:
            raise ValueError(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(sorted(known | _ORDERS))}")
        if wanted.get("reset"):
            self.faults = Faults(limits=self._limits)
            self.requests.clear()
        for name in set(wanted) & known:
            setattr(self.faults, name, wanted[name])

    def shown(self) -> dict[str, Any]:
        """The state, for people and for tests."""
        return {**asdict(self.faults), "requests": dict(self.requests)}

    @property
    def everything_gone(self) -> bool:
        """Whether the address itself is to refuse connections."""
        return self.faults.gone and not self.faults.path

    async def around(self, request: Request, answer: Callable[[], Awaitable[Response]]) -> Response:
        """Let `answer` run under the faults that concern this request. Raises Cut."""
        path = request.url.path
        self.requests[path] += 1
        if self.faults.contract == "first" and path.endswith("_v1") and "/rpc/" in path:
            return no_function(path.rsplit("/", 1)[-1], set()).response()
        if not path.startswith(self.faults.path) or not any(getattr(self.faults, name) for name in _LIMITED):
            return self._with_clock(await answer())
        now = Faults(**asdict(self.faults))
        if self.faults.count:
            self.faults.count -= 1
            if self.faults.count == 0:
                for name in _LIMITED:
                    setattr(self.faults, name, getattr(Faults, name))
        if now.latency_ms:
            await asyncio.sleep(now.latency_ms / 1000)
        if now.gone:
            raise Cut
        if now.status is not None:
            return _status(now)
        if now.redirect:
            return RedirectResponse(now.redirect, 302)
        response = await answer()
        if now.lose_answer_after_commit:
            raise Cut
        return self._with_clock(_spoiled(now, response))

    def _with_clock(self, response: Response) -> Response:
        """The centre's date, and its wish for a pause."""
        moment = datetime.now(UTC) + timedelta(seconds=self.faults.clock_skew_s)
        response.headers["Date"] = format_datetime(moment, usegmt=True)
        if (
            not self.faults.clock_skew_s and not self.faults.next_batch_after_ms
        ) or b'"server_time"' not in response.body:
            return response
        body = json.loads(bytes(response.body))
        if "server_time" in body:
            body["server_time"] = moment.isoformat()
        if "next_batch_after_ms" in body:
            body["next_batch_after_ms"] = max(body["next_batch_after_ms"], self.faults.next_batch_after_ms)
        return JSONResponse(body, response.status_code, headers={"Date": response.headers["Date"]})


def _status(faults: Faults) -> Response:
    assert faults.status is not None
    headers = {"Retry-After": str(faults.retry_after)} if faults.retry_after is not None else {}
    if faults.status == 502:
        return HTMLResponse(BAD_GATEWAY, 502, headers)
    words = {429: ("over_request_rate_limit", "Request rate limit reached"), 503: ("PGRST000", "Database client error")}
    code, message = words.get(faults.status, ("sandbox", "asked for at the fault desk"))
    return JSONResponse({"code": code, "message": message, "details": None, "hint": None}, faults.status, headers)


def _spoiled(faults: Faults, response: Response) -> Response:
    body = bytes(response.body)
    if faults.empty:
        body = b""
    elif faults.half_json:
        body = body[: len(body) // 2]
    elif faults.wrong_types:
        body = json.dumps(_wrong(json.loads(body or b"null"))).encode()
    else:
        return response
    return Response(body, response.status_code, media_type="application/json")


def _wrong(value: Any) -> Any:
    """The same shape with every leaf of another type."""
    match value:
        case dict():
            return {key: _wrong(one) for key, one in value.items()}
        case list():
            return {"0": _wrong(value[0])} if value else "none"
        case bool() | int() | float():
            return str(value)
        case str():
            return [len(value)]
    return {}
