"""Asking under an account: the token goes with every request and is renewed once when it is not taken."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from app.central import fields as f
from app.central.auth import Auth
from app.central.failures import not_understood
from app.central.http import PARSED_AT_ONCE, SYNC, Answer, Lane, Line
from app.errors import CentralError, CentralUnreachable, NotPermitted, TokenRefused

T = TypeVar("T")

OLD_TOKEN_S = 60.0
"""A permission that came after the token was made needs a new token to be seen; a token younger than this has it."""


class Caller:
    """One account's requests on the program's one line."""

    def __init__(self, line: Line, auth: Auth) -> None:
        self.line = line
        self.auth = auth

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
        """Ask with a token; if the server does not take it, once more with a new one. Any status is returned."""

        async def send(token: str) -> Answer:
            return await self.line.ask(
                method,
                path,
                lane=lane,
                json_body=json_body,
                content=content,
                params=params,
                headers={**(headers or {}), "Authorization": f"Bearer {token}"},
                request_id=request_id,
            )

        token = await self.auth.bearer()
        answer = await send(token)
        if answer.good:
            return answer
        error = self.error(answer)
        if isinstance(error, TokenRefused):
            newer = await self.auth.renewed(token)
        elif isinstance(error, NotPermitted):
            newer = await self.auth.renewed(token, older_than_s=OLD_TOKEN_S)
        else:
            return answer
        return answer if newer is None else await send(newer)

    async def rpc(
        self,
        name: str,
        arguments: Mapping[str, object],
        read: Callable[[object], T],
        *,
        lane: Lane = SYNC,
        request_id: str | None = None,
    ) -> T:
        """Call one of the contract's functions and read its answer."""
        answer = await self.ask("POST", f"/rest/v1/rpc/{name}", lane=lane, json_body=arguments, request_id=request_id)
        if not answer.good:
            raise self.error(answer)
        if len(answer.raw) > PARSED_AT_ONCE:
            return await asyncio.to_thread(read_body, read, answer)
        return read_body(read, answer)

    async def select(self, path: str, params: Mapping[str, str], *, lane: Lane = SYNC) -> list[object]:
        """Rows of a table or view, as row level security shows them."""
        answer = await self.ask("GET", path, lane=lane, params=params)
        if not answer.good:
            raise self.error(answer)
        if not isinstance(answer.body, list):
            raise not_understood("it is no list")
        return answer.body

    def error(self, answer: Answer) -> CentralError:
        """The error that a bad answer stands for."""
        return self.line.error(answer)


def read_body(read: Callable[[object], T], answer: Answer) -> T:
    """What `read` makes of the answer's JSON; CentralUnreachable if that is not what was promised."""
    if not answer.is_json:
        raise not_understood("it is no JSON")
    try:
        return read(answer.body)
    except f.Unreadable as error:
        raise not_understood(str(error)) from error


async def within(budget_s: float, asking: Awaitable[T]) -> T:
    """The answer, or CentralUnreachable when it takes longer than a guard's patience."""
    try:
        async with asyncio.timeout(budget_s):
            return await asking
    except TimeoutError as error:
        raise CentralUnreachable("The central API did not answer in time.", code="timed_out") from error
