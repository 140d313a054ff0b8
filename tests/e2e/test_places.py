"""Every place of the window on the real core: it opens, it asks, and the core has an answer for all it asks."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.events import Link, Trouble
from tests.e2e.place import Place, console, play
from ui.presenters import port
from ui.presenters.shell import Place as Where

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
