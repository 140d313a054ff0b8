"""Makes a console's profile for a sandbox site: enrolled through the contract, as a real one is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from app.bootstrap import Core
from app.central.client import CentralClient
from app.clock import SystemClock, TrustedTime
from app.enrol import enrol
from app.gates.lockdown import Lockdown
from app.profile import Profile
from app.settings import CameraPart, Central, GatePart, Settings, Site
from app.store.recovery import new_recovery_key

PIN = "2580"
"""The sandbox guard's PIN: the middle column of the pad, top to bottom."""

POST = "Main gate PC"


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
            post=POST,
            community_id=site["community_id"],
            device_id=site["device_id"],
            zone=site["site_zone"],
            hosts=tuple(site["site_hosts"]),
        ),
        central=Central(url=site["central"]["url"], key=site["central"]["publishable_key"]),
        cameras=cameras,
        gates=gates,
    )


async def enrolment_code(site: dict[str, Any], name: str = POST) -> str:
    """What a supervisor of the site makes for a new console."""
    client, user = _nobody(site), _user(site, "supervisor")
    try:
        await client.sign_in(user["email"], user["password"])
        wanted = {"p_community": site["community_id"], "p_device_name": name}
        return str((await client.call("create_enrolment_code_v1", wanted))["code"])
    finally:
        await client.close()


async def prepare(folder: Path, line: str, passphrase: str, *, role: str = "guard") -> None:
    """Enrol a console whose profile is `folder`, give it the site's gates and cameras, and sign in as somebody of the
    sandbox."""
    site = json.loads(line)
    profile, settings = Profile(folder), settings_of(site)
    await enrol(
        folder,
        address=settings.central.url,
        key=settings.central.key,
        code=await enrolment_code(site),
        passphrase=passphrase,
        recovery_public=new_recovery_key().public,  # nobody keeps a sandbox's paper
        settings=settings,
        post=POST,
    )
    Lockdown(profile.lockdown).prepare()
    core = await Core.open(folder, passphrase=passphrase)
    try:
        for gate in site["gates"]:
            await core.store.secrets.put(f"gate.{gate['gate_id']}", gate.get("password") or "")
        await core.gate_set_up.seal()
        user = _user(site, role)
        actor = await core.sign_in(user["email"], user["password"])
        await core.duty.pins.choose(actor.actor_id, PIN)
        await core.sync.drain()  # the passes are there before the first car
    finally:
        await core.close()


def _user(site: dict[str, Any], role: str) -> dict[str, Any]:
    return next(dict(user) for user in site["users"] if user["role"] == role)


def _nobody(site: dict[str, Any]) -> CentralClient:
    clock = SystemClock()
    central = site["central"]
    return CentralClient(central["url"], central["publishable_key"], _Forgetful(), clock, TrustedTime(clock))


class _Forgetful:
    """Keeps a session for as long as this program runs."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    async def get(self, name: str) -> str | None:
        return self._values.get(name)

    async def put(self, name: str, value: str) -> None:
        self._values[name] = value

    async def delete(self, name: str) -> None:
        self._values.pop(name, None)
