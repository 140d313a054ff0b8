"""A thousand kills, a thousand harms: what a console acknowledged is there, and nothing is told that was not so."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.store import keyfile
from tests.store.harms import cut, flip, image, look_after_the_files, look_after_the_log, some_entries, whole
from tests.store.kills import Acknowledged, Lives, look_after, prepared

KILLS, LOG_HARMS, FLIPS = 1_000, 300, 700
ROUND = 0.05

HARMED = ("journal.db", "mirror.db", "journal.head", "keyfile.json", "ballast", "photo")


class Soak:
    """One folder for everything, cleared after each harm; the first failure ends it with its number."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.chances = random.Random(seed)
        self.folder = folder
        self.said: Counter[str] = Counter()

    def kills(self, times: int) -> int:
        """A day, or a change of keys, ended at any call or at any microsecond. How many were really killed."""
        lives = Lives()
        try:
            day = prepared(self.folder / "day")
            said = lives.live("day", day)
            rotated = lives.live("rotation", shutil.copytree(day, self.folder / "rotated"))
            killed = 0
            for _ in range(times):
                story, rehearsal = self.chances.choice([("day", said), ("rotation", rotated)])
                store = self.folder / "store"
                if story == "day":
                    prepared(store)
                else:
                    shutil.copytree(day, store)
                lived = lives.live(story, store, self._moment(rehearsal))
                killed += lived.killed
                look_after(store, lived if story == "day" else said)
                shutil.rmtree(store)
            return killed
        finally:
            lives.close()

    def log_harms(self, times: int) -> int:
        """A write-ahead log with a flipped bit or without its end. How many entries were lost and named in all."""
        crashed = image(self.folder / "live", self.folder / "crashed", some_entries)
        size = (crashed / "journal.db-wal").stat().st_size
        lost = 0
        for _ in range(times):
            harm: Callable[[Path, int], None] = self.chances.choice([flip, cut])
            store = shutil.copytree(crashed, self.folder / "store")
            harm(store / "journal.db-wal", self.chances.randrange(size))
            lost += len(look_after_the_log(store))
            shutil.rmtree(store)
        return lost

    def flips(self, times: int) -> None:
        """One bit in any file of a closed store."""
        complete = whole(self.folder / "complete")
        for _ in range(times):
            store = shutil.copytree(complete, self.folder / "store")
            name = self.chances.choice(HARMED)
            path = next(store.glob("photos/??/*")) if name == "photo" else store / name
            flip(path, self.chances.randrange(path.stat().st_size))
            self.said[f"{name}: {look_after_the_files(store) or 'nothing'}"] += 1
            shutil.rmtree(store)

    def _moment(self, rehearsal: Acknowledged) -> int:
        if self.chances.random() < 0.5:
            return self.chances.randint(1, rehearsal.calls)
        return -self.chances.randint(1, rehearsal.took_us)


def run(seed: int, scale: float) -> dict[str, Any]:
    """All three; a failure raises with what was wrong."""
    keyfile.ARGON2_MEMORY_KIB, keyfile.ARGON2_PASSES = 64, 1
    kills, logs, flips = (max(4, int(number * scale)) for number in (KILLS, LOG_HARMS, FLIPS))
    with tempfile.TemporaryDirectory(prefix="portun-soak-") as name:
        soak = Soak(seed, Path(name))
        killed = soak.kills(kills)
        lost = soak.log_harms(logs)
        soak.flips(flips)
    return {
        "ok": True,
        "lives": kills,
        "killed": killed,
        "logs_harmed": logs,
        "entries_lost_and_named": lost,
        "bits_flipped": flips,
        "said": dict(sorted(soak.said.items())),
    }
