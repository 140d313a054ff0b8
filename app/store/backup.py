"""Backup and restore of what cannot be pulled again: the journal and its photos.

A backup is one sealed archive that the site's recovery key opens, and a passphrase if one was given. It may be made
beside a running console. A restored store goes on under a new incarnation (every opening is one), so no entry number
is ever used twice; what was sent after the backup was made is sent again and recognised by its id.
"""

from __future__ import annotations

import base64
import io
import json
import shutil
import tarfile
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, cast

from keyring.backend import KeyringBackend
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from app.errors import StoreError
from app.store import audit
from app.store import keyfile as files
from app.store.archive import ArchiveReader, ArchiveWriter, damaged_backup, new_key
from app.store.database import copy_database, engine_for, remove_database
from app.store.faults import newer, store_error
from app.store.files import writing_durably
from app.store.head import HeadFile
from app.store.journal_tables import entries
from app.store.keys import Keys, store_is_there
from app.store.photos import Photos
from app.store.recovery import private_part

VERSION = 1
_PHOTO_FOLDER = "photos/"


@dataclass(frozen=True, slots=True)
class Backup:
    """What is in a backup."""

    taken_at: datetime
    entries: int
    photos: int


def back_up(folder: Path, data_key: bytes, target: Path, *, now: datetime, passphrase: str | None = None) -> Backup:
    """Write the store in `folder` to the archive `target`. Blocking. Raises StoreError; then there is no archive."""
    keyfile = files.require(folder)
    key = new_key()
    wraps = [files.wrap_for_recovery(key, keyfile.recovery_public)]
    if passphrase is not None:
        wraps.append(files.wrap_with_passphrase(key, passphrase))
    copy = folder / "journal.backup.db"
    try:
        remove_database(copy)
        copy_database(folder / "journal.db", data_key, copy)
        photos = Photos(folder / "photos", data_key)
        names = sorted(photos.here())
        manifest: dict[str, Any] = {
            "taken_at": now.isoformat(),
            "data_key": base64.b64encode(data_key).decode(),
            "recovery_public": base64.b64encode(keyfile.recovery_public).decode(),
            "entries": _entries_in(copy, data_key),
            "photos": len(names),
        }
        with writing_durably(target) as stream:
            archive = ArchiveWriter(stream, key, {"version": VERSION, "wraps": wraps})
            with tarfile.open(fileobj=cast(IO[bytes], archive), mode="w|", format=tarfile.PAX_FORMAT) as tar:
                _add(tar, "manifest.json", json.dumps(manifest).encode())
                tar.add(copy, "journal.db")
                for name in names:
                    _add(tar, _PHOTO_FOLDER + name, photos.sealed(name))
            archive.finish()
    except (DBAPIError, OSError) as error:
        raise (store_error(error, target) or error) from error
    finally:
        remove_database(copy)
    return Backup(now, manifest["entries"], len(names))


def restore(
    source: Path,
    folder: Path,
    *,
    now: datetime,
    recovery: str | None = None,
    backup_passphrase: str | None = None,
    passphrase: str | None = None,
    keyring: KeyringBackend | None = None,
) -> Backup:
    """Make the store in `folder` out of the archive `source`, opened by the recovery key or by the backup's passphrase.

    `passphrase` or the keyring of this PC opens the store from then on. Raises StoreError: store_has_key,
    backup_damaged, recovery_key_wrong, passphrase_wrong; then `folder` is as it was.
    """
    if folder.exists() and any(folder.iterdir()):
        raise store_is_there(folder)
    beside = folder.with_name(f"{folder.name}.restoring")
    try:
        shutil.rmtree(beside, ignore_errors=True)
        with source.open("rb") as stream:
            reader = ArchiveReader(stream)
            reader.unlock(_opened(reader.header, source, recovery, backup_passphrase))
            manifest = _unpack(reader, beside)
        data_key = base64.b64decode(manifest["data_key"])
        _begin_again(beside, data_key, now, manifest)
        public = base64.b64decode(manifest["recovery_public"])
        Keys.adopt(beside, data_key, recovery_public=public, passphrase=passphrase, keyring=keyring)
        if folder.exists():
            folder.rmdir()
        beside.replace(folder)
    except (tarfile.TarError, KeyError, ValueError) as error:
        raise damaged_backup() from error
    except (DBAPIError, OSError) as error:
        raise (store_error(error, folder) or error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return Backup(datetime.fromisoformat(manifest["taken_at"]), manifest["entries"], manifest["photos"])


def _opened(header: dict[str, Any], source: Path, recovery: str | None, passphrase: str | None) -> bytes:
    if header["version"] > VERSION:
        raise newer(source, header["version"], VERSION)
    wraps = {wrap["kind"]: wrap for wrap in header["wraps"]}
    if recovery is not None:
        key = files.unwrap_with_recovery(wraps[files.RECOVERY], private_part(recovery))
        return _or_refuse(key, "recovery_key_wrong", "This recovery key belongs to another site.")
    if passphrase is None or files.PASSPHRASE not in wraps:
        return _or_refuse(None, "recovery_key_needed", "This backup is opened with the recovery key of its site.")
    key = files.unwrap_with_passphrase(wraps[files.PASSPHRASE], passphrase)
    return _or_refuse(key, "passphrase_wrong", "That is not the passphrase of this backup.")


def _unpack(reader: ArchiveReader, beside: Path) -> dict[str, Any]:
    """Put everything where it belongs; the names in an archive are looked at, never trusted."""
    beside.mkdir(parents=True, mode=0o700)
    manifest: dict[str, Any] | None = None
    with tarfile.open(fileobj=cast(IO[bytes], reader), mode="r|") as tar:
        for member in tar:
            content = tar.extractfile(member)
            if content is None:
                raise damaged_backup()
            if member.name == "manifest.json":
                manifest = json.loads(content.read())
            elif member.name == "journal.db":
                with writing_durably(beside / "journal.db") as stream:
                    shutil.copyfileobj(content, stream)
            else:
                photo_hash = member.name.removeprefix(_PHOTO_FOLDER)
                Photos(beside / "photos", base64.b64decode(_known(manifest)["data_key"])).take(
                    photo_hash, content.read()
                )
    reader.read()  # to the last piece: a backup that was cut off is noticed
    return _known(manifest)


def _known(manifest: dict[str, Any] | None) -> dict[str, Any]:
    if manifest is None:
        raise damaged_backup()
    return manifest


def _begin_again(folder: Path, data_key: bytes, now: datetime, manifest: dict[str, Any]) -> None:
    """Note the restore in the chain, and let the head begin where it ends."""
    engine = engine_for(folder / "journal.db", data_key, durable=True)
    try:
        with engine.begin() as connection:
            audit.append(connection, now, "restored", manifest["taken_at"], {"entries": manifest["entries"]})
            head = audit.head(connection)
    finally:
        engine.dispose()
    with closing(HeadFile(folder / "journal.head", data_key)) as file:
        file.write(head)


def _entries_in(path: Path, data_key: bytes) -> int:
    engine = engine_for(path, data_key, durable=True)
    try:
        with engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(entries)).scalar_one())
    finally:
        engine.dispose()


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, io.BytesIO(content))


def _or_refuse(key: bytes | None, code: str, message: str) -> bytes:
    if key is None:
        raise StoreError(code, "The backup stays locked", message, "Try again with the right key. Nothing was changed.")
    return key
