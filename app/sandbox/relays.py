"""The sandbox's relays: `python -m app.sandbox.relays`.

One JSON line on standard input says which gates there are, one JSON line on standard output says where they are;
the relays end when standard input closes. Loopback only.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import AsyncIterator
from typing import Any

from app.sandbox.relays_cloud import Cloud
from app.sandbox.relays_device import RelaySettings
from app.sandbox.relays_unit import Unit


@contextlib.asynccontextmanager
async def relays(config: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
    """Run all relays of `config`; yields the line that says where.

    `config`: {"seed", "gates": [RelaySettings by name], "cloud": {"key", "most_per_s"}, which may be left out}.
    """
    units = [Unit(RelaySettings.of(gate), config.get("seed", 0)) for gate in config["gates"]]
    cloud = Cloud([unit.box for unit in units], **config.get("cloud", {}))
    try:
        yield {"gates": [await unit.start() for unit in units], "cloud": await cloud.start()}
    finally:
        await cloud.close()
        for unit in units:
            await unit.close()


async def _main() -> None:
    config = json.loads(await asyncio.to_thread(sys.stdin.readline))
    async with relays(config) as line:
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_main())
