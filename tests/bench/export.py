"""Export of a busy site's year to CSV (and a tenth of it to Excel) against a plain csv.writer of the same cells."""

from __future__ import annotations

import csv
import resource
import sys
import tempfile
import time
from collections.abc import Callable
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


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds, and MB more than ever before."""
    before, begun = peak_mb(), time.perf_counter()
    work()
    return time.perf_counter() - begun, peak_mb() - before


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
        csv_s, csv_mb = timed(lambda: write(folder / "entries.csv", many(rows), order))
        size = (folder / "entries.csv").stat().st_size
        excel = ExportOrder(Form.EXCEL, SITE, personal=True)
        excel_s, excel_mb = timed(lambda: write(folder / "entries.xlsx", many(rows // 10), excel))
        plain_s, _ = timed(lambda: plain(folder / "plain.csv", rows))
        made_s, _ = timed(lambda: sum(len(page) for page in many(rows)))
    goal = 60.0 * scale

    def figure(name: str, value: float, unit: str, goal: object, against: object, holds: bool | None) -> dict[str, Any]:
        return {"name": name, "value": value, "unit": unit, "goal": goal, "against": against, "holds": holds}

    return {
        "bench": "export",
        "figures": [
            figure(
                f"{rows:,} rows to CSV", csv_s, "s", f"≤ {goal:g} s", f"plain writer {plain_s:.1f} s", csv_s <= goal
            ),
            figure("CSV against a plain writer", csv_s / plain_s, "times", "", "the same cells, same run", None),
            figure("more memory for CSV", csv_mb, "MB", "≤ 100 MB", "before the export", csv_mb <= 100),
            figure("size of the CSV", size / 1e6, "MB", "", "", None),
            figure(f"{rows // 10:,} rows to Excel", excel_s, "s", "", f"CSV of ten times as many {csv_s:.1f} s", None),
            figure("more memory for Excel", excel_mb, "MB", "≤ 100 MB", "after the CSV", excel_mb <= 100),
        ],
        "note": f"Making the entries takes {made_s:.1f} s of each figure; all columns, personal ones too.",
    }
