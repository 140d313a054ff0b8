"""After an outage: from when to when this console decided alone, on how old data, and what the central API found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.decision import Basis
from app.domain.entry import EntryKind
from app.ops.figures import Span
from app.ops.story import Story

READS_AT_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Outage:
    """One of them. `admitted`, `refused`: decided here alone; `oldest_s`: the age of the oldest saved pass used, None
    where nothing was decided; `found`: what the central API flagged later, with how often; `waiting`: not confirmed
    yet; `doubtful`: the ids of flagged entries; `lasting`: it is not over, `end` is now.
    """

    start: datetime
    end: datetime
    admitted: int
    refused: int
    oldest_s: int | None
    found: tuple[tuple[str, int], ...]
    waiting: int
    doubtful: tuple[str, ...]
    lasting: bool = False


def outages(spans: Iterable[Span], stories: Iterable[Story], now: datetime) -> tuple[Outage, ...]:
    """What was decided in each of `spans`, the latest first: also in one without a single car. `stories`: own
    entries of that time, in any order."""
    alone = [story for story in stories if decided_alone(story)]
    told = []
    for span in sorted(spans, key=lambda one: one.start, reverse=True):
        end = span.end or now
        told.append(_told(span, end, [story for story in alone if span.start <= story.entry.occurred_at <= end]))
    return tuple(told)


def decided_alone(story: Story) -> bool:
    """Whether the rules decided it without the central API's word: an opening by hand asks no rule."""
    entry = story.entry
    return entry.kind is not EntryKind.CORRECTION and entry.basis not in ("", Basis.CENTRAL.value)


def _told(span: Span, end: datetime, group: Sequence[Story]) -> Outage:
    found = Counter(flag for story in group for flag in story.found)
    refused = sum(story.entry.kind is EntryKind.REFUSAL for story in group)
    return Outage(
        start=span.start,
        end=end,
        admitted=len(group) - refused,
        refused=refused,
        oldest_s=max((story.entry.basis_age_s or 0 for story in group), default=None),
        found=tuple(found.most_common()),
        waiting=sum(story.waiting for story in group),
        doubtful=tuple(story.entry.entry_id for story in group if story.found),
        lasting=span.end is None,
    )
