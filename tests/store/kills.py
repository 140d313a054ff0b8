"""Killing a console at a chosen step, and looking at what it left. Used by the suite and by the long soak."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from app.store.keys import Keys
from app.store.recovery import new_recovery_key
from app.store.verify import verify_log
from tests.store.killed import PASSPHRASE, ROUNDS, ROWS, pull
from tests.store.made import NOON, entry, opened


@dataclass
class Acknowledged:
    """What the console had said before it died."""

    recorded: set[str] = field(default_factory=set)
    outcome: set[str] = field(default_factory=set)
    settled: set[str] = field(default_factory=set)
    token: int = -1
    cursor: int = 0
    calls: int = 0
    took_us: int = 0
    killed: bool = False


class Lives:
    """Consoles that live and die, forked from one process that has everything imported."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.store.killed"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def live(self, story: str, folder: Path, kill_at: int = 0) -> Acknowledged:
        """Let a console do `story` and die at its `kill_at`-th call, or after that many microseconds if negative."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{story} {kill_at} {folder}\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert answer["code"] in (0, -signal.SIGKILL, -signal.SIGALRM), answer
        said = Acknowledged(killed=answer["code"] != 0)
        for line in answer["said"].splitlines():
            word, _, rest = line.partition(" ")
            if word in ("recorded", "outcome", "settled"):
                getattr(said, word).add(rest)
            elif word in ("token", "cursor", "calls", "took_us"):
                setattr(said, word, int(rest))
        return said

    def close(self) -> None:
        """The process ends when its input does."""
        self._process.communicate()


def prepared(folder: Path) -> Path:
    """A new store with a passphrase."""
    Keys.create(folder, recovery_public=new_recovery_key().public, passphrase=PASSPHRASE)
    return folder


def look_after(folder: Path, said: Acknowledged) -> None:
    """Everything acknowledged stands, nothing stands by half, and the console goes on where it was."""
    key = Keys.open(folder, PASSPHRASE)

    async def story() -> None:
        async with opened(folder, key) as store:
            assert store.findings == (), "a kill is no damage"
            found = {one.entry_id: one for one in await store.journal.recent(limit=10_000)}
            assert said.recorded <= found.keys()
            numbers = sorted((one.incarnation, one.device_seq) for one in found.values())
            assert len(set(numbers)) == len(numbers)
            for one in found.values():
                if one.photo_hash is not None:
                    assert await store.photos.load(one.photo_hash) is not None
            assert {one.photo_hash for one in found.values() if one.photo_hash} == set(store.photos.here())
            due = {row.entry.entry_id: row for row in await store.journal.due(limit=10_000, now=NOON)}
            assert not said.settled & due.keys()
            assert all(due[one].outcome is not None for one in said.outcome & due.keys())
            assert int(await store.secrets.get("token") or -1) >= said.token
            cursor = int((await store.mirror.cursor())[0] or 0)
            assert said.cursor <= cursor <= said.cursor + 1
            for number in range(ROUNDS * ROWS):
                known = (await store.mirror.find_by_id(f"p{number}")).pass_ is not None
                assert known == (number < cursor * ROWS and number % ROWS != 0), "page and cursor are one"
            await pull(store, cursor)
            await store.journal.record(entry())

    asyncio.run(story())
    flaws = verify_log(folder, key).flaws
    assert flaws == ()


def chosen(calls: int, kills: int, seed: int) -> list[int]:
    """Steps spread over the whole story, moved by the seed."""
    stride = calls / kills
    return [1 + int((number + (seed % 97) / 97) * stride) for number in range(kills)]
