"""`python -m app COMMAND`: what can be done with a gatehouse without its window.

doctor            what works, what does not, what to do
provision FILE    set this PC up from a signed file, without a screen
replay PATH       pictures, a video or a folder through the scanner and the decision
sandbox           a whole site to try things on (development and the training edition only)
sandbox-profile   a console's profile for a sandbox site whose line comes on standard input
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from app.errors import KnownError
from app.logs import start_logging
from app.profile import default_folder

PASSPHRASE = "PORTUN_PASSPHRASE"  # noqa: S105 (the name of a variable)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m app", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    doctor = commands.add_parser("doctor", help="what works, what does not, what to do")
    replay = commands.add_parser("replay", help="pictures or a video through the scanner and the decision")
    replay.add_argument("path", type=Path)
    provision = commands.add_parser("provision", help="set this PC up from a signed file, without a screen")
    provision.add_argument("file", type=Path)
    provision.add_argument("--trust", action="append", default=[], metavar="KEY", help="a fleet's public key")
    provision.add_argument("--profile", type=Path, default=default_folder(), metavar="DIR")
    for command in (doctor, replay):
        command.add_argument("--json", action="store_true", help="for programs")
        command.add_argument("--profile", type=Path, default=default_folder(), metavar="DIR")
    sandbox = commands.add_parser("sandbox", help="a whole site to try things on", add_help=False)
    sandbox.add_argument("rest", nargs=argparse.REMAINDER)
    prepare = commands.add_parser("sandbox-profile", help="a console's profile for a sandbox site")
    prepare.add_argument("folder", type=Path)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    """Do one command. KnownErrors are shown in words and end with 1."""
    if arguments[:1] == ["sandbox"]:
        # Its own options are its own business, and the console's release has no such module.
        return int(importlib.import_module("app.sandbox.site").run(list(arguments[1:])))
    options = parse(arguments)
    start_logging(None, level=30)
    try:
        return _do(options)
    except KnownError as error:
        print(f"{error.title}. {error.message}\n{error.next_step}", file=sys.stderr)
        return 1


def _do(options: argparse.Namespace) -> int:
    passphrase = os.environ.get(PASSPHRASE)
    if options.command == "sandbox-profile":
        prepare = importlib.import_module("app.sandbox.profile").prepare
        asyncio.run(prepare(options.folder, sys.stdin.readline(), passphrase or ""))
        return 0
    if options.command == "provision":
        from app.provision import provision

        site = asyncio.run(provision(options.profile, options.file, trust=options.trust, passphrase=passphrase))
        print(f"This PC now belongs to {site}.")
        return 0
    if options.command == "replay":
        from app.replay import replay

        return replay(options.path, options.profile, passphrase, as_json=options.json)
    from app.doctor import examine

    return asyncio.run(examine(options.profile, passphrase, as_json=options.json))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
