"""The names of a pass as 63-bit numbers.

One narrow index over all of them instead of four wide ones: on an encrypted file every page that a random key
touches is deciphered, enciphered and signed anew, and that is what bulk loading costs. Two names may share a
number; whoever looks one up compares the name itself.
"""

from __future__ import annotations

import hashlib

_HEX_DIGITS = 15
"""The end of a uid is random in every version of it; its beginning may be a moment that many share."""


def code_of(name: str) -> int:
    """The number of a uid (its last 60 bits) or of any other name (a hash)."""
    try:
        return int(name.replace("-", "")[-_HEX_DIGITS:], 16)
    except ValueError:
        return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest()) >> 1
