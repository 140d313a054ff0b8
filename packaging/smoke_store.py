#!/usr/bin/env python3
"""A console's profile with entries that wait, for the smoke test of an upgrade: made, and counted again.

    smoke_store.py fill FOLDER     a profile with ENTRIES entries, none of them sent
    smoke_store.py count FOLDER    {"entries", "waiting"} as JSON

The passphrase stands in PORTUN_PASSPHRASE. Run it with the development environment.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.domain.entry import Direction, Entry, EntryKind
from app.domain.ids import uuid7
from app.gates.lockdown import Lockdown
from app.profile import Profile
from app.settings import FILE, Central, Settings, Site, dump
from app.store.keys import Keys
from app.store.recovery import new_recovery_key
from app.store.store import Store

ENTRIES = 200
CLOSED_PORT = "http://127.0.0.1:9"


def set_up(folder: Path, passphrase: str) -> tuple[bytes, str]:
    """Settings and keys, as the first start leaves them; the data key and the device's id."""
    profile = Profile(folder)
    folder.mkdir(parents=True)
    site = Site(name="Smoke test", community_id=str(uuid.uuid4()), device_id=str(uuid.uuid4()))
    settings = Settings(site=site, central=Central(url=CLOSED_PORT, key="sb_publishable_smoketest"))
    (folder / FILE).write_text(dump(settings), encoding="utf-8")
    Lockdown(profile.lockdown).prepare()
    key = Keys.create(profile.store, recovery_public=new_recovery_key().public, passphrase=passphrase)
    return key, site.device_id


async def fill(folder: Path, passphrase: str) -> None:
    """A journal with entries that nobody has heard of yet."""
    key, device_id = set_up(folder, passphrase)
    store = await Store.open(Profile(folder).store, key)
    now = datetime.now(UTC)
    for number in range(ENTRIES):
        at = now - timedelta(minutes=ENTRIES - number)
        entry = Entry(
            entry_id=uuid7(at),
            kind=EntryKind.VISIT,
            direction=Direction.IN,
            occurred_at=at,
            gate_id="main",
            actor_id="guard",
            actor_name="Guard",
            shift_id="shift",
            device_id=device_id,
            incarnation=store.incarnation,
            pass_id=str(number),
            visitor_name=f"Visitor {number}",
        )
        await store.journal.record(entry, photo=os.urandom(2000) if number % 20 == 0 else None)
    await store.close()


async def count(folder: Path, passphrase: str) -> dict[str, int]:
    """What is there."""
    store = await Store.open(Profile(folder).store, Keys.open(Profile(folder).store, passphrase))
    try:
        entries = await store.journal.recent(10 * ENTRIES)
        photos = [entry for entry in entries if entry.photo_hash]
        return {"entries": len(entries), "waiting": await store.journal.waiting(), "photos": len(photos)}
    finally:
        await store.close()


def main() -> int:
    """Do what was asked."""
    what, folder, passphrase = sys.argv[1], Path(sys.argv[2]), os.environ["PORTUN_PASSPHRASE"]
    if what == "fill":
        asyncio.run(fill(folder, passphrase))
    else:
        print(json.dumps(asyncio.run(count(folder, passphrase))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
