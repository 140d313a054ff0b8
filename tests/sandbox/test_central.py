"""The sandbox's central API where the platform's behaviour is particular, and its fault desk."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx
import pytest

from tests.central_sql.entries import entry, upload
from tests.fixtures_site import Site

NEW_ERRORS = {"X-Supabase-Api-Version": "2024-01-01"}


def tokens(site: Site, client: httpx.Client) -> dict[str, str]:
    user = site.user("guard")
    body = {"email": user["email"], "password": user["password"]}
    found: dict[str, str] = client.post("/auth/v1/token?grant_type=password", json=body).json()
    return found


def refresh(client: httpx.Client, token: str) -> httpx.Response:
    return client.post("/auth/v1/token?grant_type=refresh_token", json={"refresh_token": token}, headers=NEW_ERRORS)


def test_a_lost_answer_to_a_refresh_can_be_asked_for_again(central_site: Site) -> None:
    client = central_site.client()
    first = tokens(central_site, client)["refresh_token"]
    second = refresh(client, first).json()["refresh_token"]
    central_site.sql("update sandbox.refresh_token set updated_at = now() - interval '1 day'")
    assert refresh(client, first).json()["refresh_token"] == second
    assert refresh(client, second).status_code == 200


def test_an_old_token_ends_the_whole_session(central_site: Site) -> None:
    client = central_site.client()
    first = tokens(central_site, client)["refresh_token"]
    second = refresh(client, first).json()["refresh_token"]
    third = refresh(client, second).json()["refresh_token"]
    assert refresh(client, first).json()["refresh_token"] == third, "within ten seconds"
    central_site.sql("update sandbox.refresh_token set updated_at = now() - interval '11 seconds'")
    refused = refresh(client, first)
    assert (refused.status_code, refused.headers["x-sb-error-code"]) == (400, "refresh_token_already_used")
    assert refresh(client, third).json()["code"] == "refresh_token_already_used"


def test_errors_come_in_the_shape_the_client_knows(central_site: Site) -> None:
    client = central_site.client()
    body = {"email": "nobody@example.com", "password": "x"}
    old = client.post("/auth/v1/token?grant_type=password", json=body).json()
    new = client.post("/auth/v1/token?grant_type=password", json=body, headers=NEW_ERRORS).json()
    assert old == {"code": 400, "error_code": "invalid_credentials", "msg": "Invalid login credentials"}
    assert new == {"code": "invalid_credentials", "message": "Invalid login credentials"}


def test_keys_and_tokens_that_do_not_fit(central_site: Site) -> None:
    url = f"{central_site.url}/rest/v1/community"
    assert httpx.get(url).json()["message"] == "No API key found in request"
    assert httpx.get(url, headers={"apikey": "sb_publishable_x"}).json()["message"] == "Invalid API key"
    bad = central_site.client("not.a.token").get("/rest/v1/community")
    assert (bad.status_code, bad.json()["code"]) == (401, "PGRST301")
    guard = central_site.sign_in("guard")
    central_site.faults(expire_tokens=True)
    expired = guard.get("/rest/v1/community")
    assert (expired.status_code, expired.json()["code"], expired.json()["message"]) == (401, "PGRST303", "JWT expired")
    assert central_site.sign_in("guard").get("/rest/v1/community").status_code == 200


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("/rest/v1/nowhere", 404, "PGRST205"), ("/rest/v1/community?nope=eq.1", 400, "42703"),
        ("/rest/v1/community?name=near.x", 400, "PGRST100"), ("/rest/v1/community?select=name,(", 400, "PGRST100"),
        ("/rest/v1/community?id=eq.x'; drop table community; --", 400, "22P02"),
        ("/rest/v1/community?select=role(*)", 400, "PGRST200"), ("/rest/v1/rpc/log_entries_v1?p=1", 404, "PGRST202"),
        ("/rest/v1/community?or=(name.eq.a,id.eq.b", 400, "PGRST100"),
    ],
)  # fmt: skip
def test_what_is_not_spoken_gets_the_documented_error(central_site: Site, query: str, status: int, code: str) -> None:
    answer = central_site.sign_in("guard").get(query)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_filters_are_values_and_never_sql(central_site: Site) -> None:
    nasty = "a,b).or(\"x\\' OR true--%"
    row = central_site.add_pass(visitor_name=nasty)
    guard = central_site.sign_in("guard")
    quoted = '"' + nasty.replace("\\", "\\\\").replace('"', '\\"') + '"'
    for params in ({"visitor_name": f"eq.{nasty}"}, {"visitor_name": f"in.({quoted})"}):
        found = guard.get("/rest/v1/visitor_records_uid", params={**params, "select": "id"}).json()
        assert found == [{"id": str(row["id"])}]


def test_a_missing_default_and_an_update_without_where(central_site: Site) -> None:
    service = central_site.client(key=central_site.secret_key)
    prefer = {"Prefer": "return=representation, missing=default"}
    rows = [{"name": "Uno", "created_at": "2020-01-01"}, {"name": "Dos", "created_at": "2020-01-01"}]
    query = "/rest/v1/community?columns=id,name,created_at"
    made = service.post(query, json=rows, headers=prefer)
    assert made.status_code == 201 and all(row["id"] for row in made.json())
    refused = service.patch("/rest/v1/community", json={"name": "Todos"})
    assert (refused.status_code, refused.json()["code"]) == (400, "21000")
    for row in made.json():
        assert service.delete(f"/rest/v1/community?id=eq.{row['id']}").status_code == 204


def test_the_first_contract_refuses_as_the_customer_s_functions_do(central_site: Site) -> None:
    guard = central_site.sign_in("guard")

    def ask(what: str) -> tuple[int, dict[str, object]]:
        answer = guard.post("/functions/v1/validate-qr", json={"record_uid": central_site.pass_of(what)["code"]})
        return answer.status_code, answer.json()

    assert ask("unknown") == (404, {"access_granted": False, "reason": "Visitor not found"})
    assert ask("expired") == (403, {"access_granted": False, "reason": "QR code expired"})
    assert ask("used_up") == (403, {"access_granted": False, "reason": "Maximum entries reached"})
    assert ask("not_yet_valid")[0] == 200, "the first contract does not look at the start"
    unknown = guard.post("/functions/v1/log-entry", json={"record_uid": "none"})
    assert (unknown.status_code, unknown.text) == (500, "Internal Server Error")
    assert central_site.client().post("/functions/v1/validate-qr", json={}).status_code == 401


def test_gone_means_refused_and_cut(central_site: Site) -> None:
    guard = central_site.sign_in("guard")
    assert guard.get("/rest/v1/community").status_code == 200
    central_site.faults(gone=True)
    with pytest.raises(httpx.ConnectError):
        central_site.client().get("/rest/v1/community")
    with pytest.raises(httpx.TransportError):
        guard.get("/rest/v1/community")
    central_site.faults(gone=False)
    assert guard.get("/rest/v1/community").status_code == 200


def test_an_answer_lost_after_the_commit(central_site: Site) -> None:
    guard = central_site.sign_in("guard")
    one = entry(central_site, central_site.add_pass())
    central_site.faults(lose_answer_after_commit=True, path="/rest/v1/rpc/log_entries_v1", count=1)
    with pytest.raises(httpx.RemoteProtocolError):
        upload(guard, central_site, one)
    (answer,) = upload(guard, central_site, one)
    assert (answer["status"], answer["uses"]) == ("duplicate", 1)


def test_the_other_faults(central_site: Site) -> None:
    guard = central_site.sign_in("guard")
    where = "/rest/v1/rpc/contract_v1"

    def ask(**faults: object) -> httpx.Response:
        central_site.faults(reset=True)
        central_site.faults(path=where, **faults)
        return guard.post(where, json={})

    busy = ask(status=429, retry_after=7)
    assert (busy.status_code, busy.headers["retry-after"]) == (429, "7")
    assert "retry-after" not in ask(status=429).headers
    assert ask(status=503).status_code == 503
    html = ask(status=502)
    assert html.status_code == 502 and html.text.startswith("<html>")
    with pytest.raises(json.JSONDecodeError):
        ask(half_json=True).json()
    assert isinstance(ask(wrong_types=True).json()["community_name"], list)
    assert ask(empty=True).content == b""
    assert ask(redirect="http://127.0.0.1:9/").status_code == 302
    assert ask(contract="first").json()["code"] == "PGRST202"
    assert ask(latency_ms=1).status_code == 200
    limited = ask(status=503, count=2)
    assert [limited.status_code, *(guard.post(where, json={}).status_code for _ in range(2))] == [503, 503, 200]
    skewed = ask(clock_skew_s=86400)
    ahead = datetime.fromisoformat(skewed.json()["server_time"]) - datetime.now(UTC)
    assert 86000 < ahead.total_seconds() < 86401
    assert (parsedate_to_datetime(skewed.headers["date"]) - datetime.now(UTC)).total_seconds() > 86000
    assert central_site.faults()["requests"][where] == 1


def test_an_unknown_fault_is_named(central_site: Site) -> None:
    answer = httpx.post(f"{central_site.line['central']['control']}/faults", json={"latencyms": 5})
    assert answer.status_code == 400 and "latencyms" in answer.json()["message"]


def test_a_pause_is_asked_for(central_site: Site) -> None:
    central_site.faults(next_batch_after_ms=2500)
    answer = central_site.sign_in("guard").post(
        "/rest/v1/rpc/log_entries_v1",
        json={"p_device_id": central_site.device_id, "p_incarnation": "x", "p_entries": []},
    )
    assert answer.json()["next_batch_after_ms"] == 2500


def test_the_published_limits_hold_when_they_are_switched_on(central_site: Site) -> None:
    guard = central_site.sign_in("guard")
    central_site.faults(limits=True)
    body = {"email": "nobody@example.com", "password": "x"}
    statuses = [
        central_site.client().post("/auth/v1/token?grant_type=password", json=body).status_code for _ in range(7)
    ]
    assert statuses[:5] == [400] * 5 and statuses[-1] == 429
    refused = [guard.post("/functions/v1/validate-qr", json={"record_uid": "x"}) for _ in range(110)]
    limited = next(answer for answer in refused if answer.status_code == 429)
    assert limited.json()["code"] == "over_request_rate_limit" and int(limited.headers["retry-after"]) >= 1
    assert [answer.status_code for answer in refused[:100]] == [404] * 100


def test_sessions_end_and_a_slow_transaction_holds_the_feed(central_site: Site) -> None:
    client = central_site.client()
    token = tokens(central_site, client)["refresh_token"]
    central_site.faults(end_sessions=True)
    assert refresh(client, token).json()["code"] == "refresh_token_not_found"
    guard = central_site.sign_in("guard")

    def pull(cursor: str | None) -> dict[str, object]:
        arguments = {"p_community": central_site.community_id, "p_cursor": cursor, "p_limit": 1000}
        page: dict[str, object] = guard.post("/rest/v1/rpc/pull_changes_v1", json=arguments).json()
        return page

    cursor, more = None, True
    while more:
        page = pull(cursor)
        cursor, more = str(page["cursor"]), bool(page["more"])
    central_site.faults(slow_transaction_s=1.5)
    held = "select 1 from pg_stat_activity where backend_xid is not null and state = 'idle in transaction'"
    while not central_site.sql(held):
        pass
    row = central_site.add_pass()
    assert pull(cursor)["changes"] == []
    while central_site.sql(held):
        pass
    assert str(row["id"]) in {change["id"] for change in pull(cursor)["changes"]}  # type: ignore[attr-defined]


def test_a_resident_s_page_has_what_it_needs(central_site: Site) -> None:
    base = f"{central_site.url}/resident"
    assert "Crear el pase" in httpx.get(base).text
    site = httpx.get(f"{base}/site.json").json()
    assert site["key"] == central_site.key
    assert {one["email"] for one in site["residents"]} >= {central_site.user("resident")["email"]}
    drawn = httpx.get(f"{base}/qr.svg", params={"code": central_site.pass_of("single")["code"]})
    assert drawn.headers["content-type"].startswith("image/svg+xml") and b"<svg" in drawn.content
    assert httpx.get(f"{base}/qr.svg").status_code == 400


def test_a_restore_takes_back_entries_and_counts(central_site: Site) -> None:
    guard = central_site.sign_in("guard")
    row = central_site.add_pass(entries_allowed=5)
    kept, lost = entry(central_site, row), entry(central_site, row)
    upload(guard, central_site, kept)
    central_site.sql(
        "update public.visitor_record_logs set received_at = now() - interval '2 hours' where id = %s", kept["entry_id"]
    )
    (before,) = upload(guard, central_site, lost)
    epoch = guard.post("/rest/v1/rpc/contract_v1", json={}).json()["epoch"]
    central_site.faults(rewind_s=3600)
    restored = central_site.record(row["record_uid"])
    assert (before["uses"], restored["entries_used"], restored["uses_rev"]) == (2, 1, 1)
    assert guard.post("/rest/v1/rpc/contract_v1", json={}).json()["epoch"] != epoch
    again = upload(guard, central_site, kept, lost)
    assert [(one["status"], one["uses"]) for one in again] == [("duplicate", 2), ("accepted", 2)]
