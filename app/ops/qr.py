"""What a code looks like as a QR, for a screen and for paper alike."""

from __future__ import annotations

QUIET = 4
"""Modules of white around the code (ISO/IEC 18004)."""


def modules(code: str) -> tuple[tuple[bool, ...], ...]:
    """Rows of modules, True is black, the white around it included."""
    import segno  # a start does not wait for it

    rows = segno.make(code, error="m", micro=False).matrix_iter(border=QUIET)
    return tuple(tuple(bool(cell) for cell in row) for row in rows)
