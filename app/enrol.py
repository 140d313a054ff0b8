"""Enrolment: an enrolment code in, a console of a site out. The first start and the sandbox's profile both use it."""

from __future__ import annotations

import asyncio
import hashlib
import ipaddress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from app.central import fields as f
from app.central.client import CentralClient
from app.central.failures import NO_EDGE_FUNCTION
from app.clock import Clock, SystemClock, TrustedTime
from app.device_key import (
    CONSOLE,
    Enrolment,
    keep_enrolment,
    kept_enrolment,
    new_device_key,
    public_part,
)
from app.errors import CentralError, CentralUnreachable, SettingsError
from app.profile import Profile
from app.release import release
from app.settings import FILE, Central, Settings, Site, dump, parse
from app.store.files import write_durably
from app.store.keys import Keys
from app.store.recovery import new_recovery_key
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What this PC is now. `role`: who the central API says the console's account is ("console")."""

    device_id: str
    device_name: str
    community_id: str
    site_name: str
    site_zone: str
    role: str


async def enrol(
    folder: Path,
    *,
    address: str,
    key: str,
    code: str,
    passphrase: str | None = None,
    recovery_public: bytes | None = None,
    settings: Settings | None = None,
    post: str | None = None,
    clock: Clock | None = None,
) -> Enrolled:
    """Make the PC whose profile is `folder` a console of the site that `code` belongs to.

    `address`, `key`: the central API's base address (app.ops.enrolment.read_address gives it) and publishable key.
    The store is made if there is none: opened from then on by `passphrase`, else by this PC's keyring, and sealed to
    `recovery_public` (32 raw bytes). None seals it to a key that nobody has: the first start's next step makes the
    site's recovery key and puts it in with `Keys.wrap_again(store, data_key, recovery_public=…)`.
    `settings`: tables to keep (cameras, gates, screen, policy); [site] and [central] are written anew. `post`: this
    PC's place, by default the name that the code was made for.

    In this order, so that it may be cut off anywhere: the store and its keys; the code is redeemed and the answer kept
    in one write; sign-in under the console's own account; settings.toml. Called again with the same code it goes on
    where it was, without redeeming twice. Only an answer that is lost on the wire costs the code.

    A PC that was enrolled before becomes a new console (new device, new key); what its journal holds unsent goes out
    under the new one. The store must not be open elsewhere.

    Raises KnownError: secret_key, training_edition, enrolment_code_unknown, enrolment_code_used,
    enrolment_code_expired, enrolment_not_offered, CentralUnreachable, StoreError, SettingsError.
    """
    _may_enrol(address)
    clock, profile = clock or SystemClock(), Profile(folder)
    data_key = await asyncio.to_thread(_open_or_make, profile.store, passphrase, recovery_public)
    time = TrustedTime(clock)
    store = await Store.open(profile.store, data_key, now=lambda: time.now().at)
    try:
        client = CentralClient(
            address, key, store.secrets, clock, time, account=CONSOLE, lock_file=profile.session_lock
        )
        try:
            enrolment = await _redeemed(client, store, address, key, code)
            await client.sign_in(enrolment.email, enrolment.password)
            contract = await client.contract()
        finally:
            await client.close()
        here = settings_for(enrolment, key, settings, post)
        await asyncio.to_thread(write_durably, folder / FILE, dump(here).encode())
    finally:
        await store.close()
    return Enrolled(
        enrolment.device_id,
        enrolment.device_name,
        enrolment.community_id,
        here.site.name,
        here.site.zone,
        contract.role,
    )


def settings_for(enrolment: Enrolment, key: str, base: Settings | None, post: str | None) -> Settings:
    """The settings of a console that was enrolled. Raises SettingsError for what cannot be taken."""
    site = Site(
        name=enrolment.community_name,
        post=post or enrolment.device_name,
        community_id=enrolment.community_id,
        device_id=enrolment.device_id,
        zone=enrolment.site_zone,
    )
    central = Central(url=enrolment.address, key=key)
    if base is None:
        return parse(dump(Settings(site=site, central=central)))
    site = msgspec.structs.replace(site, hosts=base.site.hosts)
    central = msgspec.structs.replace(central, budget_ms=base.central.budget_ms)
    return parse(dump(msgspec.structs.replace(base, site=site, central=central)))


async def _redeemed(client: CentralClient, store: Store, address: str, key: str, code: str) -> Enrolment:
    """The code's answer, kept; an answer that was kept before is not asked for again."""
    digest = hashlib.sha256(_letters(code).encode()).hexdigest()
    kept = await kept_enrolment(store.secrets)
    if kept is not None and (kept.address, kept.code_digest) == (address, digest):
        return kept
    device_key = new_device_key()
    try:
        told = await client.enrol(code, public_part(device_key), release().version)
    except CentralError as error:
        raise _in_words(error) from error
    try:
        enrolment = Enrolment(
            address=address,
            code_digest=digest,
            device_id=f.text(told, "device_id"),
            device_name=f.text(told, "name"),
            community_id=f.text(told, "community_id"),
            community_name=f.text(told, "community_name"),
            site_zone=f.text(told, "site_zone"),
            email=f.text(told, "email"),
            password=f.text(told, "password"),
            central_key=f.text(told, "central_key"),
            device_key=device_key,
            key=key,
        )
    except f.Unreadable as error:
        raise CentralUnreachable(
            f"The answer to the enrolment lacks something: {error}.", code="not_understood"
        ) from error
    await keep_enrolment(store.secrets, enrolment)
    await store.journal.note("enrolled", enrolment.device_id, {"community_id": enrolment.community_id})
    return enrolment


def _open_or_make(folder: Path, passphrase: str | None, recovery_public: bytes | None) -> bytes:
    if (folder / "keyfile.json").exists():
        return Keys.open(folder, passphrase)
    public = recovery_public or new_recovery_key().public
    return Keys.create(folder, recovery_public=public, passphrase=passphrase)


def _letters(code: str) -> str:
    """The code as the central API reads it: no blanks or hyphens, look-alikes made one."""
    return "".join(code.split()).replace("-", "").upper().translate(str.maketrans("ILOU", "110V"))


def _may_enrol(address: str) -> None:
    if release().edition == "training" and not _on_this_pc(urlsplit(address).hostname or ""):
        raise SettingsError(
            "training_edition",
            "This is the training edition",
            "It works on its own sandbox site only; it cannot be enrolled to a real one.",
            "Install the console's edition on this PC.",
        )


def _on_this_pc(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _in_words(error: CentralError) -> CentralError:
    """What the central API says of a code, for the person who typed it."""
    said = {
        "enrolment_code_unknown": (
            "The central API does not know this enrolment code.",
            "Compare it letter by letter, or ask a supervisor for a new one.",
        ),
        "enrolment_code_used": (
            "This enrolment code was used already; it works once.",
            "Ask a supervisor for a new one.",
        ),
        "enrolment_code_expired": ("This enrolment code is too old.", "Ask a supervisor for a new one."),
    }.get(error.code)
    if said is not None:
        return CentralError(error.code, "The enrolment code does not help", *said)
    if error.code == NO_EDGE_FUNCTION:
        return CentralError(
            "enrolment_not_offered",
            "The central API cannot enrol consoles",
            "It speaks the first contract, or its functions were not installed.",
            "Ask the administrator to apply the gatehouse migrations and functions.",
        )
    return error
