"""The builder's own parts, without the minutes that a whole build takes."""

from __future__ import annotations

import configparser
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


def test_a_folder_gets_its_times_where_a_links_own_cannot_be_set(build, tmp_path: Path, monkeypatch) -> None:
    real = os.utime

    def utime(path, times, *, follow_symlinks: bool = True) -> None:
        if not follow_symlinks:
            raise NotImplementedError("as on Windows")
        real(path, times)

    monkeypatch.setattr(os, "utime", utime)
    folder = program_in(tmp_path / "portun-gatehouse")
    build.settle(folder, 1_700_000_000)
    assert {path.stat().st_mtime for path in [folder, *folder.rglob("*")]} == {1_700_000_000}


def test_what_cannot_be_made_here_is_said(build) -> None:
    others = {"linux": ("nsis", "dmg"), "windows": ("deb", "dmg"), "macos": ("deb", "nsis")}[build.SYSTEM]
    assert all("must be built on" in build.why_not(target) for target in others)
    assert build.why_not("tar") == ""


def test_a_package_that_no_lock_names_is_found(build) -> None:
    import smoke

    inside = " app.flow\n sqlalchemy.orm.session\n jaraco.classes\n httpcore._async\n"
    assert smoke.unlisted(inside, "console") == set()
    assert smoke.unlisted(inside + " _pytest.outcomes\n starlette.routing\n", "console") == {"pytest", "starlette"}
    assert smoke.unlisted(inside + " starlette.routing\n", "training") == set()


def test_outside_a_checkout_git_says_nothing(build, monkeypatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert build.git("rev-parse", "HEAD") == ""
    assert build.build_id() == "unknown"


def test_the_stamp_says_which_release_this_is(build, tmp_path: Path) -> None:
    from stamp import anchors, stamp

    stamp(tmp_path / "stamped", version="1.2.3", build="abc", edition="console")
    assert json.loads((tmp_path / "stamped" / "release.json").read_text()) == {
        "version": "1.2.3",
        "build": "abc",
        "edition": "console",
        **anchors("console"),
    }
    licences = tmp_path / "stamped" / "licences"
    for name in ("LGPL-3.txt", "THIRD-PARTY.md", "fonts/OFL.txt"):
        assert (licences / name).stat().st_size > 1000, name
    assert len(list(licences.iterdir())) > 20


def anchored(monkeypatch: pytest.MonkeyPatch, folder: Path, **said: str) -> dict[str, str]:
    """What a build would trust with these words in its file."""
    import stamp

    path = folder / "anchors.json"
    path.write_text(json.dumps({"update_url": "", "update_key": "", "provisioning_key": "", **said}))
    monkeypatch.setattr(stamp, "ANCHORS", path)
    return stamp.anchors("console")


def test_a_build_trusts_what_its_file_says_or_nobody(build, tmp_path: Path, monkeypatch) -> None:
    assert set(anchored(monkeypatch, tmp_path).values()) == {""}
    whole = {"update_url": "https://updates.example.com/stable", "update_key": "ab" * 32}
    assert anchored(monkeypatch, tmp_path, **whole)["update_key"] == "ab" * 32
    import stamp

    assert set(stamp.anchors("training").values()) == {""}
    for wrong in (
        {"update_key": "ab" * 32},
        {**whole, "update_url": "http://updates.example.com/stable"},
        {**whole, "update_key": "AB" * 32},
        {"provisioning_key": "ab"},
    ):
        with pytest.raises(SystemExit):
            anchored(monkeypatch, tmp_path, **wrong)


def test_the_file_that_is_committed_can_be_built_from(build) -> None:
    from app.release import Release
    from stamp import anchors

    this = Release(version="1.2.3", build="abc", edition="console", **anchors("console"))
    assert this.updates == bool(this.update_key)


def compared(*arguments: object) -> tuple[int, str]:
    command = [sys.executable, str(PACKAGING / "compare.py"), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_what_differs_between_two_builds_is_named(build, tmp_path: Path, monkeypatch) -> None:
    archives = []
    for name in ("one", "two"):
        folder = program_in(tmp_path / name / "portun-gatehouse")
        build.settle(folder, 1_700_000_000)
        monkeypatch.setattr(build, "DIST", tmp_path / name)
        archives.append(build.make_tar(folder, "console"))
    assert compared(*archives, "--times") == (0, "alike in every byte\n")
    one, two = (tmp_path / name / "portun-gatehouse" for name in ("one", "two"))
    (two / "_internal" / "deep" / "3.txt").write_text("another")
    (two / "_internal" / "deep" / "4.txt").chmod(0o600)
    (two / "_internal" / "deep" / "5.txt").unlink()
    (two / "_internal" / "link").unlink()
    (two / "_internal" / "link").symlink_to("deep/2.txt")
    code, said = compared(one, two)
    assert code == 1
    kinds = [line.split(":")[0] for line in said.splitlines()]
    assert kinds == ["content", "rights", "only in the first", "content"]


def test_packages_ask_for_the_c_library_that_their_programs_need(build, tmp_path: Path) -> None:
    import linux_packages

    (tmp_path / "portun-gatehouse").write_bytes(Path(sys.executable).resolve().read_bytes())
    major, minor = linux_packages.oldest_glibc(tmp_path).split(".")
    said = subprocess.run(["objdump", "-p", sys.executable], capture_output=True, text=True, check=True).stdout
    assert f"GLIBC_{major}.{minor}" in said
    assert not [one for one in re.findall(r"GLIBC_2\.(\d+)", said) if int(one) > int(minor)]


def test_the_session_starts_the_console_full_screen_with_its_keeper(build) -> None:
    import linux_packages

    entries = []
    for text in linux_packages.desktop_entries("portun-gatehouse"):
        read = configparser.ConfigParser(interpolation=None)
        read.optionxform = str  # type: ignore[assignment]
        read.read_string(text)
        entries.append(dict(read["Desktop Entry"]))
    menu, autostart = entries
    assert menu.pop("Exec") == "portun-gatehouse"
    assert autostart.pop("Exec") == "portun-gatehouse --keep --full-screen"
    assert autostart.pop("X-GNOME-Autostart-enabled") == "true"
    assert autostart == menu


def test_the_list_of_parts_names_packages_python_and_the_system(build, tmp_path: Path, monkeypatch) -> None:
    import sbom

    stamped = tmp_path / "console" / "stamped"
    stamped.mkdir(parents=True)
    (stamped / "system-libraries").write_text("/usr/lib/x86_64-linux-gnu/libzbar.so.0\n")
    monkeypatch.setattr(sbom.build, "WORK", tmp_path)
    assert sbom.main([str(tmp_path / "parts.json")]) == 0
    said = json.loads((tmp_path / "parts.json").read_text())
    assert said["bomFormat"] == "CycloneDX"
    assert said["metadata"]["component"]["name"] == "portun-gatehouse"
    assert {"pyside6", "sqlcipher3", "python", "libzbar0"} <= {part["name"] for part in said["components"]}


def test_every_qt_module_that_is_imported_is_explained(build) -> None:
    import smoke

    imported = {
        name
        for path in [*(ROOT / "ui").rglob("*.py"), *(ROOT / "app").rglob("*.py")]
        for name in re.findall(r"PySide6\.Qt(\w+)", path.read_text())
    }
    assert imported and imported <= smoke.qt_told()


def test_third_party_names_everything_that_is_shipped() -> None:
    lock = (PACKAGING / "requirements" / "console.txt").read_text()
    names = set(re.findall(r"^([a-z0-9][\w.-]*)==", lock, flags=re.MULTILINE))
    told = set(re.findall(r"^\| ([a-z0-9][\w.-]*) \|", (ROOT / "THIRD-PARTY.md").read_text(), flags=re.MULTILINE))
    assert names == told - {"package"}, "run packaging/licences.py"


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
