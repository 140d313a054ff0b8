"""What is left when the store does not open: the gates, by hand. Everything it needs stands in the sealed gates file.

What is opened here is kept in the emergency file and taken into the journal once it opens again.
"""

from __future__ import annotations

from pathlib import Path

from app.clock import SystemClock, TrustedTime
from app.domain.entry import Entry
from app.domain.gate import GateOutcome, GateStatus
from app.domain.shift import Actor, Role
from app.errors import StoreError
from app.events import Events
from app.gates.actuator import Actuator
from app.gates.build import bind
from app.gates.commands import CommandFile
from app.gates.emergency import EmergencyFile
from app.gates.gates_file import read_gates
from app.gates.lockdown import Lockdown
from app.opening import Duty, Opening
from app.override import Override
from app.profile import Profile
from app.settings import Settings, load
from app.store.keys import Keys
from app.tasks import Tasks

NOBODY = Actor("", "", Role.GUARD)
"""Without the store nobody can sign in: the entry says that it was nobody known."""


class LastResort:
    """Gates and nothing else."""

    def __init__(self, profile: Profile, settings: Settings, data_key: bytes, trouble: StoreError) -> None:
        self.trouble = trouble
        self.site_name, self.post_name = settings.site.name, settings.site.post
        self.clock = SystemClock()
        self.events = Events()
        self.tasks = Tasks()
        time = TrustedTime(self.clock)
        self.actuator = Actuator(
            clock=self.clock,
            events=self.events,
            tasks=self.tasks,
            lockdown=Lockdown(profile.lockdown),
            record=CommandFile(profile.gate_commands),
        )
        bind(self.actuator, read_gates(profile.gates, data_key), self.clock)
        device_id = settings.site.device_id

        def duty() -> Duty:
            return Duty(NOBODY, None, False, device_id, "last-resort")

        opening = Opening(journal=_NoJournal(trouble), gates=self.actuator, duty=duty, time=time, events=self.events)
        self.override = Override(
            opening=opening,
            emergency=EmergencyFile(profile.emergency, data_key),
            duty=duty,
            clock=self.clock,
            time=time,
            events=self.events,
            tasks=self.tasks,
        )

    @classmethod
    def open(cls, folder: Path, trouble: StoreError, *, passphrase: str | None = None) -> LastResort:
        """Load what opens gates. Raises KnownError when even that is gone: then only the key switch is left."""
        profile = Profile(folder)
        return cls(profile, load(folder), Keys.open(profile.store, passphrase), trouble)

    def gates(self) -> tuple[GateStatus, ...]:
        """All gates, as set up."""
        return self.actuator.statuses()

    def start(self) -> None:
        """Begin to watch the gates."""
        self.actuator.start()

    async def close(self) -> None:
        """Let go of everything."""
        await self.actuator.close()
        await self.tasks.close()


class _NoJournal:
    """Stands where the journal would be, and says why it is not there."""

    def __init__(self, trouble: StoreError) -> None:
        self._trouble = trouble

    async def record(self, entry: Entry, *, photo: bytes | None = None) -> Entry:
        raise self._trouble

    async def attach_outcome(self, entry_id: str, outcome: GateOutcome) -> None:
        """Nothing to attach it to: the record of gate commands has it."""

    async def hold_photo(self, photo: bytes) -> None:
        raise self._trouble

    async def add_photo(self, entry_id: str, photo: bytes) -> str | None:
        return None
