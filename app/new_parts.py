"""A camera or a gate that a person adds: its table of the settings, under a name and an id of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from app.errors import SettingsError
from app.gates.bindings import DriverKind
from app.gates.port import Identity
from app.settings import CameraPart, GatePart, Settings

Part = TypeVar("Part", bound=CameraPart | GatePart)


def new_camera(settings: Settings, name: str, address: str, username: str) -> CameraPart:
    """One more camera, for the first gate that there is. Raises SettingsError."""
    _check_free("camera", name, (one.name for one in settings.cameras))
    check_camera_free(settings, name, address)
    camera_id = _id_for(name, [one.id for one in settings.cameras], "camera")
    first = settings.gates[0].id if settings.gates else ""
    return _part(CameraPart, id=camera_id, name=name, address=address, username=username, gate=first)


def new_gate(settings: Settings, name: str, address: str, identity: Identity, driver: DriverKind) -> GatePart:
    """One more gate, bound to the device that answered at `address`. Raises SettingsError."""
    _check_free("gate", name, (one.name for one in settings.gates))
    check_relay_free(settings, name, identity)
    gate_id = _id_for(name, [one.id for one in settings.gates], "gate")
    return _part(GatePart, id=gate_id, name=name, **device_of(address, identity, driver))


def device_of(address: str, identity: Identity, driver: DriverKind) -> dict[str, Any]:
    """What a gate's table says of its device."""
    return {"driver": driver.value, "address": address, "mac": identity.mac, "realm": identity.realm}


def camera_address(typed: str, plugged: Iterable[str]) -> str:
    """The name of a camera that is plugged in is enough."""
    return f"usb:{typed}" if typed in plugged else typed


def check_camera_free(settings: Settings, name: str, address: str, *, but: str = "") -> None:
    """Raises SettingsError where a camera other than `but` has this address."""
    if address in [one.address for one in settings.cameras if one.id != but]:
        raise _taken("camera", name, "This camera is in the list already.")


def check_relay_free(settings: Settings, name: str, identity: Identity, *, but: str = "") -> None:
    """Raises SettingsError where a gate other than `but` is bound to this device."""
    if identity.mac in [one.mac.upper() for one in settings.gates if one.id != but]:
        raise _taken("gate", name, "A gate is bound to this relay already.")


def _check_free(kind: str, name: str, there: Iterable[str]) -> None:
    if name.casefold() in (one.casefold() for one in there):
        raise _taken(kind, name, f"There is a {kind} with this name already.")


def _taken(kind: str, name: str, message: str) -> SettingsError:
    return SettingsError(f"{kind}_taken", f"{name!r} cannot be added", message, "Give it another name or address.")


def _id_for(name: str, there: list[str], kind: str) -> str:
    """A short id out of a name; ids stand in settings and records for ever."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:30] or kind
    candidates = [plain, *(f"{plain}-{n}" for n in range(2, 100))]
    return next(one for one in candidates if one not in there)


def _part(kind: type[Part], **fields: Any) -> Part:
    try:
        return msgspec.convert(fields, kind)
    except msgspec.ValidationError as error:
        raise SettingsError(
            "settings_wrong", "That cannot be taken", str(error), "Correct what you typed and try again."
        ) from error
