"""The rules: by the shared vectors, and by what must hold for any facts at all."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.decision import Facts, Reason, SitePolicy, Verdict, decide
from app.domain.entry import Direction
from app.domain.passes import BlacklistHit, BlacklistKind, Pass, VisitorType
from tests.domain.facts_json import facts_of

VECTORS = json.loads(Path("resources/central/decision-vectors.json").read_text())["vectors"]
NOON = datetime(2026, 3, 14, 18, tzinfo=UTC)


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_vector(vector: dict[str, Any]) -> None:
    decision = decide(
        facts_of(vector["facts"]), datetime.fromisoformat(vector["moment"]), Direction(vector["direction"])
    )
    assert {
        "verdict": decision.verdict.value,
        "reason": decision.reason.value,
        "flags": list(decision.flags),
        "entries_left": decision.entries_left,
    } == vector["expect"]


moments = st.datetimes(datetime(2020, 1, 1), datetime(2080, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))
passes = st.builds(
    Pass,
    pass_id=st.just("p"),
    record_uid=st.just("r"),
    community_id=st.sampled_from(["here", "elsewhere"]),
    visitor_name=st.text(max_size=20),
    visitor_type=st.sampled_from(VisitorType),
    valid_until=moments,
    valid_from=st.none() | moments,
    entries_allowed=st.integers(0, 10) | st.just(9999),
    entries_used=st.integers(0, 12),
    cancelled=st.booleans(),
    local=st.booleans(),
)
all_facts = st.builds(
    Facts,
    is_code=st.booleans(),
    community_id=st.just("here"),
    pass_=st.none() | passes,
    own_uses=st.integers(0, 5),
    inside=st.booleans(),
    blacklist=st.lists(st.sampled_from(BlacklistKind).map(BlacklistHit), max_size=2).map(tuple),
    asked_central=st.booleans(),
    age=st.none() | st.timedeltas(timedelta(0), timedelta(days=10)),
    clock_trusted=st.booleans(),
    policy=st.builds(SitePolicy, ask_if_inside=st.booleans()),
)


@given(all_facts, moments, st.sampled_from(Direction))
def test_it_answers_for_everything_and_always_the_same(facts: Facts, moment: datetime, direction: Direction) -> None:
    assert decide(facts, moment, direction) == decide(facts, moment, direction)


@given(all_facts, moments)
def test_admitting_needs_every_condition(facts: Facts, moment: datetime) -> None:
    decision = decide(facts, moment, Direction.IN)
    if decision.verdict is Verdict.ADMIT:
        pass_ = facts.pass_
        assert facts.is_code
        assert pass_ is not None
        assert not facts.blacklist
        assert not pass_.cancelled
        assert pass_.community_id == facts.community_id
        assert facts.clock_trusted
        assert pass_.valid_from is None or pass_.valid_from <= moment
        assert moment < pass_.valid_until
        assert facts.entries_left is None or facts.entries_left > 0


@given(all_facts, moments, st.integers(1, 5))
def test_more_uses_never_open_more(facts: Facts, moment: datetime, more: int) -> None:
    fewer = decide(facts, moment, Direction.IN)
    used = decide(replace(facts, own_uses=facts.own_uses + more), moment, Direction.IN)
    if fewer.verdict is not Verdict.ADMIT:
        assert used.verdict is not Verdict.ADMIT


@given(all_facts, moments)
def test_a_doubtful_clock_never_calls_anybody_expired_or_admits(facts: Facts, moment: datetime) -> None:
    decision = decide(replace(facts, clock_trusted=False), moment, Direction.IN)
    assert decision.reason not in {Reason.EXPIRED, Reason.NOT_YET_VALID}
    assert decision.verdict is not Verdict.ADMIT


@given(all_facts, moments)
def test_nobody_known_is_kept_in(facts: Facts, moment: datetime) -> None:
    decision = decide(facts, moment, Direction.OUT)
    if facts.is_code:
        assert decision.verdict is not Verdict.REFUSE


@given(passes, moments)
def test_older_facts_never_open_more(pass_: Pass, moment: datetime) -> None:
    fresh = Facts(is_code=True, community_id="here", pass_=pass_, age=timedelta(0))
    old = replace(fresh, age=timedelta(days=400))
    if decide(fresh, moment, Direction.IN).verdict is not Verdict.ADMIT:
        assert decide(old, moment, Direction.IN).verdict is not Verdict.ADMIT
