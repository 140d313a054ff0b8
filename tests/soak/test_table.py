"""The page for developers names the tests that prove each fault; they exist."""

from __future__ import annotations

import re
from pathlib import Path

from tests.soak.__main__ import NAMES

PAGE = Path(__file__).parents[2] / "docs" / "developers.md"
_ROW = re.compile(r"^\| (?P<fault>[^|]+) \| (?P<tests>(?:`tests/[^`]+` ?)+) \| ?(?P<soaks>[^|]*) ?\|$", re.MULTILINE)


def test_every_named_test_exists() -> None:
    rows = list(_ROW.finditer(PAGE.read_text(encoding="utf-8")))
    assert len(rows) >= 25
    for row in rows:
        for named in re.findall(r"`([^`]+)`", row["tests"]):
            path, name = named.split("::")
            assert f"def {name}(" in (PAGE.parents[1] / path).read_text(encoding="utf-8"), named
        assert set(filter(None, re.split(r", ?", row["soaks"].strip()))) <= set(NAMES), row["fault"]
