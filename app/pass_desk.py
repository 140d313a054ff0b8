"""A walk-in's pass to take along: on the screen for the visitor's phone, or on paper."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app.domain.passes import Pass
from app.domain.scan import CodeKind, PassCode
from app.ops.files import export_error
from app.ops.printer import to_printer
from app.ops.printing import Printing
from app.ops.qr import modules
from app.ops.words import PassWords


class PassDesk:
    """Its QR carries the pass's own code, so that the camera at the gate knows the visitor again."""

    def __init__(self, *, printing: Callable[[], Printing], prints: Path, now: Callable[[], datetime]) -> None:
        self._printing = printing
        self._prints = prints
        self._now = now

    def picture(self, pass_: Pass) -> tuple[tuple[bool, ...], ...]:
        """The QR's modules, row by row, True is black; the white around it is among them."""
        return modules(pass_.record_uid)

    async def sheet(self, pass_: Pass, words: PassWords) -> Path:
        """A PDF among the prints: it holds a name, and goes at the next start. Raises ExportError."""
        target = self._prints / f"pass-{self._now():%Y%m%d-%H%M%S-%f}.pdf"
        await asyncio.to_thread(self._write, target, pass_, words)
        return target

    async def to_printer(self, sheet: Path) -> bool:
        """To the default printer; False where nothing prints and the sheet is to be opened. Raises PrintError."""
        return await asyncio.to_thread(to_printer, sheet)

    def _write(self, target: Path, pass_: Pass, words: PassWords) -> None:
        from app.ops.pass_sheet import PrintedPass, print_pass  # loads reportlab: a start does not wait for it

        try:
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise export_error(error, target) from error
        short = PassCode(CodeKind.SHORT, pass_.short_code).shown if pass_.short_code else ""
        printed = PrintedPass(pass_.record_uid, pass_.visitor_name, pass_.house, pass_.valid_until, short)
        print_pass(target, printed, self._printing(), words)
