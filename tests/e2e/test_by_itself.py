"""A gate that opens by itself, on the real window: no key, one pulse, and never behind a locked screen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.case import Phase
from app.domain.decision import Verdict
from app.domain.gate import Cause, OutcomeKind
from app.events import GateAnswered
from app.sandbox.profile import PIN, prepare
from tests.e2e.place import PASSPHRASE, Place, console, play

pytestmark = pytest.mark.xdist_group("site")


def test_an_admitted_visitor_finds_the_gate_open_and_a_locked_console_waits_for_its_guard(
    whole_site: Place, tmp_path: Path, qapp: QApplication
) -> None:
    async def story() -> None:
        await whole_site.no_visitors()
        await prepare(tmp_path, json.dumps(whole_site.line), PASSPHRASE)
        path = tmp_path / "settings.toml"
        text = path.read_text().replace("automatic = false", "automatic = true", 1)
        path.write_text(text.replace("[policy]", "[policy]\nautomatic_opening = true", 1))
        async with console(whole_site, tmp_path, qapp) as guard:
            await guard.gate_closed()
            await guard.until(lambda: "opens by itself" in guard.shell.gate.gates[0].face.detail)
            before = await whole_site.pulses()
            answered: list[GateAnswered] = []
            guard.core.events.subscribe(GateAnswered, answered.append)
            await whole_site.show("party")
            case = await guard.case(lambda case: case.phase is Phase.ENDED)
            assert case.outcome is not None and case.outcome.kind is OutcomeKind.DONE
            assert case.entry is not None and case.entry.flags == ("opened_by_itself",)
            assert answered[0].command.cause is Cause.AUTOMATIC
            assert await whole_site.pulses() == before + 1
            await whole_site.clear()
            await guard.ready()
            await guard.core.lock()
            guard.clock.push(30)
            await whole_site.show("party")
            case = await guard.case(lambda case: case.phase is Phase.DECIDED)
            assert case.decision is not None and case.decision.verdict is Verdict.ADMIT
            await guard.core.unlock(PIN)
            assert await whole_site.pulses() == before + 1
            await whole_site.clear()
            await guard.ready()

    play(qapp, story)
