"""Canaries planted everywhere a console could leave somebody's data; none of them is in the bundle."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ops.blacken import HIDDEN, Blackener
from app.ops.diagnostics import Diagnosis, without_secrets, write_bundle
from app.ops.doctor import Finding, State
from app.settings import parse
from tests.app.test_settings import GOOD
from tests.ops.stories import MARCH

NAME = "Zenaida Quiñónez Übermäßig"
DOCUMENT = "DPI 2987 65432 0101"
PLATE = "P-738 XKQ"
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoiYXV0aCJ9.c2lnbmF0dXJl"
CODE = "7f3c9a10-5d2e-4b6f-8a11-22c3d4e5f607"
SHORT_CODE = "K7M2-9QXT"
MAIL = "zenaida@example.com"
KEY = "sb_secret_abcdef0123456789"
PERSONAL = (NAME, DOCUMENT, PLATE, CODE, SHORT_CODE)
FORMS = (
    NAME,
    NAME.upper(),
    "Zenaida Quinonez",
    "QUIÑÓNEZ, Zenaida",
    "zenaida_quiñónez",
    DOCUMENT,
    "DPI2987654320101",
    "2987 65432 0101",
    PLATE,
    "p738xkq",
    "P738-XKQ",
    TOKEN,
    CODE,
    CODE.replace("-", ""),
    CODE.upper(),
    SHORT_CODE,
    "k7m29qxt",
    MAIL,
    KEY,
    "password=hunter2222",
    "rtsp://admin:hunter2222@10.0.0.8/lane",
)
LEFT = (
    "zenaida",
    "quiñónez",
    "quinonez",
    "übermäßig",
    "ubermassig",
    "2987654320101",
    "298765432",
    "65432",
    "738",
    "xkq",
    "eyjhbg",
    "c2lnbmf0dxjl",
    CODE[9:],
    CODE.replace("-", "")[8:],
    "9qxt",
    "k7m2",
    "sb_secret_a",
    "hunter2222",
)


def test_no_canary_flies(tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    logs.mkdir()
    planted = [
        line
        for form in FORMS
        for line in (
            json.dumps({"at": "2026-03-14T18:00:00.000+00:00", "level": "info", "text": f"scan of {form} was slow"}),
            json.dumps({"text": "bug", "traceback": f"File x\n  raise ValueError({form!r})\nValueError: {form}"}),
            json.dumps({"text": "told", "extra": {"who": [form, {form: form}]}}, ensure_ascii=False),
            f"not json: {form}",
            json.dumps({"text": f"cut {form}"})[:-2],
            json.dumps({"document": 2987654320101, "at": f"{form}"}),
        )
    ]
    (logs / "gatehouse.log").write_text("\n".join(planted), encoding="utf-8")
    (logs / "gatehouse.log.1").write_text("\n".join(reversed(planted)), encoding="utf-8")
    (logs / f"{NAME}.log").write_text(NAME)
    (logs / "journal.db").write_text(NAME)
    everything = " ".join(FORMS)
    diagnosis = Diagnosis(
        logs,
        [Finding(f"camera {NAME}", State.WARN, everything, everything)],
        {"Python": "3.11", everything: everything},
        {"central": {"key": KEY, "url": f"https://{NAME}"}, "gates": [{"password": "hunter2222", "name": everything}]},
        f"# {everything}\nportun_x 1\n",
    )
    target = tmp_path / "diagnostics.zip"
    size = write_bundle(target, diagnosis, personal=PERSONAL, now=MARCH)
    assert size == target.stat().st_size
    with zipfile.ZipFile(target) as bundle:
        assert bundle.testzip() is None
        names = bundle.namelist()
        assert sorted(names) == [
            "about.txt", "doctor.json", "logs/gatehouse.log", "logs/gatehouse.log.1", "metrics.txt", "settings.json",
            "versions.json",
        ]  # fmt: skip
        for name in names:
            text = bundle.read(name).decode()
            for shown in (text.lower(), text.encode().decode("unicode_escape", "replace").lower()):
                for canary in LEFT:
                    assert canary not in shown, (canary, name)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["diagnostics.zip"]


def test_what_is_nobodys_stays(tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    logs.mkdir()
    line = {
        "at": "2026-03-14T18:00:00.123+00:00",
        "level": "warning",
        "where": "app.gates.actuator",
        "text": "gate main answered after 180 ms: no_answer",
    }
    (logs / "gatehouse.log").write_text(json.dumps(line) + "\n")
    target = tmp_path / "diagnostics.zip"
    diagnosis = Diagnosis(logs, [Finding("disk_space", State.OK, "12,000 MB free")], {}, {}, "# EOF\n")
    write_bundle(target, diagnosis, personal=PERSONAL, now=MARCH)
    with zipfile.ZipFile(target) as bundle:
        kept = json.loads(bundle.read("logs/gatehouse.log"))
        assert kept["text"] == line["text"]
        assert kept["at"].startswith("2026-03-14T18:00:00.123")
        assert json.loads(bundle.read("doctor.json"))["findings"][0]["evidence"] == "12,000 MB free"
        assert bundle.read("metrics.txt") == b"# EOF\n"


def test_a_missing_log_folder_is_no_reason_to_have_no_bundle(tmp_path: Path) -> None:
    write_bundle(tmp_path / "d.zip", Diagnosis(tmp_path / "gone", [], {}, {}, ""), personal=(), now=MARCH)
    assert zipfile.is_zipfile(tmp_path / "d.zip")


def test_settings_keep_their_shape_without_their_secrets() -> None:
    import msgspec

    tables = msgspec.to_builtins(parse(GOOD))
    shown = without_secrets(tables)
    assert shown["central"] == {"url": "https://data.portun.app", "key": "<hidden>", "budget_ms": 700}
    assert shown["gates"][0]["username"] == "<hidden>"
    assert shown["gates"][0]["mac"] == "A085E3BCA4C8"
    assert shown["site"]["zone"] == "America/Guatemala"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("hello Maria Pena!", f"hello {HIDDEN}!"),
        ("PEÑA, María", f"{HIDDEN}, {HIDDEN}"),
        ("P 123-abc opened", f"{HIDDEN} opened"),
        ("the penalty", "the penalty"),
        ("", ""),
        ("María", HIDDEN),
    ],
)
def test_values_are_found_however_they_are_written(text: str, left: str) -> None:
    assert Blackener(["María Peña", "P123ABC", "", "A", "··"]).text(text) == left


WORD = st.text(alphabet="abcdefgñéÜ0123456789", min_size=3, max_size=10)


@given(st.lists(WORD, min_size=1, max_size=4), st.text(max_size=40), st.text(max_size=40), st.sampled_from(" .-_/"))
def test_a_known_value_never_stays(words: list[str], before: str, after: str, separator: str) -> None:
    value = separator.join(words)
    told = Blackener([value]).text(f"{before} {value} {after}")
    assert f" {value} " not in told
