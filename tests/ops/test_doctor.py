"""The self-test's own lines: every state says what to do, and not knowing is never a yes."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.ops import doctor
from app.ops.disk_encryption import disk_encryption, luks_below, read_bitlocker, read_filevault
from app.ops.doctor import Finding, State

MARCH = datetime(2026, 3, 14, 18, tzinfo=UTC)
SOME = [
    Finding("disk_space", State.OK, "12 MB free"),
    Finding("clock", State.FAIL, "the PC is 3 h late", "Set the clock."),
    Finding("camera", State.WARN, "9 fps", "Look at the cable."),
]


def test_the_worst_line_is_the_state_of_the_whole() -> None:
    assert doctor.worst(SOME) is State.FAIL
    assert doctor.worst(SOME[:1]) is State.OK
    assert doctor.worst([]) is State.OK


def test_json_and_text_hold_every_line() -> None:
    told = json.loads(doctor.as_json(SOME))
    assert told["state"] == "fail"
    assert told["findings"][1] == {
        "name": "clock",
        "state": "fail",
        "evidence": "the PC is 3 h late",
        "next_step": "Set the clock.",
    }
    text = doctor.as_text(SOME)
    assert text.splitlines()[0] == "ok    disk_space  12 MB free"
    assert "→ Set the clock." in text
    assert doctor.as_text([]) == ""


class Usage:
    def __init__(self, total: int, free: int) -> None:
        self.total, self.free = total * doctor.MEGABYTE, free * doctor.MEGABYTE


@pytest.mark.parametrize(
    ("free", "ballast", "state"),
    [(5_000, True, State.OK), (5_000, False, State.WARN), (900, True, State.WARN), (200, True, State.FAIL)],
)
def test_a_disk_that_fills_is_seen_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, ballast: bool, state: State
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda folder: Usage(10_000, free))
    reserve = tmp_path / "ballast"
    if ballast:
        reserve.touch()
    found = doctor.disk_space(tmp_path, reserve)
    assert found.state is state
    assert bool(found.next_step) == (state is not State.OK)


def test_a_disk_that_is_not_there_fails(tmp_path: Path) -> None:
    assert doctor.disk_space(tmp_path / "gone").state is State.FAIL
    assert doctor.disk_space(tmp_path).name == "disk_space"


def test_the_log_folder_is_written_to_and_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "gatehouse.log").write_text("{}\n")
    assert doctor.log_folder(tmp_path).state is State.OK
    assert [file.name for file in tmp_path.iterdir()] == ["gatehouse.log"]
    assert doctor.log_folder(tmp_path / "gone").state is State.WARN


def test_logs_without_end_are_seen(tmp_path: Path) -> None:
    with (tmp_path / "gatehouse.log").open("wb") as stream:
        stream.truncate(doctor.LOGS_LARGE + 1)
    assert doctor.log_folder(tmp_path).state is State.WARN


@pytest.mark.parametrize(
    ("site", "pc", "state", "words"),
    [
        ("America/Guatemala", "America/Guatemala", State.OK, "-06:00"),
        ("America/Guatemala", "America/Costa_Rica", State.OK, "-06:00"),
        ("America/Guatemala", "UTC", State.WARN, "now"),
        # The same in winter, apart from the first Sunday in April on: found before it happens.
        ("Europe/Lisbon", "Africa/Abidjan", State.WARN, "from about 2026-04"),
        ("Asia/Kathmandu", "Asia/Kathmandu", State.OK, "+05:45"),
    ],
)
def test_zones_are_compared_by_what_the_clock_reads(site: str, pc: str, state: State, words: str) -> None:
    found = doctor.time_zone(site, MARCH, pc=ZoneInfo(pc))
    assert found.state is state
    assert words in found.evidence


def test_the_systems_own_zone_is_asked() -> None:
    assert doctor.time_zone("America/Guatemala", MARCH).name == "time_zone"


def test_versions_and_memory_and_account() -> None:
    assert "0.1.0 (abc)" in doctor.versions("0.1.0", "abc", parts=[("SQLCipher", "4.19.0")]).evidence
    assert "SQLCipher 4.19.0" in doctor.versions("0.1.0", "abc", parts=[("SQLCipher", "4.19.0")]).evidence
    assert doctor.memory().name == "memory"
    assert doctor.running_as_administrator().name == "account"


def test_memory_is_read_from_the_kernel(tmp_path: Path) -> None:
    meminfo = tmp_path / "meminfo"
    meminfo.write_text("MemTotal:        8000000 kB\nMemAvailable:    204800 kB\n")
    assert doctor.available_memory(meminfo) == 200 * doctor.MEGABYTE
    assert doctor.available_memory(tmp_path / "gone") is None


def block_device(root: Path, name: str, *, uuid: str = "", slaves: tuple[str, ...] = ()) -> Path:
    device = root / "devices" / name
    device.mkdir(parents=True)
    if uuid:
        (device / "dm").mkdir()
        (device / "dm" / "uuid").write_text(uuid + "\n")
    (device / "slaves").mkdir()
    for slave in slaves:
        (device / "slaves" / slave).symlink_to(root / "devices" / slave)
    return device


def test_luks_is_found_below_lvm_and_a_mirror_needs_both_sides(tmp_path: Path) -> None:
    block_device(tmp_path, "sda2")
    block_device(tmp_path, "dm-0", uuid="CRYPT-LUKS2-abc", slaves=("sda2",))
    volume = block_device(tmp_path, "dm-1", uuid="LVM-xyz", slaves=("dm-0",))
    half = block_device(tmp_path, "dm-2", uuid="LVM-half", slaves=("dm-0", "sda2"))
    number = os.stat(tmp_path).st_dev
    by_number = tmp_path / "dev" / "block"
    by_number.mkdir(parents=True)
    link = by_number / f"{os.major(number)}:{os.minor(number)}"
    for device, expected in ((volume, True), (half, False), (tmp_path / "devices" / "sda2", False)):
        link.unlink(missing_ok=True)
        link.symlink_to(device)
        assert luks_below(tmp_path, sys_root=tmp_path)[0] is expected


def test_a_disk_that_cannot_be_seen_is_not_called_encrypted(tmp_path: Path) -> None:
    mounts = tmp_path / "mountinfo"
    number = os.stat(tmp_path).st_dev
    name = f"{os.major(number)}:{os.minor(number)}"
    mounts.write_text(f"30 1 {name} / /home rw - overlay overlay rw\n")
    assert luks_below(tmp_path, sys_root=tmp_path, mounts=mounts)[0] is None
    mounts.write_text(f"30 1 {name} / /home rw - btrfs /dev/no_such_disk rw\n")
    assert luks_below(tmp_path, sys_root=tmp_path, mounts=mounts)[0] is None
    assert luks_below(tmp_path / "gone")[0] is None
    assert disk_encryption(tmp_path).name == "disk_encryption"


def test_filevault_and_bitlocker_are_read() -> None:
    assert read_filevault("FileVault is On.\n")[0] is True
    assert read_filevault("FileVault is Off.\n")[0] is False
    assert read_filevault(None)[0] is None
    assert [read_bitlocker(told)[0] for told in ("1\n", "2", "5", "", "7", None)] == [
        True, False, False, None, None, None,
    ]  # fmt: skip
