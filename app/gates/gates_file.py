"""The gates file: bindings and secrets of all gates, sealed with the data key and read once, at the start.

It exists so that opening by hand needs neither the databases nor the keyring at the moment of the press.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from app.domain.gate import InputKind
from app.errors import GateError
from app.gates.bindings import DriverKind, GateBinding, GateSecret
from app.gates.sealing import derived, seal, unseal

_MAGIC = b"PGG1"
_PURPOSE = "gates file"


@dataclass(frozen=True, slots=True)
class CloudSecret:
    """The way to the vendor's cloud, one account for all gates. `key` opens every device of the account."""

    host: str
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SealedGates:
    """What the file holds. `cloud_gates`: ids of gates that may also be opened through the cloud."""

    gates: tuple[tuple[GateBinding, GateSecret], ...]
    cloud: CloudSecret | None = None
    cloud_gates: frozenset[str] = frozenset()


def write_gates(path: Path, data_key: bytes, sealed: SealedGates) -> None:
    """Replace the file in one step. Raises GateError when the disk does not take it."""
    told = {
        "version": 1,
        "gates": [{"binding": _plain(binding), "secret": asdict(secret)} for binding, secret in sealed.gates],
        "cloud": asdict(sealed.cloud) if sealed.cloud else None,
        "cloud_gates": sorted(sealed.cloud_gates),
    }
    content = _MAGIC + seal(derived(data_key, _PURPOSE), json.dumps(told).encode(), _MAGIC)
    beside = path.with_suffix(".new")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise GateError(
            "gates_file_not_written",
            "The gates could not be saved",
            f"The file with the gates cannot be written ({error.strerror}).",
            "Make room on the disk and save again; the gates work as before until then.",
        ) from error


def read_gates(path: Path, data_key: bytes) -> SealedGates:
    """What the file holds. Raises GateError: gates_file_missing, gates_file_damaged (or another key's)."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise GateError(
            "gates_file_missing",
            "The gates are not set up on this PC",
            "The file with the gates cannot be read.",
            "Set the gates up, or restore a backup; use the physical key switch meanwhile.",
        ) from error
    try:
        if not content.startswith(_MAGIC):
            raise ValueError("not a gates file")
        told = json.loads(unseal(derived(data_key, _PURPOSE), content[len(_MAGIC) :], _MAGIC))
        return SealedGates(
            gates=tuple((_binding(one["binding"]), GateSecret(**one["secret"])) for one in told["gates"]),
            cloud=CloudSecret(**told["cloud"]) if told["cloud"] else None,
            cloud_gates=frozenset(told["cloud_gates"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise GateError(
            "gates_file_damaged",
            "The gates cannot be loaded",
            "The file with the gates is damaged or was sealed with another key.",
            "Set the gates up anew, or restore a backup; use the physical key switch meanwhile.",
        ) from error


def _plain(binding: GateBinding) -> dict[str, Any]:
    return {**asdict(binding), "accepted": sorted(binding.accepted)}


def _binding(told: dict[str, Any]) -> GateBinding:
    return GateBinding(
        **{
            **told,
            "driver": DriverKind(told["driver"]),
            "input_kind": InputKind(told["input_kind"]),
            "accepted": frozenset(told["accepted"]),
        }
    )
