"""A bug as a crash report says it: what broke where, and on which system. Never what a variable held.

The form is Sentry's event (https://develop.sentry.dev/sdk/event-payloads/), which GlitchTip and others take too.
"""

from __future__ import annotations

import hashlib
import platform
import re
import traceback
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from app.logs import CORRELATION, redacted
from app.release import release

ROOT = Path(__file__).resolve().parent.parent.parent
MOST_FRAMES, MOST_CAUSES = 60, 5
LONGEST_TEXT = 2000

_STACK_LINE = re.compile(r'^\s*File "(?P<file>[^"]+)", line (?P<line>\d+) in (?P<function>\S+)')


def of_exception(error: BaseException, text: str, where: str, at: datetime) -> dict[str, Any]:
    """An event of a bug. `text`: what the log says of it; `where`: the logger."""
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in chain and len(chain) < MOST_CAUSES:
        chain.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    values = [
        {
            "type": type(one).__name__,
            "module": type(one).__module__,
            "value": _short(str(one)),
            "stacktrace": {"frames": _frames(one.__traceback__)},
        }
        for one in reversed(chain)
    ]
    return _event(at, "error") | {"logger": where, "message": _short(text), "exception": {"values": values}}


def of_crash(text: str, at: datetime) -> dict[str, Any]:
    """An event of a console that ended in the middle of its work. `text`: why its keeper says so, and the stack that
    the interpreter left (faulthandler), the innermost frame first."""
    lines = text.splitlines()
    said = next((line for line in lines if line.strip()), "the console ended")
    frames = [_frame(found["file"], found["function"], int(found["line"])) for found in _first_thread(lines)]
    value = {"type": "Crash", "value": _short(said), "stacktrace": {"frames": frames[::-1][-MOST_FRAMES:]}}
    return _event(at, "fatal") | {"exception": {"values": [value]}}


def fingerprint(event: Mapping[str, Any]) -> str:
    """The same for the same bug, whatever it was about."""
    last = event["exception"]["values"][-1]
    frames = [(one["filename"], one["function"], one["lineno"]) for one in last["stacktrace"]["frames"]]
    return hashlib.sha256(repr((last["type"], frames)).encode()).hexdigest()[:32]


def _event(at: datetime, level: str) -> dict[str, Any]:
    tags = {"build": release().build, "edition": release().edition}
    if correlation := CORRELATION.get():
        tags["correlation"] = correlation
    return {
        "timestamp": at.astimezone(UTC).isoformat(),
        "platform": "python",
        "level": level,
        "release": f"portun-gatehouse@{release().version}",
        "environment": release().edition,
        "tags": tags,
        "contexts": {
            "os": {"name": platform.system(), "version": platform.release()},
            "runtime": {"name": "CPython", "version": platform.python_version()},
        },
    }


def _frames(trace: TracebackType | None) -> list[dict[str, Any]]:
    """The outermost first. Names of code alone: no lines of it, no variables."""
    walked = traceback.walk_tb(trace)
    return [_frame(frame.f_code.co_filename, frame.f_code.co_qualname, line) for frame, line in walked][-MOST_FRAMES:]


def _frame(file: str, function: str, line: int) -> dict[str, Any]:
    """A file is named from the program's folder on: the rest names a person's home."""
    path = Path(file)
    own = path.is_relative_to(ROOT) and "site-packages" not in path.parts
    named = path.relative_to(ROOT).as_posix() if own else "/".join(path.parts[-2:])
    return {"filename": named, "function": function, "lineno": line, "in_app": own}


def _first_thread(lines: Sequence[str]) -> list[re.Match[str]]:
    """The stack of the thread that broke: the interpreter names it first, or calls it the current one."""
    begins = [n for n, line in enumerate(lines) if line.startswith(("Thread ", "Current thread "))]
    first = next((n for n in begins if lines[n].startswith("Current")), begins[0] if begins else 0)
    end = next((n for n in begins if n > first), len(lines))
    return [found for line in lines[first:end] if (found := _STACK_LINE.match(line))]


def _short(text: str) -> str:
    return redacted(text[: 2 * LONGEST_TEXT])[:LONGEST_TEXT]
