"""Harming what lies on the disk, and looking at what the store makes of it. Used by the suite and by the long soak."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

from app.errors import StoreError
from app.store.keys import Keys
from app.store.recovery import new_recovery_key
from app.store.store import Store
from app.store.verify import verify_log
from tests.store.made import KEY, changed, entry, opened, page, pass_row, uid, with_store

MADE = 5
"""Few enough that no checkpoint comes between: all of them stand in the write-ahead log only."""

PASSES = 200
PASSPHRASE = "p"


def image(folder: Path, target: Path, work: Callable[[Store], Awaitable[None]]) -> Path:
    """What is on the disk if the power goes right after `work`."""

    async def story() -> None:
        async with opened(folder) as store:
            await store.bring_home()
            await work(store)
            await asyncio.to_thread(shutil.copytree, folder, target)

    asyncio.run(story())
    return target


async def some_entries(store: Store) -> None:
    for number in range(MADE):
        await store.journal.record(entry(entry_id=uid(number), note=f"note {number}"), photo=f"{number}".encode())


async def some_passes(store: Store) -> None:
    rows = [pass_row(number) for number in range(PASSES)]
    await store.mirror.apply_page(page(*changed("pass", *rows), cursor="9"))


async def ids(store: Store) -> set[str]:
    return {one.entry_id for one in await store.journal.recent(limit=1000)}


def flip(path: Path, at: int) -> None:
    """Change one bit."""
    raw = bytearray(path.read_bytes())
    raw[at % len(raw)] ^= 0x10
    path.write_bytes(raw)


def cut(path: Path, at: int) -> None:
    """Lose the end."""
    with path.open("r+b") as stream:
        stream.truncate(at)


def look_after_the_log(folder: Path) -> set[str]:
    """After harm to the write-ahead log: what is gone is the end without holes, it is named, and named once."""

    async def story(store: Store) -> tuple[list[str], set[str]]:
        stand = await ids(store)
        await store.journal.record(entry(note="the gate goes on"))
        return [finding.code for finding in store.findings], stand

    codes, stand = with_store(folder, story)
    lost = {uid(number) for number in range(MADE)} - stand
    assert codes == (["journal_lost_commits"] if lost else [])
    assert stand == {uid(number) for number in range(MADE - len(lost))}
    flaws = [flaw.code for flaw in verify_log(folder, KEY).flaws]
    assert flaws == (["gap"] if lost else []), "the gap is part of the chain"
    codes, again = with_store(folder, story)
    assert codes == []
    assert len(again) == len(stand) + 1
    return lost


def whole(folder: Path) -> Path:
    """A store with everything in it, opened by a passphrase; closed."""

    async def story() -> None:
        key = Keys.create(folder, recovery_public=new_recovery_key().public, passphrase=PASSPHRASE)
        async with opened(folder, key) as store:
            await some_entries(store)
            await some_passes(store)

    asyncio.run(story())
    return folder


def look_after_the_files(folder: Path) -> str:
    """After harm to any file: the store opens or says why not, and tells nothing that was not so. What it said."""
    try:
        key = Keys.open(folder, PASSPHRASE)
        return asyncio.run(_look(folder, key))
    except StoreError as error:
        assert error.code in ("store_damaged", "store_wrong_key", "passphrase_wrong", "no_keyfile", "store_newer"), (
            error
        )
        return error.code


async def _look(folder: Path, key: bytes) -> str:
    async with opened(folder, key) as store:
        for one in await store.journal.recent(limit=1000):
            number = int(one.entry_id[-12:])
            assert one.note == f"note {number}"
            with contextlib.suppress(StoreError):
                assert await store.photos.load(one.photo_hash or "") in (f"{number}".encode(), None)
        for number in range(PASSES):
            known = (await store.mirror.find_by_id(f"p{number}")).pass_
            assert known is None or known.visitor_name == f"Visitor {number}"
            assert known is not None or store.findings, "nothing is forgotten without a word"
        await store.mirror.search("visitor")
        if len(await ids(store)) < MADE:
            assert store.findings
        await store.journal.record(entry(note="the gate goes on"))
        with contextlib.suppress(StoreError):  # a page that only the writer met: the mirror is begun anew by that
            await some_passes(store)
        await some_passes(store)
        assert (await store.mirror.find_by_id("p7")).pass_ is not None
        return "+".join(finding.code for finding in store.findings)
