#!/usr/bin/env python3
"""Signs Windows files where a certificate is given, says so where not; used by build.py and by the installer script.

PORTUN_SIGN_PKCS12       the certificate with its key (or PORTUN_SIGN_PKCS11_URI for one in a token, with its engine)
PORTUN_SIGN_PASSWORD     its password
PORTUN_SIGN_TIMESTAMP    the time-stamping server's address; without it a signature ends with its certificate
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


def command_for(path: Path, target: Path) -> list[str]:
    """osslsigncode's words; empty where nothing to sign with is given. The password goes by a file descriptor."""
    certificate, token = os.environ.get("PORTUN_SIGN_PKCS12"), os.environ.get("PORTUN_SIGN_PKCS11_URI")
    if certificate:
        key = ["-pkcs12", certificate, "-readpass", "-"]
    elif token:
        key = ["-pkcs11cert", token, "-key", token]
    else:
        return []
    stamp = os.environ.get("PORTUN_SIGN_TIMESTAMP")
    words = ["osslsigncode", "sign", *key, "-h", "sha256", "-n", "Portun Gatehouse", "-i", "https://portun.app"]
    return [*words, *(["-ts", stamp] if stamp else []), "-in", str(path), "-out", str(target)]


def main(arguments: Sequence[str]) -> int:
    """Sign each file in its place."""
    for name in arguments:
        path = Path(name)
        signed = path.with_suffix(path.suffix + ".signed")
        command = command_for(path, signed)
        if not command:
            print(f"{path.name}: not signed, no certificate is given")
            continue
        password = os.environ.get("PORTUN_SIGN_PASSWORD", "").encode()
        subprocess.run(command, input=password, check=True, stdout=subprocess.DEVNULL)
        signed.replace(path)
        print(f"{path.name}: signed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
