"""What goes over the wire for each call, and what comes out of it."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.central.client import CentralClient
from app.central.keys import check_publishable
from app.central.shapes import OutgoingEntry
from app.central.wire import signed_bytes
from app.clock import TrustedTime
from app.domain.decision import Facts, Reason, Verdict, decide
from app.domain.entry import Direction, Entry, EntryKind
from app.domain.gate import GateOutcome, OutcomeKind, Path
from app.domain.passes import BlacklistKind, VisitorType
from app.domain.scan import CodeKind, PassCode
from app.errors import CentralError, CentralUnreachable, ContractMismatch, NotPermitted, SettingsError, TokenRefused
from tests.central.consoles import Kept, console, signed_in, tokens
from tests.central.raw_server import cut, hang, http, raw_server
from tests.clocks import DrivenClock, turns_until

CODE = PassCode(CodeKind.RECORD, "0b9f7a34-7d1f-4f0e-9a5c-0d8f6f1f0a01")
VALIDATE = "/rest/v1/rpc/validate_record_v1"
PULL = "/rest/v1/rpc/pull_changes_v1"
PASS = {
    "id": "p1",
    "record_uid": CODE.key,
    "community_id": "c1",
    "host_id": "h1",
    "host_name": "Ana Pérez",
    "house": "12-B",
    "visitor_name": "Luis García",
    "visitor_type": "Guest",
    "valid_from": "2026-03-14T06:00:00+00:00",
    "valid_until": "2026-03-14 23:00:00.157888+00",
    "entries_allowed": 2,
    "entries_used": 1,
    "uses_rev": 7,
    "cancelled": False,
    "people": 3,
}
ANSWER = {
    "known": True,
    "pass": PASS,
    "inside": True,
    "blacklist": [{"kind": "plate", "reason": "seen"}],
    "last_entry": {"at": "2026-03-14T17:00:00Z", "gate_id": "main", "direction": "in", "photo_hash": None},
    "decision": {"verdict": "ask", "reason": "possible_match", "flags": []},
    "uses_rev": 7,
    "server_time": "2026-03-14T18:00:00+00:00",
    "epoch": "e1",
}
ENTRY = Entry(
    entry_id="019ce000-0000-7000-8000-000000000001",
    kind=EntryKind.VISIT,
    direction=Direction.IN,
    occurred_at=datetime(2026, 3, 14, 18, 0, 1, tzinfo=UTC),
    gate_id="main",
    actor_id="u1",
    actor_name="J. Ajú",
    shift_id="s1",
    device_id="d1",
    incarnation="i1",
    device_seq=4,
    pass_id="p1",
    record_uid=CODE.key,
    flags=("already_inside",),
)


def test_a_code_is_asked_for_and_understood() -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on(VALIDATE, http(200, ANSWER))
            answer = await here.client.validate(CODE, "c1", Direction.IN, "scan-1", 0.7)
            asked = server.asked[0]
            assert asked.json == {
                "p_code": CODE.key,
                "p_community": "c1",
                "p_direction": "in",
                "p_scan_id": "scan-1",
            }
            assert asked.headers["x-request-id"] == "scan-1"
            assert asked.headers["x-client-info"].startswith("portun-console/")
            assert asked.headers["authorization"] == "Bearer access-1"
            assert answer.pass_ is not None and answer.pass_.visitor_type is VisitorType.GUEST
            assert answer.pass_.valid_until == datetime(2026, 3, 14, 23, 0, 0, 157888, tzinfo=UTC)
            assert (answer.pass_.people, answer.pass_.uses_rev, answer.inside) == (3, 7, True)
            assert answer.blacklist[0].kind is BlacklistKind.PLATE
            assert answer.last_entry is not None and answer.last_entry.direction is Direction.IN
            assert answer.decision is not None and answer.decision.verdict is Verdict.ASK

    asyncio.run(story())


def spoilt(**changes: Any) -> dict[str, Any]:
    return {**ANSWER, **changes}


@pytest.mark.parametrize(
    "body",
    [
        spoilt(known=False),
        spoilt(known="true"),
        spoilt(known=1),
        spoilt(**{"pass": None}),
        spoilt(**{"pass": "p1"}),
        spoilt(**{"pass": {**PASS, "valid_until": None}}),
        spoilt(**{"pass": {**PASS, "valid_until": "2026-03-14T23:00:00"}}),
        spoilt(**{"pass": {**PASS, "valid_until": "soon"}}),
        spoilt(**{"pass": {**PASS, "valid_until": 5}}),
        spoilt(**{"pass": {**PASS, "entries_used": "1"}}),
        spoilt(**{"pass": {**PASS, "entries_used": True}}),
        spoilt(**{"pass": {**PASS, "entries_used": 1.5}}),
        spoilt(**{"pass": {**PASS, "cancelled": "no"}}),
        spoilt(**{"pass": {**PASS, "visitor_name": ["Luis"]}}),
        spoilt(blacklist={"kind": "name"}),
        spoilt(blacklist=["name"]),
        spoilt(last_entry={"at": "2026-03-14T17:00:00Z", "gate_id": "main", "direction": "up"}),
        spoilt(decision={"verdict": "maybe", "reason": "valid"}),
        spoilt(inside=None) | {"uses_rev": "7"},
    ],
)
def test_wrong_types_are_no_answer(body: dict[str, Any]) -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on(VALIDATE, http(200, body))
            with pytest.raises(CentralUnreachable) as raised:
                await here.client.validate(CODE, "c1", Direction.IN, "scan-1", 0.7)
            assert raised.value.code == "not_understood"
            assert "Luis" not in str(raised.value)

    asyncio.run(story())


def test_a_page_with_half_a_character_is_read_row_by_row() -> None:
    """JSON may hold half of a surrogate pair, which no text is: the mirror leaves out that row and not its page."""

    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            rows = [{**PASS, "id": f"p{number}"} for number in range(3)]
            rows[1]["visitor_name"] = "Luis \ud83d"
            changes = [{"entity": "pass", "id": row["id"], "op": "U", "row": row} for row in rows]
            page = {"cursor": "1", "epoch": "e1", "more": False, "remaining": 0, "changes": changes}
            server.on(PULL, http(200, page))
            pulled = await here.client.pull("c1", None, 10)
            assert [change.row for change in pulled.changes] == rows
            assert pulled.unreadable == 0

    asyncio.run(story())


@pytest.mark.parametrize("body", [b'{"cursor": ', b'{"cursor": "\xff"}', b"[" * 5000, b"\xef\xbb\xbf{}"])
def test_what_is_no_json_is_no_page(body: bytes) -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on(PULL, http(200, body))
            with pytest.raises(CentralUnreachable) as raised:
                await here.client.pull("c1", None, 10)
            assert raised.value.code == "not_understood"

    asyncio.run(story())


def test_kinds_that_are_new_to_us_are_taken_on_the_safe_side() -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            body = spoilt(blacklist=[{"kind": "face"}], **{"pass": {**PASS, "visitor_type": "Drone"}})
            server.on(VALIDATE, http(200, body))
            answer = await here.client.validate(CODE, "c1", Direction.IN, "scan-1", 0.7)
            assert answer.blacklist[0].kind is BlacklistKind.NAME  # a possible match: the guard is asked
            assert answer.pass_ is not None and answer.pass_.visitor_type is VisitorType.GUEST

    asyncio.run(story())


def test_the_guard_s_budget_is_the_end_of_it() -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on(VALIDATE, hang)
            with pytest.raises(CentralUnreachable) as raised:
                await here.client.validate(CODE, "c1", Direction.IN, "scan-1", 0.05)
            assert raised.value.code == "timed_out"
            assert len(server.asked) == 1

    asyncio.run(story())


def test_connections_that_a_sleep_has_killed_are_cut_and_the_next_question_goes_over_a_new_one() -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on(VALIDATE, hang, http(200, ANSWER))
            # The client's own patience is no matter here: that question ends because its connection does.
            waiting = asyncio.ensure_future(here.client.validate(CODE, "c1", Direction.IN, "scan-1", 60.0))  # noqa: TID251
            await turns_until(lambda: len(server.asked) == 1)
            await here.client.reconnect()
            with pytest.raises(CentralUnreachable):
                await waiting
            before = server.connections
            await here.client.validate(CODE, "c1", Direction.IN, "scan-2", 5.0)
            assert server.connections == before + 1

    asyncio.run(story())


def test_an_entry_goes_out_with_its_outcome_and_its_signature() -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            told = [
                {"entry_id": ENTRY.entry_id, "status": "accepted", "flags": ["over_limit"], "uses": 3, "uses_rev": 8}
            ]
            answer = {"items": told, "server_time": "2026-03-14T18:00:02Z", "epoch": "e1", "next_batch_after_ms": 1500}
            server.on("/rest/v1/rpc/log_entries_v1", http(200, answer))
            outcome = GateOutcome(OutcomeKind.DONE, Path.LOCAL, "ok", 120, True)
            got = await here.client.log_entries([OutgoingEntry(ENTRY, outcome, b"\x01\x02")], "d1", "i1")
            assert got.verdicts[0].settles and got.verdicts[0].flags == ("over_limit",)
            assert got.next_batch_after_s == 1.5
            sent = server.asked[0].json
            assert (sent["p_device_id"], sent["p_incarnation"]) == ("d1", "i1")
            row = sent["p_entries"][0]
            assert row["occurred_at"] == "2026-03-14T18:00:01+00:00" and row["kind"] == "visit"
            assert row["flags"] == ["already_inside"] and row["device_seq"] == 4
            assert row["gate_outcome"] == {
                "kind": "done",
                "path": "local",
                "detail": "ok",
                "took_ms": 120,
                "confirmed": True,
                "scan_ms": None,
            }
            assert base64.b64decode(row["signature"]) == b"\x01\x02"

    asyncio.run(story())


def test_what_is_signed_can_be_read_back_from_what_was_sent() -> None:
    """The server rebuilds the signed bytes from the row's own fields."""
    sent = json.loads(json.dumps(json.loads(signed_bytes(ENTRY))))
    assert json.dumps(sent, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() == signed_bytes(ENTRY)
    assert sent["actor_name"] == "J. Ajú"
    assert signed_bytes(replace(ENTRY, people=2)) != signed_bytes(ENTRY)


def test_a_photo_is_named_by_its_hash_and_a_duplicate_is_a_success() -> None:
    photo = b"\xff\xd8 a face"
    digest = hashlib.sha256(photo).hexdigest()
    path = f"/storage/v1/object/entry-photos/c1/2026/03/{digest}.jpg"

    def storage(status: str, error: str) -> bytes:
        return http(400, {"statusCode": status, "error": error, "message": "m"})

    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:

            async def send() -> str:
                return await here.client.upload_photo("c1", ENTRY.occurred_at, photo)

            server.on(path, http(200, {"Id": "1", "Key": "k"}), storage("409", "Duplicate"))
            assert await send() == await send() == f"c1/2026/03/{digest}.jpg"
            assert server.asked[0].body == photo and server.asked[0].headers["x-upsert"] == "false"
            for reply, kind in (
                (storage("403", "Unauthorized"), NotPermitted),
                (storage("404", "Bucket not found"), CentralUnreachable),
                (storage("413", "Payload too large"), CentralError),
                (http(429, {"code": "SlowDown"}), CentralUnreachable),
                (storage("401", "Unauthorized"), TokenRefused),
            ):
                server.on(path, reply)
                with pytest.raises(kind):
                    await send()

    asyncio.run(story())


def test_the_first_contract_is_what_has_no_contract_function() -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            path = "/rest/v1/rpc/contract_v1"
            server.on(path, http(404, {"code": "PGRST202", "message": "m", "details": None, "hint": None}))
            assert (await here.client.contract()).is_first
            server.on(path, http(404, b"<html>", kind="text/html"))
            with pytest.raises(CentralUnreachable):
                await here.client.contract()

    asyncio.run(story())


QR, LOG = "/functions/v1/validate-qr", "/functions/v1/log-entry"
RECORDS, LOGS = "/rest/v1/visitor_records_uid", "/rest/v1/visitor_record_logs"
RECORD = {
    "id": "p1",
    "record_uid": CODE.key,
    "rand_record_uid": None,
    "community_id": "c1",
    "host_uid": "h1",
    "visitor_name": "Luis García",
    "visitor_type": "Delivery",
    "validity_start": None,
    "validity_end": "2026-03-14T23:00:00+00:00",
    "entries_used": 1,
    "entries_allowed": 2,
    "notes": None,
    "property": {"label": "12-B"},
}


@pytest.mark.parametrize(
    ("status", "body", "verdict", "reason"),
    [
        (200, {"access_granted": True, "visitor_name": "L", "entries_remaining": 1}, Verdict.ADMIT, Reason.VALID),
        (403, {"access_granted": False, "reason": "QR code expired"}, Verdict.REFUSE, Reason.EXPIRED),
        (403, {"access_granted": False, "reason": "Maximum entries reached"}, Verdict.REFUSE, Reason.NO_ENTRIES_LEFT),
        (404, {"access_granted": False, "reason": "Visitor not found"}, Verdict.REFUSE, Reason.UNKNOWN),
        (403, {"access_granted": False, "reason": "Moon in Leo"}, Verdict.REFUSE, Reason.CANCELLED),
    ],
)
def test_a_refusal_of_the_first_contract_is_a_decision(
    status: int, body: dict[str, Any], verdict: Verdict, reason: Reason
) -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on(QR, http(status, body))
            server.on(RECORDS, http(200, [RECORD]))
            answer = await here.client.first.validate(CODE, "c1", "u1", "scan-1", 0.7)
            assert answer.decision is not None
            assert (answer.decision.verdict, answer.decision.reason) == (verdict, reason)
            assert answer.reason_text == body.get("reason", "")
            assert answer.pass_ is not None and answer.pass_.house == "12-B"
            qr = next(asked for asked in server.asked if asked.path == QR)
            assert qr.json == {"record_uid": CODE.key, "guard_id": "u1", "geolocation": None}

    asyncio.run(story())


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (http(403, {"message": "no"}), CentralUnreachable),
        (http(404, {"code": "NOT_FOUND", "message": "Requested function was not found"}), CentralUnreachable),
        (http(401, {"code": 401, "message": "Invalid JWT"}), TokenRefused),
        (http(200, {"access_granted": "true"}), CentralUnreachable),
        (http(200, {"access_granted": True}, headers={"x-relay-error": "true"}), CentralUnreachable),
        (http(546, {"message": "limit"}), CentralUnreachable),
    ],
)
def test_the_same_codes_without_a_decision_are_failures(reply: bytes, kind: type[CentralError]) -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on(QR, reply)
            server.on(RECORDS, http(200, []))
            with pytest.raises(kind):
                await here.client.first.validate(CODE, "c1", "u1", "scan-1", 0.7)

    asyncio.run(story())


def test_a_record_that_row_level_security_hides_spoils_no_decision() -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on(QR, http(200, {"access_granted": True}))
            for reply in (http(200, []), http(403, {"code": "42501", "message": "m"}), cut, http(200, [{"id": 1}])):
                server.on(RECORDS, reply)
                answer = await here.client.first.validate(CODE, "c1", "u1", "scan-1", 0.7)
                assert answer.pass_ is not None and answer.known and answer.pass_.record_uid == CODE.key

    asyncio.run(story())


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (200, {"access_granted": True, "visitor_name": "Luis", "entries_remaining": 1}, Reason.VALID),
        (200, {"access_granted": True}, Reason.VALID),
        (403, {"access_granted": False, "reason": "QR code expired"}, Reason.EXPIRED),
        (403, {"access_granted": False, "reason": "Maximum entries reached"}, Reason.NO_ENTRIES_LEFT),
        (403, {"access_granted": False, "reason": "Moon in Leo"}, Reason.CANCELLED),
        (404, {"access_granted": False, "reason": "Visitor not found"}, Reason.UNKNOWN),
    ],
)
def test_our_own_rules_come_to_the_first_contract_s_decision_without_seeing_the_record(
    status: int, body: dict[str, Any], reason: Reason
) -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on(QR, http(status, body))
            server.on(RECORDS, http(200, []))
            answer = await here.client.first.validate(CODE, "c1", "u1", "scan-1", 0.7)
            facts = Facts(is_code=True, community_id="c1", pass_=answer.pass_, asked_central=True)
            assert decide(facts, here.time.now().at, Direction.IN).reason is reason

    asyncio.run(story())


def test_a_client_that_meets_the_first_contract_asks_in_its_words() -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on(VALIDATE, http(404, {"code": "PGRST202", "message": "m", "details": None, "hint": None}))
            server.on(QR, http(200, {"access_granted": True}))
            server.on(RECORDS, http(200, [RECORD]))
            with pytest.raises(ContractMismatch):
                await here.client.validate(CODE, "c1", Direction.IN, "scan-1", 0.7)
            answer = await here.client.validate(CODE, "c1", Direction.IN, "scan-2", 0.7)
            assert answer.pass_ is not None and answer.pass_.pass_id == "p1"
            # Somebody migrates the central API: the next look at the contract brings v1 back.
            server.on("/rest/v1/rpc/contract_v1", http(200, {"version": "1.0", "epoch": "e1"}))
            server.on(VALIDATE, http(200, ANSWER))
            await here.client.contract()
            assert (await here.client.validate(CODE, "c1", Direction.IN, "scan-3", 0.7)).uses_rev == 7

    asyncio.run(story())


def test_the_first_contract_s_log() -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on(LOG, http(200, {"success": True, "log_id": "l1"}), http(200, {"success": "yes"}), http(500, b""))
            server.on(LOGS, http(200, [{"id": "l1"}]))
            await here.client.first.log(ENTRY, "u1")
            assert server.asked[0].json["record_uid"] == CODE.key
            for _ in range(2):
                with pytest.raises(CentralUnreachable):
                    await here.client.first.log(ENTRY, "u1")
            assert await here.client.first.logs_since(CODE.key, "u1", ENTRY.occurred_at - timedelta(minutes=2)) == 1
            assert "in_time=gte.2026-03-14T17%3A58%3A01%2B00%3A00" in server.asked[-1].target
            assert await here.client.first.sees_logs("u1")

    asyncio.run(story())


def test_our_own_limits_are_below_the_published_ones_and_leave_room_for_the_guard() -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server, limits=True) as here:
            server.on("/rest/v1/rpc/pull_changes_v1", http(200, {"cursor": "c", "epoch": "e", "more": False}))
            server.on(VALIDATE, http(200, ANSWER))
            with pytest.raises(CentralUnreachable) as raised:
                for _ in range(1001):
                    await here.client.pull("c1", None, 1)
            assert raised.value.code == "own_limit" and raised.value.retry_after_s
            assert len(server.asked) == 600
            await here.client.validate(CODE, "c1", Direction.IN, "scan-1", 0.7)
            here.clock.advance(raised.value.retry_after_s + 1)
            await here.client.pull("c1", None, 1)

    asyncio.run(story())


def test_the_central_time_is_taken_from_every_answer_of_the_central_api_and_from_nobody_else() -> None:
    def dated(body: object, **more: Any) -> bytes:
        return http(200, body, headers={"Date": "Sat, 14 Mar 2026 21:00:00 GMT"}, **more)

    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on(LOGS, dated(b"<html>a portal</html>", kind="text/html"))
            with pytest.raises(CentralUnreachable):
                await here.client.first.sees_logs("u1")
            assert here.time.now().offset_ms is None
            server.on(LOGS, dated([]))
            await here.client.first.sees_logs("u1")
            assert here.time.now().at == datetime(2026, 3, 14, 21, 0, 0, 500_000, tzinfo=UTC)
            # The header's whole seconds do not make a time jitter that is known better.
            here.clock.advance(1.2)
            await here.client.first.sees_logs("u1")
            assert here.time.now().at == datetime(2026, 3, 14, 21, 0, 1, 700_000, tzinfo=UTC)
            server.on(VALIDATE, http(200, spoilt(server_time="2026-03-14T20:00:00.25+00:00")))
            await here.client.validate(CODE, "c1", Direction.IN, "s", 0.7)
            assert here.time.now().at == datetime(2026, 3, 14, 20, 0, 0, 250_000, tzinfo=UTC)

    asyncio.run(story())


def test_a_secret_key_is_refused_before_anything_is_sent() -> None:
    def legacy(role: str) -> str:
        payload = base64.urlsafe_b64encode(json.dumps({"iss": "supabase", "role": role}).encode()).decode()
        return f"eyJhbGciOiJIUzI1NiJ9.{payload.rstrip('=')}.c2lnbmF0dXJl"

    clock = DrivenClock()
    for key in ("sb_secret_abc", legacy("service_role")):
        with pytest.raises(SettingsError) as raised:
            CentralClient("http://127.0.0.1:9", key, Kept(), clock, TrustedTime(clock))
        assert raised.value.code == "secret_key" and key not in str(raised.value)
    for key in ("sb_publishable_abc", legacy("anon"), "a.b.c", "a.bm90IGpzb24.c"):
        assert check_publishable(key) == key


def test_every_request_has_a_number_of_its_own() -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on(LOGS, http(200, []))
            await here.client.first.sees_logs("u1")
            await here.client.first.sees_logs("u1")
            numbers = [asked.headers["x-request-id"] for asked in server.asked]
            assert len(set(numbers)) == 2 and all(re.fullmatch(r"[0-9a-f-]{36}", number) for number in numbers)
            assert server.connections <= 2

    asyncio.run(story())


def test_a_console_without_a_session_asks_nothing() -> None:
    async def story() -> None:
        async with raw_server() as server, console(server.url) as here:
            server.on("/auth/v1/token", http(200, tokens(1)))
            with pytest.raises(CentralError):
                await here.client.pull("c1", None, 1)
            assert server.asked == []

    asyncio.run(story())
