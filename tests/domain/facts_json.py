"""Reads the facts of a decision vector into the domain's types."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from app.domain.decision import Facts, SitePolicy
from app.domain.passes import BlacklistHit, BlacklistKind, Pass, VisitorType


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def facts_of(given: dict[str, Any]) -> Facts:
    policy, pass_ = given["policy"], given["pass"]
    age = given["age_s"]
    return Facts(
        is_code=given["is_code"],
        community_id=given["community_id"],
        pass_=None if pass_ is None else pass_of(pass_),
        own_uses=given["own_uses"],
        inside=given["inside"],
        blacklist=tuple(BlacklistHit(BlacklistKind(kind)) for kind in given["blacklist"]),
        asked_central=given["asked_central"],
        age=None if age is None else timedelta(seconds=age),
        clock_trusted=given["clock_trusted"],
        policy=SitePolicy(
            ask_if_inside=policy["ask_if_inside"],
            max_age=timedelta(seconds=policy["max_age_s"]),
            max_age_limited=timedelta(seconds=policy["max_age_limited_s"]),
            max_age_by_type={
                VisitorType(kind): timedelta(seconds=seconds) for kind, seconds in policy["max_age_by_type_s"].items()
            },
        ),
    )


def pass_of(given: dict[str, Any]) -> Pass:
    valid_until = moment(given["valid_until"])
    assert valid_until is not None
    return Pass(
        pass_id="p",
        record_uid="r",
        community_id=given["community_id"],
        visitor_name="Somebody",
        visitor_type=VisitorType(given["visitor_type"]),
        valid_from=moment(given["valid_from"]),
        valid_until=valid_until,
        entries_allowed=given["entries_allowed"],
        entries_used=given["entries_used"],
        cancelled=given["cancelled"],
        local=given["local"],
    )
