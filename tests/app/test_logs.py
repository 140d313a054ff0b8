"""Nothing personal with a shape gets through the formatter."""

from __future__ import annotations

import json
import logging
import uuid

import pytest

from app.logs import JsonLines, correlated, redacted

UID = "0f3c6a52-9d1e-4b7a-8c55-1a2b3c4d5e6f"


@pytest.mark.parametrize(
    "secret",
    [
        UID,
        UID.upper(),
        uuid.UUID(UID).hex,
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
        "sb_secret_0123456789",
        "sb_publishable_0123456789",
        "ana.lucia@example.com",
        "2547896310101",
    ],
)
def test_secrets_are_black(secret: str) -> None:
    assert secret not in redacted(f"before {secret} after")
    assert secret not in redacted(f"({secret})")


def test_credentials_in_addresses_are_black() -> None:
    line = redacted("opening rtsp://admin:hunter2@192.168.1.20/live and /v2/api?auth_key=TOPSECRET&x=1")
    assert "hunter2" not in line
    assert "TOPSECRET" not in line
    assert "192.168.1.20" in line


def test_a_line_is_json_with_its_correlation_and_its_traceback_is_black_too() -> None:
    try:
        raise ValueError(UID)
    except ValueError as error:
        record = logging.LogRecord("app", logging.ERROR, "x.py", 1, "failed %s", (UID,), (ValueError, error, None))
    with correlated("scan-1"):
        line = json.loads(JsonLines().format(record))
    assert line["correlation"] == "scan-1"
    assert UID not in json.dumps(line)


def test_plain_words_and_times_survive() -> None:
    text = "pull of 1000 rows took 12.5 ms at 2026-03-14T18:00:00"
    assert redacted(text) == text


@pytest.mark.parametrize("text", ["x" * 200_000, "a.b-" * 50_000, "a@" * 100_000, "http:" * 40_000, "://a:" * 40_000])
def test_a_long_text_is_looked_through_in_one_go(text: str) -> None:
    """Not by time: the patterns that look backwards from every letter would not come to an end here."""
    assert len(redacted(text)) <= len(text)


def test_secrets_at_the_end_of_something_long_are_seen() -> None:
    long = "w" * 300
    said = redacted(f"{long}rtsp://guard:lamp@10.0.0.7/ {long}@example.com")
    assert "lamp" not in said and "@example" not in said
