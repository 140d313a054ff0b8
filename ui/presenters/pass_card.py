"""A walk-in's pass, for the visitor's phone or on paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from app.domain.passes import Pass
from app.errors import KnownError
from app.ops.words import PassWords
from ui.presenters.errands import run
from ui.presenters.port import Core


@dataclass(frozen=True, slots=True)
class PassState:
    """`modules`: the QR. `sheet`: the PDF, once there is one; `sent`: a printer has it; `opened`: it was opened
    where nothing prints, or on the guard's wish; `error`: why it came to no paper."""

    pass_: Pass
    now: datetime
    modules: tuple[tuple[bool, ...], ...]
    printing: bool = False
    sheet: Path | None = None
    sent: bool = False
    opened: bool = False
    error: KnownError | None = None


class PassView(Protocol):
    """What the presenter asks of its card."""

    def show_state(self, state: PassState) -> None: ...
    def sheet_words(self) -> PassWords: ...
    def open_sheet(self, sheet: Path) -> bool: ...


class PassPresenter:
    """One pass at a time. What goes wrong stands in the card: the bar of the console lies behind it."""

    def __init__(self, core: Core, view: PassView) -> None:
        self._core = core
        self._view = view
        self.state: PassState | None = None

    def begin(self, pass_: Pass) -> None:
        """Show this pass."""
        self.state = PassState(pass_, self._core.site_now(), self._core.pass_desk.picture(pass_))
        self._view.show_state(self.state)

    def print_sheet(self) -> None:
        """Onto paper, or into the program that shows PDFs where nothing prints."""
        if self.state is not None and not self.state.printing:
            self._put(printing=True, sent=False, opened=False, error=None)
            run(self._core, self._print(self.state.pass_), "print a pass")

    def open_sheet(self) -> None:
        """The sheet that came to no paper, in the program that shows PDFs."""
        if self.state is not None and self.state.sheet is not None:
            self._put(opened=self._view.open_sheet(self.state.sheet), error=None)

    async def _print(self, pass_: Pass) -> None:
        done: dict[str, Any] = {}
        try:
            done["sheet"] = await self._core.pass_desk.sheet(pass_, self._view.sheet_words())
            done["sent"] = await self._core.pass_desk.to_printer(done["sheet"])
            if not done["sent"]:
                done["opened"] = self._view.open_sheet(done["sheet"])
        except KnownError as error:
            done["error"] = error
        finally:
            if self.state is not None and self.state.pass_ is pass_:
                self._put(printing=False, **done)

    def _put(self, **changes: Any) -> None:
        assert self.state is not None
        self.state = replace(self.state, now=self._core.site_now(), **changes)
        self._view.show_state(self.state)
