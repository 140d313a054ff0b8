"""A central API on a PostgreSQL of its own, for benchmarks and soaks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from app.sandbox import schema, seed
from app.sandbox.demo import demo
from app.sandbox.parts import Part
from app.sandbox.site import line_of
from tests.fixtures_site import Site


@contextmanager
def central_api() -> Iterator[Site]:
    """The demo community of seed 1, each part its own process."""
    server = Part("app.sandbox.postgres", {})
    try:
        dsn = schema.create_database(server.addresses()["dsn"], "portun_bench")
        schema.apply(dsn)
        plan = demo(1, datetime.now(UTC))
        seed.write(dsn, plan)
        part = Part("app.sandbox.central", {"pg_dsn": dsn})
        try:
            site = Site(line_of(plan, part.addresses(), [], []) | {"pg_dsn": dsn}, dsn, plan)
            yield site
            site.close()
        finally:
            part.close()
    finally:
        server.close()


def many_passes(site: Site, count: int) -> None:
    """So many passes of the site's community, in one statement."""
    host = site.plan.residents[0]
    site.sql(
        "insert into public.visitor_records_uid (host_uid, record_uid, visitor_name, visitor_type, validity_start,"
        " validity_end, property_id, community_id, entries_allowed)"
        " select %s::uuid, gen_random_uuid()::text, 'Visitante ' || n, 'Guest', now() - interval '1 hour',"
        " now() + interval '30 days', %s::uuid, %s::uuid, 1 + n %% 9 from generate_series(1, %s) n",
        host.profile_id,
        host.property_id,
        site.community_id,
        count,
    )
    site.sql("analyze")  # as autovacuum does soon after; without statistics every page would sort the whole table
