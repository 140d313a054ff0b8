"""A console's hour in a program of its own, which ends in a crash: `python -m tests.e2e.left_behind`.

One JSON line on stdin (site line, folder, codes). It logs as the program does, scans, opens, loses its line, opens once
more, meets a bug, and then breaks hard. What it leaves on the disk is its test's to look at.
"""

from __future__ import annotations

import faulthandler
import json
import logging
import resource
import sys
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from app.domain.decision import Verdict
from app.events import Link
from app.logs import start_logging
from app.profile import Profile
from tests.e2e.place import Guard, Place, console, play
from ui.kiosk import note_crashes


def main() -> None:
    """Play until the crash."""
    asked: dict[str, Any] = json.loads(sys.stdin.readline())
    place, folder = Place(asked["line"]), Path(asked["folder"])
    start_logging(Profile(folder).logs)
    logging.getLogger().setLevel(logging.DEBUG)
    crashes = note_crashes(Profile(folder))
    app = QApplication(sys.argv[:1])

    async def story() -> None:
        await place.no_visitors()
        async with console(place, folder, app) as guard:
            await guard.link(Link.ONLINE)
            await guard.core.sync.drain()
            assert await guard.core.search(asked["name"])
            await guard.settled(await _admitted(place, guard, asked["codes"][0]))
            await place.faults(central={"gone": True})
            guard.core.sync.poke()
            await guard.link(Link.OFFLINE)
            await _admitted(place, guard, asked["codes"][1])

            async def bug() -> None:
                raise RuntimeError(f"a bug with {asked['codes'][1]}")

            task = guard.core.tasks.spawn(bug(), name="bug")
            await guard.until(task.done)
            print("the hour is over; largest core dump:", *resource.getrlimit(resource.RLIMIT_CORE), flush=True)
            faulthandler._sigsegv()  # type: ignore[attr-defined]

    try:
        play(app, story)
    finally:
        crashes.close()


async def _admitted(place: Place, guard: Guard, code: str) -> str:
    await guard.gate_closed()
    await place.show_code(code)
    await guard.sees(Verdict.ADMIT)
    answered = await guard.opens()
    await place.clear()
    entry_id = answered.command.entry_id
    assert entry_id is not None
    await guard.photos_of(entry_id, 1)
    await guard.ready()
    return entry_id


if __name__ == "__main__":
    main()
