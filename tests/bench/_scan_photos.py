"""Photographs of codes, fitted to a camera's frame and held before each engine."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from tests.bench._scan_engines import Scanner, bare_zbar, bare_zxing, cascade, is_right

WIDTH, HEIGHT = 1280, 720
SUFFIXES = {".png", ".jpg", ".jpeg", ".webp", ".bmp"}


@dataclass
class PhotoResult:
    """Shares of the photographs that show a QR with a known text; what was read wrong; what only others read."""

    photographs: int = 0
    right: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    looks: Counter[str] = field(default_factory=Counter)
    others: int = 0

    def share(self, engine: str) -> float:
        return 100 * self.right[engine] / max(1, self.photographs)


def measure_photos(folder: Path) -> PhotoResult:
    """Every picture of the folder. Truth comes from its manifest.json; without one, from two engines that agree."""
    manifest = folder / "manifest.json"
    truth: dict[str, dict[str, Any]] = json.loads(manifest.read_text()) if manifest.is_file() else {}
    result, scanner = PhotoResult(), Scanner()
    try:
        for path in sorted(one for one in folder.rglob("*") if one.suffix.lower() in SUFFIXES):
            picture = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
            if picture is not None:
                name = path.relative_to(folder).as_posix()
                _measure(result, scanner, name, fitted(picture), truth.get(name))
    finally:
        scanner.close()
    return result


def _measure(result: PhotoResult, scanner: Scanner, name: str, grey: np.ndarray, truth: dict[str, Any] | None) -> None:
    texts, look = scanner.held(grey)
    others = {"cascade": cascade(grey), "zxing-cpp": bare_zxing(grey), "pyzbar": bare_zbar(grey)}
    expected = _expected(truth, others)
    if not expected:
        # Other kinds of codes, and none. Micro QR is of zxing-cpp's QR family and is read with it.
        result.others += 1
        if texts and truth is not None and not is_right(texts, truth.get("texts") or []):
            result.wrong.append(f"{name}: {len(texts)} text(s) where the list knows none")
        return
    result.photographs += 1
    result.looks[look] += 1
    result.right["scanner"] += is_right(texts, expected)
    for engine, read in others.items():
        result.right[engine] += is_right(read, expected)
    if texts and not is_right(texts, expected):
        result.wrong.append(f"{name}: read by {look}, another text than the list's")
    if not is_right(texts, expected):
        readers = [engine for engine, read in others.items() if is_right(read, expected)]
        if readers:
            result.missed.append(f"{name}: {_why(readers)}")


def _expected(truth: dict[str, Any] | None, others: dict[str, list[str]]) -> list[str]:
    if truth is not None:
        listed = truth.get("texts") or ([truth["text"]] if truth.get("text") else [])
        return [str(text) for text in listed] if truth.get("format") == "qrcode" else []
    return [text for text in others["zxing-cpp"] if text in others["pyzbar"]]


def _why(readers: list[str]) -> str:
    if readers == ["pyzbar"]:
        return "only zbar reads it, whose text counts only if it is a pass code"
    return f"read by {', '.join(readers)}, not within the frames and the allowance of the scanner"


def fitted(picture: np.ndarray) -> np.ndarray:
    """The picture as large as it fits a frame, the rest grey."""
    height, width = picture.shape[:2]
    scale = min(WIDTH / width, HEIGHT / height)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    sized = cv2.resize(picture, (max(1, round(width * scale)), max(1, round(height * scale))), interpolation=how)
    frame = np.full((HEIGHT, WIDTH), 127, np.uint8)
    top, left = (HEIGHT - sized.shape[0]) // 2, (WIDTH - sized.shape[1]) // 2
    frame[top : top + sized.shape[0], left : left + sized.shape[1]] = sized
    return frame
