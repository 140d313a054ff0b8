"""Exports: whole or not at all, flat in memory, with people's data only for those who may."""

from __future__ import annotations

import asyncio
import csv
import errno
import os
import stat
import subprocess
import sys
import zipfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest

from app.domain.line import EntryLine
from app.errors import ExportError
from app.ops import excel
from app.ops.exports import ExportOrder, Form, export, write
from app.ops.files import export_error
from app.ops.words import Words
from tests.ops.stories import SITE, line, many

CSV = ExportOrder(Form.CSV, SITE, personal=True)
EXCEL = ExportOrder(Form.EXCEL, SITE, personal=True)
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def sheet_rows(path: Path, number: int = 1) -> list[list[tuple[str, str, str]]]:
    """(type, style, value) of each cell."""
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
    return [
        [(cell.get("t", "n"), cell.get("s", "0"), "".join(cell.itertext())) for cell in row.iter(f"{SHEET}c")]
        for row in root.iter(f"{SHEET}row")
    ]


def test_an_hour_that_the_clock_shows_twice_is_told_apart(tmp_path: Path) -> None:
    """Santiago's clock goes back from midnight to eleven at the end of 4 April 2026."""
    order = ExportOrder(Form.CSV, replace(SITE, zone=ZoneInfo("America/Santiago")), personal=True)
    before, after = datetime(2026, 4, 5, 2, 30, tzinfo=UTC), datetime(2026, 4, 5, 3, 30, tzinfo=UTC)
    write(tmp_path / "entries.csv", [[line(1, occurred_at=before), line(2, occurred_at=after)]], order)
    told = [(row["Time"], row["Clock"]) for row in rows_of(tmp_path / "entries.csv")]
    assert told == [("2026-04-04 23:30:00", "UTC-03:00"), ("2026-04-04 23:30:00", "UTC-04:00")]


def test_a_csv_holds_local_time_names_and_words(tmp_path: Path) -> None:
    target = tmp_path / "entries.csv"
    done = write(target, [[line(1), line(2, visitor_name="=cmd()", note="line\r\nline")]], CSV)
    assert (done.rows, done.size, done.personal) == (2, target.stat().st_size, True)
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    first, second = rows_of(target)
    assert first["Time"] == "2026-03-14 12:00:01"
    assert first["Clock"] == "UTC-06:00"
    assert first["Gate"] == "Main gate"
    assert first["What"] == "Visit"
    assert first["Gate answered"] == "Opened"
    assert (first["Gate answered in (ms)"], first["From scan to gate's answer (ms)"]) == ("640", "3200")
    assert second["Visitor"] == "'=cmd()"
    assert second["Note"] == "line line"
    assert len(target.read_text("utf-8-sig").splitlines()) == 3


def test_without_the_role_nobody_is_named(tmp_path: Path) -> None:
    secrets = {
        "visitor_name": "Canary Name",
        "house": "Canary House",
        "plate": "CANARY1",
        "actor_name": "Canary Guard",
        "allowed_by": "Canary Host",
        "note": "Canary note",
    }
    page = [line(1, **secrets, record_uid="canary-code")]
    for form in Form:
        target = tmp_path / f"entries.{form.value}"
        write(target, [page], ExportOrder(form, SITE, personal=False))
        content = target.read_bytes()
        if form is Form.EXCEL:
            with zipfile.ZipFile(target) as archive:
                content = b"".join(archive.read(name) for name in archive.namelist())
        assert b"canary" not in content.lower()
        assert b"Main gate" in content


def test_the_passes_code_is_in_no_export(tmp_path: Path) -> None:
    target = tmp_path / "entries.csv"
    write(target, [[line(1, record_uid="canary-code")]], CSV)
    assert "canary-code" not in target.read_text("utf-8-sig")


def test_excel_gets_real_times_numbers_and_text_that_stays_text(tmp_path: Path) -> None:
    target = tmp_path / "entries.xlsx"
    nasty = "=1+1"
    write(target, [[line(1, visitor_name=nasty, people=3, occurred_at=datetime(2026, 3, 14, 18, tzinfo=UTC))]], EXCEL)
    heading, row = sheet_rows(target)
    by_name = {title[2]: cell for title, cell in zip(heading, row, strict=False)}
    # Noon on the site's wall: Excel counts days since 1899-12-30.
    assert float(by_name["Time"][2]) == (datetime(2026, 3, 14, 12) - datetime(1899, 12, 30)).total_seconds() / 86_400
    assert by_name["Visitor"][0] == "inlineStr"
    assert by_name["Visitor"][2] == nasty
    with zipfile.ZipFile(target) as archive:
        assert b'quotePrefix="1"' in archive.read("xl/styles.xml")
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_excel_begins_a_new_sheet_at_its_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "SHEET_ROWS", 4)
    target = tmp_path / "entries.xlsx"
    assert write(target, many(7), EXCEL).rows == 7
    assert [len(sheet_rows(target, number)) for number in (1, 2, 3)] == [4, 4, 2]
    assert [path.name for path in tmp_path.iterdir()] == ["entries.xlsx"]


@pytest.mark.parametrize("form", list(Form))
def test_an_empty_range_is_a_file_with_headings(tmp_path: Path, form: Form) -> None:
    target = tmp_path / f"entries.{form.value}"
    assert write(target, [], ExportOrder(form, SITE, personal=True)).rows == 0
    if form is Form.CSV:
        assert target.read_text("utf-8-sig").splitlines()[0].startswith(Words().title("time"))
    else:
        assert len(sheet_rows(target)) == 1


def test_other_words_are_taken(tmp_path: Path) -> None:
    words = Words(titles={"kind": "Qué"}, codes={"kind.visit": "Visita"}, yes="sí")
    target = tmp_path / "entries.csv"
    write(target, [[line(1, offline=True)]], ExportOrder(Form.CSV, SITE, personal=False, words=words, bom=False))
    assert not target.read_bytes().startswith(b"\xef\xbb\xbf")
    (row,) = rows_of(target)
    assert row["Qué"] == "Visita"
    assert row["offline"] == "sí"


@pytest.mark.parametrize("form", list(Form))
def test_a_stopped_export_leaves_nothing_and_an_older_file_as_it_was(tmp_path: Path, form: Form) -> None:
    target = tmp_path / f"entries.{form.value}"
    target.write_text("older")
    seen: list[int] = []
    with pytest.raises(ExportError) as caught:
        write(
            target,
            many(5_000),
            ExportOrder(form, SITE, personal=True),
            progress=seen.append,
            stopped=lambda: bool(seen) and seen[-1] >= 1_000,
        )
    assert caught.value.code == "export_stopped"
    assert seen == [500, 1_000]
    assert [path.name for path in tmp_path.iterdir()] == [target.name]
    assert target.read_text() == "older"


@pytest.mark.parametrize("form", list(Form))
def test_a_source_that_fails_leaves_nothing(tmp_path: Path, form: Form) -> None:
    def broken() -> Iterator[list[EntryLine]]:
        yield from many(1_000)
        raise RuntimeError("the store is gone")

    with pytest.raises(RuntimeError):
        write(tmp_path / "entries", broken(), ExportOrder(form, SITE, personal=True))
    assert list(tmp_path.iterdir()) == []


async def asynchronous(count: int) -> AsyncIterator[list[EntryLine]]:
    for page in many(count):
        await asyncio.sleep(0)
        yield page


def test_pages_of_a_loop_are_written_in_a_thread(tmp_path: Path) -> None:
    seen: list[int] = []
    target = tmp_path / "entries.csv"
    done = asyncio.run(export(target, asynchronous(2_300), CSV, progress=seen.append))
    assert done.rows == 2_300
    assert seen == [500, 1_000, 1_500, 2_000, 2_300]
    other = tmp_path / "other.csv"
    asyncio.run(export(other, many(2_300), CSV))
    assert other.read_bytes() == target.read_bytes()


def test_a_loops_source_or_disk_that_fails_leaves_nothing(tmp_path: Path) -> None:
    async def broken() -> AsyncIterator[list[EntryLine]]:
        yield [line(1)]
        raise RuntimeError("the store is gone")

    with pytest.raises(RuntimeError):
        asyncio.run(export(tmp_path / "entries.csv", broken(), CSV))
    with pytest.raises(ExportError) as caught:
        asyncio.run(export(tmp_path / "gone" / "entries.csv", asynchronous(2_000), CSV))
    assert caught.value.code == "no_folder"
    assert list(tmp_path.iterdir()) == []


def test_cancelling_does_not_wait_for_a_source_that_gives_nothing(tmp_path: Path) -> None:
    async def cancelled() -> None:
        begun, closed = asyncio.Event(), asyncio.Event()

        async def silent() -> AsyncIterator[list[EntryLine]]:
            try:
                yield [line(1)]
                begun.set()
                await asyncio.Event().wait()
            finally:
                closed.set()

        task = asyncio.create_task(export(tmp_path / "entries.csv", silent(), CSV))  # noqa: TID251
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert closed.is_set()

    asyncio.run(cancelled())
    assert list(tmp_path.iterdir()) == []


def test_cancelling_the_task_stops_the_thread_and_leaves_nothing(tmp_path: Path) -> None:
    async def cancelled() -> None:
        begun = asyncio.Event()
        task = asyncio.create_task(  # noqa: TID251
            export(tmp_path / "entries.csv", asynchronous(10**9), CSV, progress=lambda rows: begun.set())
        )
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancelled())
    assert list(tmp_path.iterdir()) == []


def test_only_this_account_can_read_what_was_exported(tmp_path: Path) -> None:
    target = tmp_path / "entries.csv"
    write(target, many(1), CSV)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_no_folder_and_a_folder_in_the_way_have_words(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        write(tmp_path / "gone" / "entries.csv", many(1), CSV)
    assert caught.value.code == "no_folder"
    (tmp_path / "entries.csv").mkdir()
    with pytest.raises(ExportError) as caught:
        write(tmp_path / "entries.csv", many(1), CSV)
    assert caught.value.code == "no_permission"
    assert [path.name for path in tmp_path.iterdir()] == ["entries.csv"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EACCES, "no_permission"),
        (errno.EROFS, "no_permission"),
        (errno.EIO, "disk_error"),
    ],
)
def test_every_refusal_of_the_disk_has_words(number: int, code: str) -> None:
    error = export_error(OSError(number, os.strerror(number)), Path("folder/entries.csv"))
    assert error.code == code
    assert error.next_step


FULL_DISK = """
import resource, sys
from pathlib import Path
from app.errors import ExportError
from app.ops.exports import ExportOrder, Form, write
from tests.ops.stories import SITE, many
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
for form in Form:
    try:
        write(Path(sys.argv[1]) / ("entries." + form.value), many(20_000), ExportOrder(form, SITE, personal=True))
    except ExportError as error:
        print(form.value, error.code)
"""


def test_a_disk_that_gets_full_on_the_way_leaves_nothing(tmp_path: Path) -> None:
    """A file size limit stands in for the disk: the kernel refuses the write at the same place."""
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path)], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout.split() == ["csv", "disk_full", "xlsx", "disk_full"], done.stderr
    assert list(tmp_path.iterdir()) == []
