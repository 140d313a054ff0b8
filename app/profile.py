"""Where one console keeps its things: settings, store, logs."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from app.release import release


def default_folder() -> Path:
    """The profile of this PC's user; `PORTUN_PROFILE` names another."""
    if named := os.environ.get("PORTUN_PROFILE"):
        return Path(named)
    name = "Portun Gatehouse Training" if release().edition == "training" else "Portun Gatehouse"
    return Path(platformdirs.user_data_dir(name, "Portun"))


@dataclass(frozen=True, slots=True)
class Profile:
    """One folder, and what stands where in it."""

    folder: Path

    @property
    def store(self) -> Path:
        """The encrypted databases, the photos and the wrapped key."""
        return self.folder / "store"

    @property
    def logs(self) -> Path:
        """Log files, without personal data."""
        return self.folder / "logs"

    @property
    def lockdown(self) -> Path:
        """The lockdown file: outside the databases, so that nothing broken can hide it."""
        return self.folder / "lockdown.json"

    @property
    def session_lock(self) -> Path:
        """Held while a program of this PC renews a session: a refresh token is good for one use."""
        return self.folder / "session.lock"

    @property
    def gate_commands(self) -> Path:
        """Every command to a gate and its outcome, append only."""
        return self.folder / "gate-commands.jsonl"

    @property
    def gates(self) -> Path:
        """Bindings and secrets of the gates, sealed: for opening by hand when nothing else works."""
        return self.folder / "gates.bin"

    @property
    def metrics(self) -> Path:
        """Times and counters as OpenMetrics text, for a collector that reads files; nobody's data."""
        return self.folder / "metrics.txt"

    @property
    def reports(self) -> Path:
        """Crash reports that were not sent yet, without secrets."""
        return self.folder / "reports"

    @property
    def last_crash(self) -> Path:
        """Why the console before this one crashed, with the stack that it left, until it was reported."""
        return self.logs / "crash.before.txt"

    @property
    def prints(self) -> Path:
        """Sheets on their way to the printer; swept at each start."""
        return self.folder / "prints"

    @property
    def updates(self) -> Path:
        """A newer version's installer and its manifest, until they are taken over."""
        return self.folder / "updates"

    @property
    def emergency(self) -> Path:
        """Preallocated: takes an override when the journal cannot."""
        return self.folder / "emergency.bin"
