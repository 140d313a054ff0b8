"""After an outage: from when to when this console decided alone, on how old data, and what the central API found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.decision import Basis
from app.domain.entry import EntryKind
from app.ops.story import Story

ALONE_FROM_S = 180
"""Passes are followed every minute while there is a line: older than this, there was none."""

APART = timedelta(hours=2)
"""A quiet night without a decision does not end an outage, half a working day with a line does."""

READS_AT_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Outage:
    """One of them. `admitted`, `refused`: decided here alone; `oldest_s`: the age of the oldest saved pass used;
    `found`: what the central API flagged later, with how often; `waiting`: not confirmed yet; `doubtful`: the ids of
    flagged entries."""

    start: datetime
    end: datetime
    admitted: int
    refused: int
    oldest_s: int
    found: tuple[tuple[str, int], ...]
    waiting: int
    doubtful: tuple[str, ...]


def outages(stories: Iterable[Story]) -> tuple[Outage, ...]:
    """All outages among own entries, the latest first. `stories` in any order."""
    groups: list[list[Story]] = []
    for story in sorted(stories, key=lambda one: one.entry.occurred_at):
        if not _alone(story):
            continue
        if groups and story.entry.occurred_at - groups[-1][-1].entry.occurred_at <= APART:
            groups[-1].append(story)
        else:
            groups.append([story])
    return tuple(_told(group) for group in reversed(groups))


def _alone(story: Story) -> bool:
    entry = story.entry
    return entry.basis == Basis.MIRROR.value and (entry.basis_age_s or 0) >= ALONE_FROM_S


def _told(group: Sequence[Story]) -> Outage:
    first, last = group[0].entry, group[-1].entry
    found = Counter(flag for story in group for flag in story.found)
    refused = sum(story.entry.kind is EntryKind.REFUSAL for story in group)
    return Outage(
        # Alone since the mirror was last brought up to date, which is before the first car.
        start=first.occurred_at - timedelta(seconds=first.basis_age_s or 0),
        end=last.occurred_at,
        admitted=len(group) - refused,
        refused=refused,
        oldest_s=max(story.entry.basis_age_s or 0 for story in group),
        found=tuple(found.most_common()),
        waiting=sum(story.waiting for story in group),
        doubtful=tuple(story.entry.entry_id for story in group if story.found),
    )
