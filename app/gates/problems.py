"""What can be wrong with a relay: codes for programs, words for people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from app.errors import GateError

_WORDS: dict[str, tuple[str, str, str]] = {
    "unreachable": (
        "The relay cannot be reached",
        "Nothing answers at its address.",
        "Check its power and the network; open with the physical key switch meanwhile.",
    ),
    "no_answer": (
        "The relay does not answer",
        "It takes the connection but says nothing.",
        "Look at the gate; if it stays so, switch the relay off and on.",
    ),
    "wrong_device": (
        "Another device is at the relay's address",
        "Its MAC address or its name is not the one this gate is bound to. Nothing was sent to it.",
        "Give the relay a fixed address, or bind the gate anew in the set-up.",
    ),
    "http:401": (
        "The relay refuses the password",
        "The user name or the password for this relay is wrong.",
        "Enter the relay's password again in the set-up.",
    ),
    "http:429": (
        "The relay is overloaded with sign-ins",
        "Firmware 2.0.0 answers 429 when its table of sign-ins is full. The console recovers by itself.",
        "Press again in a few seconds. Firmware 1.7.5 or 2.0.1 and newer do not do this.",
    ),
    "not_a_shelly": (
        "This is not a Shelly relay",
        "What answers at this address is some other device or page.",
        "Check the address of the relay in the set-up.",
    ),
    "bad_address": (
        "This is not an address",
        "An address is a host name or an IP address, with a port if it is not the usual one.",
        "Type it like 192.168.1.50 or http://192.168.1.50:80.",
    ),
    "unknown_generation": (
        "This relay is of an unknown generation",
        "It says it is of a generation that this console has not been tested with.",
        "Use a relay of generation 1 to 4, or update the console.",
    ),
    "wrong_generation": (
        "The relay speaks another language",
        "The gate is set up for another generation than the relay's.",
        "Choose the right kind of relay in the set-up.",
    ),
    "wrong_profile": (
        "The relay is set up for something else",
        "It is a roller or cover where a switch is configured, or the other way round.",
        "Change the relay's profile or the kind of gate in the set-up.",
    ),
    "rpc:-109": (
        "The relay must not move the gate now",
        "It reports an obstacle, a safety switch or a calibration under way.",
        "Look at the gate, clear the way, then press again.",
    ),
    "cloud:offline": (
        "The cloud has no touch with the relay",
        "The second path would not work now; the local path is not affected.",
        "Check the relay's internet connection and its cloud setting.",
    ),
    "no_channel": (
        "The relay has no such channel",
        "The configured output or input number does not exist on this device.",
        "Correct the channel in the set-up.",
    ),
    "tls": (
        "The relay does not speak HTTPS here",
        "HTTPS was asked for, but the device answers plainly or its certificate is not trusted.",
        "Use http:// in the address, or put a certificate on the relay.",
    ),
    "cloud:http:401": (
        "The cloud refuses the console",
        "The cloud key is wrong, of another account, or more than one request a second was made with it.",
        "Copy the key anew from the vendor's app; it changes with the account's password.",
    ),
    "cloud:unknown_device": (
        "The cloud does not know this relay",
        "The account of the cloud key does not hold a device with this MAC address.",
        "Use the key of the account that the relay was added to.",
    ),
    "cloud:unreachable": (
        "The cloud cannot be reached",
        "Nothing answers at the cloud's address.",
        "Check the internet and the host name in the set-up; the local path is not affected.",
    ),
    "cloud:cloud_busy": (
        "The cloud was asked a moment ago",
        "It takes one question a second for the whole account, and a command goes first.",
        "Wait two seconds and try again.",
    ),
    "cloud:not_wired": (
        "This gate has no second path",
        "It is not set up to be opened through the cloud.",
        "Set the cloud up for this gate first.",
    ),
    "no_lamp": (
        "This relay cannot show itself",
        "Its model has no light that can be switched over the network.",
        "Give a test pulse while somebody stands at the gate, and look which one moves.",
    ),
    "lamp_not_restored": (
        "The relay's light was not put back",
        "It stopped answering while its light blinked; the light may stay dark. The relay itself works as before.",
        "Make it blink once more when it answers, or set its light in the vendor's app.",
    ),
    "garbled": (
        "The relay's answer cannot be understood",
        "The answer was cut off or is not what a relay says.",
        "Look at the gate; if it stays so, switch the relay off and on.",
    ),
}

_SAME = {"rpc:-105": "no_channel", "rpc:404": "wrong_profile", "http:404": "no_channel", "http:403": "http:401"}
"""Codes of devices that mean one of the conditions above."""


def gate_error(code: str, *, detail: str = "") -> GateError:
    """The KnownError for `code`; `detail` (never a secret) is put behind the message."""
    title, message, next_step = _WORDS.get(
        _SAME.get(code, code),
        ("The relay reports a fault", f"It answered {code}.", "Look at the gate; tell the technician."),
    )
    return GateError(code, title, f"{message} {detail}".strip(), next_step)


@contextmanager
def understanding() -> Iterator[None]:
    """Around reading a device's answer: whatever shape it has, what cannot be read is "not_a_shelly", not a bug."""
    try:
        yield
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise gate_error("not_a_shelly") from error
