"""The PC falls asleep with a verdict on the screen, and wakes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.clock import SLEPT_S
from app.domain.case import Phase
from app.domain.decision import Verdict
from app.domain.gate import OutcomeKind
from app.events import CameraChanged, CaseChanged, Link
from tests.e2e.place import Place, console, play

pytestmark = pytest.mark.xdist_group("site")

SLEPT_FOR_S = 2 * SLEPT_S


def test_after_a_sleep_nothing_of_before_is_believed(whole_site: Place, tmp_path: Path, qapp: QApplication) -> None:
    async def story() -> None:
        await whole_site.no_visitors()
        async with console(whole_site, tmp_path, qapp) as guard:
            core = guard.core
            await guard.link(Link.ONLINE)
            await guard.gate_closed()
            await whole_site.show("family")  # its entries never run out, whoever else of these tests came by
            case = await guard.sees(Verdict.ADMIT)
            await whole_site.clear()
            cameras, cases = list[CameraChanged](), list[CaseChanged]()
            core.events.subscribe(CameraChanged, cameras.append)
            core.events.subscribe(CaseChanged, cases.append)
            guard.clock.push(SLEPT_FOR_S)  # nobody else's clock: the central API's time is measured anew or is wrong

            await guard.until(lambda: any(one.case and one.case.phase is Phase.CHECKING for one in cases))
            again = await guard.sees(Verdict.ADMIT)
            assert again.case_id == case.case_id and again.decided_monotonic >= case.decided_monotonic + SLEPT_FOR_S
            await guard.until(lambda: (core.time.now().offset_ms or 0) < -1000 * (SLEPT_FOR_S - 10))
            await guard.until(
                lambda: len(cameras) > 1 and cameras[0].problem is not None and cameras[-1].problem is None
            )
            await guard.gate_closed()
            before = await whole_site.pulses()
            assert (await guard.opens()).outcome.kind is OutcomeKind.DONE
            assert await whole_site.pulses() == before + 1

    play(qapp, story)
