"""Digest SHA-256 as Shelly firmware wants it.

Own code, because httpx.DigestAuth drops an empty opaque and never recovers from a 429.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections import deque
from collections.abc import Callable

from app.clock import Clock
from app.gates.bindings import GateSecret

QUIET_S = 2.2
"""After a 429: the device's window is 2 s, and only an unauthenticated request after it gets a slot."""
TRIES, PER_S = 3, 60.0
POLLS_MAY_USE = 2
"""Of those tries, so that one is always left for a command."""
NONCE_AGE_S, NONCE_USES = 3300.0, 29_000
"""Let go of a nonce before the device does (1 h, 30,000 uses)."""

_PART = re.compile(r'([A-Za-z0-9_-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))')


def ha1_of(username: str, realm: str, password: str) -> str:
    """The digest secret of one device, hex. As good as the password for that device."""
    return _sha(f"{username}:{realm}:{password}")


class Digest:
    """The long-lived sign-in state of one device.

    `knows_realm` says whether a realm is that of the device we are bound to: no other is ever answered.
    """

    def __init__(
        self, username: str, secret: GateSecret, knows_realm: Callable[[str], bool], clock: Clock, uri: str = "/rpc"
    ) -> None:
        self._username = username
        self._secret = secret
        self._knows_realm = knows_realm
        self._clock = clock
        self._uri = uri
        self._realm = ""
        self._nonce = ""
        self._opaque: str | None = None
        self._count = 0
        self._since = 0.0
        self._throttled_at: float | None = None
        self._tries: deque[float] = deque(maxlen=TRIES)

    @property
    def has_secret(self) -> bool:
        """Whether a challenge could be answered at all."""
        return bool(self._secret.password or self._secret.ha1)

    def header(self) -> str | None:
        """The Authorization header for the next POST; None: there is no nonce to answer."""
        if not self._nonce or self._count >= NONCE_USES or self._clock.monotonic() - self._since > NONCE_AGE_S:
            self._nonce = ""
            return None
        self._count += 1
        count, cnonce = f"{self._count:08x}", secrets.token_hex(8)
        ha1 = self._secret.ha1 or ha1_of(self._username, self._realm, self._secret.password)
        ha2 = _sha(f"POST:{self._uri}")
        response = _sha(f"{ha1}:{self._nonce}:{count}:{cnonce}:auth:{ha2}")
        words = (
            f'Digest username="{self._username}", realm="{self._realm}", nonce="{self._nonce}", uri="{self._uri}", '
            f'response="{response}", qop=auth, nc={count}, cnonce="{cnonce}", algorithm=SHA-256'
        )
        return words if self._opaque is None else f'{words}, opaque="{self._opaque}"'

    def take(self, challenge: str) -> str:
        """Take a challenge (the WWW-Authenticate header). Returns "" or the code of what is wrong with it."""
        scheme, _, rest = challenge.partition(" ")
        parts = {name.lower(): quoted or plain for name, quoted, plain in _PART.findall(rest)}
        if scheme.lower() != "digest" or not parts.get("nonce"):
            return "http:401"
        if parts.get("algorithm", "").upper() != "SHA-256" or not self.has_secret:
            return "http:401"
        if not self._knows_realm(parts.get("realm", "")):
            return "wrong_device"
        self._realm, self._nonce, self._opaque = parts["realm"], parts["nonce"], parts.get("opaque")
        self._count, self._since = 0, self._clock.monotonic()
        self._throttled_at = None
        return ""

    def drop(self) -> None:
        """Forget the nonce: the device did not accept it."""
        self._nonce = ""

    def throttled(self) -> None:
        """The device answered 429: the nonce is dead and silence is due."""
        self._nonce = ""
        self._throttled_at = self._clock.monotonic()

    def wait_s(self, *, for_command: bool) -> float:
        """How long an unauthenticated request has to wait, seconds; 0 when there was no 429."""
        if self._throttled_at is None:
            return 0.0
        now = self._clock.monotonic()
        wait = self._throttled_at + QUIET_S - now
        recent = [at for at in self._tries if now - at < PER_S]
        allowed = TRIES if for_command else POLLS_MAY_USE
        if len(recent) >= allowed:
            wait = max(wait, recent[-allowed] + PER_S - now)
        return max(0.0, wait)

    def trying(self) -> None:
        """An unauthenticated request goes out; after a 429 it counts."""
        if self._throttled_at is not None:
            self._tries.append(self._clock.monotonic())


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
