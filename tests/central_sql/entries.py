"""Entries as a console uploads them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import httpx

from app.domain.ids import uuid7
from tests.fixtures_site import Site

INCARNATION = "test-1"


def entry(site: Site, row: dict[str, Any] | None = None, **columns: Any) -> dict[str, Any]:
    """A visit on a pass, or whatever `columns` make of it."""
    now = datetime.now(UTC)
    guard = site.user("guard")
    about = (
        {"pass_id": str(row["id"]), "record_uid": row["record_uid"], "visitor_name": row["visitor_name"]} if row else {}
    )
    return {
        "entry_id": uuid7(now),
        "kind": "visit",
        "direction": "in",
        "occurred_at": now.isoformat(),
        "gate_id": "main",
        "actor_id": guard["actor_id"],
        "actor_name": guard["name"],
        "shift_id": "shift-1",
        "device_id": site.device_id,
        "incarnation": INCARNATION,
        "device_seq": 0,
        "clock_trusted": True,
        "verdict": "admit",
        "reason": "valid",
        "basis": "mirror",
        "flags": [],
        "people": 1,
        "gate_outcome": {"kind": "done", "path": "local", "detail": "ok", "took_ms": 41, "confirmed": True},
        **about,
        **columns,
    }


def upload(client: httpx.Client, site: Site, *entries: dict[str, Any]) -> list[dict[str, Any]]:
    """Send a batch; the answers in the order of `entries`."""
    answer = client.post(
        "/rest/v1/rpc/log_entries_v1",
        json={"p_device_id": site.device_id, "p_incarnation": INCARNATION, "p_entries": list(entries)},
    )
    assert answer.status_code == 200, answer.text
    by_id = {one["entry_id"]: one for one in answer.json()["items"]}
    return [by_id[one["entry_id"]] for one in entries]
