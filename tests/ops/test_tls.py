"""What stands in between, in words: real TLS on loopback, with certificates of every bad kind."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.ops.tls import diagnose

NOW = datetime.now(UTC)
KEY = ec.generate_private_key(ec.SECP256R1())
ROOT_NAME = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Proxy de la oficina")])


def certificate(
    *, issuer: x509.Name = ROOT_NAME, since: timedelta = -timedelta(days=1), until: timedelta = timedelta(days=90),
    name: str = "127.0.0.1", is_root: bool = False,
) -> x509.Certificate:  # fmt: skip
    subject = issuer if is_root else x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    named: x509.GeneralName = x509.DNSName(name)
    if name[0].isdigit():
        named = x509.IPAddress(ip_address(name))
    builder = (
        x509.CertificateBuilder(
            issuer, subject, KEY.public_key(), x509.random_serial_number(), NOW + since, NOW + until
        )
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([named]), critical=False)
    )
    return builder.sign(KEY, hashes.SHA256())


ROOT = certificate(is_root=True, until=timedelta(days=900), since=-timedelta(days=900))


@contextmanager
def server(shown: x509.Certificate, folder: Path, *, oldest: bool = False) -> Iterator[str]:
    """A TLS server that shakes hands and hangs up; gives its address."""
    pem = folder / "server.pem"
    key = KEY.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    pem.write_bytes(key + shown.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)

    def answer(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as wrapped:
            wrapped.recv(1)

    with answering(answer) as url:
        yield url


@contextmanager
def answering(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                try:
                    answer(connection)
                except OSError:
                    pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"https://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)


def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@pytest.fixture
def trusting(tmp_path: Path) -> Path:
    """The site's own root."""
    path = tmp_path / "root.pem"
    path.write_bytes(ROOT.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("shown", "code", "word"),
    [
        (certificate(), "ok", "verified"),
        (certificate(until=timedelta(days=5)), "expires_soon", "4 days"),
        (certificate(since=-timedelta(days=9), until=-timedelta(days=2)), "expired", "ended on"),
        (certificate(since=timedelta(days=2)), "not_yet_valid", "begins only on"),
        (certificate(name="wifi.hotel.example"), "wrong_name", "wifi.hotel.example"),
    ],
)
def test_each_finding_has_its_words(
    shown: x509.Certificate, code: str, word: str, trusting: Path, tmp_path: Path
) -> None:
    with server(shown, tmp_path) as url:
        report = diagnose(url, ca_file=trusting)
    assert report.code == code and word in report.message
    assert report.good == (code in ("ok", "expires_soon")) and (report.next_step or report.code == "ok")
    assert report.certificate is not None and "Proxy de la oficina" in report.certificate.issuer


def test_a_root_that_nobody_knows_is_perhaps_a_proxy(tmp_path: Path) -> None:
    with server(certificate(), tmp_path) as url:
        report = diagnose(url)
    assert report.code == "unknown_issuer" and "Proxy de la oficina" in report.message
    assert "proxy" in report.next_step


def test_a_certificate_made_by_itself(tmp_path: Path) -> None:
    with server(ROOT, tmp_path) as url:
        assert diagnose(url).code == "self_signed"


def test_what_speaks_no_tls() -> None:
    def plain(connection: socket.socket) -> None:
        connection.recv(100)
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: http://portal.example/\r\n\r\n")

    with answering(plain) as url:
        assert diagnose(url).code == "not_tls"


def test_nobody_there_and_silence() -> None:
    assert diagnose(f"https://127.0.0.1:{closed_port()}").code == "no_connection"

    def silent(connection: socket.socket) -> None:
        while connection.recv(1000):
            pass

    with answering(silent) as url:
        assert diagnose(url, within_s=0.2).code == "no_connection"


def test_a_proxy_that_is_set_is_named_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://user:secret@proxy.example:3128")
    monkeypatch.delenv("no_proxy", raising=False)
    report = diagnose(f"https://127.0.0.1:{closed_port()}")
    assert report.proxy == "proxy.example:3128" and "proxy.example:3128" in report.next_step
    assert "secret" not in repr(report)
