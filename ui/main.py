"""The console's first lines: the command line, and what must be done before all the rest is loaded.

python -m ui.main [--profile DIR] [--language es|en|pt] [--theme …] [--full-screen]
                  [--screenshots DIR] [--for SECONDS] [--provision FILE [--trust KEY]]
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import get_args

from app.profile import Profile, default_folder
from app.release import release
from app.set_up_progress import is_set_up
from app.settings import Spoken, Themed
from app.store.keys import Keys


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="portun-gatehouse", description="The console of a gatehouse.")
    parser.add_argument("--profile", type=Path, default=default_folder(), metavar="DIR", help="settings and store")
    parser.add_argument("--language", choices=get_args(Spoken), help="default: as set up")
    parser.add_argument("--theme", choices=get_args(Themed), help="default: as set up")
    parser.add_argument("--full-screen", action="store_true", help="without a frame")
    parser.add_argument("--screenshots", type=Path, metavar="DIR", help="a picture at start and at each new verdict")
    parser.add_argument("--for", dest="seconds", type=float, metavar="SECONDS", help="end by itself")
    parser.add_argument("--provision", type=Path, metavar="FILE", help="set this PC up from a signed file, then start")
    parser.add_argument(
        "--trust", action="append", default=[], metavar="KEY", help="a fleet's public key (hexadecimal)"
    )
    parser.add_argument("--version", action="version", version=f"{release().version} {release().build}")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    """The program."""
    given = parse(arguments)
    # Modules and classes are no garbage, and looking through them took a tenth of the start. ui.garbage looks after it.
    gc.disable()
    data_key = _being_opened(given.profile) if is_set_up(given.profile) else None
    import app.bootstrap  # noqa: F401  # before Qt: PySide6 reads the source of every module that comes after it
    from ui.console import run  # not before the key is being opened

    return run(given, data_key)


def _being_opened(profile: Path) -> Future[bytes]:
    """The store's key, on a thread: Argon2 or a keyring takes a fifth of a second, while everything else is loaded."""
    thread = ThreadPoolExecutor(1, thread_name_prefix="key")
    try:
        return thread.submit(Keys.open, Profile(profile).store, os.environ.get("PORTUN_PASSPHRASE"))
    finally:
        thread.shutdown(wait=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
