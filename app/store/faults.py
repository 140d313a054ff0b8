"""From what the driver and the file system say to words for people. One place, so that callers compare codes only.

disk_full        no space left: the write did not happen, everything before it stands
disk_read_only   the folder cannot be written
disk_error       the disk or the file system failed
store_damaged    a page of an encrypted file failed its check
store_wrong_key  the key does not open the file (a file that is no database looks the same)
store_busy       another program holds the file
store_in_use     another console holds the folder
store_newer      a newer program wrote the file
"""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import sqlcipher3.dbapi2

from app.errors import StoreError

NEARLY_FULL = 64 * 1024
"""Bytes. SQLite reports some kinds of a full disk as an input/output error; with less free than this it was that."""

_BUSY, _LOCKED, _READ_ONLY, _IO, _CORRUPT, _FULL, _CANNOT_OPEN, NOT_A_DATABASE = 5, 6, 8, 10, 11, 13, 14, 26
_RESULT_CODE = 0xFF
"""The low byte of SQLite's extended result codes (sqlite.org/rescode.html) is the primary one."""


def store_error(error: BaseException, path: Path) -> StoreError | None:
    """What `error`, met at the database or file `path`, means; None if it is a bug and not the world."""
    if isinstance(error, StoreError):
        return error
    # SQLAlchemy wraps the driver's error. Its class is not asked for: the key is opened before SQLAlchemy is loaded.
    from_driver = getattr(error, "orig", error)
    if isinstance(from_driver, sqlcipher3.dbapi2.Error):
        return _from_sqlite(getattr(from_driver, "sqlite_errorcode", 0) & _RESULT_CODE, path)
    if isinstance(error, OSError):
        return _from_os(error, path)
    return None


def disk_full(path: Path) -> StoreError:
    """No space left."""
    return StoreError(
        "disk_full",
        "The disk is full",
        f"There is no space left to write {path.name}.",
        "Free some space on this PC's disk. Entries already recorded are safe.",
    )


def damaged(path: Path) -> StoreError:
    """A file failed its check."""
    return StoreError(
        "store_damaged",
        "A file of the store is damaged",
        f"{path.name} failed its check: the disk changed what was written.",
        "Go on working; tell the technician to look at the disk.",
    )


def newer(path: Path, found: int, known: int) -> StoreError:
    """A newer program wrote the file."""
    return StoreError(
        "store_newer",
        "This program is older than its store",
        f"{path.name} has version {found}; this program knows versions up to {known}.",
        "Install the newer program again. Nothing was changed.",
    )


def _read_only(path: Path) -> StoreError:
    return StoreError(
        "disk_read_only",
        "The disk cannot be written",
        f"The folder of {path.name} is read-only.",
        "Tell the technician: the disk may be failing, or the folder's permissions changed.",
    )


def _disk_error(path: Path) -> StoreError:
    return StoreError(
        "disk_error",
        "The disk failed",
        f"Reading or writing {path.name} failed.",
        "Tell the technician to look at the disk.",
    )


def _from_sqlite(code: int, path: Path) -> StoreError | None:
    if code == _FULL or (code == _IO and _nearly_full(path)):
        return disk_full(path)
    if code == _READ_ONLY or (code in (_CANNOT_OPEN, _IO) and not os.access(path.parent, os.W_OK)):
        return _read_only(path)
    if code in (_IO, _CANNOT_OPEN):
        return _disk_error(path)
    if code == _CORRUPT:
        return damaged(path)
    if code == NOT_A_DATABASE:
        return StoreError(
            "store_wrong_key",
            "The store does not open",
            f"The key does not open {path.name}, or its first page is damaged.",
            "Use the recovery key of this site, or restore a backup. Nothing was deleted.",
        )
    if code in (_BUSY, _LOCKED):
        return StoreError(
            "store_busy",
            "The store is busy",
            f"Another program holds {path.name}.",
            "Close the other program and try again.",
        )
    return None


def _from_os(error: OSError, path: Path) -> StoreError | None:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(path)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return _read_only(path)
    if error.errno == errno.EIO:
        return _disk_error(path)
    return None


def _nearly_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < NEARLY_FULL
    except OSError:
        return False
