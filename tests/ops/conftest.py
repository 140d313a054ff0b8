"""A real central API, for the check before enrolment."""

from tests.fixtures_site import _shared_site, central_site, fresh_central, postgres_dsn

__all__ = ["_shared_site", "central_site", "fresh_central", "postgres_dsn"]
