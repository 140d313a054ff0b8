"""What a printed sheet says of where and by whom it was made.

Apart from the sheets themselves (app.ops.reports), because those load reportlab: a start that prints nothing does not
wait for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.ops.figures import Span
from app.ops.story import Site
from app.ops.words import ReportWords


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands on every page: `site` and `span` above, `made` below; `page` like "Page {page} of {pages}"."""

    title: str
    site: str
    span: str
    made: str
    page: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Printing:
    """What every report needs. `fonts`: the folder with the product's own letters; `who` asked for it."""

    site: Site
    fonts: Path
    who: str
    now: datetime
    words: ReportWords = field(default_factory=ReportWords)
    language: str = "en"

    def moment(self, at: datetime) -> str:
        """A moment on the site's clock."""
        return self.site.local(at).strftime(self.words.moment)

    def masthead(self, title: str, span: str) -> Masthead:
        """The frame of a page."""
        made = self.words.made.format(at=self.moment(self.now), who=self.who)
        return Masthead(title, self.site.name, span, made, self.words.page, self.language)

    def span(self, span: Span) -> str:
        """From when to when."""
        end = self.words.still if span.end is None else self.moment(span.end)
        return self.words.span.format(start=self.moment(span.start), end=end)
