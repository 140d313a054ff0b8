"""`python -m tests.bench NAME [--json] [--images DIR]`: figures, each against something measured in the same run.

A benchmark is a module `tests/bench/NAME.py` with `run(**options) -> dict` of the shape printed by `--json`:
{"bench", "figures": [{"name", "value", "unit", "goal", "against", "holds"}], "note"}.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import json
import sys
from pathlib import Path
from typing import Any


def shown(result: dict[str, Any]) -> str:
    """The figures as a table for people."""
    rows = [("", "figure", "value", "goal", "against")]
    for figure in result["figures"]:
        mark = {True: "holds", False: "MISSED", None: ""}[figure["holds"]]
        value = figure["value"]
        number = f"{value:.3g}" if isinstance(value, float) else str(value)
        rows.append((mark, figure["name"], f"{number} {figure['unit']}", str(figure["goal"]), str(figure["against"])))
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([result["bench"], *lines, result.get("note", "")])


def main() -> int:
    """Run one benchmark and print it."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_"))
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("name", choices=names)
    parser.add_argument("--json", action="store_true", help="one JSON object as the last line")
    parser.add_argument("--images", help="a folder of photographs (scan)")
    parser.add_argument("--scale", type=float, default=1.0, help="how much of the full load (default 1)")
    options = parser.parse_args()
    run = importlib.import_module(f"tests.bench.{options.name}").run
    taken = inspect.signature(run).parameters
    given = {name: value for name, value in (("images", options.images), ("scale", options.scale)) if name in taken}
    result = run(**given)
    print(shown(result), file=sys.stderr if options.json else sys.stdout)
    if options.json:
        print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
