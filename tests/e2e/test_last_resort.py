"""The store does not open: the gates do, by hand, and nothing of it is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.bootstrap import Core
from app.domain.entry import EntryKind
from app.domain.gate import OutcomeKind, Position
from app.errors import StoreError
from app.last_resort import LastResort
from app.sandbox.profile import prepare
from tests.e2e.place import PASSPHRASE, Place, play, until
from ui.screens.last_resort import LastResortScreen

pytestmark = pytest.mark.xdist_group("site")
TROUBLE = StoreError("disk_read_only", "The disk takes nothing", "It is read-only.", "Call the technician.")


def test_a_gate_opens_by_hand_without_a_store_and_the_entry_comes_home(
    whole_site: Place, tmp_path: Path, qapp: QApplication
) -> None:
    async def story() -> None:
        await prepare(tmp_path, json.dumps(whole_site.line), PASSPHRASE)
        left = LastResort.open(tmp_path, TROUBLE, passphrase=PASSPHRASE)
        screen = LastResortScreen(left)
        try:
            screen.show()
            left.start()
            await until(lambda: all(gate.position is Position.CLOSED for gate in left.gates()))
            before = await whole_site.pulses("side")
            entry, outcome = await left.override.open("side")
            assert outcome.kind is OutcomeKind.DONE
            assert await whole_site.pulses("side") == before + 1
            assert screen.band.face.headline == "The gate opened"
        finally:
            screen.close()
            await left.close()
        core = await Core.open(tmp_path, passphrase=PASSPHRASE)
        try:
            (kept,) = [one for one in await core.recent(5) if one.entry_id == entry.entry_id]
            assert kept.kind is EntryKind.OVERRIDE
        finally:
            await core.close()
        again = await Core.open(tmp_path, passphrase=PASSPHRASE)
        try:
            assert len([one for one in await again.recent(9) if one.entry_id == entry.entry_id]) == 1
        finally:
            await again.close()

    play(qapp, story)
