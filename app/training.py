"""The training edition: its own profile, and nothing but the simulator on this PC behind it."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from app.errors import SettingsError
from app.release import release
from app.settings import Settings


def on_this_pc(host: str) -> bool:
    """Whether that host is this PC itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def only_the_simulator(settings: Settings) -> None:
    """In the training edition no gate and no central API may be a real one. Raises SettingsError."""
    if release().edition != "training":
        return
    addresses = [settings.central.url, *(gate.address for gate in settings.gates)]
    if not all(on_this_pc(urlsplit(address).hostname or "") for address in addresses):
        raise SettingsError(
            "training_edition",
            "This is the training edition",
            "It works with the simulator on this PC only, never with a real gate.",
            "Install the console's own edition for the gatehouse.",
        )
