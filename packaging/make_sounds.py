"""Makes resources/sounds/*.wav: python packaging/make_sounds.py resources/sounds

Sounds that differ in direction, number and colour, so that they are told apart in rain and by ears that hear high
tones badly (all below 1.2 kHz): admit rises, refuse is low and doubled, ask is one tone that bends up; the alarm (a
gate opened by hand by nobody known) swells up and down three times.
"""

from __future__ import annotations

import math
import struct
import sys
import wave
from pathlib import Path

RATE = 44_100
PEAK = 0.5


def tone(start_hz: float, end_hz: float, seconds: float, *, second_part: float = 0.25) -> list[float]:
    """One note that glides, with a soft attack and an exponential end; `second_part`: the octave above it."""
    count, phase, samples = round(RATE * seconds), 0.0, []
    for n in range(count):
        part = n / count
        phase += 2 * math.pi * (start_hz + (end_hz - start_hz) * part) / RATE
        attack = min(1.0, n / (RATE * 0.008))
        fade = math.exp(-3.2 * part) * min(1.0, (count - n) / (RATE * 0.012))
        samples.append((math.sin(phase) + second_part * math.sin(2 * phase)) / (1 + second_part) * attack * fade)
    return samples


def rest(seconds: float) -> list[float]:
    """Silence."""
    return [0.0] * round(RATE * seconds)


SOUNDS = {
    "admit": tone(587, 587, 0.11) + rest(0.01) + tone(880, 880, 0.24),
    "refuse": tone(233, 220, 0.17, second_part=0.6) + rest(0.06) + tone(196, 185, 0.30, second_part=0.6),
    "alarm": (tone(440, 660, 0.18, second_part=0.6) + tone(660, 440, 0.18, second_part=0.6) + rest(0.03)) * 3,
    "ask": tone(494, 740, 0.20) + rest(0.05) + tone(740, 740, 0.16),
}


def main(target: Path) -> None:
    """Write each as 16-bit mono."""
    for name, samples in SOUNDS.items():
        with wave.open(str(target / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(b"".join(struct.pack("<h", round(s * PEAK * 32_767)) for s in samples))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
