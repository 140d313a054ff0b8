"""One chain of everything that must be proven: who came, what was done with power, and its head at the centre."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import platformdirs
import pytest

from app.bootstrap import Core
from app.commands import Asked
from app.errors import KnownError
from app.events import Notice
from app.pin import DELAYS_S, WrongPin
from app.store.database import engine_for
from app.store.keys import Keys
from app.store.verify import verify_log
from tests.app.test_enrol import PASSPHRASE
from tests.app.test_permit import Console, console, told

__all__ = ["console"]


def kinds(core: Core) -> list[str]:
    """The kinds of the chain's links, in order."""
    folder = core.store.folder
    engine = engine_for(folder / "journal.db", Keys.open(folder, PASSPHRASE), durable=True, reading=True)
    with engine.connect() as connection:
        found: Sequence[Any] = connection.exec_driver_sql("SELECT kind FROM audit ORDER BY seq").scalars().all()
    engine.dispose()
    return list(found)


def test_everything_that_must_be_proven_is_a_link(
    console: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platformdirs, "user_documents_dir", lambda: str(tmp_path))

    async def story() -> None:
        async with console.opened() as core:
            await console.signs_in(core)
            entry, _ = await core.override.open("main")
            await core.override.give_reason(entry, "ambulance")
            core.lockdown.lock_down()
            await asyncio.sleep(0)
            await core.call_for_help()
            await core.lock()
            for delay in DELAYS_S:
                console.clock.lived += delay
                with pytest.raises(WrongPin):
                    await core.unlock("0000")
            await core.sign_out()
            await console.signs_in(core, "supervisor")
            now = core.time.now().at
            await core.notice_desk.keep(Notice("n1", "left_open", now, "main"))
            for notice in await core.open_notices():
                await core.close_notice(notice.notice_id, "looked at")
            core.lockdown.release()
            asked = Asked(now - timedelta(days=1), now + timedelta(days=1))
            await core.export(asked, "csv", progress=lambda _: None, stopped=lambda: False)
            await core.sign_out()
            await console.signs_in(core, "technician")
            with pytest.raises(KnownError):
                await core.export(asked, "csv", progress=lambda _: None, stopped=lambda: False)
            await core.service.import_settings(await core.service.export_settings())
            async with asyncio.timeout(10):
                while {"locked_down", "lockdown_released"} - set(kinds(core)):  # noqa: ASYNC110
                    await asyncio.sleep(0.02)  # told after the fact, by a task
            found = set(kinds(core))
            assert found >= {
                "enrolled", "sign_in", "sign_out", "pin_locked", "entry", "outcome", "call_for_help", "review",
                "export", "locked_down", "lockdown_released", "settings_imported", "settings_exported",
            }  # fmt: skip
            assert kinds(core).count("sign_in") == 3 and kinds(core).count("export") == 1
            lines = [line.kind.value for line in await core.shift_lines()]
            assert (lines.count("start"), lines.count("end")) == (3, 2)
            head = core.store.journal.audit_head()
            console.clock.lived += 20
            await core.sync.drain()
            (known,) = console.site.sql(
                "select h.* from public.audit_head h where h.device_id = %s order by seq desc limit 1",
                core.settings.site.device_id,
            )
            assert (known["seq"], known["head"]) == (head.seq, head.digest), "its head went with the upload"
            checked = console.site.client(key=console.site.secret_key).post("/functions/v1/verify-signatures", json={})
            assert checked.status_code == 200
            (proven,) = console.site.sql("select signature_ok from public.audit_head where seq = %s", known["seq"])
            assert proven["signature_ok"], "signed by the console's own key"
            rows = console.site.sql("select signature_ok from public.visitor_record_logs where device_id = %s",
                                    core.settings.site.device_id)  # fmt: skip
            assert rows and all(row["signature_ok"] for row in rows)
            folder = core.store.folder
        assert verify_log(folder, Keys.open(folder, PASSPHRASE)).flaws == ()

    told(story)
