"""The Edge Functions of migration v1: what SQL cannot be, because it makes accounts or signs. Twins of
resources/central/functions/*.
"""

from __future__ import annotations

import json
import secrets
import uuid
from typing import Any

from app.sandbox.answers import Refused
from app.sandbox.auth import password_hash
from app.sandbox.database import ANONYMOUS, SERVICE_CALLER, Caller, Database
from app.sandbox.proofs import entry_proof, head_proof
from app.sandbox.push import PushSender
from app.sandbox.signing import Signer


class SigningFunctions:
    """enrol-device, issue-permit, put-setting, verify-signatures, push-notifications: the body and the caller in, the
    answer's body out."""

    def __init__(self, database: Database, signer: Signer, pushes: PushSender) -> None:
        self._database = database
        self._signer = signer
        self._pushes = pushes

    async def enrol_device(self, body: dict[str, Any], caller: Caller) -> dict[str, Any]:
        """{"code", "public_key", "app_version"} → who the console is now, its account, and the centre's key."""
        code, key = str(body.get("code", "")), str(body.get("public_key", ""))
        await self._call(SERVICE_CALLER, "check_enrolment_v1", {"p_code": code, "p_public_key": key})
        account, password = str(uuid.uuid4()), secrets.token_urlsafe(32)
        email = f"console-{account}@console.invalid"
        salt = secrets.token_bytes(16)
        async with self._database.as_owner() as cursor:
            await cursor.execute(
                "insert into sandbox.account (id, email, password_hash, password_salt) values (%s, %s, %s, %s)",
                (account, email, password_hash(password, salt), salt),
            )
        try:
            device = await self._call(
                SERVICE_CALLER,
                "register_device_v1",
                {
                    "p_code": code,
                    "p_public_key": key,
                    "p_account": account,
                    "p_app_version": str(body.get("app_version", "")),
                },
            )
        except Exception:
            # Somebody else was quicker with the same code: nobody is to be left with an account and no device.
            async with self._database.as_owner() as cursor:
                await cursor.execute("delete from sandbox.account where id = %s", (account,))
            raise
        return {**device, "email": email, "password": password, "central_key": self._signer.public_key}

    async def issue_permit(self, body: dict[str, Any], caller: Caller) -> dict[str, Any]:
        """{"device_id"} → the permit of whoever asks, signed."""
        self._signed_in(caller)
        permit = await self._call(caller, "issue_permit_v1", {"p_device_id": body.get("device_id")})
        return {"permit": self._signer.sign(json.dumps(permit)), "expires_at": permit["expires_at"]}

    async def put_setting(self, body: dict[str, Any], caller: Caller) -> dict[str, Any]:
        """{"community_id", "key", "value"} → the setting, signed and in the feed."""
        self._signed_in(caller)
        wanted = {"p_community": body.get("community_id"), "p_key": body.get("key"), "p_value": body.get("value")}
        statement = await self._call(caller, "prepare_setting_v1", wanted)
        return await self._call(  # type: ignore[no-any-return]
            SERVICE_CALLER, "store_setting_v1", {"p_statement": statement, "p_signed": self._signer.sign(statement)}
        )

    async def verify_signatures(self, body: dict[str, Any], caller: Caller) -> dict[str, Any]:
        """{"since"?} → {"checked", "wrong"}: what consoles signed since then, or what nobody checked yet."""
        self._service_alone(caller)
        checked = wrong = 0
        after: str | None = None
        while True:
            wanted = {"p_since": body.get("since"), "p_after": after}
            entries = await self._call(SERVICE_CALLER, "entries_to_prove_v1", wanted)
            heads = await self._call(SERVICE_CALLER, "heads_to_prove_v1", {}) if after is None else []
            proofs = {"p_entries": [entry_proof(row) for row in entries], "p_heads": [head_proof(row) for row in heads]}
            kept = await self._call(SERVICE_CALLER, "keep_proofs_v1", proofs)
            checked, wrong = checked + kept["checked"], wrong + kept["wrong"]
            if not entries:
                return {"checked": checked, "wrong": wrong}
            after = entries[-1]["entry_id"]

    async def push_notifications(self, body: dict[str, Any], caller: Caller) -> dict[str, Any]:
        """{} → {"sent"}: the outbox, emptied into OneSignal."""
        self._service_alone(caller)
        return {"sent": await self._pushes.empty()}

    @staticmethod
    def _service_alone(caller: Caller) -> None:
        if caller.role != SERVICE_CALLER.role:
            raise Refused(403, {"code": "42501", "message": "for the service alone"})

    @staticmethod
    def _signed_in(caller: Caller) -> None:
        if caller.role == ANONYMOUS:
            raise Refused(401, {"code": 401, "message": "Missing authorization header"})

    async def _call(self, caller: Caller, function: str, arguments: dict[str, Any]) -> Any:
        """An RPC under `caller`'s own rights."""
        named = ", ".join(f"{name} => (select x.{name} from json_to_record(%s) as x({name} {_TYPES.get(name, 'text')}))"
                          for name in arguments)  # fmt: skip
        async with self._database.as_caller(caller) as cursor:
            values = [json.dumps({name: value}) for name, value in arguments.items()]
            await cursor.execute(f"select public.{function}({named})".encode(), values)
            row = await cursor.fetchone()
        assert row is not None
        return row[0]


_TYPES = {
    "p_since": "timestamptz",
    "p_after": "uuid",
    "p_entries": "jsonb",
    "p_heads": "jsonb",
    "p_community": "uuid",
    "p_device_id": "uuid",
    "p_account": "uuid",
    "p_value": "jsonb",
}
