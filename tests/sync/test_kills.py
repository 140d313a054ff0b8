"""SIGKILL at any step of record, refresh, push, settle, photo and pull. A few here, a thousand in the soak."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.fixtures_site import Site
from tests.sync.dying import many_lives
from tests.sync.gatehouses import uses_of

KILLS = 4


def test_killed_anywhere_nothing_is_lost_or_doubled(central_site: Site, tmp_path: Path) -> None:
    passes = [central_site.add_pass() for _ in range(2)]
    lives = many_lives(central_site, passes, tmp_path, kills=KILLS, seed=20260314)
    assert lives.recorded and lives.recorded <= lives.journal and lives.waiting == "0 0 0"
    assert lives.wrote and lives.wrote <= lives.lines
    told = central_site.sql(
        "select id::text, pass_id::text, photo_hash from public.visitor_record_logs where pass_id = any(%s::uuid[])",
        [str(row["id"]) for row in passes],
    )
    assert {log["id"] for log in told} == lives.journal and all(log["photo_hash"] for log in told)
    counted = Counter(log["pass_id"] for log in told)
    kept = central_site.sql("select id::text from public.shift_log where id = any(%s::uuid[])", list(lives.lines))
    assert {line["id"] for line in kept} == lives.lines, "what was told beside entries, too"
    assert all(uses_of(central_site, row) == counted[str(row["id"])] for row in passes)
