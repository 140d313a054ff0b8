"""Photos as sealed files: AES-256-GCM, one key of their own, each bound to the SHA-256 of its picture."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.errors import StoreError
from app.store.faults import damaged, store_error
from app.store.files import sync_folder, write_durably
from app.store.sealed import key_for, seal, unseal

_MAGIC = b"PGP1"
_HASH = re.compile(r"[0-9a-f]{64}")


class Photos:
    """The folder of photos. A photo's name is the hash of its picture; the same picture is kept once."""

    def __init__(self, folder: Path, data_key: bytes) -> None:
        self.folder = folder
        self._key = key_for("photos", data_key)
        self._held = ""

    async def load(self, photo_hash: str) -> bytes | None:
        """The picture (JPEG); None if it is not here (any more). Raises StoreError "store_damaged"."""
        return await asyncio.to_thread(self.read, photo_hash)

    def read(self, photo_hash: str) -> bytes | None:
        """`load`, for the store's own threads."""
        path = self._path(photo_hash)
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise (store_error(error, path) or error) from error
        picture = unseal(self._key, raw[len(_MAGIC) :], photo_hash.encode()) if raw.startswith(_MAGIC) else None
        if picture is None:
            raise damaged(path)
        return picture

    def save(self, picture: bytes) -> str:
        """Seal `picture`, put it on the platter and return its hash. Raises OSError (a full disk)."""
        photo_hash = hashlib.sha256(picture).hexdigest()
        path = self._path(photo_hash)
        if self._stands(photo_hash):
            return photo_hash
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, mode=0o700)
            sync_folder(self.folder)
        write_durably(path, _MAGIC + seal(self._key, picture, photo_hash.encode()))
        return photo_hash

    def hold(self, picture: bytes) -> None:
        """`save`, ahead of the entry that will name it. Raises OSError."""
        self._held = self.save(picture)

    def sealed(self, photo_hash: str) -> bytes:
        """A photo's file as it lies there, for a backup. Raises OSError."""
        return self._path(photo_hash).read_bytes()

    def take(self, photo_hash: str, sealed: bytes) -> None:
        """Put back what `sealed` gave. Raises OSError; ValueError for what is no hash."""
        path = self._path(photo_hash)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_durably(path, sealed)

    def forget_all(self, hashes: Iterable[str]) -> None:
        """Delete these photos, as far as they are here."""
        for photo_hash in hashes:
            self._path(photo_hash).unlink(missing_ok=True)

    def here(self) -> Iterator[str]:
        """The hashes of all photos on disk; half-written files are removed on the way."""
        for path in self.folder.glob("??/*"):
            if _HASH.fullmatch(path.name):
                yield path.name
            else:
                with contextlib.suppress(OSError):
                    path.unlink()

    def _stands(self, photo_hash: str) -> bool:
        try:
            if photo_hash == self._held:  # its entry comes a moment later: what was just written is not proven again
                self._held = ""
                return self._path(photo_hash).exists()
            return self.read(photo_hash) is not None
        except StoreError:
            return False

    def _path(self, photo_hash: str) -> Path:
        if not _HASH.fullmatch(photo_hash):
            raise ValueError("a photo is named by its SHA-256 in hexadecimal")
        return self.folder / photo_hash[:2] / photo_hash
