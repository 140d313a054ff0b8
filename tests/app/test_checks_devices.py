"""The self-test's lines about what reads codes."""

from __future__ import annotations

from pathlib import Path

from pytest import MonkeyPatch

from app import checks
from app.devices import engines
from app.devices.decoder import Reading
from app.ops.doctor import State


def test_both_readers_are_tried_on_a_plain_code(monkeypatch: MonkeyPatch) -> None:
    assert checks.engines().state is State.OK
    monkeypatch.setattr(engines, "child_command", lambda: ["/bin/false"])
    without = checks.engines()
    assert (without.state, without.evidence) == (State.WARN, "zxing-cpp; no zbar") and without.next_step
    nothing: tuple[Reading, ...] = ()
    monkeypatch.setattr(engines.Decoder, "read", lambda *_, **__: nothing)
    assert checks.engines().state is State.FAIL


def test_a_scanners_port_that_is_not_there_is_a_warning(tmp_path: Path) -> None:
    port = tmp_path / "ttyACM0"
    missing = checks.hand_scanner(str(port))
    assert missing.state is State.WARN and missing.next_step
    port.touch()
    assert checks.hand_scanner(str(port)).state is State.OK
