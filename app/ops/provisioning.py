"""A fleet's provisioning file: everything that the first start would ask for, signed by the administrator's key.

Body: {"schema": 1, "serial", "made_at", "expires_at", "settings": {…}, "recovery_public": hex, "enrolment_code"}.
`settings` are tables as in settings.toml, without the console's own identity; who takes them checks them there.
The recovery key's public part is all a console needs: backups and the store's key are sealed to it.

A fleet's key is trusted because somebody put it on the PC, or because the product's key endorsed it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any

import msgspec

from app.errors import ProvisioningError
from app.ops.signed import Flaw, NotTrusted, open_signed

KIND = "provisioning"
SCHEMA = 1

_Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class _Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Unknown fields are refused: a setting that is not understood must not be silently left out on forty PCs."""

    schema: int
    serial: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9._-]{1,60}$")]
    made_at: _Moment
    expires_at: _Moment
    settings: dict[str, Any]
    recovery_public: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]
    enrolment_code: Annotated[str, msgspec.Meta(min_length=6, max_length=200)]


@dataclass(frozen=True, slots=True)
class Provisioning:
    """What a console takes over. `recovery_public`: 32 raw bytes; `signed_by`: the first letters of the key, to
    compare by eye. The enrolment code is a secret until it is used: it shows in no repr."""

    serial: str
    made_at: datetime
    expires_at: datetime
    settings: Mapping[str, Any]
    recovery_public: bytes
    signed_by: str
    enrolment_code: str = field(repr=False)


def verify(raw: bytes, *, trusted: Collection[bytes], now: datetime) -> Provisioning:
    """Check a provisioning file against the keys that may provision (32 raw bytes each).

    Raises ProvisioningError: provisioning_unreadable, provisioning_tampered, provisioning_unknown_key,
    provisioning_newer_format, provisioning_expired.
    """
    try:
        opened = open_signed(KIND, raw, trusted)
    except NotTrusted as problem:
        raise _flawed(problem.flaw) from problem
    body = _body(opened.body)
    if body.expires_at <= now:
        raise _error("provisioning_expired", "This provisioning file has expired.", "Ask for a new one.")
    return Provisioning(
        body.serial,
        body.made_at,
        body.expires_at,
        body.settings,
        bytes.fromhex(body.recovery_public),
        opened.key.hex()[:16],
        body.enrolment_code,
    )


def _body(body: bytes) -> _Body:
    try:
        fields = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
        if int(bytes(fields.get("schema", b"0"))) > SCHEMA:
            raise _flawed(Flaw.NEWER_FORMAT)
        return msgspec.json.decode(body, type=_Body)
    except msgspec.ValidationError as error:
        raise _error(
            "provisioning_unreadable", f"The provisioning file does not fit: {error}.", "Ask for a corrected one."
        ) from error
    except (ValueError, RecursionError) as error:
        raise _flawed(Flaw.UNREADABLE) from error


def _flawed(flaw: Flaw) -> ProvisioningError:
    words = {
        Flaw.UNREADABLE: ("This is no provisioning file.", "Choose the file that the administrator sent."),
        Flaw.TAMPERED: (
            "The provisioning file was changed after it was signed.",
            "Do not use it. Ask the administrator for the original.",
        ),
        Flaw.UNKNOWN_KEY: (
            "The provisioning file is signed with a key that this PC does not know.",
            "Ask the administrator which key is right, and put that one on this PC first.",
        ),
        Flaw.NEWER_FORMAT: (
            "The provisioning file is of a newer version than this program can read.",
            "Install the newest version of this program, then use the file again.",
        ),
    }
    return _error(f"provisioning_{flaw.value}", *words[flaw])


def _error(code: str, message: str, next_step: str) -> ProvisioningError:
    return ProvisioningError(code, "This PC cannot be set up with this file", message, next_step)
