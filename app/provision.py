"""`--provision FILE`: what the first start asks for, from a signed file and without a screen.

A fleet's key is trusted because it is the product's own, put into this build, or endorsed by that one; or because
somebody put it on the PC: into `fleet.keys` of the profile or of the system's own folder (one key a line, hexadecimal),
or on the command line.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

from app.clock import Clock, SystemClock
from app.errors import KnownError, ProvisioningError
from app.ops.doctor import Finding, State
from app.ops.provisioning import Provisioning, verify
from app.release import release
from app.set_up import SetUp
from app.set_up_progress import is_set_up

KEYS = "fleet.keys"


def system_folder() -> Path:
    """Where an administrator puts what holds for every user of this PC."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "Portun Gatehouse"
    on_mac = sys.platform == "darwin"
    return Path("/Library/Application Support/Portun Gatehouse" if on_mac else "/etc/portun-gatehouse")


def trusted_keys(folder: Path, given: Collection[str] = ()) -> set[bytes]:
    """The keys (32 raw bytes each) that may provision this PC. Lines that are no key are passed over."""
    lines = [release().provisioning_key, *given]
    for where in (folder, system_folder()):
        try:
            lines += (where / KEYS).read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            continue
    words = (line.partition("#")[0].strip().lower() for line in lines)
    return {bytes.fromhex(word) for word in words if re.fullmatch(r"[0-9a-f]{64}", word)}


async def provision(
    folder: Path,
    file: Path,
    *,
    trust: Collection[str] = (),
    passphrase: str | None = None,
    clock: Clock | None = None,
) -> str:
    """Set this PC up from a signed file; the site's name. A run that was cut off goes on with the same file.

    Raises ProvisioningError for the file, and whatever enrolment raises.
    """
    clock = clock or SystemClock()
    if is_set_up(folder):
        raise ProvisioningError(
            "already_set_up",
            "This PC is set up already",
            f"There is a gatehouse in {folder}.",
            "To set it up anew, move that folder away first; entries that were not sent are in it.",
        )
    try:
        raw = await asyncio.to_thread(file.read_bytes)
    except OSError as error:
        raise ProvisioningError(
            "provisioning_unreadable",
            "This PC cannot be set up with this file",
            f"{file} cannot be read ({error.strerror}).",
            "Choose the file that the administrator sent.",
        ) from error
    taken = verify(raw, trusted=trusted_keys(folder, trust), now=clock.wall())
    set_up = SetUp(folder, passphrase=passphrase, clock=clock)
    try:
        return await _all_steps(set_up, taken)
    finally:
        await set_up.close()


async def _all_steps(set_up: SetUp, taken: Provisioning) -> str:
    tables: dict[str, Any] = {name: table for name, table in taken.settings.items() if name != "central"}
    central = taken.settings.get("central", {})
    address, key = str(central.get("url", "")), str(central.get("key", ""))
    stops = [one for one in await set_up.check_central(address, key) if one.state is State.FAIL]
    if stops:
        raise _stopped(stops[0])
    site = await set_up.enrol(address, key, taken.enrolment_code)
    await set_up.use_site_key(taken.recovery_public.hex())
    tables, secrets = without_secrets(tables)
    if budget := central.get("budget_ms"):
        tables["central"] = {"budget_ms": budget}
    await set_up.take_over(tables, secrets)
    await set_up.finish()
    return site


def without_secrets(tables: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The tables without `password`, and the passwords by the names they have in the store."""
    secrets: dict[str, str] = {}
    for name, prefix in (("cameras", "camera"), ("gates", "gate")):
        listed = [dict(one) for one in tables.get(name, ())]
        for one in listed:
            if password := one.pop("password", None):
                secrets[f"{prefix}.{one.get('id', '')}"] = str(password)
        if listed:
            tables = {**tables, name: listed}
    return tables, secrets


def _stopped(finding: Finding) -> KnownError:
    return ProvisioningError(
        f"central_{finding.name}",
        "The central API in the provisioning file cannot be used",
        f"{finding.name.replace('_', ' ').capitalize()}: {finding.evidence}.",
        finding.next_step or "Ask the administrator for a corrected file.",
    )
