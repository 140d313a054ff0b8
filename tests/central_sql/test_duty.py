"""The guard's day at the centre: walk-ins, asking the host, notices, the shift log, conflicts, audit heads, pacing."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from app.domain.ids import uuid7
from tests.central_sql.entries import INCARNATION, entry, upload
from tests.fixtures_site import Site


def call(client: httpx.Client, name: str, **arguments: Any) -> Any:
    answer = client.post(f"/rest/v1/rpc/{name}", json=arguments)
    assert answer.status_code == 200, answer.text
    return answer.json()


def new_id() -> str:
    return uuid7(datetime.now(UTC))


def test_a_walk_in_becomes_a_pass_that_every_gate_knows(central_site: Site) -> None:
    guard = central_site.sign_in("guard")
    host = central_site.plan.residents[3]
    pass_ = {
        "id": new_id(), "record_uid": str(uuid.uuid4()), "host_id": host.profile_id, "visitor_name": "Sin Cita",
        "valid_until": (datetime.now(UTC) + timedelta(hours=4)).isoformat(), "plate": "P 1 A", "document": "CUI-998877",
        "people": 2,
    }  # fmt: skip
    made = call(guard, "register_walk_in_v1", p_community=central_site.community_id, p_pass=pass_)
    again = call(guard, "register_walk_in_v1", p_community=central_site.community_id, p_pass=pass_)
    assert again == made
    assert (made["host_name"], made["document_last4"], made["entries_allowed"]) == (host.name, "8877", 1)
    (kept,) = central_site.sql("select document_num from public.visitor_records_uid where id = %s", pass_["id"])
    assert kept["document_num"] == "…8877"
    said = call(guard, "validate_record_v1", p_code=pass_["record_uid"], p_community=central_site.community_id)
    assert said["decision"]["verdict"] == "admit"
    stranger = guard.post(
        "/rest/v1/rpc/register_walk_in_v1",
        json={"p_community": central_site.community_id, "p_pass": {**pass_, "id": new_id(), "host_id": None}},
    )
    assert (stranger.status_code, stranger.json()["code"]) == (400, "host_unknown")


def ask(site: Site, guard: httpx.Client, **more: Any) -> dict[str, Any]:
    question = {
        "id": new_id(), "host_id": site.plan.residents[0].profile_id, "visitor_name": "Vendedor", "gate_id": "main",
        "asked_by": "Marta", **more,
    }  # fmt: skip
    asked: dict[str, Any] = call(guard, "ask_host_v1", p_community=site.community_id, p_question=question)
    return asked


def test_the_host_is_asked_and_answers_in_the_app(central_site: Site) -> None:
    guard, resident = central_site.sign_in("guard"), central_site.sign_in("resident")
    asked = ask(central_site, guard)
    host = central_site.plan.residents[0]
    assert (asked["host"]["name"], asked["host"]["phone"]) == (host.name, host.phone)
    number = asked["question"]["id"]
    (seen,) = resident.get(f"/rest/v1/host_question?id=eq.{number}").json()
    assert seen["visitor_name"] == "Vendedor"
    answered = call(resident, "answer_host_v1", p_question=number, p_answer="admit", p_note="que pase")
    assert (answered["answer"], answered["answered_via"], answered["answered_by"]) == ("admit", "app", host.name)
    late = call(guard, "answer_host_v1", p_question=number, p_answer="refuse", p_heard_by="su hijo")
    assert late["answer"] == "admit", "the first answer stands"


def test_an_answer_by_telephone_says_who_said_it(central_site: Site) -> None:
    guard = central_site.sign_in("guard")
    number = ask(central_site, guard)["question"]["id"]
    answered = call(guard, "answer_host_v1", p_question=number, p_answer="refuse", p_heard_by="Ana, por teléfono")
    assert (answered["answered_via"], answered["answered_by"]) == ("phone", "Ana, por teléfono")


def test_a_panic_is_kept_once_and_acknowledged_by_a_supervisor(central_site: Site) -> None:
    guard, supervisor = central_site.sign_in("guard"), central_site.sign_in("supervisor")
    notice = {"id": new_id(), "kind": "panic", "severity": "alarm", "occurred_at": datetime.now(UTC).isoformat()}
    for _ in range(2):
        call(guard, "raise_notice_v1", p_device_id=central_site.device_id, p_notice=notice)
    told = central_site.sql("select profile_id from public.notification_outbox where about = %s", notice["id"])
    assert {str(one["profile_id"]) for one in told} == {
        central_site.user("supervisor")["actor_id"],
        central_site.user("admin")["actor_id"],
    }
    done = call(supervisor, "acknowledge_notice_v1", p_notice=notice["id"], p_words="falsa alarma")
    assert done["acknowledged_at"] and done["acknowledgement"] == "falsa alarma"


def test_the_shift_log_is_kept_once(central_site: Site) -> None:
    guard = central_site.sign_in("guard")
    moment = datetime.now(UTC).isoformat()
    rows = [
        {"id": new_id(), "shift_id": "s1", "kind": "start", "actor_name": "Marta", "occurred_at": moment},
        {"id": new_id(), "shift_id": "s1", "kind": "incident", "words": "Portón trabado", "occurred_at": moment},
    ]
    assert call(guard, "log_shift_v1", p_device_id=central_site.device_id, p_rows=rows)["kept"] == 2
    assert call(guard, "log_shift_v1", p_device_id=central_site.device_id, p_rows=rows)["kept"] == 0


def test_a_conflict_is_worked_off_once_and_audited(central_site: Site) -> None:
    one = entry(central_site, central_site.add_pass(entries_allowed=0))
    upload(central_site.sign_in("guard"), central_site, one)
    supervisor = central_site.sign_in("supervisor")
    open_ones = (
        "/rest/v1/visitor_record_logs?conflicts=neq.{}&resolved_at=is.null&select=id,conflicts&id=eq." + one["entry_id"]
    )
    assert supervisor.get(open_ones).json() == [{"id": one["entry_id"], "conflicts": ["over_limit"]}]
    done = call(supervisor, "resolve_conflict_v1", p_entry=one["entry_id"], p_resolution="accepted", p_note="era hijo")
    assert done["resolution"] == "accepted: era hijo"
    assert supervisor.get(open_ones).json() == []
    (noted,) = central_site.sql(
        "select * from public.audit_log where action = 'conflict_resolved' and resource_id = %s", one["entry_id"]
    )
    assert str(noted["actor_id"]) == central_site.user("supervisor")["actor_id"]


def send(site: Site, client: httpx.Client, seq: int, head: str) -> Any:
    return call(
        client,
        "log_entries_v1",
        p_device_id=site.device_id,
        p_incarnation=INCARNATION,
        p_entries=[],
        p_audit={"seq": seq, "head": head, "signature": "x"},
    )


def test_a_rewritten_audit_chain_is_noticed(fresh_central: Site) -> None:
    guard = fresh_central.sign_in("guard")
    for seq, head in ((1, "a"), (2, "b"), (2, "b")):
        send(fresh_central, guard, seq, head)
    assert fresh_central.sql("select count(*) as n from public.gate_notice")[0]["n"] == 0
    for _ in range(2):
        send(fresh_central, guard, 2, "z")
    (notice,) = fresh_central.sql("select kind, severity from public.gate_notice")
    assert notice == {"kind": "audit_chain_forked", "severity": "alarm"}
    assert [one["head"] for one in fresh_central.sql("select head from public.audit_head order by seq")] == ["a", "b"]


def test_many_consoles_in_bulk_are_asked_to_wait(fresh_central: Site) -> None:
    guard = fresh_central.sign_in("guard")
    assert send(fresh_central, guard, 1, "a")["next_batch_after_ms"] == 0
    fresh_central.sql(
        "insert into public.device (community_id, name, last_bulk_at) select %s, n::text, now()"
        " from generate_series(1, 300) n",
        fresh_central.community_id,
    )
    assert send(fresh_central, guard, 1, "a")["next_batch_after_ms"] == 5000
    row = fresh_central.add_pass()
    answers = upload(guard, fresh_central, *(entry(fresh_central, row) for _ in range(20)))
    assert len(answers) == 20
    assert send(fresh_central, guard, 1, "a")["next_batch_after_ms"] == 5016


def test_entries_may_arrive_before_the_walk_in_that_they_name(central_site: Site) -> None:
    guard = central_site.sign_in("guard")
    pass_ = {
        "id": new_id(), "record_uid": str(uuid.uuid4()), "visitor_name": "Sin Cita", "short_code": "4K7M2P9X",
        "valid_until": (datetime.now(UTC) + timedelta(hours=4)).isoformat(), "entries_allowed": 9999,
        "house": central_site.sql("select upper(label) as label from public.property limit 1")[0]["label"] + " ",
    }  # fmt: skip
    about = {key: pass_[key] for key in ("id", "record_uid", "visitor_name")}
    came, left, back = (
        entry(central_site, about, kind=kind, direction=way)
        for kind, way in (("walk_in", "in"), ("exit", "out"), ("visit", "in"))
    )
    upload(guard, central_site, came, left, back)
    made = call(guard, "register_walk_in_v1", p_community=central_site.community_id, p_pass=pass_)
    assert (made["entries_used"], made["uses_rev"], made["short_code"]) == (1, 1, "4K7M2P9X")
    rows = central_site.sql(
        "select kind, conflicts, uses_rev from public.visitor_record_logs where pass_id = %s order by kind", pass_["id"]
    )
    assert [(row["kind"], row["conflicts"], row["uses_rev"]) for row in rows] == [
        ("exit", [], None), ("visit", [], 1), ("walk_in", [], None),
    ]  # fmt: skip
    upload(guard, central_site, came, left, back)
    assert central_site.record(pass_["record_uid"])["entries_used"] == 1
    said = call(guard, "validate_record_v1", p_code="4K7M2P9X", p_community=central_site.community_id)
    assert said["inside"] is True
    again = call(
        guard, "register_walk_in_v1", p_community=central_site.community_id,
        p_pass={**pass_, "id": new_id(), "record_uid": str(uuid.uuid4())},
    )  # fmt: skip
    assert again["short_code"] not in ("4K7M2P9X", None), "a code belongs to one visitor"


def test_a_console_says_which_supervisor_looked_at_an_entry(central_site: Site) -> None:
    one = entry(central_site, central_site.add_pass(entries_allowed=0))
    console = central_site.sign_in("console")
    upload(console, central_site, one)
    said = {"p_entry": one["entry_id"], "p_resolution": "reported", "p_note": "queja"}
    for by in (central_site.user("guard")["actor_id"], None):
        refused = console.post("/rest/v1/rpc/resolve_conflict_v1", json={**said, "p_by": by})
        assert refused.status_code == 403
    supervisor = central_site.user("supervisor")["actor_id"]
    done = call(console, "resolve_conflict_v1", **said, p_by=supervisor)
    again = call(console, "resolve_conflict_v1", **{**said, "p_resolution": "accepted"}, p_by=supervisor)
    assert again == done and done["resolution"] == "reported: queja", "the first word stands"
    noted = central_site.sql(
        "select actor_id::text from public.audit_log where action = 'conflict_resolved' and resource_id = %s",
        one["entry_id"],
    )
    assert [row["actor_id"] for row in noted] == [supervisor]
    unknown = console.post("/rest/v1/rpc/resolve_conflict_v1", json={**said, "p_entry": new_id(), "p_by": supervisor})
    assert (unknown.status_code, unknown.json()["code"]) == (400, "entry_unknown")
