"""`log_entries_v1`: facts are kept once, counted exactly, flagged, never refused."""

from __future__ import annotations

import random
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from tests.central_sql.entries import entry, upload
from tests.fixtures_site import Site


def test_an_entry_that_stands_twice_in_one_upload_counts_once(central_site: Site) -> None:
    row = central_site.add_pass(entries_allowed=3)
    one, other = entry(central_site, row), entry(central_site, row)
    answers = upload(central_site.sign_in("guard"), central_site, one, other, one)
    assert [answer["uses"] for answer in answers] == [2, 2, 2]
    assert central_site.record(row["record_uid"])["entries_used"] == 2


def test_a_delivery_again_is_a_duplicate_with_the_first_answer(central_site: Site) -> None:
    row = central_site.add_pass(entries_allowed=1)
    guard = central_site.sign_in("guard")
    one = entry(central_site, row)
    (first,) = upload(guard, central_site, one)
    (again,) = upload(guard, central_site, one)
    assert (first["status"], first["uses"], first["uses_rev"], first["flags"]) == ("accepted", 1, 1, [])
    assert again == first | {"status": "duplicate"}
    assert central_site.record(row["record_uid"])["entries_used"] == 1


def test_an_entry_keeps_all_that_was_said(central_site: Site) -> None:
    row = central_site.add_pass()
    one = entry(central_site, row, note="Con mascota", plate="P 123 BBB", people=3, flags=["clock_suspect"],
                photo_hash="ab" * 32, offline=True, basis_age_s=77, clock_offset_ms=-1200)  # fmt: skip
    upload(central_site.sign_in("guard"), central_site, one)
    (kept,) = central_site.sql("select * from public.visitor_record_logs where id = %s", one["entry_id"])
    for name in ("kind", "direction", "gate_id", "actor_name", "shift_id", "incarnation", "plate", "people", "flags",
                 "photo_hash", "offline", "basis_age_s", "clock_offset_ms", "gate_outcome"):  # fmt: skip
        assert kept[name] == one[name], name
    assert kept["notes"] == "Con mascota"
    assert kept["in_time"] == kept["occurred_at"] == datetime.fromisoformat(one["occurred_at"])
    assert str(kept["guard_id"]) == central_site.user("guard")["actor_id"]


def test_what_is_wrong_is_flagged_and_kept(central_site: Site) -> None:
    now = datetime.now(UTC)
    guard = central_site.sign_in("guard")
    flagged = {
        "over_limit": entry(central_site, central_site.add_pass(entries_allowed=0)),
        "expired": entry(central_site, central_site.add_pass(validity_end=now - timedelta(minutes=1))),
        "not_yet_valid": entry(central_site, central_site.add_pass(validity_start=now + timedelta(hours=1))),
        "cancelled": entry(central_site, central_site.add_pass(cancelled_at=now - timedelta(minutes=1))),
        "unknown_record": entry(central_site, record_uid=str(uuid.uuid4())),
        "wrong_community": entry(central_site, central_site.add_pass(community_id=central_site.plan.neighbour_id)),
        "blacklisted": entry(central_site, central_site.record(central_site.pass_of("record")["code"])),
        "clock_suspect": entry(central_site, central_site.add_pass(), clock_trusted=False),
    }
    answers = upload(guard, central_site, *flagged.values())
    assert [one["status"] for one in answers] == ["accepted"] * len(flagged)
    assert [one["flags"] for one in answers] == [[flag] for flag in flagged]


@pytest.mark.parametrize(
    "broken",
    [{"entry_id": "no-uuid"}, {"kind": "party"}, {"direction": "up"}, {"occurred_at": "yesterday"}, {"people": "many"},
     {"occurred_at": "infinity"},
     {"occurred_at": (datetime.now(UTC) + timedelta(minutes=30)).isoformat()}, {"occurred_at": None}],
)  # fmt: skip
def test_only_what_cannot_be_read_is_rejected_and_alone(central_site: Site, broken: dict[str, object]) -> None:
    bad, good = entry(central_site, central_site.add_pass(), **broken), entry(central_site, central_site.add_pass())
    first, second = upload(central_site.sign_in("guard"), central_site, bad, good)
    assert first["status"] == "rejected" and first["code"] and first["message"]
    assert second["status"] == "accepted"


def test_a_correction_gives_the_use_back_once_in_any_order(central_site: Site) -> None:
    row = central_site.add_pass(entries_allowed=1)
    guard = central_site.sign_in("guard")
    visit, later = entry(central_site, row), entry(central_site, row)
    undo = entry(central_site, row, kind="correction", corrects=visit["entry_id"])
    early_undo = entry(central_site, row, kind="correction", corrects=later["entry_id"])
    upload(guard, central_site, visit)
    for _ in range(2):
        (answer,) = upload(guard, central_site, undo)
        assert answer["uses"] == 0
    upload(guard, central_site, early_undo)
    (answer,) = upload(guard, central_site, later)
    assert (answer["status"], answer["uses"], answer["flags"]) == ("accepted", 0, [])


def test_the_older_functions_cannot_lose_uses(central_site: Site) -> None:
    """They write the counter that they read; what counts is the log."""
    row = central_site.add_pass()
    guard = central_site.sign_in("guard")
    with ThreadPoolExecutor(8) as pool:
        answers = pool.map(
            lambda _: guard.post("/functions/v1/log-entry", json={"record_uid": row["record_uid"]}), range(24)
        )
        assert {answer.status_code for answer in answers} == {200}
    assert central_site.record(row["record_uid"])["entries_used"] == 24


def test_counters_are_exact_under_twenty_clients_that_repeat_themselves(central_site: Site) -> None:
    hot = [central_site.add_pass(entries_allowed=300), central_site.add_pass(entries_allowed=10)]
    guard = central_site.sign_in("guard")
    batches = [[entry(central_site, hot[(n + k) % 2]) for k in range(50)] for n in range(20)]
    deliveries = [batch for batch in batches for _ in range(3)]
    random.Random(7).shuffle(deliveries)
    with ThreadPoolExecutor(20) as pool:
        answers = [one for batch in pool.map(lambda b: upload(guard, central_site, *b), deliveries) for one in batch]
    assert [one["status"] for one in answers].count("accepted") == 1000
    assert [one["status"] for one in answers].count("duplicate") == 2000
    over = [one for one in answers if one["status"] == "accepted" and "over_limit" in one["flags"]]
    assert len(over) == 200 + 490
    for row in hot:
        found = central_site.record(row["record_uid"])
        assert (found["entries_used"], found["uses_rev"]) == (500, 500)
        (count,) = central_site.sql(
            "select count(*) as n from public.visitor_record_logs where pass_id = %s", row["id"]
        )
        assert count["n"] == 500


def test_an_exit_closes_the_open_visit(central_site: Site) -> None:
    row = central_site.add_pass()
    guard = central_site.sign_in("guard")
    came, left = entry(central_site, row), entry(central_site, row, kind="exit", direction="out")
    upload(guard, central_site, came, left)
    (kept,) = central_site.sql("select out_time from public.visitor_record_logs where id = %s", came["entry_id"])
    assert kept["out_time"] == datetime.fromisoformat(left["occurred_at"])


def test_two_consoles_with_one_identity_are_noticed(central_site: Site) -> None:
    guard, incarnation = central_site.sign_in("guard"), str(uuid.uuid4())
    clones = [entry(central_site, device_seq=7, incarnation=incarnation) for _ in range(2)]
    answers = upload(guard, central_site, *clones)
    assert [one["flags"] for one in answers] == [["unknown_record"], ["unknown_record", "sequence_reused"]]


def test_no_entry_makes_the_centre_read_the_whole_log(fresh_central: Site) -> None:
    """Each look behind an upload goes through an index, also while the statistics are still those of an empty table."""
    guard, row = fresh_central.sign_in("guard"), fresh_central.add_pass(entries_allowed=1)
    incarnation = str(uuid.uuid4())
    batches = [
        [entry(fresh_central, row, device_seq=50 * n + k + 1, incarnation=incarnation) for k in range(50)]
        for n in range(12)
    ]
    fresh_central.sql("analyze")  # what every plan is then made from, for as long as a connection lives
    fresh_central.sql("select pg_stat_reset()")
    for batch in batches:
        upload(guard, fresh_central, *batch)
    fresh_central.sql("select pg_terminate_backend(pid) from pg_stat_activity"
                      " where datname = current_database() and pid <> pg_backend_pid()")  # fmt: skip
    (read,) = fresh_central.sql("select seq_tup_read from pg_stat_user_tables where relname = 'visitor_record_logs'")
    assert read["seq_tup_read"] < 400


def test_an_entry_id_of_another_community_is_rejected(central_site: Site) -> None:
    foreign = entry(central_site)
    central_site.sql(
        "insert into public.visitor_record_logs (id, community_id, kind) values (%s, %s, 'override')",
        foreign["entry_id"],
        central_site.plan.neighbour_id,
    )
    (answer,) = upload(central_site.sign_in("guard"), central_site, foreign)
    assert (answer["status"], answer["code"]) == ("rejected", "entry_id_taken")
