"""Enrolment: one code makes one console, whatever is cut off on the way, and the words when it does not."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.device_key import kept_enrolment
from app.enrol import Enrolled, enrol
from app.errors import CentralError, KnownError, StoreError
from app.profile import Profile
from app.release import Release
from app.settings import FILE, CameraPart, load
from app.store.keys import Keys
from app.store.recovery import new_recovery_key
from app.store.store import Store
from tests.fixtures_site import Site

PASSPHRASE = "a passphrase for tests"


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as made:
        yield Path(made)


def code_of(site: Site, name: str = "Garita sur") -> str:
    answer = site.sign_in("supervisor").post(
        "/rest/v1/rpc/create_enrolment_code_v1", json={"p_community": site.community_id, "p_device_name": name}
    )
    return str(answer.json()["code"])


def enrolled(site: Site, folder: Path, code: str, **more: Any) -> Enrolled:
    return asyncio.run(enrol(folder, address=site.url, key=site.key, code=code, passphrase=PASSPHRASE, **more))


async def opened(folder: Path) -> Store:
    profile = Profile(folder)
    return await Store.open(profile.store, Keys.open(profile.store, PASSPHRASE), ballast_bytes=0)


def test_a_code_makes_a_console(central_site: Site, folder: Path) -> None:
    made = enrolled(central_site, folder, code_of(central_site))
    assert (made.device_name, made.role, made.community_id) == ("Garita sur", "console", central_site.community_id)
    settings = load(folder)
    assert (settings.site.device_id, settings.site.post) == (made.device_id, "Garita sur")
    assert (settings.central.url, settings.site.zone) == (central_site.url, "America/Guatemala")

    async def story() -> None:
        store = await opened(folder)
        try:
            kept = await kept_enrolment(store.secrets)
            assert kept is not None
            (row,) = central_site.sql("select public_key from public.device where id = %s", made.device_id)
            assert row["public_key"] == kept.public_key, "the central API keeps the public part"
            assert kept.central_key == central_site.line["central"]["central_key"]
            assert kept.password not in repr(kept) and kept.device_key not in repr(kept)
        finally:
            await store.close()

    asyncio.run(story())
    everything = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert b"console.invalid" not in everything, "the account stands in the encrypted store alone"


def test_cut_off_after_the_answer_it_goes_on_with_the_same_code(central_site: Site, folder: Path) -> None:
    code = code_of(central_site)
    first = enrolled(central_site, folder, code)
    (folder / FILE).unlink()
    again = enrolled(central_site, folder, f" {code.lower()} ")
    assert again == first
    assert load(folder).site.device_id == first.device_id


def test_enrolled_anew_it_is_another_console_with_the_same_cameras(central_site: Site, folder: Path) -> None:
    first = enrolled(central_site, folder, code_of(central_site))
    before = load(folder)
    camera = CameraPart(id="lane", name="Lane", address="http://127.0.0.1:1/lane")
    with_camera = type(before)(site=before.site, central=before.central, cameras=(camera,))
    second = enrolled(central_site, folder, code_of(central_site, "Garita norte"), settings=with_camera)
    assert second.device_id != first.device_id
    after = load(folder)
    assert (after.site.device_id, after.site.post) == (second.device_id, "Garita norte")
    assert after.cameras == (camera,)


@pytest.mark.parametrize("kind", ["unknown", "used", "expired"])
def test_codes_that_do_not_help_say_so(central_site: Site, folder: Path, kind: str) -> None:
    code = code_of(central_site)
    if kind == "unknown":
        code = "0000-0000-0000"
    elif kind == "used":
        central_site.sql("update public.enrolment_code set used_at = now() where used_at is null")
    else:
        central_site.sql("update public.enrolment_code set expires_at = now() where used_at is null")
    with pytest.raises(CentralError) as caught:
        enrolled(central_site, folder, code)
    assert caught.value.code == f"enrolment_code_{kind}"
    assert "new one" in caught.value.next_step
    assert not (folder / FILE).exists(), "a PC that was not enrolled is not set up"
    enrolled(central_site, folder, code_of(central_site))


def test_a_code_of_a_used_pc_needs_its_passphrase(central_site: Site, folder: Path) -> None:
    enrolled(central_site, folder, code_of(central_site))
    with pytest.raises(StoreError) as caught:
        asyncio.run(
            enrol(folder, address=central_site.url, key=central_site.key, code="x", passphrase="another one entirely")
        )
    assert caught.value.code == "passphrase_wrong"


def test_a_secret_key_is_never_sent(central_site: Site, folder: Path) -> None:
    with pytest.raises(KnownError) as caught:
        asyncio.run(enrol(folder, address=central_site.url, key="sb_secret_x", code="x", passphrase=PASSPHRASE))
    assert caught.value.code == "secret_key"


def test_the_site_s_recovery_key_opens_the_store(central_site: Site, folder: Path) -> None:
    recovery = new_recovery_key()
    enrolled(central_site, folder, code_of(central_site), recovery_public=recovery.public)
    store = Profile(folder).store
    assert Keys.open(store, recovery=recovery.written) == Keys.open(store, PASSPHRASE)


def test_the_training_edition_is_no_console_of_a_real_site(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.enrol.release", lambda: Release(edition="training"))
    with pytest.raises(KnownError) as caught:
        asyncio.run(enrol(folder, address="https://data.portun.app", key="sb_publishable_xyz", code="x"))
    assert caught.value.code == "training_edition"
    assert not any(folder.iterdir())
