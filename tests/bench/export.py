"""Export of a busy site's year to CSV (and a tenth of it to Excel) against a plain csv.writer of the same cells."""

from __future__ import annotations

import csv
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from app.ops.columns import columns
from app.ops.exports import ExportOrder, Form, write
from app.ops.story import Site
from app.ops.words import Words
from tests.ops.stories import many

ROWS = 1_000_000
SITE = Site("Residencial Las Lomas", ZoneInfo("America/Guatemala"), {"main": "Main gate"})


def peak_mb() -> float:
    """The most memory this program has had so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


@dataclass(frozen=True)
class Cost:
    """Seconds on the wall, seconds of the processor, and MB more than ever before."""

    wall_s: float
    cpu_s: float
    more_mb: float


def timed(work: Callable[[], object]) -> Cost:
    """What `work` costs. Processor time is what a PC with an idle core would take; the wall counts neighbours too."""
    before, wall, cpu = peak_mb(), time.perf_counter(), time.process_time()
    work()
    return Cost(time.perf_counter() - wall, time.process_time() - cpu, peak_mb() - before)


def plain(target: Path, rows: int) -> None:
    """The same cells, without any care: what a few lines of Python would do."""
    readers = [column.read for column in columns(SITE, Words(), personal=True)]
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        for page in many(rows):
            writer.writerows([[read(story) for read in readers] for story in page])


def run(scale: float = 1.0) -> dict[str, Any]:
    """Memory first: a later peak would hide behind an earlier one."""
    rows = max(1000, round(ROWS * scale))
    with tempfile.TemporaryDirectory(prefix="portun-bench-") as name:
        folder = Path(name)
        order = ExportOrder(Form.CSV, SITE, personal=True)
        as_csv = timed(lambda: write(folder / "entries.csv", many(rows), order))
        size = (folder / "entries.csv").stat().st_size
        excel = ExportOrder(Form.EXCEL, SITE, personal=True)
        as_excel = timed(lambda: write(folder / "entries.xlsx", many(rows // 10), excel))
        as_plain = timed(lambda: plain(folder / "plain.csv", rows))
        making = timed(lambda: sum(len(page) for page in many(rows)))
    goal = 60.0 * scale

    def figure(name: str, value: float, unit: str, goal: object, against: object, holds: bool | None) -> dict[str, Any]:
        return {"name": name, "value": value, "unit": unit, "goal": goal, "against": against, "holds": holds}

    return {
        "bench": "export",
        "figures": [
            figure(
                f"{rows:,} rows to CSV",
                as_csv.cpu_s,
                "s",
                f"≤ {goal:g} s",
                f"plain writer {as_plain.cpu_s:.1f} s",
                as_csv.cpu_s <= goal,
            ),
            figure("the same on the wall", as_csv.wall_s, "s", "", f"plain writer {as_plain.wall_s:.1f} s", None),
            figure("CSV against a plain writer", as_csv.cpu_s / as_plain.cpu_s, "times", "", "the same cells", None),
            figure("more memory for CSV", as_csv.more_mb, "MB", "≤ 100 MB", "before", as_csv.more_mb <= 100),
            figure("size of the CSV", size / 1e6, "MB", "", "", None),
            figure(f"{rows // 10:,} rows to Excel", as_excel.cpu_s, "s", "", f"CSV of all {as_csv.cpu_s:.1f} s", None),
            figure("more memory for Excel", as_excel.more_mb, "MB", "≤ 100 MB", "before", as_excel.more_mb <= 100),
        ],
        "note": (
            f"Seconds of the processor. Making the entries takes {making.cpu_s:.1f} s of each figure over all rows; "
            "all columns, personal ones too."
        ),
    }
