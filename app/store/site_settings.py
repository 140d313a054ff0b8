"""What the central API says for the whole site, as the mirror holds it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from app.store.database import engine_for
from app.store.faults import store_error
from app.store.mirror_tables import settings


def site_settings(folder: Path, data_key: bytes) -> dict[str, Any]:
    """Values by their keys. Has a connection of its own; blocks for a moment. Raises StoreError."""
    path = folder / "mirror.db"
    engine = engine_for(path, data_key, durable=False, reading=True)
    try:
        with engine.begin() as connection:
            rows = connection.execute(select(settings.c.key, settings.c.value)).all()
            return {key: json.loads(value) for key, value in rows}
    except (DBAPIError, OSError) as error:
        raise (store_error(error, path) or error) from error
    finally:
        engine.dispose()
