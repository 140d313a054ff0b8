"""The second factor of an account: what a sign-in's answer says of it, and what a person is asked."""

from __future__ import annotations

from app.central import fields as f
from app.central.failures import not_understood
from app.errors import SessionEnded

CODE_DIGITS = 6
"""What authenticator apps show (RFC 6238, as GoTrue sets them up)."""


class CodeAsked(SessionEnded):
    """The password was right; the digits of the person's authenticator app are wanted as well."""

    @classmethod
    def first(cls) -> CodeAsked:
        """They were not given yet."""
        return cls(
            "code_asked",
            "One more step",
            "This account is protected by a code that changes every half minute.",
            "Type the six digits that your authenticator app shows now.",
        )

    @classmethod
    def again(cls) -> CodeAsked:
        """They were not right, or too late."""
        return cls(
            "code_wrong",
            "These six digits are not right",
            "They are wrong, or their half minute is over.",
            "Type the six digits that your authenticator app shows now.",
        )


def factor_of(body: object) -> str | None:
    """The id of the authenticator app that a password alone does not replace; None if the account has none."""
    try:
        row = f.mapping(body)
        user = f.mapping(row.get("user"), "user")
    except f.Unreadable as error:
        raise not_understood(str(error)) from error
    factors = user.get("factors")
    for factor in factors if isinstance(factors, list) else []:
        if isinstance(factor, dict) and factor.get("status") == "verified" and factor.get("factor_type") == "totp":
            return str(factor.get("id", ""))
    return None


def text_of(body: object, name: str) -> str:
    """A text that the answer promises: the password's token, a challenge's id."""
    try:
        return f.text(f.mapping(body), name)
    except f.Unreadable as error:
        raise not_understood(str(error)) from error
