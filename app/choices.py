"""What holds of the rules that may be chosen: this PC's own word, else the site's signed one, else what is safe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Literal

from app.domain.passes import VisitorType
from app.settings import Policy


@dataclass(frozen=True, slots=True)
class SiteSaid:
    """What the site's signed settings say. `max_age_by_type_h`: hours by visitor type; `reasons_by_language`: why a
    gate is opened by hand; `name`, `zone`: the site's, "" unsaid."""

    chosen: Policy = field(default_factory=Policy)
    max_age_by_type_h: Mapping[VisitorType, float] = field(default_factory=dict)
    reasons_by_language: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    name: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """The table of the rules and switches. The defaults hold where nobody said anything: a gate then waits for a
    guard, an override for a PIN, and a call for help makes no sound.

    `override_reasons`: () where the console's own list stands. `permit_h`: None, a permit lasts as it was issued.
    """

    ask_if_inside: bool = False
    automatic_opening: bool = False
    locked_override: Literal["pin", "free"] = "pin"
    max_age_h: float = 72
    max_age_limited_h: float = 12
    max_age_by_type_h: Mapping[VisitorType, float] = field(default_factory=dict)
    permit_h: float | None = None
    retention_days: int = 90
    ask_host_min: float = 5
    panic: Literal["silent", "loud"] = "silent"
    panic_gates: Literal["nothing", "lock_down"] = "nothing"
    override_reasons: tuple[str, ...] = ()
    reasons_by_language: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def reasons_in(self, language: str) -> tuple[str, ...]:
        """The site's reasons for opening by hand, to people who read `language`."""
        return self.override_reasons or self.reasons_by_language.get(language, ())


def choose(here: Policy, site: SiteSaid) -> Choices:
    """`here`: settings.toml of this PC, which goes first."""
    named = [one.name for one in fields(Choices) if one.name in Policy.__struct_fields__]
    said = {name: getattr(site.chosen, name) for name in named} | {
        name: value for name in named if (value := getattr(here, name)) is not None
    }
    known = {name: value for name, value in said.items() if value is not None}
    # An age that this PC chose for all is not undone by the site's for some; nor are its reasons.
    by_type = site.max_age_by_type_h if here.max_age_h is None else {}
    by_language = site.reasons_by_language if here.override_reasons is None else {}
    return Choices(**known, max_age_by_type_h=by_type, reasons_by_language=by_language)
