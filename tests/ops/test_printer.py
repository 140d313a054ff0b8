"""The system's own printing, played by an `lp` of the test: it takes a sheet, refuses it, hangs, or is not there."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import PrintError
from app.ops import printer
from app.ops.printer import to_printer

Lp = Callable[[str], None]


@pytest.fixture
def lp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lp:
    """Puts an `lp` with this body before everything else on PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def put(body: str) -> None:
        program = folder / "lp"
        program.write_text(f"#!{sys.executable}\nimport os, shutil, sys, time\n{body}\n")
        program.chmod(0o755)

    return put


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    made = tmp_path / "pass -o.pdf"
    made.write_bytes(b"%PDF-1.4 a sheet")
    return made


def test_lp_takes_the_sheet_and_learns_no_name(tmp_path: Path, lp: Lp, sheet: Path) -> None:
    queue = tmp_path / "queue"
    lp(f"shutil.copy(sys.argv[-1], {str(queue)!r}); open({str(queue) + '.words'!r}, 'w').write(repr(sys.argv[1:]))")
    assert to_printer(sheet)
    assert queue.read_bytes() == sheet.read_bytes()
    words = (tmp_path / "queue.words").read_text()
    assert words == repr(["-s", "-t", "Portun Gatehouse", "--", str(sheet)])


def test_no_printer_is_said_in_words_and_the_sheet_stays(lp: Lp, sheet: Path) -> None:
    lp("sys.stderr.write('lp: Error - No default destination available.'); sys.exit(1)")
    with pytest.raises(PrintError) as caught:
        to_printer(sheet)
    assert caught.value.code == "printer_gone"
    assert "print again" in caught.value.next_step
    assert sheet.exists()


def test_a_print_server_that_does_not_answer_is_given_up(
    lp: Lp, sheet: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lp(f"os.mkfifo({str(tmp_path / 'never')!r}); open({str(tmp_path / 'never')!r}).read()")
    monkeypatch.setattr(printer, "TAKEN_WITHIN_S", 0.5)
    with pytest.raises(PrintError):
        to_printer(sheet)
    assert sheet.exists()


def test_where_nothing_prints_the_sheet_is_left_to_be_opened(lp: Lp, sheet: Path) -> None:
    assert not to_printer(sheet)


def test_an_lp_that_cannot_run_is_no_bug(lp: Lp, sheet: Path) -> None:
    lp("")
    (Path(os.environ["PATH"]) / "lp").write_bytes(b"\x7fELF nothing")
    with pytest.raises(PrintError):
        to_printer(sheet)


def test_a_packaged_console_does_not_lend_its_libraries(
    lp: Lp, sheet: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen = tmp_path / "seen"
    lp(f"open({str(seen)!r}, 'w').write(os.environ.get('LD_LIBRARY_PATH', 'none'))")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/portun-gatehouse/_internal")
    assert to_printer(sheet)
    assert seen.read_text() == "none"
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/usr/local/lib")
    assert to_printer(sheet)
    assert seen.read_text() == "/usr/local/lib"
