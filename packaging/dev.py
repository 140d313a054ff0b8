#!/usr/bin/env python3
"""Sets the development environment up and runs things in it. Needs Python 3.11+ and nothing else.

    python3 packaging/dev.py run                the console on a sandbox site
    python3 packaging/dev.py test               lint, types, import walls, all tests
    python3 packaging/dev.py shell -- COMMAND   any command in the same environment
    python3 packaging/dev.py soak [NAME]        the long tests; --minutes 60: all, round after round
    python3 packaging/dev.py conformance        other people's clients and servers against ours

Everything lands in `.venv` beside this checkout; removing that folder removes it all.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "requirements" / "dev.txt"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")

# Found with ldd on a minimal Debian: what Qt's xcb and offscreen platforms, sounds and zbar link to.
SYSTEM_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libzbar.so.0": "libzbar0",
    "libpulse.so.0": "libpulse0",
}
SYSTEM_PROGRAMS = {"Xvfb": "xvfb", "curl": "curl", "objdump": "binutils"}


class SetupError(Exception):
    """Something a person must do first; the text says what."""


def say(text: str) -> None:
    print(f"· {text}", file=sys.stderr, flush=True)


# --- setting up -------------------------------------------------------------------------------------------


def missing_packages() -> list[str]:
    """The Debian packages that are not there yet, or nothing on other systems."""
    if not sys.platform.startswith("linux"):
        return []
    shown = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=False).stdout
    missing = [package for library, package in SYSTEM_LIBRARIES.items() if f"{library} " not in shown]
    missing += [package for program, package in SYSTEM_PROGRAMS.items() if shutil.which(program) is None]
    if not any(Path("/usr/lib/postgresql").glob("1[5-9]/bin/initdb")) and not os.environ.get("PORTUN_PG_DSN"):
        missing.append("postgresql")
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("python3-venv")
    return missing


def install_packages(packages: Sequence[str]) -> None:
    """Through apt when it may, else by telling the exact command."""
    command = f"apt-get install --no-install-recommends {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        raise SetupError(f"These system packages (Debian's names) are missing: {' '.join(packages)}")
    sudo: list[str] = []
    if os.geteuid() != 0:
        asks_nothing = shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
        if not asks_nothing or asks_nothing.returncode != 0:
            raise SetupError(f"Some system libraries are missing. Please run:\n\n    sudo {command}\n")
        sudo = ["sudo", "-n"]
    say(f"system packages: {' '.join(packages)}")
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([*sudo, "apt-get", "update"], **quiet, check=False)
    done = subprocess.run([*sudo, *environment, *command.split(), "-y"], stdout=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        raise SetupError(f"apt could not install them. Please look at:\n\n    {command}\n")


def set_up() -> None:
    """Make the environment, or bring it to the lock; a no-op of a few milliseconds when it is there."""
    if sys.version_info < (3, 11):  # noqa: UP036 (an old Python must get words, not a traceback)
        raise SetupError(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    marker, lock = VENV / "made-from", hashlib.sha256(LOCK.read_bytes()).hexdigest()
    made_with, _, made_from = (marker.read_text() if marker.is_file() else "").partition("\n")
    same_python = made_with == sys.version.replace("\n", " ") and PYTHON.exists()
    if same_python and made_from == lock:
        return
    if packages := missing_packages():
        install_packages(packages)
    say("the Python environment (once; a minute or two)")
    if not same_python:
        shutil.rmtree(VENV, ignore_errors=True)
        venv.EnvBuilder(with_pip=True, symlinks=os.name != "nt").create(VENV)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    installed = subprocess.run([*pip, "-r", str(LOCK)], check=False)
    if installed.returncode != 0:
        raise SetupError("pip could not install the locked packages; its messages stand above.")
    marker.write_text(f"{sys.version.replace(chr(10), ' ')}\n{lock}")


# --- where things run -------------------------------------------------------------------------------------


@contextlib.contextmanager
def virtual_screen(size: str = "1920x1080x24") -> Iterator[dict[str, str]]:
    """An Xvfb of our own; yields the environment that points at it."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        if not number:
            raise SetupError("Xvfb did not start.")
        yield {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait(timeout=10)


@contextlib.contextmanager
def some_screen(virtual: bool) -> Iterator[dict[str, str]]:
    """The user's screen, or a virtual one where there is none."""
    linux = sys.platform.startswith("linux")
    if virtual or (linux and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY")):
        with virtual_screen() as environment:
            yield environment
    else:
        yield {}


def environment(extra: dict[str, str] | None = None) -> dict[str, str]:
    """The variables everything runs with."""
    path = f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, "PATH": path, "VIRTUAL_ENV": str(VENV), "PYTHONUNBUFFERED": "1", **(extra or {})}


def python(*arguments: str, extra: dict[str, str] | None = None) -> int:
    """Run the environment's Python in the checkout and return its exit code."""
    return subprocess.run([str(PYTHON), *arguments], cwd=ROOT, env=environment(extra), check=False).returncode


# --- the commands -----------------------------------------------------------------------------------------


def command_test(options: argparse.Namespace) -> int:
    """Everything a commit must pass; goes on after a failure so that one run tells all."""
    steps: list[tuple[str, list[str]]] = [
        ("lint", ["-m", "ruff", "check", "app", "ui", "tests", "packaging"]),
        ("format", ["-m", "ruff", "format", "--check", "-q", "app", "ui", "tests", "packaging"]),
        ("types", ["-m", "mypy"]),
        ("import walls", ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]),
    ]
    failed = [] if options.tests else [name for name, arguments in steps if not passed(name, arguments)]
    with some_screen(virtual=sys.platform.startswith("linux")) as screen:
        count = str(min(4, os.cpu_count() or 2))
        # A worker that crashed ends the run: with groups, pytest-xdist would wait for its tests for ever.
        workers = [] if options.tests else ["-n", count, "--dist", "loadgroup", "--max-worker-restart", "0"]
        if not passed("tests", ["-m", "pytest", "-q", *workers, *options.tests], screen):
            failed.append("tests")
    if failed:
        say(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


def passed(name: str, arguments: list[str], extra: dict[str, str] | None = None) -> bool:
    """Run one step and say how long it took."""
    started = time.monotonic()
    code = python(*arguments, extra=extra)
    say(f"{name}: {'passed' if code == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s")
    return code == 0


def command_run(options: argparse.Namespace) -> int:
    """The sandbox site and, on it, the console signed in as its guard."""
    sandbox = [str(PYTHON), "-m", "app", "sandbox", "--json", "--seed", str(options.seed)]
    with contextlib.ExitStack() as stack:
        screen = stack.enter_context(some_screen(options.virtual))
        profile = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="portun-sandbox-")))
        say("the sandbox site")
        site = subprocess.Popen(sandbox, cwd=ROOT, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        stack.callback(end, site)
        line = site.stdout.readline().decode() if site.stdout else ""
        if not line.strip():
            raise SetupError("The sandbox site did not start; its messages stand above.")
        place = json.loads(line)
        prepared = {"PORTUN_PASSPHRASE": "sandbox", "PORTUN_KEYS": "passphrase", **screen}
        made = subprocess.run(
            [str(PYTHON), "-m", "app", "sandbox-profile", str(profile)],
            cwd=ROOT,
            env=environment(prepared),
            input=line.encode(),
            check=False,
        )
        if made.returncode != 0:
            raise SetupError("The console's profile could not be made; the message stands above.")
        say(f"fault desk: {place['fault_desk']}   (central API: {place['central']['url']})")
        arguments = ["-m", "ui.main", "--profile", str(profile)]
        if options.screenshots:
            arguments += ["--screenshots", str(Path(options.screenshots).resolve())]
        if options.seconds:
            arguments += ["--for", str(options.seconds)]
        if options.language:
            arguments += ["--language", options.language]
        console = subprocess.Popen([str(PYTHON), *arguments], cwd=ROOT, env=environment(prepared))
        stack.callback(end, console)
        return console.wait()


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask a program to end, wait, and make sure."""
    if process.stdin:
        with contextlib.suppress(OSError):
            process.stdin.close()
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def command_shell(options: argparse.Namespace) -> int:
    """Any command in this environment, on a virtual screen where there is none."""
    command = [part for part in options.command if part != "--"] or [os.environ.get("SHELL", "sh")]
    with some_screen(virtual=False) as screen:
        return subprocess.run(command, env=environment(screen), check=False).returncode


def command_soak(options: argparse.Namespace) -> int:
    """The long tests at full length, by name; prints the seed to come back to a failure."""
    with some_screen(virtual=False) as screen:
        return python("-m", "tests.soak", *options.arguments, extra=screen)


def command_conformance(options: argparse.Namespace) -> int:
    """Independent clients against the sandbox, and our client against an independent server."""
    return python("-m", "tests.conformance", *options.arguments)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="the console on a sandbox site")
    run.add_argument("--virtual", action="store_true", help="on a virtual screen (Xvfb)")
    run.add_argument("--screenshots", metavar="DIR", help="keep a picture at start and at each new verdict")
    run.add_argument("--for", dest="seconds", type=float, metavar="SECONDS", help="end by itself")
    run.add_argument("--seed", type=int, default=1, help="which sandbox site (default 1)")
    run.add_argument("--language", choices=("es", "en", "pt"), help="default: the system's, else Spanish")
    run.set_defaults(command_function=command_run)
    test = commands.add_parser("test", help="lint, types, import walls, all tests")
    test.add_argument("tests", nargs="*", help="only these (pytest's words); default: everything")
    test.set_defaults(command_function=command_test)
    shell = commands.add_parser("shell", help="a command in this environment")
    shell.add_argument("command", nargs=argparse.REMAINDER)
    shell.set_defaults(command_function=command_shell)
    for name, function in (("soak", command_soak), ("conformance", command_conformance)):
        long = commands.add_parser(name, help=(function.__doc__ or "").splitlines()[0])
        long.add_argument("arguments", nargs=argparse.REMAINDER)
        long.set_defaults(command_function=function)
    # A remainder that begins with an option is not taken for one: it lands among the unknown.
    options, unknown = parser.parse_known_args(arguments)
    if unknown and not hasattr(options, "arguments"):
        parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    if unknown:
        options.arguments = [*unknown, *options.arguments]
    return options


def main(arguments: Sequence[str]) -> int:
    """Set up, then do what was asked."""
    options = parse(arguments)
    try:
        set_up()
        return int(options.command_function(options))
    except SetupError as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
