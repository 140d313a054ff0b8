"""A resident's page: makes a pass, shows its QR to hold up to a real camera, and sees the arrival."""

from __future__ import annotations

import io
from pathlib import Path

import segno
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from app.sandbox.database import Database

_PAGE = Path(__file__).with_name("resident.html")


class ResidentPage:
    """Three routes beside the platform's own."""

    def __init__(self, database: Database, publishable_key: str) -> None:
        self._database = database
        self._key = publishable_key

    def routes(self) -> list[Route]:
        """Where it is."""
        return [
            Route("/resident", self._page),
            Route("/resident/site.json", self._site),
            Route("/resident/qr.svg", self._qr),
        ]

    async def _page(self, request: Request) -> Response:
        return HTMLResponse(_PAGE.read_text(encoding="utf-8"))

    async def _site(self, request: Request) -> Response:
        """The key and the residents to choose from."""
        async with self._database.as_owner() as cursor:
            found = await cursor.execute(
                "select p.id::text, p.full_name, p.email, h.label, h.id::text, h.community_id::text"
                " from public.profile p join public.property h on h.id = p.property_id order by p.full_name"
            )
            names = ("id", "name", "email", "house", "property_id", "community_id")
            residents = [dict(zip(names, row, strict=True)) for row in await found.fetchall()]
        return JSONResponse({"key": self._key, "residents": residents})

    async def _qr(self, request: Request) -> Response:
        code = request.query_params.get("code", "")[:100]
        if not code:
            return Response(status_code=400)
        drawn = io.BytesIO()
        segno.make(code, error="m").save(drawn, kind="svg", scale=10, border=4, xmldecl=False)
        return Response(drawn.getvalue(), media_type="image/svg+xml")
