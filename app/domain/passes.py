"""The pass: the right to enter that a resident gave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

UNLIMITED = 9999
"""`entries_allowed` from here on means no limit (the default of the customer's schema)."""


class VisitorType(StrEnum):
    """What the customer's schema knows (`visitor_records_uid.visitor_type`)."""

    GUEST = "Guest"
    DELIVERY = "Delivery"
    SERVICE = "Service"
    FAMILY = "Family"
    PARTY = "Party"


class BlacklistKind(StrEnum):
    """By what a blacklist row matched. The first two are certain, the others only possible."""

    RECORD = "record"
    DOCUMENT = "document"
    NAME = "name"
    PLATE = "plate"


@dataclass(frozen=True, slots=True)
class BlacklistHit:
    """A blacklist row that concerns this pass."""

    kind: BlacklistKind
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Pass:
    """One row of `visitor_records_uid`, as this gatehouse knows it. Times are aware UTC.

    `entries_used` is what the central API counted at `uses_rev`. The document's number never reaches this PC:
    only its last four characters do.
    """

    pass_id: str
    record_uid: str
    community_id: str
    visitor_name: str
    visitor_type: VisitorType
    valid_until: datetime
    valid_from: datetime | None = None
    rand_record_uid: str | None = None
    short_code: str | None = None
    host_id: str | None = None
    host_name: str = ""
    house: str = ""
    entries_allowed: int = UNLIMITED
    entries_used: int = 0
    uses_rev: int = 0
    cancelled: bool = False
    plate: str = ""
    vehicle: str = ""
    document_last4: str = ""
    people: int = 1
    note: str = ""
    local: bool = False
    """Made at this gatehouse for a walk-in, and not known to come from the central API: it lives in the journal."""

    @property
    def limited(self) -> bool:
        """Whether entries are counted."""
        return self.entries_allowed < UNLIMITED
