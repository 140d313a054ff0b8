"""A small RTSP camera: motion JPEG over RTP, interleaved on the same TCP connection (RFC 2326, RFC 2435)."""

from __future__ import annotations

import base64
import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator

import cv2
import numpy as np

FPS = 15
FRAGMENT = 1400
SDP = (
    "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=lane\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\na=control:*\r\n"
    "m=video 0 RTP/AVP 26\r\na=control:track1\r\na=framerate:15\r\n"
)


class RtspCamera:
    """Serves pictures made by `paint(frame_no)`, as often as asked; `stall` keeps connections and sends nothing."""

    def __init__(self, paint: Callable[[int], np.ndarray], login: str = "") -> None:
        self._paint = paint
        self._wanted = "Basic " + base64.b64encode(login.encode()).decode() if login else ""
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._closed = threading.Event()
        self.stall = threading.Event()
        self.address = f"rtsp://127.0.0.1:{self._listening.getsockname()[1]}/lane"
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def hang_up(self) -> None:
        for connection in self._open:
            with contextlib.suppress(OSError):  # that viewer has left already
                connection.shutdown(socket.SHUT_RDWR)
        self._open.clear()

    def close(self) -> None:
        self._closed.set()
        self._listening.shutdown(socket.SHUT_RDWR)
        self.hang_up()
        for thread in self._threads:
            thread.join(10)
        self._listening.close()

    def _accept(self) -> None:
        while not self._closed.is_set():
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self._open.append(connection)
            self._threads.append(threading.Thread(target=self._serve, args=(connection,)))
            self._threads[-1].start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, connection.makefile("rb") as asked:
            try:
                while request := asked.readline().decode().split():
                    fields = dict(line.decode().strip().split(": ", 1) for line in iter(asked.readline, b"\r\n"))
                    if self._answer(connection, request[0], fields):
                        self._play(connection)
                        return
            except (OSError, ValueError):
                return  # the viewer has left

    def _answer(self, connection: socket.socket, verb: str, fields: dict[str, str]) -> bool:
        status, more, body = "200 OK", "", ""
        if verb not in ("OPTIONS",) and self._wanted and fields.get("Authorization") != self._wanted:
            status, more = "401 Unauthorized", 'WWW-Authenticate: Basic realm="lane"\r\n'
        elif verb == "OPTIONS":
            more = "Public: DESCRIBE, SETUP, PLAY, TEARDOWN\r\n"
        elif verb == "DESCRIBE":
            body, more = SDP, f"Content-Type: application/sdp\r\nContent-Length: {len(SDP)}\r\n"
        elif verb == "SETUP":
            more = "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 1\r\n"
        answer = f"RTSP/1.0 {status}\r\nCSeq: {fields['CSeq']}\r\n{more}\r\n{body}"
        connection.sendall(answer.encode())
        return verb == "PLAY" and status.startswith("200")

    def _play(self, connection: socket.socket) -> None:
        number = sequence = 0
        while not self._closed.wait(1 / FPS):
            if self.stall.is_set():
                continue
            number += 1
            for packet in _packets(self._paint(number), number * 90_000 // FPS, sequence):
                connection.sendall(b"$\x00" + struct.pack(">H", len(packet)) + packet)
                sequence = (sequence + 1) & 0xFFFF


def _packets(picture: np.ndarray, timestamp: int, sequence: int) -> Iterator[bytes]:
    height, width = picture.shape[:2]
    factor = [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420]
    jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 85, *factor])[1].tobytes()
    tables, scan = _tables_and_scan(jpeg)
    offset = 0
    while offset < len(scan):
        head = struct.pack(">I", offset) + bytes([1, 255, width // 8, height // 8])
        if offset == 0:
            head += struct.pack(">BBH", 0, 0, len(tables)) + tables
        part = scan[offset : offset + FRAGMENT]
        last = offset + len(part) >= len(scan)
        rtp = struct.pack(">BBHII", 0x80, 26 | (0x80 if last else 0), sequence, timestamp & 0xFFFFFFFF, 7)
        yield rtp + head + part
        offset += len(part)
        sequence = (sequence + 1) & 0xFFFF


def _tables_and_scan(jpeg: bytes) -> tuple[bytes, bytes]:
    """The quantisation tables and the entropy-coded part: what RFC 2435 carries of a JPEG."""
    tables, at = b"", 2
    while jpeg[at + 1] != 0xDA:
        (length,) = struct.unpack_from(">H", jpeg, at + 2)
        if jpeg[at + 1] == 0xDB:
            body = jpeg[at + 4 : at + 2 + length]
            tables += b"".join(body[start + 1 : start + 65] for start in range(0, len(body), 65))
        at += 2 + length
    (length,) = struct.unpack_from(">H", jpeg, at + 2)
    return tables, jpeg[at + 2 + length : -2]


@contextlib.contextmanager
def rtsp_camera(paint: Callable[[int], np.ndarray], login: str = "") -> Iterator[RtspCamera]:
    camera = RtspCamera(paint, login)
    try:
        yield camera
    finally:
        camera.close()
