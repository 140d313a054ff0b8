"""The second engine: a real child process, and children that misbehave."""

from __future__ import annotations

import sys
import threading

import numpy as np

from app.clock import SystemClock
from app.devices import zbar as zbar_module
from app.devices.decoder import Decoder
from app.devices.engines import engines
from app.devices.pixels import grey
from app.devices.zbar import RESTARTS, Zbar, ZbarChild
from tests.devices.lanes import PASS
from tests.devices.pictures import code_picture

HELLO = "import sys; print('{\"zbar\": true}', flush=True); "


def child(program: str) -> list[str]:
    return [sys.executable, "-c", program]


def answers(zbar: Zbar, picture: np.ndarray, offers: int = 1) -> list[tuple[str, ...]]:
    """What comes of offering a picture so many times."""
    texts = []
    for _ in range(offers):
        zbar.offer(picture)
        zbar.settle()
        texts.append(tuple(text for text, _ in zbar.collect()))
    return texts


def test_it_reads_in_its_own_process_and_frames_the_code() -> None:
    zbar = Zbar(SystemClock())
    assert zbar.offer(grey(code_picture(PASS)))
    zbar.settle()
    ((text, outline),) = zbar.collect()
    assert text == PASS
    assert np.allclose(np.mean(outline, axis=0), (0.5, 0.5), atol=0.02)
    assert zbar.collect() == ()
    zbar.close()


def test_only_a_pass_code_of_its_counts() -> None:
    for text, counts in ((PASS, True), ("hello gate", False)):
        zbar = Zbar(SystemClock())
        decoder = Decoder(("DataMatrix",), zbar=zbar)  # so that the first engine does not read the QR
        light = grey(code_picture(text))
        assert decoder.read(light, 0.0, awake=True) == ()
        zbar.settle()
        assert [reading.text for reading in decoder.read(light, 0.1, awake=True)] == ([PASS] if counts else [])
        zbar.close()


def test_text_that_is_not_ascii_is_not_believed() -> None:
    zbar = Zbar(SystemClock())
    assert answers(zbar, grey(code_picture("Il était une fois, un noël", module=8))) == [()]
    zbar.close()


def test_a_child_that_crashes_is_started_again_but_not_for_ever() -> None:
    zbar = Zbar(SystemClock(), child(HELLO + "sys.stdin.buffer.read(8); import os; os.abort()"))
    assert answers(zbar, grey(code_picture(PASS)), offers=RESTARTS + 3) == [()] * (RESTARTS + 3)
    zbar.close()


def test_a_child_that_talks_nonsense_or_says_nothing_costs_nothing() -> None:
    for program in (HELLO + "print('][', flush=True); sys.stdin.read()", "print('{}')", ""):
        zbar = Zbar(SystemClock(), child(program))
        assert answers(zbar, grey(code_picture(PASS)), offers=2) == [(), ()]
        zbar.close()


def test_a_start_may_take_longer_than_a_frame(monkeypatch) -> None:
    monkeypatch.setattr(zbar_module, "ANSWER_WITHIN_S", 0.0)
    ZbarChild(child(HELLO + "sys.stdin.read()")).close()


def test_without_zbar_it_is_asked_once_and_never_again() -> None:
    zbar = Zbar(SystemClock(), child('print(\'{"zbar": false, "why": "no library"}\')'))
    answers(zbar, grey(code_picture(PASS)))
    assert not zbar.offer(grey(code_picture(PASS)))
    zbar.close()


def test_closing_leaves_no_thread() -> None:
    zbar = Zbar(SystemClock())
    zbar.offer(grey(code_picture(PASS)))
    zbar.close()
    assert "camera zbar" not in [thread.name for thread in threading.enumerate()]


def test_doctor_learns_which_engines_work() -> None:
    assert [(engine.name, engine.problem) for engine in engines()] == [("zxing-cpp", None), ("zbar", None)]
    assert all(engine.version for engine in engines())
