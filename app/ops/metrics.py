"""How long each stage takes, and how often things happen: fixed memory, however long the console runs."""

from __future__ import annotations

import contextlib
import math
import re
import threading
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from app.clock import Clock
from app.ops.files import write_text

GROWTH = 1.04
"""Each bucket of a histogram is 4 % wider than the one before: a percentile is at most 2 % off."""

SHORTEST_S = 0.0001
LONGEST_S = 600.0
"""What is shorter or longer is counted in the first or last bucket; `least` and `most` stay exact."""

_STEP = math.log(GROWTH)
_BUCKETS = math.ceil(math.log(LONGEST_S / SHORTEST_S) / _STEP) + 1

_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
_LABEL = re.compile(r"[A-Za-z0-9_.:-]{1,60}")


class Histogram:
    """Durations in seconds: how many, how long in all, and percentiles."""

    def __init__(self) -> None:
        self._buckets = [0] * _BUCKETS
        self.count = 0
        self.total = 0.0
        self.least = math.inf
        self.most = 0.0

    def add(self, seconds: float) -> None:
        """One more."""
        seconds = max(0.0, seconds)
        self._buckets[_bucket(seconds)] += 1
        self.count += 1
        self.total += seconds
        self.least = min(self.least, seconds)
        self.most = max(self.most, seconds)

    def percentile(self, share: float) -> float | None:
        """Seconds that `share` (0..1) of all stay within; None when there were none."""
        if not self.count:
            return None
        rank = max(1, math.ceil(share * self.count))
        bucket = bisect_left(list(accumulate(self._buckets)), rank)
        middle: float = SHORTEST_S * GROWTH ** (bucket - 0.5)
        return min(max(middle, self.least), self.most)


def _bucket(seconds: float) -> int:
    """Bucket 0 ends at SHORTEST_S; bucket n ends GROWTH times further than the one before."""
    if seconds <= SHORTEST_S:
        return 0
    return min(_BUCKETS - 1, math.ceil(math.log(seconds / SHORTEST_S) / _STEP))


@dataclass(frozen=True, slots=True)
class StageFigures:
    """One stage, in seconds."""

    stage: str
    count: int
    p50: float
    p95: float
    p99: float
    most: float


class Metrics:
    """The program's figures. Any thread may add to them.

    Names and labels are codes, never anybody's data: whatever does not look like a code is refused as a bug.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._stages: dict[str, Histogram] = {}
        self._counters: dict[tuple[str, tuple[tuple[str, str], ...]], float] = {}
        self._gauges: dict[str, float] = {}

    def observe(self, stage: str, seconds: float) -> None:
        """A stage took so long."""
        with self._lock:
            self._stages.setdefault(_label(stage), Histogram()).add(seconds)

    @contextlib.contextmanager
    def measured(self, stage: str) -> Iterator[None]:
        """The time inside belongs to `stage`, also when it ends with an error."""
        begun = self._clock.monotonic()
        try:
            yield
        finally:
            self.observe(stage, self._clock.monotonic() - begun)

    def count(self, name: str, by: float = 1, **labels: str) -> None:
        """Something happened."""
        key = (_name(name), tuple((_name(label), _label(value)) for label, value in sorted(labels.items())))
        with self._lock:
            self._counters[key] = self._counters.get(key, 0) + by

    def gauge(self, name: str, value: float) -> None:
        """Something stands at `value` now."""
        with self._lock:
            self._gauges[_name(name)] = value

    def stages(self) -> tuple[StageFigures, ...]:
        """All stages by name."""
        with self._lock:
            return tuple(_figures(stage, histogram) for stage, histogram in sorted(self._stages.items()))

    def open_metrics(self) -> str:
        """Everything as OpenMetrics 1.0 text (prometheus.io/docs/specs/om/open_metrics_spec)."""
        with self._lock:
            return "".join(self._exposed())

    def write(self, target: Path) -> None:
        """The same into a file that a collector reads: whole or not at all. Raises ExportError."""
        write_text(target, self.open_metrics())

    def _exposed(self) -> Iterator[str]:
        if self._stages:
            yield "# TYPE portun_stage_seconds summary\n# UNIT portun_stage_seconds seconds\n"
        for stage, histogram in sorted(self._stages.items()):
            figures = _figures(stage, histogram)
            for quantile, value in (("0.5", figures.p50), ("0.95", figures.p95), ("0.99", figures.p99)):
                yield f'portun_stage_seconds{{stage="{stage}",quantile="{quantile}"}} {value:.6g}\n'
            yield f'portun_stage_seconds_count{{stage="{stage}"}} {histogram.count}\n'
            yield f'portun_stage_seconds_sum{{stage="{stage}"}} {histogram.total:.9g}\n'
        family = ""
        for (name, labels), value in sorted(self._counters.items()):
            if name != family:
                family = name
                yield f"# TYPE portun_{name} counter\n"
            shown = ",".join(f'{label}="{told}"' for label, told in labels)
            yield f"portun_{name}_total{f'{{{shown}}}' if shown else ''} {value:.15g}\n"
        for name, value in sorted(self._gauges.items()):
            yield f"# TYPE portun_{name} gauge\nportun_{name} {value:.15g}\n"
        yield "# EOF\n"


def _figures(stage: str, histogram: Histogram) -> StageFigures:
    p50, p95, p99 = (histogram.percentile(share) or 0.0 for share in (0.5, 0.95, 0.99))
    return StageFigures(stage, histogram.count, p50, p95, p99, histogram.most)


def _name(name: str) -> str:
    if not _NAME.fullmatch(name) or name.endswith("_total"):
        raise ValueError(f"{name!r} is no name of a metric")
    return name


def _label(value: str) -> str:
    if not _LABEL.fullmatch(value):
        raise ValueError("the label of a metric is a code, not free text")
    return value
