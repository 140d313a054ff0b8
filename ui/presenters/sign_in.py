"""Signing in: e-mail and password, and what went wrong in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from app.errors import KnownError
from ui.presenters.port import Core


@dataclass(frozen=True, slots=True)
class SignInState:
    """`missing`: which field is still empty."""

    busy: bool = False
    error: KnownError | None = None
    missing: str = ""


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

    def submitted(self, email: str, password: str) -> None:
        """The guard pressed Enter or the button."""
        if self.state.busy:
            return
        if not email.strip() or not password:
            self._put(SignInState(missing="email" if not email.strip() else "password"))
            return
        self._put(SignInState(busy=True))
        self._core.tasks.spawn(self._sign_in(email.strip(), password), name="sign in")

    async def _sign_in(self, email: str, password: str) -> None:
        try:
            await self._core.sign_in(email, password)
        except KnownError as error:
            self._put(SignInState(error=error))
            return
        finally:
            if self.state.busy:
                self._put(replace(self.state, busy=False))
        self._done()

    def _put(self, state: SignInState) -> None:
        self.state = state
        self._view.show_state(state)
