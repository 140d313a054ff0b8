"""Scan hygiene: which sightings are one person's intent. Pure: the moment is passed in, nothing is read from outside.

    a code comes into view                          → a scan
    it stays                                        → nothing
    it leaves and is back within a few seconds      → held: just_scanned, said once
    two passes come into view together              → held: two_codes, until one of them is alone
    a code stays for minutes (a sticker, a poster)  → held: muted, said once, silent until it was long gone

A code that is not ours never stands in the way of one that is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.scan import PassCode, parse_payload

LEFT_AFTER_S = 1.5
"""Not read for so long: the code has left. Shorter gaps are blur and shaking hands."""

DEBOUNCE_S = 5.0
"""A code that is back so soon is the same intent (what ticket scanners with cameras use)."""

LINE_DEBOUNCE_S = 2.5
"""The same for a hand scanner's trigger pressed twice."""

TOGETHER_S = 0.7
"""Two passes whose first sightings lie this close came into view together."""

EPISODE_GAP_S = 30.0
MUTE_AFTER_S = 180.0
"""In view for so long, with gaps below `EPISODE_GAP_S`: not a person."""

FORGET_AFTER_S = 600.0
MOST_REMEMBERED = 500
FOREIGN = "?"
"""Before the key of a code that is not ours."""


class Held(StrEnum):
    """Why a code in view is not a scan (the words of `ScanArrived.held`)."""

    JUST_SCANNED = "just_scanned"
    TWO_CODES = "two_codes"
    MUTED = "muted"


@dataclass(frozen=True, slots=True)
class Ruling:
    """What becomes of a text that was read: a scan (`held` is None), or held back and worth a word."""

    text: str
    held: Held | None


@dataclass(slots=True)
class _Presence:
    """One code's time before one source."""

    came: float
    last_seen: float
    episode: float
    scanned: bool = False
    told_two: bool = False
    muted: bool = False


class ScanHygiene:
    """One for each source: a camera, the hand scanners of a console. `hosts`: the site's own, for links."""

    def __init__(self, hosts: Collection[str] = ()) -> None:
        self._hosts = tuple(hosts)
        self._present: dict[str, _Presence] = {}
        self._lines: dict[str, float] = {}

    def saw(self, texts: Iterable[str], now: float) -> tuple[Ruling, ...]:
        """The texts read in one frame at `now` (none is an answer too). Only rulings that are news."""
        self._forget(now)
        codes, behind = self._apart(texts)
        rulings: list[Ruling] = []
        for key, text in codes.items():
            if key in self._present:
                rulings += self._seen_again(self._present[key], text, now)
            else:
                self._present[key] = _Presence(now, now, now)
        for key in behind & self._present.keys():
            self._present[key].last_seen = now
        waiting = [key for key in codes if not self._present[key].scanned and not self._present[key].muted]
        if waiting:
            rulings += self._newcomers(waiting, codes, now)
        return tuple(rulings)

    def chose(self, text: str, now: float) -> None:
        """Of several codes in view, a person took this one: it is a scan already."""
        presence = self._present.setdefault(self._key(text), _Presence(now, now, now))
        presence.scanned = True

    def line(self, text: str, now: float) -> Held | None:
        """A hand scanner's line at `now`: None if it is a scan."""
        key = self._key(text)
        last = self._lines.get(key)
        self._lines = {other: at for other, at in self._lines.items() if now - at < LINE_DEBOUNCE_S}
        self._lines[key] = now
        return Held.JUST_SCANNED if last is not None and now - last < LINE_DEBOUNCE_S else None

    def _seen_again(self, presence: _Presence, text: str, now: float) -> list[Ruling]:
        gap = now - presence.last_seen
        presence.last_seen = now
        if gap > EPISODE_GAP_S:
            presence.episode = now
        if presence.muted:
            return []
        if now - presence.episode >= MUTE_AFTER_S:
            presence.muted = True
            return [Ruling(text, Held.MUTED)]
        if gap > DEBOUNCE_S:
            presence.came, presence.scanned, presence.told_two = now, False, False
        elif gap > LEFT_AFTER_S and presence.scanned:
            return [Ruling(text, Held.JUST_SCANNED)]
        return []

    def _newcomers(self, waiting: list[str], codes: dict[str, str], now: float) -> list[Ruling]:
        """Passes in view that have not been scanned: one alone is a scan, several are a question."""
        rulings: list[Ruling] = []
        for key in waiting:
            presence = self._present[key]
            if self._has_company(key, presence, now):
                if not presence.told_two:
                    presence.told_two = True
                    rulings.append(Ruling(codes[key], Held.TWO_CODES))
            else:
                presence.scanned = True
                rulings.append(Ruling(codes[key], None))
        return rulings

    def _has_company(self, key: str, presence: _Presence, now: float) -> bool:
        """Whether another pass came together with this one and is still in view, or waits beside it."""
        for other_key, other in self._present.items():
            if other_key == key or other.muted or other_key.startswith(FOREIGN) or now - other.last_seen > LEFT_AFTER_S:
                continue
            if not other.scanned or abs(other.came - presence.came) <= TOGETHER_S:
                return True
        return False

    def _apart(self, texts: Iterable[str]) -> tuple[dict[str, str], set[str]]:
        """Texts by key, each code once, and the keys of foreign codes that stand behind a pass."""
        keyed: dict[str, str] = {}
        for text in texts:
            keyed.setdefault(self._key(text), text)
        foreign = [key for key in keyed if key.startswith(FOREIGN)]
        front = {key: text for key, text in keyed.items() if key not in foreign} or {
            key: keyed[key] for key in foreign[:1]
        }
        return front, keyed.keys() - front.keys()

    def _key(self, text: str) -> str:
        code = parse_payload(text, hosts=self._hosts)
        return code.key if isinstance(code, PassCode) else FOREIGN + code.digest

    def _forget(self, now: float) -> None:
        for key, presence in list(self._present.items()):
            if now - presence.last_seen > FORGET_AFTER_S:
                del self._present[key]
        while len(self._present) > MOST_REMEMBERED:
            del self._present[min(self._present, key=lambda one: self._present[one].last_seen)]
