"""What happens on a disk that is full or read-only: `python -m tests.store.small_disk STORY FOLDER`.

Runs in a mount namespace of its own (see test_disk.py) on a tmpfs of a few megabytes that nobody else sees. Ends
with 0 when the story went as it should.
"""

from __future__ import annotations

import asyncio
import errno
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from app.errors import StoreError
from app.store import keyfile
from app.store.journal import PHOTO_LOST
from app.store.keys import Keys
from app.store.recovery import new_recovery_key
from app.store.store import Store
from app.store.verify import verify_log
from tests.store.made import KEY, changed, entry, opened, page, pass_row

BALLAST = 1024 * 1024
PHOTO = bytes(range(256)) * 800


def fill(folder: Path) -> Path:
    """Use up every byte."""
    path = folder / "filler"
    with path.open("ab", buffering=0) as stream:
        for size in (1024 * 1024, 4096, 1):
            try:
                while True:
                    stream.write(bytes(size))
            except OSError as error:
                assert error.errno == errno.ENOSPC
    return path


async def full(folder: Path) -> None:
    """Entries go on from the ballast, the photo is given up before the entry, and nothing acknowledged is lost."""
    async with opened(folder / "store", ballast_bytes=BALLAST) as store:
        await store.mirror.apply_page(page(*changed("pass", pass_row(1)), cursor="1"))
        before = await store.journal.record(entry(), photo=PHOTO)
        filler = fill(folder)
        acknowledged = [before]
        try:
            for _ in range(10_000):
                acknowledged.append(await store.journal.record(entry(), photo=PHOTO + len(acknowledged).to_bytes(4)))
            raise AssertionError("the disk never got full")
        except StoreError as error:
            assert error.code == "disk_full", error
        assert not (folder / "store" / "ballast").exists()
        with_photo = [one for one in acknowledged if PHOTO_LOST not in one.flags]
        assert 2 < len(with_photo) < len(acknowledged), (len(with_photo), len(acknowledged))
        await _all_stand(store, [one.entry_id for one in acknowledged])
        await _mirror_holds_still(store)
        filler.unlink()
        acknowledged.append(await store.journal.record(entry(), photo=PHOTO))
    async with opened(folder / "store", ballast_bytes=BALLAST) as store:
        assert store.findings == ()
        await _all_stand(store, [one.entry_id for one in acknowledged])
        for one in acknowledged:
            assert PHOTO_LOST in one.flags or await store.photos.load(one.photo_hash or "")
        assert (folder / "store" / "ballast").exists(), "laid again"
    assert verify_log(folder / "store", KEY).flaws == ()


async def full_at_the_opening(folder: Path) -> None:
    """A console that is started on a full disk still records."""
    async with opened(folder / "store", ballast_bytes=BALLAST):
        pass
    filler = fill(folder)
    async with opened(folder / "store", ballast_bytes=BALLAST) as store:
        recorded = await store.journal.record(entry())
        await _all_stand(store, [recorded.entry_id])
    filler.unlink()


async def read_only(folder: Path) -> None:
    """A console on a read-only disk says so; when it can be written again everything stands.

    (A disk that turns read-only under open files needs a failing disk: the kernel refuses to do it otherwise.)
    """
    async with opened(folder / "store", ballast_bytes=BALLAST) as store:
        recorded = await store.journal.record(entry(), photo=PHOTO)
    _remount("ro", folder)
    await _refused("disk_read_only", lambda: Store.open(folder / "store", KEY))
    await _refused("disk_read_only", lambda: Store.open(folder / "another", KEY))
    _remount("rw", folder)
    async with opened(folder / "store", ballast_bytes=BALLAST) as store:
        assert store.findings == ()
        await _all_stand(store, [recorded.entry_id])


async def full_while_the_key_changes(folder: Path) -> None:
    """A rotation that finds no room leaves a store that the old keys open."""
    keyfile.ARGON2_MEMORY_KIB, keyfile.ARGON2_PASSES = 64, 1
    key = Keys.create(folder / "store", recovery_public=new_recovery_key().public, passphrase="p")
    async with opened(folder / "store", key, ballast_bytes=BALLAST) as store:
        recorded = await store.journal.record(entry(), photo=PHOTO)
    filler = fill(folder)
    try:
        Keys.rotate(folder / "store", key, passphrase="p")
        raise AssertionError("there was no room for two key files")
    except StoreError as error:
        assert error.code == "disk_full", error
    filler.unlink()
    async with opened(folder / "store", Keys.open(folder / "store", "p"), ballast_bytes=BALLAST) as store:
        await _all_stand(store, [recorded.entry_id])
        assert await store.photos.load(recorded.photo_hash or "") == PHOTO


async def _all_stand(store: Store, ids: list[str]) -> None:
    recent = await store.journal.recent(limit=100_000)
    assert sorted(one.entry_id for one in recent) == sorted(ids)
    assert await store.journal.waiting() == len(ids)


async def _mirror_holds_still(store: Store) -> None:
    await _refused("disk_full", lambda: store.mirror.apply_page(page(*changed("pass", pass_row(2)), cursor="2")))
    assert await store.mirror.cursor() == ("1", "e1")
    assert (await store.mirror.find_by_id("p1")).pass_ is not None


async def _refused(code: str, attempt: Callable[[], object]) -> None:
    try:
        await attempt()  # type: ignore[misc]
    except StoreError as error:
        assert error.code == code, error
    else:
        raise AssertionError(f"{code} was expected")


def _remount(how: str, folder: Path) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(folder)], check=True)


STORIES = {story.__name__: story for story in (full, full_at_the_opening, read_only, full_while_the_key_changes)}

if __name__ == "__main__":
    asyncio.run(STORIES[sys.argv[1]](Path(sys.argv[2])))
