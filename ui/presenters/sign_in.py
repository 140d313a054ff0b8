"""Signing in: e-mail and password, six digits where the account wants them, and what went wrong in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from app.errors import KnownError
from ui.presenters.port import Core

ASKS_CODE = frozenset({"code_asked", "code_wrong"})
"""What the central API says when a second factor is wanted (app.central.factors)."""


@dataclass(frozen=True, slots=True)
class SignInState:
    """`missing`: which field is still empty; `asks_code`: the password was right, six digits are wanted."""

    busy: bool = False
    error: KnownError | None = None
    missing: str = ""
    asks_code: bool = False


class SignInView(Protocol):
    """What the presenter asks of its screen."""

    def show_state(self, state: SignInState) -> None: ...


class SignInPresenter:
    """One attempt at a time."""

    def __init__(self, core: Core, view: SignInView, done: Callable[[], None]) -> None:
        self._core = core
        self._view = view
        self._done = done
        self.state = SignInState()

    def start(self) -> None:
        """Show the empty form."""
        self._put(SignInState())

    def submitted(self, email: str, password: str, code: str = "") -> None:
        """The guard pressed Enter or the button, or typed the last digit."""
        asks = self.state.asks_code
        if self.state.busy:
            return
        fields = {"email": email.strip(), "password": password} | ({"code": code.strip()} if asks else {})
        missing = next((name for name, text in fields.items() if not text), "")
        if missing:
            self._put(SignInState(missing=missing, asks_code=asks))
            return
        self._put(SignInState(busy=True, asks_code=asks))
        self._core.tasks.spawn(self._sign_in(email.strip(), password, code.strip() if asks else ""), name="sign in")

    def back(self) -> bool:
        """From the code to the password; False if there is no code to leave."""
        asked = self.state.asks_code
        if asked:
            self._put(SignInState())
        return asked

    async def _sign_in(self, email: str, password: str, code: str) -> None:
        try:
            await self._core.sign_in(email, password, code)
        except KnownError as error:
            asks = error.code in ASKS_CODE
            self._put(SignInState(error=None if error.code == "code_asked" else error, asks_code=asks))
            return
        finally:
            if self.state.busy:
                self._put(replace(self.state, busy=False))
        self._done()

    def _put(self, state: SignInState) -> None:
        self.state = state
        self._view.show_state(state)
