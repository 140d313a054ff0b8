"""`python -m app COMMAND`: what can be done with a gatehouse without its window.

backup FILE       an encrypted copy of the journal and its photos
diagnostics FILE  the bundle for support (.zip), without anybody's data
doctor            what works, what does not, what to do
export FILE       entries as .csv, .xlsx or .pdf
provision FILE    set this PC up from a signed file, without a screen
replay PATH       pictures, a video or a folder through the scanner and the decision
restore FILE      a store out of a backup
sandbox           a whole site to try things on (development and the training edition only)
sandbox-profile   a console's profile for a sandbox site whose line comes on standard input
sync              send what waits and load what is new, once
unlock            open a store by the site's recovery key, when the keyring lost its own
verify-log        prove the audit chain

backup, restore and export ask for an account of the site (--email); passwords and keys come from the terminal or from
PORTUN_PASSWORD, PORTUN_CODE, PORTUN_PASSPHRASE, PORTUN_RECOVERY_KEY and PORTUN_BACKUP_PASSPHRASE.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import io
import json
import os
import sys
from collections.abc import Sequence
from datetime import date
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
    backup = commands.add_parser("backup", help="an encrypted copy of the journal and its photos")
    backup.add_argument("file", type=Path)
    backup.add_argument("--email", required=True, help="an account that may back up")
    backup.add_argument("--with-passphrase", action="store_true", help="a passphrase opens it too")
    restore = commands.add_parser("restore", help="a store out of a backup, where none is")
    restore.add_argument("file", type=Path)
    restore.add_argument("--email", help="an account that may back up; not needed on a bare PC")
    restore.add_argument("--by-passphrase", action="store_true", help="opened by its passphrase")
    export = commands.add_parser("export", help="entries as .csv, .xlsx or .pdf")
    export.add_argument("file", type=Path)
    export.add_argument("--email", required=True, help="an account that may export")
    export.add_argument("--from", dest="first", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    export.add_argument("--to", dest="last", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    export.add_argument("--text", default="", help="part of a name, a house or a plate")
    export.add_argument("--kind", default="all", choices=["all", "granted", "refused", "left", "by_hand", "review"])
    prove = commands.add_parser("verify-log", help="prove the audit chain")
    shut = commands.add_parser("unlock", help="open a store by the site's recovery key; the keyring gets its key back")
    sync = commands.add_parser("sync", help="send what waits and load what is new, once")
    bundle = commands.add_parser("diagnostics", help="the bundle for support, without anybody's data")
    bundle.add_argument("file", type=Path)
    for command in (bundle, doctor, replay, backup, restore, export, prove, sync, shut):
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
    for stream in (sys.stdout, sys.stderr):
        # On Windows what goes into a file or a pipe would be in the PC's old code page, which has no arrows.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
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
    if options.command in ("backup", "restore", "verify-log", "export", "diagnostics", "sync", "unlock"):
        return _with_store(options)
    if options.command == "replay":
        from app.replay import replay

        return replay(options.path, options.profile, passphrase, as_json=options.json)
    from app.doctor import examine

    return asyncio.run(examine(options.profile, passphrase, as_json=options.json))


def _with_store(options: argparse.Namespace) -> int:
    from app import commands

    folder: Path = options.profile
    match options.command:
        case "backup":
            doing = commands.make_backup(folder, options.file, options.email, with_passphrase=options.with_passphrase)
        case "restore":
            doing = commands.restore_backup(folder, options.file, options.email, by_passphrase=options.by_passphrase)
        case "diagnostics":
            doing = commands.make_diagnostics(folder, options.file)
        case "unlock":
            doing = commands.unlock_store(folder)
        case "verify-log":
            doing = commands.prove_log(folder)
        case "export":
            doing = commands.export_entries(
                folder,
                options.file,
                options.email,
                first=options.first,
                last=options.last,
                text=options.text,
                kind=options.kind,
            )
        case _:
            doing = commands.sync_once(folder)
    done = asyncio.run(doing)
    print(json.dumps(done.told, ensure_ascii=False) if options.json else done.words)
    return 0 if done.good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
