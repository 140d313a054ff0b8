#!/usr/bin/env python3
"""Writes resources/central/decision-vectors.json from the design's order of rules, not from the program.

Each condition below says how to bring it about and what it leads to. A vector brings one about, or two at once:
then the one that stands earlier in the order must win. The Python rules and the SQL rules both have to agree.
"""

from __future__ import annotations

import copy
import itertools
import json
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parent.parent / "resources" / "central" / "decision-vectors.json"
HERE, ELSEWHERE = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
NOON = "2026-03-14T18:00:00+00:00"

BASE: dict[str, Any] = {
    "is_code": True,
    "community_id": HERE,
    "pass": {
        "community_id": HERE,
        "visitor_type": "Guest",
        "valid_from": "2026-03-14T12:00:00+00:00",
        "valid_until": "2026-03-15T02:00:00+00:00",
        "entries_allowed": 3,
        "entries_used": 1,
        "cancelled": False,
        "local": False,
    },
    "own_uses": 0,
    "inside": False,
    "blacklist": [],
    "asked_central": False,
    "age_s": 240,
    "clock_trusted": True,
    "policy": {
        "ask_if_inside": False,
        "max_age_s": 259200,
        "max_age_limited_s": 43200,
        "max_age_by_type_s": {},
    },
}

Change = dict[str, Any]


def with_changes(*changes: Change) -> dict[str, Any]:
    """BASE with dotted paths set; a `+` before a path appends."""
    facts = copy.deepcopy(BASE)
    for change in changes:
        for path, value in change.items():
            *parents, last = path.lstrip("+").split(".")
            target = facts
            for parent in parents:
                if target.get(parent) is None:
                    break
                target = target[parent]
            else:
                if path.startswith("+"):
                    target[last] = [*target[last], value]
                else:
                    target[last] = value
    return facts


# In the order of the design (§4, *in*). (name, change, verdict, reason)
IN_ORDER: list[tuple[str, Change, str, str]] = [
    ("not a code", {"is_code": False}, "refuse", "not_a_code"),
    ("record blacklisted", {"+blacklist": "record"}, "refuse", "blacklisted"),
    ("document blacklisted", {"+blacklist": "document"}, "refuse", "blacklisted"),
    ("name on the blacklist", {"+blacklist": "name"}, "ask", "possible_match"),
    ("plate on the blacklist", {"+blacklist": "plate"}, "ask", "possible_match"),
    ("unknown offline", {"pass": None}, "ask", "unknown_offline"),
    ("cancelled", {"pass.cancelled": True}, "refuse", "cancelled"),
    ("another community", {"pass.community_id": ELSEWHERE}, "refuse", "other_community"),
    ("clock in doubt", {"clock_trusted": False}, "ask", "clock_doubtful"),
    ("not yet valid", {"pass.valid_from": "2026-03-14T19:00:00+00:00"}, "refuse", "not_yet_valid"),
    ("expired", {"pass.valid_until": "2026-03-14T17:00:00+00:00"}, "refuse", "expired"),
    ("used up centrally", {"pass.entries_used": 3}, "refuse", "no_entries_left"),
    ("used up by our own", {"own_uses": 2}, "refuse", "no_entries_left"),
    ("inside already", {"inside": True, "policy.ask_if_inside": True}, "ask", "already_inside"),
    ("mirror too old", {"age_s": 50000}, "ask", "too_old"),
]

# Out: (name, change, verdict, reason, flags)
OUT_CASES: list[tuple[str, Change, str, str, list[str]]] = [
    ("plain", {"inside": True}, "admit", "valid", []),
    ("not a code", {"is_code": False}, "refuse", "not_a_code", []),
    ("unknown offline", {"pass": None}, "ask", "unknown_offline", []),
    ("unknown online", {"pass": None, "asked_central": True}, "ask", "unknown", []),
    ("another community", {"pass.community_id": ELSEWHERE}, "ask", "other_community", []),
    ("expired", {"inside": True, "pass.valid_until": "2026-03-14T17:00:00+00:00"}, "admit", "valid", ["expired"]),
    ("expires this moment", {"inside": True, "pass.valid_until": NOON}, "admit", "valid", ["expired"]),
    ("not yet valid", {"inside": True, "pass.valid_from": "2026-03-14T19:00:00+00:00"}, "admit", "valid", []),
    ("used up", {"inside": True, "pass.entries_used": 3}, "admit", "valid", []),
    ("mirror too old", {"inside": True, "age_s": 999999}, "admit", "valid", []),
    ("never pulled", {"inside": True, "age_s": None}, "admit", "valid", []),
    ("cancelled", {"inside": True, "pass.cancelled": True}, "admit", "valid", ["cancelled"]),
    ("blacklisted", {"inside": True, "+blacklist": "record"}, "admit", "valid", ["blacklisted"]),
    ("name on the blacklist", {"inside": True, "+blacklist": "name"}, "admit", "valid", ["blacklisted"]),
    ("clock in doubt", {"inside": True, "clock_trusted": False}, "admit", "valid", ["clock_suspect"]),
    (
        "clock in doubt and expired",
        {"inside": True, "clock_trusted": False, "pass.valid_until": "2026-03-14T17:00:00+00:00"},
        "admit",
        "valid",
        ["clock_suspect"],
    ),
    ("nobody saw them come in", {}, "admit", "valid", ["not_inside"]),
    (
        "everything at once",
        {
            "+blacklist": "record",
            "pass.cancelled": True,
            "pass.valid_until": "2026-03-14T17:00:00+00:00",
        },
        "admit",
        "valid",
        ["blacklisted", "cancelled", "expired", "not_inside"],
    ),
]

# In, beside the order. (name, change, verdict, reason, flags)
MORE_IN: list[tuple[str, Change, str, str, list[str]]] = [
    ("plain", {}, "admit", "valid", []),
    ("unlimited", {"pass.entries_allowed": 9999, "pass.entries_used": 500}, "admit", "valid", []),
    ("unlimited, one under the mark", {"pass.entries_allowed": 9998, "pass.entries_used": 9998}, "refuse", "no_entries_left", []),
    ("no start", {"pass.valid_from": None}, "admit", "valid", []),
    ("starts this moment", {"pass.valid_from": NOON}, "admit", "valid", []),
    ("starts in a second", {"pass.valid_from": "2026-03-14T18:00:01+00:00"}, "refuse", "not_yet_valid", []),
    ("expires this moment", {"pass.valid_until": NOON}, "refuse", "expired", []),
    ("expires in a second", {"pass.valid_until": "2026-03-14T18:00:01+00:00"}, "admit", "valid", []),
    ("valid for forty years", {"pass.valid_until": "2066-03-14T18:00:00+00:00"}, "admit", "valid", []),
    ("times with another offset", {"pass.valid_until": "2026-03-14T12:00:01-06:00"}, "admit", "valid", []),
    ("the last entry", {"pass.entries_used": 2}, "admit", "valid", []),
    ("the last entry, one of ours not counted", {"pass.entries_used": 1, "own_uses": 1}, "admit", "valid", []),
    ("counted and not counted", {"pass.entries_used": 2, "own_uses": 1}, "refuse", "no_entries_left", []),
    ("more used than allowed", {"pass.entries_used": 7}, "refuse", "no_entries_left", []),
    ("none allowed", {"pass.entries_allowed": 0, "pass.entries_used": 0}, "refuse", "no_entries_left", []),
    ("unknown online", {"pass": None, "asked_central": True, "age_s": None}, "refuse", "unknown", []),
    ("unknown online, clock in doubt", {"pass": None, "asked_central": True, "clock_trusted": False}, "refuse", "unknown", []),
    ("unknown offline, clock in doubt", {"pass": None, "clock_trusted": False}, "ask", "unknown_offline", []),
    ("inside, site does not ask", {"inside": True}, "admit", "valid", ["already_inside"]),
    ("inside, site asks", {"inside": True, "policy.ask_if_inside": True}, "ask", "already_inside", []),
    ("limited, at the age limit", {"age_s": 43200}, "admit", "valid", []),
    ("limited, over the age limit", {"age_s": 43201}, "ask", "too_old", []),
    ("unlimited, over the limited age", {"age_s": 43201, "pass.entries_allowed": 9999}, "admit", "valid", []),
    ("unlimited, at the age limit", {"age_s": 259200, "pass.entries_allowed": 9999}, "admit", "valid", []),
    ("unlimited, over the age limit", {"age_s": 259201, "pass.entries_allowed": 9999}, "ask", "too_old", []),
    ("never pulled", {"age_s": None}, "ask", "too_old", []),
    ("never pulled, central answered", {"age_s": None, "asked_central": True}, "admit", "valid", []),
    ("very old, central answered", {"age_s": 9999999, "asked_central": True}, "admit", "valid", []),
    ("a walk-in's own pass", {"pass.local": True, "age_s": None}, "admit", "valid", []),
    ("a walk-in's own pass, expired", {"pass.local": True, "pass.valid_until": NOON}, "refuse", "expired", []),
    (
        "deliveries may be older",
        {"pass.visitor_type": "Delivery", "pass.entries_allowed": 9999, "age_s": 300000,
         "policy.max_age_by_type_s": {"Delivery": 400000}},
        "admit", "valid", [],
    ),
    (
        "deliveries must be fresher",
        {"pass.visitor_type": "Delivery", "pass.entries_allowed": 9999, "age_s": 700,
         "policy.max_age_by_type_s": {"Delivery": 600}},
        "ask", "too_old", [],
    ),
    (
        "another type's limit does not count",
        {"pass.visitor_type": "Family", "pass.entries_allowed": 9999, "age_s": 700,
         "policy.max_age_by_type_s": {"Delivery": 600}},
        "admit", "valid", [],
    ),
    (
        "limited and a generous type: the stricter holds",
        {"pass.visitor_type": "Delivery", "age_s": 50000, "policy.max_age_by_type_s": {"Delivery": 400000}},
        "ask", "too_old", [],
    ),
    ("two blacklists, the certain one", {"blacklist": ["plate", "document"]}, "refuse", "blacklisted", []),
    ("a name and a plate", {"blacklist": ["name", "plate"]}, "ask", "possible_match", []),
    ("blacklisted though unknown", {"pass": None, "+blacklist": "record"}, "refuse", "blacklisted", []),
    ("not a code though blacklisted", {"is_code": False, "pass": None, "+blacklist": "record"}, "refuse", "not_a_code", []),
]  # fmt: skip


def left(facts: dict[str, Any]) -> int | None:
    """Entries left, from the words: allowed minus used minus ours, never below zero, none without a limit."""
    pass_ = facts["pass"]
    if pass_ is None or pass_["entries_allowed"] >= 9999:
        return None
    return max(0, pass_["entries_allowed"] - pass_["entries_used"] - facts["own_uses"])


def vector(
    name: str, direction: str, facts: dict[str, Any], verdict: str, reason: str, flags: list[str]
) -> dict[str, Any]:
    """One case."""
    expect = {"verdict": verdict, "reason": reason, "flags": flags, "entries_left": left(facts)}
    return {"name": f"{direction}: {name}", "facts": facts, "moment": NOON, "direction": direction, "expect": expect}


def vectors() -> list[dict[str, Any]]:
    """All cases."""
    made = [vector(name, "in", with_changes(change), verdict, reason, []) for name, change, verdict, reason in IN_ORDER]
    for (first, change, verdict, reason), (second, other, _, _) in itertools.combinations(IN_ORDER, 2):
        both = with_changes(change, other) if "pass" not in other else with_changes(other, change)
        made.append(vector(f"{first}, and {second}", "in", both, verdict, reason, []))
    for online in ("asked_central",):
        for name, change, verdict, reason in IN_ORDER:
            if reason not in ("unknown_offline", "too_old"):
                facts = with_changes(change, {online: True})
                made.append(vector(f"{name}, central answered", "in", facts, verdict, reason, []))
    made += [vector(name, "in", with_changes(change), *rest) for name, change, *rest in MORE_IN]
    made += [vector(name, "out", with_changes(change), *rest) for name, change, *rest in OUT_CASES]
    return made


if __name__ == "__main__":
    OUT.write_text(json.dumps({"version": 1, "vectors": vectors()}, indent=1, ensure_ascii=False) + "\n")
    print(f"{len(vectors())} vectors")
