"""The gates file and the emergency file: sealed, whole or not there, and useful when nothing else is."""

from __future__ import annotations

import asyncio
import errno
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.entry import Direction, Entry, EntryKind
from app.errors import GateError
from app.gates import emergency
from app.gates.bindings import DriverKind, GateBinding, GateSecret
from app.gates.emergency import SLOT_BYTES, SLOTS, EmergencyFile
from app.gates.gates_file import CloudSecret, SealedGates, read_gates, write_gates

KEY, OTHER_KEY = bytes(range(32)), bytes(32)
GATE = GateBinding(
    "main", "Main gate", DriverKind.RPC_COVER, "http://10.0.0.7", "A085E3BCA4C8", accepted=frozenset("ab")
)
ENTRY = Entry(
    entry_id="0198-1",
    kind=EntryKind.OVERRIDE,
    direction=Direction.IN,
    occurred_at=datetime(2026, 11, 20, 12, 0, tzinfo=UTC),
    gate_id="main",
    actor_id="guard-1",
    actor_name="María Núñez",
    shift_id="s",
    device_id="d",
    incarnation="i",
    flags=("over_limit",),
)


def test_gates_come_back_as_they_were_and_their_secrets_are_not_readable(tmp_path: Path) -> None:
    path = tmp_path / "gates.bin"
    sealed = SealedGates(
        ((GATE, GateSecret("open sesame")),), CloudSecret("https://h", "cloud-key"), frozenset({"main"})
    )
    write_gates(path, KEY, sealed)
    assert read_gates(path, KEY) == sealed
    content = path.read_bytes()
    assert b"sesame" not in content and b"10.0.0.7" not in content
    assert "sesame" not in repr(sealed) and "cloud-key" not in repr(sealed)


def test_a_missing_damaged_or_foreign_gates_file_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "gates.bin"
    with pytest.raises(GateError) as missing:
        read_gates(path, KEY)
    assert missing.value.code == "gates_file_missing"
    write_gates(path, KEY, SealedGates(()))
    whole = path.read_bytes()
    for content, key in (
        (whole, OTHER_KEY),
        (whole[:-1], KEY),
        (b"", KEY),
        (whole[:9] + bytes([whole[9] ^ 1]) + whole[10:], KEY),
    ):
        path.write_bytes(content)
        with pytest.raises(GateError) as damaged:
            read_gates(path, key)
        assert damaged.value.code == "gates_file_damaged"


def test_a_gates_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "gates.bin"
    write_gates(path, KEY, SealedGates(()))
    path.with_suffix(".new").mkdir()
    with pytest.raises(GateError):
        write_gates(path, KEY, SealedGates(((GATE, GateSecret()),)))
    assert read_gates(path, KEY) == SealedGates(())


def test_an_emergency_record_is_sealed_and_comes_back_whole(tmp_path: Path) -> None:
    path = tmp_path / "emergency.bin"
    file = EmergencyFile(path, KEY)
    assert path.stat().st_size == SLOTS * SLOT_BYTES
    file.keep(ENTRY)
    assert path.stat().st_size == SLOTS * SLOT_BYTES
    assert "Núñez".encode() not in path.read_bytes()
    assert EmergencyFile(path, KEY).kept() == (ENTRY,)
    assert EmergencyFile(path, OTHER_KEY).kept() == ()


def test_records_are_taken_in_once_even_if_the_program_dies_between(tmp_path: Path) -> None:
    path = tmp_path / "emergency.bin"
    file = EmergencyFile(path, KEY)
    entries = [replace(ENTRY, entry_id=str(number)) for number in range(3)]
    for entry in entries:
        file.keep(entry)
    journal: dict[str, Entry] = {}

    async def dies_at_the_second(entry: Entry) -> None:
        journal.setdefault(entry.entry_id, entry)
        if entry.entry_id == "1":
            raise RuntimeError("plug pulled after the commit")

    async def records(entry: Entry) -> None:
        journal.setdefault(entry.entry_id, entry)

    with pytest.raises(RuntimeError):
        asyncio.run(file.take_in(dies_at_the_second))
    assert asyncio.run(EmergencyFile(path, KEY).take_in(records)) == 2
    assert sorted(journal) == ["0", "1", "2"]
    assert asyncio.run(file.take_in(records)) == 0


def test_a_full_file_refuses_and_keeps_what_it_has(tmp_path: Path) -> None:
    file = EmergencyFile(tmp_path / "emergency.bin", KEY)
    for number in range(SLOTS):
        file.keep(replace(ENTRY, entry_id=str(number)))
    with pytest.raises(OSError) as full:
        file.keep(ENTRY)
    assert full.value.errno == errno.ENOSPC
    assert len(file.kept()) == SLOTS


def test_a_damaged_slot_does_not_hide_the_others_and_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "emergency.bin"
    file = EmergencyFile(path, KEY)
    file.keep(ENTRY)
    file.keep(replace(ENTRY, entry_id="2"))
    content = bytearray(path.read_bytes())
    content[60] ^= 1
    path.write_bytes(content)
    assert [entry.entry_id for entry in file.kept()] == ["2"]
    file.keep(replace(ENTRY, entry_id="3"))
    assert [entry.entry_id for entry in file.kept()] == ["2", "3"]


def test_a_note_too_long_for_a_slot_is_left_out_rather_than_the_opening(tmp_path: Path) -> None:
    file = EmergencyFile(tmp_path / "emergency.bin", KEY)
    file.keep(replace(ENTRY, note="x" * 2 * SLOT_BYTES))
    assert file.kept() == (ENTRY,)


def test_a_hanging_disk_does_not_hold_the_press(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = EmergencyFile(tmp_path / "emergency.bin", KEY)
    hangs, asked = emergency.threading.Event(), emergency.threading.Event()

    def fsync(_: int) -> None:
        asked.set()
        hangs.wait(10)

    monkeypatch.setattr(os, "fsync", fsync)
    file.keep(ENTRY)
    assert asked.wait(10)
    assert file.kept() == (ENTRY,)
    hangs.set()
