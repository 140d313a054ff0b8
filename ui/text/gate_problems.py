"""What is wrong with a relay, a cloud or a gate's settings: title, message, next step, by code."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

SAME = {
    "rpc:-105": "no_channel",
    "http:404": "no_channel",
    "rpc:404": "wrong_profile",
    "http:403": "http:401",
    "refused": "http:401",
    "cloud:http:403": "cloud:http:401",
    "cloud:no_answer": "cloud:unreachable",
    "cloud_device": "cloud_host",
}
"""Codes that mean one of the conditions below."""


def words(code: str) -> tuple[str, str, str] | None:
    """None: no code of a gate."""
    code = SAME.get(code, code)
    if code.startswith("cloud"):
        return _cloud(code)
    return _relay(code) or _set_up(code)


def brief(code: str) -> str:
    """The same inside a sentence, and why the console itself held an order back; an unknown code as it is."""
    own = {
        "locked_down": translate("Relay", "locked down"),
        "maintenance": translate("Relay", "in maintenance"),
        "cooldown": translate("Relay", "told to open a moment ago"),
        "busy": translate("Relay", "busy with another order"),
        "deadline": translate("Relay", "too slow, so it was given up"),
        "locked": translate("Relay", "the console was locked"),
    }
    if code in own:
        return own[code]
    known = words(code)
    return known[0][:1].lower() + known[0][1:] if known is not None else code.replace("_", " ")


def _relay(code: str) -> tuple[str, str, str] | None:
    match code:
        case "unreachable" | "no_answer":
            return (
                translate("Relay", "The relay does not answer"),
                translate("Relay", "Nothing, or nothing in time, comes from its address."),
                translate("Relay", "Check its power and the network; use the key switch meanwhile."),
            )
        case "wrong_device":
            return (
                translate("Relay", "Another device answers for this gate"),
                translate("Relay", "Its MAC is not the one this gate is bound to. Nothing was sent to it."),
                translate("Relay", "Give the relay a fixed address, or bind the gate anew."),
            )
        case "http:401":
            return (
                translate("Relay", "The relay refuses the password"),
                translate("Relay", "The user name or the password for this relay is wrong. It was not locked out."),
                translate("Relay", "A technician enters it again under Devices; use the key switch meanwhile."),
            )
        case "http:429":
            return (
                translate("Relay", "The relay is overloaded with sign-ins"),
                translate("Relay", "Firmware 2.0.0 does that. The console recovers by itself."),
                translate("Relay", "Press again in a few seconds. Update the relay, or use firmware 1.7.5."),
            )
        case "not_a_shelly":
            return (
                translate("Relay", "This is not a Shelly relay"),
                translate("Relay", "Something else answers at this address: a printer, or a page."),
                translate("Relay", "Correct the relay's address."),
            )
        case "no_lamp":
            return (
                translate("Relay", "This relay cannot show itself"),
                translate("Relay", "Its model has no light that can be switched over the network."),
                translate("Relay", "Give a test pulse while somebody stands at the gate, and look which one moves."),
            )
        case "lamp_not_restored":
            return (
                translate("Relay", "The relay's light was not put back"),
                translate("Relay", "It stopped answering while blinking; its light may stay dark. It works as before."),
                translate("Relay", "Let it blink once more when it answers, or set its light in the vendor's app."),
            )
        case "bad_address":
            return (
                translate("Relay", "This is not an address"),
                translate("Relay", "An address is a host name or an IP address, perhaps with a port."),
                translate("Relay", "Type it like 192.168.1.50 or http://192.168.1.50:80."),
            )
        case "unknown_generation":
            return (
                translate("Relay", "This relay is of an unknown generation"),
                translate("Relay", "This console has not been tested with it. Nothing is sent to it."),
                translate("Relay", "Use a relay of generation 1 to 4, or update the console."),
            )
        case "wrong_generation":
            return (
                translate("Relay", "The relay speaks another language"),
                translate("Relay", "The gate is set up for another generation than the relay's."),
                translate("Relay", "Choose the right kind of relay in the settings."),
            )
        case "wrong_profile":
            return (
                translate("Relay", "The relay is set up for something else"),
                translate("Relay", "It is a roller where a switch is configured, or the other way round."),
                translate("Relay", "Change the relay's profile, or the kind of gate in the settings."),
            )
        case "no_channel":
            return (
                translate("Relay", "The relay has no such channel"),
                translate("Relay", "The output or input number in the settings is not on this device."),
                translate("Relay", "Correct the channel in the settings."),
            )
        case "tls":
            return (
                translate("Relay", "The relay does not speak HTTPS here"),
                translate("Relay", "HTTPS was asked for, but it answers plainly or its certificate is not trusted."),
                translate("Relay", "Use http:// in the address, or put a certificate on the relay."),
            )
        case "rpc:-109":
            return (
                translate("Relay", "The relay must not move the gate now"),
                translate("Relay", "It reports an obstacle, a safety switch or a calibration."),
                translate("Relay", "Look at the gate, clear the way, then press again."),
            )
        case "garbled":
            return (
                translate("Relay", "The relay's answer cannot be understood"),
                translate("Relay", "It was cut off, or is not what a relay says."),
                translate("Relay", "Look at the gate; if it stays so, switch the relay off and on."),
            )
    return None


def _cloud(code: str) -> tuple[str, str, str] | None:
    match code:
        case "cloud:http:401":
            return (
                translate("Relay", "The cloud refuses this key"),
                translate("Relay", "The key is wrong or of another account, or too much was asked with it at once."),
                translate("Relay", "Copy it anew from the vendor's app: it changes with the account's password."),
            )
        case "cloud:unknown_device":
            return (
                translate("Relay", "The cloud does not know this relay"),
                translate("Relay", "The key is of an account that does not hold this relay."),
                translate("Relay", "Use the key of the account that the relay was added to, or correct its id."),
            )
        case "cloud:offline" | "cloud:DEVICE_OFFLINE":
            return (
                translate("Relay", "The cloud has no touch with the relay"),
                translate("Relay", "The second path would not work now. The local path is not affected."),
                translate("Relay", "Check the relay's internet connection and its cloud setting."),
            )
        case "cloud:unreachable" | "cloud:tls":
            return (
                translate("Relay", "The cloud cannot be reached"),
                translate("Relay", "Nothing answers at the cloud's address. The local path is not affected."),
                translate("Relay", "Check the internet, and the host's name."),
            )
        case "cloud:cloud_busy" | "cloud:http:429":
            return (
                translate("Relay", "The cloud was asked a moment ago"),
                translate("Relay", "It takes one question a second, and an opening goes first."),
                translate("Relay", "Wait two seconds and try again."),
            )
        case "cloud:not_wired":
            return (
                translate("Relay", "This gate has no second path"),
                translate("Relay", "It is not set up to be opened through the cloud."),
                translate("Relay", "Set the cloud up for this gate first."),
            )
        case "cloud_host":
            return (
                translate("Relay", "This cannot be a cloud's host or a device's id"),
                translate("Relay", "The host is like shelly-52-eu.shelly.cloud; the id is the relay's MAC."),
                translate("Relay", "Copy both from the vendor's app. Nothing was changed."),
            )
        case "cloud_no_key":
            return (
                translate("Relay", "The cloud's key is missing"),
                translate("Relay", "Without it the cloud lets nobody in."),
                translate("Relay", "Copy it from the vendor's app. Nothing was changed."),
            )
    return None


def _set_up(code: str) -> tuple[str, str, str] | None:
    match code:
        case "automatic_not_here":
            return (
                translate("Relay", "No gate of this site opens by itself"),
                translate("Relay", "Neither the site nor this PC allows it."),
                translate("Relay", "Ask the site's administrator to allow it first."),
            )
        case "automatic_not_green":
            return (
                translate("Relay", "This gate may not open by itself yet"),
                translate("Relay", "Its check is not green."),
                translate("Relay", "Set the open points right, or accept them with a reason."),
            )
        case "wrong_gate":
            return (
                translate("Relay", "Another gate moved: nothing was saved"),
                translate("Relay", "The relay that is set up for this gate drives another one."),
                translate("Relay", "Compare the relays' addresses with the wiring, then try again."),
            )
        case "no_gate_moved":
            return (
                translate("Relay", "No gate moved: nothing was saved"),
                translate("Relay", "The relay took the order, and nothing was seen."),
                translate("Relay", "Check the wires between relay and gate, then try again."),
            )
        case "only_technicians":
            return (
                translate("Relay", "Only a technician may do this"),
                translate("Relay", "It changes how a gate works."),
                translate("Relay", "Sign in as a technician."),
            )
        case "settings_not_saved":
            return (
                translate("Relay", "The settings could not be saved"),
                translate("Relay", "The file cannot be written. Nothing was changed."),
                translate("Relay", "Make room on the disk, and try again."),
            )
    return None
