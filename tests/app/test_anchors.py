"""Whose signatures this console goes by: the build's, the administrator's, nobody else's."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from app import provision
from app.clock import SystemClock, TrustedTime
from app.events import Events
from app.ops import update_install
from app.ops.update_watch import AtTheGate, Standing
from app.profile import default_folder
from app.release import Release, release
from app.updates import watch_updates

KEY, OTHER, THIRD = "ab" * 32, "cd" * 32, "ef" * 32


def test_a_fleets_key_comes_from_the_build_the_command_or_the_pc(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(provision, "system_folder", lambda: tmp_path / "system")
    monkeypatch.setattr(provision, "release", lambda: Release(provisioning_key=KEY))
    (tmp_path / "system").mkdir()
    (tmp_path / "system" / provision.KEYS).write_text(f"# ours\n{OTHER.upper()}  # 2026\nno key\n")
    assert provision.trusted_keys(tmp_path, [THIRD]) == {bytes.fromhex(key) for key in (KEY, OTHER, THIRD)}


def test_a_checkout_trusts_nobody(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(provision, "system_folder", lambda: tmp_path / "system")
    assert provision.trusted_keys(tmp_path) == set()
    assert not release().updates
    assert update_install.main(["manifest", "installer"]) == update_install.NOTHING_OFFERED


@pytest.mark.parametrize(
    "words",
    [
        {"update_url": "http://updates.example.com/stable", "update_key": KEY},
        {"update_key": KEY.upper()},
        {"provisioning_key": "ab"},
    ],
)
def test_a_stamp_that_cannot_be_right_is_refused(words: dict[str, str]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(words, Release)


@pytest.mark.parametrize(("edition", "standing"), [("console", Standing.UNASKED), ("training", Standing.OFF)])
def test_only_the_console_asks_for_updates(tmp_path: Path, edition: str, standing: Standing) -> None:
    class NoMemory:
        async def get(self, name: str) -> str | None:
            return None

        async def put(self, name: str, value: str) -> None:
            raise AssertionError(name)

    words = {"edition": edition, "update_url": "https://updates.example.com/stable", "update_key": KEY}
    watch = watch_updates(
        folder=tmp_path,
        memory=NoMemory(),
        time=TrustedTime(SystemClock()),
        events=Events(),
        at_the_gate=lambda: AtTheGate(0, False, False),
        this=msgspec.convert(words, Release),
    )
    assert watch.state.standing is standing


def test_a_training_has_a_folder_of_its_own(monkeypatch) -> None:
    monkeypatch.delenv("PORTUN_PROFILE", raising=False)
    console = default_folder()
    monkeypatch.setattr("app.profile.release", lambda: Release(edition="training"))
    assert default_folder() != console
