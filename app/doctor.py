"""`python -m app doctor`: what works, what does not, what to do. Each line stands alone; none ends the others."""

from __future__ import annotations

import asyncio
import platform
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from app import __version__
from app.cameras import camera_settings_of
from app.central.client import CentralClient
from app.clock import SystemClock, TrustedTime
from app.devices.diagnosis import check_reachable
from app.devices.engines import EngineState, engines
from app.devices.serial_scanner import serial_ports
from app.errors import CentralError, KnownError
from app.from_settings import binding_of
from app.gates.bindings import GateSecret
from app.gates.build import driver_for
from app.ops import doctor as pc
from app.ops.disk_encryption import disk_encryption
from app.ops.doctor import Finding, State
from app.profile import Profile
from app.settings import GatePart, Settings, load
from app.store.keys import Keys
from app.store.store import Store

STALE_AFTER = timedelta(hours=1)
"""A mirror older than this, on a PC that can reach the central API, has stopped following it."""


async def examine(folder: Path, passphrase: str | None, *, as_json: bool) -> int:
    """Look at everything and print it; 0 if nothing failed."""
    findings = [finding async for finding in findings_of(folder, passphrase)]
    print(pc.as_json(findings) if as_json else pc.as_text(findings))
    return 1 if pc.worst(findings) is State.FAIL else 0


async def findings_of(folder: Path, passphrase: str | None) -> AsyncIterator[Finding]:
    """All findings, as they come."""
    profile, clock = Profile(folder), SystemClock()
    time = TrustedTime(clock)
    yield pc.versions(__version__, platform.python_version())
    yield await asyncio.to_thread(pc.disk_space, folder, profile.store / "ballast")
    yield await asyncio.to_thread(disk_encryption, folder)
    yield pc.memory()
    for engine in await asyncio.to_thread(engines):
        yield _engine(engine)
    try:
        settings = load(folder)
    except KnownError as error:
        yield _known("settings", error)
        return
    yield Finding("settings", State.OK, f"{len(settings.cameras)} cameras, {len(settings.gates)} gates")
    yield pc.time_zone(settings.site.zone, clock.wall())
    for camera in settings.cameras:
        yield await _camera(settings, camera.id)
    if settings.hand_scanner.port:
        yield await asyncio.to_thread(_hand_scanner, settings.hand_scanner.port)
    async with _store(profile, passphrase) as (store, finding):
        yield finding
        if store is not None:
            yield await _queue(store)
            yield _mirror(store, time)
        yield await _central(settings, store, clock, time)
        yield _clock(time)
        for gate in settings.gates:
            password = (await store.secrets.get(f"gate.{gate.id}") or "") if store is not None else ""
            yield await _gate(gate, password, clock)


@asynccontextmanager
async def _store(profile: Profile, passphrase: str | None) -> AsyncIterator[tuple[Store | None, Finding]]:
    """The store, if it opens; a console that has it open is no fault."""
    try:
        data_key = await asyncio.to_thread(Keys.open, profile.store, passphrase)
        store = await Store.open(profile.store, data_key)
    except KnownError as error:
        in_use = error.code == "store_in_use"
        yield None, Finding("store", State.OK, error.message) if in_use else _known("store", error)
        return
    try:
        damage = [f"{finding.code}: {finding.message}" for finding in store.findings]
        state = State.WARN if damage else State.OK
        yield store, Finding("store", state, "; ".join(damage) or "opens, chain and head agree")
    finally:
        await store.close()


async def _queue(store: Store) -> Finding:
    waiting, aside = await store.journal.waiting(), await store.journal.quarantined()
    evidence = f"{waiting} entries wait, {len(aside)} in quarantine"
    if aside:
        return Finding("queue", State.WARN, evidence, "A supervisor looks at them under Review.")
    return Finding("queue", State.OK, evidence)


def _mirror(store: Store, time: TrustedTime) -> Finding:
    as_of = store.mirror.as_of
    if as_of is None:
        return Finding("mirror", State.WARN, "no pass was ever loaded", "Sign in while the central API is there.")
    age = time.now().at - as_of
    state = State.WARN if age > STALE_AFTER else State.OK
    step = "Look at the line to the central API." if state is State.WARN else ""
    return Finding("mirror", state, f"passes as of {age.total_seconds() / 60:.0f} min ago", step)


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


def _clock(time: TrustedTime) -> Finding:
    moment = time.now()
    if moment.offset_ms is None:
        return Finding("clock", State.WARN, "the central API did not tell the time", "Compare the PC's clock by hand.")
    evidence = f"{moment.offset_ms / 1000:+.1f} s to the central API"
    if time.wall_is_off():
        return Finding("clock", State.FAIL, evidence, "Set the PC's clock, or switch its time service on.")
    return Finding("clock", State.OK, evidence)


async def _camera(settings: Settings, camera_id: str) -> Finding:
    part = next(camera for camera in settings.cameras if camera.id == camera_id)

    async def ask() -> Finding:
        camera = camera_settings_of(part, "", settings.site.hosts)
        if camera.is_stream:
            await asyncio.to_thread(check_reachable, camera)
        return Finding(f"camera {camera_id}", State.OK, f"{part.name}: its address answers")

    return await _alone(f"camera {camera_id}", ask)


def _engine(engine: EngineState) -> Finding:
    """Without the first reader no code is read; without the second a few tilted ones are not."""
    name = f"reader {engine.name}"
    if engine.problem is None:
        return Finding(name, State.OK, f"{engine.version} reads a plain code")
    state = State.WARN if engine.name == "zbar" else State.FAIL
    return Finding(name, state, engine.problem.message, engine.problem.next_step)


def _hand_scanner(port: str) -> Finding:
    there = [name for name, _ in serial_ports()]
    if port in there or Path(port).exists():
        return Finding("hand scanner", State.OK, f"{port} is there")
    evidence = f"{port} is not there; ports of this PC: {', '.join(there) or 'none'}"
    return Finding("hand scanner", State.WARN, evidence, "Plug the scanner in, or correct port in [hand_scanner].")


async def _gate(gate: GatePart, password: str, clock: SystemClock) -> Finding:
    async def ask() -> Finding:
        driver = driver_for(binding_of(gate), GateSecret(password=password), clock)
        started = clock.monotonic()
        try:
            who = await driver.identify()
        finally:
            await driver.close()
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
        return _known(name, error)


def _known(name: str, error: KnownError) -> Finding:
    return Finding(name, State.FAIL, f"{error.title}. {error.message}", error.next_step)


class _Nothing:
    """No session is kept anywhere: for looking at the central API while the store is not ours."""

    async def get(self, name: str) -> str | None:
        return None

    async def put(self, name: str, value: str) -> None:
        return None

    async def delete(self, name: str) -> None:
        return None
