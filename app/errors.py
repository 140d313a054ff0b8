"""What can go wrong, in two kinds.

    KnownError        the world: a full disk, a camera that is gone, a refused token.
                      It has a code for programs, and a title, a message and a next step for people.
    anything else     a bug: logged with its correlation id, shown once, survived.

Callers catch the subclass they can act on; `ui` and the command line show any KnownError as it is.
"""

from __future__ import annotations


class KnownError(Exception):
    """A condition of the world that is nobody's bug. `next_step` says what a person does now."""

    def __init__(self, code: str, title: str, message: str, next_step: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.title = title
        self.message = message
        self.next_step = next_step


class StoreError(KnownError):
    """The encrypted store: full or read-only disk, a wrong key, damage, a newer version, a second process."""


class CentralError(KnownError):
    """The central API did not do what was asked. The subclass says what that means for a queue."""


class CentralUnreachable(CentralError):
    """No answer, or none that can be understood: try again later."""

    def __init__(self, message: str, *, retry_after_s: float | None = None, code: str = "central_unreachable") -> None:
        super().__init__(
            code,
            "No connection to the central API",
            message,
            "Go on working: entries are kept here and are sent when the connection is back.",
        )
        self.retry_after_s = retry_after_s


class SessionEnded(CentralError):
    """The documented end of a session (revoked, banned, reused token): a person signs in again."""


class TokenRefused(CentralError):
    """The central API does not take our token although the session stands (its clock, its keys): wait, keep all."""


class NotPermitted(CentralError):
    """The central API knows us and says no (row level security, revoked device)."""


class ContractMismatch(CentralError):
    """The central API is older or newer than this console: pause, ask for the update, discard nothing."""


class DeviceError(KnownError):
    """A camera or a hand scanner."""


class GateError(KnownError):
    """A relay: unknown device, wrong password, wrong profile. Never raised for the outcome of a command."""


class SettingsError(KnownError):
    """A settings file that cannot be taken as it is; names the line and what is allowed."""


class ExportError(KnownError):
    """A file for people could not be written: no space, no permission, stopped."""


class PrintError(KnownError):
    """No printer took a sheet; its file is still there to be opened."""


class UpdateError(KnownError):
    """An update that may not be taken: tampered with, expired, older, for another system, cut off."""


class ProvisioningError(KnownError):
    """A fleet's provisioning file that may not be taken: tampered with, expired, of a newer version."""
