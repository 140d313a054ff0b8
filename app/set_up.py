"""The first start behind its screen: from an empty folder to a profile that a console starts with.

Each step keeps what it did: the store and the settings stand from enrolment on, so that nothing is asked twice and
a code that was redeemed is not lost with the power.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from app.central.keys import check_publishable
from app.clock import Clock, SystemClock, TrustedTime
from app.devices.sources import usb_cameras
from app.domain.gate import GateOutcome
from app.enrol import enrol
from app.errors import DeviceError, KnownError, SettingsError
from app.gates.discovery import FoundRelay, find_relays
from app.gates.lockdown import Lockdown
from app.gates.whois import relay_at
from app.new_parts import camera_address, new_camera, new_gate
from app.ops.doctor import Finding
from app.ops.enrolment import look_at_central, read_address
from app.profile import Profile
from app.set_up_progress import LETTER, CameraLine, GateLine, Kept, Progress, enrolment_line, settings_in
from app.set_up_trials import Trials
from app.settings import CameraPart, Screen, Settings
from app.settings_file import save
from app.store.keys import Keys
from app.store.recovery import RecoveryKey, new_recovery_key
from app.store.store import Store
from app.tasks import Tasks


class SetUp:
    """The five steps. Raises KnownError for whatever the world does; then the step can be done again."""

    def __init__(
        self, folder: Path, *, passphrase: str | None = None, clock: Clock | None = None, ca_file: Path | None = None
    ) -> None:
        self.tasks = Tasks()
        self._profile = Profile(folder)
        self._passphrase = passphrase
        self._clock = clock or SystemClock()
        self._time = TrustedTime(self._clock)
        self._ca_file = ca_file
        self._progress = Progress(folder)
        self._trials = Trials(self._profile, self._clock)
        self._opened: tuple[Store, bytes] | None = None
        self._recovery: RecoveryKey | None = None

    def kept(self) -> Kept:
        """How far an earlier run came."""
        return self._progress.kept()

    def reached(self, step: str) -> None:
        """A step is on the screen: a later start goes on here."""
        self._progress.note(step=step)

    # --- language, central API ------------------------------------------------------------------------------

    async def choose_language(self, language: str) -> None:
        """What the guards speak."""
        self._progress.note(language=language)
        settings = settings_in(self._profile.folder)
        if settings is not None:
            screen = Screen(**{**msgspec.to_builtins(settings.screen), "language": language})
            self._save(msgspec.structs.replace(settings, screen=screen))

    async def read_letter(self) -> tuple[str, str, str] | None:
        """Address, key and code from the letter's QR, by the first camera at this PC; None if somebody stopped it."""
        plugged = await self.usb_cameras()
        if not plugged:
            raise DeviceError(
                "camera_not_plugged", "The camera is not there", "No USB camera is plugged in.", "Plug one in, or type."
            )
        part = CameraPart(id=LETTER, name=plugged[0], address=f"usb:{plugged[0]}")
        text = await self._trials.read(part, (), lambda text: enrolment_line(text) is not None)
        return None if text is None else enrolment_line(text)

    def stop_reading(self) -> None:
        """The letter is typed after all."""
        self._trials.stop_reading()

    async def check_central(self, address: str, key: str) -> list[Finding]:
        """Look before a code is sent there: address, key, connection, certificate, clock, contract."""
        return await look_at_central(
            address, key, now=self._clock.wall, check_key=check_publishable, ca_file=self._ca_file
        )

    async def enrol(self, address: str, key: str, code: str) -> str:
        """Make this PC a console of that site; the site's name. The same code goes on where it was cut off."""
        base = read_address(address).base
        if base is None:
            raise SettingsError("address_wrong", "This is no address", address[:80], "Correct the address.")
        folder = self._profile.folder
        folder.mkdir(parents=True, exist_ok=True)
        if (settings := settings_in(folder)) is not None:
            return settings.site.name  # an earlier run came this far
        await self._let_go()
        self._progress.note()  # from now on the settings are those of a first start that goes on
        enrolled = await enrol(folder, address=base, key=key, code=code, passphrase=self._passphrase, clock=self._clock)
        Lockdown(self._profile.lockdown).prepare()
        await self.choose_language(self._progress.language)
        return enrolled.site_name

    # --- recovery key ---------------------------------------------------------------------------------------

    async def make_recovery_key(self) -> str:
        """A new key in groups of letters, to be shown once. It counts from its confirmation on."""
        self._recovery = self._recovery or new_recovery_key()
        return self._recovery.written

    async def confirm_recovery_key(self, last_group: str) -> bool:
        """Whether somebody has it on paper; then the store's key is sealed to it."""
        if self._recovery is None:
            return False
        wanted = self._recovery.written.rpartition("-")[2]
        if re.sub(r"[^A-Z2-7]", "", last_group.upper()) != wanted:
            return False
        await self._seal_to(self._recovery.public)
        self._recovery = None
        return True

    async def use_site_key(self, written: str) -> str:
        """Take the public part of a recovery key that the site already has; its first letters, to compare."""
        text = re.sub(r"[\s:-]", "", written).lower()
        if not re.fullmatch(r"[0-9a-f]{64}", text):
            raise SettingsError(
                "recovery_public_wrong",
                "This is not the public part of a recovery key",
                "It has 64 digits and letters from a to f.",
                "Copy it again from the administrator's letter.",
            )
        await self._seal_to(bytes.fromhex(text))
        return text[:16]

    # --- cameras --------------------------------------------------------------------------------------------

    async def usb_cameras(self) -> tuple[str, ...]:
        """Cameras at this PC, by the names that may stand after `usb:`."""
        return await asyncio.to_thread(usb_cameras)

    async def add_camera(self, name: str, address: str, username: str, password: str) -> CameraLine:
        """Try a camera and keep it, also one that gives no picture yet: the line says why."""
        settings = self._settings()
        address = camera_address(address, await self.usb_cameras())
        part = new_camera(settings, name, address, username)
        problem = await self._trials.see(part, password, settings.site.hosts)
        if password:
            await (await self._store()).secrets.put(f"camera.{part.id}", password)
        self._save(msgspec.structs.replace(settings, cameras=(*settings.cameras, part)))
        return CameraLine(part.id, name, address, problem)

    async def drop_camera(self, camera_id: str) -> None:
        """Take a camera out again."""
        settings = self._settings()
        await asyncio.to_thread(self._trials.leave, camera_id)
        left = tuple(one for one in settings.cameras if one.id != camera_id)
        self._save(msgspec.structs.replace(settings, cameras=left))
        await (await self._store()).secrets.delete(f"camera.{camera_id}")

    def mailbox(self, camera_id: str) -> Any:
        """Where the live picture of a camera lies."""
        return self._trials.mailbox(camera_id)

    # --- gates ----------------------------------------------------------------------------------------------

    async def find_relays(self) -> tuple[FoundRelay, ...]:
        """Who announces itself on this network."""
        return await find_relays(self._clock)

    async def add_gate(self, name: str, address: str, password: str) -> GateLine:
        """Bind a gate to the device at an address, by its MAC, and check how that is set up."""
        settings = self._settings()
        base, identity, driver = await relay_at(address, self._clock)
        part = new_gate(settings, name, base, identity, driver)
        points = await self._trials.check(part, password)
        store = await self._store()
        await store.secrets.put(f"gate.{part.id}", password)
        self._save(msgspec.structs.replace(settings, gates=(*settings.gates, part)))
        missing = sorted(point.code for point in points if not point.ok)
        await store.journal.note("gate_bound", part.id, {"mac": identity.mac, "missing": missing})
        return GateLine(part.id, name, base, points)

    async def test_gate(self, gate_id: str) -> GateOutcome:
        """Open it once, while somebody looks."""
        part = next(one for one in self._settings().gates if one.id == gate_id)
        password = await (await self._store()).secrets.get(f"gate.{gate_id}") or ""
        return await self._trials.move(part, password)

    # --- the end --------------------------------------------------------------------------------------------

    async def finish(self) -> None:
        """Everything is there: let go of it, so that the console can start."""
        settings = self._settings()
        if settings.gates:
            first = settings.gates[0].id
            cameras = tuple(msgspec.structs.replace(one, gate=one.gate or first) for one in settings.cameras)
            self._save(msgspec.structs.replace(settings, cameras=cameras))
        await (await self._store()).journal.note("set_up", settings.site.device_id, {})
        await asyncio.to_thread(self._trials.close)
        await self._let_go()
        self._progress.done()

    async def close(self) -> None:
        """Leave; what was done stays."""
        await asyncio.to_thread(self._trials.close)
        await self.tasks.close()
        await self._let_go()

    # --- shared ---------------------------------------------------------------------------------------------

    async def take_over(self, tables: Mapping[str, Any], secrets: Mapping[str, str]) -> None:
        """Put a fleet's tables over the settings of enrolment, and its passwords into the store."""
        known = msgspec.to_builtins(self._settings())
        mine = {"community_id", "device_id"}
        for name, table in tables.items():
            if isinstance(table, dict):
                given = {key: value for key, value in table.items() if name != "site" or key not in mine}
                known[name] = {**known.get(name, {}), **given}
            else:
                known[name] = table
        try:
            settings = msgspec.convert(known, Settings)
        except msgspec.ValidationError as error:
            raise SettingsError(
                "settings_wrong", "A setting cannot be taken", str(error), "Ask for a corrected provisioning file."
            ) from error
        store = await self._store()
        for name, secret in secrets.items():
            await store.secrets.put(name, secret)
        self._save(settings)

    async def _store(self) -> Store:
        """The store that enrolment made. Its recovery key is nobody's until one is confirmed."""
        if self._opened is None:
            folder = self._profile.store
            data_key = await asyncio.to_thread(Keys.open, folder, self._passphrase)
            self._opened = (await Store.open(folder, data_key, now=lambda: self._time.now().at), data_key)
        return self._opened[0]

    async def _let_go(self) -> None:
        if self._opened is not None:
            await self._opened[0].close()
            self._opened = None

    async def _seal_to(self, public: bytes) -> None:
        store = await self._store()
        assert self._opened is not None
        await asyncio.to_thread(
            Keys.wrap_again,
            self._profile.store,
            self._opened[1],
            passphrase=self._passphrase,
            recovery_public=public,
        )
        await store.journal.note("recovery_key", public.hex()[:16], {})
        self._progress.note(recovery=True)

    def _settings(self) -> Settings:
        settings = settings_in(self._profile.folder)
        if settings is None:
            raise KnownError("not_enrolled", "This PC is not enrolled yet", "It belongs to no site.", "Enrol it first.")
        return settings

    def _save(self, settings: Settings) -> None:
        save(self._profile.folder, settings)
