"""Answers in the words of the platform: PostgREST's error bodies and its table of statuses."""

from __future__ import annotations

import json
from typing import Any

import psycopg
from starlette.responses import JSONResponse, Response

from app.sandbox.database import ANONYMOUS, Caller


class Refused(Exception):
    """The request ends here with this answer."""

    def __init__(self, status: int, body: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        super().__init__(body.get("message"))
        self.status = status
        self.body = body
        self.headers = headers or {}

    def response(self) -> Response:
        """The answer."""
        return JSONResponse(self.body, self.status, headers=self.headers)


def postgrest(status: int, code: str, message: str, *, details: str | None = None, hint: str | None = None) -> Refused:
    """An error of the Data API."""
    body = {"code": code, "details": details, "hint": hint, "message": message}
    return Refused(status, body, {"Proxy-Status": f"PostgREST; error={code}"})


# https://docs.postgrest.org/en/stable/references/errors.html: exact codes first, then classes.
_EXACT = {"23503": 409, "23505": 409, "25006": 405, "42883": 404, "42P01": 404, "42P17": 500, "53400": 500,
          "57P01": 503, "P0001": 400, "21000": 400}  # fmt: skip
_CLASSES = {"08": 503, "09": 500, "0L": 403, "0P": 403, "25": 500, "28": 403, "2D": 500, "38": 500, "39": 500,
            "3B": 500, "40": 500, "53": 503, "54": 500, "55": 500, "57": 500, "58": 500, "F0": 500, "HV": 500,
            "P0": 500, "XX": 500}  # fmt: skip


def from_postgres(error: psycopg.Error, caller: Caller) -> Refused:
    """What PostgREST makes of an error of the database."""
    code = error.sqlstate or "08000"
    message = error.diag.message_primary or str(error)
    if code == "PGRST":
        return _chosen_by_function(message, error.diag.message_detail)
    if code == "42501":
        status = 401 if caller.role == ANONYMOUS else 403
    elif code.startswith("PT") and code[2:].isdigit():
        status = int(code[2:])
    else:
        status = _EXACT.get(code) or _CLASSES.get(code[:2]) or 400
    refused = postgrest(status, code, message, details=error.diag.message_detail, hint=error.diag.message_hint)
    if status == 503:
        refused.headers["Retry-After"] = "1"
    return refused


def _chosen_by_function(message: str, detail: str | None) -> Refused:
    """`raise sqlstate 'PGRST'`: the function says body, status and headers itself."""
    body: dict[str, Any] = json.loads(message)
    chosen: dict[str, Any] = json.loads(detail or "{}")
    headers = {str(name): str(value) for name, value in (chosen.get("headers") or {}).items()}
    code = str(body.get("code"))
    return Refused(
        int(chosen.get("status", 500)),
        {"code": code, "details": body.get("details"), "hint": body.get("hint"), "message": body.get("message")},
        {"Proxy-Status": f"PostgREST; error={code}", **headers},
    )
