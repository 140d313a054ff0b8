"""/functions/v1: the customer's two Edge Functions, faults included, and those of migration v1.

The customer's read, then write, with the service key; the counter that they write is ignored by migration v1 (a trigger
counts).
"""

from __future__ import annotations

import json
from typing import Any

import httpx
import psycopg
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.sandbox.answers import Refused, from_postgres
from app.sandbox.database import ANONYMOUS, SERVICE_CALLER, Caller, Database
from app.sandbox.functions_v1 import SigningFunctions
from app.sandbox.push import PushSender
from app.sandbox.signing import Signer


class EdgeFunctions:
    """Answers below /functions/v1/."""

    def __init__(
        self, database: Database, signer: Signer, http: httpx.AsyncClient, onesignal: str, pushes: PushSender
    ) -> None:
        self._database = database
        self._http = http
        self._onesignal = onesignal
        signing = SigningFunctions(database, signer, pushes)
        self._first = {"validate-qr": self._validate_qr, "log-entry": self._log_entry}
        self._v1 = {
            "enrol-device": signing.enrol_device,
            "issue-permit": signing.issue_permit,
            "put-setting": signing.put_setting,
            "verify-signatures": signing.verify_signatures,
            "push-notifications": signing.push_notifications,
        }

    async def answer(self, request: Request, caller: Caller) -> Response:
        """Run a function. The gateway wants a signed-in caller; the functions themselves do not look at him."""
        name = request.path_params["path"].strip("/")
        if name not in self._first and name not in self._v1:
            raise Refused(404, {"code": "NOT_FOUND", "message": "Requested function was not found"})
        if caller.role == ANONYMOUS and name in self._first:
            raise Refused(401, {"code": 401, "message": "Missing authorization header"})
        try:
            body = json.loads(await request.body() or b"null")
        except ValueError:
            body = None
        if request.method != "POST" or not isinstance(body, dict):
            if name in self._v1:
                raise Refused(400, {"code": "bad_json", "message": "A JSON object is needed."})
            return _crashed()
        if name in self._v1:
            try:
                return JSONResponse(await self._v1[name](body, caller))
            except psycopg.Error as error:
                raise from_postgres(error, caller) from error
        try:
            return await self._first[name](body)
        except psycopg.Error:
            return _crashed()

    async def _find(self, record_uid: Any) -> dict[str, Any] | None:
        async with self._database.as_caller(SERVICE_CALLER) as cursor:
            found = await cursor.execute(
                "select row_to_json(r) from public.visitor_records_uid r where record_uid = %s", (str(record_uid),)
            )
            row = await found.fetchone()
        return row[0] if row is not None else None

    async def _validate_qr(self, body: dict[str, Any]) -> Response:
        visitor = await self._find(body.get("record_uid"))
        if visitor is None:
            return _denied("Visitor not found", 404)
        async with self._database.as_caller(SERVICE_CALLER) as cursor:
            found = await cursor.execute("select %s::timestamptz < now()", (visitor["validity_end"],))
            if (await found.fetchone() or (False,))[0]:
                return _denied("QR code expired", 403)
        if visitor["entries_used"] >= visitor["entries_allowed"]:
            return _denied("Maximum entries reached", 403)
        return JSONResponse(
            {
                "access_granted": True,
                "visitor_name": visitor["visitor_name"],
                "host_uid": visitor["host_uid"],
                "entries_remaining": visitor["entries_allowed"] - visitor["entries_used"],
            }
        )

    async def _log_entry(self, body: dict[str, Any]) -> Response:
        visitor = await self._find(body.get("record_uid"))
        if visitor is None:
            return _crashed()
        async with self._database.as_caller(SERVICE_CALLER) as cursor:
            await cursor.execute(
                "update public.visitor_records_uid set entries_used = %s, updated_at = now() where id = %s",
                (visitor["entries_used"] + 1, visitor["id"]),
            )
        async with self._database.as_caller(SERVICE_CALLER) as cursor:
            place = body.get("geolocation")
            made = await cursor.execute(
                "insert into public.visitor_record_logs"
                " (record_uid, host_uid, visitor_name, guard_id, in_time, photo_url, geolocation)"
                " values (%s, %s, %s, %s, now(), %s, %s::point) returning id::text",
                (
                    visitor["record_uid"],
                    visitor["host_uid"],
                    visitor["visitor_name"],
                    body.get("guard_id"),
                    body.get("photo_url"),
                    place if isinstance(place, str) else None,
                ),
            )
            row = await made.fetchone()
        assert row is not None
        await self._http.post(
            f"{self._onesignal}/api/v1/notifications",
            headers={"Authorization": "Basic sandbox"},
            json={
                "app_id": "sandbox",
                "include_external_user_ids": [visitor["host_uid"]],
                "headings": {"en": "Guest Arrived"},
                "contents": {"en": f"{visitor['visitor_name']} checked in"},
                "data": {"type": "visitor_entry", "log_id": row[0]},
            },
        )
        return JSONResponse({"success": True, "log_id": row[0]})


def _denied(reason: str, status: int) -> Response:
    return JSONResponse({"access_granted": False, "reason": reason}, status)


def _crashed() -> Response:
    """What the runtime answers for a function that threw."""
    return Response("Internal Server Error", 500, media_type="text/plain")
