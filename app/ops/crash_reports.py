"""Crash reports: bugs of this console, told to a server of the Sentry protocol that a technician named. Else off.

Our own few lines over httpx and not the protocol's own library: that one collects variables of every frame, the
machine's name and what was logged before unless each is turned off, and starts threads of its own.

Kept on the disk until it is sent, at most `MOST`, one of a kind a run, dropped after `keep_days`. What the store knows
of people is taken out right before it leaves; what has the shape of a secret, before it is kept.
"""

from __future__ import annotations

import asyncio
import json
import logging
import uuid
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from app.errors import KnownError
from app.ops.blacken import Blackener
from app.ops.crash_event import fingerprint, of_crash, of_exception
from app.release import release
from app.settings import CrashReports

log = logging.getLogger(__name__)

MOST = 30
LARGEST = 200_000
"""Bytes of one report; an event has at most sixty frames of five causes."""

FIRST_S, LONGEST_S = 60.0, 3600.0
"""Between two tries while the server is not to be had."""

ANSWER_WITHIN_S = 15.0
Pause = Callable[[asyncio.Event, float], Awaitable[None]]


class Reporter(logging.Handler):
    """Hears every bug that is logged with its exception, from any thread, and keeps it."""

    def __init__(
        self,
        folder: Path,
        wanted: Callable[[], CrashReports],
        *,
        now: Callable[[], datetime],
        kept: Callable[[], None] = lambda: None,
    ) -> None:
        """`kept` is called, on whatever thread it was, when there is something to send."""
        super().__init__(logging.ERROR)
        self._folder = folder
        self._wanted = wanted
        self._now = now
        self._kept = kept
        self._seen: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the bug of a log line. What the world did is none; nor is our own trouble with reporting."""
        error = record.exc_info[1] if record.exc_info else None
        if error is None or isinstance(error, KnownError) or record.name == __name__ or not self._wanted().dsn:
            return
        with suppress(Exception):  # nothing that goes wrong here may become a bug of its own
            self._keep(of_exception(error, record.getMessage(), record.name, self._now()))

    def found(self, left: Path) -> None:
        """What the console before this one left when it crashed. Taken once."""
        if not left.exists() or not self._wanted().dsn:
            return
        with suppress(OSError, ValueError):
            with left.open(encoding="utf-8", errors="replace") as file:
                text = file.read(LARGEST)
            left.unlink()
            self._keep(of_crash(text, self._now()))

    def waiting(self) -> list[Path]:
        """What is not sent yet, the oldest first. What is too old is gone."""
        with suppress(OSError):
            kept = sorted(self._folder.glob("*.json"))
            oldest = (self._now() - timedelta(days=self._wanted().keep_days)).timestamp()
            for path in kept:
                if _made(path) < oldest:
                    path.unlink(missing_ok=True)
            return [path for path in kept if path.exists()]
        return []

    def _keep(self, event: dict[str, Any]) -> None:
        mark = fingerprint(event)
        if mark in self._seen or len(self.waiting()) >= MOST:
            return
        self._seen.add(mark)
        event_id = uuid.uuid4().hex
        text = json.dumps({"event_id": event_id, "fingerprint": [mark]} | event, ensure_ascii=False)
        if len(text.encode()) > LARGEST:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{self._now().timestamp():.0f}-{event_id}.json"
        path.with_suffix(".new").write_text(text, encoding="utf-8")
        path.with_suffix(".new").replace(path)
        self._kept()


class CrashPost:
    """Sends what waits."""

    def __init__(
        self,
        reporter: Reporter,
        wanted: Callable[[], CrashReports],
        *,
        client: Callable[[], httpx.AsyncClient],
        personal: Callable[[], frozenset[str]],
        pause: Pause,
    ) -> None:
        """`personal`: what must not leave in any form; it may block for seconds and is asked in a thread. Raises
        KnownError: then nothing leaves. `client`: made when there is something to send."""
        self._reporter = reporter
        self._wanted = wanted
        self._client = client
        self._personal = personal
        self._pause = pause
        self.wake = asyncio.Event()

    async def run(self) -> None:
        """Send, and wait for more. Ends by cancellation."""
        wait_s = FIRST_S
        while True:
            self.wake.clear()
            waits = False
            if self._wanted().dsn:
                waits = not await self.send()
            wait_s = min(LONGEST_S, wait_s * 2) if waits else FIRST_S
            # Woken only where nothing is held up: a bug that comes again and again does not hurry a silent server.
            await self._pause(asyncio.Event() if waits else self.wake, wait_s if waits else LONGEST_S)

    async def send(self) -> bool:
        """Send all that waits; whether nothing is left. Never raises for the world's errors."""
        waiting = await asyncio.to_thread(self._reporter.waiting)
        if not waiting:
            return True
        try:
            known = await asyncio.to_thread(self._personal)
            black = await asyncio.to_thread(Blackener, [*known, Path.home().name])
            async with self._client() as client:
                for path in waiting:
                    await self._send(client, path, black)
        except (KnownError, httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            log.info("crash reports wait: %s", type(error).__name__)
            return False
        return True

    async def _send(self, client: httpx.AsyncClient, path: Path, black: Blackener) -> None:
        """One report; one that cannot be read, or that the server will never take, is dropped."""
        clean = await asyncio.to_thread(_clean, path, black)
        if clean is None:
            return
        address, key = endpoint(self._wanted().dsn)
        auth = f"Sentry sentry_version=7, sentry_key={key}, sentry_client=portun-gatehouse/{release().version}"
        headers = {"X-Sentry-Auth": auth, "Content-Type": "application/x-sentry-envelope"}
        answer = await client.post(address, content=envelope(clean), headers=headers, timeout=ANSWER_WITHIN_S)
        if answer.status_code == 429 or answer.status_code >= 500:
            answer.raise_for_status()
        await asyncio.to_thread(path.unlink, missing_ok=True)


def endpoint(dsn: str) -> tuple[str, str]:
    """Where a DSN's envelopes go, and its public key."""
    parts = urlsplit(dsn)
    before, _, project = parts.path.rpartition("/")
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname}{port}{before}/api/{project}/envelope/", parts.username or ""


def envelope(event: dict[str, Any]) -> bytes:
    """An event as the protocol sends it: three lines."""
    body = json.dumps(event, ensure_ascii=False).encode()
    head = {"event_id": event["event_id"], "sent_at": datetime.now(UTC).isoformat()}
    kind = {"type": "event", "content_type": "application/json", "length": len(body)}
    return b"\n".join([json.dumps(head).encode(), json.dumps(kind).encode(), body, b""])


PLAIN = frozenset({"event_id", "fingerprint", "timestamp", "platform", "level", "release", "environment", "contexts"})
"""Fields that this program alone wrote: nobody's data is in them."""


def _clean(path: Path, black: Blackener) -> dict[str, Any] | None:
    """A report without anybody's data; None, and the file gone, if it is none."""
    try:
        event: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        path.unlink(missing_ok=True)
        return None

    def clean(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: clean(one) for key, one in value.items()}
        if isinstance(value, list):
            return [clean(one) for one in value]
        return black.text(value) if isinstance(value, str) else value

    return {key: one if key in PLAIN else clean(one) for key, one in event.items()}


def _made(path: Path) -> float:
    """When a report was made, as its name says; a copied file has another moment."""
    number = path.name.partition("-")[0]
    return float(number) if number.isdigit() else 0.0
