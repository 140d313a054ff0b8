"""The same questions to two servers: by our own client, and bare where the client hides a difference.

Each question gives a JSON-able answer without what may differ between two askings (ids, times, tokens).
"""

from __future__ import annotations

import base64
import dataclasses
import json
import re
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from app.central.client import CentralClient
from app.central.realtime import TABLES
from app.central.shapes import OutgoingEntry
from app.clock import SystemClock, TrustedTime
from app.domain.entry import Direction, Entry, EntryKind
from app.domain.ids import uuid7
from app.domain.scan import CodeKind, PassCode
from app.errors import CentralError
from tests.fixtures_site import Site

_VOLATILE = {
    *("server_time", "took_ms", "entry_id", "uses_rev", "cursor", "epoch"),
    *("short_code", "updated_at", "received_at"),  # two databases, seeded alike a moment apart
}
PHOTO = b"\xff\xd8\xff" + b"conformance" + b"\xff\xd9"


@dataclass
class Secrets:
    """A session's place, in memory."""

    values: dict[str, str] = field(default_factory=dict)

    async def get(self, name: str) -> str | None:
        return self.values.get(name)

    async def put(self, name: str, value: str) -> None:
        self.values[name] = value

    async def delete(self, name: str) -> None:
        self.values.pop(name, None)


@dataclass
class Asked:
    """One of the two servers; both hold the same community."""

    name: str
    url: str
    key: str
    site: Site
    http: httpx.AsyncClient

    def client(self) -> CentralClient:
        """Our client, signed out."""
        clock = SystemClock()
        return CentralClient(
            self.url, self.key, Secrets(), clock, TrustedTime(clock), limits=False, use_system_proxy=False
        )

    async def as_role(self, role: str) -> CentralClient:
        """Our client, signed in."""
        client = self.client()
        await client.sign_in(self.site.user(role)["email"], self.site.user(role)["password"])
        return client

    async def token(self, role: str) -> dict[str, Any]:
        """A bare sign-in's answer."""
        user = self.site.user(role)
        answer = await self.http.post(
            f"{self.url}/auth/v1/token?grant_type=password",
            headers={"apikey": self.key},
            json={"email": user["email"], "password": user["password"]},
        )
        told: dict[str, Any] = answer.raise_for_status().json()
        return told

    async def bare(self, method: str, path: str, *, role: str | None = "guard", **more: Any) -> httpx.Response:
        """One bare request."""
        headers = {"apikey": self.key, **more.pop("headers", {})}
        if role is not None:
            headers["Authorization"] = f"Bearer {(await self.token(role))['access_token']}"
        return await self.http.request(method, f"{self.url}{path}", headers=headers, **more)


def plain(value: Any) -> Any:
    """Dataclasses, enums and moments as JSON has them, without what differs from one asking to the next."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return plain({one.name: getattr(value, one.name) for one in dataclasses.fields(value)})
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items() if key not in _VOLATILE}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value if isinstance(value, str | int | float | bool | type(None)) else str(value)


async def told(asking: Awaitable[Any]) -> Any:
    """The answer, or the error by its kind and code."""
    try:
        return plain(await asking)
    except CentralError as error:
        return {"error": type(error).__name__, "code": error.code}


def visit(asked: Asked, row: dict[str, Any] | None, **more: Any) -> OutgoingEntry:
    """A visit as a console records it."""
    at, guard = datetime.now(UTC), asked.site.user("guard")
    about = {"pass_id": str(row["id"]), "record_uid": row["record_uid"]} if row else {}
    values: dict[str, Any] = {
        "entry_id": uuid7(at),
        "kind": EntryKind.VISIT,
        "direction": Direction.IN,
        "occurred_at": at,
        "gate_id": "main",
        "actor_id": guard["actor_id"],
        "actor_name": guard["name"],
        "shift_id": "s1",
        "device_id": asked.site.device_id,
        "incarnation": f"conformance-{asked.name}",
        **about,
        **more,
    }
    return OutgoingEntry(Entry(**values))


# --- by our client ----------------------------------------------------------------------------------------


async def session(asked: Asked) -> Any:
    client = asked.client()
    user = asked.site.user("guard")
    wrong = await told(client.sign_in(user["email"], "no"))
    signed_in = await told(client.sign_in(user["email"], user["password"]))
    renewed = await told(client.refresh())
    await client.sign_out()
    ended = await told(client.refresh())
    await client.close()
    return {"wrong": wrong, "in": signed_in, "renewed": renewed, "ended": ended}


async def contract(asked: Asked) -> Any:
    answers = {}
    for role in ("guard", "supervisor", "technician", "console"):
        client = await asked.as_role(role)
        answers[role] = await told(client.contract())
        await client.close()
    return answers


async def every_pass(asked: Asked) -> Any:
    client = await asked.as_role("guard")
    answers: dict[str, Any] = {}
    for one in asked.site.line["passes"]:
        for direction in Direction:
            code = PassCode(CodeKind.RECORD, one["code"])
            asking = client.validate(code, asked.site.community_id, direction, str(uuid.uuid4()), 5)
            answers[f"{one['code']} {direction.value}"] = await told(asking)
    await client.close()
    return answers


async def entries(asked: Asked) -> Any:
    client = await asked.as_role("console")
    row = asked.site.add_pass(entries_allowed=1)
    late = asked.site.add_pass(validity_end=datetime.now(UTC) - timedelta(minutes=10))
    rows = [
        visit(asked, row),
        visit(asked, row),
        visit(asked, late),
        visit(asked, None, record_uid=str(uuid.uuid4())),
        visit(asked, row, direction=Direction.OUT, kind=EntryKind.EXIT),
        visit(asked, None, kind=EntryKind.OVERRIDE, occurred_at=datetime.now(UTC) + timedelta(hours=1)),
    ]
    order = [one.entry.entry_id for one in rows]

    async def sent(batch: list[OutgoingEntry]) -> Any:
        """The verdicts in the order of the entries: the contract promises none, the console goes by their ids."""
        answer = await client.log_entries(batch, asked.site.device_id, f"conformance-{asked.name}")
        by_entry = sorted(answer.verdicts, key=lambda one: order.index(one.entry_id))
        return dataclasses.replace(answer, verdicts=tuple(by_entry))

    answers = [await told(sent(batch)) for batch in (rows, rows, rows[:1])]
    (counted,) = asked.site.sql("select entries_used from public.visitor_records_uid where id = %s", row["id"])
    await client.close()
    return {"answers": answers, "counted": counted["entries_used"]}


async def feed(asked: Asked) -> Any:
    client = await asked.as_role("console")
    rows: list[Any] = []
    cursor: str | None = None
    for _ in range(200):
        page = await client.pull(asked.site.community_id, cursor, 100)
        rows += [plain(change) for change in page.changes]
        cursor = page.cursor
        if not page.more:
            break
    again = await client.pull(asked.site.community_id, cursor, 100)
    spoiled = await told(client.pull(asked.site.community_id, "no-cursor", 100))
    foreign = await told(client.pull(asked.site.plan.neighbour_id, None, 100))
    await client.close()
    for one in rows:
        if one["entity"] in ("log", "settings", "blacklist"):  # made when the two databases were filled
            del one["id"], one["row"]["id"]
        if one["entity"] == "settings":  # each site has a signing key of its own
            own_key = one["row"].pop("signature"), one["row"]["key"] == "central_key" and one["row"].pop("value")
            assert own_key[0]
    ordered = sorted(rows, key=lambda one: json.dumps(one, sort_keys=True))
    return {"rows": ordered, "then": len(again.changes), "spoiled": spoiled, "foreign": foreign}


async def other_functions(asked: Asked) -> Any:
    client = await asked.as_role("guard")
    moment = datetime.now(UTC).isoformat()
    asks = {
        "no such function": ("log_entries_v9", {"p_x": 1}),
        "wrong argument": ("contract_v1", {"p_none": 1}),
        "decide": (
            "decide_v1",
            {
                "p_facts": {"is_code": False, "community_id": asked.site.community_id, "pass": None},
                "p_moment": moment,
                "p_direction": "in",
            },
        ),
        "not a guard's": (
            "create_enrolment_code_v1",
            {"p_community": asked.site.community_id, "p_name": "x"},
        ),
    }
    answers = {what: await told(client.call(name, arguments)) for what, (name, arguments) in asks.items()}
    await client.close()
    return answers


async def photos(asked: Asked) -> Any:
    client = await asked.as_role("console")
    at = datetime(2026, 11, 1, tzinfo=UTC)
    photo = PHOTO + asked.name.encode()
    answers = [
        await told(client.upload_photo(community, at, photo))
        for community in (asked.site.community_id, asked.site.community_id, asked.site.plan.neighbour_id)
    ]
    await client.close()
    return [re.sub(r"[0-9a-f]{64}", "<hash>", one) if isinstance(one, str) else one for one in answers]


async def edge_functions(asked: Asked) -> Any:
    client = await asked.as_role("guard")
    user, code = asked.site.user("guard"), asked.site.pass_of("family")["code"]
    body = {"record_uid": code, "guard_id": user["actor_id"], "geolocation": None}
    answer = await told(client.invoke("validate-qr", body))
    await client.close()
    return answer if "error" in answer else {"access_granted": answer["access_granted"]}


# --- bare -------------------------------------------------------------------------------------------------


def shape(answer: httpx.Response) -> dict[str, Any]:
    """Status and error of a bare answer."""
    body = answer.json() if answer.content and "json" in answer.headers.get("content-type", "") else None
    known = ("code", "error_code", "error", "statusCode")
    return {"status": answer.status_code, **{key: body[key] for key in known if isinstance(body, dict) and key in body}}


async def a_moment_of_a_table(asked: Asked) -> Any:
    answer = await asked.bare("GET", "/rest/v1/visitor_records_uid?select=updated_at&limit=1")
    return re.sub(r"\d+", "9", answer.json()[0]["updated_at"])


async def kind_of_a_json_argument(asked: Asked) -> Any:
    answer = await asked.bare("POST", "/rest/v1/rpc/conformance_kind", json={"p": {"a": [1]}})
    return answer.json()


async def a_signed_link(asked: Asked) -> Any:
    path = f"entry-photos/{asked.site.community_id}/2026/11/{asked.name}.jpg"
    await asked.bare("POST", f"/storage/v1/object/{path}", content=PHOTO, headers={"Content-Type": "image/jpeg"})
    answer = await asked.bare("POST", f"/storage/v1/object/sign/{path}", json={"expiresIn": 60})
    ((name, link),) = answer.json().items()
    return {name: link.partition("/entry-photos/")[0]}


async def moments_of_an_account(asked: Asked) -> Any:
    return re.sub(r"\d+", "9", (await asked.token("guard"))["user"]["created_at"])


async def claims_of_a_token(asked: Asked) -> Any:
    access = (await asked.token("guard"))["access_token"]
    header, claims, _ = (json.loads(base64.urlsafe_b64decode(f"{part}==")) for part in (*access.split(".")[:2], "e30"))
    documented = {
        "aal",
        "amr",
        "app_metadata",
        "aud",
        "exp",
        "iat",
        "iss",
        "role",
        "session_id",
        "sub",
        "user_metadata",
    }
    return {"alg": header["alg"], "missing": sorted(documented - set(claims))}


async def error_of_a_new_and_an_old_client(asked: Asked) -> Any:
    body = {"email": asked.site.user("guard")["email"], "password": "no"}
    path, answers = "/auth/v1/token?grant_type=password", {}
    for what, headers in (("new", {"X-Supabase-Api-Version": "2024-01-01"}), ("old", {})):
        answer = await asked.bare("POST", path, role=None, json=body, headers=headers)
        answers[what] = {**shape(answer), "header": answer.headers.get("x-sb-error-code")}
    return answers


async def replayed_refresh_tokens(asked: Asked) -> Any:
    """The parent of the current token, at once, and then one that is older."""

    async def renew(refresh_token: str) -> httpx.Response:
        path = "/auth/v1/token?grant_type=refresh_token"
        return await asked.bare("POST", path, role=None, json={"refresh_token": refresh_token})

    first = (await asked.token("guard"))["refresh_token"]
    second = (await renew(first)).json()["refresh_token"]
    parent = await renew(first)
    await renew(second)
    return {
        "parent": shape(parent) | {"current": parent.json().get("refresh_token") == second},
        "older": shape(await renew(first)),
    }


async def a_function_made_after_the_start(asked: Asked) -> Any:
    name = f"conformance_{asked.name}"
    asked.site.sql(f"create function public.{name}() returns int language sql as 'select 7'")
    asked.site.sql("notify pgrst, 'reload schema'")
    return shape(await asked.bare("POST", f"/rest/v1/rpc/{name}", json={}))


async def rest_errors(asked: Asked) -> Any:
    table, one = "/rest/v1/visitor_records_uid", {"Accept": "application/vnd.pgrst.object+json"}
    as_json = {"Content-Type": "application/json"}
    asks: dict[str, tuple[str, str, dict[str, Any]]] = {
        "no table": ("GET", "/rest/v1/no_such_table", {}),
        "no column": ("GET", f"{table}?select=no_such_column", {}),
        "no uuid": ("GET", f"{table}?id=eq.x", {}),
        "no rows": ("GET", f"{table}?record_uid=eq.none", {"headers": one}),
        "past the end": ("GET", f"{table}?offset=100000", {"headers": {"Prefer": "count=exact"}}),
        "bad token": ("GET", table, {"role": None, "headers": {"Authorization": "Bearer x.y.z"}}),
        "bad key": ("GET", table, {"role": None, "headers": {"apikey": "no"}}),
        "no JSON": ("POST", "/rest/v1/rpc/contract_v1", {"content": b"{", "headers": as_json}),
        "a guard's insert": ("POST", table, {"json": new_pass(asked)}),
        "a stranger's insert": ("POST", table, {"role": None, "json": new_pass(asked)}),
    }  # fmt: skip
    return {what: shape(await asked.bare(method, path, **more)) for what, (method, path, more) in asks.items()}


def new_pass(asked: Asked) -> dict[str, Any]:
    """A pass as a resident's phone writes it."""
    return {
        "host_uid": asked.site.user("resident")["actor_id"],
        "record_uid": str(uuid.uuid4()),
        "visitor_name": "Tía Lucha",
        "visitor_type": "Family",
        "validity_end": "2099-01-01T00:00:00Z",
        "community_id": asked.site.community_id,
    }


async def writes(asked: Asked) -> Any:
    table, row = "/rest/v1/visitor_records_uid", new_pass(asked)
    whole = "return=representation"
    asks: dict[str, tuple[str, str, dict[str, Any], str]] = {
        "insert": ("POST", table, row, ""),
        "again": ("POST", table, row, ""),
        "ignored": ("POST", f"{table}?on_conflict=record_uid", row, f"resolution=ignore-duplicates,{whole}"),
        "merged": ("POST", f"{table}?on_conflict=record_uid", row, f"resolution=merge-duplicates,{whole}"),
        "another": ("POST", table, new_pass(asked), whole),
        "changed": ("PATCH", f"{table}?record_uid=eq.{row['record_uid']}", {"visitor_name": "Otra"}, whole),
        "foreign": ("POST", table, row | {"host_uid": asked.site.user("guard")["actor_id"]}, ""),
    }
    answers = {}
    for what, (method, path, body, prefer) in asks.items():
        headers = {"Prefer": prefer} if prefer else {}
        answer = await asked.bare(method, path, role="resident", json=body, headers=headers)
        rows = len(answer.json()) if answer.content and answer.is_success else None
        answers[what] = {**shape(answer), "rows": rows, "range": answer.headers.get("content-range")}
    return answers


async def a_window(asked: Asked) -> Any:
    path = "/rest/v1/visitor_records_uid?select=id&order=id&limit=5"
    counted = await asked.bare("GET", path, headers={"Prefer": "count=exact"})
    simple = await asked.bare("GET", path)
    ranges = [re.sub(r"/\d+", "/n", answer.headers.get("content-range", "")) for answer in (counted, simple)]
    return {"status": [counted.status_code, simple.status_code], "range": ranges, "rows": len(simple.json())}


async def realtime(asked: Asked) -> Any:
    """Joining the console's own channel, bare."""
    url = f"{asked.url.replace('http', 'ws')}/realtime/v1/websocket?apikey={asked.key}&vsn=2.0.0"
    access = (await asked.token("console"))["access_token"]
    wanted = [{"event": "*", "schema": "public", "table": table} for table in TABLES]
    join = ["1", "1", "realtime:x", "phx_join", {"config": {"postgres_changes": wanted}, "access_token": access}]
    try:
        async with connect(url, open_timeout=5) as socket:
            await socket.send(json.dumps(join))
            heard = [json.loads(await socket.recv())[3:] for _ in range(3)]
    except WebSocketException as error:
        response = getattr(error, "response", None)
        return {"error": type(error).__name__, "status": getattr(response, "status_code", None)}
    return {"reply": heard[0][1]["status"], "system": heard[2][1]["message"]}


QUESTIONS: dict[str, Callable[[Asked], Awaitable[Any]]] = {
    "our client: session": session,
    "our client: contract and roles": contract,
    "our client: every demo pass, both ways": every_pass,
    "our client: the whole feed": feed,
    "our client: entries, twice": entries,
    "our client: other functions": other_functions,
    "our client: photos": photos,
    "our client: Edge Functions": edge_functions,
    "bare: a moment of a table": a_moment_of_a_table,
    "bare: kind of a jsonb argument": kind_of_a_json_argument,
    "bare: a signed link": a_signed_link,
    "bare: moments of an account": moments_of_an_account,
    "bare: claims of a token": claims_of_a_token,
    "bare: a wrong password": error_of_a_new_and_an_old_client,
    "bare: replayed refresh tokens": replayed_refresh_tokens,
    "bare: a function made after the start": a_function_made_after_the_start,
    "bare: errors of the Data API": rest_errors,
    "bare: writes": writes,
    "bare: a window of rows": a_window,
    "bare: realtime": realtime,
}
