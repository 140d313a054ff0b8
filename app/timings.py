"""How long each stage of the one story takes, read off the events that everybody else hears too."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from pathlib import Path

from app.clock import Clock
from app.domain.case import Phase
from app.errors import KnownError
from app.events import (
    CaseChanged,
    EntryRecorded,
    EntrySettled,
    Events,
    GateAnswered,
    Link,
    LinkChanged,
    ScanArrived,
    Trouble,
)
from app.ops.metrics import Metrics

log = logging.getLogger(__name__)

WRITE_EVERY_S = 60.0
REMEMBERS = 512
"""Scans and entries whose end has not been seen; a busy lane has a handful."""


class Timings:
    """Fills the program's metrics.

    Stages: `scan_to_verdict` (code seen until the verdict is decided), `verdict_to_order` (the guard's own time),
    `gate_answer` (order until the relay's answer), `scan_to_open` (code seen until the gate answered),
    `entry_to_central` (on disk until the central API confirmed).
    """

    def __init__(self, metrics: Metrics, events: Events, clock: Clock) -> None:
        self._metrics = metrics
        self._clock = clock
        self._scanned: OrderedDict[str, float] = OrderedDict()
        self._decided: OrderedDict[str, float] = OrderedDict()
        self._ordered: OrderedDict[str, float] = OrderedDict()
        self._recorded: OrderedDict[str, float] = OrderedDict()
        events.subscribe(ScanArrived, self._arrived)
        events.subscribe(CaseChanged, self._case_changed)
        events.subscribe(EntryRecorded, self._entry)
        events.subscribe(EntrySettled, self._settled)
        events.subscribe(GateAnswered, self._answered)
        events.subscribe(LinkChanged, self._link)
        events.subscribe(Trouble, lambda event: metrics.count("troubles", code=_code(event.error.code)))

    async def keep(self, target: Path) -> None:
        """Write the OpenMetrics file every minute, for a collector that reads files. Ends by cancellation."""
        while True:
            try:
                await asyncio.to_thread(self._metrics.write, target)
            except KnownError as error:
                log.warning("the metrics were not written: %s", error.code)
            await asyncio.sleep(WRITE_EVERY_S)

    def _arrived(self, event: ScanArrived) -> None:
        scan = event.scan
        self._metrics.count("scans", source=_code(scan.source.value), held=_code(event.held or "no"))
        if event.held is None:
            _remember(self._scanned, scan.scan_id, scan.first_seen_monotonic or self._clock.monotonic())

    def _case_changed(self, event: CaseChanged) -> None:
        case = event.case
        if case is None:
            return
        now, case_id = self._clock.monotonic(), case.case_id
        if case.phase is Phase.DECIDED and case_id not in self._decided:
            _remember(self._decided, case_id, now)
            began = self._scanned.get(case.scan.scan_id)
            if began is not None:
                self._metrics.observe("scan_to_verdict", now - began)
            if case.decision is not None:
                self._metrics.count("verdicts", verdict=_code(case.decision.verdict.value))
        elif case.phase is Phase.OPENING and (decided := self._decided.pop(case_id, None)) is not None:
            self._metrics.observe("verdict_to_order", now - decided)
            if case.entry is not None:
                _remember(self._ordered, case.entry.entry_id, self._scanned.get(case.scan.scan_id, now))

    def _entry(self, event: EntryRecorded) -> None:
        self._metrics.count("entries", kind=_code(event.entry.kind.value))
        _remember(self._recorded, event.entry.entry_id, self._clock.monotonic())

    def _settled(self, event: EntrySettled) -> None:
        if (began := self._recorded.pop(event.entry_id, None)) is not None:
            self._metrics.observe("entry_to_central", self._clock.monotonic() - began)

    def _answered(self, event: GateAnswered) -> None:
        outcome = event.outcome
        if outcome.confirmed and outcome.took_ms == 0:
            return
        self._metrics.observe("gate_answer", outcome.took_ms / 1000)
        self._metrics.count("gate_commands", outcome=_code(outcome.kind.value), gate=_code(event.command.gate_id))
        if (began := self._ordered.pop(event.command.entry_id or "", None)) is not None:
            self._metrics.observe("scan_to_open", self._clock.monotonic() - began)

    def _link(self, event: LinkChanged) -> None:
        self._metrics.gauge("outbox_waiting", event.waiting)
        for link in Link:
            self._metrics.gauge(f"link_{link.value}", float(event.link is link))
        if event.mirror_as_of is not None:
            self._metrics.gauge("mirror_as_of_seconds", event.mirror_as_of.timestamp())


def _remember(kept: OrderedDict[str, float], key: str, value: float) -> None:
    kept[key] = value
    while len(kept) > REMEMBERS:
        kept.popitem(last=False)


def _code(text: str) -> str:
    """A label: codes may hold a colon or a dot, never a blank."""
    return text.replace(" ", "_")[:60] or "none"
