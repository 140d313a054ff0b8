"""`python -m tests.soak NAME [--seed N] [--scale X]`: the long tests at full length. Prints the seed.

A soak is a module `tests/soak/NAME.py` with `run(seed: int, scale: float) -> dict`; its `ok` is the result.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import sys
from pathlib import Path


def main() -> int:
    """Run one soak."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_"))
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("name", choices=names)
    parser.add_argument("--seed", type=int, default=random.randrange(2**32), help="come back to a failure with it")
    parser.add_argument("--scale", type=float, default=1.0, help="1 is the full number")
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    result = importlib.import_module(f"tests.soak.{options.name}").run(options.seed, options.scale)
    print(json.dumps({"seed": options.seed, "scale": options.scale, **result}))
    return 0 if result["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
