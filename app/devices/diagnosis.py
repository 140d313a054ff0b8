"""Why a network camera's stream does not open. FFmpeg only says that it does not; this asks once more, plainly."""

from __future__ import annotations

import socket
import ssl
from urllib.parse import urlsplit

from app.devices.camera_settings import CameraSettings
from app.errors import DeviceError

TIMEOUT_S = 1.5
PORTS = {"http": 80, "https": 443, "rtsp": 554, "rtsps": 322}


def check_reachable(settings: CameraSettings) -> None:
    """Whether anything takes a connection at the stream's address. Raises DeviceError within `TIMEOUT_S`; blocks.

    Asked before each opening: a camera without power is found out in a moment, so that a longer time-out is left
    for one that answers slowly.
    """
    try:
        _connect(settings).close()
    except (OSError, ValueError) as error:
        raise _unreachable(settings) from error


def why_no_stream(settings: CameraSettings) -> DeviceError:
    """The best explanation for a stream that does not open though something answers. Blocks for a few seconds."""
    parts = urlsplit(settings.address)
    scheme, host = parts.scheme.lower(), parts.hostname or ""
    try:
        with _connect(settings) as plain:
            if scheme in ("https", "rtsps"):
                with ssl.create_default_context().wrap_socket(plain, server_hostname=host) as sealed:
                    status = _ask(sealed, scheme, settings.address, host)
            else:
                status = _ask(plain, scheme, settings.address, host)
    except TimeoutError:
        return silent(settings)
    except (OSError, ValueError):
        return _unreachable(settings)
    return _by_status(settings, status)


def _connect(settings: CameraSettings) -> socket.socket:
    parts = urlsplit(settings.address)
    return socket.create_connection((parts.hostname or "", parts.port or PORTS[parts.scheme.lower()]), TIMEOUT_S)


def _ask(connection: socket.socket, scheme: str, address: str, host: str) -> int:
    """Ask for the stream without a password; the status of the answer, 0 for none that makes sense."""
    if scheme.startswith("rtsp"):
        request = f"DESCRIBE {address} RTSP/1.0\r\nCSeq: 1\r\nAccept: application/sdp\r\n\r\n"
    else:
        parts = urlsplit(address)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        request = f"GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n"
    connection.sendall(request.encode("utf-8", "replace"))
    first = connection.recv(64).decode("latin-1").split()
    return int(first[1]) if len(first) > 1 and first[1].isdigit() else 0


def _by_status(settings: CameraSettings, status: int) -> DeviceError:
    name = settings.name
    if status in (401, 403):
        return DeviceError(
            "camera_password",
            "The camera refuses the password",
            f"Camera {name!r} answers, but not with this user name and password.",
            "Enter the camera's own user name and password in the settings.",
        )
    if status == 404:
        return DeviceError(
            "camera_wrong_path",
            "The camera has no such stream",
            f"Camera {name!r} answers, but there is no stream at this address.",
            "Look up the stream's address in the camera's manual.",
        )
    if status == 0:
        return silent(settings)
    return DeviceError(
        "not_a_camera",
        "This is not a camera's stream",
        f"Something answers at the address of {name!r}, but it sends no pictures.",
        "Check the address: it may belong to another device now.",
    )


def silent(settings: CameraSettings) -> DeviceError:
    """Something takes connections and says nothing."""
    return DeviceError(
        "camera_silent",
        "The camera sends nothing",
        f"Camera {settings.name!r} takes the connection and stays silent.",
        "It may be starting, which takes a minute. If it stays so, switch it off and on.",
    )


def _unreachable(settings: CameraSettings) -> DeviceError:
    return DeviceError(
        "camera_unreachable",
        "The camera cannot be reached",
        f"Nothing answers at {urlsplit(settings.address).hostname} for camera {settings.name!r}.",
        "Check its power and network cable, and that its address has not changed.",
    )
