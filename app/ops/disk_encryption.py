"""Whether the disk under a folder is encrypted, as far as a plain account can see.

The store is encrypted, but a stolen PC that logs in by itself also opens its keyring: only an encrypted disk
helps against that (design §7). Not knowing is told as not knowing, never as a yes.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from app.ops.doctor import Finding, State

ASK_FOR_S = 10.0
"""PowerShell takes some two seconds to start on an old PC."""

_BITLOCKER = {"1": True, "2": False, "3": True, "4": False, "5": False, "6": True}
"""System.Volume.BitLockerProtection: on, off, encrypting, decrypting, suspended, on and locked."""

_NEXT_STEP = {
    "linux": "Install this PC anew with disk encryption (LUKS), or keep it where nobody can take it.",
    "darwin": "Turn FileVault on: System Settings, Privacy & Security.",
    "win32": "Turn BitLocker on: Settings, Privacy & security, Device encryption.",
}


def disk_encryption(folder: Path) -> Finding:
    """Look at the disk of `folder`. May start a system program and wait for it: call it in a thread."""
    encrypted, evidence = _seen(folder)
    if encrypted:
        return Finding("disk_encryption", State.OK, evidence)
    return Finding("disk_encryption", State.WARN, evidence, _NEXT_STEP.get(sys.platform, ""))


def _seen(folder: Path) -> tuple[bool | None, str]:
    if sys.platform == "darwin":
        return read_filevault(_told("fdesetup", "status"))
    if sys.platform == "win32":
        drive = folder.resolve().drive
        command = (
            f"(New-Object -ComObject Shell.Application).NameSpace('{drive}')"
            ".Self.ExtendedProperty('System.Volume.BitLockerProtection')"
        )
        return read_bitlocker(_told("powershell", "-NoProfile", "-NonInteractive", "-Command", command))
    return luks_below(folder)


def read_filevault(told: str | None) -> tuple[bool | None, str]:
    """`fdesetup status`."""
    if told is None or "FileVault is" not in told:
        return None, "FileVault could not be asked"
    on = "FileVault is On" in told
    return on, f"FileVault is {'on' if on else 'off'}"


def read_bitlocker(told: str | None) -> tuple[bool | None, str]:
    """What the shell says of the volume: the only source that a plain account may read."""
    encrypted = _BITLOCKER.get((told or "").strip())
    if encrypted is None:
        return None, "BitLocker could not be asked, or this volume cannot have it"
    return encrypted, f"BitLocker is {'on' if encrypted else 'off or suspended'}"


def luks_below(
    folder: Path, *, sys_root: Path = Path("/sys"), mounts: Path = Path("/proc/self/mountinfo")
) -> tuple[bool | None, str]:
    """Whether a LUKS mapping stands anywhere below the file system of `folder` (LVM on LUKS, btrfs on LUKS …)."""
    try:
        device = folder.stat().st_dev
        name = f"{os.major(device)}:{os.minor(device)}"
        block = sys_root / "dev" / "block" / name
        if not block.exists():
            # btrfs, overlay and the like have a number of their own; the mount names the real disk.
            source = _mount_source(name, mounts)
            if source is None or not source.exists():
                return None, f"the disk below {folder} cannot be seen"
            real = source.stat().st_rdev
            block = sys_root / "dev" / "block" / f"{os.major(real)}:{os.minor(real)}"
        if not block.exists():
            return None, f"the disk below {folder} cannot be seen"
        found = _crypt_in(block.resolve())
    except OSError as error:
        return None, f"the disk below {folder} cannot be seen: {error.strerror}"
    return found, f"{block.resolve().name}: {'encrypted (LUKS)' if found else 'not encrypted'}"


def _mount_source(device: str, mounts: Path) -> Path | None:
    for line in mounts.read_text().splitlines():
        before, _, after = line.partition(" - ")
        if before.split()[2:3] == [device]:
            source = after.split()[1:2]
            return Path(source[0]) if source and source[0].startswith("/") else None
    return None


def _crypt_in(block: Path) -> bool:
    """A device-mapper device says in its uuid what it is; `slaves` are the devices it stands on."""
    uuid = block / "dm" / "uuid"
    if uuid.is_file() and uuid.read_text().startswith("CRYPT-"):
        return True
    slaves = block / "slaves"
    below = list(slaves.iterdir()) if slaves.is_dir() else []
    return bool(below) and all(_crypt_in(slave.resolve()) for slave in below)


def _told(*command: str) -> str | None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=ASK_FOR_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout
