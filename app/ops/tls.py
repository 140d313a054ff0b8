"""What stands between this PC and the central API, in words: name, chain, expiry, a proxy that looks inside.

Users of comparable programs meet "security error" and nothing else; here each finding says what it is and whose
work it is.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import certifi

EXPIRES_SOON = timedelta(days=14)
WITHIN_S = 5.0


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the other side shows of itself."""

    names: tuple[str, ...]
    issuer: str
    not_before: datetime
    not_after: datetime
    self_signed: bool


@dataclass(frozen=True, slots=True)
class TlsReport:
    """What was found. `code`: ok, expires_soon, no_address, no_connection, not_tls, expired, not_yet_valid,
    wrong_name, unknown_issuer, self_signed, too_old_tls, refused. `message` and `next_step` are for people."""

    code: str
    message: str
    next_step: str
    certificate: Certificate | None = None
    protocol: str = ""
    proxy: str = ""

    @property
    def good(self) -> bool:
        """Whether the console can talk over it."""
        return self.code in ("ok", "expires_soon")


def diagnose(
    url: str,
    *,
    ca_file: Path | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    within_s: float = WITHIN_S,
) -> TlsReport:
    """Look at the TLS of an https address. Blocks for at most a few seconds: call it in a thread."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or 443
    proxy = "" if proxy_bypass(host) else getproxies().get("https", "")
    context = trusting(ca_file)
    try:
        with (
            socket.create_connection((host, port), within_s) as plain,
            context.wrap_socket(plain, server_hostname=host) as wrapped,
        ):
            shown = wrapped.getpeercert(binary_form=True)
            certificate = None if shown is None else _read(shown)
            return _good(certificate, wrapped.version() or "", proxy, now())
    except socket.gaierror:
        return _report("no_address", proxy, host)
    except ssl.SSLCertVerificationError as error:
        certificate = _shown_anyway(host, port, within_s)
        return _unverified(error, certificate, host, proxy, now())
    except ssl.SSLError as error:
        code = (
            "too_old_tls" if "PROTOCOL" in (error.reason or "") and "UNSUPPORTED" in (error.reason or "") else "not_tls"
        )
        return _report(code, proxy, host)
    except OSError:
        return _report("no_connection", proxy, host)


def trusting(ca_file: Path | None = None) -> ssl.SSLContext:
    """Verified TLS: the system's roots, the usual ones, and the site's own (`ca_file`, PEM) if it has any."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca_file is not None:
        context.load_verify_locations(ca_file)
    return context


def _good(certificate: Certificate | None, protocol: str, proxy: str, now: datetime) -> TlsReport:
    if certificate is not None and certificate.not_after - now < EXPIRES_SOON:
        days = (certificate.not_after - now).days
        return TlsReport(
            "expires_soon",
            f"The certificate is good, but only for another {days} days.",
            "Tell the administrator of the central API: it has to be renewed.",
            certificate,
            protocol,
            proxy,
        )
    return TlsReport("ok", "The connection is encrypted and verified.", "", certificate, protocol, proxy)


def _unverified(
    error: ssl.SSLCertVerificationError, certificate: Certificate | None, host: str, proxy: str, now: datetime
) -> TlsReport:
    # OpenSSL's own numbers (X509_V_ERR_…), because its words change: 10 expired, 9 not yet valid, 18 self-signed,
    # 62 and 64 name and address, 19 to 21 no way to a known root.
    number = error.verify_code
    if number == 10 or (certificate is not None and certificate.not_after < now):
        return _report("expired", proxy, host, certificate)
    if number == 9:
        return _report("not_yet_valid", proxy, host, certificate)
    if number in (62, 64):
        return _report("wrong_name", proxy, host, certificate)
    if number == 18 or (certificate is not None and certificate.self_signed):
        return _report("self_signed", proxy, host, certificate)
    if number in (19, 20, 21):
        return _report("unknown_issuer", proxy, host, certificate)
    return _report("refused", proxy, host, certificate)


_WORDS = {
    "no_address": (
        "The name {host} is not known in this network.",
        "Check the address in the settings, and whether other pages open on this PC.",
    ),
    "no_connection": (
        "{host} does not take connections from here.",
        "Check the internet line; a firewall may hold the connection back.",
    ),
    "not_tls": (
        "What answers at {host} speaks no TLS.",
        "Check the address and the port; a proxy or a sign-in page of the network may answer instead.",
    ),
    "too_old_tls": (
        "{host} offers only TLS versions that are no longer safe.",
        "Tell the administrator of the central API, or of the proxy in between.",
    ),
    "expired": (
        "The certificate of {host} ended on {until}.",
        "Check this PC's date first. If that is right, tell the administrator of the central API.",
    ),
    "not_yet_valid": (
        "The certificate of {host} begins only on {since}.",
        "This PC's clock is probably slow: set date and time.",
    ),
    "wrong_name": (
        "The certificate is for {names}, not for {host}.",
        "Check the address in the settings; a sign-in page of the network may answer instead.",
    ),
    "self_signed": (
        "The certificate of {host} was made by nobody but itself.",
        "If the site runs its own central API, put its certificate into the settings. If not, somebody is in between.",
    ),
    "unknown_issuer": (
        "The certificate of {host} was issued by {issuer}, whom this PC does not know.",
        "A proxy of the network may be looking inside: ask who runs it for its root certificate, or for an exception.",
    ),
    "refused": (
        "The certificate of {host} cannot be verified.",
        "Tell the technician.",
    ),
}


def _report(code: str, proxy: str, host: str, certificate: Certificate | None = None) -> TlsReport:
    message, next_step = _WORDS[code]
    told = {
        "host": host,
        "until": f"{certificate.not_after:%Y-%m-%d}" if certificate else "?",
        "since": f"{certificate.not_before:%Y-%m-%d}" if certificate else "?",
        "names": ", ".join(certificate.names) if certificate and certificate.names else "another name",
        "issuer": certificate.issuer if certificate else "somebody",
    }
    if proxy:
        next_step = f"{next_step} This PC is set to use the proxy {_bare(proxy)}."
    return TlsReport(code, message.format(**told), next_step, certificate, "", _bare(proxy))


def _bare(proxy: str) -> str:
    """A proxy's address without the password that may stand in it."""
    parts = urlsplit(proxy)
    return f"{parts.hostname}:{parts.port}" if parts.hostname and parts.port else (parts.hostname or "")


def _shown_anyway(host: str, port: int, within_s: float) -> Certificate | None:
    """The certificate that did not pass, only to be able to say why. Nothing is sent over this connection."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        with (
            socket.create_connection((host, port), within_s) as plain,
            context.wrap_socket(plain, server_hostname=host) as wrapped,
        ):
            shown = wrapped.getpeercert(binary_form=True)
            return None if shown is None else _read(shown)
    except OSError:
        return None


def _read(der: bytes) -> Certificate:
    from cryptography import x509  # only a technician's look at the line needs it
    from cryptography.x509.oid import NameOID

    found = x509.load_der_x509_certificate(der)
    try:
        names = tuple(
            found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value.get_values_for_type(
                x509.DNSName
            )
        )
    except x509.ExtensionNotFound:
        names = tuple(str(one.value) for one in found.subject.get_attributes_for_oid(NameOID.COMMON_NAME))
    issuer = [
        str(one.value)
        for oid in (NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME)
        for one in found.issuer.get_attributes_for_oid(oid)
    ]
    return Certificate(
        names,
        " ".join(issuer) or "nobody named",
        found.not_valid_before_utc,
        found.not_valid_after_utc,
        found.issuer == found.subject,
    )
