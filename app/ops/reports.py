"""PDF reports: entries, who is inside, what an outage did. They run where they are called: use a thread.

Whether somebody may see people's data is decided before; `personal` says what was decided.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from pathlib import Path

from app.domain.line import EntryLine
from app.errors import ExportError
from app.ops.figures import AGES, Outage, Present, Span, outage
from app.ops.files import written_whole
from app.ops.paper import Paper, Track
from app.ops.printing import Printing
from app.ops.story import Story
from app.ops.words import ReportWords

MOST_ROWS = 20_000
"""Some 650 pages; reportlab keeps a document in memory until its end. More belongs into a CSV."""

_HOUR = timedelta(hours=1)


def entries_report(
    target: Path,
    pages: Iterable[Sequence[EntryLine]],
    span: Span,
    printing: Printing,
    *,
    personal: bool,
    progress: Callable[[int], None] = lambda rows: None,
    stopped: Callable[[], bool] = lambda: False,
) -> int:
    """Entries of a range, one a line; returns how many. `progress` gets the rows so far. Raises ExportError."""
    words = printing.words
    rows = 0
    with written_whole(target) as beside:
        paper = Paper(beside, printing.masthead(words.entries, printing.span(span)), printing.fonts, wide=True)
        paper.table(_tracks(printing, personal=personal))
        for page in pages:
            if stopped():
                raise ExportError(
                    "export_stopped", "The report was stopped", "No file was written.", "Start it again when you like."
                )
            if rows + len(page) > MOST_ROWS:
                raise ExportError(
                    "too_many_rows",
                    "Too much for a report",
                    f"A report holds at most {MOST_ROWS:,} entries.",
                    "Choose a shorter time, or export as CSV.",
                )
            for line in page:
                paper.row(_cells(line, printing, personal=personal))
            rows += len(page)
            progress(rows)
        if not rows:
            paper.sentence(words.nothing)
        paper.finish()
    return rows


def muster_list(target: Path, present: Sequence[Present], printing: Printing) -> None:
    """Who is inside, by house, with a box to tick: for an evacuation. Raises ExportError."""
    words, table = printing.words, printing.words.table
    with written_whole(target) as beside:
        paper = Paper(beside, printing.masthead(words.inside, printing.moment(printing.now)), printing.fonts)
        people = sum(one.people for one in present)
        paper.sentence(words.inside_count.format(visits=len(present), people=people) if present else words.nobody)
        paper.table(
            (
                Track(words.accounted, 0.9),
                Track(table.title("house"), 2),
                Track(table.title("visitor_name"), 4.2),
                Track(table.title("people"), 1.2, "right"),
                Track(words.since, 3),
                Track(table.title("gate"), 2),
                Track(words.until, 3),
            )
        )
        for one in sorted(present, key=lambda one: (_by_number(one.house), one.name)):
            until = printing.moment(one.valid_until) if one.valid_until else ""
            since, gate = printing.moment(one.since), printing.site.gate(one.gate_id)
            paper.row(("□", one.house, one.name, str(one.people), since, gate, until))
        paper.finish()


def outage_report(target: Path, stories: Sequence[Story], span: Span, printing: Printing, *, personal: bool) -> None:
    """What was decided while the central API was out of reach, and what it found later. Raises ExportError."""
    words = printing.words
    summed = outage(stories, span)
    with written_whole(target) as beside:
        paper = Paper(beside, printing.masthead(words.outage, printing.span(span)), printing.fonts, wide=True)
        paper.sentence(
            words.outage_counts.format(
                entries=summed.entries, admitted=summed.admitted, refused=summed.refused, asked=summed.asked
            )
        )
        left = words.outage_waiting.format(waiting=summed.waiting) if summed.waiting else words.outage_confirmed
        paper.sentence(left if stories else words.nothing)
        _outage_tables(paper, summed, printing)
        suspect = [story for story in stories if story.found]
        for title, shown in ((words.to_look_at, suspect), (words.decisions, stories)):
            if shown:
                paper.heading(title)
                paper.table(_tracks(printing, personal=personal))
                for story in shown:
                    paper.row(_cells(story.line, printing, personal=personal))
        paper.finish()


def _by_number(house: str) -> list[tuple[int, str]]:
    """A-2 before A-10."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d{1,9})", house)]


def _outage_tables(paper: Paper, summed: Outage, printing: Printing) -> None:
    words, table = printing.words, printing.words.table
    if summed.by_age:
        paper.heading(words.ages)
        paper.table((Track(words.age, 4), Track(words.entries, 1, "right"), Track("", 8)))
        for limit, count in summed.by_age:
            paper.row((_age(limit, words), str(count), ""))
    if summed.entries and not summed.found:
        paper.sentence(words.found_nothing)
    if summed.found:
        paper.heading(words.found)
        paper.table((Track(table.title("found"), 4), Track(words.entries, 1, "right"), Track("", 8)))
        for flag, count in summed.found:
            paper.row((table.code("flag", flag), str(count), ""))


def _age(limit: timedelta | None, words: ReportWords) -> str:
    if limit is None:
        return words.age_unknown
    if limit == timedelta.max:
        return words.age_over.format(hours=f"{AGES[-2] / _HOUR:g}")
    return words.age_up_to.format(hours=f"{limit / _HOUR:g}")


def _tracks(printing: Printing, *, personal: bool) -> tuple[Track, ...]:
    title = printing.words.table.title
    named = (Track(title("visitor_name"), 3.8), Track(title("house"), 1.5), Track(title("plate"), 1.5))
    return (
        Track(title("time"), 2.6),
        Track(title("kind"), 2),
        Track(title("direction"), 1.5),
        Track(title("gate"), 2),
        *(named if personal else ()),
        Track(title("reason"), 2.4),
        Track(title("outcome"), 2.2),
        Track(title("found"), 2.4),
        *((Track(title("guard"), 2.4),) if personal else ()),
    )


def _cells(line: EntryLine, printing: Printing, *, personal: bool) -> tuple[str, ...]:
    table = printing.words.table
    return (
        printing.moment(line.occurred_at),
        table.code("kind", line.kind),
        table.code("direction", line.direction),
        printing.site.gate(line.gate_id),
        *((line.visitor_name, line.house, line.plate) if personal else ()),
        table.code("reason", line.reason),
        table.code("outcome", line.outcome),
        ", ".join(table.code("flag", flag) for flag in (*line.flags, *line.found)),
        *((line.actor_name,) if personal else ()),
    )
