"""What a technician changes while the console runs: kept in the settings, the store and the sealed file, and in force
at once. Against relays and a cloud on real sockets."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.choices import Choices, SiteSaid, choose
from app.clock import SystemClock
from app.domain.gate import Cause, GateAction, GateOutcome, OutcomeKind
from app.domain.gate import Path as Way
from app.domain.shift import Actor, Role
from app.errors import GateError, KnownError, SettingsError
from app.events import Events
from app.gate_set_up import CLOUD_KEY, GateSetUp
from app.gates.actuator import Actuator
from app.gates.commands import CommandFile
from app.gates.gates_file import read_gates
from app.gates.lockdown import Lockdown
from app.profile import Profile
from app.sandbox.relays import relays
from app.settings import CameraPart, GatePart, Policy, Settings, load
from app.settings_file import save
from app.tasks import Tasks
from tests.app.test_settings import GOOD
from tests.gates.yard import RPC, run

KEY = bytes(range(32))
TECHNICIAN, GUARD = Actor("t1", "M. Pérez", Role.TECHNICIAN), Actor("g1", "J. Ajú", Role.GUARD)


@dataclass
class Kept:
    """Secrets and the audit chain, in memory."""

    told: dict[str, str] = field(default_factory=dict)
    notes: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)

    @property
    def secrets(self) -> Kept:
        return self

    @property
    def journal(self) -> Kept:
        return self

    async def get(self, name: str) -> str | None:
        return self.told.get(name)

    async def put(self, name: str, value: str) -> None:
        self.told[name] = value

    async def delete(self, name: str) -> None:
        self.told.pop(name, None)

    async def note(self, kind: str, subject: str, said: dict[str, Any]) -> None:
        self.notes.append((kind, subject, said))


@dataclass
class Works:
    """One gatehouse with two gates, and a relay that none of them hangs on."""

    settings: Settings
    set_up: GateSetUp
    actuator: Actuator
    store: Kept
    cloud: dict[str, Any]
    units: dict[str, dict[str, Any]]
    folder: Path
    events: Events
    actor: Actor = TECHNICIAN

    @property
    def choices(self) -> Choices:
        return choose(self.settings.policy, SiteSaid(Policy(automatic_opening=True)))

    async def open(self, gate_id: str = "main", cause: Cause = Cause.KEY, only: Way | None = None) -> GateOutcome:
        return await self.actuator.order(gate_id, GateAction.OPEN, cause, "t1", only=only)


@asynccontextmanager
async def works(folder: Path, *, main_at: str = "", **relay: Any) -> AsyncIterator[Works]:
    tasks, clock, events = Tasks(), SystemClock(), Events()
    profile = Profile(folder)
    gates = [{"gate_id": name, "name": name, **RPC, **relay} for name in ("main", "side", "spare")]
    async with relays({"seed": "works", "gates": gates}) as line:
        parts = tuple(
            GatePart(id=one["gate_id"], name=one["name"], driver=one["driver"], address=one["address"], mac=one["mac"],
                     input_kind="open_only", reed_input=0)
            for one in line["gates"][:2]
        )  # fmt: skip
        if main_at:
            parts = (msgspec.structs.replace(parts[0], address=main_at), *parts[1:])
        lane = CameraPart(id="lane", name="Lane", address="http://192.0.2.1/x")
        settings = msgspec.structs.replace(load_good(folder), gates=parts, cameras=(lane,))
        save(folder, settings)
        store = Kept({f"gate.{one['gate_id']}": one["password"] for one in line["gates"]})
        lockdown = Lockdown(profile.lockdown)
        lockdown.prepare()
        actuator = Actuator(
            clock=clock, events=events, tasks=tasks, lockdown=lockdown, record=CommandFile(profile.gate_commands)
        )
        made = Works(settings, None, actuator, store, line["cloud"], {}, folder, events)  # type: ignore[arg-type]
        made.set_up = GateSetUp(
            profile=profile, holder=made, store=store, actuator=actuator, data_key=KEY, actor=lambda: made.actor,
            clock=clock, events=events,
        )  # fmt: skip
        made.units = {one["gate_id"]: one for one in line["gates"]}
        await made.set_up.bind()
        try:
            yield made
        finally:
            await actuator.close()
            await tasks.close()


def load_good(folder: Path) -> Settings:
    (folder / "settings.toml").write_text(GOOD)
    return load(folder)


def test_the_cloud_becomes_the_second_path_at_once_and_is_sealed_for_a_day_without_a_store(tmp_path: Path) -> None:
    async def story() -> None:
        async with works(tmp_path) as w:
            assert w.actuator.cloud_problem("main") == "not_wired"
            await w.set_up.use_cloud(w.cloud["address"], w.cloud["key"], "main")
            await w.set_up.test_cloud("main", lambda: w.open(only=Way.CLOUD))
            assert w.actuator.cloud_problem("main") == ""
            assert w.actuator.cloud_problem("side") == "not_wired"
            kept = load(tmp_path)
            assert kept.cloud is not None and kept.cloud.host == w.cloud["address"]
            assert (kept.gates[0].cloud, kept.gates[1].cloud) == (True, False)
            assert w.cloud["key"] not in (tmp_path / "settings.toml").read_text()
            sealed = read_gates(Profile(tmp_path).gates, KEY)
            assert sealed.cloud is not None and sealed.cloud.key == w.cloud["key"]
            assert sealed.cloud_gates == {"main"}
            (note,) = w.store.notes
            assert note[:2] == ("gate_cloud", "main") and w.cloud["key"] not in str(note)
            await w.set_up.leave_cloud("main")
            assert (await w.open("main", only=Way.CLOUD)).detail in ("not_wired", "cooldown")
            assert read_gates(Profile(tmp_path).gates, KEY).cloud_gates == frozenset()

    run(story)


def test_a_local_not_done_falls_back_to_the_cloud_that_was_just_set_up(tmp_path: Path) -> None:
    async def story() -> None:
        async with works(tmp_path, main_at="http://127.0.0.1:9") as w:
            assert (await w.open()).detail == "unreachable"
            await w.set_up.use_cloud(w.cloud["address"], w.cloud["key"], "main")
            outcome = await w.open()
            assert (outcome.kind, outcome.path) == (OutcomeKind.DONE, Way.CLOUD)

    run(story)


@pytest.mark.parametrize(
    ("host", "key", "device", "code"),
    [
        ("not a host", "k", "", "cloud_host"),
        ("http://shelly-1-eu.shelly.cloud", "k", "", "cloud_host"),
        ("shelly-1-eu.shelly.cloud", "", "", "cloud_no_key"),
        ("shelly-1-eu.shelly.cloud", "k", "Shelly Plus 1", "cloud_device"),
    ],
)
def test_what_cannot_be_a_cloud_is_said_and_changes_nothing(
    tmp_path: Path, host: str, key: str, device: str, code: str
) -> None:
    async def story() -> None:
        async with works(tmp_path) as w:
            before = (tmp_path / "settings.toml").read_text()
            with pytest.raises(SettingsError) as caught:
                await w.set_up.use_cloud(host, key, "main", device_id=device)
            assert caught.value.code == code
            assert (tmp_path / "settings.toml").read_text() == before
            assert CLOUD_KEY not in w.store.told and w.store.notes == []

    run(story)


@pytest.mark.parametrize(
    ("key", "device", "code", "words"),
    [
        ("of another account", "", "cloud:http:401", "of another account"),
        ("cloud-key", "00aabbccddee", "cloud:unknown_device", "does not hold a device"),
    ],
)
def test_a_key_of_another_account_is_said_before_anything_moves(
    tmp_path: Path, key: str, device: str, code: str, words: str
) -> None:
    async def story() -> None:
        async with works(tmp_path) as w:
            await w.set_up.use_cloud(w.cloud["address"], key, "main", device_id=device)
            moved: list[str] = []

            async def pulse() -> GateOutcome:
                moved.append("main")
                raise AssertionError

            with pytest.raises(GateError) as caught:
                await w.set_up.test_cloud("main", pulse)
            assert (caught.value.code, moved) == (code, [])
            assert words in caught.value.message
            assert (await w.open()).path is Way.LOCAL

    run(story)


def test_automatic_opening_is_refused_until_the_check_is_green(tmp_path: Path) -> None:
    async def story() -> None:
        async with works(tmp_path, commissioned=False) as w:
            with pytest.raises(GateError) as caught:
                await w.set_up.set_automatic("main", True)
            assert caught.value.code == "automatic_not_green"
            assert "input_detached" in caught.value.message
            assert not load(tmp_path).gates[0].automatic
            assert (await w.open(cause=Cause.AUTOMATIC)).detail == "not_automatic"
            for finding in await w.actuator.check_commissioning("main"):
                if not finding.ok and finding.fixable:
                    await w.actuator.fix("main", finding.code)
            await w.set_up.set_automatic("main", True)
            assert load(tmp_path).gates[0].automatic and w.actuator.statuses()[0].automatic
            assert (await w.open(cause=Cause.AUTOMATIC)).kind is OutcomeKind.DONE
            await w.set_up.set_automatic("main", False)
            assert (await w.open(cause=Cause.AUTOMATIC)).detail == "not_automatic"
            assert [(kind, said["on"]) for kind, _, said in w.store.notes] == [
                ("gate_automatic", True), ("gate_automatic", False),
            ]  # fmt: skip

    run(story)


def test_a_technician_accepts_open_points_with_a_reason_that_is_kept(tmp_path: Path) -> None:
    async def story() -> None:
        async with works(tmp_path, commissioned=False) as w:
            await w.set_up.set_automatic("main", True, reason="bench, no barrier behind it")
            assert w.actuator.opens_by_itself("main")
            assert "input_detached" in load(tmp_path).gates[0].accepted
            ((_, _, said),) = w.store.notes
            assert said["reason"] == "bench, no barrier behind it" and said["by"] == "t1"

    run(story)


def test_a_site_may_forbid_it_altogether(tmp_path: Path) -> None:
    async def story() -> None:
        async with works(tmp_path) as w:
            policy = msgspec.structs.replace(w.settings.policy, automatic_opening=False)
            w.settings = msgspec.structs.replace(w.settings, policy=policy)
            with pytest.raises(GateError) as caught:
                await w.set_up.set_automatic("main", True, reason="please")
            assert caught.value.code == "automatic_not_here"
            assert not w.actuator.opens_by_itself("main")

    run(story)


@pytest.mark.parametrize(("moved", "code"), [("side", "wrong_gate"), ("", "no_gate_moved")])
def test_the_wrong_gate_moved_so_nothing_is_paired(tmp_path: Path, moved: str, code: str) -> None:
    async def story() -> None:
        async with works(tmp_path) as w:
            with pytest.raises(GateError) as caught:
                await w.set_up.pair("lane", "main", moved=moved)
            assert caught.value.code == code
            assert load(tmp_path).cameras[0].gate == ""
            assert w.store.notes[-1][2]["kept"] is False
            await w.set_up.pair("lane", "side", moved="side")
            assert load(tmp_path).cameras[0].gate == w.settings.cameras[0].gate == "side"

    run(story)


def test_a_new_password_holds_at_once_and_after_a_restart(tmp_path: Path) -> None:
    async def story() -> None:
        async with works(tmp_path) as w:
            await w.set_up.set_password("main", "wrong")
            assert (await w.open()).detail == "http:401"
            await w.set_up.set_password("main", w.units["main"]["password"])
            assert (await w.open()).kind is OutcomeKind.DONE
            sealed = read_gates(Profile(tmp_path).gates, KEY)
            assert sealed.gates[0][1].password == w.store.told["gate.main"] == w.units["main"]["password"]
            assert w.units["main"]["password"] not in str(w.store.notes)

    run(story)


def test_only_a_technician_changes_gates(tmp_path: Path) -> None:
    async def story() -> None:
        async with works(tmp_path) as w:
            w.actor = GUARD
            for change in (
                w.set_up.set_automatic("main", True),
                w.set_up.pair("lane", "main", moved="main"),
                w.set_up.use_cloud("shelly-1-eu.shelly.cloud", "k", "main"),
                w.set_up.leave_cloud("main"),
                w.set_up.set_password("main", "x"),
            ):
                with pytest.raises(KnownError) as caught:
                    await change
                assert caught.value.code == "only_technicians"

    run(story)


def test_what_somebody_wrote_into_the_file_meanwhile_stays(tmp_path: Path) -> None:
    async def story() -> None:
        async with works(tmp_path) as w:
            path = tmp_path / "settings.toml"
            path.write_text(path.read_text().replace('theme = "dark"', 'theme = "light"  # by hand'))
            await w.set_up.pair("lane", "main", moved="main")
            assert load(tmp_path).screen.theme == "light" and "# by hand" in path.read_text()

    run(story)
