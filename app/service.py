"""The technician's desk: self-test, log, times, settings to and fro, and the bundle for support."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import msgspec
import platformdirs

from app import checks
from app.choices import SiteSaid
from app.clock import Clock, TrustedTime
from app.domain.gate import GateStatus
from app.domain.shift import Act, may
from app.errors import KnownError, SettingsError
from app.events import CameraChanged, LinkChanged
from app.gates.quality import LinkMinute
from app.opening import Duty
from app.ops import doctor as pc
from app.ops import network
from app.ops.diagnostics import Diagnosis, write_bundle
from app.ops.disk_encryption import disk_encryption
from app.ops.doctor import Finding, State
from app.ops.files import write_text
from app.ops.log_reader import LogLine, read_log
from app.ops.metrics import Metrics, StageFigures
from app.profile import Profile
from app.release import release
from app.settings import Settings, dump, parse
from app.settings_file import save
from app.store.personal import personal_values
from app.store.store import Store


class Console(Protocol):
    """The running console, as far as the desk looks at it."""

    @property
    def settings(self) -> Settings: ...
    @property
    def link(self) -> LinkChanged: ...
    @property
    def permit_until(self) -> datetime | None: ...
    def cameras(self) -> tuple[CameraChanged, ...]: ...
    def gates(self) -> tuple[GateStatus, ...]: ...
    async def take_settings(self, settings: Settings) -> tuple[str, ...]: ...


class SiteValues(Protocol):
    """The site's own settings."""

    @property
    def said(self) -> SiteSaid: ...
    async def signed_values(self) -> dict[str, object]: ...


class Actuator(Protocol):
    """The gates."""

    def link_quality(self, gate_id: str) -> tuple[LinkMinute, ...]: ...
    def cloud_problem(self, gate_id: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Readings:
    """What only the running console knows. `contract` asks the central API and raises KnownError."""

    realtime_live: Callable[[], bool]
    enrolled: bool
    contract: Callable[[], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Taken:
    """A file's settings that were taken over. `waits`: the tables that hold only from the next start on."""

    settings: Settings
    waits: tuple[str, ...] = ()


class ServiceDesk:
    """For technicians; whatever changes something is a link of the audit chain."""

    def __init__(
        self,
        *,
        console: Console,
        profile: Profile,
        store: Store,
        data_key: bytes,
        actuator: Actuator,
        site: SiteValues,
        metrics: Metrics,
        duty: Callable[[], Duty],
        clock: Clock,
        time: TrustedTime,
        readings: Readings,
    ) -> None:
        self._console = console
        self._profile = profile
        self._store = store
        self._data_key = data_key
        self._actuator = actuator
        self._site = site
        self._metrics = metrics
        self._duty = duty
        self._clock = clock
        self._time = time
        self._readings = readings

    async def self_test(self) -> AsyncIterator[Finding]:
        """All lines, as they come; none ends the others."""
        settings, profile, now = self._console.settings, self._profile, self._time.now().at
        yield await asyncio.to_thread(checks.versions)
        for look in self._of_this_pc():
            yield await asyncio.to_thread(look)
        yield Finding("settings", State.OK, f"{len(settings.cameras)} cameras, {len(settings.gates)} gates")
        yield pc.time_zone(settings.site.zone, self._clock.wall())
        yield await asyncio.to_thread(checks.engines)
        if settings.hand_scanner.port:
            yield await asyncio.to_thread(checks.hand_scanner, settings.hand_scanner.port)
        yield checks.keyring(profile.store)
        damage = [f"{found.code}: {found.message}" for found in self._store.findings]
        state = State.WARN if damage else State.OK
        yield Finding("store", state, "; ".join(damage) or "open, chain and head agree")
        yield await self._queue(now)
        yield checks.mirror(self._store.mirror.as_of, now)
        yield checks.permit(self._console.permit_until, now, enrolled=self._readings.enrolled)
        for asked in (network.name_lookup, network.proxy, network.certificate):
            yield await asyncio.to_thread(asked, settings.central.url)
        yield await self._central()
        yield checks.clock(self._time)
        yield checks.realtime(self._readings.realtime_live(), self._console.link)
        for camera in self._console.cameras():
            yield checks.camera(camera)
        for gate in self._console.gates():
            minutes = self._actuator.link_quality(gate.gate_id)
            typical = next((minute.mean_ms for minute in reversed(minutes) if minute.mean_ms is not None), None)
            yield checks.gate(gate, typical)
            yield checks.cloud(gate.gate_id, self._actuator.cloud_problem(gate.gate_id))

    def _of_this_pc(self) -> Iterator[Callable[[], Finding]]:
        profile = self._profile
        yield lambda: pc.disk_space(profile.folder, profile.store / "ballast")
        yield lambda: disk_encryption(profile.folder)
        yield pc.memory
        yield lambda: pc.log_folder(profile.logs)
        yield pc.running_as_administrator

    async def _queue(self, now: datetime) -> Finding:
        journal = self._store.journal
        oldest = next(iter(await journal.due(limit=1, now=now)), None)
        return checks.queue(
            await journal.waiting(), len(await journal.quarantined()), oldest.first_at if oldest else None, now
        )

    async def _central(self) -> Finding:
        begun = self._clock.monotonic()
        try:
            version = await self._readings.contract()
        except KnownError as error:
            return checks.known("central", error)
        took_ms = (self._clock.monotonic() - begun) * 1000
        return Finding("central", State.OK, f"answers in {took_ms:.0f} ms, contract {version}")

    async def log(self, find: str, least: str, limit: int) -> tuple[LogLine, ...]:
        """The newest lines of the program's log, or those of one correlation id."""
        self._may()
        return await asyncio.to_thread(read_log, self._profile.logs, find=find, least=least, limit=limit)

    def stages(self) -> tuple[StageFigures, ...]:
        """How long each stage took since the program started."""
        return self._metrics.stages()

    async def write_bundle(self) -> Path:
        """The bundle for support, into the user's documents; nobody's data in it. Raises ExportError, StoreError."""
        actor = self._may()
        findings = [finding async for finding in self.self_test()]
        now = self._time.now().at
        target = _documents() / f"portun-diagnostics-{now:%Y%m%d-%H%M%S}.zip"

        def write() -> int:
            personal = personal_values(self._store.folder, self._data_key)
            return write_bundle(target, self._diagnosis(findings), personal=personal | self._people(), now=now)

        size = await asyncio.to_thread(write)
        await self._store.journal.note("diagnostics", actor, {"bytes": size})
        return target

    def _diagnosis(self, findings: list[Finding]) -> Diagnosis:
        settings: dict[str, Any] = msgspec.to_builtins(self._console.settings)
        named = {"version": release().version, "build": release().build}
        return Diagnosis(self._profile.logs, findings, named, settings, self._metrics.open_metrics())

    def _people(self) -> frozenset[str]:
        actor = self._duty().actor
        return frozenset({actor.name} if actor is not None else ())

    async def site_settings(self) -> dict[str, str]:
        """What the central API signed for the whole site, by the names of the settings here."""
        self._may()
        return of_site(await self._site.signed_values(), self._site.said)

    async def export_settings(self) -> Path:
        """The settings as a file; there is no secret in them but the publishable key."""
        actor = self._may()
        target = _documents() / f"portun-settings-{self._time.now().at:%Y%m%d-%H%M%S}.toml"
        await asyncio.to_thread(write_text, target, dump(self._console.settings))
        await self._store.journal.note("settings_exported", actor, {})
        return target

    async def import_settings(self, file: Path) -> Taken:
        """Take a file's settings over; who this console is stays. Rules and screen hold at once. SettingsError."""
        actor = self._may()
        try:
            text = await asyncio.to_thread(file.read_text, encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(
                "settings_unreadable", "The settings cannot be read", f"{file.name}: {error}", "Choose another file."
            ) from error
        given, here = parse(text), self._console.settings
        own = {"community_id": here.site.community_id, "device_id": here.site.device_id}
        site = msgspec.structs.replace(given.site, **own)
        taken = msgspec.structs.replace(given, site=site, central=here.central)
        await asyncio.to_thread(save, self._profile.folder, taken)
        await self._store.journal.note("settings_imported", actor, {})
        return Taken(taken, await self._console.take_settings(taken))

    def _may(self) -> str:
        actor = self._duty().actor
        if actor is None or not may(actor, Act.CONFIGURE):
            raise KnownError(
                "not_permitted_here",
                "Only a technician may do this",
                "Your account is not one of a technician.",
                "Ask a technician to sign in.",
            )
        return actor.actor_id


def of_site(told: Mapping[str, object], said: SiteSaid) -> dict[str, str]:
    """The site's values under the names that they have in settings.toml; what has no name here is left out."""
    named = {"site.name": told.get("site_name"), "site.zone": told.get("site_zone")}
    named |= {f"policy.{name}": value for name, value in msgspec.structs.asdict(said.chosen).items()}
    if said.reasons_by_language:
        spoken = [f"{language}: {', '.join(one)}" for language, one in said.reasons_by_language.items()]
        named["policy.override_reasons"] = " · ".join(spoken)
    return {name: as_text(value) for name, value in named.items() if value is not None}


def as_text(value: object) -> str:
    """A setting's value on a page."""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)


def _documents() -> Path:
    return Path(platformdirs.user_documents_dir())
