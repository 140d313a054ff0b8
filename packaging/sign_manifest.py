#!/usr/bin/env python3
"""Makes and signs update manifests and fleets' provisioning files. Run it with the development environment.

    sign_manifest.py key NEW.pem                            a new key; prints its public part
    sign_manifest.py endorse KIND NEW_PUBLIC --key OLD.pem --chain CHAIN
                                                            let a newer key sign; adds a line to CHAIN
    sign_manifest.py update --key KEY.pem [--chain CHAIN] --version 1.2.0 --build ID --minimum 1.0.0 --days 60
                            --url https://… --file linux-x86_64=dist/portun.deb … OUT
    sign_manifest.py provision --key KEY.pem [--chain CHAIN] BODY.json OUT

Keys are PEM files with a passphrase, which is asked for or stands in PORTUN_SIGNING_PASSPHRASE. The chain file
keeps every endorsement ever made: it goes into each file that is signed, so that a console that slept through a
rotation can follow it.
"""

from __future__ import annotations

import argparse
import getpass
import hashlib
import json
import os
import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from app.errors import KnownError
from app.ops import provisioning, update
from app.ops.signed import Endorsement, endorse, open_signed, public_bytes, sign

PASSPHRASE = "PORTUN_SIGNING_PASSPHRASE"
KINDS = (update.KIND, provisioning.KIND)
_LINK = re.compile(r"(\w+) ([0-9a-f]{64}) ([0-9a-f]{64}) ([0-9a-f]{128})")


def passphrase() -> bytes:
    """From the environment, else from the keyboard."""
    return (os.environ.get(PASSPHRASE) or getpass.getpass("Passphrase of the key: ")).encode()


def new_key(options: argparse.Namespace) -> None:
    """Write a new private key that nobody else can read."""
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase()))
    with os.fdopen(os.open(options.out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(pem)
    print(public_bytes(key).hex())


def loaded(path: Path) -> Ed25519PrivateKey:
    """The key that signs."""
    key = load_pem_private_key(path.read_bytes(), passphrase())
    if not isinstance(key, Ed25519PrivateKey):
        raise SystemExit(f"{path} is no Ed25519 key")
    return key


def chain_of(path: Path | None, kind: str) -> tuple[Endorsement, ...]:
    """The endorsements for files of `kind`, the oldest first."""
    if path is None or not path.exists():
        return ()
    links = [_LINK.fullmatch(line) for line in path.read_text().splitlines()]
    if None in links:
        raise SystemExit(f"{path} is no chain of endorsements")
    return tuple(Endorsement(*map(bytes.fromhex, link.group(2, 3, 4))) for link in links if link and link[1] == kind)


def endorse_next(options: argparse.Namespace) -> None:
    """Add a line to the chain."""
    link = endorse(options.kind, bytes.fromhex(options.public), loaded(options.key))
    with options.chain.open("a") as stream:
        stream.write(f"{options.kind} {link.key.hex()} {link.by.hex()} {link.signature.hex()}\n")


def offered(given: str, base: str) -> tuple[str, dict[str, str | int]]:
    """`system=path` as a manifest names it."""
    system, _, name = given.partition("=")
    path = Path(name)
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    url = f"{base.rstrip('/')}/{path.name}"
    return system, {"name": path.name, "url": url, "size": path.stat().st_size, "sha256": digest}


def sign_update(options: argparse.Namespace) -> None:
    """Write a manifest, and read it back as a console would."""
    key, now = loaded(options.key), datetime.now(UTC).replace(microsecond=0)
    body = {
        "schema": update.SCHEMA,
        "version": options.version,
        "build": options.build,
        "minimum_version": options.minimum,
        "released_at": now.isoformat(),
        "expires_at": (now + timedelta(days=options.days)).isoformat(),
        "files": dict(offered(given, options.url) for given in options.file),
        "notes": dict(note.split("=", 1) for note in options.note),
    }
    raw = sign(update.KIND, json.dumps(body, ensure_ascii=False).encode(), key, chain_of(options.chain, update.KIND))
    for system in body["files"]:
        trust = update.Trust(public_bytes(key))
        update.verify(raw, trust=trust, running=options.minimum, system=system, now=now)
    options.out.write_bytes(raw)


def sign_provisioning(options: argparse.Namespace) -> None:
    """Write a provisioning file, and read it back as a console would."""
    key = loaded(options.key)
    body = json.dumps(json.loads(options.body.read_text(encoding="utf-8")), ensure_ascii=False).encode()
    raw = sign(provisioning.KIND, body, key, chain_of(options.chain, provisioning.KIND))
    provisioning.verify(raw, trusted={public_bytes(key)}, now=datetime.now(UTC))
    options.out.write_bytes(raw)


def show(options: argparse.Namespace) -> None:
    """Check a signed file against a public key and print its body."""
    print(open_signed(options.kind, options.signed.read_bytes(), {bytes.fromhex(options.public)}).body.decode())


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    key = commands.add_parser("key", help="a new key")
    key.add_argument("out", type=Path)
    key.set_defaults(work=new_key)
    follow = commands.add_parser("endorse", help="let a newer key sign")
    follow.add_argument("kind", choices=KINDS)
    follow.add_argument("public", help="the newer key's public part, hexadecimal")
    follow.set_defaults(work=endorse_next)
    manifest = commands.add_parser("update", help="an update manifest")
    for name, text in (
        ("version", "1.2.0"),
        ("build", "the build's id"),
        ("minimum", "oldest version it can be put upon"),
    ):
        manifest.add_argument(f"--{name}", required=True, help=text)
    manifest.add_argument("--days", type=int, default=60, help="until it expires (default 60)")
    manifest.add_argument("--url", required=True, help="the folder that the files are served from")
    manifest.add_argument("--file", action="append", required=True, metavar="SYSTEM=PATH")
    manifest.add_argument("--note", action="append", default=[], metavar="LANGUAGE=WORDS")
    manifest.add_argument("out", type=Path)
    manifest.set_defaults(work=sign_update)
    fleet = commands.add_parser("provision", help="a fleet's provisioning file")
    fleet.add_argument("body", type=Path, help="JSON as app/ops/provisioning.py describes it")
    fleet.add_argument("out", type=Path)
    fleet.set_defaults(work=sign_provisioning)
    for signing in (follow, manifest, fleet):
        signing.add_argument("--key", type=Path, required=True, metavar="PEM")
        signing.add_argument("--chain", type=Path, required=signing is follow)
    shown = commands.add_parser("show", help="check a signed file and print its body")
    shown.add_argument("kind", choices=KINDS)
    shown.add_argument("public")
    shown.add_argument("signed", type=Path)
    shown.set_defaults(work=show)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    """Do what was asked; what is wrong with a file is told in words."""
    options = parse(arguments)
    try:
        options.work(options)
    except KnownError as error:
        print(f"{error.message} {error.next_step}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
