"""What an entry keeps of its case: who, for whom, and why it was decided so."""

from __future__ import annotations

from typing import Any

from app.domain.case import Case
from app.domain.decision import Decision, Facts
from app.domain.scan import ForeignCode, PassCode


def entry_fields(case: Case) -> dict[str, Any]:
    """Fields of `Entry` by name. Of a code that is no pass only a digest is kept."""
    facts, code = case.facts, case.scan.code
    pass_ = facts.pass_ if facts else None
    return {
        "scan_id": case.scan.scan_id,
        "pass_id": pass_.pass_id if pass_ else None,
        "record_uid": pass_.record_uid if pass_ else (code.key if isinstance(code, PassCode) else None),
        "visitor_name": pass_.visitor_name if pass_ else "",
        "visitor_type": pass_.visitor_type.value if pass_ else "",
        "house": pass_.house if pass_ else "",
        "host_id": pass_.host_id if pass_ else None,
        "people": pass_.people if pass_ else 1,
        "plate": pass_.plate if pass_ else "",
        "foreign_digest": code.digest if isinstance(code, ForeignCode) else "",
        **_grounds(facts, case.decision),
    }


def _grounds(facts: Facts | None, decision: Decision | None) -> dict[str, Any]:
    """Why it was decided so, as the entry keeps it."""
    if facts is None or decision is None:
        return {}
    age_s = None if facts.age is None or facts.asked_central else round(facts.age.total_seconds())
    return {
        "verdict": decision.verdict.value,
        "reason": decision.reason.value,
        "basis": decision.basis.value,
        "basis_age_s": age_s,
        "flags": decision.flags,
    }
