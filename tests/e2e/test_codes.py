"""Codes on the real window: two at once, one that stays for minutes, one while a form is filled, a serial scanner."""

from __future__ import annotations

import asyncio
import json
import os
import pty
import tty
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.case import Phase
from app.domain.decision import Verdict
from app.domain.scan import PassCode, Source
from app.events import CodesInView, Link, ScanArrived, ScannerChanged
from app.sandbox.profile import prepare
from tests.e2e.place import PASSPHRASE, Guard, Place, console, play
from ui.presenters.gate_state import Sheet

pytestmark = pytest.mark.xdist_group("site")


async def both(place: Place) -> None:
    """Two phones side by side."""
    await place._post(place.camera_control, "show", {"codes": [place.code("valid"), place.code("family")]})


def test_two_codes_in_view_are_a_question_that_a_key_answers(
    whole_site: Place, tmp_path: Path, qapp: QApplication
) -> None:
    async def story() -> None:
        await whole_site.no_visitors()
        async with console(whole_site, tmp_path, qapp) as guard:
            await guard.link(Link.ONLINE)
            await guard.core.sync.drain()
            asked = asyncio.ensure_future(guard.event(CodesInView, lambda event: len(event.scans) == 2))  # noqa: TID251
            await both(whole_site)
            question = await asked
            card, state = guard.shell.gate.card, guard.shell.gate.presenter
            if guard.core.flow.case is not None:  # one was read a moment before the other: its verdict comes first
                await guard.case(lambda case: case.phase is Phase.DECIDED)
                await guard.ready()
            await guard.until(lambda: state.state.shown_sheet is Sheet.WHICH and card.which.isVisible())
            await guard.until(lambda: all(rival.name for rival in state.state.rivals))
            await guard.until(card.which.hasFocus)
            guard.press(Qt.Key.Key_2)
            await guard.until(lambda: guard.core.flow.case is not None)
            case = await guard.sees(Verdict.ADMIT)
            assert case.scan.code == question.scans[1].code
            assert not state.state.rivals
            shown = await guard.case(lambda case: case.photo is not None)
            assert shown.photo is not None and shown.photo[:2] == b"\xff\xd8"

    play(qapp, story)


def test_a_code_that_stays_for_minutes_is_left_out_and_said_to_be(
    whole_site: Place, tmp_path: Path, qapp: QApplication
) -> None:
    async def story() -> None:
        await whole_site.no_visitors()
        async with console(whole_site, tmp_path, qapp) as guard:
            await guard.link(Link.ONLINE)
            held: list[str | None] = []
            guard.core.events.subscribe(ScanArrived, lambda event: held.append(event.held))
            await whole_site.show("family")
            await guard.sees(Verdict.ADMIT)
            while "muted" not in held:
                told = len(held)
                guard.clock.push(20)
                await guard.until(lambda told=told: len(held) > told)  # type: ignore[misc]
            assert set(held) == {None, "just_scanned", "muted"} and held.count(None) == 1
            assert guard.shell.gate.presenter.state.said == "muted"
            await guard.until(lambda: bool(guard.shell.gate.camera.face.said))

    play(qapp, story)


def test_a_scan_comes_before_a_form_and_the_form_is_back_after_it(
    whole_site: Place, tmp_path: Path, qapp: QApplication
) -> None:
    async def story() -> None:
        await whole_site.no_visitors()
        async with console(whole_site, tmp_path, qapp) as guard:
            await guard.link(Link.ONLINE)
            gate = guard.shell.gate
            guard.press(Qt.Key.Key_F4)
            await guard.until(gate.card.form.isVisible)
            await whole_site.show("family")
            await guard.sees(Verdict.ADMIT)
            await guard.until(lambda: not gate.card.form.isVisible())
            await whole_site.clear()
            await guard.ready()
            await guard.until(gate.card.form.isVisible)

    play(qapp, story)


def test_a_scanner_on_a_serial_port_is_lost_said_and_back(
    whole_site: Place, tmp_path: Path, qapp: QApplication
) -> None:
    async def scanned(guard: Guard, port: int) -> None:
        arrived = asyncio.ensure_future(guard.event(ScanArrived))  # noqa: TID251
        await asyncio.sleep(0)
        os.write(port, whole_site.code("family").encode() + b"\r\n")
        scan = (await arrived).scan
        assert scan.source is Source.HAND_SCANNER and isinstance(scan.code, PassCode)

    async def story() -> None:
        await whole_site.no_visitors()
        profile, link = tmp_path / "profile", tmp_path / "scanner"
        await prepare(profile, json.dumps(whole_site.line), PASSPHRASE, role="guard")
        settings = profile / "settings.toml"
        settings.write_text(settings.read_text().replace("[hand_scanner]\n", f'[hand_scanner]\nport = "{link}"\n'))
        async with console(whole_site, profile, qapp) as guard:
            await guard.link(Link.ONLINE)
            shell = guard.shell.presenter
            for _ in range(2):
                await guard.until(lambda: shell.state.trouble is not None)
                assert shell.state.trouble is not None and shell.state.trouble.code == "scanner_port_lost"
                ours, theirs = pty.openpty()
                tty.setraw(theirs)
                link.unlink(missing_ok=True)
                back = asyncio.ensure_future(guard.event(ScannerChanged, lambda event: event.problem is None))  # noqa: TID251
                await asyncio.sleep(0)
                link.symlink_to(os.ttyname(theirs))
                await back
                assert shell.state.trouble is None
                await scanned(guard, ours)
                await guard.sees(Verdict.ADMIT)
                await guard.ready()
                guard.clock.push(10)  # the trigger was not pressed twice
                os.close(theirs)
                os.close(ours)

    play(qapp, story)
