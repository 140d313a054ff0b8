"""Nothing personal outside the encrypted files: canaries go through a whole console that crashes in the end, and every
byte of every file that it left (store, logs, crash report, temporary and cache folders) is looked at."""

from __future__ import annotations

import asyncio
import json
import os
import re
import resource
import signal
import subprocess
import sys
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.e2e.place import PASSPHRASE, Place

pytestmark = pytest.mark.xdist_group("site")

NAME, PLATE, DOCUMENT, NOTE = "Xq7canario Zumbido", "XQ7CANR", "2547896310199", "xq7nota al guardia"
_JWT = re.compile(rb"eyJ[\w-]{10,}\.eyJ[\w-]{10,}")


async def invited(place: Place) -> list[str]:
    """Two passes full of canaries; their codes."""
    resident = next(user for user in place.line["users"] if user["role"] == "resident")
    codes = []
    for _ in range(2):
        now = datetime.now(UTC)
        (row,) = await place.rows(
            "insert into public.visitor_records_uid (host_uid, record_uid, visitor_name, visitor_type, validity_start,"
            " validity_end, community_id, plate, document_num, notes)"
            " values (%s, %s, %s, 'Guest', %s, %s, %s, %s, %s, %s) returning record_uid",
            *(resident["actor_id"], str(uuid.uuid4()), NAME, now - timedelta(hours=1), now + timedelta(hours=5)),
            *(place.line["community_id"], PLATE, DOCUMENT, NOTE),
        )
        codes.append(str(row["record_uid"]))
    return codes


def forms(word: str) -> set[bytes]:
    """A word as it may lie on a disk."""
    texts = {word, word.upper(), word.lower(), json.dumps(word)[1:-1]}
    texts |= {word.replace("-", "")} if re.fullmatch(r"[0-9a-f-]{36}", word) else set()
    return {text.encode(coding) for text in texts for coding in ("utf-8", "utf-16-le")}


def _dumps_are_wanted() -> None:
    """A system that keeps core dumps, as many desktops do."""
    hard = resource.RLIM_INFINITY if os.geteuid() == 0 else resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))


def test_a_console_that_crashes_leaves_nothing_personal_in_the_open(whole_site: Place, tmp_path: Path) -> None:
    codes = asyncio.run(invited(whole_site))
    homes = {name: tmp_path / name for name in ("home", "temporary", "cache", "config", "data", "state", "run")}
    for home in homes.values():
        home.mkdir(mode=0o700)
    names = {
        "HOME": "home",
        "TMPDIR": "temporary",
        "SQLITE_TMPDIR": "temporary",
        "XDG_RUNTIME_DIR": "run",
        **{f"XDG_{kind}_HOME": kind.lower() for kind in ("CACHE", "CONFIG", "DATA", "STATE")},
    }
    asked = {"line": whole_site.line, "folder": str(tmp_path / "profile"), "codes": codes, "name": NAME}
    ended = subprocess.run(
        [sys.executable, "-m", "tests.e2e.left_behind"],
        input=json.dumps(asked) + "\n",
        text=True,
        capture_output=True,
        env=os.environ
        | {variable: str(homes[name]) for variable, name in names.items()}
        | {"PYTHONPATH": str(Path.cwd())},
        timeout=100,
        cwd=tmp_path,  # where a core dump would lie
        preexec_fn=_dumps_are_wanted,
        check=False,
    )
    asyncio.run(whole_site.faults(central={"reset": True}))
    assert ended.returncode == -signal.SIGSEGV, ended.stderr
    assert "the hour is over; largest core dump: 0 0" in ended.stdout, ended.stdout

    (tmp_path / "said").write_text(ended.stdout + ended.stderr)
    tokens = asyncio.run(whole_site.rows("select token from sandbox.refresh_token"))
    short = asyncio.run(
        whole_site.rows("select short_code from public.visitor_records_uid where visitor_name = %s", NAME)
    )
    people = [one[what] for one in whole_site.line["users"] for what in ("name", "email", "password")]
    secrets = [gate["password"] for gate in whole_site.line["gates"] if gate["password"]]
    words = [*NAME.split(), PLATE, DOCUMENT, NOTE, *codes, *people, *secrets, PASSPHRASE]
    words += [str(row["token"]) for row in tokens] + [str(row["short_code"]) for row in short]
    looked_at = [path for path in tmp_path.rglob("*") if path.is_file()]
    names_seen = {path.name for path in looked_at}
    assert names_seen >= {"journal.db", "mirror.db", "crash.txt", "gates.bin", "settings.toml", "said"}, names_seen
    assert "Segmentation fault" in (tmp_path / "profile" / "logs" / "crash.txt").read_text()
    assert any(path.parent.name == "logs" and b"a bug with" in path.read_bytes() for path in looked_at), (
        "no log to look at"
    )
    found = []
    for path in looked_at:
        raw = path.read_bytes()
        found += [(path.name, word) for word in words if any(form in raw for form in forms(word))]
        found += [(path.name, "an access token")] if _JWT.search(raw) else []
        found += [(path.name, "in its name") for word in words if word.lower() in path.name.lower()]
    assert not found
