"""Proof on a real encrypted store: an unbroken chain, the first broken link, and a visitor's rights."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.shift import Actor, Role
from app.errors import KnownError
from app.opening import Duty
from app.proof import Proof
from app.store.database import engine_for
from app.store.rows import HistoryFilter
from app.store.store import Store
from tests.store.made import KEY, NOON, changed, entry, log_row, opened, page, pass_row, uid

SUPERVISOR = Actor("s1", "Carla", Role.SUPERVISOR)


def proof_of(store: Store, actor: Actor | None = SUPERVISOR) -> Proof:
    duty = Duty(actor, None, False, "d1", "i1")
    return Proof(store=store, data_key=KEY, duty=lambda: duty, now=lambda: NOON)


async def kinds(store: Store) -> list[str]:
    """The links of the chain that are no entries, by kind."""
    with engine_for(store.folder / "journal.db", KEY, durable=True, reading=True).connect() as connection:
        rows = connection.exec_driver_sql("SELECT kind FROM audit ORDER BY seq")
        return [str(kind) for (kind,) in rows if kind != "entry"]


def test_an_unbroken_chain_says_since_when(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as store:
            for number in range(5):
                await store.journal.record(entry(entry_id=uid(number), occurred_at=NOON + timedelta(minutes=number)))
            told = await proof_of(store).prove()
            assert (told.links >= 5, told.broken, told.flaws) == (True, None, 0)
            assert told.since is not None and told.until is not None and told.since <= told.until

    asyncio.run(story())


def test_the_first_broken_link_is_named(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as store:
            for number in range(5):
                await store.journal.record(entry(entry_id=uid(number)))
            with engine_for(store.folder / "journal.db", KEY, durable=True).begin() as connection:
                connection.exec_driver_sql("UPDATE entries SET house = 'another' WHERE entry_id = ?", (uid(3),))
            told = await proof_of(store).prove()
            assert told.broken is not None
            assert (told.broken.code, told.broken.subject) == ("changed", uid(3))

    asyncio.run(story())


def test_a_visitor_is_found_exported_and_erased(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.proof.platformdirs.user_documents_dir", lambda: str(tmp_path))

    async def story() -> None:
        async with opened(tmp_path / "store") as store:
            proof = proof_of(store)
            for number in range(3):
                await store.journal.record(entry(entry_id=uid(number), visitor_name="Zenaida Quiñónez", house="Casa 9"))
            for number in range(2):
                await store.journal.settle(uid(number), flags=(), uses_rev=1)
            other = log_row(uid(7), visitor_name="Zenaida Quiñónez", house="Casa 9", occurred_at=NOON.isoformat())
            mine = log_row(uid(0), visitor_name="Zenaida Quiñónez", house="Casa 9", occurred_at=NOON.isoformat())
            await store.mirror.apply_page(page(*changed("log", other, mine)))
            await store.mirror.apply_page(page(*changed("pass", pass_row(1, visitor_name="Zenaida Quiñónez"))))
            (person,) = await proof.find_person("quiñón")
            assert (len(person.erasable), person.waiting, len(person.elsewhere), person.passes) == (2, 1, 1, 1)
            told = json.loads((await proof.export_person(person)).read_text(encoding="utf-8"))
            assert (len(told["entries"]), len(told["passes"])) == (4, 1)
            assert await proof.erase_person(person) == 3
            left = await store.history.page(None, HistoryFilter(text="Zenaida"), 50)
            assert [row.entry.entry_id for row in left.rows] == [uid(2)], "what is not confirmed must go out first"
            report = await proof.prove()
            assert report.broken is None, "the chain proves itself without the words"
            assert report.erased == 2
            said = await kinds(store)
            assert said.count("person_looked_for") == said.count("person_exported") == said.count("person_erased") == 1

    asyncio.run(story())


@pytest.mark.parametrize("role", [Role.GUARD, Role.TECHNICIAN, None])
def test_only_supervisors(tmp_path: Path, role: Role | None) -> None:
    async def story() -> None:
        async with opened(tmp_path) as store:
            proof = proof_of(store, None if role is None else Actor("x", "X", role))
            for asked in (proof.prove(), proof.find_person("someone")):
                with pytest.raises(KnownError, match="not_permitted_here"):
                    await asked

    asyncio.run(story())


def test_two_letters_find_nobody(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as store:
            assert await proof_of(store).find_person("ze") == ()

    asyncio.run(story())
