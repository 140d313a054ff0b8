"""/storage/v1: objects on disk, their rows (and so their policies) in the database."""

from __future__ import annotations

import base64
import json
import secrets
import time
from pathlib import Path
from typing import Any

import jwt
import psycopg
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.sandbox.answers import Refused
from app.sandbox.database import Caller, Database

LARGEST = 6 * 1024 * 1024
"""Above this the platform wants a resumable upload."""


def refused(status: int, error: str, message: str) -> Refused:
    """The service answers 400 and keeps the real status in the body."""
    return Refused(400, {"statusCode": str(status), "error": error, "message": message})


class Storage:
    """Answers below /storage/v1/."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder
        self._secret = secrets.token_hex(32)
        folder.mkdir(parents=True, exist_ok=True)

    async def answer(self, request: Request, caller: Caller) -> Response:
        """One request."""
        verb, _, rest = request.path_params["path"].strip("/").partition("/")
        if verb != "object" or not rest:
            raise refused(404, "not_found", "The sandbox does not speak this part of the Storage API")
        head, _, tail = rest.partition("/")
        try:
            match request.method, head:
                case "POST", "sign":
                    return await self._sign(request, caller, *_place(tail))
                case "GET", "authenticated":
                    return await self._download(caller, *_place(tail))
                case "GET" | "HEAD", _:
                    return await self._download(caller, *_place(rest))
                case "POST" | "PUT", _ if head not in {"upload", "list", "copy", "move", "info"}:
                    return await self._upload(request, caller, *_place(rest))
                case "DELETE", _:
                    return await self._remove(request, caller, rest)
        except psycopg.Error as error:
            raise _from_postgres(error) from error
        raise refused(404, "not_found", "The sandbox does not speak this part of the Storage API")

    async def signed(self, request: Request) -> Response:
        """A download by a signed link: no key and no account needed."""
        bucket, name = _place(request.path_params["path"])
        try:
            claims = jwt.decode(request.query_params.get("token", ""), self._secret, algorithms=["HS256"])
        except jwt.PyJWTError as wrong:
            raise refused(400, "InvalidJWT", str(wrong)) from wrong
        if claims.get("url") != f"{bucket}/{name}":
            raise refused(400, "InvalidSignature", "The signature is for another object")
        async with self._database.as_owner() as cursor:
            return await self._content(cursor, bucket, name)

    async def _upload(self, request: Request, caller: Caller, bucket: str, name: str) -> Response:
        content, kind = _content(await request.body(), request.headers.get("content-type", ""))
        if len(content) > LARGEST:
            raise refused(413, "Payload too large", "The object exceeded the maximum allowed size")
        upsert = request.method == "PUT" or request.headers.get("x-upsert") == "true"
        on_conflict = (
            " on conflict (bucket_id, name) do update set metadata = excluded.metadata, updated_at = now()"
            if upsert
            else ""
        )
        async with self._database.as_caller(caller) as cursor:
            await cursor.execute(
                "insert into storage.objects (bucket_id, name, owner, metadata, user_metadata)"
                " values (%s, %s, %s, %s, %s)" + on_conflict,
                (bucket, name, caller.uid, json.dumps({"size": len(content), "mimetype": kind}), _own_words(request)),
            )
            # Its owner may not be allowed to read it back: the platform itself asks for the id.
            await cursor.execute("reset role")
            found = await cursor.execute(
                "select id::text from storage.objects where bucket_id = %s and name = %s", (bucket, name)
            )
            row = await found.fetchone()
            assert row is not None
            (self._folder / row[0]).write_bytes(content)
        return JSONResponse({"Id": row[0], "Key": f"{bucket}/{name}"})

    async def _download(self, caller: Caller, bucket: str, name: str) -> Response:
        async with self._database.as_caller(caller) as cursor:
            return await self._content(cursor, bucket, name)

    async def _content(self, cursor: psycopg.AsyncCursor[Any], bucket: str, name: str) -> Response:
        found = await cursor.execute(
            "select id::text, metadata ->> 'mimetype' from storage.objects where bucket_id = %s and name = %s",
            (bucket, name),
        )
        row = await found.fetchone()
        if row is None:
            raise refused(404, "not_found", "Object not found")
        return Response((self._folder / row[0]).read_bytes(), media_type=row[1])

    async def _sign(self, request: Request, caller: Caller, bucket: str, name: str) -> Response:
        try:
            lasts_s = int(json.loads(await request.body())["expiresIn"])
        except (ValueError, KeyError, TypeError) as wrong:
            raise refused(400, "Invalid Input", "body must have required property 'expiresIn'") from wrong
        await self._download(caller, bucket, name)
        claims = {"url": f"{bucket}/{name}", "iat": int(time.time()), "exp": int(time.time()) + lasts_s}
        token = jwt.encode(claims, self._secret, algorithm="HS256")
        return JSONResponse({"signedURL": f"/object/sign/{bucket}/{name}?token={token}"})

    async def _remove(self, request: Request, caller: Caller, rest: str) -> Response:
        bucket, _, name = rest.partition("/")
        names = [name] if name else json.loads(await request.body() or b"{}").get("prefixes", [])
        async with self._database.as_caller(caller) as cursor:
            gone = await cursor.execute(
                "delete from storage.objects where bucket_id = %s and name = any (%s) returning id::text, name",
                (bucket, [str(one) for one in names]),
            )
            rows = await gone.fetchall()
        for object_id, _ in rows:
            (self._folder / object_id).unlink(missing_ok=True)
        return JSONResponse([{"bucket_id": bucket, "name": one} for _, one in rows])


def _place(path: str) -> tuple[str, str]:
    bucket, _, name = path.partition("/")
    if not name or any(step in {"", ".", ".."} for step in name.split("/")):
        raise refused(400, "InvalidKey", f"Invalid key: {name}")
    return bucket, name


def _own_words(request: Request) -> str | None:
    """`x-metadata`: what the uploader says about the object, base64 of JSON."""
    said = request.headers.get("x-metadata")
    try:
        return base64.b64decode(said, validate=True).decode() if said else None
    except ValueError as wrong:
        raise refused(400, "InvalidMetadata", "x-metadata is not base64") from wrong


def _content(body: bytes, kind: str) -> tuple[bytes, str]:
    """The bytes and their type, from a raw body or from the file of a form."""
    if not kind.startswith("multipart/form-data"):
        return body, kind or "application/octet-stream"
    boundary = b"--" + kind.partition("boundary=")[2].strip('"').encode()
    for part in body.split(boundary)[1:]:
        head, _, content = part.partition(b"\r\n\r\n")
        if b"filename=" in head:
            lines = dict(line.split(b": ", 1) for line in head.split(b"\r\n") if b": " in line)
            named = {name.lower(): value for name, value in lines.items()}
            return content.removesuffix(b"\r\n"), named.get(b"content-type", b"application/octet-stream").decode()
    raise refused(400, "InvalidRequest", "no file in the form")


def _from_postgres(error: psycopg.Error) -> Refused:
    match error.sqlstate:
        case "23505":
            return refused(409, "Duplicate", "The resource already exists")
        case "42501":
            return refused(403, "Unauthorized", "new row violates row-level security policy")
        case "23503":
            return refused(404, "Bucket not found", "Bucket not found")
    return refused(500, "Internal", "database error")
