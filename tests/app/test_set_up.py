"""The first start on real parts: a central API, relays and a camera; left and taken up; bad input in words."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.devices import sources
from app.domain.gate import OutcomeKind
from app.errors import KnownError
from app.ops.doctor import State
from app.ops.signed import public_bytes, sign
from app.profile import Profile
from app.provision import provision
from app.sandbox.parts import Part
from app.set_up import SetUp
from app.set_up_progress import is_set_up
from app.settings import load
from app.store.keys import Keys
from app.store.recovery import new_recovery_key
from app.store.store import Store
from tests.fixtures_site import Site

PASSPHRASE = "a passphrase for tests"
FLEET = Ed25519PrivateKey.from_private_bytes(bytes([7]) * 32)
GATES = [{"gate_id": "main", "name": "Main", "driver": "shelly_rpc", "password": "canary-relay"}]


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as made:
        yield Path(made) / "profile"


@pytest.fixture(scope="module")
def relay() -> Iterator[dict[str, Any]]:
    part = Part("app.sandbox.relays", {"seed": 3, "gates": GATES})
    yield part.addresses()["gates"][0]
    part.close()


@pytest.fixture(scope="module")
def camera() -> Iterator[str]:
    part = Part("app.sandbox.camera", {"seed": 3, "passes": [], "name": "Lane"})
    yield str(part.addresses()["address"])
    part.close()


def code_of(site: Site, name: str = "North gate") -> str:
    answer = site.sign_in("supervisor").post(
        "/rest/v1/rpc/create_enrolment_code_v1", json={"p_community": site.community_id, "p_device_name": name}
    )
    return str(answer.json()["code"])


def failed(why: Any) -> list[str]:
    return [finding.name for finding in why if finding.state is State.FAIL]


def test_from_an_empty_folder_to_a_profile_left_and_taken_up_at_every_step(
    central_site: Site, folder: Path, relay: dict[str, Any], camera: str
) -> None:
    code = code_of(central_site)

    async def at(step: str) -> SetUp:
        """A new program on the same folder goes on at that step."""
        made = SetUp(folder, passphrase=PASSPHRASE)
        assert made.kept().step == step
        return made

    async def story() -> str:
        one = await at("language")
        await one.choose_language("en")
        one.reached("central")
        await one.close()

        two = await at("central")
        assert failed(await two.check_central(central_site.url, central_site.key)) == []
        site = await two.enrol(central_site.url, central_site.key, code)
        assert site == two.kept().site_name
        await two.close()
        assert not is_set_up(folder), "settings alone are no gatehouse: the wizard goes on"

        three = await at("recovery")
        lost = await three.make_recovery_key()
        await three.close()

        four = await at("recovery")
        written = await four.make_recovery_key()
        assert written != lost
        assert not await four.confirm_recovery_key("AAAAA")
        assert await four.confirm_recovery_key(written.rpartition("-")[2].lower())
        four.reached("cameras")
        line = await four.add_camera("Lane", camera, "", "")
        assert line.problem is None
        assert four.mailbox(line.camera_id) is not None
        await four.close()

        five = await at("cameras")
        assert [one.name for one in five.kept().cameras] == ["Lane"]
        five.reached("gates")
        gate = await five.add_gate("Main gate", relay["address"], "canary-relay")
        assert {point.code for point in gate.points} >= {"password", "auto_off"}
        outcome = await five.test_gate(gate.gate_id)
        assert outcome.kind is OutcomeKind.DONE
        await five.finish()
        return written

    written = asyncio.run(story())
    assert is_set_up(folder)
    settings = load(folder)
    assert (settings.screen.language, settings.site.post) == ("en", "North gate")
    assert settings.cameras[0].gate == settings.gates[0].id
    assert (settings.gates[0].mac, settings.gates[0].driver) == (relay["mac"], "shelly_rpc")
    store = Profile(folder).store
    assert Keys.open(store, recovery=written) == Keys.open(store, PASSPHRASE)
    plain = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert b"canary-relay" not in plain, "the relay's password is in the encrypted store alone"


def test_the_letters_qr_is_read_by_the_camera_of_this_pc(
    central_site: Site, folder: Path, camera: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its stream stands in for a plugged one's; codes that are no letter are passed over."""

    def show(code: str) -> None:
        control = camera.rsplit("/", 1)[0] + "/_sandbox/show"
        httpx.post(control, json={"codes": [code]}, timeout=10, trust_env=False).raise_for_status()

    plugged: list[str] = []
    monkeypatch.setattr("app.set_up.usb_cameras", lambda: tuple(plugged))
    monkeypatch.setattr(
        "app.devices.sources._open_usb",
        lambda settings, name: sources._open_stream(dataclasses.replace(settings, address=camera)),
    )
    code = code_of(central_site)

    async def story() -> None:
        set_up = SetUp(folder, passphrase=PASSPHRASE)
        with pytest.raises(KnownError, match="camera_not_plugged"):
            await set_up.read_letter()
        plugged.append("Desk")
        show("https://www.portun.app/validate?record=0")
        reading = set_up.tasks.spawn(set_up.read_letter(), name="letter")
        show(f"{central_site.url}/#key={central_site.key}&code={code}")
        address, key, read = await reading or ("", "", "")
        assert (address, key, read) == (central_site.url, central_site.key, code)
        assert await set_up.enrol(address, key, read)

        show("nothing of the kind")
        reading = set_up.tasks.spawn(set_up.read_letter(), name="letter")
        while not reading.done():
            set_up.stop_reading()
            await asyncio.sleep(0)
        assert await reading is None
        await set_up.close()

    asyncio.run(story())


def enrolled(site: Site, folder: Path) -> SetUp:
    made = SetUp(folder, passphrase=PASSPHRASE)
    asyncio.run(made.enrol(site.url, site.key, code_of(site)))
    return made


def test_two_devices_with_one_name_and_one_device_twice(
    central_site: Site, folder: Path, relay: dict[str, Any], camera: str
) -> None:
    async def story() -> list[str]:
        codes = []
        set_up = SetUp(folder, passphrase=PASSPHRASE)
        await set_up.enrol(central_site.url, central_site.key, code_of(central_site))
        await set_up.add_camera("Lane", camera, "", "")
        await set_up.add_gate("Main", relay["address"], "canary-relay")
        for again in (
            set_up.add_camera("lane", "http://127.0.0.1:9/x", "", ""),
            set_up.add_camera("Other", camera, "", ""),
            set_up.add_gate("MAIN", relay["address"], "canary-relay"),
            set_up.add_gate("Other", relay["address"], "canary-relay"),
            set_up.add_gate("Third", relay["address"].replace("http", "ftp"), ""),
        ):
            with pytest.raises(KnownError) as caught:
                await again
            assert caught.value.message and caught.value.next_step
            codes.append(caught.value.code)
        kept = set_up.kept()
        assert (len(kept.cameras), len(kept.gates)) == (1, 1)
        await set_up.close()
        return codes

    assert asyncio.run(story()) == ["camera_taken", "camera_taken", "gate_taken", "gate_taken", "bad_address"]


def test_a_relay_with_another_password_is_not_bound(central_site: Site, folder: Path, relay: dict[str, Any]) -> None:
    async def story() -> None:
        set_up = SetUp(folder, passphrase=PASSPHRASE)
        await set_up.enrol(central_site.url, central_site.key, code_of(central_site))
        with pytest.raises(KnownError) as caught:
            await set_up.add_gate("Main", relay["address"], "not this one")
        assert "password" in caught.value.message
        assert set_up.kept().gates == ()
        await set_up.close()

    asyncio.run(story())


def test_a_camera_without_pictures_is_kept_with_its_reason_and_taken_out(central_site: Site, folder: Path) -> None:
    async def story() -> None:
        set_up = SetUp(folder, passphrase=PASSPHRASE)
        await set_up.enrol(central_site.url, central_site.key, code_of(central_site))
        line = await set_up.add_camera("Lane", "http://127.0.0.1:9/none", "user", "secret")
        assert line.problem is not None and line.problem.code == "camera_unreachable"
        await set_up.drop_camera(line.camera_id)
        assert set_up.kept().cameras == ()
        await set_up.close()

    asyncio.run(story())


def body(site: Site, code: str, recovery: bytes, **changes: Any) -> bytes:
    now = datetime.now(UTC)
    fields = {
        "schema": 1,
        "serial": "las-lomas-3",
        "made_at": now.isoformat(),
        "expires_at": (now + timedelta(days=7)).isoformat(),
        "settings": {
            "site": {"post": "Garita 3", "device_id": "x"},
            "central": {"url": site.url, "key": site.key, "budget_ms": 900},
            "screen": {"language": "pt"},
            "gates": [
                {
                    "id": "main", "name": "Main", "driver": "shelly_rpc", "address": "http://192.0.2.40",
                    "mac": "A8032AB4C1D2", "password": "canary-password",
                }
            ],
        },
        "recovery_public": recovery.hex(),
        "enrolment_code": code,
    }  # fmt: skip
    return json.dumps({**fields, **changes}).encode()


def provisioned(folder: Path, raw: bytes, **more: Any) -> str:
    folder.parent.mkdir(exist_ok=True)
    file = folder.parent / "site.portun"
    file.write_bytes(raw)
    return asyncio.run(provision(folder, file, passphrase=PASSPHRASE, **more))


def test_a_fleets_file_does_the_same_without_a_screen(central_site: Site, folder: Path) -> None:
    recovery, code = new_recovery_key(), code_of(central_site)
    trust = [public_bytes(FLEET).hex()]
    provisioned(folder, sign("provisioning", body(central_site, code, recovery.public), FLEET), trust=trust)
    settings = load(folder)
    assert is_set_up(folder)
    assert (settings.site.post, settings.screen.language, settings.central.budget_ms) == ("Garita 3", "pt", 900)
    assert settings.site.device_id != "x", "who this console is comes from enrolment alone"
    store = Profile(folder).store
    data_key = Keys.open(store, recovery=recovery.written)

    async def story() -> str | None:
        opened = await Store.open(store, data_key, ballast_bytes=0)
        try:
            return await opened.secrets.get("gate.main")
        finally:
            await opened.close()

    assert asyncio.run(story()) == "canary-password"
    assert "canary" not in (folder / "settings.toml").read_text()
    with pytest.raises(KnownError) as caught:
        provisioned(folder, sign("provisioning", body(central_site, code, recovery.public), FLEET), trust=trust)
    assert caught.value.code == "already_set_up"


@pytest.mark.parametrize(
    ("changes", "trusted", "code"),
    [
        ({"schema": 2}, True, "provisioning_newer_format"),
        ({"expires_at": "2020-01-01T00:00:00+00:00"}, True, "provisioning_expired"),
        ({}, False, "provisioning_unknown_key"),
        ({"settings": {"central": {"url": "http://192.0.2.1", "key": "x"}}}, True, "central_address"),
        ({"settings": {"central": {"url": "https://data.portun.app", "key": "sb_secret_x"}}}, True, "central_key"),
        ({"enrolment_code": "0000-0000-0000"}, True, "enrolment_code_unknown"),
    ],
)
def test_files_that_are_not_taken_leave_nothing(
    central_site: Site, folder: Path, changes: dict[str, Any], trusted: bool, code: str
) -> None:
    raw = sign("provisioning", body(central_site, "ABCD-EFGH-JKMN", bytes(32), **changes), FLEET)
    with pytest.raises(KnownError) as caught:
        provisioned(folder, raw, trust=[public_bytes(FLEET).hex()] if trusted else [])
    assert caught.value.code == code
    assert caught.value.message and caught.value.next_step
    assert not is_set_up(folder)


def test_a_key_file_on_the_pc_is_trusted(central_site: Site, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "fleet.keys").write_text(f"# the fleet\n{public_bytes(FLEET).hex()}  # 2026\nnonsense\n")
    raw = sign("provisioning", body(central_site, code_of(central_site), new_recovery_key().public), FLEET)
    provisioned(folder, raw)
    assert is_set_up(folder)
