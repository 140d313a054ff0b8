"""Fetching a manifest and an installer: in the background, never too much, resumed where it was cut off.

The line is verified TLS; what is fetched is judged by signature and hash all the same.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import os
import shutil
import ssl
import stat
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import BinaryIO

import certifi
import httpx

from app.errors import UpdateError
from app.ops.files import export_error
from app.ops.signed import LARGEST
from app.ops.update import OfferedFile

log = logging.getLogger(__name__)

MANIFEST_WITHIN_S = 20.0
SILENCE_S = 30.0
"""A download may take hours on a bad line, but not stand still for longer."""

_MOST_REDIRECTS = 5
_BLOCK = 256 * 1024
_SPARE = 50 * 1024 * 1024
"""Bytes of the disk that a download leaves free."""


def update_client(ca_file: Path | None = None) -> httpx.AsyncClient:
    """A client for the update server: TLS 1.2 or newer, always verified. `ca_file`: the site's own roots."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca_file is not None:
        context.load_verify_locations(ca_file)
    return httpx.AsyncClient(verify=context, http2=False, timeout=httpx.Timeout(SILENCE_S, connect=10.0))


async def fetch_manifest(client: httpx.AsyncClient, url: str) -> bytes:
    """The manifest as it is served; `app.ops.update.verify` judges it. Raises UpdateError."""
    if not url.startswith("https://"):
        raise _error("update_not_https", "The update server's address is not https.", "Correct it in the settings.")
    raw = bytearray()
    try:
        async with asyncio.timeout(MANIFEST_WITHIN_S), client.stream("GET", url) as answer:
            if answer.status_code != 200:
                raise _unreachable(f"The update server answered {answer.status_code}.")
            async for block in answer.aiter_bytes():
                raw += block
                if len(raw) > LARGEST:
                    raise _error(
                        "update_too_large", "What the update server sent is no manifest.", "Tell the technician."
                    )
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
        raise _unreachable("The update server does not answer.") from error
    return bytes(raw)


async def download(
    client: httpx.AsyncClient,
    file: OfferedFile,
    folder: Path,
    *,
    progress: Callable[[int, int], None] = lambda had, size: None,
) -> Path:
    """Fetch `file` into `folder` and return its path, its hash checked. `progress` gets bytes so far and in all.

    What an earlier try left is continued. Cancelling the task keeps what is there for the next one. Raises
    UpdateError; a file with the wrong content is deleted.
    """
    target, partial = folder / file.name, folder / f"{file.name}.part"
    try:
        if await asyncio.to_thread(_already_here, target, partial, file):
            progress(file.size, file.size)
            return target
        with partial.open("ab") as stream:
            if stream.tell() < file.size:
                await _fetch_rest(client, file, stream, progress)
            await asyncio.to_thread(_settle, stream)
        if not await asyncio.to_thread(_is_right, partial, file):
            partial.unlink()
            raise _tampered(file)
        partial.replace(target)
    except OSError as error:
        raise _disk(error, target) from error
    return target


def taken_over(downloaded: Path, protected: Path, file: OfferedFile) -> Path:
    """Copy a download into `protected` and check the copy. For the elevated installer, which then starts the copy.

    The original is read once, and only what was read counts: whoever swaps it meanwhile changes nothing. Raises
    UpdateError when `protected` can be written by others, or the content is wrong.
    """
    if not _only_ours(protected):
        raise _error(
            "update_folder_open",
            f"Other accounts may write to {protected}.",
            "Repair the permissions of that folder, or install by hand.",
        )
    copy = protected / file.name
    digest, size = hashlib.sha256(), 0
    try:
        copy.unlink(missing_ok=True)
        with downloaded.open("rb") as source, copy.open("xb") as stream:
            while size <= file.size and (block := source.read(_BLOCK)):
                digest.update(block)
                size += stream.write(block)
            _settle(stream)
    except OSError as error:
        copy.unlink(missing_ok=True)
        raise _disk(error, copy) from error
    if size != file.size or digest.hexdigest() != file.sha256:
        copy.unlink()
        raise _tampered(file)
    return copy


async def _fetch_rest(
    client: httpx.AsyncClient, file: OfferedFile, stream: BinaryIO, progress: Callable[[int, int], None]
) -> None:
    had = stream.tell()
    asked = {"Accept-Encoding": "identity", **({"Range": f"bytes={had}-"} if had else {})}
    try:
        async with _opened(client, file.url, asked) as answer:
            if answer.status_code not in (200, 206):
                raise _unreachable(f"The update server answered {answer.status_code}.")
            if answer.status_code == 200 and had:
                # It does not know how to continue: from the beginning.
                stream.truncate(0)
                had = 0
            elif had and answer.headers.get("content-range", "").split("-")[0].strip() != f"bytes {had}":
                raise _unreachable("The update server sent another part than was asked for.")
            async for block in answer.aiter_raw(_BLOCK):
                had += stream.write(block)
                progress(min(had, file.size), file.size)
                if had > file.size:
                    return
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        log.info("the download stopped after %d bytes: %s", had, type(error).__name__)
        raise _unreachable("The download was cut off; it goes on from there.") from error
    if had < file.size:
        raise _unreachable("The download was cut off; it goes on from there.")


@contextlib.asynccontextmanager
async def _opened(client: httpx.AsyncClient, url: str, headers: dict[str, str]) -> AsyncIterator[httpx.Response]:
    """The answer, after a few redirects; one that leads off TLS is not even asked."""
    request: httpx.Request | None = client.build_request("GET", url, headers=headers)
    for _ in range(_MOST_REDIRECTS):
        if request is None or request.url.scheme != "https":
            raise _error("update_not_https", "The download was led off https.", "Tell the technician.")
        answer = await client.send(request, stream=True)
        try:
            if not answer.has_redirect_location:
                yield answer
                return
            request = answer.next_request
        finally:
            await answer.aclose()
    raise _unreachable("The update server leads around in circles.")


def _already_here(target: Path, partial: Path, file: OfferedFile) -> bool:
    """Whether an earlier download is whole; else the folder is made ready to go on from what there is."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        if _is_right(target, file):
            return True
        target.unlink()
    had = partial.stat().st_size if partial.exists() else 0
    if had > file.size:
        partial.unlink()
        had = 0
    _room_for(file.size - had, target.parent)
    return False


def _is_right(path: Path, file: OfferedFile) -> bool:
    if path.stat().st_size != file.size:
        return False
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == file.sha256


def _settle(stream: BinaryIO) -> None:
    stream.flush()
    os.fsync(stream.fileno())


def _room_for(size: int, folder: Path) -> None:
    if shutil.disk_usage(folder).free < size + _SPARE:
        raise _error("disk_full", "There is no space for the update.", "Free some space on this PC's disk.")


def _only_ours(folder: Path) -> bool:
    """Nobody but this account (and root) may write. Windows has no such bits: its installer sets the rights itself."""
    if os.name != "posix":
        return folder.is_dir()
    if folder.is_symlink() or not folder.is_dir():
        return False
    state = folder.stat()
    return state.st_uid in (0, os.geteuid()) and not state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _disk(error: OSError, target: Path) -> UpdateError:
    return _error(
        export_error(error, target).code,
        f"{target} cannot be written or read: {error.strerror}.",
        "Look at this PC's disk; it is tried again later.",
    )


def _tampered(file: OfferedFile) -> UpdateError:
    return _error(
        "update_tampered",
        f"{file.name} is not what the manifest names: it was changed on the way.",
        "It was deleted. Try again; if it happens twice, tell the technician.",
    )


def _unreachable(message: str) -> UpdateError:
    return _error("update_unreachable", message, "Nothing to do: it is tried again later.")


def _error(code: str, message: str, next_step: str) -> UpdateError:
    return UpdateError(code, "The update is not here", message, next_step)
