"""What a technician may change about gates while the console runs, and where that is kept.

Settings go to settings.toml, secrets to the store; the sealed gates file gets both, so that the gates open by hand
on a day without a store. Every change is a line of the audit chain.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import msgspec

from app.choices import Choices
from app.clock import Clock
from app.domain.gate import GateOutcome
from app.domain.shift import Act, Actor, may
from app.errors import GateError, KnownError, SettingsError
from app.events import Events, Trouble
from app.from_settings import binding_of
from app.gates.actuator import Actuator
from app.gates.bindings import GateSecret
from app.gates.build import account_of, bind, cloud_for, driver_for
from app.gates.gates_file import CloudSecret, SealedGates, read_gates, write_gates
from app.profile import Profile
from app.settings import CloudPart, GatePart, Settings, load
from app.settings_file import save

CLOUD_KEY = "gates.cloud_key"
_HOST = re.compile(r"(https://)?[A-Za-z0-9.-]+\.[A-Za-z0-9-]+(:\d+)?/?|http://(127\.0\.0\.1|localhost):\d+/?")


class Store(Protocol):
    """Secrets and the audit chain."""

    @property
    def secrets(self) -> Secrets: ...
    @property
    def journal(self) -> Notes: ...


class Secrets(Protocol):
    """Where passwords and keys stand."""

    async def get(self, name: str) -> str | None: ...
    async def put(self, name: str, value: str) -> None: ...
    async def delete(self, name: str) -> None: ...


class Notes(Protocol):
    """The audit chain."""

    async def note(self, kind: str, subject: str, said: dict[str, Any]) -> None: ...


class Holder(Protocol):
    """Who holds the settings that hold now, and what was chosen of the rules."""

    settings: Settings

    @property
    def choices(self) -> Choices: ...


class GateSetUp:
    """Binds the gates at the start, and changes them afterwards."""

    def __init__(
        self,
        *,
        profile: Profile,
        holder: Holder,
        store: Store,
        actuator: Actuator,
        data_key: bytes,
        actor: Callable[[], Actor | None],
        clock: Clock,
        events: Events,
    ) -> None:
        self._holder = holder
        self._profile = profile
        self._store = store
        self._actuator = actuator
        self._data_key = data_key
        self._actor = actor
        self._clock = clock
        self._events = events

    async def bind(self) -> None:
        """Let the actuator drive what the settings name, by what may hold now, and keep that sealed for a day without a
        store."""
        sealed = await self._sealed()
        bind(self._actuator, sealed, self._clock)
        self._keep(sealed)

    async def seal(self) -> None:
        """Bring the sealed gates file up to what settings and store say now."""
        self._keep(await self._sealed())

    # --- shared with what else a technician sets up -------------------------------------------------------------

    def check_may(self) -> None:
        """Whether whoever is signed in may commission. Raises KnownError."""
        if not may(self._actor(), Act.COMMISSION):
            raise KnownError(
                "only_technicians", "Only a technician may do this", "It changes how a gate works.", "Sign in as one."
            )

    async def change(
        self,
        change: Callable[[Settings], Settings],
        kind: str,
        subject: str,
        said: dict[str, Any],
        *,
        from_next_start: bool = False,
    ) -> None:
        """Keep a change for good: on disk first, upon what stands there now; only then does it hold.

        SettingsError: nothing was changed.
        """
        actor = self._actor()
        save(self._profile.folder, change(load(self._profile.folder)))
        if not from_next_start:
            self._holder.settings = change(self._holder.settings)
            await self.bind()
        await self._store.journal.note(kind, subject, {**said, "by": actor.actor_id if actor else ""})

    # --- what a technician does -------------------------------------------------------------------------------

    async def use_cloud(self, host: str, key: str, gate_id: str, *, device_id: str = "") -> None:
        """Make the cloud the second path of a gate. An empty `key` keeps the one that is there. KnownError."""
        self.check_may()
        host = host.strip().rstrip("/")
        if not _HOST.fullmatch(host):
            raise _wrong("cloud_host", "This is not a cloud host", "It looks like shelly-52-eu.shelly.cloud.")
        cloud = CloudPart(host=host if "://" in host else f"https://{host}")
        named = device_id.strip().lower().replace(":", "")
        if not re.fullmatch(r"[0-9a-f]{0,16}", named):
            raise _wrong(
                "cloud_device", "This is not a device's id", "It is the relay's MAC, in 12 letters and digits."
            )
        if not key.strip() and await self._store.secrets.get(CLOUD_KEY) is None:
            raise _wrong("cloud_no_key", "The cloud key is missing", "Copy it from the vendor's app.")

        def with_cloud(settings: Settings) -> Settings:
            wanted = _with_gate(settings, gate_id, cloud=True, cloud_id=named)
            return msgspec.structs.replace(wanted, cloud=cloud)

        await self.change(with_cloud, "gate_cloud", gate_id, {"on": True, "host": cloud.host})
        if key.strip():
            await self._store.secrets.put(CLOUD_KEY, key.strip())
        await self._renew_cloud()

    async def leave_cloud(self, gate_id: str) -> None:
        """No second path for this gate any more."""
        self.check_may()
        await self.change(
            lambda settings: _with_gate(settings, gate_id, cloud=False), "gate_cloud", gate_id, {"on": False}
        )
        await self._renew_cloud()

    async def set_automatic(self, gate_id: str, on: bool, *, reason: str = "") -> None:
        """Let a gate open by itself, or not. Refused until its commissioning check is green; with a `reason` the
        points that are not are accepted, and that is recorded. GateError says what is not green."""
        self.check_may()
        part = self._gate(gate_id)
        accepted = part.accepted
        if on:
            if not self._holder.choices.automatic_opening:
                raise GateError(
                    "automatic_not_here",
                    "No gate of this site opens by itself",
                    "Neither the site nor this PC allows it (automatic_opening).",
                    "Ask the site's administrator to switch it on first.",
                )
            findings = await self._actuator.check_commissioning(gate_id)
            open_points = [one.code for one in findings if not one.ok and one.weight == "must"]
            missing = [code for code in open_points if code not in accepted]
            if missing and not reason.strip():
                raise GateError(
                    "automatic_not_green",
                    "This gate may not open by itself yet",
                    f"Its check is not green: {', '.join(missing)}.",
                    "Set these points right, or accept them with a reason.",
                )
            accepted = tuple(dict.fromkeys((*accepted, *missing)))
        said = {"on": on, "accepted": list(accepted), "reason": reason.strip()[:200]}
        await self.change(
            lambda settings: _with_gate(settings, gate_id, automatic=on, accepted=accepted),
            "gate_automatic",
            gate_id,
            said,
        )

    async def pair(self, camera_id: str, gate_id: str, *, moved: str) -> None:
        """Let a camera's scans open `gate_id`. `moved`: the gate that the technician saw moving when `gate_id` was
        pulsed; another one, or none, keeps everything as it was. GateError wrong_gate says so."""
        self.check_may()
        if moved != gate_id:
            await self._store.journal.note("gate_pairing", camera_id, {"gate": gate_id, "moved": moved, "kept": False})
            raise _wrong_gate(self._gate(gate_id), moved)

        def paired(settings: Settings) -> Settings:
            cameras = tuple(
                msgspec.structs.replace(one, gate=gate_id) if one.id == camera_id else one for one in settings.cameras
            )
            return msgspec.structs.replace(settings, cameras=cameras)

        await self.change(paired, "gate_pairing", camera_id, {"gate": gate_id, "moved": moved, "kept": True})

    async def set_password(self, gate_id: str, password: str) -> None:
        """The relay's password, from now on and after a restart. KnownError."""
        self.check_may()
        await self._store.secrets.put(f"gate.{gate_id}", password)
        sealed = await self._sealed()
        binding, secret = next(one for one in sealed.gates if one[0].gate_id == gate_id)
        self._actuator.use_local(gate_id, driver_for(binding, secret, self._clock))
        self._keep(sealed)
        actor = self._actor()
        await self._store.journal.note("gate_password", gate_id, {"by": actor.actor_id if actor else ""})

    async def test_cloud(self, gate_id: str, pulse: Callable[[], Awaitable[GateOutcome]]) -> GateOutcome:
        """Ask the cloud for the device first, which moves nothing; only then `pulse` through it. Raises GateError."""
        self.check_may()
        await self._actuator.check_cloud(gate_id)
        return await pulse()

    # --- the pieces -------------------------------------------------------------------------------------------

    def _gate(self, gate_id: str) -> GatePart:
        return next(one for one in self._holder.settings.gates if one.id == gate_id)

    async def _renew_cloud(self) -> None:
        sealed = await self._sealed()
        account = account_of(sealed, self._clock)
        for binding, _ in sealed.gates:
            self._actuator.use_cloud(binding.gate_id, cloud_for(binding, sealed, account))
        self._keep(sealed)

    async def _sealed(self) -> SealedGates:
        settings, secrets = self._holder.settings, self._store.secrets
        automatic = self._holder.choices.automatic_opening
        gates = [
            (
                binding_of(gate, may_open_by_itself=automatic),
                GateSecret(password=await secrets.get(f"gate.{gate.id}") or ""),
            )
            for gate in settings.gates
        ]
        key = await secrets.get(CLOUD_KEY) or ""
        return SealedGates(
            tuple(gates),
            CloudSecret(settings.cloud.host, key) if settings.cloud else None,
            frozenset(gate.id for gate in settings.gates if gate.cloud),
        )

    def _keep(self, sealed: SealedGates) -> None:
        """The old file serves when the disk takes no new one."""
        try:
            known = read_gates(self._profile.gates, self._data_key)
        except GateError:
            known = None
        if known != sealed:
            try:
                write_gates(self._profile.gates, self._data_key, sealed)
            except GateError as error:
                self._events.publish(Trouble(error))


def _with_gate(settings: Settings, gate_id: str, **changes: Any) -> Settings:
    gates = tuple(msgspec.structs.replace(one, **changes) if one.id == gate_id else one for one in settings.gates)
    return msgspec.structs.replace(settings, gates=gates)


def _wrong(code: str, title: str, next_step: str) -> SettingsError:
    return SettingsError(code, title, "Nothing was changed.", next_step)


def _wrong_gate(wanted: GatePart, moved: str) -> GateError:
    seen = "No gate moved" if not moved else "Another gate moved"
    return GateError(
        "wrong_gate" if moved else "no_gate_moved",
        f"{seen}: nothing was saved",
        f"The relay set up for {wanted.name} does not drive that gate.",
        "Compare the relays' addresses and MACs with the wiring, then try again.",
    )
