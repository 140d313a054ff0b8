"""`python -m app doctor`: what works, what does not, what to do. Each line stands alone; none ends the others."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from app import checks
from app.cameras import camera_settings_of
from app.central.client import CentralClient
from app.central.permit import PermitDesk
from app.clock import SystemClock, TrustedTime
from app.device_key import kept_enrolment, permit_holder
from app.devices.diagnosis import check_reachable
from app.errors import CentralError, KnownError
from app.from_settings import binding_of
from app.gate_set_up import CLOUD_KEY
from app.gates.bindings import GateSecret
from app.gates.build import account_of, cloud_for, driver_for
from app.gates.gates_file import CloudSecret, SealedGates
from app.ops import doctor as pc
from app.ops import network
from app.ops.disk_encryption import disk_encryption
from app.ops.doctor import Finding, State
from app.profile import Profile
from app.set_up_trials import Trials
from app.settings import CameraPart, GatePart, Settings, load
from app.site_word import holder_now
from app.store.keys import Keys
from app.store.store import Store


async def examine(folder: Path, passphrase: str | None, *, as_json: bool) -> int:
    """Look at everything and print it; 0 if nothing failed."""
    findings = [finding async for finding in findings_of(folder, passphrase)]
    print(pc.as_json(findings) if as_json else pc.as_text(findings))
    return 1 if pc.worst(findings) is State.FAIL else 0


async def findings_of(folder: Path, passphrase: str | None) -> AsyncIterator[Finding]:
    """All findings, as they come. A PC that is not set up has those of the PC alone."""
    profile, clock = Profile(folder), SystemClock()
    time = TrustedTime(clock)
    yield await asyncio.to_thread(checks.versions)
    yield await asyncio.to_thread(pc.disk_space, folder, profile.store / "ballast")
    yield await asyncio.to_thread(disk_encryption, folder)
    yield pc.memory()
    yield await asyncio.to_thread(pc.log_folder, profile.logs)
    yield pc.running_as_administrator()
    try:
        settings = load(folder)
    except KnownError as error:
        yield checks.known("settings", error)
        return
    yield Finding("settings", State.OK, f"{len(settings.cameras)} cameras, {len(settings.gates)} gates")
    yield pc.time_zone(settings.site.zone, clock.wall())
    yield await asyncio.to_thread(checks.engines)
    if settings.hand_scanner.port:
        yield await asyncio.to_thread(checks.hand_scanner, settings.hand_scanner.port)
    yield checks.keyring(profile.store)
    async with _store(profile, passphrase) as (store, finding):
        yield finding
        async for line in _of_store(store, clock, time):
            yield line
        for asked in (network.name_lookup, network.proxy, network.certificate):
            yield await asyncio.to_thread(asked, settings.central.url)
        yield await _central(settings, store, clock, time)
        yield checks.clock(time)
        yield checks.realtime(None, None)
        for camera in settings.cameras:
            password = await store.secrets.get(f"camera.{camera.id}") or "" if store is not None else ""
            yield await _camera(settings, camera, password, profile, clock, alone=store is not None)
        sealed = await _second_path(settings, store) if store is not None else None
        for gate in settings.gates:
            password = (await store.secrets.get(f"gate.{gate.id}") or "") if store is not None else ""
            yield await _gate(gate, password, clock)
            yield await _cloud(gate, sealed, clock)


@asynccontextmanager
async def _store(profile: Profile, passphrase: str | None) -> AsyncIterator[tuple[Store | None, Finding]]:
    """The store, if it opens; a console that has it open is no fault."""
    try:
        data_key = await asyncio.to_thread(Keys.open, profile.store, passphrase)
        store = await Store.open(profile.store, data_key)
    except KnownError as error:
        in_use = error.code == "store_in_use"
        yield None, Finding("store", State.OK, error.message) if in_use else checks.known("store", error)
        return
    try:
        damage = [f"{finding.code}: {finding.message}" for finding in store.findings]
        state = State.WARN if damage else State.OK
        yield store, Finding("store", state, "; ".join(damage) or "opens, chain and head agree")
    finally:
        await store.close()


async def _of_store(store: Store | None, clock: SystemClock, time: TrustedTime) -> AsyncIterator[Finding]:
    """What stands in the store; a running console has it, and its own page says the same."""
    if store is None:
        for name in ("queue", "mirror", "permit"):
            yield Finding(name, State.OK, "the running console knows: look at its self-test")
        return
    now, journal = time.now().at, store.journal
    oldest = next(iter(await journal.due(limit=1, now=now)), None)
    waiting, aside = await journal.waiting(), await journal.quarantined()
    yield checks.queue(waiting, len(aside), oldest.first_at if oldest else None, now)
    yield checks.mirror(store.mirror.as_of, now)
    enrolment = await kept_enrolment(store.secrets)
    until = None
    if enrolment is not None and (on_duty := await store.secrets.get("duty")) is not None:
        desk = PermitDesk(store.secrets, await holder_now(store.secrets, permit_holder(enrolment)), clock, time)
        permit = await desk.current(str(json.loads(on_duty)["actor_id"]))
        until = permit.expires_at if permit is not None else None
    yield checks.permit(until, now, enrolled=enrolment is not None)


async def _central(settings: Settings, store: Store | None, clock: SystemClock, time: TrustedTime) -> Finding:
    async def ask() -> Finding:
        client = CentralClient(
            settings.central.url, settings.central.key, store.secrets if store else _Nothing(), clock, time
        )
        started = clock.monotonic()
        try:
            contract = await client.contract()
        finally:
            await client.close()
        took = (clock.monotonic() - started) * 1000
        return Finding("central", State.OK, f"answers in {took:.0f} ms, contract {contract.version}")

    return await _alone("central", ask)


async def _camera(
    settings: Settings, camera: CameraPart, password: str, profile: Profile, clock: SystemClock, *, alone: bool
) -> Finding:
    """Opened and looked at; a running console has it open already, then only its address is asked."""
    name = f"camera {camera.id}"

    async def ask() -> Finding:
        part = camera_settings_of(camera, password, settings.site.hosts)
        if not alone:
            if part.is_stream:
                await asyncio.to_thread(check_reachable, part)
            return Finding(name, State.OK, f"{camera.name}: its address answers")
        trials = Trials(profile, clock)
        try:
            seen = await trials.measure(camera, password, settings.site.hosts)
        finally:
            await asyncio.to_thread(trials.close)
        return checks.camera(seen)

    return await _alone(name, ask)


async def _second_path(settings: Settings, store: Store) -> SealedGates:
    """The cloud's account as the gates take it."""
    key = await store.secrets.get(CLOUD_KEY) or ""
    cloud = CloudSecret(settings.cloud.host, key) if settings.cloud else None
    return SealedGates((), cloud, frozenset(gate.id for gate in settings.gates if gate.cloud))


async def _cloud(gate: GatePart, sealed: SealedGates | None, clock: SystemClock) -> Finding:
    """The second path, asked for the device, which moves nothing."""
    if sealed is None and gate.cloud:
        return Finding(f"cloud {gate.id}", State.OK, "the running console knows: look at its self-test")
    account = account_of(sealed, clock) if sealed is not None else None
    driver = cloud_for(binding_of(gate), sealed, account) if sealed is not None else None
    if driver is None or account is None:
        return checks.cloud(gate.id, "not_wired")
    asked = driver

    async def ask() -> Finding:
        await asked.status()
        return checks.cloud(gate.id, "")

    return await _alone(f"cloud {gate.id}", ask)


async def _gate(gate: GatePart, password: str, clock: SystemClock) -> Finding:
    async def ask() -> Finding:
        driver = driver_for(binding_of(gate), GateSecret(password=password), clock)
        started = clock.monotonic()
        who = await driver.identify()
        took = (clock.monotonic() - started) * 1000
        if who.mac != gate.mac.upper():
            step = "Correct the address, or set the gate up anew. It is not driven until then."
            return Finding(f"gate {gate.id}", State.FAIL, f"another device answers ({who.model})", step)
        open_ = "" if who.guarded else ", without a password"
        state, step = (State.OK, "") if who.guarded else (State.WARN, "Give the relay a password.")
        return Finding(f"gate {gate.id}", state, f"{who.model} {who.firmware} answers in {took:.0f} ms{open_}", step)

    return await _alone(f"gate {gate.id}", ask)


async def _alone(name: str, ask: Callable[[], Awaitable[Finding]]) -> Finding:
    """One check; whatever the world does becomes its line."""
    try:
        return await ask()
    except CentralError as error:
        # Not signed in is an answer too: somebody is there.
        return Finding(
            name, State.WARN if error.code.startswith("session") else State.FAIL, error.message, error.next_step
        )
    except KnownError as error:
        return checks.known(name, error)


class _Nothing:
    """No session is kept anywhere: for looking at the central API while the store is not ours."""

    async def get(self, name: str) -> str | None:
        return None

    async def put(self, name: str, value: str) -> None:
        return None

    async def delete(self, name: str) -> None:
        return None
