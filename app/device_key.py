"""Who this console is at the central API: what enrolment left here, in one secret of the encrypted store.

Its own Ed25519 key signs what is sent; the central API knows the public part. Its own account sends it, whoever is
signed in. The central API's key proves permits and site settings.
"""

from __future__ import annotations

import base64
import json
from dataclasses import asdict, dataclass, field
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.central.auth import Credentials
from app.central.permit import PermitHolder
from app.sync.push import Signer

CONSOLE, PERSON = "console", "person"
"""The two accounts of a gatehouse: the console's own, under which everything is sent, and whoever signed in."""

_NAME = "enrolment"


class Secrets(Protocol):
    """Where it stands: `app.store.Secrets` is one."""

    async def get(self, name: str) -> str | None: ...
    async def put(self, name: str, value: str) -> None: ...


def new_device_key() -> str:
    """A new private key, 32 raw bytes in base64."""
    return base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode()


def public_part(device_key: str) -> str:
    """The public part of a private key, both 32 raw bytes in base64."""
    private = Ed25519PrivateKey.from_private_bytes(base64.b64decode(device_key))
    return base64.b64encode(private.public_key().public_bytes_raw()).decode()


@dataclass(frozen=True, slots=True)
class Enrolment:
    """`code_digest`: SHA-256 of the code it came from. `device_key`: the private key, `central_key`: the central API's
    public one (32 raw bytes each, in base64). What is secret shows in no repr."""

    address: str
    code_digest: str
    device_id: str
    device_name: str
    community_id: str
    community_name: str
    site_zone: str
    email: str
    central_key: str
    password: str = field(repr=False)
    device_key: str = field(repr=False)
    key: str = ""
    """The central API's publishable key: with `address`, all that settings.toml needs after a restore."""

    @property
    def public_key(self) -> str:
        """What permits name this console by."""
        return public_part(self.device_key)

    def signer(self) -> Signer:
        """Signs with the console's own key."""
        key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(self.device_key))

        def sign(message: bytes) -> bytes:
            return key.sign(message)

        return sign


async def kept_enrolment(secrets: Secrets) -> Enrolment | None:
    """What enrolment left in this store; None before it."""
    text = await secrets.get(_NAME)
    return None if text is None else Enrolment(**json.loads(text))


async def keep_enrolment(secrets: Secrets, enrolment: Enrolment) -> None:
    """One write: a console is enrolled with all of it or not at all."""
    await secrets.put(_NAME, json.dumps(asdict(enrolment)))


def permit_holder(enrolment: Enrolment) -> PermitHolder:
    """This console as permits name it."""
    return PermitHolder(enrolment.community_id, enrolment.device_id, enrolment.public_key, enrolment.central_key)


def own_account(enrolment: Enrolment | None) -> Credentials | None:
    """E-mail and password of the console's own account, for when its session has ended."""
    if enrolment is None:
        return None

    async def own() -> tuple[str, str]:
        return enrolment.email, enrolment.password

    return own
