"""`python -m tests.soak [NAME …] [--minutes M] [--seed N] [--scale X]`: the long tests, alone or all together.

Without names: all of them, side by side, each a process of its own. With `--minutes` each goes round after round, every
round with a seed of its own, until the time is over (the last round is finished); without, each runs once at `--scale`.
At the end one line a name, and 1 if any of them failed; a failed round says the command that repeats it.

A soak is a module `tests/soak/NAME.py` with `run(seed: int, scale: float) -> dict`; its `ok` is the result. `ROUND` is
the scale of one round under `--minutes`, about a minute's work.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import subprocess
import sys
import time
import traceback
from pathlib import Path
from typing import Any

NAMES = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith(("_", "test_")))
WORKER = "--one"


def added(sums: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """Numbers counted together; what is no number, as it was told last."""
    for name, value in told.items():
        before = sums.get(name)
        if isinstance(value, bool) or before is None:
            sums[name] = value
        elif isinstance(value, dict) and isinstance(before, dict):
            sums[name] = added(before, value)
        elif isinstance(value, int) and isinstance(before, int):
            sums[name] = before + value
        elif isinstance(value, float) and isinstance(before, float):
            sums[name] = max(before, value)
        else:
            sums[name] = value
    return sums


def work(name: str, options: argparse.Namespace) -> int:
    """One soak in this process; prints one JSON object when it is over."""
    module = importlib.import_module(f"tests.soak.{name}")
    scale = module.ROUND if options.minutes and options.scale is None else options.scale or 1.0
    ends_at = time.monotonic() + 60 * (options.minutes or 0)
    chances, sums, rounds, ok = random.Random(f"{options.seed} {name}"), {}, 0, True
    seed = options.seed
    while ok:
        repeat = f"python -m tests.soak {name} --seed {seed} --scale {scale}"
        try:
            told = module.run(seed, scale)
        except Exception:
            traceback.print_exc()
            told = {"ok": False}
        rounds, ok = rounds + 1, bool(told["ok"])
        sums = added(sums, told)
        if not ok:
            sums["repeat with"] = repeat
        if time.monotonic() >= ends_at:
            break
        seed = chances.randrange(2**32)
    print(json.dumps({**sums, "ok": ok, "rounds": rounds, "seed": options.seed, "scale": scale}), flush=True)
    return 0 if ok else 1


def together(names: list[str], options: argparse.Namespace) -> int:
    """All of them side by side, and what became of each."""
    print(f"seed {options.seed}", flush=True)
    passed_on = ["--seed", str(options.seed)]
    for name in ("minutes", "scale"):
        if (value := getattr(options, name)) is not None:
            passed_on += [f"--{name}", str(value)]
    running = {
        name: subprocess.Popen(
            [sys.executable, "-m", "tests.soak", WORKER, name, *passed_on], stdout=subprocess.PIPE, text=True
        )
        for name in names
    }
    failed = 0
    for name, worker in running.items():
        told, _ = worker.communicate()
        result: dict[str, Any] = json.loads((told.splitlines() or ["{}"])[-1])
        ok = worker.returncode == 0 and result.pop("ok", False)
        failed += not ok
        said = ", ".join(
            f"{key}: {json.dumps(value)}" for key, value in result.items() if not (ok and told_at_length(value))
        )
        print(f"{name:<6} {'ok' if ok else 'FAILED'}  {said or f'ended with {worker.returncode}'}", flush=True)
    return 1 if failed else 0


def told_at_length(value: object) -> bool:
    """Lists explain a failure; nobody needs them after a good run."""
    return isinstance(value, list)


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(NAMES)}; default: all, side by side")
    parser.add_argument("--minutes", type=float, help="round after round for so long")
    parser.add_argument("--seed", type=int, default=random.randrange(2**32), help="come back to a failure with it")
    parser.add_argument("--scale", type=float, help="of one round; 1 is the full number (default without --minutes)")
    parser.add_argument(WORKER, dest="one", choices=NAMES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if unknown := set(options.names) - set(NAMES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(NAMES)}")
    return work(options.one, options) if options.one else together(options.names or NAMES, options)


if __name__ == "__main__":
    sys.exit(main())
