"""The Data API where a client is no gentleman, and where the platform's headers are particular."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx
import pytest

from tests.fixtures_site import Site


@contextmanager
def listened_to(dsn: str) -> Iterator[tuple[dict[str, str], list[str]]]:
    """A central API of its own whose words on stderr are kept; they are complete when it has ended."""
    words: list[str] = []
    part = subprocess.Popen(
        [sys.executable, "-m", "app.sandbox.central"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with part:
        assert part.stdin is not None and part.stdout is not None and part.stderr is not None
        part.stdin.write(json.dumps({"pg_dsn": dsn}) + "\n")
        part.stdin.flush()
        yield json.loads(part.stdout.readline()), words
        part.stdin.close()
        words += part.stderr.read().splitlines()


@pytest.mark.parametrize(
    "path", ["/rest/v1/rpc/contract_v1", "/auth/v1/token?grant_type=password", "/functions/v1/enrol-device"]
)
def test_a_client_that_goes_away_in_the_middle_of_its_body_leaves_no_words(central_site: Site, path: str) -> None:
    with listened_to(central_site.dsn) as (place, words):
        address = urlsplit(place["url"])
        for sent in (b"", b"{"):
            with socket.create_connection((address.hostname, address.port)) as line:
                headers = f"POST {path} HTTP/1.1\r\nHost: x\r\napikey: {place['publishable_key']}\r\n"
                line.sendall(f"{headers}Content-Type: application/json\r\nContent-Length: 99\r\n\r\n".encode() + sent)
        with httpx.Client(base_url=place["url"], headers={"apikey": place["publishable_key"]}) as client:
            assert client.get("/rest/v1/no_such_table").status_code == 404
    assert words == []


def test_a_change_says_how_many_rows_it_touched(central_site: Site) -> None:
    resident, row = central_site.sign_in("resident"), central_site.add_pass()
    path, change = f"/rest/v1/visitor_records_uid?id=eq.{row['id']}", {"visitor_name": "Otra"}
    shown = resident.patch(path, json=change, headers={"Prefer": "return=representation"})
    silent = resident.patch(path, json=change)
    nobody = resident.patch("/rest/v1/visitor_records_uid?record_uid=eq.none", json=change)
    assert [one.headers["content-range"] for one in (shown, silent, nobody)] == ["0-0/*", "0-0/*", "*/*"]
    counted = resident.patch(path, json=change, headers={"Prefer": "count=exact"})
    assert counted.headers["content-range"] == "0-0/1"
