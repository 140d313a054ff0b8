"""The builder's own parts, without the minutes that a whole build takes."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGING = ROOT / "packaging"


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(PACKAGING))
    sys.modules.pop("build", None)
    import build

    return build


def program_in(folder: Path) -> Path:
    """Something that looks built: a program, a library, a link."""
    (folder / "_internal" / "deep").mkdir(parents=True)
    for number in range(20):
        (folder / "_internal" / "deep" / f"{number}.txt").write_text(str(number))
    (folder / "portun-gatehouse").write_bytes(Path(sys.executable).resolve().read_bytes()[:4096])
    (folder / "portun-gatehouse").chmod(0o700)
    (folder / "_internal" / "link").symlink_to("deep/1.txt")
    return folder


def test_two_archives_of_the_same_files_are_the_same(build, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(build, "DIST", tmp_path)
    digests = []
    for name in ("one", "two"):
        folder = program_in(tmp_path / name / "portun-gatehouse")
        build.settle(folder, 1_700_000_000)
        archive = build.make_tar(folder, "console")
        digests.append(hashlib.sha256(archive.read_bytes()).hexdigest())
    assert digests[0] == digests[1]
    with tarfile.open(archive) as opened:
        assert {member.mode for member in opened if member.isfile()} == {0o755, 0o644}
        assert all(member.uid == 0 and member.mtime == 1_700_000_000 for member in opened)


def test_what_cannot_be_made_here_is_said(build) -> None:
    others = {"linux": ("nsis", "dmg"), "windows": ("deb", "dmg"), "macos": ("deb", "nsis")}[build.SYSTEM]
    assert all("must be built on" in build.why_not(target) for target in others)
    assert build.why_not("tar") == ""


def test_the_stamp_says_which_release_this_is(build, tmp_path: Path) -> None:
    from stamp import stamp

    stamp(tmp_path / "stamped", version="1.2.3", build="abc", edition="console")
    assert json.loads((tmp_path / "stamped" / "release.json").read_text()) == {
        "version": "1.2.3",
        "build": "abc",
        "edition": "console",
    }
    licences = tmp_path / "stamped" / "licences"
    for name in ("LGPL-3.txt", "THIRD-PARTY.md", "fonts/OFL.txt"):
        assert (licences / name).stat().st_size > 1000, name
    assert len(list(licences.iterdir())) > 20


def test_maintainer_scripts_touch_nobodys_data() -> None:
    for script in ("postinst.sh", "postrm.sh"):
        text = (PACKAGING / "linux" / script).read_text()
        assert subprocess.run(["sh", "-n"], input=text, text=True, check=False).returncode == 0
        assert not re.search(r"/home|\$HOME|\.local|/var", text)


def test_actions_are_pinned_by_full_hash() -> None:
    used = re.findall(r"uses: (\S+)", "".join(path.read_text() for path in (ROOT / ".github/workflows").glob("*.yml")))
    assert used and all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", one) for one in used)


def test_signing_is_skipped_in_words_without_a_certificate(tmp_path: Path) -> None:
    program = tmp_path / "setup.exe"
    program.write_bytes(b"MZ")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PORTUN_SIGN")}
    command = [sys.executable, str(PACKAGING / "windows" / "sign.py"), str(program)]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    assert "not signed, no certificate" in said and program.read_bytes() == b"MZ"
