"""One site for all stories; each begins with nothing broken and nobody in the lane."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from app.sandbox import site
from tests.e2e.place import Place


@pytest.fixture(scope="session")
def whole_site() -> Iterator[Place]:
    with ExitStack() as stack:
        yield Place(site.start(stack, 7, without=set()))
