"""Giving every file of a store another data key. Each step can be repeated: what already has the new key is left."""

from __future__ import annotations

import contextlib
from pathlib import Path

from app.errors import StoreError
from app.store.database import change_database_key
from app.store.faults import store_error
from app.store.head import HeadFile
from app.store.photos import Photos


def change_key(folder: Path, old: bytes, new: bytes) -> None:
    """From `old` to `new`, taking up where an earlier attempt was cut off. The caller holds the folder's lock.

    Raises StoreError; both keys must then be kept.
    """
    try:
        _change_head(folder / "journal.head", old, new)
        for name in ("journal.db", "mirror.db"):
            if (folder / name).exists():
                change_database_key(folder / name, old, new)
        before, after = Photos(folder / "photos", old), Photos(folder / "photos", new)
        for photo_hash in before.here():
            _change_photo(before, after, photo_hash)
    except OSError as error:
        raise (store_error(error, folder / "journal.db") or error) from error


def _change_head(path: Path, old: bytes, new: bytes) -> None:
    if not path.exists():
        return
    with contextlib.closing(HeadFile(path, new)) as after:
        if after.read()[0] is not None:
            return
        with contextlib.closing(HeadFile(path, old)) as before:
            head, _ = before.read()
        if head is not None:
            after.write(head)


def _change_photo(before: Photos, after: Photos, photo_hash: str) -> None:
    with contextlib.suppress(StoreError):
        if after.read(photo_hash) is not None:
            return
    with contextlib.suppress(StoreError):  # a damaged photo stays damaged; the rest must not wait for it
        picture = before.read(photo_hash)
        if picture is not None:
            after.save(picture)
