"""The two small plain files beside the gates: the record of commands and the lockdown."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.gate import Cause, GateAction, GateCommand, GateOutcome, OutcomeKind
from app.domain.gate import Path as Way
from app.domain.lockdown import LockdownWord
from app.errors import GateError
from app.gates import commands
from app.gates.commands import CommandFile
from app.gates.lockdown import SIZE_LIMIT, Lockdown, LockdownState

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
COMMAND = GateCommand("c", "main", GateAction.OPEN, Cause.KEY, 10.0, 15.0, NOW, "guard-1", "e")


def test_the_record_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "FULL_BYTES", 1000)
    record = CommandFile(tmp_path / "commands.jsonl")
    for _ in range(50):
        record.ordered(COMMAND)
        record.answered(COMMAND, GateOutcome(OutcomeKind.DONE, Way.LOCAL, "ok"))
    sizes = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
    assert set(sizes) == {"commands.jsonl", "commands.older"}
    assert max(sizes.values()) < 1500
    last = json.loads((tmp_path / "commands.older").read_text().splitlines()[-1])
    assert last["command_id"] == "c"


def test_lockdown_survives_a_new_look_and_names_who_and_when(tmp_path: Path) -> None:
    lockdown = Lockdown(tmp_path / "lockdown.json")
    assert lockdown.state().locked and not lockdown.state().readable
    lockdown.prepare()
    assert not lockdown.state().locked
    word = LockdownWord(True, NOW, "guard-1", "J. Ajú", "Garita sur", "w1", waiting=True)
    lockdown.hold(word)
    lockdown.prepare()
    assert Lockdown(tmp_path / "lockdown.json").state() == LockdownState(word)
    lockdown.hold(LockdownWord(False, NOW, "supervisor-1"))
    assert not lockdown.state().locked


def test_no_name_makes_the_lockdown_file_too_large_to_be_read(tmp_path: Path) -> None:
    lockdown = Lockdown(tmp_path / "lockdown.json")
    lockdown.hold(LockdownWord(False, NOW, *["\U0001f600" * 500] * 4))
    assert lockdown.state().readable and not lockdown.state().locked


def test_a_lockdown_file_with_a_moment_that_is_none_locks(tmp_path: Path) -> None:
    path = tmp_path / "lockdown.json"
    for since in ("soon", "2026-11-20T12:00:00"):
        path.write_text(json.dumps({"version": 1, "locked": False, "since": since}))
        assert Lockdown(path).state().locked


def test_a_lockdown_file_grown_beyond_sense_locks(tmp_path: Path) -> None:
    path = tmp_path / "lockdown.json"
    path.write_text(json.dumps({"version": 1, "locked": False, "since": "x" * SIZE_LIMIT}))
    assert Lockdown(path).state().locked


def test_a_lockdown_that_cannot_be_written_says_so_and_changes_nothing(tmp_path: Path) -> None:
    lockdown = Lockdown(tmp_path / "lockdown.json")
    lockdown.prepare()
    (tmp_path / "lockdown.new").mkdir()
    with pytest.raises(GateError) as refused:
        lockdown.hold(LockdownWord(True, NOW))
    assert refused.value.code == "lockdown_not_written"
    assert not lockdown.state().locked
