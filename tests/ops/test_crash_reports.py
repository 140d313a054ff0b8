"""Crash reports reach a server of the protocol, with nobody's data in them; without one nothing is kept or sent."""

from __future__ import annotations

import asyncio
import http.server
import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.crashes import Crashes
from app.errors import KnownError, SettingsError
from app.ops.crash_event import MOST_FRAMES, of_crash
from app.ops.crash_reports import MOST, CrashPost, Reporter, endpoint
from app.profile import Profile
from app.settings import CrashReports, dump, parse
from app.sync.loop import wait_for
from app.tasks import Tasks
from tests.app.test_settings import GOOD

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
CANARIES = {
    "name": "Peñaloza Xicará", "plate": "P-731 QWZ", "document": "2987654321098", "house": "Casa 4711-B",
    "mail": "xicara.canary@example.com", "code": "0f4d8a11-9c1b-4e5e-8d70-5a3a1c9e77aa",
    "token": "eyJhbGciOiJIUzI1NiJ9.canarycanary.sig", "password": "http://guard:canary-pw@10.0.0.7/",
}  # fmt: skip


@dataclass
class Server:
    """Speaks the envelope endpoint on a real socket."""

    dsn: str
    statuses: list[int] = field(default_factory=list)
    heard: list[tuple[str, dict[str, str], list[Any]]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)

    @property
    def events(self) -> list[Any]:
        return [lines[2] for _, _, lines in self.heard]


@contextmanager
def server() -> Iterator[Server]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            there.raw.append(body)
            lines = [json.loads(line) for line in body.splitlines()]
            assert lines[1]["length"] == len(body.splitlines()[2])
            status = there.statuses.pop(0) if there.statuses else 200
            if status == 200:
                there.heard.append((self.path, {k.lower(): v for k, v in self.headers.items()}, lines))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as web:
        there = Server(f"http://abc123@127.0.0.1:{web.server_port}/sub/42")
        thread = threading.Thread(target=web.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield there
        finally:
            web.shutdown()
            thread.join()


@dataclass
class Desk:
    folder: Path
    wanted: CrashReports
    now: datetime = NOW

    def __post_init__(self) -> None:
        self.reporter = Reporter(self.folder, lambda: self.wanted, now=lambda: self.now)
        self.post = CrashPost(
            self.reporter, lambda: self.wanted, client=lambda: httpx.AsyncClient(trust_env=False),
            personal=lambda: frozenset(CANARIES.values()), pause=wait_for,
        )  # fmt: skip

    def bug(self, text: str = "boom", *, kind: type[Exception] = ValueError, where: str = "app.flow") -> None:
        secret_local = CANARIES["name"]
        log = logging.Logger(where)
        log.addHandler(self.reporter)
        try:
            try:
                raise LookupError(f"inner {secret_local}")
            except LookupError as inner:
                raise kind(text) from inner
        except Exception:
            log.exception("the entry of %s failed", secret_local)

    def send(self) -> bool:
        return asyncio.run(self.post.send())


def test_a_bug_is_told_with_its_place_and_without_anybodys_data(tmp_path: Path) -> None:
    with server() as there:
        desk = Desk(tmp_path, CrashReports(dsn=there.dsn))
        desk.bug(f"no pass for {' / '.join(CANARIES.values())}")
        (kept,) = tmp_path.iterdir()
        on_disk = kept.read_text()
        assert not [name for name in ("document", "mail", "code", "token") if CANARIES[name] in on_disk]
        assert desk.send()
        ((path, headers, (head, kind, event)),) = there.heard
    assert path == "/sub/api/42/envelope/"
    assert "sentry_key=abc123" in headers["x-sentry-auth"] and "sentry_version=7" in headers["x-sentry-auth"]
    assert (kind["type"], head["event_id"]) == ("event", event["event_id"])
    inner, outer = event["exception"]["values"]
    assert (inner["type"], outer["type"]) == ("LookupError", "ValueError")
    frame = outer["stacktrace"]["frames"][-1]
    assert (frame["filename"], frame["function"], frame["in_app"]) == (
        "tests/ops/test_crash_reports.py", "Desk.bug", True,
    )  # fmt: skip
    assert set(frame) == {"filename", "function", "lineno", "in_app"}, "no variables, no lines of code"
    assert event["level"] == "error" and event["release"].startswith("portun-gatehouse@")
    raw = there.raw[0].decode()
    for name, canary in CANARIES.items():
        for form in (canary, canary.casefold(), canary.replace(" ", ""), canary.replace("-", "")):
            assert form not in raw, name
    for word in ("Xicar", "canary-pw", "731", str(Path.home())):
        assert word not in raw
    assert list(tmp_path.iterdir()) == []


def test_off_means_nothing_is_kept_and_nothing_is_asked(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "reports", CrashReports())
    desk.bug()
    desk.reporter.found(tmp_path / "crash.before.txt")
    assert not (tmp_path / "reports").exists()
    script = "import sys, app.bootstrap; assert not [m for m in sys.modules if m.startswith('sentry')]"
    subprocess.run([sys.executable, "-c", script], check=True)


def test_what_the_world_does_is_no_bug_and_the_same_bug_is_told_once_a_run(tmp_path: Path) -> None:
    desk = Desk(tmp_path, CrashReports(dsn="https://a@example.com/1"))
    log = logging.Logger("x")
    log.addHandler(desk.reporter)
    try:
        raise KnownError("disk_full", "t", "m", "n")
    except KnownError:
        log.exception("the disk")
    log.error("no exception at all")
    assert desk.reporter.waiting() == []
    for _ in range(3):
        desk.bug("one thing")
        desk.bug("another text, the same place")
    assert len(desk.reporter.waiting()) == 1
    desk.bug(kind=TypeError)
    assert len(desk.reporter.waiting()) == 2


def test_it_waits_for_a_server_that_is_away_and_is_dropped_after_its_days(tmp_path: Path) -> None:
    with server() as there:
        desk = Desk(tmp_path, CrashReports(dsn=there.dsn, keep_days=14))
        desk.bug()
        there.statuses = [503, 429]
        assert not desk.send() and not desk.send()
        assert len(desk.reporter.waiting()) == 1
        again = Desk(tmp_path, desk.wanted)
        assert again.send() and len(there.heard) == 1, "after a restart"
        desk.bug(kind=TypeError)
        there.statuses = [400]
        assert desk.send() and desk.reporter.waiting() == [], "it will never take that one"
    desk.bug(kind=KeyError)
    assert not desk.send(), "nobody is there"
    desk.now = NOW + timedelta(days=15)
    assert desk.reporter.waiting() == [] and list(tmp_path.iterdir()) == []


def test_there_is_a_bound_to_what_is_kept_and_to_one_report(tmp_path: Path) -> None:
    desk = Desk(tmp_path, CrashReports(dsn="https://a@example.com/1"))
    for number in range(MOST + 5):
        desk.bug(kind=type(f"Error{number}", (Exception,), {}))
    assert len(desk.reporter.waiting()) == MOST
    for path in desk.reporter.waiting():
        path.unlink()

    def deep(n: int) -> None:
        if n:
            deep(n - 1)
        raise ValueError("x" * 100_000)

    log = logging.Logger("x")
    log.addHandler(desk.reporter)
    try:
        deep(500)
    except ValueError:
        log.exception("deep")
    (kept,) = desk.reporter.waiting()
    event = json.loads(kept.read_text())
    assert len(event["exception"]["values"][0]["stacktrace"]["frames"]) == MOST_FRAMES
    assert kept.stat().st_size < 50_000


def test_nothing_leaves_while_the_store_cannot_say_whose_data_must_not(tmp_path: Path) -> None:
    def broken() -> frozenset[str]:
        raise KnownError("store_broken", "t", "m", "n")

    with server() as there:
        desk = Desk(tmp_path, CrashReports(dsn=there.dsn))
        desk.post = CrashPost(
            desk.reporter, lambda: desk.wanted, client=httpx.AsyncClient, personal=broken, pause=wait_for
        )
        desk.bug()
        assert not desk.send()
        assert there.raw == [] and len(desk.reporter.waiting()) == 1


CRASH = """
import os, pathlib, sys
from app.profile import Profile
from ui.kiosk import note_crashes
kept = note_crashes(Profile(pathlib.Path(sys.argv[1])))
def falls(): os.abort()
falls()
"""


def test_a_crash_is_told_by_the_next_console(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui.keeper import ENDED_BECAUSE

    profile = Profile(tmp_path)
    assert subprocess.run([sys.executable, "-c", CRASH, str(tmp_path)], check=False).returncode != 0
    monkeypatch.setenv(ENDED_BECAUSE, "ended by SIGABRT")
    script = "import pathlib, sys; from app.profile import Profile; from ui.kiosk import note_crashes; "
    script += "note_crashes(Profile(pathlib.Path(sys.argv[1])))"
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True, capture_output=True)
    assert "ended by SIGABRT" in profile.last_crash.read_text()

    async def next_console(dsn: str) -> None:
        tasks = Tasks()
        wanted = CrashReports(dsn=dsn)
        crashes = Crashes(profile, lambda: wanted, personal=frozenset, now=lambda: NOW)
        crashes.start(tasks)
        try:
            async with asyncio.timeout(20):
                while not there.heard:  # noqa: ASYNC110
                    await asyncio.sleep(0.02)
            tasks.spawn(_broken(), name="a task with a bug")
            async with asyncio.timeout(20):
                while len(there.heard) < 2:  # noqa: ASYNC110
                    await asyncio.sleep(0.02)
        finally:
            crashes.close()
            await tasks.close()

    with server() as there:
        asyncio.run(next_console(there.dsn))
        crash, bug = there.events
    value = crash["exception"]["values"][0]
    assert (crash["level"], value["type"], value["value"]) == ("fatal", "Crash", "ended by SIGABRT")
    assert value["stacktrace"]["frames"][-1]["function"] == "falls", "the innermost comes last"
    assert bug["exception"]["values"][0]["type"] == "ZeroDivisionError"
    assert not profile.last_crash.exists()


async def _broken() -> None:
    1 / 0  # noqa: B018


def test_a_stack_of_several_threads_tells_the_one_that_broke() -> None:
    text = (
        "ended by SIGSEGV\nFatal Python error: Segmentation fault\n\nThread 0x01 (most recent call first):\n"
        '  File "/a/b/other.py", line 3 in wait\n\nCurrent thread 0x02 (most recent call first):\n'
        '  File "/home/xicara/app/inner.py", line 1 in broke\n  File "/home/xicara/app/outer.py", line 2 in calls\n'
    )
    value = of_crash(text, NOW)["exception"]["values"][0]
    assert [one["function"] for one in value["stacktrace"]["frames"]] == ["calls", "broke"]
    assert "xicara" not in json.dumps(value)


@pytest.mark.parametrize(
    ("dsn", "where"),
    [
        ("https://k1@o1.ingest.example.com/55", "https://o1.ingest.example.com/api/55/envelope/"),
        ("https://k1@errors.example.com:8443/a/b/7", "https://errors.example.com:8443/a/b/api/7/envelope/"),
        ("http://k1@127.0.0.1:9000/1", "http://127.0.0.1:9000/api/1/envelope/"),
    ],
)
def test_where_a_dsn_leads(dsn: str, where: str) -> None:
    assert endpoint(dsn) == (where, "k1")
    settings = parse(f'{GOOD}\n[crash_reports]\ndsn = "{dsn}"\n')
    assert parse(dump(settings)).crash_reports == CrashReports(dsn=dsn)


@pytest.mark.parametrize(
    "dsn", ["http://k1@errors.example.com/1", "https://k1:secret@a.example/1", "https://a.example/1"]
)
def test_a_dsn_that_is_none_is_refused_in_words(dsn: str) -> None:
    with pytest.raises(SettingsError) as refused:
        parse(f'{GOOD}\n[crash_reports]\ndsn = "{dsn}"\n')
    assert "crash_reports.dsn" in refused.value.message
