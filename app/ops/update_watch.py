"""Asking for updates in the background, and how things stand. Nothing is installed from here.

`look` asks and judges (app.ops.update), `fetch` downloads after somebody said so (app.ops.update_download). Where
nothing but an administrator's own means can install, the offer is shown with what to do, and nothing is fetched.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import httpx
import msgspec

from app.errors import KnownError, UpdateError
from app.ops import update_download
from app.ops.package_manager import PackageManager
from app.ops.update import Checked, Hold, Trust, UpdateOffer, hold, verify
from app.ops.update_install import OPTION, elevated, not_taken

log = logging.getLogger(__name__)

FIRST_S = (60.0, 300.0)
"""After the start: the gate comes first, and not all consoles of a fleet ask at once when the power is back."""
EVERY_S = (5 * 3600.0, 7 * 3600.0)
AGAIN_S = (1500.0, 2100.0)
"""After no answer."""

MANIFEST = "manifest"
"""The signed manifest beside what was downloaded: the elevated installer judges it once more."""

_REMEMBERED = "update.trust"


class Standing(StrEnum):
    """How things stand."""

    OFF = "off"
    """This build carries no key: it cannot tell a true update from a false one, and asks nobody."""
    UNASKED = "unasked"
    NEWEST = "newest"
    OFFERED = "offered"
    FETCHING = "fetching"
    READY = "ready"
    """Fetched and checked."""
    INSTALLING = "installing"
    REFUSED = "refused"
    """What the server sent may not be taken; `problem` says why."""


class Means(StrEnum):
    """How a newer version comes onto this PC."""

    SETUP = "setup"
    """By the elevated installer, after somebody at the PC said so."""
    PACKAGES = "packages"
    """By the system's package manager; the console only says its command."""
    HAND = "hand"
    """By an administrator's hands."""


@dataclass(frozen=True, slots=True)
class UpdateState:
    """What a screen shows. `had`: bytes of the download so far; `path`: of the installer, when READY."""

    standing: Standing
    means: Means
    command: str = ""
    offer: UpdateOffer | None = None
    had: int = 0
    path: Path | None = None
    problem: KnownError | None = None
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class UpdateChanged:
    """An event: how things stand with updates now."""

    state: UpdateState


@dataclass(frozen=True, slots=True)
class UpdateStarted:
    """An event: the installer waits for this console to end, and starts the newer one."""


@dataclass(frozen=True, slots=True)
class AtTheGate:
    """What an update must wait for."""

    waiting_entries: int
    case_open: bool
    shift_open: bool


class Memory(Protocol):
    """Where the trust is kept between two starts."""

    async def get(self, name: str) -> str | None: ...
    async def put(self, name: str, value: str) -> None: ...


class _Remembered(msgspec.Struct, frozen=True):
    anchor: str
    key: str
    newest: datetime | None


class UpdateWatch:
    """One console's updates. `key`: the build's anchor, 32 raw bytes; empty: updates are off."""

    def __init__(
        self,
        *,
        url: str,
        key: bytes,
        running: str,
        system: str,
        client: Callable[[], httpx.AsyncClient],
        memory: Memory,
        folder: Path,
        now: Callable[[], datetime],
        at_the_gate: Callable[[], AtTheGate],
        publish: Callable[[object], None],
        managed_by: Callable[[], PackageManager | None],
        setup: bool,
        rng: random.Random,
        elevate: Callable[[Sequence[str]], int] = elevated,
    ) -> None:
        self._url, self._key, self._running, self._system = url, key, running, system
        self._client, self._memory, self._folder = client, memory, folder
        self._now, self._at_the_gate, self._publish = now, at_the_gate, publish
        self._managed_by, self._rng, self._elevate = managed_by, rng, elevate
        means = Means.SETUP if setup else Means.HAND
        self.state = UpdateState(Standing.UNASKED if key and url else Standing.OFF, means)

    async def run(self, pause: Callable[[float], Awaitable[object]] = asyncio.sleep) -> None:
        """Until cancelled. A console without a key only finds out who installed it."""
        manager = await asyncio.to_thread(self._managed_by)
        if manager is not None:
            self._put(means=Means.PACKAGES, command=manager.command)
        if self.state.standing is Standing.OFF:
            return
        wait = FIRST_S
        while True:
            await pause(self._rng.uniform(*wait))
            wait = EVERY_S if await self.look() else AGAIN_S

    async def look(self) -> bool:
        """Ask once and judge. False: nobody answered. What may not be taken stands as `problem` in the state."""
        if self.state.standing in (Standing.OFF, Standing.FETCHING, Standing.INSTALLING):
            return True
        try:
            async with self._client() as client:
                raw = await update_download.fetch_manifest(client, self._url)
        except UpdateError as error:
            if error.code != "update_unreachable":
                self._refuse(error)
                return True
            log.info("nobody answers for updates")
            return False
        try:
            trust = await self._trust()
            found = verify(raw, trust=trust, running=self._running, system=self._system, now=self._now())
        except UpdateError as error:
            self._refuse(error)
            return True
        await self._remember(found, raw)
        asked = {"problem": None, "asked_at": self._now()}
        if found.offer is None:
            self._put(standing=Standing.NEWEST, offer=None, path=None, **asked)
        elif self.state.standing is Standing.READY and self.state.offer == found.offer:
            self._put(**asked)
        else:
            self._put(standing=Standing.OFFERED, offer=found.offer, path=None, **asked)
        return True

    def held(self, *, consent: bool = False) -> Hold | None:
        """What the offer must wait for right now; None: it may be made. `consent`: the guard on shift said yes."""
        gate = self._at_the_gate()
        return hold(
            waiting_entries=gate.waiting_entries, case_open=gate.case_open, shift_open=gate.shift_open, consent=consent
        )

    async def fetch(self) -> None:
        """Download what is offered. It goes on where an earlier try was cut off."""
        offer = self.state.offer
        if self.state.standing is not Standing.OFFERED or self.state.means is not Means.SETUP or offer is None:
            return
        self._put(standing=Standing.FETCHING, had=0, problem=None)
        try:
            async with self._client() as client:
                path = await update_download.download(client, offer.file, self._folder, progress=self._progress)
        except UpdateError as error:
            if error.code == "update_tampered":
                self._refuse(error)
            else:
                self._put(standing=Standing.OFFERED, problem=error)
            return
        except BaseException:
            self._put(standing=Standing.OFFERED)
            raise
        self._put(standing=Standing.READY, path=path, had=offer.file.size)

    async def install(self, *, consent: bool) -> bool:
        """Have the elevated half take over what lies here; True: it waits for this console's end (UpdateStarted).

        Nothing happens while `held` says so. Blocks nobody: the question for an administrator may stay open.
        """
        path = self.state.path
        if self.state.standing is not Standing.READY or path is None or self.held(consent=consent) is not None:
            return False
        self._put(standing=Standing.INSTALLING, problem=None)
        problem: UpdateError | None = None
        try:
            words = [OPTION, str(self._folder / MANIFEST), str(path)]
            if await asyncio.to_thread(self._elevate, words) != 0:
                problem = not_taken()
        except UpdateError as error:
            problem = error
        if problem is None and self.held(consent=consent) is not None:
            # A car came while somebody typed the password: the installer gives up when we do not end.
            problem = not_taken()
        self._put(standing=Standing.READY, problem=problem)
        if problem is None:
            self._publish(UpdateStarted())
        return problem is None

    def _progress(self, had: int, size: int) -> None:
        if had == size or had - self.state.had >= size // 100:
            self._put(had=had)

    def _refuse(self, error: UpdateError) -> None:
        log.warning("an update is refused: %s", error.code)
        self._put(standing=Standing.REFUSED, offer=None, path=None, problem=error, asked_at=self._now())

    async def _trust(self) -> Trust:
        """The newest key and moment seen. A build with another anchor begins with that one."""
        said = await self._memory.get(_REMEMBERED)
        if said is None:
            return Trust(self._key)
        kept = msgspec.json.decode(said, type=_Remembered)
        return Trust(bytes.fromhex(kept.key) if kept.anchor == self._key.hex() else self._key, kept.newest)

    async def _remember(self, found: Checked, raw: bytes) -> None:
        kept = _Remembered(self._key.hex(), found.trust.key.hex(), found.trust.newest)
        await self._memory.put(_REMEMBERED, msgspec.json.encode(kept).decode())
        await asyncio.to_thread(self._keep, found.offer, raw)

    def _keep(self, offer: UpdateOffer | None, raw: bytes) -> None:
        """The manifest on the disk, and nothing of older offers. A disk that takes nothing is another's trouble."""
        names = {offer.file.name, f"{offer.file.name}.part"} if offer else set()
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for path in self._folder.iterdir():
                if path.name not in names:
                    path.unlink()
            if offer is not None:
                (self._folder / MANIFEST).write_bytes(raw)
        except OSError as error:
            log.warning("the manifest is not kept: %s", error.strerror)

    def _put(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self._publish(UpdateChanged(self.state))
