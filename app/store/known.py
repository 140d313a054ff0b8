"""What this PC knows of a code: the mirror's answer, and with it what our own journal adds."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from app.domain.scan import PassCode
from app.errors import StoreError
from app.store.journal import Journal, OwnFacts
from app.store.mirror import Mirror
from app.store.rows import MirrorAnswer

NOTHING: OwnFacts = (0, None)


class Known:
    """Both files in one job of the thread that reads them: a guard waits for one hand-over and not for two."""

    def __init__(self, mirror: Mirror, journal: Journal, reader: ThreadPoolExecutor) -> None:
        self._mirror = mirror
        self._journal = journal
        self._reader = reader

    async def find(self, code: PassCode) -> tuple[MirrorAnswer, OwnFacts]:
        """The mirror is read before the journal: the other order would count a use twice that is confirmed in
        between."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._reader, self._look, code)
        except StoreError:  # each file is cured by its own face
            answer = await self._mirror.find(code)
            if answer.pass_ is None:
                return answer, NOTHING
            return answer, await self._journal.own_facts(answer.pass_.pass_id, answer.uses_rev)

    def _look(self, code: PassCode) -> tuple[MirrorAnswer, OwnFacts]:
        answer = self._mirror.look(code)
        if answer.pass_ is None:
            return answer, NOTHING
        return answer, self._journal.look(answer.pass_.pass_id, answer.uses_rev)
