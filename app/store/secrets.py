"""Small secrets (tokens, device key, relay passwords) inside the encrypted journal."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from app.store.journal_file import JournalFile
from app.store.journal_tables import secrets


class Secrets:
    """Names and texts. Raises StoreError."""

    def __init__(self, file: JournalFile) -> None:
        self._file = file

    async def get(self, name: str) -> str | None:
        """The secret of that name, as the last `put` left it."""
        chosen = select(secrets.c.value).where(secrets.c.name == name)
        return await self._file.read(lambda connection: connection.execute(chosen).scalar())

    async def put(self, name: str, value: str) -> None:
        """Keep `value`; durable when this returns (a rotated token must be, before it is used)."""
        keep = insert(secrets).values(name=name, value=value)
        keep = keep.on_conflict_do_update(index_elements=["name"], set_={"value": keep.excluded.value})
        await self._file.write(lambda connection: connection.execute(keep))

    async def delete(self, name: str) -> None:
        """Forget it, if it was there."""
        gone = delete(secrets).where(secrets.c.name == name)
        await self._file.write(lambda connection: connection.execute(gone))
