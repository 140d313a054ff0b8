"""Asking the host, on the window: the question in the app, the answer on the verdict card, whose word it was."""

from __future__ import annotations

import asyncio
import json
import urllib.request
from pathlib import Path
from typing import Any

import psycopg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.decision import Verdict
from app.events import EntryRecorded, Link
from tests.e2e.hands import Hands
from tests.e2e.place import Guard, Place, console, play, until
from ui.presenters.gate_state import Sheet

pytestmark = pytest.mark.xdist_group("site")


def test_the_host_says_yes_in_the_app(whole_site: Place, tmp_path: Path, qapp: QApplication) -> None:
    async def story() -> None:
        await whole_site.no_visitors()
        async with console(whole_site, tmp_path, qapp) as guard:
            hands = Hands(guard)
            question = await asked(whole_site, guard, hands)
            answer = await asyncio.to_thread(resident_says, whole_site, question, "admit")
            gate = guard.shell.gate.presenter
            await until(lambda: gate.state.call is not None and gate.state.call.answer == "admit")
            entry = (await guard.does(lambda: hands.press(Qt.Key.Key_Return), EntryRecorded)).entry
            await guard.settled(entry.entry_id)
            (row,) = await whole_site.entries(entry.entry_id)
            assert row["allowed_by"] == answer["answered_by"] and answer["answered_by"]
            (kept,) = await whole_site.rows("select * from public.host_question where id = %s", question)
            assert (kept["answer"], kept["answered_via"]) == ("admit", "app")

    play(qapp, story)


def test_the_host_says_no_on_the_telephone(whole_site: Place, tmp_path: Path, qapp: QApplication) -> None:
    async def story() -> None:
        await whole_site.no_visitors()
        async with console(whole_site, tmp_path, qapp) as guard:
            hands = Hands(guard)
            question = await asked(whole_site, guard, hands)
            call = guard.shell.gate.card.call
            entry = (await guard.does(lambda: hands.clicks_on(call.no), EntryRecorded)).entry
            assert entry.kind.value == "refusal"
            query = "select * from public.host_question where id = %s and answer is not null"
            async with asyncio.timeout(30):
                while not (kept := await whole_site.rows(query, question)):  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
            assert (kept[0]["answer"], kept[0]["answered_via"]) == ("refuse", "phone")
            assert kept[0]["answered_by"] == guard.core.actor.name

    play(qapp, story)


async def asked(place: Place, guard: Guard, hands: Hands) -> str:
    """A possible match stands at the gate and the host has been asked; the question's id, once the centre has it."""
    await guard.link(Link.ONLINE)
    await guard.core.sync.drain()
    hands.scans(place.code("name"))
    await guard.sees(Verdict.ASK)
    hands.press(Qt.Key.Key_F7)
    gate = guard.shell.gate.presenter
    await until(lambda: gate.state.call is not None and bool(gate.state.call.question))
    assert gate.state.shown_sheet is Sheet.CALL and gate.state.call is not None
    question = gate.state.call.question
    async with asyncio.timeout(30):
        while not await place.rows("select 1 from public.host_question where id = %s", question):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    return question


def resident_says(place: Place, question: str, answer: str) -> dict[str, Any]:
    """The host of the question opens their app and answers."""
    with psycopg.connect(place.line["pg_dsn"]) as connection:
        found = connection.execute("select host_id::text from public.host_question where id = %s", (question,))
        host = found.fetchone()
    assert host is not None
    user = next(user for user in place.line["users"] if user["actor_id"] == host[0])
    who = {"email": user["email"], "password": user["password"]}
    token = post(place, "/auth/v1/token?grant_type=password", who, "")["access_token"]
    return post(place, "/rest/v1/rpc/answer_host_v1", {"p_question": question, "p_answer": answer}, token)


def post(place: Place, path: str, body: dict[str, Any], token: str) -> dict[str, Any]:
    central = place.line["central"]
    headers = {"apikey": central["publishable_key"], "Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    request = urllib.request.Request(f"{central['url']}{path}", json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=15) as said:
        return dict(json.loads(said.read()))
