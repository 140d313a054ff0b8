"""Percentiles within two per cent in fixed memory, and a text that a collector takes."""

from __future__ import annotations

import math
import re
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ops.metrics import LONGEST_S, SHORTEST_S, Histogram, Metrics
from tests.clocks import DrivenClock

SECONDS = st.floats(SHORTEST_S, LONGEST_S, allow_nan=False)


@given(st.lists(SECONDS, min_size=1, max_size=200), st.sampled_from([0.01, 0.5, 0.95, 0.99, 1.0]))
def test_percentiles_are_at_most_two_per_cent_off(seconds: list[float], share: float) -> None:
    histogram = Histogram()
    for one in seconds:
        histogram.add(one)
    exact = sorted(seconds)[max(1, math.ceil(share * len(seconds))) - 1]
    assert histogram.percentile(share) == pytest.approx(exact, rel=0.0201)
    assert histogram.count == len(seconds)
    assert histogram.total == pytest.approx(sum(seconds))


@pytest.mark.parametrize("seconds", [-1.0, 0.0, 1e-9, LONGEST_S * 50])
def test_what_is_beyond_the_ends_is_counted_at_the_ends(seconds: float) -> None:
    histogram = Histogram()
    histogram.add(seconds)
    assert histogram.percentile(0.5) == max(0.0, seconds)


def test_nothing_has_no_percentile() -> None:
    assert Histogram().percentile(0.5) is None


def test_a_stage_is_measured_by_the_clock_also_when_it_fails() -> None:
    clock = DrivenClock()
    metrics = Metrics(clock)
    with metrics.measured("decide"):
        clock.advance(0.25)
    with pytest.raises(ZeroDivisionError), metrics.measured("decide"):
        clock.advance(0.5)
        raise ZeroDivisionError
    (stage,) = metrics.stages()
    assert (stage.stage, stage.count, stage.most) == ("decide", 2, 0.5)
    assert stage.p50 == pytest.approx(0.25, rel=0.02)


LINE = re.compile(r'^(# (TYPE|UNIT) \S+ \S+|# EOF|[a-z_]+(\{[a-z_]+="[^"\n]+"(,[a-z_]+="[^"\n]+")*\})? [0-9.e+-]+)$')


def test_the_text_is_open_metrics(tmp_path: Path) -> None:
    metrics = Metrics(DrivenClock())
    metrics.observe("decode", 0.012)
    metrics.observe("gate:main", 0.2)
    metrics.count("scans", direction="in")
    metrics.count("scans", by=2, direction="in")
    metrics.count("scans", direction="out")
    metrics.count("restarts")
    metrics.gauge("outbox_waiting", 7)
    target = tmp_path / "gatehouse.prom"
    metrics.write(target)
    lines = target.read_text().splitlines()
    assert all(LINE.match(line) for line in lines), lines
    assert lines[-1] == "# EOF"
    assert 'portun_scans_total{direction="in"} 3' in lines
    assert "portun_restarts_total 1" in lines
    assert "portun_outbox_waiting 7" in lines
    assert 'portun_stage_seconds_count{stage="decode"} 1' in lines
    assert sum(line.startswith("# TYPE portun_scans ") for line in lines) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["gatehouse.prom"]


def test_nobodys_data_becomes_a_label() -> None:
    metrics = Metrics(DrivenClock())
    with pytest.raises(ValueError, match="code"):
        metrics.count("scans", visitor="María Peña")
    with pytest.raises(ValueError, match="code"):
        metrics.observe('a"} 1\nfake 2', 1)
    with pytest.raises(ValueError, match="name"):
        metrics.gauge("Ünal", 1)
    assert metrics.open_metrics() == "# EOF\n"


def test_threads_lose_nothing() -> None:
    metrics = Metrics(DrivenClock())

    def add() -> None:
        for _ in range(2_000):
            metrics.count("frames")
            metrics.observe("decode", 0.01)

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "portun_frames_total 8000" in metrics.open_metrics()
    assert metrics.stages()[0].count == 8_000
