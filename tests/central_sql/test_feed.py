"""`pull_changes_v1`: nothing is missed, whoever commits late; what is out of sight is a tombstone."""

from __future__ import annotations

from typing import Any

import httpx
import psycopg
import pytest

from tests.central_sql.entries import entry, upload
from tests.fixtures_site import Site


def pull(client: httpx.Client, site: Site, cursor: str | None, limit: int = 500) -> dict[str, Any]:
    answer = client.post(
        "/rest/v1/rpc/pull_changes_v1",
        json={"p_community": site.community_id, "p_cursor": cursor, "p_limit": limit},
    )
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


def drain(client: httpx.Client, site: Site, cursor: str | None, limit: int = 500) -> tuple[list[dict[str, Any]], str]:
    changes, more = [], True
    while more:
        page = pull(client, site, cursor, limit)
        changes += page["changes"]
        cursor, more = page["cursor"], page["more"]
    assert cursor is not None
    return changes, cursor


def words(text: str) -> set[str]:
    return set(text.split())


@pytest.mark.parametrize("limit", [7, 500])
def test_a_first_load_brings_everything_once(fresh_central: Site, limit: int) -> None:
    console = fresh_central.sign_in("console")
    changes, _ = drain(console, fresh_central, None, limit)
    assert {change["op"] for change in changes} == {"U"}
    seen = [(change["entity"], change["id"]) for change in changes]
    assert len(seen) == len(set(seen))
    counts = {entity: sum(1 for one, _ in seen if one == entity) for entity, _ in seen}
    expected = fresh_central.sql(
        "select (select count(*) from public.visitor_records_uid where community_id = %s) as pass,"
        " (select count(*) from public.property) as property, (select count(*) from public.blacklist_entry"
        " where match_kind <> 'document') as blacklist, (select count(*) from public.site_setting) as settings",
        fresh_central.community_id,
    )[0]
    assert {name: counts[name] for name in expected} == expected
    assert counts["host"] == len(fresh_central.plan.residents)
    assert counts["log"] == sum(len(one.visits) for one in fresh_central.plan.passes)


def test_rows_have_the_contract_s_names(central_site: Site) -> None:
    changes, _ = drain(central_site.sign_in("guard"), central_site, None)
    names = {change["entity"]: set(change["row"]) for change in changes}
    assert names["pass"] == words(
        "id record_uid rand_record_uid short_code community_id host_id host_name house visitor_name visitor_type"
        " valid_from valid_until entries_allowed entries_used uses_rev cancelled plate vehicle document_last4 people"
        " note updated_at"
    )
    assert names["log"] >= words(
        "id pass_id record_uid kind direction occurred_at received_at gate_id actor_name visitor_name house verdict"
        " reason flags photo_hash device_id people plate to_review corrects actor_id visitor_type on_foot basis"
        " basis_age_s noted allowed_by note offline clock_trusted gate_outcome shift_id device_seq"
    )
    assert names["blacklist"] == {"id", "match_kind", "match_value", "reason", "valid_from", "valid_until"}
    assert names["property"] == {"id", "label"}
    assert names["host"] == {"id", "name", "house", "phone"}
    assert names["settings"] == {"id", "key", "value", "signature"}


def test_an_upload_comes_back_with_its_count(central_site: Site) -> None:
    guard = central_site.sign_in("guard")
    row = central_site.add_pass(entries_allowed=3)
    _, cursor = drain(guard, central_site, None)
    one = entry(central_site, row)
    (answer,) = upload(guard, central_site, one)
    changes, cursor = drain(guard, central_site, cursor)
    by_entity = {change["entity"]: change for change in changes}
    assert by_entity["log"]["id"] == one["entry_id"]
    assert (by_entity["pass"]["row"]["uses_rev"], by_entity["pass"]["row"]["entries_used"]) == (answer["uses_rev"], 1)
    assert drain(guard, central_site, cursor) == ([], cursor)


def test_a_log_brings_what_its_console_said(central_site: Site) -> None:
    """In the row that whoever may read the log reads: nobody else reads the note."""
    guard, row = central_site.sign_in("guard"), central_site.add_pass(entries_allowed=0)
    _, cursor = drain(guard, central_site, None)
    said: dict[str, Any] = {"visitor_type": "Service", "on_foot": True, "basis": "mirror", "basis_age_s": 90,
        "allowed_by": "Ana", "note": "two dogs", "offline": True, "clock_trusted": True, "shift_id": "s7",
        "device_seq": 0, "gate_outcome": {"kind": "done", "path": "local", "detail": "ok", "took_ms": 41,
        "confirmed": True, "scan_ms": 900}}  # fmt: skip
    one = entry(central_site, row, flags=["opened_by_itself"], **said)
    upload(guard, central_site, one, entry(central_site))
    changes, _ = drain(guard, central_site, cursor)
    logs = {change["id"]: change["row"] for change in changes if change["entity"] == "log"}
    assert {name: logs[one["entry_id"]][name] for name in said} == said
    assert logs[one["entry_id"]]["flags"] == ["opened_by_itself", "over_limit"]
    assert logs[one["entry_id"]]["noted"] == ["opened_by_itself"]
    del logs[one["entry_id"]]
    (bare,) = logs.values()
    assert (bare["note"], bare["visitor_type"], bare["allowed_by"], bare["noted"]) == ("", "", "", [])
    resident = central_site.sign_in("resident")
    body = {"p_community": central_site.community_id, "p_cursor": None, "p_limit": 5}
    assert resident.post("/rest/v1/rpc/pull_changes_v1", json=body).status_code == 403


def test_a_late_committer_is_not_missed(central_site: Site) -> None:
    """It took its place in the sequence early and commits after a later one was read."""
    guard = central_site.sign_in("guard")
    slow, quick = central_site.add_pass(), central_site.add_pass()
    _, cursor = drain(guard, central_site, None)
    rename = "update public.visitor_records_uid set visitor_name = %s where id = %s"
    with psycopg.connect(central_site.dsn) as late:
        late.execute(rename, ("Tarde", slow["id"]))
        central_site.sql(rename, "Pronto", quick["id"])
        held_back, cursor = drain(guard, central_site, cursor)
        late.commit()
    changes, cursor = drain(guard, central_site, cursor)
    names = [change["row"]["visitor_name"] for change in (*held_back, *changes)]
    assert sorted(names) == ["Pronto", "Tarde"]


def test_what_happens_during_a_first_load_is_not_missed(central_site: Site) -> None:
    guard = central_site.sign_in("guard")
    row = central_site.add_pass()
    page = pull(guard, central_site, None, 20)
    with psycopg.connect(central_site.dsn) as late:
        late.execute("update public.visitor_records_uid set visitor_name = 'Durante' where id = %s", (row["id"],))
        _, cursor = drain(guard, central_site, page["cursor"], 100)
        late.commit()
    changes, _ = drain(guard, central_site, cursor)
    assert [change["row"]["visitor_name"] for change in changes if change["id"] == str(row["id"])] == ["Durante"]


def test_gone_and_moved_away_are_tombstones(central_site: Site) -> None:
    guard = central_site.sign_in("guard")
    gone, moved = central_site.add_pass(), central_site.add_pass()
    _, cursor = drain(guard, central_site, None)
    central_site.sql("delete from public.visitor_records_uid where id = %s", gone["id"])
    central_site.sql(
        "update public.visitor_records_uid set community_id = %s where id = %s",
        central_site.plan.neighbour_id,
        moved["id"],
    )
    changes, _ = drain(guard, central_site, cursor)
    assert {(one["id"], one["op"], one["row"]) for one in changes} == {
        (str(gone["id"]), "D", None),
        (str(moved["id"]), "D", None),
    }


def test_a_renamed_house_renames_its_people_and_passes(central_site: Site) -> None:
    guard = central_site.sign_in("guard")
    row = central_site.add_pass()
    _, cursor = drain(guard, central_site, None)
    central_site.sql("update public.property set label = 'Nuevo 1' where id = %s", row["property_id"])
    changes, _ = drain(guard, central_site, cursor)
    labels = {(one["entity"], one["row"].get("house") or one["row"].get("label")) for one in changes}
    assert {entity for entity, _ in labels} == {"property", "host", "pass"}
    assert {label for _, label in labels} == {"Nuevo 1"}


def test_a_document_on_the_blacklist_reaches_the_gates_as_passes(central_site: Site) -> None:
    guard = central_site.sign_in("guard")
    before, other = central_site.add_pass(document_num="AB-1234567"), central_site.add_pass(document_num="99")
    (entry_row,) = central_site.sql(
        "insert into public.blacklist_entry (community_id, match_kind, match_value, reason)"
        " values (%s, 'document', 'ab 1234567', 'x') returning id",
        central_site.community_id,
    )
    after = central_site.add_pass(document_num="AB1234567")
    changes, cursor = drain(guard, central_site, None)
    listed = {one["row"]["match_value"] for one in changes if one["entity"] == "blacklist"}
    assert {before["record_uid"], after["record_uid"]} <= listed and other["record_uid"] not in listed
    central_site.sql("delete from public.blacklist_entry where id = %s", entry_row["id"])
    changes, _ = drain(guard, central_site, cursor)
    assert sum(1 for one in changes if one["op"] == "D" and one["entity"] == "blacklist") >= 2


def test_another_epoch_or_a_pruned_past_starts_anew(fresh_central: Site) -> None:
    guard = fresh_central.sign_in("guard")
    _, cursor = drain(guard, fresh_central, None)
    ask = {"p_community": fresh_central.community_id, "p_cursor": cursor}
    fresh_central.add_pass()
    fresh_central.sql("select gatehouse.prune_feed('0 seconds')")
    pruned = guard.post("/rest/v1/rpc/pull_changes_v1", json=ask)
    assert (pruned.status_code, pruned.json()["code"]) == (410, "cursor_too_old")
    _, cursor = drain(guard, fresh_central, None)
    epoch = pull(guard, fresh_central, cursor)["epoch"]
    fresh_central.faults(new_epoch=True)
    other = guard.post("/rest/v1/rpc/pull_changes_v1", json=ask | {"p_cursor": cursor})
    assert (other.status_code, other.json()["code"]) == (410, "cursor_too_old")
    assert pull(guard, fresh_central, None)["epoch"] != epoch


@pytest.mark.parametrize("cursor", ["", "nonsense", "c.0123456789abcdef.x.1", "s.1.2.3"])
def test_a_cursor_that_is_none_is_refused(central_site: Site, cursor: str) -> None:
    answer = central_site.sign_in("guard").post(
        "/rest/v1/rpc/pull_changes_v1", json={"p_community": central_site.community_id, "p_cursor": cursor}
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "cursor_unknown")
