"""The signing tool as a release uses it: a key, a rotation, a manifest, a provisioning file."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.ops import provisioning
from app.ops.update import Trust, verify
from tests.ops.test_provisioning import body

TOOL = Path(__file__).resolve().parents[2] / "packaging" / "sign_manifest.py"


def tool(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, "PORTUN_SIGNING_PASSPHRASE": "correct horse"}
    command = [sys.executable, str(TOOL), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=surroundings, timeout=60)


def test_a_release_is_signed_after_a_rotation_and_taken_by_an_old_console(tmp_path: Path) -> None:
    old, new, chain = tmp_path / "old.pem", tmp_path / "new.pem", tmp_path / "chain"
    first = tool("key", old).stdout.strip()
    second = tool("key", new).stdout.strip()
    assert stat.S_IMODE(old.stat().st_mode) == 0o600
    assert b"ENCRYPTED" in old.read_bytes()
    assert tool("endorse", "update", second, "--key", old, "--chain", chain).returncode == 0
    installer, out = tmp_path / "gatehouse.deb", tmp_path / "manifest"
    installer.write_bytes(b"installer")
    signing = ["--version", "1.2.0", "--build", "abc", "--minimum", "1.0.0", "--url", "https://example.com/1.2.0"]
    files = ["--file", f"linux-x86_64={installer}", "--note", "es=Más rápido."]
    done = tool("update", "--key", new, "--chain", chain, *signing, *files, out)
    assert done.returncode == 0, done.stderr
    now = datetime.now(UTC) + timedelta(minutes=1)
    trust = Trust(bytes.fromhex(first))
    found = verify(out.read_bytes(), trust=trust, running="1.1.0", system="linux-x86_64", now=now)
    assert found.offer is not None
    assert found.offer.file.size == len(b"installer")
    assert found.offer.file.url == "https://example.com/1.2.0/gatehouse.deb"
    assert found.trust.key.hex() == second
    assert json.loads(tool("show", "update", first, out).stdout)["notes"] == {"es": "Más rápido."}
    wrong = ["--version", "1.2", *signing[2:]]
    refused = tool("update", "--key", new, *wrong, *files, tmp_path / "wrong")
    assert refused.returncode == 1
    assert "manifest" in refused.stderr
    assert not (tmp_path / "wrong").exists()


def test_a_provisioning_file_is_signed(tmp_path: Path) -> None:
    key, written, out = tmp_path / "key.pem", tmp_path / "body.json", tmp_path / "fleet.portun"
    public = bytes.fromhex(tool("key", key).stdout.strip())
    later = (datetime.now(UTC) + timedelta(days=3)).isoformat()
    written.write_bytes(body(expires_at=later))
    assert tool("provision", "--key", key, written, out).returncode == 0
    assert provisioning.verify(out.read_bytes(), trusted={public}, now=datetime.now(UTC)).serial == "las-lomas-3"
