"""The central API as the rest of the console sees it: domain in, domain out, and errors that say what to do.

One account each; `as_account` gives another account on the same connections. Every error is a CentralError:
CentralUnreachable (try again), TokenRefused and SessionEnded (sign in), NotPermitted, ContractMismatch (pause
until somebody updates), or a plain CentralError whose code is the server's (what was sent is refused).
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from app.central import fields as f
from app.central import wire
from app.central.auth import Auth, Credentials, SessionStore
from app.central.caller import Caller, read_body, within
from app.central.failures import NO_EDGE_FUNCTION
from app.central.first import FirstContract
from app.central.http import GUARD, SYNC, Answer, Line, photo_lane
from app.central.keys import check_publishable
from app.central.limits import Limits
from app.central.shapes import (
    FIRST_CONTRACT,
    CentralAnswer,
    ChainHead,
    Contract,
    LogAnswer,
    OutgoingEntry,
    PullPage,
    Session,
)
from app.clock import Clock, TrustedTime
from app.domain.entry import Direction
from app.domain.scan import PassCode
from app.errors import ContractMismatch

NO_FUNCTION = "contract:PGRST202"
"""PostgREST's word for a function that it does not know."""

LARGEST_PHOTO = 512 * 1024
"""What a photo may have, in bytes, to arrive within its time on a bad line."""


class CentralClient:
    """One account at the central API, on the program's one HTTP client."""

    def __init__(
        self,
        base_url: str,
        publishable_key: str,
        session_store: SessionStore,
        clock: Clock,
        time: TrustedTime,
        *,
        account: str = "person",
        version: str = "0",
        limits: bool = True,
        lock_file: Path | None = None,
        ca_file: Path | None = None,
        use_system_proxy: bool = True,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """`limits`: keep below the published ones. `lock_file`: shared by all console programs of this PC.

        Raises SettingsError for a key that a console must not hold.
        """
        line = Line(
            base_url.rstrip("/"),
            check_publishable(publishable_key),
            clock,
            time,
            version=version,
            limits=Limits(clock) if limits else None,
            transport=transport,
            ca_file=ca_file,
            use_system_proxy=use_system_proxy,
        )
        self._join(line, session_store, account, lock_file)
        self._owns_line = True

    def _join(
        self,
        line: Line,
        store: SessionStore,
        account: str,
        lock_file: Path | None,
        credentials: Credentials | None = None,
    ) -> None:
        self._line = line
        self._store = store
        self._lock_file = lock_file
        self._auth = Auth(line, store, account=account, lock_file=lock_file, credentials=credentials)
        self._caller = Caller(line, self._auth)
        self.first = FirstContract(self._caller)
        self._faces_first = False

    def as_account(self, account: str, credentials: Credentials | None = None) -> CentralClient:
        """The same central API under another account, over the same connections and limits. `credentials`: of an
        account that signs in by itself when its session has ended."""
        other = object.__new__(CentralClient)
        other._join(self._line, self._store, account, self._lock_file, credentials)
        other._owns_line = False
        return other

    async def close(self) -> None:
        """End what is in flight; the connections too, if they are ours."""
        await self._auth.close()
        if self._owns_line:
            await self._line.close()

    async def reconnect(self) -> None:
        """Cut all connections, of every account; what is asked next goes over new ones."""
        await self._line.close()

    async def session(self) -> Session | None:
        """Who is signed in, without asking the central API; survives restarts and weeks without a line."""
        return await self._auth.session()

    async def sign_in(self, email: str, password: str, code: str = "") -> Session:
        """Begin a session. Raises SessionEnded("invalid_credentials") when e-mail and password do not match."""
        return await self._auth.sign_in(email, password, code)

    async def refresh(self) -> Session:
        """Renew the session now."""
        return await self._auth.refresh()

    async def access_token(self) -> str:
        """A good access token, for the realtime channel."""
        return await self._auth.bearer()

    async def sign_out(self) -> None:
        """End the session here, and there if the line allows."""
        await self._auth.sign_out()

    async def contract(self) -> Contract:
        """Which contract the central API speaks, and who it says we are."""
        try:
            contract = await self._caller.rpc("contract_v1", {}, wire.contract_from_json)
        except ContractMismatch as error:
            if error.code != NO_FUNCTION:
                raise
            contract = Contract(FIRST_CONTRACT)
        self._faces_first = contract.is_first
        return contract

    async def validate(
        self, code: PassCode, community: str, direction: Direction, scan_id: str, budget_s: float
    ) -> CentralAnswer:
        """Ask for one code, within `budget_s` seconds all told. Not repeated: a guard waits."""
        if self._faces_first:
            session = await self._auth.session()
            return await self.first.validate(code, community, session.user_id if session else "", scan_id, budget_s)
        arguments = {
            "p_code": code.key,
            "p_community": community,
            "p_direction": direction.value,
            "p_scan_id": scan_id,
        }
        begun = self._line.clock.monotonic()

        def read(body: object) -> CentralAnswer:
            took_s = self._line.clock.monotonic() - begun
            return wire.answer_from_json(body, took_ms=round(took_s * 1000))

        asking = self._caller.rpc("validate_record_v1", arguments, read, lane=GUARD, request_id=scan_id)
        try:
            return await within(budget_s, asking)
        except ContractMismatch as error:
            # The next question is asked in the words of the first contract.
            self._faces_first = error.code == NO_FUNCTION
            raise

    async def log_entries(
        self, rows: Sequence[OutgoingEntry], device_id: str, incarnation: str, audit: ChainHead | None = None
    ) -> LogAnswer:
        """Upload a batch, and beside it how far our audit chain has come. Repeating it is harmless: the server knows
        each `entry_id`."""
        arguments: dict[str, object] = {
            "p_device_id": device_id,
            "p_incarnation": incarnation,
            "p_entries": [wire.entry_to_json(row) for row in rows],
        }
        if audit is not None:
            arguments["p_audit"] = wire.head_to_json(audit)
        return await self._caller.rpc("log_entries_v1", arguments, wire.log_answer_from_json)

    async def pull(self, community: str, cursor: str | None, limit: int) -> PullPage:
        """One page of what changed since `cursor`. Raises CentralError("cursor_too_old"): begin anew with None."""
        if self._faces_first:
            return await self.first.pull(community, cursor, limit)
        arguments = {"p_community": community, "p_cursor": cursor, "p_limit": limit}
        return await self._caller.rpc("pull_changes_v1", arguments, wire.page_from_json)

    async def call(self, function: str, arguments: Mapping[str, object]) -> dict[str, Any]:
        """Any other function of contract v1 (resources/central/contract-v1.yaml), as it answers."""
        return await self._caller.rpc(function, arguments, f.mapping)

    async def invoke(self, function: str, body: Mapping[str, object]) -> dict[str, Any]:
        """An Edge Function under this account (issue-permit, put-setting), as it answers."""
        answer = await self._caller.ask("POST", f"/functions/v1/{function}", lane=SYNC, json_body=body)
        _there(answer)
        if not answer.good:
            raise self._caller.error(answer)
        return read_body(f.mapping, answer)

    async def enrol(self, code: str, public_key: str, app_version: str) -> dict[str, Any]:
        """Redeem an enrolment code, before there is any account: the answer holds this console's own."""
        body = {"code": code, "public_key": public_key, "app_version": app_version}
        answer = await self._line.ask("POST", "/functions/v1/enrol-device", lane=SYNC, json_body=body)
        _there(answer)
        if not answer.good:
            raise self._caller.error(answer)
        return read_body(f.mapping, answer)

    async def photo(self, community: str, taken_at: datetime, photo_hash: str) -> bytes | None:
        """A photo that some console uploaded; None if the central API has none (yet) or another under that name."""
        path = _photo_path(community, taken_at, photo_hash)
        answer = await self._caller.ask(
            "GET", f"/storage/v1/object/authenticated/entry-photos/{path}", lane=photo_lane(LARGEST_PHOTO)
        )
        if answer.status in (400, 404) and isinstance(answer.body, dict) and answer.body.get("error") == "not_found":
            return None
        if not answer.good:
            raise self._caller.error(answer)
        return answer.raw if hashlib.sha256(answer.raw).hexdigest() == photo_hash else None

    async def upload_photo(self, community: str, taken_at: datetime, photo: bytes, *, entry_id: str = "") -> str:
        """Upload a photo under its SHA-256, so that repeating it is harmless. Returns its path in the bucket.

        `entry_id` stands in the object's metadata: an entry may have a second photo that its row does not name.
        """
        digest = hashlib.sha256(photo).hexdigest()
        path = _photo_path(community, taken_at, digest)
        answer = await self._caller.ask(
            "POST",
            f"/storage/v1/object/entry-photos/{path}",
            lane=photo_lane(len(photo)),
            content=photo,
            headers={
                "Content-Type": "image/jpeg",
                "Cache-Control": "max-age=31536000",
                "x-upsert": "false",
                "x-metadata": base64.b64encode(json.dumps({"entry_id": entry_id}).encode()).decode(),
            },
        )
        there_already = isinstance(answer.body, dict) and answer.body.get("error") == "Duplicate"
        if answer.good or there_already:
            return path
        raise self._caller.error(answer)


def _there(answer: Answer) -> None:
    """Raises ContractMismatch where the gateway does not know the Edge Function."""
    if answer.status == 404:
        raise ContractMismatch(
            NO_EDGE_FUNCTION,
            "The central API cannot do that",
            "A function that this console needs is not installed there.",
            "Ask the administrator to install the gatehouse functions.",
        )


def _photo_path(community: str, taken_at: datetime, photo_hash: str) -> str:
    return f"{community}/{taken_at:%Y}/{taken_at:%m}/{photo_hash}.jpg"
