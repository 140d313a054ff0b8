"""`decide_v1` and `decide()`: one table of rules, twice."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from psycopg.types.json import Jsonb

from app.domain.decision import Facts, SitePolicy, decide
from app.domain.entry import Direction
from app.domain.passes import BlacklistHit, BlacklistKind, Pass, VisitorType
from tests.fixtures_site import Site

VECTORS = json.loads((Path(__file__).parents[2] / "resources/central/decision-vectors.json").read_text())["vectors"]


def python_says(vector: dict[str, Any]) -> dict[str, Any]:
    facts = vector["facts"]
    policy = facts["policy"]
    row = facts["pass"]
    pass_ = None
    if row is not None:
        pass_ = Pass(
            pass_id="p",
            record_uid="r",
            community_id=row["community_id"],
            visitor_name="",
            visitor_type=VisitorType(row["visitor_type"]),
            valid_from=datetime.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
            valid_until=datetime.fromisoformat(row["valid_until"]),
            entries_allowed=row["entries_allowed"],
            entries_used=row["entries_used"],
            cancelled=row["cancelled"],
            local=row["local"],
        )
    decision = decide(
        Facts(
            is_code=facts["is_code"],
            community_id=facts["community_id"],
            pass_=pass_,
            own_uses=facts["own_uses"],
            inside=facts["inside"],
            blacklist=tuple(BlacklistHit(BlacklistKind(kind)) for kind in facts["blacklist"]),
            asked_central=facts["asked_central"],
            age=None if facts["age_s"] is None else timedelta(seconds=facts["age_s"]),
            clock_trusted=facts["clock_trusted"],
            policy=SitePolicy(
                policy["ask_if_inside"],
                timedelta(seconds=policy["max_age_s"]),
                timedelta(seconds=policy["max_age_limited_s"]),
                {VisitorType(kind): timedelta(seconds=age) for kind, age in policy["max_age_by_type_s"].items()},
            ),
        ),
        datetime.fromisoformat(vector["moment"]),
        Direction(vector["direction"]),
    )
    return {
        "verdict": decision.verdict.value,
        "reason": decision.reason.value,
        "flags": list(decision.flags),
        "entries_left": decision.entries_left,
    }


def test_sql_and_python_say_what_the_vectors_expect(central_site: Site) -> None:
    assert len(VECTORS) >= 50
    asked = [(Jsonb(one["facts"]), one["moment"], one["direction"]) for one in VECTORS]
    rows = central_site.sql(
        "select public.decide_v1(f, m::timestamptz, d) as said"
        " from unnest(%s::jsonb[], %s::text[], %s::text[]) with ordinality as v(f, m, d, n) order by n",
        *(list(column) for column in zip(*asked, strict=True)),
    )
    for vector, row in zip(VECTORS, rows, strict=True):
        assert row["said"] == vector["expect"], vector["name"]
        assert python_says(vector) == vector["expect"], vector["name"]


@pytest.mark.parametrize(
    ("what", "verdict", "reason"),
    [
        ("single", "admit", "valid"), ("family", "admit", "valid"), ("party", "admit", "valid"),
        ("expired", "refuse", "expired"), ("used_up", "refuse", "no_entries_left"),
        ("not_yet_valid", "refuse", "not_yet_valid"), ("cancelled", "refuse", "cancelled"),
        ("record", "refuse", "blacklisted"), ("document", "refuse", "blacklisted"),
        ("name", "ask", "possible_match"), ("plate", "ask", "possible_match"),
        ("other_community", "refuse", "other_community"), ("unknown", "refuse", "unknown"),
        ("foreign", "refuse", "not_a_code"),
    ],
)  # fmt: skip
def test_validate_record_judges_every_kind_of_the_demo(
    central_site: Site, what: str, verdict: str, reason: str
) -> None:
    code = central_site.pass_of(what)["code"]
    answer = central_site.sign_in("guard").post(
        "/rest/v1/rpc/validate_record_v1",
        json={"p_code": code, "p_community": central_site.community_id, "p_direction": "in", "p_scan_id": None},
    )
    said = answer.json()
    assert (said["decision"]["verdict"], said["decision"]["reason"]) == (verdict, reason)
    assert said["known"] == (reason not in {"unknown", "not_a_code"})
    if reason == "other_community":
        assert said["pass"]["visitor_name"] == "" and "host_name" not in said["pass"]


def test_a_pass_answers_to_all_its_codes(central_site: Site) -> None:
    row = central_site.record(central_site.pass_of("multi")["code"])
    guard = central_site.sign_in("guard")
    for code in (row["record_uid"], row["rand_record_uid"], row["short_code"]):
        said = guard.post(
            "/rest/v1/rpc/validate_record_v1", json={"p_code": code, "p_community": central_site.community_id}
        ).json()
        assert said["pass"]["id"] == str(row["id"])
        assert said["inside"] is True and said["last_entry"]["gate_id"] == "main"
        assert said["decision"]["flags"] == ["already_inside"]
        assert said["decision"]["entries_left"] == 4
