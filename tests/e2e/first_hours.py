"""The first hours of a morning, in a program of their own, because their end is a power cut.

`python -m tests.e2e.first_hours`: one JSON line on stdin (site line, folder, passes); the ledger on stdout, a line for
each thing that happened; then the program is killed hard, in the moment in which an entry has reached the disk and
its gate has not been ordered yet.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from app.domain.decision import Verdict
from app.events import EntryRecorded, Link
from tests.e2e.morning import Arrival, Happened, Morning
from tests.e2e.place import Place, console, play
from ui.presenters.gate_state import Action


def main() -> None:
    """Play until the power fails."""
    asked: dict[str, Any] = json.loads(sys.stdin.readline())
    place = Place(asked["line"])
    guests = [Arrival(**one) for one in asked["guests"]]
    app = QApplication(sys.argv[:1])

    async def story() -> None:
        async with console(place, Path(asked["folder"]), app) as guard:
            await guard.link(Link.ONLINE)
            await guard.core.sync.drain()
            morning = Morning(place, guard)
            morning.wrote = _say
            await _hours(morning, guests)
            last = await morning.scanned(guests[-1].code, Verdict.ADMIT)

            def power_fails(event: EntryRecorded) -> None:
                if event.entry.scan_id == last.scan.scan_id:
                    morning.write(event.entry)
                    os.kill(os.getpid(), signal.SIGKILL)

            guard.core.events.subscribe(EntryRecorded, power_fails)
            await morning.opens()

    play(app, story)


async def _hours(morning: Morning, guests: list[Arrival]) -> None:
    place = morning.place
    for guest in guests[:5]:  # arrivals 1 to 5
        await morning.scanned(guest.code, Verdict.ADMIT, "valid")
        with morning.hands.counted(keys=1):
            await morning.opens()
    await morning.scanned(guests[5].code, Verdict.ADMIT)  # 6
    await morning.opens(by=morning.click(Action.OPEN))
    await morning.scanned(guests[6].code, Verdict.ADMIT)  # 7
    await morning.opens(by=morning.touch(Action.OPEN))
    await morning.scanned(place.code("expired"), Verdict.REFUSE, "expired")  # 8
    await morning.refuses()
    await morning.scanned(place.code("record"), Verdict.REFUSE, "blacklisted")  # 9
    await morning.refuses()
    await morning.known_person("12")  # 10
    with morning.hands.counted(keys=2):  # 11
        await morning.leaves_by_code(guests[0].code)


def _say(happened: Happened) -> None:
    print(json.dumps(happened.told()), flush=True)


if __name__ == "__main__":
    main()
