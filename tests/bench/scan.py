"""The scanner against bare zxing-cpp, bare pyzbar and the four-look cascade, all in the same run.

Photographs (with `images`), drawn frames of a phone's screen, drawn sequences, and the load of an empty lane.
"""

from __future__ import annotations

import statistics
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import cv2

from app.clock import SystemClock
from app.devices.decoder import Decoder
from app.devices.glance import Glance
from app.devices.hygiene import ScanHygiene
from app.devices.zbar import Zbar
from tests.bench._scan_engines import HOSTS, Scanner, bare_zbar, bare_zxing, cascade
from tests.bench._scan_frames import drawn_frames
from tests.bench._scan_load import lane, share_of_core, share_of_core_bare
from tests.bench._scan_photos import measure_photos
from tests.bench._scan_sequences import Sequence, sequences
from tests.bench._scan_streams import abandoned_reader_outlives, measure_streams, worst_loop_gap

SIMULATED_GOAL = 83.6
"""What the reference's cascade read of its drawn frames."""


def run(images: str | None = None, scale: float = 1.0) -> dict[str, Any]:
    """All parts; without `images` no photographs. `scale` below 1 takes a part of the frames and sequences."""
    notes: list[str] = []
    figures = _photographs(Path(images), notes) if images else []
    figures += _simulated(scale, notes)
    figures += _sequences(scale, notes)
    figures += _load(scale)
    figures += _streams()
    return {"bench": "scan", "figures": figures, "note": " ".join(notes)}


def _figure(name: str, value: float, unit: str, goal: str, against: str, holds: bool | None = None) -> dict[str, Any]:
    return {
        "name": name, "value": round(value, 2), "unit": unit, "goal": goal, "against": against, "holds": holds
    }  # fmt: skip


def _photographs(folder: Path, notes: list[str]) -> list[dict[str, Any]]:
    result = measure_photos(folder)
    ours, theirs = result.share("scanner"), result.share("cascade")
    against = f"cascade {theirs:.1f}, zxing-cpp {result.share('zxing-cpp'):.1f}, pyzbar {result.share('pyzbar'):.1f}"
    notes.append(f"{result.photographs} photographs with a known QR, {result.others} others.")
    notes.append("Read by: " + ", ".join(f"{look or 'nothing'} {count}" for look, count in result.looks.most_common()))
    notes.append("Read by another engine and not by the scanner: " + ("; ".join(result.missed) or "none") + ".")
    if result.wrong:
        notes.append("To be looked at: " + "; ".join(result.wrong) + ".")
    return [
        _figure("photographs read", ours, "%", ">= cascade", against, ours >= theirs),
        _figure("wrong texts", len(result.wrong), "", "0", "", not result.wrong),
        _figure("read by others only", len(result.missed), "", "listed", ""),
    ]


def _simulated(scale: float, notes: list[str]) -> list[dict[str, Any]]:
    count = 0
    right: Counter[str] = Counter()
    kinds: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    wrong = 0
    scanner, step = Scanner(), max(1, round(1 / scale))
    try:
        for number, frame in enumerate(drawn_frames()):
            if number % step:
                continue
            count += 1
            grey = cv2.cvtColor(frame.picture, cv2.COLOR_BGR2GRAY)
            texts, _ = scanner.held(grey)
            right["scanner"] += frame.text in texts
            wrong += bool(texts) and frame.text not in texts
            right["cascade"] += frame.text in cascade(grey)
            right["zxing-cpp"] += frame.text in bare_zxing(grey)
            right["pyzbar"] += frame.text in bare_zbar(grey)
            kinds[frame.kind.split("-")[0]][0] += frame.text in texts
            kinds[frame.kind.split("-")[0]][1] += 1
    finally:
        scanner.close()
    shares = {engine: 100 * hits / count for engine, hits in right.items()}
    notes.append("Drawn frames: " + ", ".join(f"{kind} {read}/{all_}" for kind, (read, all_) in kinds.items()) + ".")
    against = f"cascade {shares['cascade']:.1f}, zxing-cpp {shares['zxing-cpp']:.1f}, pyzbar {shares['pyzbar']:.1f}"
    goal, ours = f">= {SIMULATED_GOAL}, aim 88", shares["scanner"]
    return [
        _figure("drawn phone frames read", ours, "%", goal, against, ours >= SIMULATED_GOAL),
        _figure("wrong texts in drawn frames", wrong, "", "0", "", wrong == 0),
    ]


def _sequences(scale: float, notes: list[str]) -> list[dict[str, Any]]:
    firsts: list[float] = []
    scans: list[float] = []
    lost: list[str] = []
    zbar, step = Zbar(SystemClock()), max(1, round(1 / scale))
    try:
        for number, sequence in enumerate(sequences()):
            if number % step:
                continue
            first, scan = _time_to_scan(sequence, zbar)
            if scan is None:
                lost.append(sequence.name)
            elif first is not None:
                firsts.append(first)
                scans.append(scan)
    finally:
        zbar.close()
    delays = sorted(1000 * (scan - first) for first, scan in zip(firsts, scans, strict=True))
    ratio = statistics.median(scans) / max(1e-9, statistics.median(firsts))
    p95 = delays[min(len(delays) - 1, int(0.95 * len(delays)))]
    notes.append(f"{len(scans)} sequences; without a scan: {', '.join(lost) or 'none'}.")
    against = f"any engine on any frame: {statistics.median(firsts):.2f} s"
    return [
        _figure("sequence: median time to scan", statistics.median(scans), "s", "<= 1.2 x", against, ratio <= 1.2),
        _figure("sequence: first readable frame to scan, p95", p95, "ms", "<= 300", "0 with unlimited CPU", p95 <= 300),
    ]


def _time_to_scan(sequence: Sequence, zbar: Zbar) -> tuple[float | None, float | None]:
    """Seconds of the sequence until any engine could read a frame, and until the scanner had its Scan: frames that
    come while it works are dropped, as behind a camera."""
    glance, decoder, hygiene = Glance(), Decoder(zbar=zbar, hosts=HOSTS), ScanHygiene(HOSTS)
    first: float | None = None
    busy_until = float("-inf")
    for at, picture in sequence.frames():
        grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
        if first is None and at >= 0 and sequence.text in (*cascade(grey), *bare_zbar(grey)):
            first = at
        if at < busy_until:
            continue
        started = time.thread_time()
        seen = glance.at(grey, at)
        dozes = decoder.dozes(awake=seen.awake)
        readings = () if dozes else decoder.read(grey, at, awake=seen.awake, region=seen.region)
        busy_until = at + time.thread_time() - started
        zbar.settle()
        if any(ruling.held is None for ruling in hygiene.saw([reading.text for reading in readings], at)):
            return (at if first is None else first), busy_until
    return first, None


def _streams() -> list[dict[str, Any]]:
    figures = []
    for name, (lost, back) in measure_streams().items():
        figures.append(_figure(f"{name}: lost stream seen after", lost, "s", "< 3", "", lost < 3))
        figures.append(_figure(f"{name}: back after its return", back, "s", "< 5", "", back < 5))
    outlived = abandoned_reader_outlives()
    figures.append(_figure("a reader left behind outlives by", outlived, "s", "< 15", "", outlived < 15))
    gap = worst_loop_gap(seconds=5)
    figures.append(_figure("event loop beside a 4K camera, worst gap", gap, "ms", "<= 100", "", gap <= 100))
    return figures


def _load(scale: float) -> list[dict[str, Any]]:
    seconds = max(4.0, 20 * scale)
    figures = []
    for name, size, passing, goal in (
        ("nobody there, 720p", (1280, 720), False, 3.0),
        ("nobody there, 1080p", (1920, 1080), False, 6.0),
        ("something moves, 720p", (1280, 720), True, 12.0),
        ("something moves, 1080p", (1920, 1080), True, None),
    ):
        frames = lane(size, passing=passing)
        ours, bare = share_of_core(frames, seconds=seconds), share_of_core_bare(frames, seconds=4)
        against = f"zxing-cpp on each frame {bare['zxing-cpp']:.1f}, pyzbar {bare['pyzbar']:.1f}"
        holds = None if goal is None else ours <= goal
        figures.append(_figure(name, ours, "% of a core at 15 fps", f"<= {goal}" if goal else "", against, holds))
    return figures
