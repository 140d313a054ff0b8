"""Makes a console's profile for a sandbox site: the same settings, store, secrets and sign-in a real one has."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from app.bootstrap import Core
from app.device_key import make_device_key
from app.gates.lockdown import Lockdown
from app.profile import Profile
from app.settings import FILE, CameraPart, Central, GatePart, Settings, Site, dump
from app.store.keys import Keys
from app.store.recovery import new_recovery_key
from app.store.store import Store

PIN = "2580"
"""The sandbox guard's PIN: the middle column of the pad, top to bottom."""


def settings_of(site: dict[str, Any]) -> Settings:
    """The site's line as a console's settings."""
    gates = tuple(
        GatePart(
            id=gate["gate_id"],
            name=gate["name"],
            driver=gate["driver"],
            address=gate["address"],
            mac=gate["mac"],
            channel=gate.get("channel", 0),
            username=gate.get("username") or "admin",
            input_kind=gate.get("input_kind", "step_by_step"),
            reed_input=gate.get("reed_input", 0),
            travel_s=gate.get("travel_s", 5),
            stays_open_s=gate.get("stays_open_s"),
        )
        for gate in site["gates"]
    )
    cameras = tuple(
        CameraPart(
            id=camera["camera_id"],
            name=camera["name"],
            address=camera["address"],
            direction=camera.get("direction", "in"),
            gate=gates[0].id if gates else "",
        )
        for camera in site["cameras"]
    )
    return Settings(
        site=Site(
            name=site["community_name"],
            post="Main gate PC",
            community_id=site["community_id"],
            device_id=site["device_id"],
            zone=site["site_zone"],
            hosts=tuple(site["site_hosts"]),
        ),
        central=Central(url=site["central"]["url"], key=site["central"]["publishable_key"]),
        cameras=cameras,
        gates=gates,
    )


def _write_settings(folder: Path, settings: Settings) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(dump(settings), encoding="utf-8")


async def prepare(folder: Path, line: str, passphrase: str, *, role: str = "guard") -> None:
    """Write the profile into `folder` and sign in there as the sandbox's guard, with the console's own account."""
    site = json.loads(line)
    profile = Profile(folder)
    _write_settings(folder, settings_of(site))
    Lockdown(profile.lockdown).prepare()
    recovery = new_recovery_key()  # nobody keeps a sandbox's paper
    data_key = await asyncio.to_thread(
        Keys.create, profile.store, recovery_public=recovery.public, passphrase=passphrase
    )
    store = await Store.open(profile.store, data_key)
    for gate in site["gates"]:
        await store.secrets.put(f"gate.{gate['gate_id']}", gate.get("password") or "")
    await make_device_key(store.secrets)
    await store.close()
    core = await Core.open(folder, passphrase=passphrase)
    try:
        users = {user["role"]: user for user in site["users"]}
        if console := users.get("console"):
            await core.sign_in_console(console["email"], console["password"])
        actor = await core.sign_in(users[role]["email"], users[role]["password"])
        await core.duty.pins.choose(actor.actor_id, PIN)
    finally:
        await core.close()
