"""The store does not open: the gates do, by hand, and nothing of it is lost."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.bootstrap import Core
from app.domain.entry import EntryKind
from app.domain.gate import OutcomeKind, Position
from app.errors import StoreError
from app.last_resort import LastResort
from app.profile import Profile
from app.sandbox.profile import prepare
from app.store.keys import Keys
from app.store.recovery import new_recovery_key
from app.tasks import Tasks
from tests.e2e.place import PASSPHRASE, Place, play, until
from ui.console import Ending, open_core
from ui.screens.last_resort import LastResortScreen
from ui.screens.unlock import UnlockScreen

pytestmark = pytest.mark.xdist_group("site")
TROUBLE = StoreError("disk_read_only", "The disk takes nothing", "It is read-only.", "Call the technician.")


def test_a_locked_store_is_opened_by_the_recovery_key_and_the_console_goes_on(
    whole_site: Place, tmp_path: Path, qapp: QApplication
) -> None:
    recovery = new_recovery_key()

    async def story() -> None:
        await prepare(tmp_path, json.dumps(whole_site.line), PASSPHRASE)
        store = Profile(tmp_path).store
        Keys.wrap_again(store, Keys.open(store, PASSPHRASE), passphrase=PASSPHRASE, recovery_public=recovery.public)
        given = argparse.Namespace(profile=tmp_path, full_screen=False)
        opening = Tasks().spawn(open_core(given, "forgotten", None, Ending(qapp)), name="open")
        windows: list[UnlockScreen] = []

        def window() -> bool:
            windows[:] = [one for one in qapp.topLevelWidgets() if isinstance(one, UnlockScreen) and one.isVisible()]
            return bool(windows)

        await until(window)
        (screen,) = windows
        assert screen.band.face.headline == "The store is locked" and not screen.open.isEnabled()
        for typed, said in (("", ""), ("ABCD", "That is not a recovery key")):
            screen.field.setText(typed)
            (screen.open if typed else screen.again).click()
            await until(lambda: screen.field.isEnabled())
            assert said in screen.band.face.sentence
        screen.field.setText(recovery.written.lower().replace("-", " "))
        screen.open.click()
        core = await opening
        assert core is not None and not screen.isVisible()
        await core.close()
        assert Keys.open(store, "forgotten"), "from now on that one opens it"

    play(qapp, story)


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
