"""Nothing personal lies on the disk in the open: canaries go in everywhere and are looked for in every raw byte."""

from __future__ import annotations

import asyncio
import logging
import shutil
import tempfile
from pathlib import Path

import pytest

from app.domain.passes import Pass, VisitorType
from app.store.personal import personal_values
from app.store.store import Store
from tests.store.made import KEY, NOON, changed, entry, log_row, opened, page, pass_row, uid

CANARY = "Xq7Canary"
"""Part of every name, document, plate, token, note and photo below."""


async def everything(store: Store) -> None:
    words = {"visitor_name": f"{CANARY} García", "house": f"{CANARY} 1", "plate": f"{CANARY}1", "note": CANARY}
    secret = entry(actor_name=CANARY, allowed_by=CANARY, foreign_digest=CANARY, record_uid=f"{CANARY}-uid", **words)
    recorded = await store.journal.record(secret, photo=CANARY.encode() * 50)
    await store.journal.quarantine(recorded.entry_id, code="22007", message=f"bad value {CANARY}")
    await store.secrets.put("refresh_token", CANARY)
    walk_in = Pass(CANARY, uid(1), "c1", CANARY, VisitorType.GUEST, NOON, short_code=CANARY, document_last4="CNRY")
    await store.journal.keep_local_pass(walk_in)
    row = pass_row(1, short_code=CANARY, vehicle=CANARY, document_last4=CANARY, host_name=CANARY, **words)
    hosts = {"id": "h1", "name": CANARY, "house": CANARY, "phone": CANARY}
    banned = {"id": "b1", "match_kind": "name", "match_value": CANARY, "reason": CANARY}
    logs = log_row("l1", visitor_name=CANARY, actor_name=CANARY, note=CANARY, allowed_by=CANARY)
    await store.mirror.apply_page(
        page(
            *changed("pass", row),
            *changed("host", hosts),
            *changed("blacklist", banned),
            *changed("log", logs),
            *changed("pass", pass_row(2, visitor_name=[CANARY])),
        )
    )
    assert await store.mirror.search(CANARY)


def test_no_raw_byte_tells_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))

    async def story() -> None:
        async with opened(tmp_path / "store") as store:
            await everything(store)
            await asyncio.to_thread(shutil.copytree, tmp_path / "store", tmp_path / "while open")

    asyncio.run(story())
    looked_at = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.name for path in looked_at} >= {"journal.db", "journal.db-wal", "mirror.db", "mirror.db-wal"}
    forms = {CANARY.encode(), CANARY.upper().encode(), CANARY.encode("utf-16-le"), CANARY.encode().hex().encode(), KEY}
    for path in looked_at:
        raw = path.read_bytes()
        assert not [form for form in forms if form in raw], path
        assert CANARY not in path.name
    assert CANARY.upper() not in caplog.text.upper()


def test_whatever_another_gate_tells_of_people_is_known_to_be_personal(tmp_path: Path) -> None:
    """So that no bundle for support holds it."""
    told = {name: f"{CANARY} {name}" for name in ("visitor_name", "house", "plate", "actor_name", "note", "allowed_by")}

    async def story() -> None:
        async with opened(tmp_path / "store") as store:
            await store.mirror.apply_page(page(*changed("log", log_row("l1", **told))))

    asyncio.run(story())
    assert personal_values(tmp_path / "store", KEY) >= set(told.values())


def test_only_the_owner_may_read(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path / "store") as store:
            await everything(store)

    asyncio.run(story())
    assert (tmp_path / "store").stat().st_mode & 0o077 == 0
