"""Every place of the window on the real core: it opens, it asks, and the core has an answer for all it asks."""

from __future__ import annotations

import inspect
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.events import Link, Trouble
from tests.e2e.place import Place, console, play
from ui.presenters import port
from ui.presenters.shell import Place as Where
from ui.screens.history import HistoryScreen

pytestmark = pytest.mark.xdist_group("site")


@pytest.mark.parametrize("role", ["guard", "supervisor"])
def test_every_place_opens(whole_site: Place, tmp_path: Path, qapp: QApplication, role: str) -> None:
    async def story() -> None:
        await whole_site.no_visitors()
        async with console(whole_site, tmp_path, qapp, role=role) as guard:
            asked = {name for name, _ in inspect.getmembers(port.Core) if not name.startswith("_")}
            assert not {name for name in asked if not hasattr(guard.core, name)}
            troubles: list[Trouble] = []
            guard.core.events.subscribe(Trouble, troubles.append)
            await guard.link(Link.ONLINE)
            await guard.core.sync.drain()
            for place in Where:
                guard.shell.presenter.go(place)
                await guard.until(lambda: not any("history" in name for name in guard.core.tasks.names))
                assert not guard.shell.grab().isNull()
            await guard.core.inside()
            assert await guard.core.expected_today()
            assert [one.error.code for one in troubles] == []

    play(qapp, story)


def test_the_oversight_answers_from_what_really_happened(
    whole_site: Place, tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A gate opened by hand without a reason: on the list when its time is over, in a file, and in the figures."""
    monkeypatch.setattr("app.records.platformdirs.user_documents_dir", lambda: str(tmp_path))
    monkeypatch.setattr("app.notices.REASON_WITHIN", timedelta())

    async def story() -> None:
        await whole_site.no_visitors()
        async with console(whole_site, tmp_path, qapp, role="supervisor") as guard:
            await guard.link(Link.ONLINE)
            opened, _ = await guard.core.override.open(guard.core.gates()[0].gate_id)
            guard.shell.presenter.go(Where.HISTORY)
            screen = guard.shell.findChild(HistoryScreen)
            assert isinstance(screen, HistoryScreen)
            screen.open_review()
            review = screen.review.presenter
            await guard.until(lambda: any(one.subject == opened.entry_id for one in review.state.notices or ()))
            (bare,) = [one for one in review.state.listed if one.subject == opened.entry_id]
            review.mark(bare.notice_id)
            await guard.until(lambda: review.state.story is not None)
            review.export()
            await guard.until(lambda: review.state.exported is not None)
            assert opened.entry_id in (review.state.exported or Path()).read_text(encoding="utf-8")
            screen.oversight.open("figures")
            figures = screen.oversight.figures
            await guard.until(lambda: figures.presenter.state.summary is not None)
            summary = figures.presenter.state.summary
            assert summary is not None and sum(count for _, count in summary.figures.overrides) >= 1
            figures.save.click()
            await guard.until(lambda: figures.presenter.state.saved is not None)
            assert (figures.presenter.state.saved or Path()).read_bytes().startswith(b"\x89PNG")
            await guard.core.close_notice(bare.notice_id, "A test of the door")
            assert bare.notice_id not in {one.notice_id for one in await guard.core.open_notices()}

    play(qapp, story)
