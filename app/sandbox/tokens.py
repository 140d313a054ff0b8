"""Access tokens (ES256) and API keys, as the platform makes and checks them."""

from __future__ import annotations

import secrets
import time
import uuid
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm
from starlette.requests import HTTPConnection

from app.sandbox.answers import Refused, postgrest
from app.sandbox.database import ANONYMOUS, SERVICE_CALLER, Caller

LEEWAY_S = 30
"""PostgREST accepts this much skew on exp, nbf and iat."""


class Tokens:
    """Makes and checks access tokens; knows the two API keys of this site."""

    def __init__(self, *, lifetime_s: int = 3600) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._signed = lru_cache(maxsize=1000)(self._verify)
        self._kid = str(uuid.uuid4())
        self._lifetime_s = lifetime_s
        self._made = 0
        self._expired_up_to = 0
        self.publishable_key = "sb_publishable_" + secrets.token_urlsafe(16)
        self.secret_key = "sb_secret_" + secrets.token_urlsafe(16)

    def make(self, account: Mapping[str, Any], session_id: str, issuer: str, aal: str = "aal1") -> dict[str, Any]:
        """An access token and when it ends, as the token endpoint answers."""
        self._made += 1
        now = int(time.time())
        claims = {
            "iss": f"{issuer}/auth/v1",
            "sub": account["id"],
            "aud": "authenticated",
            "exp": now + self._lifetime_s,
            "iat": now,
            "jti": str(self._made),
            "email": account["email"],
            "phone": "",
            "app_metadata": account["app_metadata"],
            "user_metadata": {},
            "role": "authenticated",
            "aal": aal,
            "amr": [{"method": how, "timestamp": now} for how in ("totp", "password")[aal == "aal1" :]],
            "session_id": session_id,
            "is_anonymous": False,
        }
        made = jwt.encode(claims, self._key, algorithm="ES256", headers={"kid": self._kid})
        return {
            "access_token": made,
            "token_type": "bearer",
            "expires_in": self._lifetime_s,
            "expires_at": claims["exp"],
        }

    def expire_all(self) -> None:
        """Every access token made so far has expired."""
        self._expired_up_to = self._made

    def jwks(self) -> dict[str, Any]:
        """The public key, for whoever checks tokens alone."""
        public = ECAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": self._kid, "alg": "ES256", "use": "sig", "key_ops": ["verify"]}]}

    def claims_of(self, token: str) -> dict[str, Any]:
        """Check a token. Raises PostgREST's 401s."""
        headers = {"WWW-Authenticate": "Bearer"}
        try:
            claims = self._signed(token)
        except jwt.PyJWTError as wrong:
            refused = postgrest(401, "PGRST301", f"JWT could not be verified: {type(wrong).__name__}")
            refused.headers |= headers
            raise refused from wrong
        expired = claims["exp"] < time.time() - LEEWAY_S or int(claims.get("jti", 0)) <= self._expired_up_to
        if expired or claims["iat"] > time.time() + LEEWAY_S:
            refused = postgrest(401, "PGRST303", "JWT expired" if expired else "JWT issued at future")
            refused.headers |= headers
            raise refused
        return claims

    def _verify(self, token: str) -> dict[str, Any]:
        """Who signed it; when it ends is looked at each time."""
        claims: dict[str, Any] = jwt.decode(
            token,
            self._key.public_key(),
            algorithms=["ES256"],
            audience="authenticated",
            options={"verify_exp": False, "verify_iat": False, "verify_nbf": False},
        )
        return claims

    def caller(self, request: HTTPConnection, *, with_bearer: bool = True) -> Caller:
        """Who asks. Raises the gateway's 401 without a key of this site, PostgREST's for a bad token."""
        key = request.headers.get("apikey") or request.query_params.get("apikey")
        if key is None:
            hint = "No `apikey` request header or url param was found."
            raise Refused(401, {"message": "No API key found in request", "hint": hint})
        if key not in {self.publishable_key, self.secret_key}:
            raise Refused(401, {"message": "Invalid API key", "hint": "Double check your API key."})
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
        if with_bearer and bearer and bearer not in {self.publishable_key, self.secret_key}:
            claims = self.claims_of(bearer)
            return Caller(str(claims["role"]), claims)
        if self.secret_key in {key, bearer}:
            return SERVICE_CALLER
        return Caller(ANONYMOUS, {"role": ANONYMOUS})
