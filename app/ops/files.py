"""Files for people: written beside their place under a temporary name, put there whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from app.errors import ExportError

_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_PERMISSION = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_FOLDER = {errno.ENOENT, errno.ENOTDIR}


@contextlib.contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """A new, empty file beside `target`, readable by this account only; it becomes `target` at the end.

    Whatever is raised inside, the temporary file is removed and an older `target` stays as it was.
    OSErrors become ExportError.
    """
    beside = target.with_name(f".{target.name[:80]}.{secrets.token_hex(4)}.part")
    try:
        try:
            os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            yield beside
            _to_disk(beside)
            beside.replace(target)
        finally:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
    except OSError as error:
        raise export_error(error, target) from error


def write_text(target: Path, text: str) -> None:
    """`text` as UTF-8, whole or not at all. Raises ExportError."""
    with written_whole(target) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")


def export_error(error: OSError, target: Path) -> ExportError:
    """What the file system said, in words."""
    if error.errno in _NO_SPACE:
        return ExportError(
            "disk_full",
            "The disk is full",
            f"There is no space for {target.name} in {target.parent}.",
            "Free some space or choose another disk, and export again.",
        )
    if error.errno in _NO_FOLDER:
        return ExportError(
            "no_folder",
            "The folder is not there",
            f"{target.parent} is not there: perhaps the stick was taken out.",
            "Choose another folder and export again.",
        )
    if error.errno in _NO_PERMISSION or isinstance(error, IsADirectoryError):
        return ExportError(
            "no_permission",
            "The file cannot be written",
            f"{target} cannot be written: it is open in another program, or this account may not write there.",
            "Close it in the other program, or choose another folder, and export again.",
        )
    return ExportError(
        "disk_error",
        "The disk failed",
        f"Writing {target.name} failed: {error.strerror}.",
        "Choose another disk, and tell the technician.",
    )


def _to_disk(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
