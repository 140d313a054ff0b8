"""From what a decoder, a keyboard or a hand scanner gave to one person's intent."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from app.domain.entry import Direction

MAX_PAYLOAD = 512
"""A pass code, even in a link, is far shorter; the largest QR holds 2,953 bytes."""

SHORT_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U, so that a voice on a bad line cannot be misheard."""

SHORT_LENGTH = 8

_ECI = re.compile(r"^(?:\\\d{6}|\][A-Za-z]\d)+")
_UUID = re.compile(r"^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$", re.IGNORECASE)
_HEARD_AS = str.maketrans("ILOU", "110V")


class Source(StrEnum):
    """Where an intent came from."""

    CAMERA = "camera"
    TYPED = "typed"
    HAND_SCANNER = "hand_scanner"
    PICKED = "picked"


class CodeKind(StrEnum):
    """Which of a pass's names the code is."""

    RECORD = "record"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class PassCode:
    """A code that looks like one of ours. `key` is canonical: a lower-case dashed UUID, or eight base-32 letters."""

    kind: CodeKind
    key: str

    @property
    def shown(self) -> str:
        """Enough to compare by eye, not enough to copy."""
        if self.kind is CodeKind.SHORT:
            return f"{self.key[:4]}-{self.key[4:]}"
        return f"{self.key[:4]}…{self.key[-4:]}"


@dataclass(frozen=True, slots=True)
class ForeignCode:
    """Not a Portun code: only its hash and its first characters are kept, never the whole."""

    digest: str
    head: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """One decode of one frame. `outline` are the four corners in the frame, 0..1 of width and height."""

    text: str
    camera_id: str
    frame_no: int
    seen_monotonic: float
    outline: tuple[tuple[float, float], ...] = ()
    engine: str = "zxing"


@dataclass(frozen=True, slots=True)
class Scan:
    """A debounced sighting, a typed code, a hand scanner's line or a pick from a list: one person's intent."""

    scan_id: str
    source: Source
    code: PassCode | ForeignCode
    direction: Direction
    at: datetime
    camera_id: str | None = None
    outline: tuple[tuple[float, float], ...] = ()
    first_seen_monotonic: float = 0.0

    @property
    def seen_at(self) -> float | None:
        """When a camera or a hand scanner first had the code (monotonic seconds); None for what was typed or picked."""
        scanned = self.source in (Source.CAMERA, Source.HAND_SCANNER)
        return self.first_seen_monotonic if scanned and self.first_seen_monotonic else None


def parse_payload(text: str, *, hosts: Collection[str] = ()) -> PassCode | ForeignCode:
    """Tell a pass code from everything else.

    Taken: a UUID with or without dashes, in any case, bare, as `portun://…/UUID` or as an https link of one of
    the site's own `hosts`, with the code as the last path segment or as `code`, `uid` or `record_uid` in the
    query. Symbology and ECI prefixes that hand scanners send are stripped.
    """
    cleaned = _ECI.sub("", text.strip().strip("\ufeff\x00"))
    if not cleaned or len(cleaned) > MAX_PAYLOAD or not cleaned.isprintable():
        return foreign(text)
    if _UUID.match(cleaned):
        return PassCode(CodeKind.RECORD, _canonical(cleaned))
    if "://" in cleaned and (found := _from_link(cleaned, hosts)) is not None:
        return found
    return foreign(text)


def parse_typed(text: str, *, hosts: Collection[str] = ()) -> PassCode | None:
    """The same for what a guard typed, where a short code counts too; None if it is a search, not a code."""
    code = parse_payload(text, hosts=hosts)
    if isinstance(code, PassCode):
        return code
    short = re.sub(r"[\s-]", "", text).upper()
    if len(short) == SHORT_LENGTH and any(c.isdigit() for c in short):
        short = short.translate(_HEARD_AS)
        if all(c in SHORT_ALPHABET for c in short):
            return PassCode(CodeKind.SHORT, short)
    return None


def foreign(text: str) -> ForeignCode:
    """What is kept of a code that is not ours."""
    raw = text.encode("utf-8", "surrogatepass")
    head = "".join(c if c.isprintable() else "·" for c in text[:24])
    return ForeignCode(hashlib.sha256(raw).hexdigest(), head)


def _canonical(uid: str) -> str:
    bare = uid.replace("-", "").lower()
    return f"{bare[:8]}-{bare[8:12]}-{bare[12:16]}-{bare[16:20]}-{bare[20:]}"


def _from_link(link: str, hosts: Collection[str]) -> PassCode | None:
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
    except ValueError:
        return None
    ours = parts.scheme == "portun" or (parts.scheme == "https" and host.lower() in {h.lower() for h in hosts})
    if not ours or "@" in parts.netloc:
        return None
    candidates = [parts.path.rstrip("/").rsplit("/", 1)[-1]]
    if parts.scheme == "portun":
        candidates.append(host)
    candidates += re.findall(r"(?:^|&)(?:code|uid|record_uid)=([0-9A-Za-z-]+)(?=&|$)", parts.query)
    for candidate in candidates:
        if _UUID.match(candidate):
            return PassCode(CodeKind.RECORD, _canonical(candidate))
    return None
