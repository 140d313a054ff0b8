"""Fixtures of the tests of the central contract."""

from tests.fixtures_site import _shared_site, central_site, fresh_central, postgres_dsn

__all__ = ["_shared_site", "central_site", "fresh_central", "postgres_dsn"]
