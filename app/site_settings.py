"""What the site's signed settings may say, each as the central API's own rules read it (resources/central/011).

Words of a newer central API are passed over; a value out of its range is no value.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import msgspec

from app.choices import SiteSaid
from app.domain.passes import VisitorType
from app.settings import AskMinutes, Days, Name, PermitHours, Policy, Reasons

Age = Annotated[float, msgspec.Meta(gt=0, le=24 * 3600 * 90)]
Language = Literal["es", "en", "pt"]


class PolicyValue(msgspec.Struct, frozen=True):
    """`policy`. Ages in seconds."""

    ask_if_inside: bool | None = None
    max_age_s: Age | None = None
    max_age_limited_s: Age | None = None
    max_age_by_type_s: dict[str, Age] = {}


class SwitchesValue(msgspec.Struct, frozen=True):
    """`switches`."""

    automatic_opening: bool | None = None
    locked_override: Literal["pin", "free"] | None = None


class PanicValue(msgspec.Struct, frozen=True):
    """`panic`: what the key for help does here beside telling the supervisors."""

    mode: Literal["silent", "loud"] | None = None
    gates: Literal["nothing", "lock_down"] | None = None


class LockdownValue(msgspec.Struct, frozen=True):
    """`lockdown`. `at`, `word` and `place` stand there when a console said it (`app.domain.lockdown`)."""

    active: bool
    at: datetime | None = None
    by: str = ""
    word: str = ""
    place: str = ""


ReasonsValue = Reasons | dict[Language, Reasons]

KNOWN: Mapping[str, Any] = {
    "policy": PolicyValue,
    "switches": SwitchesValue,
    "panic": PanicValue,
    "lockdown": LockdownValue,
    "site_name": Name,
    "site_zone": str,
    "permit_hours": PermitHours,
    "override_reasons": ReasonsValue,
    "retention_days": Days,
    "ask_host_minutes": AskMinutes,
}
"""The settings that a console applies, and what their values are. Beside them there is `central_key`."""


def read_value(key: str, value: object) -> Any:
    """A setting's value; None where the site takes its word back. Raises msgspec.ValidationError."""
    if value is None and key != "lockdown":
        return None
    read = msgspec.convert(value, KNOWN[key])
    if key == "site_zone":
        try:
            ZoneInfo(read)
        except (KeyError, ValueError, OSError) as error:
            raise msgspec.ValidationError("there is no such time zone") from error
    if key == "lockdown" and read.at is not None and read.at.tzinfo is None:
        raise msgspec.ValidationError("a moment without its zone")
    return read


def together(values: Mapping[str, Any]) -> SiteSaid:
    """All that the site says, as this PC's own settings are said."""
    policy: PolicyValue = values.get("policy") or PolicyValue()
    switches: SwitchesValue = values.get("switches") or SwitchesValue()
    panic: PanicValue = values.get("panic") or PanicValue()
    reasons = values.get("override_reasons") or ()
    types = {kind.value: kind for kind in VisitorType}
    return SiteSaid(
        Policy(
            ask_if_inside=policy.ask_if_inside,
            max_age_h=_hours(policy.max_age_s),
            max_age_limited_h=_hours(policy.max_age_limited_s),
            automatic_opening=switches.automatic_opening,
            locked_override=switches.locked_override,
            panic=panic.mode,
            panic_gates=panic.gates,
            permit_h=values.get("permit_hours"),
            retention_days=values.get("retention_days"),
            ask_host_min=values.get("ask_host_minutes"),
            override_reasons=None if isinstance(reasons, dict) else reasons or None,
        ),
        {types[name]: age / 3600 for name, age in policy.max_age_by_type_s.items() if name in types},
        reasons if isinstance(reasons, dict) else {},
        values.get("site_name") or "",
        values.get("site_zone") or "",
    )


def _hours(seconds: float | None) -> float | None:
    return None if seconds is None else seconds / 3600
