"""Checks what consoles signed. The twin of resources/central/functions/verify-signatures;
resources/central/signature-vectors.json runs against both.
"""

from __future__ import annotations

import base64
import json
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def canonical(said: dict[str, Any]) -> str:
    """An entry's text as its console signed it: keys sorted, no blanks."""
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def proves(public_key: str, signature: str | None, text: str) -> bool:
    """Whether the console with that key signed that text."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key))
        key.verify(base64.b64decode(signature or ""), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def entry_proof(row: dict[str, Any]) -> dict[str, Any]:
    """One row of `entries_to_prove_v1` as `keep_proofs_v1` takes it."""
    said = row["said"]
    holds = row["matches"] and said is not None and proves(row["public_key"], row["signature"], canonical(said))
    return {"entry_id": row["entry_id"], "ok": bool(holds)}


def head_proof(row: dict[str, Any]) -> dict[str, Any]:
    """One row of `heads_to_prove_v1` as `keep_proofs_v1` takes it."""
    text = f"audit:{row['seq']}:{row['head']}"
    ok = proves(row["public_key"], row["signature"], text)
    return {"device_id": row["device_id"], "incarnation": row["incarnation"], "seq": row["seq"], "ok": ok}
