"""Words of the sign-in page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def heading() -> str:
    """Over the form."""
    return translate("SignIn", "Sign in to begin your shift")


def email() -> str:
    """Over the first field."""
    return translate("SignIn", "E-mail")


def password() -> str:
    """Over the second field."""
    return translate("SignIn", "Password")


def code() -> str:
    """Over the second field, when the account wants a code."""
    return translate("SignIn", "Six digits from your authenticator app")


def code_note() -> str:
    """Under the form then."""
    return translate("SignIn", "The password is right. The code changes every half minute. Esc goes back.")


def button(busy: bool) -> str:
    """On the button."""
    return translate("SignIn", "Signing in…") if busy else translate("SignIn", "Sign in")


def missing(field: str) -> str:
    """An empty field."""
    if field == "email":
        return translate("SignIn", "Type your e-mail address.")
    if field == "code":
        return translate("SignIn", "Type the six digits that your authenticator app shows now.")
    return translate("SignIn", "Type your password.")


def gate_note(offline: bool) -> str:
    """Under the form: what still works."""
    if offline:
        return translate("SignIn", "No internet: whoever signed in here before types the PIN in the password's place.")
    return translate("SignIn", "Until somebody signs in, the gate opens by hand only: below, or with its key switch.")
