"""Devices that are added, replaced and taken out while the console runs. Against relays on real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest

from app.cameras import Cameras
from app.clock import SystemClock, TrustedTime
from app.device_set_up import DeviceSetUp
from app.domain.gate import OutcomeKind
from app.errors import GateError, KnownError, SettingsError
from app.events import CameraChanged, Events, GateChanged
from app.gates.gates_file import read_gates
from app.profile import Profile
from app.sandbox.parts import Part
from app.settings import load
from app.tasks import Tasks
from tests.gates.test_set_up import GUARD, KEY, Works, works
from tests.gates.yard import run


@asynccontextmanager
async def at_work(folder: Path) -> AsyncIterator[tuple[Works, DeviceSetUp, Cameras, list[object]]]:
    """A gatehouse that has started, its technician, and what is told."""
    async with works(folder) as w:
        clock, tasks, events, told = SystemClock(), Tasks(), w.events, list[object]()
        cameras = Cameras(
            msgspec.structs.replace(w.settings, cameras=()),
            {}, clock=clock, time=TrustedTime(clock), events=events, tasks=tasks,
        )  # fmt: skip
        events.subscribe(GateChanged, told.append)
        events.subscribe(CameraChanged, told.append)
        w.actuator.start()
        try:
            yield w, DeviceSetUp(holder=w, secrets=w.store, gates=w.set_up, cameras=cameras, clock=clock), cameras, told
        finally:
            cameras.close()
            await tasks.close()


def test_a_gate_that_is_added_opens_at_once_and_after_a_restart(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_work(tmp_path) as (w, does, _, told):
            spare = w.units["spare"]
            gate_id = await does.add_gate("Back gate", spare["address"], spare["password"])
            assert gate_id == "back-gate"
            assert gate_id in [one.status.gate_id for one in told if isinstance(one, GateChanged)]
            assert (await w.open(gate_id)).kind is OutcomeKind.DONE
            kept = load(tmp_path)
            assert [one.id for one in kept.gates] == ["main", "side", gate_id]
            assert spare["password"] not in (tmp_path / "settings.toml").read_text()
            sealed = read_gates(Profile(tmp_path).gates, KEY)
            assert [one[0].gate_id for one in sealed.gates] == ["main", "side", gate_id]
            assert w.store.notes[-1][:2] == ("gate_bound", gate_id) and spare["password"] not in str(w.store.notes)

    run(story)


def test_a_broken_relay_is_replaced_and_the_new_one_is_trusted_anew(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_work(tmp_path) as (w, does, _, _):
            spare = w.units["spare"]
            await w.set_up.set_automatic("main", True, reason="no barrier behind it")
            assert load(tmp_path).gates[0].automatic
            await does.move_gate("main", spare["address"], spare["password"])
            gate = load(tmp_path).gates[0]
            assert (gate.id, gate.mac, gate.automatic, gate.accepted) == ("main", spare["mac"], False, ())
            assert gate.reed_input == 0, "how the gate is wired is the gate's, not the relay's"
            assert (await w.open("main")).kind is OutcomeKind.DONE
            assert not w.actuator.opens_by_itself("main")

    run(story)


def test_a_relay_at_its_old_address_is_spoken_to_with_the_new_password(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_work(tmp_path) as (w, does, _, _):
            main = w.units["main"]
            await does.move_gate("main", main["address"], "")
            await w.set_up.set_password("main", "outdated")
            await does.move_gate("main", main["address"], main["password"])
            assert (await w.open("main")).kind is OutcomeKind.DONE

    run(story)


def test_what_cannot_be_added_changes_nothing(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_work(tmp_path) as (w, does, _, _):
            spare, side = w.units["spare"], w.units["side"]
            before, secrets = (tmp_path / "settings.toml").read_text(), dict(w.store.told)
            with pytest.raises(GateError):
                await does.add_gate("Back gate", spare["address"], "wrong")
            with pytest.raises(GateError):
                await does.add_gate("Back gate", "http://127.0.0.1:9", "x")
            with pytest.raises(SettingsError, match="gate_taken"):
                await does.add_gate("MAIN", spare["address"], spare["password"])
            with pytest.raises(SettingsError, match="gate_taken"):
                await does.add_gate("Other", side["address"], side["password"])
            with pytest.raises(SettingsError, match="gate_taken"):
                await does.move_gate("main", side["address"], side["password"])
            with pytest.raises(SettingsError, match="camera_taken"):
                await does.add_camera("Other", "http://192.0.2.1/x", "", "")
            w.actor = GUARD
            for forbidden in (
                does.add_gate("Back gate", spare["address"], spare["password"]),
                does.add_camera("Yard", "rtsp://192.0.2.9/1", "", ""),
                does.take_out("main", "x"),
            ):
                with pytest.raises(KnownError, match="only_technicians"):
                    await forbidden
            assert (tmp_path / "settings.toml").read_text() == before
            assert w.store.told == secrets and w.store.notes == []
            assert [one.gate_id for one in w.actuator.statuses()] == ["main", "side"]

    run(story)


def test_the_old_password_holds_when_a_move_cannot_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> bool:
        raise SettingsError("settings_not_saved", "x", "y", "z")

    async def story() -> None:
        async with at_work(tmp_path) as (w, does, _, _):
            secrets, spare = dict(w.store.told), w.units["spare"]
            monkeypatch.setattr("app.gate_set_up.save", full)
            with pytest.raises(SettingsError):
                await does.move_gate("main", spare["address"], spare["password"])
            with pytest.raises(SettingsError):
                await does.add_camera("Yard", "rtsp://192.0.2.9/1", "", "secret")
            assert w.store.told == secrets
            assert (await w.open("main")).kind is OutcomeKind.DONE, "by its own relay, as before"

    run(story)


def test_a_camera_that_is_added_gives_its_picture_and_goes_to_another_address(tmp_path: Path) -> None:
    parts = [Part("app.sandbox.camera", {"seed": seed, "passes": [], "name": "Yard"}) for seed in (3, 4)]
    first, second = (str(part.addresses()["address"]) for part in parts)

    async def pictured(events: Events, cameras: Cameras) -> None:
        news = asyncio.Event()
        stop = events.subscribe(CameraChanged, lambda _: news.set())
        while not cameras.states()[0].width:
            await news.wait()
            news.clear()
        stop()

    async def story() -> None:
        async with at_work(tmp_path) as (w, does, cameras, _):
            for change in (
                does.add_camera("Yard", first, "u", "p"),
                does.move_camera("yard", second, "u", ""),
            ):
                await change
                await pictured(w.events, cameras)
                assert w.store.told["camera.yard"] == "p", "an empty password keeps the one that is there"
            (_, yard) = load(tmp_path).cameras
            assert (yard.id, yard.address, yard.gate) == ("yard", second, "main")
            assert [note[0] for note in w.store.notes] == ["camera_added", "camera_moved"]

    run(story)
    for part in parts:
        part.close()


def test_what_is_taken_out_stays_until_the_next_start(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_work(tmp_path) as (w, does, _, _):
            await w.set_up.pair("lane", "side", moved="side")
            await does.take_out("side", "the gate was walled up")
            assert does.leaving == {"side"}
            kept = load(tmp_path)
            assert [one.id for one in kept.gates] == ["main"] and kept.cameras[0].gate == ""
            assert (await w.open("side")).kind is OutcomeKind.DONE
            await w.set_up.set_automatic("main", True, reason="x")
            assert [one.id for one in load(tmp_path).gates] == ["main"], "no later change brings it back"
            kind, subject, said = w.store.notes[1]
            assert (kind, subject, said["reason"]) == ("gate_taken_out", "side", "the gate was walled up")

    run(story)
