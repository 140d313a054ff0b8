"""Fetching over real TLS: too much, cut off, resumed, swapped; and the copy that the installer takes."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from app.errors import UpdateError
from app.ops.package_manager import installed_by
from app.ops.signed import LARGEST
from app.ops.update import OfferedFile
from app.ops.update_download import download, fetch_manifest, taken_over, update_client
from tests.ops.web import Web, ranged, web, whole

CONTENT = bytes(range(256)) * 4_000


def offered(here: Web, content: bytes = CONTENT) -> OfferedFile:
    return OfferedFile("setup.exe", f"{here.url}/setup.exe", len(content), hashlib.sha256(content).hexdigest())


def with_web(folder: Path, work: Callable[[Web], Awaitable[None]], *, tls: bool = True) -> None:
    async def run() -> None:
        async with web(folder, tls=tls) as here:
            await work(here)

    asyncio.run(run())


async def code_of(awaited: Awaitable[object]) -> str:
    with pytest.raises(UpdateError) as caught:
        await awaited
    assert caught.value.next_step
    return caught.value.code


def test_a_manifest_is_fetched_and_nothing_else(tmp_path: Path) -> None:
    async def work(here: Web) -> None:
        async with update_client(here.ca_file) as client:
            here.answers["/good"] = whole(b"portun update 1\n")
            assert await fetch_manifest(client, f"{here.url}/good") == b"portun update 1\n"
            here.answers["/large"] = whole(b"x" * (LARGEST + 1))
            assert await code_of(fetch_manifest(client, f"{here.url}/large")) == "update_too_large"
            here.answers["/away"] = whole(b"", "302 Found", f"Location: {here.url}/good")
            assert await code_of(fetch_manifest(client, f"{here.url}/away")) == "update_unreachable"
            assert await code_of(fetch_manifest(client, f"{here.url}/gone")) == "update_unreachable"
            assert await code_of(fetch_manifest(client, here.url.replace("https", "http"))) == "update_not_https"
        async with update_client() as client:
            assert await code_of(fetch_manifest(client, f"{here.url}/good")) == "update_unreachable"

    with_web(tmp_path, work)


def test_a_download_is_whole_and_not_fetched_twice(tmp_path: Path) -> None:
    folder = tmp_path / "updates"

    async def work(here: Web) -> None:
        here.answers["/setup.exe"] = ranged(CONTENT)
        seen: list[tuple[int, int]] = []
        async with update_client(here.ca_file) as client:
            for _ in range(2):
                path = await download(
                    client, offered(here), folder, progress=lambda had, size: seen.append((had, size))
                )
        assert path.read_bytes() == CONTENT
        assert len(here.asked) == 1
        assert seen[-1] == (len(CONTENT), len(CONTENT))
        assert [file.name for file in folder.iterdir()] == ["setup.exe"]

    with_web(tmp_path, work)


def test_what_was_cut_off_goes_on_from_there(tmp_path: Path) -> None:
    folder = tmp_path / "updates"

    async def work(here: Web) -> None:
        async with update_client(here.ca_file) as client:
            for cut in (300_000, 700_000):
                here.answers["/setup.exe"] = ranged(CONTENT, cut_at=cut)
                assert await code_of(download(client, offered(here), folder)) == "update_unreachable"
            here.answers["/setup.exe"] = ranged(CONTENT)
            path = await download(client, offered(here), folder)
        assert path.read_bytes() == CONTENT
        assert "range" not in here.asked[0].headers
        starts = [int(asked.headers["range"].removeprefix("bytes=").rstrip("-")) for asked in here.asked[1:]]
        assert starts == sorted(starts)
        assert starts[0] > 0

    with_web(tmp_path, work)


def test_a_server_that_cannot_continue_begins_anew(tmp_path: Path) -> None:
    folder = tmp_path / "updates"
    folder.mkdir()
    (folder / "setup.exe.part").write_bytes(b"something else")

    async def work(here: Web) -> None:
        here.answers["/setup.exe"] = whole(CONTENT)
        async with update_client(here.ca_file) as client:
            assert (await download(client, offered(here), folder)).read_bytes() == CONTENT

    with_web(tmp_path, work)


@pytest.mark.parametrize("wrong", [CONTENT[:-1] + b"x", CONTENT + b"x", b"x" * len(CONTENT)])
def test_other_content_is_refused_and_does_not_stay(tmp_path: Path, wrong: bytes) -> None:
    folder = tmp_path / "updates"

    async def work(here: Web) -> None:
        here.answers["/setup.exe"] = ranged(wrong)
        async with update_client(here.ca_file) as client:
            assert await code_of(download(client, offered(here), folder)) == "update_tampered"
            assert not (folder / "setup.exe").exists()
            here.answers["/setup.exe"] = ranged(CONTENT)
            assert list(folder.iterdir()) == []
            assert (await download(client, offered(here), folder)).read_bytes() == CONTENT

    with_web(tmp_path, work)


def test_a_part_that_answers_another_question_is_not_taken(tmp_path: Path) -> None:
    folder = tmp_path / "updates"
    folder.mkdir()
    (folder / "setup.exe.part").write_bytes(CONTENT[:1000])

    async def work(here: Web) -> None:
        here.answers["/setup.exe"] = whole(CONTENT[5:], "206 Partial Content", "Content-Range: bytes 5-9/10")
        async with update_client(here.ca_file) as client:
            assert await code_of(download(client, offered(here), folder)) == "update_unreachable"
        assert (folder / "setup.exe.part").read_bytes() == CONTENT[:1000]

    with_web(tmp_path, work)


def test_a_download_is_not_led_off_tls(tmp_path: Path) -> None:
    async def work(here: Web) -> None:
        (tmp_path / "plain").mkdir()
        async with web(tmp_path / "plain", tls=False) as plain:
            plain.answers["/setup.exe"] = whole(CONTENT)
            here.answers["/setup.exe"] = whole(b"", "302 Found", f"Location: {plain.url}/setup.exe")
            async with update_client(here.ca_file) as client:
                assert await code_of(download(client, offered(here), tmp_path / "updates")) == "update_not_https"
            assert plain.asked == []

    with_web(tmp_path, work)


def test_a_server_that_leads_around_is_left(tmp_path: Path) -> None:
    async def work(here: Web) -> None:
        here.answers["/setup.exe"] = whole(b"", "302 Found", "Location: /setup.exe")
        async with update_client(here.ca_file) as client:
            assert await code_of(download(client, offered(here), tmp_path / "updates")) == "update_unreachable"

    with_web(tmp_path, work)


def test_a_folder_in_the_way_has_words(tmp_path: Path) -> None:
    (tmp_path / "updates").write_text("a file")

    async def work(here: Web) -> None:
        async with update_client(here.ca_file) as client:
            assert await code_of(download(client, offered(here), tmp_path / "updates")) == "disk_error"

    with_web(tmp_path, work)


@pytest.fixture
def protected(tmp_path: Path) -> Path:
    folder = tmp_path / "protected"
    folder.mkdir(mode=0o755)
    return folder


def test_the_installer_takes_a_copy_and_checks_that(tmp_path: Path, protected: Path) -> None:
    downloaded = tmp_path / "setup.exe"
    downloaded.write_bytes(CONTENT)
    file = OfferedFile("setup.exe", "https://x/y", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
    (protected / "setup.exe").write_bytes(b"what an earlier update left")
    copy = taken_over(downloaded, protected, file)
    assert copy.parent == protected
    assert copy.read_bytes() == CONTENT


@pytest.mark.parametrize("content", [b"", CONTENT[:-1], CONTENT + b"x", b"y" * len(CONTENT)])
def test_the_installer_refuses_another_file(tmp_path: Path, protected: Path, content: bytes) -> None:
    downloaded = tmp_path / "setup.exe"
    downloaded.write_bytes(content)
    file = OfferedFile("setup.exe", "https://x/y", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
    with pytest.raises(UpdateError) as caught:
        taken_over(downloaded, protected, file)
    assert caught.value.code == "update_tampered"
    assert list(protected.iterdir()) == []


def test_the_installer_refuses_a_folder_that_others_may_write(tmp_path: Path, protected: Path) -> None:
    downloaded = tmp_path / "setup.exe"
    downloaded.write_bytes(CONTENT)
    file = OfferedFile("setup.exe", "https://x/y", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
    link = tmp_path / "link"
    link.symlink_to(protected)
    protected.chmod(0o777)
    for folder in (protected, link, tmp_path / "gone"):
        with pytest.raises(UpdateError) as caught:
            taken_over(downloaded, folder, file)
        assert caught.value.code == "update_folder_open"
    protected.chmod(0o755)
    with pytest.raises(UpdateError) as caught:
        taken_over(tmp_path / "not there", protected, file)
    assert caught.value.code == "no_folder"


def test_the_package_manager_that_installed_a_program_is_found() -> None:
    manager = installed_by(Path("/usr/bin/env"), surroundings={})
    assert manager is None or manager.name in ("apt", "dnf")
    assert installed_by(Path("/nowhere/portun"), surroundings={}) is None
    snap = installed_by(Path("/nowhere/portun"), surroundings={"SNAP": "/snap/portun/1"})
    assert snap is not None
    assert snap.name == "snap"
