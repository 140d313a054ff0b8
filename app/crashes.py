"""Crash reports, composed: bugs are heard where they are logged, and told where the settings say."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from app.ops.crash_reports import CrashPost, Reporter
from app.ops.update_download import update_client
from app.profile import Profile
from app.settings import CrashReports
from app.sync.loop import wait_for
from app.tasks import Tasks


class Crashes:
    """From `start` to `close`."""

    def __init__(
        self,
        profile: Profile,
        wanted: Callable[[], CrashReports],
        *,
        personal: Callable[[], frozenset[str]],
        now: Callable[[], datetime],
    ) -> None:
        self._left = profile.last_crash
        self._loop: asyncio.AbstractEventLoop | None = None
        self._reporter = Reporter(profile.reports, wanted, now=now, kept=self._kept)
        self._post = CrashPost(self._reporter, wanted, client=update_client, personal=personal, pause=wait_for)

    def start(self, tasks: Tasks) -> None:
        """Report what the console before this one left, and listen from now on."""
        self._loop = asyncio.get_running_loop()
        self._reporter.found(self._left)
        logging.getLogger().addHandler(self._reporter)
        tasks.spawn(self._post.run(), name="crash reports")

    def close(self) -> None:
        """Listen no more; what was not sent waits for the next start."""
        logging.getLogger().removeHandler(self._reporter)
        self._loop = None

    def _kept(self) -> None:
        """On whatever thread the bug was."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._post.wake.set)
