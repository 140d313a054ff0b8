"""`python -m tests.conformance`: other people's clients against the sandbox, our client against another server.

Four parts, always all: npm `@supabase/supabase-js` and PyPI `realtime` against the sandbox; our client (and bare
requests) against npm `@supabase/lite` on the same PostgreSQL, compared answer by answer with the sandbox; the Edge
Functions in npm `deno`, compared with the sandbox's twins. Prints one row a check; ends with 0 when every row holds,
with 1 when one does not, with 2 when something is missing to run it.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import psycopg

from app.sandbox import schema, seed
from app.sandbox.demo import Demo, demo
from app.sandbox.parts import Part
from app.sandbox.site import line_of
from tests.conformance import edge, realtime_py
from tests.conformance.differences import compare
from tests.conformance.lite import NODE_MODULES, PROBE, LiteFailed, lite_on
from tests.conformance.questions import QUESTIONS, Asked
from tests.fixtures_site import Site

HERE = Path(__file__).parent
OLDEST_NODE = 20
SUPABASE_JS_WITHIN_S = 240


class Missing(Exception):
    """Something that a person must install first."""


@dataclass(frozen=True)
class Row:
    """One line of the table. `verdict`: holds, known (a listed difference) or FAILED."""

    verdict: str
    part: str
    check: str
    said: str = ""


def node_packages() -> None:
    """The locked packages in node_modules; fetched again when the lock changed."""
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            raise Missing(f"`{program}` is not there: install Node.js {OLDEST_NODE} or newer with npm.")
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if int(version.lstrip("v").split(".")[0]) < OLDEST_NODE:
        raise Missing(f"Node.js {OLDEST_NODE} or newer is needed; this is {version}.")
    lock = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    made_from = NODE_MODULES / "made-from"
    if made_from.is_file() and made_from.read_text() == lock:
        return
    print("· npm packages (once; 250 MB)", file=sys.stderr, flush=True)
    if subprocess.run(["npm", "ci", "--no-progress"], cwd=HERE, stdout=sys.stderr, check=False).returncode != 0:
        raise Missing("npm could not install the locked packages; its messages stand above.")
    made_from.write_text(lock)


@contextmanager
def sandbox_on(server_dsn: str, plan: Demo, *, pushes: bool = True) -> Iterator[Site]:
    """The sandbox's central API on a database of its own. `pushes`: its outbox is emptied by itself."""
    dsn = schema.create_database(server_dsn, f"portun_conformance_{secrets.token_hex(4)}")
    schema.apply(dsn)
    seed.write(dsn, plan)
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(PROBE)
    part = Part("app.sandbox.central", {"pg_dsn": dsn, "pushes": pushes})
    try:
        yield Site(line_of(plan, part.addresses(), [], []) | {"pg_dsn": dsn}, dsn, plan)
    finally:
        part.close()


async def compared(sandbox: Site, lite: Asked, http: httpx.AsyncClient) -> list[Row]:
    """Every question to both."""
    ours, rows = Asked("sandbox", sandbox.url, sandbox.key, sandbox, http), []
    for question, ask in QUESTIONS.items():
        try:
            result = compare(question, await ask(ours), await ask(lite))
        except Exception as error:
            rows.append(Row("FAILED", "lite", question, f"{type(error).__name__}: {error}"))
            continue
        rows += [Row("FAILED", "lite", question, f"new difference at {one}") for one in result.new]
        rows += [
            Row("FAILED", "lite", question, f"difference {one.number} at {one.place or 'answer'} is gone: unlist it")
            for one in result.gone
        ]
        rows += [
            Row("known", "lite", question, f"{one.number}. {one.place}: {one.sandbox!r} here, {one.lite!r} there")
            for one in result.known
        ]
        if not (result.new or result.gone or result.known):
            rows.append(Row("holds", "lite", question, "the same answers"))
    return rows


def supabase_js(site: Site) -> list[Row]:
    """npm `@supabase/supabase-js`."""
    ended = subprocess.run(
        ["node", str(HERE / "supabase_js.mjs")],
        input=json.dumps(site.line),
        text=True,
        stdout=subprocess.PIPE,
        timeout=SUPABASE_JS_WITHIN_S,
        check=False,
    )
    told = [json.loads(line) for line in ended.stdout.splitlines()]
    rows = [Row("holds" if one["ok"] else "FAILED", "supabase-js", one["check"], one["said"]) for one in told]
    if not rows or (ended.returncode != 0 and all(one["ok"] for one in told)):
        rows.append(Row("FAILED", "supabase-js", "ran to its end", f"node ended with {ended.returncode}"))
    return rows


def realtime(site: Site) -> list[Row]:
    """PyPI `realtime`."""
    rows = []
    for name, check in realtime_py.CHECKS.items():
        try:
            said = asyncio.run(asyncio.wait_for(check(site), realtime_py.WITHIN_S))
        except Exception as error:
            rows.append(Row("FAILED", "realtime", name, f"{type(error).__name__}: {error}"))
        else:
            rows.append(Row("holds", "realtime", name, said))
    return rows


def all_rows() -> list[Row]:
    """Start the servers on one PostgreSQL and ask everything."""
    node_packages()
    plan = demo(1, datetime.now(UTC))
    server = Part("app.sandbox.postgres", {})
    try:
        dsn = str(server.addresses()["dsn"])
        with sandbox_on(dsn, plan) as site:
            with tempfile.TemporaryDirectory(prefix="portun-conformance-") as folder:
                try:
                    rows = against_lite(site, dsn, plan, Path(folder))
                except (LiteFailed, httpx.HTTPError) as error:
                    rows = [Row("FAILED", "lite", "starts", str(error))]
            rows = supabase_js(site) + realtime(site) + rows
            site.close()
        with tempfile.TemporaryDirectory(prefix="portun-conformance-") as folder:
            return rows + edge_functions(dsn, plan, Path(folder))
    finally:
        server.close()


def edge_functions(dsn: str, plan: Demo, folder: Path) -> list[Row]:
    """The fourth part."""
    try:
        said = edge.offline(folder)
        with sandbox_on(dsn, plan, pushes=False) as twin, sandbox_on(dsn, plan, pushes=False) as real:
            said += edge.compared(twin, real, folder)
            twin.close()
            real.close()
    except (edge.EdgeFailed, httpx.HTTPError) as error:
        return [Row("FAILED", "edge", "starts", str(error))]
    return [Row("holds" if one.holds else "FAILED", "edge", one.check, one.said) for one in said]


def against_lite(site: Site, dsn: str, plan: Demo, folder: Path) -> list[Row]:
    """The third part."""

    async def ask(asked: Site, url: str, key: str) -> list[Row]:
        async with httpx.AsyncClient(timeout=20, trust_env=False) as http:
            return await compared(site, Asked("lite", url, key, asked, http), http)

    with lite_on(dsn, plan, folder) as (lite, lite_dsn):
        line: dict[str, Any] = site.line | {"pg_dsn": lite_dsn}
        return asyncio.run(ask(Site(line, lite_dsn, plan), lite.url, lite.publishable_key))


def main() -> int:
    """Run it all and print the table."""
    try:
        rows = all_rows()
    except Missing as why:
        print(why, file=sys.stderr)
        return 2
    wide = [max(len(getattr(row, name)) for row in rows) for name in ("verdict", "part", "check")]
    for row in rows:
        cells = (row.verdict, row.part, row.check)
        print("  ".join(cell.ljust(width) for cell, width in zip(cells, wide, strict=True)), row.said, sep="  ")
    failed = sum(row.verdict == "FAILED" for row in rows)
    known = sum(row.verdict == "known" for row in rows)
    print(f"{len(rows) - failed - known} hold, {known} known differences, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
