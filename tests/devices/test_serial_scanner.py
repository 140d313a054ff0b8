"""Serial hand scanners, on a pseudo-terminal in place of the port."""

from __future__ import annotations

import asyncio
import os
import pty
import threading
import tty

from hypothesis import given
from hypothesis import strategies as st

from app.devices.serial_scanner import LONGEST, Lines, SerialScanner, serial_ports
from app.errors import DeviceError
from tests.devices.lanes import PASS, run


def test_lines_end_as_scanners_end_them() -> None:
    lines = Lines()
    assert lines.take(b"\x02" + PASS[:10].encode()) == []
    assert lines.take(PASS[10:].encode() + b"\x03\r\nsecond\t") == [PASS, "second"]
    assert lines.take(b"without an ending") == []
    assert lines.silence() == ["without an ending"]
    assert lines.silence() == []


@given(st.lists(st.binary(max_size=200), max_size=30))
def test_no_bytes_crash_it_and_nothing_grows(chunks: list[bytes]) -> None:
    lines = Lines()
    for chunk in chunks:
        for line in lines.take(chunk):
            assert line and len(line) <= LONGEST
    assert len(lines._held) <= LONGEST


def test_the_list_of_ports_can_be_asked_for() -> None:
    assert isinstance(serial_ports(), tuple)


def test_a_port_is_read_lost_and_found_again(tmp_path) -> None:  # type: ignore[no-untyped-def]
    async def story() -> None:
        told: asyncio.Queue[str | DeviceError | None] = asyncio.Queue()
        link = tmp_path / "scanner"
        scanner = SerialScanner(
            str(link), loop=asyncio.get_running_loop(), on_line=told.put_nowait, on_problem=told.put_nowait
        )
        scanner.start()
        lost = await told.get()
        assert isinstance(lost, DeviceError) and lost.code == "scanner_port_lost"
        for _ in range(2):
            ours, theirs = pty.openpty()
            tty.setraw(theirs)
            link.unlink(missing_ok=True)
            link.symlink_to(os.ttyname(theirs))
            assert await told.get() is None
            os.write(ours, PASS.encode() + b"\r\n")
            assert await told.get() == PASS
            os.close(theirs)
            os.close(ours)
            lost = await told.get()
            assert isinstance(lost, DeviceError) and lost.code == "scanner_port_lost"
        scanner.close()

    run(story)
    assert not [one for one in threading.enumerate() if one.name.startswith("serial")]
