"""kill −9 at steps spread over the whole of a day, and over a change of keys. The soak does far more of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.store.kills import Acknowledged, Lives, chosen, look_after, prepared

KILLS = 8

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows knows no kill −9")


@dataclass(frozen=True)
class Rehearsal:
    """A store with a day behind it, what that day said, and what a change of its keys said."""

    folder: Path
    said: Acknowledged
    rotated: Acknowledged


@pytest.mark.parametrize("number", range(KILLS))
def test_a_console_that_is_killed_loses_nothing(
    tmp_path: Path, number: int, lives: Lives, rehearsal: Rehearsal, request: pytest.FixtureRequest
) -> None:
    folder = prepared(tmp_path)
    said = lives.live("day", folder, chosen(rehearsal.said.calls, KILLS, _seed(request))[number])
    look_after(folder, said)


@pytest.mark.parametrize("number", range(KILLS))
def test_a_change_of_keys_that_is_killed_is_brought_to_its_end(
    tmp_path: Path, number: int, lives: Lives, rehearsal: Rehearsal, request: pytest.FixtureRequest
) -> None:
    """Every other one by time: ciphering a file anew is one long call."""
    folder = shutil.copytree(rehearsal.folder, tmp_path / "store")
    by_call = chosen(rehearsal.rotated.calls, KILLS, _seed(request))[number]
    by_time = -chosen(rehearsal.rotated.took_us, KILLS, _seed(request))[number]
    lives.live("rotation", folder, by_time if number % 2 else by_call)
    look_after(folder, rehearsal.said)


@pytest.fixture(scope="module")
def lives() -> Iterator[Lives]:
    consoles = Lives()
    yield consoles
    consoles.close()


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory, lives: Lives) -> Rehearsal:
    folder = prepared(tmp_path_factory.mktemp("filled"))
    said = lives.live("day", folder)
    rotated = lives.live("rotation", shutil.copytree(folder, folder.with_name("rotated")))
    return Rehearsal(folder, said, rotated)


def _seed(request: pytest.FixtureRequest) -> int:
    """The seed that the run prints, so that a failure can be had again."""
    return int(request.config.getoption("randomly_seed", 0) or 0)
