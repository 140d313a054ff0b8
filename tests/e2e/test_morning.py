"""A morning of sixty arrivals at one gate: every kind, with and without the central API, two guards, a power cut."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
import uuid
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import msgspec
import psycopg
import pytest
from PySide6.QtWidgets import QApplication

from app.domain.decision import Verdict
from app.events import Link
from app.sandbox import auth
from app.sandbox.profile import prepare
from app.settings import FILE, dump, load
from tests.e2e.morning import KINDS, Arrival, Happened, Morning, central_rows, invite, same
from tests.e2e.place import PASSPHRASE, WITHIN_S, Guard, Place, console, play, until
from ui.presenters.gate_state import Action

pytestmark = pytest.mark.xdist_group("site")

FIRST = ["Ana", "Berta", "Carla", "Dora", "Elsa", "Flor", "Gina", "Hilda", "Irma", "Julia", "Karla", "Luz", "Marta",
         "Nora", "Olga", "Paula", "Queta", "Rosa", "Sara", "Tania", "Ursula", "Vilma", "Wanda", "Xenia", "Yara",
         "Zoila"]  # fmt: skip
GUESTS = [f"{first} Quiej" for first in FIRST]
OTHER_GUARD = ("Pedro Ixcot", "guardia2@laslomas.example", "sandbox-second-guard")
ARRIVALS = 60
AGAIN_S = 3.0
"""The same code twice within less is one scan."""


def test_a_morning_of_sixty_arrivals(whole_site: Place, tmp_path: Path, qapp: QApplication) -> None:
    async def story() -> None:
        await whole_site.no_visitors()
        await asyncio.to_thread(hire, whole_site)
        guests = await invite(whole_site, GUESTS)
        (once,) = await invite(whole_site, ["Once Tzul"], entries_allowed=1)
        await set_up(whole_site, tmp_path)
        ledger = await first_hours(whole_site, tmp_path, guests[:8])
        assert len(ledger) == 12
        async with console(whole_site, tmp_path, qapp) as guard:
            morning = Morning(whole_site, guard)
            await guard.link(Link.ONLINE)
            await guard.core.sync.drain()
            await with_the_central_api(morning, guests[8:14])
            assert len(morning.ledger) == 18
            await without_it(morning, guests[14:22], once)
            offline = morning.ledger[18:]  # sixteen arrivals, and why a gate was opened by hand
            assert len(offline) == 17 and all(one.offline for one in offline), offline
            await two_guards(morning, guests, once)
            ledger += morning.ledger
            assert len([one for one in ledger if one.kind != "correction"]) == ARRIVALS, Counter(
                one.kind for one in ledger
            )
            await sent(guard)
            lives = list(dict.fromkeys(entry.incarnation for entry in reversed(await guard.core.recent(200))))
            rows = [row for life in lives for row in await central_rows(whole_site, life)]
        assert [row["visitor_name"] or row["kind"] for row in rows] == [one.name or one.kind for one in ledger]
        for row, happened in zip(rows, ledger, strict=True):
            assert same(row, happened), (row, asdict(happened))
        assert len({row["id"] for row in rows}) == len(rows)
        assert {row["kind"] for row in rows} == KINDS
        assert {row["actor_name"] for row in rows} == {"Marta Xicay", OTHER_GUARD[0]}
        (again,) = await whole_site.rows(
            "select entries_used from public.visitor_records_uid where id = %s", once.pass_id
        )
        assert again["entries_used"] == 1

    play(qapp, story)


async def with_the_central_api(morning: Morning, guests: list[Arrival]) -> None:
    """Arrivals 13 to 30: after the power cut, online."""
    place, hands = morning.place, morning.hands
    await morning.filmed(guests[0].code, Verdict.ADMIT)
    with hands.counted(keys=1):
        await morning.opens()
    for kind, reason in (
        ("used_up", "no_entries_left"),
        ("unknown", "unknown"),
        ("foreign", "not_a_code"),
        ("cancelled", "cancelled"),
        ("not_yet_valid", "not_yet_valid"),
        ("other_community", "other_community"),
    ):
        await morning.scanned(place.code(kind), Verdict.REFUSE, reason)
        await morning.refuses()
    await morning.scanned(place.code("name"), Verdict.ASK, "possible_match")
    await morning.on_word("Ines Barrios")
    await morning.scanned(place.code("plate"), Verdict.ASK, "possible_match")
    await morning.refuses(by=morning.touch(Action.REFUSE))
    await morning.walk_in("Walter Coc", "7", "P 100 WLK")
    with hands.counted(keys=4):
        await morning.delivery("Guatex", "9")
    with hands.counted(keys=2):
        await morning.leaves_by_code(guests[0].code)
    with hands.counted(keys=2):
        await morning.leaves_from_list("walter")
    await morning.typed(guests[1].short, Verdict.ADMIT)
    await morning.opens()
    await morning.looked_for(guests[2].name.split()[0].lower(), Verdict.ADMIT)
    await morning.opens()
    first = await morning.scanned(guests[3].code, Verdict.ADMIT)
    hands.scans(guests[4].code)  # the next car is not patient
    await until(lambda: morning.guard.shell.gate.presenter.state.waiting == 1)
    assert morning.guard.core.flow.case is not None
    assert morning.guard.core.flow.case.case_id == first.case_id
    morning.guard.clock.push(0.5)  # a key this close to a scanner's line is the scanner's
    await morning.opens()
    await morning.guard.case(lambda case: case.case_id != first.case_id)
    await morning.guard.sees(Verdict.ADMIT)
    await morning.opens()
    morning.guard.clock.push(AGAIN_S)
    await morning.turned_round(guests[3].code)


async def without_it(morning: Morning, guests: list[Arrival], once: Arrival) -> None:
    """Arrivals 31 to 46: no central API."""
    place, guard, hands = morning.place, morning.guard, morning.hands
    await place.faults(central={"gone": True})
    try:
        guard.core.sync.sync_now()
        await guard.link(Link.OFFLINE)
        for guest in guests[:4]:
            case = await morning.scanned(guest.code, Verdict.ADMIT)
            assert case.decision is not None and case.decision.basis.value == "mirror"
            with hands.counted(keys=1):
                await morning.opens()
        await morning.scanned(once.code, Verdict.ADMIT)
        await morning.opens(by=morning.touch(Action.OPEN))
        guard.clock.push(AGAIN_S)
        await morning.scanned(once.code, Verdict.REFUSE, "no_entries_left")
        await morning.refuses(by=morning.click(Action.REFUSE))
        await morning.scanned(str(uuid.uuid4()), Verdict.ASK, "unknown_offline")
        await morning.on_word("Ines Barrios")
        await morning.scanned(str(uuid.uuid4()), Verdict.ASK, "unknown_offline")
        await morning.refuses()
        await morning.scanned(place.code("expired"), Verdict.REFUSE, "expired")
        await morning.refuses()
        await morning.walk_in("Wilma Coc", "7", "P 101 WLK")
        with hands.counted(keys=4):
            await morning.delivery("Cargo", "11")
        await morning.known_person("3")
        await morning.by_hand("Ambulance")
        with hands.counted(keys=2):
            await morning.leaves_from_list(guests[0].name.split()[0].lower())
        await morning.looked_for(guests[4].plate[2:5], Verdict.ADMIT)
        await morning.opens()
        await morning.filmed(guests[5].code, Verdict.ADMIT)
        await morning.opens()
    finally:
        await place.faults(central={"gone": False})
    guard.core.sync.sync_now()
    await guard.link(Link.ONLINE)


async def two_guards(morning: Morning, guests: list[Arrival], once: Arrival) -> None:
    """Arrivals 47 to 60: another guard takes over, with the mouse and with fingers."""
    hands = morning.hands
    await morning.other_guard(*OTHER_GUARD[1:])
    assert morning.actor.name == OTHER_GUARD[0]
    await morning.scanned(once.code, Verdict.REFUSE, "no_entries_left")
    await morning.refuses()
    for guest in guests[22:26]:
        await morning.scanned(guest.code, Verdict.ADMIT)
        with hands.counted(clicks=1):
            await morning.opens(by=morning.touch(Action.OPEN))
    await morning.leaves_from_list("wilma", by="touch")
    await morning.leaves_from_list(guests[22].name.split()[0].lower(), by="mouse")
    for guest in guests[23:26]:
        with hands.counted(keys=2):
            await morning.leaves_from_list(guest.name.split()[0].lower())
    await morning.known_person("20")
    await morning.walk_in("Willy Coc", "8", "P 102 WLK")
    with hands.counted(keys=4):
        await morning.delivery("Amazon", "2")
    await morning.scanned(guests[15].code, Verdict.ADMIT)
    await morning.opens()


async def set_up(place: Place, folder: Path) -> None:
    """A console whose main gate is ready again half a second after a car."""
    await prepare(folder, json.dumps(place.line), PASSPHRASE)
    settings = load(folder)
    gates = tuple(msgspec.structs.replace(gate, cooldown_s=0.5) for gate in settings.gates)
    (folder / FILE).write_text(dump(msgspec.structs.replace(settings, gates=gates)), encoding="utf-8")


async def first_hours(place: Place, folder: Path, guests: list[Arrival]) -> list[Happened]:
    """Arrivals 1 to 12, in a program that ends as the power does."""
    asked = {"line": place.line, "folder": str(folder), "guests": [asdict(one) for one in guests]}

    def played() -> subprocess.CompletedProcess[str]:
        given = json.dumps(asked) + "\n"
        command = [sys.executable, "-m", "tests.e2e.first_hours"]
        return subprocess.run(command, input=given, capture_output=True, text=True, timeout=60, check=False)

    ended = await asyncio.to_thread(played)
    assert ended.returncode == -signal.SIGKILL, ended.stderr[-3000:]
    return [Happened(**json.loads(line)) for line in ended.stdout.splitlines()]


async def sent(guard: Guard) -> None:
    """Everything is at the central API, also the entry whose gate nobody could ask any more."""
    guard.clock.push(11)
    async with asyncio.timeout(WITHIN_S):
        while await guard.core.store.journal.waiting():
            await guard.core.sync.drain()


def hire(place: Place) -> None:
    """A second guard for the community."""
    name, email, password = OTHER_GUARD
    account = str(uuid.uuid4())
    with psycopg.connect(place.line["pg_dsn"], autocommit=True) as connection:
        if connection.execute("select 1 from public.profile where email = %s", (email,)).fetchone():
            return
        connection.execute(
            "insert into public.profile (id, full_name, email) values (%s, %s, %s)", (account, name, email)
        )
        auth.add_account(connection, account, email, password, {})
        connection.execute(
            "insert into public.community_manager (profile_id, community_id) values (%s, %s)",
            (account, place.line["community_id"]),
        )
        connection.execute(
            "insert into public.profile_role (profile_id, role_id)"
            " select %s, id from public.role where role_name = 'Guard'",
            (account,),
        )
