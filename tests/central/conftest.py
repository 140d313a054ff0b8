"""Fixtures of the client: the real central API on a real PostgreSQL."""

from tests.fixtures_site import _shared_site, central_site, fresh_central, postgres_dsn

__all__ = ["_shared_site", "central_site", "fresh_central", "postgres_dsn"]
