"""Payload rules: what is one of ours, and what is kept of everything else."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.scan import CodeKind, ForeignCode, PassCode, parse_payload, parse_typed

UID = "0f3c6a52-9d1e-4b7a-8c55-1a2b3c4d5e6f"
HOSTS = ("app.portun.app",)


@pytest.mark.parametrize(
    "text",
    [
        UID,
        UID.upper(),
        UID.replace("-", ""),
        f"  {UID}\r\n",
        f"portun://visit/{UID}",
        f"portun://{UID}",
        f"https://app.portun.app/v/{UID}",
        f"https://APP.portun.app/v/{UID}/",
        f"https://app.portun.app/v?code={UID}",
        f"https://app.portun.app/v?x=1&record_uid={UID.upper()}",
        f"\\000026{UID}",
        f"]Q1{UID}",
    ],
)
def test_ours(text: str) -> None:
    assert parse_payload(text, hosts=HOSTS) == PassCode(CodeKind.RECORD, UID)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "https://example.com/menu",
        f"https://example.com/v/{UID}",
        f"http://app.portun.app/v/{UID}",
        f"https://app.portun.app.evil.example/v/{UID}",
        f"https://app.portun.app@evil.example/v/{UID}",
        f"https://user@app.portun.app/v/{UID}",
        f"javascript://app.portun.app/{UID}",
        f"{UID} or 1=1",
        f"{UID};drop table passes",
        f"{UID},or=(id.gt.0)",
        "<b>hello</b>",
        "A" * 2900,
        UID + "\x00\x01",
        "https://[broken",
        "７" * 32,
    ],
)
def test_not_ours(text: str) -> None:
    code = parse_payload(text, hosts=HOSTS)
    assert isinstance(code, ForeignCode)
    assert len(code.head) <= 24
    assert code.head.isprintable()


@given(st.text(max_size=300) | st.binary(max_size=300).map(lambda raw: raw.decode("latin-1")))
def test_any_text_has_an_answer(text: str) -> None:
    code = parse_payload(text, hosts=HOSTS)
    if isinstance(code, PassCode):
        assert str(uuid.UUID(code.key)) == code.key


@given(st.uuids(), st.sampled_from(["bare", "link", "upper", "https"]))
def test_every_uuid_survives_every_form(uid: uuid.UUID, form: str) -> None:
    text = {
        "bare": uid.hex,
        "link": f"portun://v/{uid}",
        "upper": str(uid).upper(),
        "https": f"https://{HOSTS[0]}/q/{uid}",
    }[form]
    assert parse_payload(text, hosts=HOSTS) == PassCode(CodeKind.RECORD, str(uid))


@pytest.mark.parametrize("text", ["K7M4-QX2P", "k7m4qx2p", "K7M4 QX2P", "k7m4-qx2p "])
def test_a_short_code_as_people_say_it(text: str) -> None:
    assert parse_typed(text) == PassCode(CodeKind.SHORT, "K7M4QX2P")


def test_letters_that_sound_or_look_alike_are_taken_for_what_was_meant() -> None:
    assert parse_typed("OI23-45LU") == PassCode(CodeKind.SHORT, "0123451V")


@pytest.mark.parametrize("text", ["Castellanos", "house 27", "P 482-KLM", "", "12345678901", "Ordóñez"])
def test_a_search_is_not_a_code(text: str) -> None:
    assert parse_typed(text) is None


def test_a_camera_never_reads_a_short_code() -> None:
    assert isinstance(parse_payload("K7M4QX2P"), ForeignCode)


def test_what_is_shown_is_not_enough_to_copy() -> None:
    assert PassCode(CodeKind.RECORD, UID).shown == "0f3c…5e6f"
