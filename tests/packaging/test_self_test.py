"""The self-test of the checkout: the same checks that the installed program runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys

CHECKS = ["imports", "signals", "decoders", "store", "central", "screens"]


def test_everything_holds_and_nothing_is_left_behind(tmp_path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path)}
    # A closed port: it does not answer, and that is the one thing that must not hold.
    command = [sys.executable, "-m", "ui.self_test", "--central", "http://127.0.0.1:9"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["check"] for line in lines[:-1]] == CHECKS, done.stderr
    assert {line["check"] for line in lines[:-1] if not line["holds"]} == {"central"}, lines
    assert done.returncode == 1 and lines[-1]["holds"] is False
    assert lines[-1]["edition"] == "development"
    assert list(tmp_path.iterdir()) == []
