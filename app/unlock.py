"""The way into a store whose own way is shut: the keyring lost its key, or a passphrase is forgotten."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from app.errors import StoreError
from app.store.keys import Keys
from app.store.store import Store

log = logging.getLogger(__name__)

SHUT = frozenset({"keyring_lost", "keyring_unavailable", "passphrase_needed", "passphrase_wrong"})
"""Why a store stays locked that is whole: the site's recovery key opens it."""


async def unlock(folder: Path, recovery: str, *, passphrase: str | None = None) -> tuple[bytes, bool]:
    """The data key of the store in `folder`, by the site's recovery key as it was written down, and whether the next
    start finds it by itself: it is wrapped anew, by `passphrase` if there is one, else for the keyring, if that works.
    The audit chain says that it happened. Without a recovery key: once more as a start does.

    Raises StoreError: "recovery_key_mistyped", "recovery_key_wrong", "no_keyfile", and what keeps a store from opening.
    """
    if not recovery:
        return await asyncio.to_thread(Keys.open, folder, passphrase), True
    data_key = await asyncio.to_thread(Keys.open, folder, recovery=recovery)
    store = await Store.open(folder, data_key)
    try:
        await store.journal.note("unlock", "recovery_key", {})
    finally:
        await store.close()
    try:
        await asyncio.to_thread(Keys.wrap_again, folder, data_key, passphrase=passphrase)
    except StoreError as error:
        if error.code != "keyring_unavailable":
            raise
        log.warning("the store is open, and the keyring does not keep its key: the next start asks again")
        return data_key, False
    return data_key, True
