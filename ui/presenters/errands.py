"""How presenters start what takes time: the world's errors become a bar with words, bugs go to the log."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

from app.errors import KnownError
from app.events import Trouble
from ui.presenters.port import Core


def run(core: Core, coro: Coroutine[Any, Any, Any], name: str) -> None:
    """Start `coro`; a KnownError is published as Trouble."""

    async def guarded() -> None:
        try:
            await coro
        except KnownError as error:
            core.events.publish(Trouble(error))

    core.tasks.spawn(guarded(), name=name)
