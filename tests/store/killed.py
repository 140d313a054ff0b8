"""Consoles that are killed: `python -m tests.store.killed`, see `main`.

Each does a story's steps and says each as it is acknowledged. At the KILL_AT-th function call inside app.store, on
whatever thread, it kills itself with SIGKILL: no cleaning up, nothing flushed. With KILL_AT 0 it lives on and says how
many calls there were, so that a test can choose among all of them.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import signal
import sys
import threading
import time
import traceback
from pathlib import Path
from types import FrameType
from typing import Any

import app.store
from app.domain.entry import EntryKind
from app.domain.gate import GateOutcome, OutcomeKind
from app.domain.gate import Path as Way
from app.store import keyfile
from app.store.keys import Keys
from app.store.store import Store
from tests.store.made import NOON, changed, entry, gone, log_row, opened, page, pass_row, uid

PASSPHRASE = "p"
ROUNDS, ROWS = 4, 20

_OURS = str(Path(app.store.__file__).parent)


def arm(kill_at: int) -> itertools.count[int]:
    """Count the calls; die at the chosen one."""
    calls = itertools.count(1)

    def called(frame: FrameType, event: str, _argument: Any) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(_OURS) and next(calls) == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    threading.setprofile(called)
    sys.setprofile(called)
    return calls


def say(*words: object) -> None:
    """Acknowledge, past any buffer."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


async def day(folder: Path) -> None:
    """Scan, entry, gate, push, acknowledgement, pull: over and over."""
    async with opened(folder, Keys.open(folder, PASSPHRASE)) as store:
        for number in range(ROUNDS):
            recorded = await store.journal.record(entry(entry_id=uid(number)), photo=f"photo {number}".encode())
            say("recorded", recorded.entry_id)
            await store.journal.attach_outcome(recorded.entry_id, GateOutcome(OutcomeKind.DONE, Way.LOCAL, "ok"))
            say("outcome", recorded.entry_id)
            await store.secrets.put("token", str(number))
            say("token", number)
            for row in await store.journal.due(limit=50, now=NOON):
                await store.journal.settle(row.entry.entry_id, flags=(), uses_rev=number)
                say("settled", row.entry.entry_id)
            correction = entry(entry_id=uid(100 + number), kind=EntryKind.CORRECTION, corrects=recorded.entry_id)
            await store.journal.record(correction)
            say("recorded", correction.entry_id)
            await store.journal.postpone([correction.entry_id], until=NOON, why="http:503")
            await pull(store, number)
            say("cursor", number + 1)


async def pull(store: Store, number: int) -> None:
    """One page: new passes, one that goes, a log."""
    rows = [pass_row(number * ROWS + row) for row in range(ROWS)]
    changes = (*changed("pass", *rows), *changed("log", log_row(uid(number))), *gone("pass", f"p{number * ROWS}"))
    await store.mirror.apply_page(page(*changes, cursor=str(number + 1)))
    await store.mirror.completed_pull(NOON)


async def rotation(folder: Path) -> None:
    """The key of a store with entries, passes and photos changes."""
    Keys.rotate(folder, Keys.open(folder, PASSPHRASE), passphrase=PASSPHRASE)
    say("rotated")


STORIES = {story.__name__: story for story in (day, rotation)}


def live(story: str, folder: Path, kill_at: int) -> None:
    """One life, to its end or to the kill: at a call, or (negative) after so many microseconds, wherever that is."""
    if kill_at < 0:
        signal.setitimer(signal.ITIMER_REAL, -kill_at / 1e6)
    calls = arm(kill_at)
    begun = time.monotonic()
    asyncio.run(STORIES[story](folder))
    sys.setprofile(None)
    say("calls", next(calls))
    say("took_us", round((time.monotonic() - begun) * 1e6))


def main() -> None:
    """One order a line, STORY KILL_AT FOLDER; answered with one line of JSON: how it ended and what it had said.

    Every life is a fork of this process, which has imported everything and opened nothing.
    """
    keyfile.ARGON2_MEMORY_KIB, keyfile.ARGON2_PASSES = 64, 1
    for line in sys.stdin:
        story, kill_at, folder = line.rstrip("\n").split(" ", 2)
        read_end, write_end = os.pipe()
        child = os.fork()
        if child == 0:
            os.dup2(write_end, 1)
            os.close(read_end)
            os.close(write_end)
            try:
                live(story, Path(folder), int(kill_at))
            except BaseException:
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        os.close(write_end)
        with os.fdopen(read_end) as stream:
            said = stream.read()
        _, status = os.waitpid(child, 0)
        print(json.dumps({"code": os.waitstatus_to_exitcode(status), "said": said}), flush=True)


if __name__ == "__main__":
    main()
