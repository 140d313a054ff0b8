"""`python -m app replay`: the timeline in words and for programs, without a profile."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import pytest

from app.replay import replay
from tests.devices.lanes import PASS
from tests.devices.pictures import code_picture


def pictures(folder: Path) -> Path:
    folder.mkdir()
    cv2.imwrite(str(folder / "a.png"), code_picture(PASS))
    (folder / "b.png").write_bytes(b"nonsense")
    cv2.imwrite(str(folder / "c.png"), code_picture("https://example.com/menu"))
    return folder


def test_a_timeline_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert replay(pictures(tmp_path / "lane"), tmp_path, None, as_json=False) == 0
    told = capsys.readouterr()
    scans = [line for line in told.out.splitlines() if "  scan  " in line]
    assert ["0b0e…f0aa" in scans[0], "ask: unknown_offline" in scans[0]] == [True, True]
    assert "refuse: not_a_code" in scans[1]
    assert told.out.splitlines()[-1] == "20 sightings, 2 scans"
    assert PASS not in told.out
    assert "No console is set up here" in told.err and "b.png: not an image that can be read" in told.err


def test_a_timeline_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert replay(pictures(tmp_path / "lane"), tmp_path, None, as_json=True) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["at_s"], row["picture"], row["reason"]) for row in rows if row["scan"]] == [
        (0.0, "a.png", "unknown_offline"),
        (1.0, "c.png", "not_a_code"),
    ]
