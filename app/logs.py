"""Structured logs: one JSON object a line, a correlation id a scan, and nothing personal.

The rule is not to log people's data at all; the formatter is the second wall. It blackens what has a shape:
pass codes, tokens, keys, e-mail addresses, passwords in addresses, long digit runs such as documents.
"""

from __future__ import annotations

import contextlib
import contextvars
import json
import logging
import logging.handlers
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

CORRELATION: contextvars.ContextVar[str] = contextvars.ContextVar("correlation", default="")
"""The scan (or command) that this piece of work belongs to; also sent to the central API as X-Request-Id."""

KEPT_FILES = 5
FILE_BYTES = 4_000_000

_UUID_TAIL = re.compile(r"\b([0-9a-f]{4})[0-9a-f]{4}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\b", re.IGNORECASE)
_BLACK = [
    (re.compile(r"(\w{1,20}://)[^/\s:@]+:[^/\s]+@"), r"\1<credentials>@"),
    (re.compile(r"\beyJ[\w-]+\.[\w-]+\.?[\w-]*"), "<token>"),
    (re.compile(r"\bsb_(publishable|secret)_\w+"), r"<sb_\1 key>"),
    (re.compile(r"[\w.+-]{1,64}@[\w-]+\.[\w.-]+\b"), "<e-mail>"),
    (
        re.compile(r"((?:auth_key|token|apikey|password|refresh_token|code|q|response)=)[^&\s\"']+", re.IGNORECASE),
        r"\1<hidden>",
    ),
    (re.compile(r"(?<![\w.:-])\d{7,}(?![\w:-]|\.\d)"), "<digits>"),
]


def redacted(text: str) -> str:
    """`text` without what has the shape of a secret or of somebody's data."""
    text = _UUID_TAIL.sub(r"\1…", text)
    for pattern, instead in _BLACK:
        text = pattern.sub(instead, text)
    return text


class JsonLines(logging.Formatter):
    """One JSON object a line: at, level, where, text, correlation, and the traceback if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line."""
        line: dict[str, str] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "where": record.name,
            "text": redacted(record.getMessage()),
        }
        if correlation := CORRELATION.get():
            line["correlation"] = correlation
        if record.exc_info:
            line["traceback"] = redacted(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


@contextlib.contextmanager
def correlated(correlation: str) -> Iterator[None]:
    """Everything logged and asked inside belongs to `correlation`."""
    token = CORRELATION.set(correlation)
    try:
        yield
    finally:
        CORRELATION.reset(token)


def start_logging(folder: Path | None, *, level: int = logging.INFO) -> None:
    """Log to `folder`/gatehouse.log (rotated), or to standard error without one. Replaces what was set before."""
    handler: logging.Handler
    if folder is None:
        handler = logging.StreamHandler()
    else:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / "gatehouse.log", maxBytes=FILE_BYTES, backupCount=KEPT_FILES, encoding="utf-8"
        )
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("httpx", "httpcore", "qasync", "websockets", "asyncio", "PIL"):
        # httpx logs whole addresses at INFO: a cloud key stands in some of them.
        logging.getLogger(noisy).setLevel(logging.WARNING)
