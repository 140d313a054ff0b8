"""Updates from asking to the elevated installer, over a real TLS server."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.errors import UpdateError
from app.ops.package_manager import PackageManager
from app.ops.signed import public_bytes, sign
from app.ops.update import Hold, this_system
from app.ops.update_download import update_client
from app.ops.update_install import FOLDER, SETUP_WORDS, elevated, install
from app.ops.update_watch import AtTheGate, Means, Standing, UpdateChanged, UpdateStarted, UpdateWatch
from app.release import Release
from tests.ops.web import Web, ranged, web, whole

NOW = datetime(2026, 3, 14, 18, tzinfo=UTC)
KEY, STRANGER = (Ed25519PrivateKey.from_private_bytes(letter * 32) for letter in (b"k", b"s"))
SETUP = b'#!/bin/sh\necho "$@" > "$(dirname "$0")/../started-with"\n' + b"#" * 4000
NAME = "portun-gatehouse-1.2.0-setup.exe"
QUIET = AtTheGate(waiting_entries=0, case_open=False, shift_open=False)


def manifest(url: str, *, key: Ed25519PrivateKey = KEY, content: bytes = SETUP, **changes: Any) -> bytes:
    """Signed; `changes` are fields of its body."""
    file = {"name": NAME, "url": f"{url}/{NAME}", "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    fields = {
        "schema": 1,
        "version": "1.2.0",
        "build": "abc",
        "minimum_version": "1.0.0",
        "released_at": (NOW - timedelta(hours=1)).isoformat(),
        "expires_at": (NOW + timedelta(days=30)).isoformat(),
        "files": {this_system(): file},
        "notes": {},
    }
    return sign("update", json.dumps({**fields, **changes}).encode(), key)


class Kept:
    """A memory."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}

    async def get(self, name: str) -> str | None:
        return self.words.get(name)

    async def put(self, name: str, value: str) -> None:
        self.words[name] = value


class Console:
    """A console's updates, and what it said of them."""

    def __init__(self, here: Web, folder: Path, **changes: Any) -> None:
        self.said: list[object] = []
        self.gate = QUIET
        self.asked: list[Sequence[str]] = []
        self.answer: int | UpdateError = 0
        given: dict[str, Any] = {
            "url": f"{here.url}/stable",
            "key": public_bytes(KEY),
            "running": "1.1.0",
            "system": this_system(),
            "client": lambda: update_client(here.ca_file),
            "memory": Kept(),
            "folder": folder,
            "now": lambda: NOW,
            "at_the_gate": lambda: self.gate,
            "publish": self.said.append,
            "managed_by": lambda: None,
            "setup": True,
            "rng": random.Random(1),
            "elevate": self._elevate,
        }
        self.watch = UpdateWatch(**{**given, **changes})

    @property
    def standings(self) -> list[Standing]:
        seen = [event.state.standing for event in self.said if isinstance(event, UpdateChanged)]
        return [one for number, one in enumerate(seen) if number == 0 or seen[number - 1] is not one]

    def _elevate(self, words: Sequence[str]) -> int:
        self.asked.append(words)
        if isinstance(self.answer, UpdateError):
            raise self.answer
        return self.answer


def story(tmp_path: Path, work: Any) -> None:
    """Run `work(web)` beside a server that has a good manifest and its installer."""

    async def whole_story() -> None:
        async with web(tmp_path) as here:
            here.answers["/stable"] = whole(manifest(here.url))
            here.answers[f"/{NAME}"] = ranged(SETUP)
            await work(here)

    asyncio.run(whole_story())


def test_asked_offered_fetched_and_handed_to_the_elevated_half(tmp_path: Path) -> None:
    async def work(here: Web) -> None:
        console = Console(here, tmp_path / "updates")
        assert await console.watch.look()
        assert console.watch.state.standing is Standing.OFFERED
        await console.watch.fetch()
        state = console.watch.state
        assert state.standing is Standing.READY and state.path is not None and state.path.read_bytes() == SETUP
        assert await console.watch.look()
        assert console.watch.state.standing is Standing.READY, "the same offer again is still here"
        assert await console.watch.install(consent=False)
        assert console.asked == [["--install-update", str(tmp_path / "updates" / "manifest"), str(state.path)]]
        assert isinstance(console.said[-1], UpdateStarted)
        assert console.standings == [
            Standing.OFFERED, Standing.FETCHING, Standing.READY, Standing.INSTALLING, Standing.READY
        ]  # fmt: skip

    story(tmp_path, work)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"expires_at": NOW.isoformat()}, "update_expired"),
        ({"version": "1.0.9"}, "update_older"),
        ({"minimum_version": "1.1.5"}, "update_step"),
        ({"key": STRANGER}, "update_unknown_key"),
        ({"files": {}}, "update_platform"),
    ],
)
def test_what_may_not_be_taken_is_refused_with_words(tmp_path: Path, changes: dict[str, Any], code: str) -> None:
    async def work(here: Web) -> None:
        console = Console(here, tmp_path / "updates")
        here.answers["/stable"] = whole(manifest(here.url, **changes))
        assert await console.watch.look()
        state = console.watch.state
        assert state.standing is Standing.REFUSED and state.offer is None
        assert state.problem is not None and state.problem.code == code
        assert state.problem.message and state.problem.next_step
        await console.watch.fetch()
        assert not await console.watch.install(consent=True)
        assert console.asked == [] and not any(path.startswith(f"/{NAME}") for path in (one.path for one in here.asked))

    story(tmp_path, work)


def test_a_tampered_manifest_takes_an_offer_back(tmp_path: Path) -> None:
    async def work(here: Web) -> None:
        console = Console(here, tmp_path / "updates")
        await console.watch.look()
        raw = manifest(here.url)
        here.answers["/stable"] = whole(raw.replace(b'"1.2.0"', b'"1.2.9"', 1))
        await console.watch.look()
        assert console.watch.state.offer is None
        assert console.watch.state.problem is not None and console.watch.state.problem.code == "update_tampered"
        here.answers["/stable"] = whole(raw)
        await console.watch.look()
        assert console.watch.state.standing is Standing.OFFERED and console.watch.state.problem is None

    story(tmp_path, work)


def test_yesterdays_manifest_is_refused_after_todays_also_after_a_restart(tmp_path: Path) -> None:
    async def work(here: Web) -> None:
        memory = Kept()
        await Console(here, tmp_path / "updates", memory=memory).watch.look()
        old = manifest(here.url, version="1.1.1", released_at=(NOW - timedelta(days=3)).isoformat())
        here.answers["/stable"] = whole(old)
        again = Console(here, tmp_path / "updates", memory=memory)
        await again.watch.look()
        assert again.watch.state.problem is not None and again.watch.state.problem.code == "update_replayed"
        other = Console(here, tmp_path / "updates", memory=memory, key=public_bytes(STRANGER))
        await other.watch.look()
        assert other.watch.state.problem is not None and other.watch.state.problem.code == "update_unknown_key"

    story(tmp_path, work)


def test_an_installer_that_was_changed_is_refused_and_deleted(tmp_path: Path) -> None:
    async def work(here: Web) -> None:
        console = Console(here, tmp_path / "updates")
        here.answers[f"/{NAME}"] = ranged(SETUP[:-1] + b"!")
        await console.watch.look()
        await console.watch.fetch()
        state = console.watch.state
        assert state.standing is Standing.REFUSED
        assert state.problem is not None and state.problem.code == "update_tampered"
        assert [path.name for path in (tmp_path / "updates").iterdir()] == ["manifest"]

    story(tmp_path, work)


def test_a_download_that_was_cut_off_can_be_taken_up(tmp_path: Path) -> None:
    async def work(here: Web) -> None:
        console = Console(here, tmp_path / "updates")
        await console.watch.look()
        here.answers[f"/{NAME}"] = ranged(SETUP, cut_at=1000)
        await console.watch.fetch()
        state = console.watch.state
        assert state.standing is Standing.OFFERED and state.problem is not None
        here.answers[f"/{NAME}"] = ranged(SETUP)
        await console.watch.fetch()
        assert console.watch.state.standing is Standing.READY and console.watch.state.problem is None

    story(tmp_path, work)


def test_never_while_a_car_entries_or_an_unasked_guard_wait(tmp_path: Path) -> None:
    async def work(here: Web) -> None:
        console = Console(here, tmp_path / "updates")
        await console.watch.look()
        await console.watch.fetch()
        for gate, consent, why in (
            (AtTheGate(0, True, True), True, Hold.CASE_OPEN),
            (AtTheGate(3, False, True), True, Hold.WAITING_ENTRIES),
            (AtTheGate(0, False, True), False, Hold.SHIFT_OPEN),
        ):
            console.gate = gate
            assert console.watch.held(consent=consent) is why
            assert not await console.watch.install(consent=consent)
        assert console.asked == []
        console.gate = AtTheGate(0, False, True)
        assert await console.watch.install(consent=True)

    story(tmp_path, work)


def test_a_car_that_comes_while_the_administrator_types_stops_it(tmp_path: Path) -> None:
    async def work(here: Web) -> None:
        console = Console(here, tmp_path / "updates")

        def typing(words: Sequence[str]) -> int:
            console.gate = AtTheGate(0, True, False)
            return 0

        console.watch._elevate = typing
        await console.watch.look()
        await console.watch.fetch()
        assert not await console.watch.install(consent=False)
        assert console.watch.state.problem is not None
        assert not any(isinstance(event, UpdateStarted) for event in console.said)

    story(tmp_path, work)


def test_nobody_agreed_or_it_was_not_taken(tmp_path: Path) -> None:
    async def work(here: Web) -> None:
        console = Console(here, tmp_path / "updates")
        await console.watch.look()
        await console.watch.fetch()
        for answer in (1, UpdateError("update_not_installed", "t", "m", "n")):
            console.answer = answer
            assert not await console.watch.install(consent=False)
            state = console.watch.state
            assert state.standing is Standing.READY
            assert state.problem is not None and state.problem.code == "update_not_installed"

    story(tmp_path, work)
    if sys.platform != "win32":
        with pytest.raises(UpdateError):
            elevated(["--install-update"])


def test_without_a_key_nobody_is_asked(tmp_path: Path) -> None:
    async def work(here: Web) -> None:
        console = Console(here, tmp_path / "updates", key=b"", url="")
        await console.watch.run()
        await console.watch.look()
        assert console.watch.state.standing is Standing.OFF
        assert here.asked == []

    story(tmp_path, work)


def test_a_package_manager_is_pointed_to_and_nothing_is_fetched(tmp_path: Path) -> None:
    async def work(here: Web) -> None:
        manager = PackageManager("apt", "sudo apt upgrade portun-gatehouse")
        console = Console(here, tmp_path / "updates", managed_by=lambda: manager)
        waited: list[float] = []
        enough = asyncio.Event()

        async def pause(seconds: float) -> None:
            waited.append(seconds)
            if len(waited) == 3:
                enough.set()
                await asyncio.Event().wait()

        running = asyncio.get_running_loop().create_task(console.watch.run(pause))
        await enough.wait()
        running.cancel()
        state = console.watch.state
        assert (state.means, state.command) == (Means.PACKAGES, manager.command)
        assert state.standing is Standing.OFFERED
        await console.watch.fetch()
        assert console.watch.state.standing is Standing.OFFERED
        assert {one.path for one in here.asked} == {"/stable"}
        assert 60 <= waited[0] <= 300 and waited[1] > 4 * 3600

    story(tmp_path, work)


def test_no_answer_changes_nothing_and_is_tried_again_sooner(tmp_path: Path) -> None:
    async def work(here: Web) -> None:
        console = Console(here, tmp_path / "updates")
        await console.watch.look()
        here.answers["/stable"] = whole(b"", "503 Service Unavailable")
        assert not await console.watch.look()
        assert console.watch.state.standing is Standing.OFFERED and console.watch.state.problem is None

    story(tmp_path, work)


def test_up_to_date_sweeps_what_was_fetched(tmp_path: Path) -> None:
    async def work(here: Web) -> None:
        await Console(here, tmp_path / "updates").watch.look()
        newer = Console(here, tmp_path / "updates", running="1.2.0")
        await newer.watch.look()
        assert newer.watch.state.standing is Standing.NEWEST
        assert list((tmp_path / "updates").iterdir()) == []

    story(tmp_path, work)


# --- the elevated half, with a program that is really started ------------------------------------------------

THIS = Release(
    version="1.1.0", build="a", edition="console", update_url="https://u.example/s", update_key=public_bytes(KEY).hex()
)


def offered(folder: Path, content: bytes = SETUP, **changes: Any) -> tuple[Path, Path]:
    """The manifest and the installer as the console left them."""
    paths = folder / "manifest", folder / NAME
    paths[0].write_bytes(manifest("https://updates.example.com", content=SETUP, **changes))
    paths[1].write_bytes(content)
    return paths


def run(words: Sequence[str]) -> None:
    subprocess.run(words, check=True)


def test_the_elevated_half_runs_its_own_copy_and_keeps_the_one_before(tmp_path: Path) -> None:
    protected = tmp_path / FOLDER
    for version in ("1.0.1", "1.1.0"):
        protected.mkdir(exist_ok=True)
        (protected / f"portun-gatehouse-{version}-setup.exe").write_text("before")
    (protected / "portun-gatehouse-1.0.1-setup.exe").touch()
    os.utime(protected / "portun-gatehouse-1.0.1-setup.exe", (1, 1))
    copy = install(*offered(tmp_path), protected, this=THIS, now=NOW, start=run)
    assert copy == protected / NAME
    assert (tmp_path / "started-with").read_text().split() == list(SETUP_WORDS)
    assert sorted(path.name for path in protected.iterdir()) == ["portun-gatehouse-1.1.0-setup.exe", NAME]


@pytest.mark.parametrize(
    ("content", "changes", "code"),
    [
        (SETUP[:-1] + b"!", {}, "update_tampered"),
        (SETUP, {"expires_at": NOW.isoformat()}, "update_expired"),
        (SETUP, {"version": "1.0.9"}, "update_older"),
        (SETUP, {"key": STRANGER}, "update_unknown_key"),
    ],
)
def test_the_elevated_half_believes_nothing(tmp_path: Path, content: bytes, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(UpdateError) as refused:
        install(*offered(tmp_path, content, **changes), tmp_path / FOLDER, this=THIS, now=NOW, start=run)
    assert refused.value.code == code
    assert not (tmp_path / "started-with").exists()


def test_the_elevated_half_does_nothing_for_the_same_version(tmp_path: Path) -> None:
    this = Release(version="1.2.0", edition="console", update_url=THIS.update_url, update_key=THIS.update_key)
    assert install(*offered(tmp_path), tmp_path / FOLDER, this=this, now=NOW, start=run) is None
