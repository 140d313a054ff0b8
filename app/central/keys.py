"""Which API keys a console may hold."""

from __future__ import annotations

import base64
import json

from app.errors import SettingsError


def check_publishable(key: str) -> str:
    """The key, if it is one that a console may hold. Raises SettingsError for one that opens the whole database."""
    if key.startswith("sb_secret_") or _legacy_role(key) == "service_role":
        raise SettingsError(
            "secret_key",
            "This key must not be on a gatehouse PC",
            "The key in the settings is a secret one: it opens the whole database, past every rule.",
            "Put the publishable key there (sb_publishable_…), and replace the secret one: it has been seen.",
        )
    return key


def _legacy_role(key: str) -> str | None:
    """The role inside a key of the older kind, which is a JWT."""
    parts = key.split(".")
    if len(parts) != 3:
        return None
    try:
        payload = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except ValueError:
        return None
    role = payload.get("role") if isinstance(payload, dict) else None
    return role if isinstance(role, str) else None
