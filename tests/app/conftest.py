"""A central API for the stories that need one."""

from __future__ import annotations

from tests.fixtures_site import _shared_site, central_site, fresh_central, postgres_dsn

__all__ = ["_shared_site", "central_site", "fresh_central", "postgres_dsn"]
