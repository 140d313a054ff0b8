"""The keeper, with real programs that crash."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from ui.keeper import ALREADY_RUNNING, CANNOT_START, ENDINGS, WAITS_S, Keeper, reason_of, wait_after

CRASHES_TWICE = """
import os, pathlib, sys
told = pathlib.Path(sys.argv[1])
with told.open("a") as stream:
    stream.write(os.environ["PORTUN_ENDED_BECAUSE"] + "\\n")
starts = len(told.read_text().splitlines())
if starts == 1:
    os.kill(os.getpid(), 11)
os._exit({2: 7}.get(starts, 0))
"""


def test_a_crash_is_written_down_told_and_followed_by_a_start(tmp_path: Path) -> None:
    told, pauses = tmp_path / "told", []
    keeper = Keeper([sys.executable, "-c", CRASHES_TWICE, str(told)], tmp_path / "logs")
    assert keeper.run(pauses.append) == 0
    assert told.read_text().splitlines() == ["", "ended by SIGSEGV", "ended with 7"]
    assert pauses == [WAITS_S[0], WAITS_S[1]]
    lines = [json.loads(line) for line in (tmp_path / "logs" / ENDINGS).read_text().splitlines()]
    assert [(line["because"], line["in_a_row"]) for line in lines] == [("ended by SIGSEGV", "1"), ("ended with 7", "2")]


def test_a_second_start_ends_its_keeper_too(tmp_path: Path) -> None:
    keeper = Keeper([sys.executable, "-c", f"raise SystemExit({ALREADY_RUNNING})"], tmp_path)
    assert keeper.run() == ALREADY_RUNNING
    assert not (tmp_path / ENDINGS).exists()


def test_stop_ends_the_console_and_starts_no_other(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    waits = f"import pathlib, signal; pathlib.Path({str(ready)!r}).touch(); print('up', flush=True); signal.pause()"
    keeper = subprocess.Popen([sys.executable, "-c", _KEEP, waits, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert keeper.stdout is not None
    assert keeper.stdout.readline() == "up\n"
    keeper.terminate()
    assert keeper.wait(20) != 0
    keeper.stdout.close()
    assert not (tmp_path / ENDINGS).exists()


_KEEP = """
import pathlib, signal, sys
from ui.keeper import Keeper
keeper = Keeper([sys.executable, "-c", sys.argv[1]], pathlib.Path(sys.argv[2]))
signal.signal(signal.SIGTERM, lambda *_: keeper.stop())
sys.exit(keeper.run())
"""


def test_it_never_gives_up_and_is_never_slower_than_a_minute() -> None:
    waits = [wait_after(-11, crashes) for crashes in range(1, 50)]
    assert waits[0] <= 1 and waits == sorted(waits) and waits[-1] == 60
    assert wait_after(CANNOT_START, 1) > wait_after(-11, 1)


def test_a_console_that_ran_long_starts_a_new_row(tmp_path: Path) -> None:
    clock, pauses = iter([0.0, 1.0, 1.0, 500.0, 500.0, 500.0]), []
    told = tmp_path / "told"
    keeper = Keeper([sys.executable, "-c", CRASHES_TWICE, str(told)], tmp_path, lambda: next(clock))
    keeper.run(pauses.append)
    assert pauses == [WAITS_S[0], WAITS_S[0]]


def test_a_disk_that_takes_nothing_does_not_stop_it(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    keeper = Keeper([sys.executable, "-c", CRASHES_TWICE, str(tmp_path / "told")], tmp_path / "logs")
    assert keeper.run(lambda _: None) == 0


def test_reasons_in_words() -> None:
    assert reason_of(-6) == "ended by SIGABRT"
    assert reason_of(0xC0000005) == "crashed with 0xc0000005"
