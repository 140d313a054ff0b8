"""Who we are at the central API: sign-in, the rotation of refresh tokens, sign-out.

A refresh token is good for one use. The server takes the parent of the current one once more, which covers an
answer lost on the wire; anything older ends the whole family. So: one refresh at a time in this process and on
this machine, the new token stored before anything uses it, and the session kept through every error but the
documented ends.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from app.central import fields as f
from app.central.factors import CodeAsked, factor_of, text_of
from app.central.failures import SESSION_ENDS, error_code, not_understood
from app.central.http import AUTH, Answer, Line
from app.central.lock import machine_lock
from app.central.shapes import Session
from app.errors import CentralError, CentralUnreachable, SessionEnded, TokenRefused
from app.tasks import Tasks

log = logging.getLogger(__name__)

REFRESH_BEFORE_S = 90.0
"""How long before its end an access token is replaced (the margin of the official clients)."""

REST_AFTER_429_S = 15.0
"""GoTrue answers 429 without Retry-After; its bucket gives one token in 2 s to a whole address."""

_API_VERSION = {"X-Supabase-Api-Version": "2024-01-01"}


class SessionStore(Protocol):
    """Where tokens are kept, encrypted: `app.store.Secrets` is one."""

    async def get(self, name: str) -> str | None:
        """What is kept under `name`."""

    async def put(self, name: str, value: str) -> None:
        """Keep `value`, durable when this returns."""

    async def delete(self, name: str) -> None:
        """Forget `name`; nothing happens if there is none."""


@dataclass(frozen=True, slots=True)
class _Tokens:
    """`good_until`: monotonic; in the past for tokens that were loaded, whose age nobody knows."""

    access: str
    refresh: str
    session: Session
    good_until: float
    taken_at: float


Credentials = Callable[[], Awaitable[tuple[str, str] | None]]
"""E-mail and password of an account that no person types: a console's own."""


class Auth:
    """One account's session. `account` tells apart what is kept of several ("console", "person")."""

    def __init__(
        self,
        line: Line,
        store: SessionStore,
        *,
        account: str,
        lock_file: Path | None = None,
        credentials: Credentials | None = None,
    ) -> None:
        """`credentials`: to begin anew after a documented end of the session, without asking anybody."""
        self._credentials = credentials
        self._line = line
        self._store = store
        self._name = f"session.{account}"
        self._lock_file = lock_file
        self._one = asyncio.Lock()
        self._tasks = Tasks()
        self._tokens: _Tokens | None = None
        self._loaded = False
        self._rest_until = 0.0

    async def session(self) -> Session | None:
        """Who is signed in, as far as we know without asking anybody."""
        await self._load()
        return self._tokens.session if self._tokens else None

    async def sign_in(self, email: str, password: str, code: str = "") -> Session:
        """Begin a session. Raises SessionEnded("invalid_credentials" …) when the server says no to the person, and
        CodeAsked when the account has a second factor: then again, with the six digits of this moment."""
        async with self._one, self._machine():
            answer = await self._token("password", {"email": email, "password": password})
            if not answer.good:
                raise self._refusal(answer)
            if (factor := factor_of(answer.body)) is not None:
                answer = await self._second_factor(factor, text_of(answer.body, "access_token"), code)
            return (await self._take(answer)).session

    async def _second_factor(self, factor_id: str, token: str, code: str) -> Answer:
        """Answer the factor's challenge. The session of the password alone is kept nowhere and ends by itself."""
        if not code:
            raise CodeAsked.first()
        under = {"Authorization": f"Bearer {token}", **_API_VERSION}
        path = f"/auth/v1/factors/{quote(factor_id, safe='')}"
        asked = await self._line.ask("POST", f"{path}/challenge", lane=AUTH, json_body={}, headers=under)
        if not asked.good:
            raise self._refusal(asked)
        given = {"challenge_id": text_of(asked.body, "id"), "code": code}
        answer = await self._line.ask("POST", f"{path}/verify", lane=AUTH, json_body=given, headers=under)
        if answer.good:
            return answer
        said = error_code(answer.headers, answer.body if isinstance(answer.body, dict) else None)
        raise CodeAsked.again() if said.startswith("mfa_") else self._refusal(answer)

    async def bearer(self) -> str:
        """An access token that is good for another while. Raises SessionEnded when nobody is signed in."""
        await self._load()
        if self._tokens is None and await self._begin_anew():
            return self._signed_in().access
        tokens = self._signed_in()
        return tokens.access if self._fresh(tokens) else await self._renewed_or_anew(tokens)

    async def renewed(self, refused: str, *, older_than_s: float = 0.0) -> str | None:
        """An access token other than `refused`, which the server did not take; None if `refused` is too new
        for a newer one to change anything."""
        tokens = self._signed_in()
        if tokens.access != refused:
            return tokens.access
        if self._line.clock.monotonic() - tokens.taken_at < older_than_s:
            return None
        return await self._renewed_or_anew(tokens)

    async def refresh(self) -> Session:
        """Renew the session now."""
        await self._load()
        return (await self._renew(self._signed_in())).session

    async def sign_out(self) -> None:
        """Forget the session here at once, and end it there as far as the line allows. Never fails for the line."""
        await self._load()
        tokens, self._tokens = self._tokens, None
        await self._store.delete(self._name)
        if tokens is None:
            return
        with contextlib.suppress(CentralUnreachable):
            await self._line.ask(
                "POST",
                "/auth/v1/logout",
                lane=AUTH,
                params={"scope": "local"},
                headers={"Authorization": f"Bearer {tokens.access}", **_API_VERSION},
            )

    async def _renewed_or_anew(self, tokens: _Tokens) -> str:
        try:
            return (await self._renew(tokens)).access
        except SessionEnded:
            if not await self._begin_anew():
                raise
            return self._signed_in().access

    async def _begin_anew(self) -> bool:
        """Sign in with the account's own password; False if it has none. Raises SessionEnded if that is refused."""
        own = await self._credentials() if self._credentials is not None else None
        if own is None:
            return False
        log.info("the session %s begins anew", self._name)
        await self.sign_in(*own)
        return True

    async def close(self) -> None:
        """End a refresh in flight; its answer, if it comes, is covered by the parent rule."""
        await self._tasks.close()

    async def _renew(self, old: _Tokens) -> _Tokens:
        """Renew as a task of its own: a guard's question that runs out of time must not lose the new token."""
        task = self._tasks.spawn(self._outcome_of_renewal(old), name=f"refresh {self._name}")
        outcome: _Tokens | CentralError = await asyncio.shield(task)
        if isinstance(outcome, CentralError):
            raise outcome
        return outcome

    async def _outcome_of_renewal(self, old: _Tokens) -> _Tokens | CentralError:
        try:
            async with self._one, self._machine():
                return await self._renew_alone(old)
        except CentralError as error:
            return error

    async def _renew_alone(self, old: _Tokens) -> _Tokens:
        tokens = self._signed_in()
        if tokens is not old:
            return tokens
        if (rest := self._rest_until - self._line.clock.monotonic()) > 0:
            raise CentralUnreachable("Signing in again must wait.", retry_after_s=rest, code="rate_limited")
        kept = _kept(await self._store.get(self._name))
        answer = await self._token("refresh_token", {"refresh_token": kept[0] if kept else tokens.refresh})
        if answer.good:
            return await self._take(answer)
        error = self._refusal(answer)
        if isinstance(error, SessionEnded):
            self._tokens = None
            await self._store.delete(self._name)
        raise error

    async def _token(self, grant: str, body: Mapping[str, str]) -> Answer:
        return await self._line.ask(
            "POST", "/auth/v1/token", lane=AUTH, params={"grant_type": grant}, json_body=body, headers=_API_VERSION
        )

    async def _take(self, answer: Answer) -> _Tokens:
        """Keep the new refresh token, and only then let anybody use the access token."""
        try:
            row = f.mapping(answer.body)
            user = f.mapping(row.get("user"), "user")
            access, refresh = f.text(row, "access_token"), f.text(row, "refresh_token")
            session = Session(f.text(user, "id"), f.text(user, "email", ""))
            lasts = f.whole(row, "expires_in")
        except f.Unreadable as error:
            raise not_understood(str(error)) from error
        await self._store.put(
            self._name, json.dumps({"refresh_token": refresh, "user_id": session.user_id, "email": session.email})
        )
        # From when the question was asked, so that a slow answer does not make the token seem younger.
        now = self._line.clock.monotonic()
        self._tokens = _Tokens(access, refresh, session, now + lasts - answer.took_s - REFRESH_BEFORE_S, now)
        return self._tokens

    def _refusal(self, answer: Answer) -> CentralError:
        code = error_code(answer.headers, answer.body if isinstance(answer.body, dict) else None)
        if code in SESSION_ENDS:
            return SessionEnded(
                code, "The session has ended", "The central API has ended this session.", "Sign in again."
            )
        if code in ("invalid_credentials", "email_not_confirmed"):
            return SessionEnded(
                code,
                "The sign-in was refused",
                "The central API does not know this e-mail with this password.",
                "Check both and try again, or ask the administrator for a new password.",
            )
        error = self._line.error(answer)
        if isinstance(error, TokenRefused):
            return TokenRefused(
                "key_refused",
                "The central API does not take this console's key",
                "The address or the publishable key in the settings does not fit this central API.",
                "Ask the technician to check both in the settings.",
            )
        if not isinstance(error, CentralUnreachable):
            # Neither success nor a documented end: the session stays.
            return CentralUnreachable(f"Signing in is not possible now (HTTP {answer.status}).", code="sign_in_failed")
        if error.code == "rate_limited":
            error.retry_after_s = max(REST_AFTER_429_S, error.retry_after_s or 0.0)
            self._rest_until = self._line.clock.monotonic() + error.retry_after_s
        return error

    async def _load(self) -> None:
        if self._loaded:
            return
        if (kept := _kept(await self._store.get(self._name))) is not None and self._tokens is None:
            self._tokens = _Tokens("", kept[0], kept[1], *(float("-inf"),) * 2)
        self._loaded = True

    def _signed_in(self) -> _Tokens:
        if self._tokens is None:
            raise SessionEnded(
                "signed_out", "Nobody is signed in", "The central API needs a sign-in.", "Sign in with e-mail."
            )
        return self._tokens

    def _fresh(self, tokens: _Tokens) -> bool:
        return self._line.clock.monotonic() < tokens.good_until

    @contextlib.asynccontextmanager
    async def _machine(self) -> AsyncIterator[None]:
        if self._lock_file is None:
            yield
        else:
            async with machine_lock(self._lock_file):
                yield


def _kept(value: str | None) -> tuple[str, Session] | None:
    """What `_take` kept; None if there is nothing, or nothing that can be read."""
    try:
        row = f.mapping(json.loads(value or "null"))
        return f.text(row, "refresh_token"), Session(f.text(row, "user_id"), f.text(row, "email", ""))
    except ValueError:
        if value is not None:
            log.warning("the kept session cannot be read; a person has to sign in")
        return None
