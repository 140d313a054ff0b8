"""A web server on loopback with real TLS, its certificate signed by a root made for the test."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Answer = Callable[["Asked", asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True)
class Asked:
    """One request: its path and its headers, names in lower case."""

    path: str
    headers: dict[str, str]


@dataclass
class Web:
    """The server. `answers`: by path; `asked`: all requests so far."""

    url: str
    ca_file: Path
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)


def whole(body: bytes, status: str = "200 OK", *headers: str) -> Answer:
    """An answer that is sent as it is."""

    async def answer(asked: Asked, writer: asyncio.StreamWriter) -> None:
        head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
        writer.write("\r\n".join([*head, "", ""]).encode() + body)
        await writer.drain()

    return answer


def ranged(body: bytes, *, cut_at: int | None = None) -> Answer:
    """A file server that continues where it is asked to; `cut_at`: the connection breaks there."""

    async def answer(asked: Asked, writer: asyncio.StreamWriter) -> None:
        start = int(asked.headers.get("range", "bytes=0-").removeprefix("bytes=").rstrip("-"))
        status = "206 Partial Content" if "range" in asked.headers else "200 OK"
        head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) - start}", "Connection: close"]
        if start:
            head.append(f"Content-Range: bytes {start}-{len(body) - 1}/{len(body)}")
        writer.write("\r\n".join([*head, "", ""]).encode() + body[start:cut_at])
        await writer.drain()

    return answer


def certificates(folder: Path) -> tuple[Path, Path]:
    """A root, and a certificate for 127.0.0.1 with its key: (root file, certificate and key file)."""
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test root")])
    now = datetime.now(UTC)

    def builder(name: x509.Name, public: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(root_name)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
        )

    root = (
        builder(root_name, root_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    leaf = (
        builder(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")]), key.public_key())
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    root_file, leaf_file = folder / "root.pem", folder / "server.pem"
    root_file.write_bytes(root.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    leaf_file.write_bytes(leaf.public_bytes(serialization.Encoding.PEM) + private)
    return root_file, leaf_file


@contextlib.asynccontextmanager
async def web(folder: Path, *, tls: bool = True) -> AsyncIterator[Web]:
    """Serve on 127.0.0.1 until the end of the block."""
    root_file, leaf_file = certificates(folder)
    context = None
    if tls:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(leaf_file)

    async def served(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            pairs = (line.split(": ", 1) for line in head[1:] if ": " in line)
            asked = Asked(head[0].split(" ")[1], {name.lower(): value for name, value in pairs})
            here.asked.append(asked)
            await here.answers.get(asked.path, whole(b"", "404 Not Found"))(asked, writer)
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()

    server = await asyncio.start_server(served, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    here = Web(f"{'https' if tls else 'http'}://127.0.0.1:{port}", root_file)
    async with server:
        yield here
