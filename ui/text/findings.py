"""The lines of a check in the language of the screen.

The core tells them in plain English. Each sentence stands here once with places for what varies; one that is not
known yet is shown as the core said it, which is worse than a translation and better than nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def name(code: str) -> str:
    """What a line is about; a device's line has its id behind a blank."""
    kind, _, device = code.partition(" ")
    known = {
        "address": translate("Findings", "Address"),
        "key": translate("Findings", "Key"),
        "connection": translate("Findings", "Connection"),
        "contract": translate("Findings", "Contract"),
        "clock": translate("Findings", "Clock"),
        "versions": translate("Findings", "Versions"),
        "disk_space": translate("Findings", "Disk"),
        "disk_encryption": translate("Findings", "Disk encryption"),
        "memory": translate("Findings", "Memory"),
        "log_folder": translate("Findings", "Log"),
        "account": translate("Findings", "Account of this PC"),
        "settings": translate("Findings", "Settings"),
        "time_zone": translate("Findings", "Time zone"),
        "engines": translate("Findings", "Code readers"),
        "hand_scanner": translate("Findings", "Hand scanner"),
        "keyring": translate("Findings", "Key of the store"),
        "store": translate("Findings", "Store"),
        "queue": translate("Findings", "Waiting entries"),
        "mirror": translate("Findings", "Saved passes"),
        "permit": translate("Findings", "Permit"),
        "dns": translate("Findings", "Name lookup"),
        "proxy": translate("Findings", "Proxy"),
        "tls": translate("Findings", "Certificate"),
        "central": translate("Findings", "Central API"),
        "realtime": translate("Findings", "Changes at once"),
        "camera": translate("Findings", "Camera"),
        "gate": translate("Findings", "Gate"),
        "cloud": translate("Findings", "Second path"),
    }.get(kind, kind.replace("_", " "))
    return f"{known} {device}".strip()


def said(sentence: str) -> str:
    """A sentence of the core in the language of now."""
    for source in SOURCES:
        if (found := _pattern(source).fullmatch(sentence)) is not None:
            here = QCoreApplication.translate("Findings", source)
            return here.format(*(_spans(part) for part in found.groups()))
    return sentence


def _spans(text: str) -> str:
    """A duration among what varies."""
    units = {
        "days": translate("Findings", "days"),
        "hours": translate("Findings", "hours"),
        "minutes": translate("Findings", "minutes"),
        "seconds": translate("Findings", "seconds"),
    }
    number, _, unit = text.partition(" ")
    return f"{number} {units[unit]}" if number.isdigit() and unit in units else text


@lru_cache(maxsize=512)
def _pattern(source: str) -> re.Pattern[str]:
    parts = re.split(r"\{\d\}", source)
    return re.compile("(.+?)".join(re.escape(part) for part in parts), re.DOTALL)


def _noop(context: str, source: str) -> str:
    """Marks a text for translation; it is looked up when it is said."""
    return source


# lupdate reads calls of `translate`: here it only marks.
def _marked(translate: Callable[[str, str], str]) -> tuple[str, ...]:
    return (
        translate("Findings", "{0} cameras, {1} gates"),
        translate("Findings", "{0} free of {1} ({2} used)"),
        translate("Findings", "{0} free of {1} ({2} used); the reserve is not there"),
        translate("Findings", "{0} available"),
        translate("Findings", "this system does not tell"),
        translate("Findings", "a plain account"),
        translate("Findings", "the console runs as root"),
        translate("Findings", "the PC is at UTC{0}, the site ({1}) at UTC{2} now"),
        translate("Findings", "the PC is at UTC{0}, the site ({1}) at UTC{2} from about {3}"),
        translate("Findings", "the key is in {0}"),
        translate("Findings", "opened by a passphrase, which whoever starts the program gives"),
        translate("Findings", "only the recovery key opens the store"),
        translate("Findings", "there is no key file"),
        translate("Findings", "open, chain and head agree"),
        translate("Findings", "opens, chain and head agree"),
        translate("Findings", "{0} entries wait, {1} in quarantine; the oldest for {2}"),
        translate("Findings", "{0} entries wait, {1} in quarantine"),
        translate("Findings", "no pass was ever loaded"),
        translate("Findings", "passes as of {0} ago"),
        translate("Findings", "this PC was not enrolled"),
        translate("Findings", "nobody on duty has one"),
        translate("Findings", "it has ended"),
        translate("Findings", "holds for another {0}"),
        translate("Findings", "the name {0} leads nowhere"),
        translate("Findings", "none: this PC asks directly"),
        translate("Findings", "through {0}"),
        translate("Findings", "without TLS: only for trying out on this PC"),
        translate("Findings", "The connection is encrypted and verified. ({0}, until {1})"),
        translate("Findings", "The connection is encrypted and verified."),
        translate("Findings", "The certificate is good, but only for another {0}."),
        translate("Findings", "answers in {0} ms, contract {1}"),
        translate("Findings", "{0} s to the central API"),
        translate("Findings", "the central API did not tell the time"),
        translate("Findings", "known only while the console runs"),
        translate("Findings", "the running console knows: look at its self-test"),
        translate("Findings", "changes arrive within seconds"),
        translate("Findings", "away, as the central API is"),
        translate("Findings", "the channel is not open"),
        translate("Findings", "{0}: no picture yet"),
        translate("Findings", "{0}: {1}, {2} pictures a second"),
        translate("Findings", "{0}: its address answers"),
        translate("Findings", "{0}: no answer ({1})"),
        translate("Findings", "{0}: unknown, answers in {1} ms"),
        translate("Findings", "{0}: closed, answers in {1} ms"),
        translate("Findings", "{0}: opening, answers in {1} ms"),
        translate("Findings", "{0}: open, answers in {1} ms"),
        translate("Findings", "{0}: closing, answers in {1} ms"),
        translate("Findings", "{0}: left_open, answers in {1} ms"),
        translate("Findings", "{0}: forced_open, answers in {1} ms"),
        translate("Findings", "{0}: unknown"),
        translate("Findings", "{0}: closed"),
        translate("Findings", "{0}: opening"),
        translate("Findings", "{0}: open"),
        translate("Findings", "{0}: closing"),
        translate("Findings", "{0}: left_open"),
        translate("Findings", "{0}: forced_open"),
        translate("Findings", "no second path is set up"),
        translate("Findings", "the second path is there"),
        translate("Findings", "the second path does not work: {0}"),
        translate("Findings", "right to the second"),
        translate("Findings", "this PC is {0} behind"),
        translate("Findings", "this PC is {0} ahead"),
        translate("Findings", "a publishable key"),
        translate("Findings", "a public key of the older kind"),
        translate("Findings", "a key of an unknown kind"),
        translate("Findings", "blanks or strange letters stand in it"),
        translate("Findings", "there is none"),
        translate("Findings", "The key in the settings is a secret one: it opens the whole database, past every rule."),
        translate(
            "Findings",
            "Put the publishable key there (sb_publishable_…), and replace the secret one: it has been seen.",
        ),
        translate("Findings", "{0} is no address"),
        translate("Findings", "it contains a name or a password"),
        translate("Findings", "{0} is no web address"),
        translate("Findings", "it begins with http: passwords and visitors' names would travel in the open"),
        translate("Findings", "it goes on after the host's name"),
        translate("Findings", "Type it as in the letter, like https://data.portun.app."),
        translate("Findings", "Leave out everything before the @."),
        translate("Findings", "It begins with https://."),
        translate("Findings", "Use the address that begins with https://."),
        translate("Findings", "Use only {0}."),
        translate("Findings", "Only for trying out: use https for a real site."),
        translate("Findings", "Portun gatehouse contract 1"),
        translate("Findings", "the first contract: no exits, refusals or photos reach the central API"),
        translate("Findings", "it does not know this key"),
        translate("Findings", "it leads on to {0}"),
        translate("Findings", "it is in trouble ({0})"),
        translate("Findings", "something else answered ({0}), perhaps the sign-in page of this network"),
        translate("Findings", "this is no Portun central API ({0})"),
        translate("Findings", "answered {0}; TLS, the certificate is verified"),
        translate("Findings", "answered {0}; without TLS, on this PC"),
        translate("Findings", "nobody answers there"),
        translate("Findings", "no answer in time"),
        translate("Findings", "the network's proxy refuses"),
        translate("Findings", "The name {0} is not known in this network."),
        translate("Findings", "{0} does not take connections from here."),
        translate("Findings", "What answers at {0} speaks no TLS."),
        translate("Findings", "{0} offers only TLS versions that are no longer safe."),
        translate("Findings", "The certificate of {0} ended on {1}."),
        translate("Findings", "The certificate of {0} begins only on {1}."),
        translate("Findings", "The certificate is for {0}, not for {1}."),
        translate("Findings", "The certificate of {0} was made by nobody but itself."),
        translate("Findings", "The certificate of {0} was issued by {1}, whom this PC does not know."),
        translate("Findings", "The certificate of {0} cannot be verified."),
        translate("Findings", "Check the address in the settings, and whether other pages open on this PC."),
        translate("Findings", "Check the internet line; a firewall may hold the connection back."),
        translate(
            "Findings",
            "Check the address and the port; a proxy or a sign-in page of the network may answer instead.",
        ),
        translate("Findings", "Tell the administrator of the central API, or of the proxy in between."),
        translate(
            "Findings",
            "Check this PC's date first. If that is right, tell the administrator of the central API.",
        ),
        translate("Findings", "This PC's clock is probably slow: set date and time."),
        translate("Findings", "Check the address in the settings; a sign-in page of the network may answer instead."),
        translate(
            "Findings",
            "If the site runs its own central API, put its certificate into the settings. "
            "If not, somebody is in between.",
        ),
        translate(
            "Findings",
            "A proxy of the network may be looking inside: "
            "ask who runs it for its root certificate, or for an exception.",
        ),
        translate("Findings", "Tell the technician."),
        translate("Findings", "Look at the network and at the address."),
        translate("Findings", "Look at the network cable and the address, and try again."),
        translate("Findings", "Ask who runs this network to let this PC through."),
        translate("Findings", "Look at the network cable and at the DNS server of this PC."),
        translate("Findings", "A supervisor looks at them under Review."),
        translate(
            "Findings",
            "Ask the administrator to apply the gatehouse migrations. The console works without them too.",
        ),
        translate("Findings", "Close other programs on this PC, or give it more memory."),
        translate("Findings", "Compare it with the administrator's letter."),
        translate("Findings", "Compare the PC's clock by hand."),
        translate("Findings", "Copy it again, without blanks."),
        translate("Findings", "Copy the publishable key again."),
        translate("Findings", "Copy the publishable key from the administrator's letter."),
        translate("Findings", "Correct the address."),
        translate("Findings", "Correct the address, or set the gate up anew. It is not driven until then."),
        translate("Findings", "Enrol it with a code from a supervisor."),
        translate("Findings", "Free space on this disk now: photos no longer fit."),
        translate("Findings", "Free space on this disk within the next days."),
        translate("Findings", "Give the camera more light or a better line: codes need pictures."),
        translate("Findings", "Give the relay a password."),
        translate("Findings", "Give this account the right to write there: without logs, trouble cannot be explained."),
        translate("Findings", "Look at it under Devices."),
        translate("Findings", "Look at the line to the central API."),
        translate("Findings", "Look at the relay's power and network. Open with the physical key switch meanwhile."),
        translate("Findings", "Look what else writes into this folder."),
        translate("Findings", "Look whether the disk is there and readable."),
        translate(
            "Findings",
            "Nothing is lost: passes are asked for every minute. Ask whether the network lets websockets through.",
        ),
        translate("Findings", "Open a web page on this PC and sign in to the network, or correct the address."),
        translate("Findings", "Set the PC's clock, or switch its time service on."),
        translate("Findings", "Set the PC's date and time, and let it follow a time server."),
        translate("Findings", "Set the PC's time zone to the site's. Entries are not affected: they are kept in UTC."),
        translate("Findings", "Set up this console, or restore a backup."),
        translate("Findings", "Sign in while the central API is there."),
        translate("Findings", "Sign in while the central API is there: the permit comes by itself."),
        translate("Findings", "Start it under the guards' own account."),
        translate("Findings", "The disk has been full. Free space: the reserve is laid again at the next start."),
        translate("Findings", "The local path is not affected. Look at it under Devices."),
        translate("Findings", "Try again in some minutes."),
        translate("Findings", "Use https for a real site."),
        translate("Findings", "Use that address, if it is the right one."),
        translate("Findings", "Use the recovery key of this site."),
        translate("Findings", "Wait a minute; then look at its power."),
        translate("Findings", "zxing-cpp does not read a plain code"),
        translate("Findings", "Install the console anew."),
        translate("Findings", "{0} is there"),
        translate("Findings", "{0} is not there; ports of this PC: {1}"),
        translate("Findings", "Plug the scanner in, or correct its port in the settings."),
        translate("Findings", "Install libzbar0: codes that the first engine cannot read stay unread."),
        translate("Findings", "Install this PC anew with disk encryption (LUKS), or keep it where nobody can take it."),
    )


SOURCES = _marked(_noop)
