"""/auth/v1/factors: a second factor (TOTP, RFC 6238) is challenged and verified; the session rises to aal2."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import struct
import time
import uuid
from typing import Any

import psycopg
from psycopg import AsyncCursor

STEP_S, DIGITS = 30, 6
CHALLENGE_LASTS_S = 300


def totp(secret: str, at: float) -> str:
    """The six digits that an authenticator app shows at that moment (seconds since 1970). `secret`: base 32."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(at) // STEP_S), hashlib.sha1)
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4]) & 0x7FFF_FFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def add_factor(connection: psycopg.Connection[Any], account_id: str, secret: str) -> None:
    """From now on this account signs in with six digits more."""
    connection.execute(
        "insert into sandbox.factor (account_id, secret) values (%s, %s)"
        " on conflict (account_id) do update set secret = excluded.secret",
        (account_id, secret),
    )


async def factors_of(cursor: AsyncCursor[Any], account_id: str) -> list[dict[str, Any]]:
    """As a user's row lists them."""
    asked = "select id::text, created_at from sandbox.factor where account_id = %s"
    found = await (await cursor.execute(asked, (account_id,))).fetchall()
    return [
        {
            "id": factor_id,
            "friendly_name": "",
            "factor_type": "totp",
            "status": "verified",
            "created_at": made.isoformat(),
            "updated_at": made.isoformat(),
        }
        for factor_id, made in found
    ]


async def challenge(cursor: AsyncCursor[Any], account_id: str, factor_id: str) -> dict[str, Any] | None:
    """A challenge to answer within five minutes; None if that is no factor of this account."""
    made = await cursor.execute(
        "insert into sandbox.challenge (factor_id) select id from sandbox.factor where id::text = %s"
        " and account_id = %s returning id::text, extract(epoch from created_at)::bigint",
        (factor_id, account_id),
    )
    row = await made.fetchone()
    return None if row is None else {"id": row[0], "type": "totp", "expires_at": row[1] + CHALLENGE_LASTS_S}


async def verify(cursor: AsyncCursor[Any], account_id: str, factor_id: str, body: dict[str, Any]) -> str:
    """GoTrue's error code, or nothing if the digits are right. A challenge is good once; clocks may be a step apart."""
    try:
        challenge_id = str(uuid.UUID(str(body.get("challenge_id"))))
    except ValueError:
        return "mfa_factor_not_found"
    found = await cursor.execute(
        "delete from sandbox.challenge c using sandbox.factor f where c.id = %s and f.id = c.factor_id"
        " and f.id::text = %s and f.account_id = %s"
        " returning f.secret, extract(epoch from now() - c.created_at)::float",
        (challenge_id, factor_id, account_id),
    )
    row = await found.fetchone()
    if row is None:
        return "mfa_factor_not_found"
    secret, age_s = row
    if age_s > CHALLENGE_LASTS_S:
        return "mfa_challenge_expired"
    now, given = time.time(), str(body.get("code", ""))
    right = any(hmac.compare_digest(given, totp(secret, now + step * STEP_S)) for step in (-1, 0, 1))
    return "" if right else "mfa_verification_failed"


def body_of(raw: bytes) -> dict[str, Any]:
    """The body of a request; empty if it is none."""
    try:
        body = json.loads(raw or b"{}")
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
