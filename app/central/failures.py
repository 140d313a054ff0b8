"""From an answer that is no success to the error that says what to do with a queue.

The table is the one of PostgREST 12–14, GoTrue and the gateway in front of them. Never matched: messages.
Anything unknown means "try again", because a fact that waits harms nobody and a fact that is dropped is lost.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Any

from app.errors import (
    CentralError,
    CentralUnreachable,
    ContractMismatch,
    NotPermitted,
    SessionEnded,
    TokenRefused,
)

LONGEST_RETRY_AFTER_S = 900.0
"""A server that asks for more than a quarter of an hour is asked again after a quarter of an hour."""

SESSION_ENDS = frozenset(
    {
        "refresh_token_not_found",
        "refresh_token_already_used",
        "session_not_found",
        "session_expired",
        "user_banned",
    }
)
"""GoTrue's codes after which only a person's sign-in helps. Everything else keeps the session."""

_SCHEMA = frozenset({f"PGRST20{n}" for n in range(6)} | {"42P01", "42703", "42883"})
_AGAIN = frozenset({"40001", "40P01", "55P03", "57014", "PGRST000", "PGRST001", "PGRST002", "PGRST003"})
_REJECTED = ("22", "23", "P0001", "PT4")


NO_EDGE_FUNCTION = "contract:no_function"
"""The gateway's word for an Edge Function that is not deployed."""


class Failure(StrEnum):
    """What an error means for a queue: pause until signed in, wait, quarantine the row, pause until updated."""

    AUTH = "auth"
    RETRY = "retry"
    REJECTED = "rejected"
    SCHEMA = "schema"


def failure_of(error: CentralError) -> Failure:
    """The class of an error."""
    if isinstance(error, SessionEnded | TokenRefused):
        return Failure.AUTH
    if isinstance(error, CentralUnreachable):
        return Failure.RETRY
    if isinstance(error, ContractMismatch):
        return Failure.SCHEMA
    return Failure.REJECTED


def error_of(status: int, headers: Mapping[str, str], raw: bytes, *, now: datetime) -> CentralError:
    """The error that an answer with a status outside 200–299 stands for. `now`: for a Retry-After that is a date."""
    body = _object(raw)
    code = error_code(headers, body)
    wait = retry_after_s(headers.get("retry-after"), now=now)
    if 300 <= status < 400:
        return CentralUnreachable(
            "The network answered with a redirect instead of the central API: perhaps its own sign-in page.",
            code="redirected",
        )
    if code in _SCHEMA:
        return ContractMismatch(
            f"contract:{code}",
            "The central API has another version",
            "The central API does not know what this console asks for.",
            "Ask the administrator to update the central API or this console. Nothing is lost meanwhile.",
        )
    if status == 429:
        return CentralUnreachable("The central API asks for a pause.", retry_after_s=wait, code="rate_limited")
    if code in _AGAIN or code.startswith(("08", "53")) or status in (408, 425) or status >= 500:
        busy = status in (502, 503, 504) or code.startswith(("08", "53", "PGRST00"))
        return CentralUnreachable(
            f"The central API cannot answer now (HTTP {status}).",
            retry_after_s=wait,
            code="server_busy" if busy and code != "57014" else "server_failed",
        )
    if status == 401:
        return TokenRefused(
            code or "token_refused",
            "The central API does not take the sign-in",
            "The central API refuses this console's sign-in at the moment.",
            "Check the PC's date and time; if that is right, sign in again.",
        )
    # A proxy's own 403 carries no code; storage says "Unauthorized" beside it.
    if status == 403 and (code or (body or {}).get("error") == "Unauthorized"):
        return NotPermitted(
            code or "denied",
            "The central API does not allow this",
            "This console's account is known but not allowed to do that.",
            "Ask the administrator to check this console's account.",
        )
    if code and (code in ("cursor_too_old", "23505") or code.startswith(_REJECTED)):
        return _refused(code)
    if status in (400, 409, 410, 413, 422) and body is not None:
        return _refused(code or f"http_{status}")
    return CentralUnreachable(f"The central API gave an answer that cannot be understood (HTTP {status}).")


def not_understood(why: str) -> CentralUnreachable:
    """For an answer that is not what the contract promises."""
    return CentralUnreachable(f"The central API's answer cannot be understood: {why}.", code="not_understood")


def error_code(headers: Mapping[str, str], body: Mapping[str, Any] | None) -> str:
    """GoTrue's header first, then `code` if it is a text (its old form puts the status there), then `error_code`."""
    if told := headers.get("x-sb-error-code"):
        return told
    for name in ("code", "error_code"):
        told = (body or {}).get(name)
        if isinstance(told, str) and told:
            return told
    return ""


def retry_after_s(value: str | None, *, now: datetime) -> float | None:
    """Retry-After, seconds or an HTTP date, as seconds of at most a quarter of an hour; None if there is none."""
    if value is None:
        return None
    try:
        seconds = float(value) if value.strip().isdigit() else (_http_date(value) - now).total_seconds()
    except (ValueError, OverflowError):
        return None
    return min(max(0.0, seconds), LONGEST_RETRY_AFTER_S)


def http_date(value: str | None) -> datetime | None:
    """The Date header's moment, or None if there is none that can be read."""
    try:
        return None if value is None else _http_date(value)
    except ValueError:
        return None


def _http_date(value: str) -> datetime:
    at = parsedate_to_datetime(value)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _refused(code: str) -> CentralError:
    return CentralError(
        code,
        "The central API refuses this",
        f"The central API refuses what was sent ({code}).",
        "It is kept here; a supervisor can look at it, send it again or export it.",
    )


def _object(raw: bytes) -> dict[str, Any] | None:
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None
