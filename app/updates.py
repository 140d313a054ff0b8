"""Updates, composed: this release's anchor, this PC's means, and what stands at the gate."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

from app.clock import TrustedTime
from app.events import Events
from app.ops.package_manager import PackageManager, installed_by
from app.ops.update import this_system
from app.ops.update_download import update_client
from app.ops.update_watch import AtTheGate, Memory, UpdateWatch
from app.release import Release, release


def watch_updates(
    *,
    folder: Path,
    memory: Memory,
    time: TrustedTime,
    events: Events,
    at_the_gate: Callable[[], AtTheGate],
    this: Release | None = None,
    ca_file: Path | None = None,
) -> UpdateWatch:
    """This console's updates. `folder`: where what is fetched lies; `ca_file`: the site's own roots."""
    this = this or release()
    anchored = this.updates
    return UpdateWatch(
        url=this.update_url if anchored else "",
        key=bytes.fromhex(this.update_key) if anchored else b"",
        running=this.version,
        system=this_system(),
        client=lambda: update_client(ca_file),
        memory=memory,
        folder=folder,
        now=lambda: time.now().at,
        at_the_gate=at_the_gate,
        publish=events.publish,
        managed_by=_managed_by,
        setup=sys.platform == "win32",
        rng=random.Random(),
    )


def _managed_by() -> PackageManager | None:
    return installed_by(Path(sys.executable)) if getattr(sys, "frozen", False) else None
