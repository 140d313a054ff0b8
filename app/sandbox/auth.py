"""/auth/v1: password and refresh grants with rotation, a second factor, logout, user."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import AsyncCursor
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.sandbox import auth_factors
from app.sandbox.answers import Refused
from app.sandbox.database import SERVICE, Database
from app.sandbox.tokens import Tokens

REUSE_INTERVAL_S = 10
"""A token that was just exchanged may be shown again this long (the hosted platform's default)."""

_NEW_ERRORS_FROM = "2024-01-01"
_SCHEMA = Path(__file__).with_name("auth.sql")


def create_tables(dsn: str) -> None:
    """Accounts and sessions."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(_SCHEMA.read_bytes())


def password_hash(password: str, salt: bytes) -> bytes:
    """scrypt, cheap: these accounts guard nothing."""
    return hashlib.scrypt(password.encode(), salt=salt, n=1 << 10, r=8, p=1)


def add_account(
    connection: psycopg.Connection[Any], account_id: str, email: str, password: str, app_metadata: dict[str, Any]
) -> None:
    """One more account; an existing one gets the new password."""
    salt = secrets.token_bytes(16)
    connection.execute(
        "insert into sandbox.account (id, email, password_hash, password_salt, app_metadata)"
        " values (%s, %s, %s, %s, %s) on conflict (id) do update set email = excluded.email,"
        " password_hash = excluded.password_hash, password_salt = excluded.password_salt",
        (account_id, email, password_hash(password, salt), salt, json.dumps(app_metadata)),
    )


class Auth:
    """The sign-in service."""

    def __init__(self, database: Database, tokens: Tokens, *, reuse_interval_s: float = REUSE_INTERVAL_S) -> None:
        self._database = database
        self._tokens = tokens
        self._reuse_interval_s = reuse_interval_s

    async def answer(self, request: Request) -> Response:
        """Any request below /auth/v1/."""
        match request.method, request.path_params["path"].strip("/"):
            case "POST", "token":
                return await self._token(request)
            case "POST", "logout":
                return await self._logout(request)
            case "GET", "user":
                return await self._user(request)
            case "POST", path if path.startswith("factors/"):
                return await self._factor(request, path.removeprefix("factors/"))
            case "GET", ".well-known/jwks.json":
                return JSONResponse(self._tokens.jwks())
            case "POST", "admin/users":
                return await self._add_user(request)
            case "DELETE", path if path.startswith("admin/users/"):
                return await self._remove_user(request, path.removeprefix("admin/users/"))
            case "GET", "health":
                return JSONResponse({"version": "sandbox", "name": "GoTrue", "description": "sandbox"})
        raise self.refused(request, 404, "not_found", "The sandbox does not speak this part of the Auth API")

    @staticmethod
    def refused(request: Request, status: int, code: str, message: str) -> Refused:
        """GoTrue's error, new or old shape by what the client says it knows."""
        new = request.headers.get("x-supabase-api-version", "") >= _NEW_ERRORS_FROM
        body = {"code": code, "message": message} if new else {"code": status, "error_code": code, "msg": message}
        said = {"x-supabase-api-version": _NEW_ERRORS_FROM} if new else {}
        return Refused(status, body, {"x-sb-error-code": code, **said})

    async def _token(self, request: Request) -> Response:
        try:
            body = json.loads(await request.body() or b"{}")
            assert isinstance(body, dict)
        except (ValueError, AssertionError) as wrong:
            raise self.refused(request, 400, "bad_json", "Could not parse request body as JSON") from wrong
        match request.query_params.get("grant_type"):
            case "password":
                return await self._password(request, str(body.get("email", "")), str(body.get("password", "")))
            case "refresh_token":
                return await self._refresh(request, str(body.get("refresh_token", "")))
        raise self.refused(request, 400, "validation_failed", "unsupported_grant_type")

    async def _password(self, request: Request, email: str, password: str) -> Response:
        async with self._database.as_owner() as cursor:
            account = await _account(cursor, "email = %s", email.strip().lower())
            if account is None or not hmac.compare_digest(
                password_hash(password, account["password_salt"]), account["password_hash"]
            ):
                raise self.refused(request, 400, "invalid_credentials", "Invalid login credentials")
            self._not_banned(request, account)
            made = "insert into sandbox.session (account_id) values (%s) returning id::text"
            row = await (await cursor.execute(made, (account["id"],))).fetchone()
            assert row is not None
            await cursor.execute("update sandbox.account set last_sign_in_at = now() where id = %s", (account["id"],))
            refresh = await _new_refresh_token(cursor, row[0], None)
        return self._session(request, account, row[0], refresh, "aal1")

    async def _factor(self, request: Request, path: str) -> Response:
        """Challenge and verify. The right digits raise the session: a new token says so."""
        factor_id, _, step = path.partition("/")
        async with self._database.as_owner() as cursor:
            session_id, account = await self._signed_in(request, cursor)
            if step == "challenge":
                made = await auth_factors.challenge(cursor, account["id"], factor_id)
                if made is not None:
                    return JSONResponse(made)
                raise self.refused(request, 404, "mfa_factor_not_found", "Factor not found")
            wrong = await auth_factors.verify(
                cursor, account["id"], factor_id, auth_factors.body_of(await request.body())
            )
            if not wrong:
                await cursor.execute("update sandbox.session set aal = 'aal2' where id = %s", (session_id,))
                await cursor.execute(
                    "update sandbox.refresh_token set revoked = true where session_id = %s", (session_id,)
                )
                refresh = await _new_refresh_token(cursor, session_id, None)
        if wrong:
            raise self.refused(request, 422, wrong, "Invalid TOTP code entered")
        return self._session(request, account, session_id, refresh, "aal2")

    async def _refresh(self, request: Request, shown: str) -> Response:
        """Rotation. The parent of the current token may be shown again at any time (its answer was lost), any other
        only for some seconds; an older one ends the whole session."""
        reused = None
        async with self._database.as_owner() as cursor:
            find = (
                "select t.id, t.session_id::text, s.account_id::text from sandbox.refresh_token t"
                " join sandbox.session s on s.id = t.session_id where t.token = %s for update of s"
            )
            found = await (await cursor.execute(find, (shown,))).fetchone()
            if found is None:
                message = "Invalid Refresh Token: Refresh Token Not Found"
                raise self.refused(request, 400, "refresh_token_not_found", message)
            token_id, session_id, account_id = found
            account = await _account(cursor, "id = %s", account_id)
            assert account is not None
            self._not_banned(request, account)
            # Read only now that the session is ours: another request may have rotated meanwhile.
            state = await cursor.execute(
                "select t.revoked, extract(epoch from clock_timestamp() - t.updated_at)::float, s.ended, s.aal"
                " from sandbox.refresh_token t join sandbox.session s on s.id = t.session_id where t.id = %s",
                (token_id,),
            )
            row = await state.fetchone()
            assert row is not None
            revoked, age_s, ended, aal = row
            current = await (
                await cursor.execute(
                    "select token, parent from sandbox.refresh_token where session_id = %s and not revoked"
                    " order by id desc limit 1",
                    (session_id,),
                )
            ).fetchone()
            if not ended and not revoked:
                await cursor.execute(
                    "update sandbox.refresh_token set revoked = true, updated_at = clock_timestamp() where id = %s",
                    (token_id,),
                )
                refresh = await _new_refresh_token(cursor, session_id, token_id)
            elif not ended and current is not None and (current[1] == token_id or age_s < self._reuse_interval_s):
                refresh = current[0]
            else:
                await cursor.execute(
                    "update sandbox.refresh_token set revoked = true where session_id = %s", (session_id,)
                )
                await cursor.execute("update sandbox.session set ended = true where id = %s", (session_id,))
                reused = self.refused(request, 400, "refresh_token_already_used", "Invalid Refresh Token: Already Used")
        if reused is not None:
            raise reused
        return self._session(request, account, session_id, refresh, aal)

    def _not_banned(self, request: Request, account: dict[str, Any]) -> None:
        if account["banned"]:
            raise self.refused(request, 400, "user_banned", "User is banned")

    def _session(self, request: Request, account: dict[str, Any], session_id: str, refresh: str, aal: str) -> Response:
        made = self._tokens.make(account, session_id, str(request.base_url).rstrip("/"), aal)
        return JSONResponse({**made, "refresh_token": refresh, "user": _shown(account), "weak_password": None})

    async def _signed_in(self, request: Request, cursor: AsyncCursor[Any]) -> tuple[str, dict[str, Any]]:
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
        try:
            claims = self._tokens.claims_of(bearer)
        except Refused as wrong:
            raise self.refused(request, 403, "bad_jwt", "invalid JWT: unable to parse or verify signature") from wrong
        find = "select ended from sandbox.session where id = %s"
        session = await (await cursor.execute(find, (claims["session_id"],))).fetchone()
        if session is None or session[0]:
            message = "Session from session_id claim in JWT does not exist"
            raise self.refused(request, 403, "session_not_found", message)
        account = await _account(cursor, "id = %s", claims["sub"])
        if account is None:
            raise self.refused(request, 403, "user_not_found", "User from sub claim in JWT does not exist")
        return claims["session_id"], account

    async def _logout(self, request: Request) -> Response:
        scope = request.query_params.get("scope", "global")
        chosen = {"global": "true", "local": "id = %(id)s", "others": "id <> %(id)s"}.get(scope)
        if chosen is None:
            raise self.refused(request, 400, "validation_failed", f"Unsupported logout scope {scope!r}")
        async with self._database.as_owner() as cursor:
            session_id, account = await self._signed_in(request, cursor)
            await cursor.execute(
                f"delete from sandbox.session where account_id = %(account)s and {chosen}".encode(),
                {"account": account["id"], "id": session_id},
            )
        return Response(status_code=204)

    async def _user(self, request: Request) -> Response:
        async with self._database.as_owner() as cursor:
            _, account = await self._signed_in(request, cursor)
        return JSONResponse(_shown(account))

    def _service_only(self, request: Request) -> None:
        if self._tokens.caller(request).role != SERVICE:
            raise self.refused(request, 403, "not_admin", "User not allowed")

    async def _add_user(self, request: Request) -> Response:
        """What the functions of migration v1 need of the admin API: an account, and none."""
        self._service_only(request)
        body = json.loads(await request.body())
        account_id, salt = str(uuid.uuid4()), secrets.token_bytes(16)
        async with self._database.as_owner() as cursor:
            await cursor.execute(
                "insert into sandbox.account (id, email, password_hash, password_salt) values (%s, %s, %s, %s)",
                (account_id, str(body["email"]).lower(), password_hash(str(body["password"]), salt), salt),
            )
            account = await _account(cursor, "id = %s", account_id)
        assert account is not None
        return JSONResponse(_shown(account))

    async def _remove_user(self, request: Request, account_id: str) -> Response:
        self._service_only(request)
        async with self._database.as_owner() as cursor:
            await cursor.execute("delete from sandbox.account where id::text = %s", (account_id,))
        return JSONResponse({})


async def _account(cursor: AsyncCursor[Any], where: str, value: str) -> dict[str, Any] | None:
    columns = "id::text, email, password_hash, password_salt, app_metadata, banned, created_at, last_sign_in_at"
    found = await cursor.execute(f"select {columns} from sandbox.account where {where}".encode(), (value,))
    row = await found.fetchone()
    names = ("id", "email", "password_hash", "password_salt", "app_metadata", "banned", "created_at", "last_sign_in_at")
    if row is None:
        return None
    return {**dict(zip(names, row, strict=True)), "factors": await auth_factors.factors_of(cursor, row[0])}


async def _new_refresh_token(cursor: AsyncCursor[Any], session_id: str, parent: int | None) -> str:
    token = secrets.token_urlsafe(9)
    await cursor.execute(
        "insert into sandbox.refresh_token (token, session_id, parent) values (%s, %s, %s)",
        (token, session_id, parent),
    )
    return token


def _shown(account: dict[str, Any]) -> dict[str, Any]:
    def moment(value: datetime | None) -> str | None:
        return value.isoformat().replace("+00:00", "Z") if value is not None else None

    created = moment(account["created_at"])
    return {
        "id": account["id"],
        "aud": "authenticated",
        "role": "authenticated",
        "email": account["email"],
        "phone": "",
        "email_confirmed_at": created,
        "confirmed_at": created,
        "last_sign_in_at": moment(account["last_sign_in_at"]),
        "app_metadata": {"provider": "email", "providers": ["email"], **account["app_metadata"]},
        "user_metadata": {},
        "identities": [],
        "factors": account["factors"],
        "created_at": created,
        "updated_at": created,
        "is_anonymous": False,
    }
