"""From an empty folder to the first scan, by the wizard's own windows."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.set_up_progress import is_set_up
from app.settings import load
from tests.e2e.newcomer import first_scan, set_up_by_hand
from tests.e2e.place import Place, play

pytestmark = pytest.mark.xdist_group("site")

MOST_INPUTS = 25


def test_from_an_empty_folder_to_the_first_scan(whole_site: Place, tmp_path: Path, qapp: QApplication) -> None:
    folder = tmp_path / "profile"

    async def story() -> None:
        await whole_site.no_visitors()
        newcomer = await set_up_by_hand(whole_site, folder)
        assert is_set_up(folder)
        assert newcomer.walk.site == whole_site.line["community_name"]
        assert load(folder).gates[0].mac == whole_site.line["gates"][0]["mac"]
        await first_scan(whole_site, folder, qapp, newcomer)
        assert newcomer.walk.verdict == "admit"
        assert newcomer.walk.inputs <= MOST_INPUTS, newcomer.walk

    play(qapp, story)
