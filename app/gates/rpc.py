"""Talking RPC to a Gen2+ device: POST /rpc with whole frames, signed in by digest."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from app.clock import Clock
from app.gates.bindings import GateBinding, GateSecret
from app.gates.digest import Digest
from app.gates.http import Answer, DeviceLine
from app.gates.outcomes import NoAnswer, NotSent, rpc_fault, status_fault
from app.gates.port import Permit

REFUSED_PAUSE_S = 60.0
"""After a refused sign-in polls stay away that long: the device counts failed ones. Commands still try."""
HARMLESS = b'{"id":0,"src":"portun","method":"Sys.GetStatus"}'


class RpcLine:
    """One device's RPC. Commands never wait for polls; polls wait for commands, so counts arrive in their order."""

    def __init__(self, binding: GateBinding, secret: GateSecret, clock: Clock) -> None:
        self._mac, self._realm = binding.mac.lower(), binding.realm
        self._clock = clock
        self.http = DeviceLine(binding.address, clock)
        self._digest = Digest(binding.username, secret, self._knows_realm, clock)
        self._refusal: tuple[str, float] | None = None
        self._commands = 0
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._frame_id = 0

    async def call(self, method: str, params: dict[str, Any] | None = None, *, permit: Permit | None = None) -> Any:
        """Call one method; returns its result. Raises NotSent or NoAnswer, judged by the outcome table."""
        self._frame_id += 1
        frame: dict[str, Any] = {"id": self._frame_id, "src": "portun", "method": method}
        if params is not None:
            frame["params"] = params
        content = json.dumps(frame).encode()
        if permit is None:
            await self._quiet.wait()
            if self._refusal is not None and self._clock.monotonic() - self._refusal[1] < REFUSED_PAUSE_S:
                raise NotSent(self._refusal[0])
            answer = await self._signed_in(content, None)
        else:
            async with self._commanding():
                answer = await self._signed_in(content, permit)
        return self._result(answer, frame["id"])

    async def _signed_in(self, content: bytes, permit: Permit | None) -> Answer:
        """Ask with the nonce at hand. A nonce that has died is replaced once, by the challenge that says so."""
        header = self._digest.header()
        if header is None and self._digest.has_secret:
            header = await self._challenged(permit)
        answer = await self._ask(content, header, permit)
        if answer.status == 401:
            self._take_challenge(answer)
            answer = await self._ask(content, self._digest.header(), permit)
            if answer.status == 401:
                self._digest.drop()
                raise self._refused("http:401")
        self._judge(answer)
        self._refusal = None
        return answer

    async def _challenged(self, permit: Permit | None) -> str | None:
        """Get a challenge with a harmless question, so that a command itself is only ever sent signed.

        None: the device wants no password.
        """
        await self._keep_quiet(permit)
        self._digest.trying()
        try:
            answer = await self._ask(HARMLESS, None, permit)
        except NoAnswer as silence:
            raise NotSent(silence.code) from silence
        if answer.status == 401:
            self._take_challenge(answer)
            return self._digest.header()
        try:
            self._judge(answer)
        except NoAnswer as fault:
            raise NotSent(fault.code) from fault
        return None

    def _take_challenge(self, answer: Answer) -> None:
        if wrong := self._digest.take(answer.headers.get("WWW-Authenticate", "")):
            raise self._refused(wrong)

    def _judge(self, answer: Answer) -> None:
        if answer.status == 429:
            self._digest.throttled()
        if answer.status != 200:
            raise status_fault(answer.status)

    def _refused(self, code: str) -> NotSent:
        self._refusal = (code, self._clock.monotonic())
        return NotSent(code)

    async def _ask(self, content: bytes, header: str | None, permit: Permit | None) -> Answer:
        headers = {"Content-Type": "application/json"}
        if header is not None:
            headers["Authorization"] = header
        return await self.http.ask("POST", "/rpc", headers=headers, content=content, permit=permit)

    async def _keep_quiet(self, permit: Permit | None) -> None:
        """After a 429: a command waits as long as it may live, a poll does not wait at all."""
        wait = self._digest.wait_s(for_command=permit is not None)
        if wait > 0:
            if permit is None or self._clock.monotonic() + wait >= permit.deadline_monotonic:
                raise NotSent("http:429")
            await asyncio.sleep(wait)

    def _result(self, answer: Answer, frame_id: int) -> Any:
        try:
            frame = json.loads(answer.body)
        except ValueError as error:
            raise NoAnswer("garbled") from error
        if not isinstance(frame, dict) or frame.get("id") != frame_id:
            raise NoAnswer("garbled")
        if isinstance(fault := frame.get("error"), dict):
            raise rpc_fault(int(fault.get("code", 500)))
        if "result" not in frame:
            raise NoAnswer("garbled")
        return frame["result"]

    def _knows_realm(self, realm: str) -> bool:
        if self._realm is not None:
            return realm == self._realm
        return realm.rpartition("-")[2].lower() == self._mac

    @asynccontextmanager
    async def _commanding(self) -> AsyncIterator[None]:
        self._commands += 1
        self._quiet.clear()
        try:
            yield
        finally:
            self._commands -= 1
            if self._commands == 0:
                self._quiet.set()
