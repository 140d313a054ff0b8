"""Fixtures of the store's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.store import keyfile


@pytest.fixture(scope="session", autouse=True)
def quick_argon() -> Iterator[None]:
    """The real function with less memory: its strength is not what is tested."""
    strength = keyfile.ARGON2_MEMORY_KIB, keyfile.ARGON2_PASSES
    keyfile.ARGON2_MEMORY_KIB, keyfile.ARGON2_PASSES = 64, 1
    yield
    keyfile.ARGON2_MEMORY_KIB, keyfile.ARGON2_PASSES = strength
