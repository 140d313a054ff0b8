"""What holds of the rules that may be chosen: this PC's own word, else the site's signed one, else what is safe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Literal

from app.domain.passes import VisitorType
from app.settings import Policy


@dataclass(frozen=True, slots=True)
class SiteSaid:
    """What the site's signed settings `policy` and `switches` say. `max_age_by_type_h`: hours by visitor type."""

    chosen: Policy = field(default_factory=Policy)
    max_age_by_type_h: Mapping[VisitorType, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choices:
    """The table of the rules and switches. The defaults hold where nobody said anything: a gate then waits for a
    guard, and an override for a PIN."""

    ask_if_inside: bool = False
    automatic_opening: bool = False
    locked_override: Literal["pin", "free"] = "pin"
    max_age_h: float = 72
    max_age_limited_h: float = 12
    max_age_by_type_h: Mapping[VisitorType, float] = field(default_factory=dict)


def choose(here: Policy, site: SiteSaid) -> Choices:
    """`here`: settings.toml of this PC, which goes first."""
    named = [one.name for one in fields(Choices) if one.name in Policy.__struct_fields__]
    said = {name: getattr(site.chosen, name) for name in named} | {
        name: value for name in named if (value := getattr(here, name)) is not None
    }
    known = {name: value for name, value in said.items() if value is not None}
    # An age that this PC chose for all is not undone by the site's for some.
    by_type = site.max_age_by_type_h if here.max_age_h is None else {}
    return Choices(**known, max_age_by_type_h=by_type)
