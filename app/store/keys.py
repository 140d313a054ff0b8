"""The data key of a store: made, wrapped, opened. The only place that opens the operating system's keyring.

The keyring holds one 32-byte key (Windows allows 2,560 bytes an entry); every other secret is in the store. There is
no way to keep the key in the open: without a trusted keyring a passphrase is needed. A keyring that is gone, locked
or silent loses nothing: nothing is ever deleted here, and the site's recovery key opens the store.
"""

from __future__ import annotations

import base64
import contextlib
import importlib
import secrets
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from app.errors import StoreError
from app.store import keyfile as files
from app.store.keyfile import Keyfile, Wrap
from app.store.lock import FolderLock
from app.store.recovery import private_part

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

SERVICE = "Portun Gatehouse"
TIMEOUT_S = 10.0
"""A keyring that asks a person who is not there would hang for ever."""

TRUSTED_BACKENDS = (
    ("keyring.backends.Windows", "WinVaultKeyring"),
    ("keyring.backends.macOS", "Keyring"),
    ("keyring.backends.SecretService", "Keyring"),
    ("keyring.backends.libsecret", "Keyring"),
    ("keyring.backends.kwallet", "DBusKeyring"),
)
"""By class, and asked for by class: `keyring.get_keyring` may choose one that writes plain text."""


class Keys:
    """What can be done with a store's keys. Blocking: call it in a thread. Raises StoreError."""

    @staticmethod
    def create(
        folder: Path,
        *,
        recovery_public: bytes,
        passphrase: str | None = None,
        keyring: KeyringBackend | None = None,
        timeout_s: float = TIMEOUT_S,
    ) -> bytes:
        """Make the data key of a new store.

        Wrapped by `passphrase` if one is given, else by the keyring (`keyring`, or the trusted one of this system).
        Raises "store_has_key", "keyring_unavailable".
        """
        if files.read(folder) is not None or (folder / "journal.db").exists():
            raise store_is_there(folder)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        data_key = secrets.token_bytes(32)
        Keys.adopt(
            folder,
            data_key,
            recovery_public=recovery_public,
            passphrase=passphrase,
            keyring=keyring,
            timeout_s=timeout_s,
        )
        return data_key

    @staticmethod
    def adopt(
        folder: Path,
        data_key: bytes,
        *,
        recovery_public: bytes,
        passphrase: str | None = None,
        keyring: KeyringBackend | None = None,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        """Make the key file of a store that came with its key (a restored one)."""
        own = _wrap(data_key, passphrase, keyring, timeout_s)
        files.write(folder, Keyfile(recovery_public, (own, files.wrap_for_recovery(data_key, recovery_public))))

    @staticmethod
    def open(
        folder: Path,
        passphrase: str | None = None,
        *,
        recovery: str | None = None,
        keyring: KeyringBackend | None = None,
        timeout_s: float = TIMEOUT_S,
    ) -> bytes:
        """The data key of the store in `folder`. A rotation that was interrupted is brought to its end.

        By the recovery key in words, by the passphrase, or by the keyring. Raises "no_keyfile", "keyring_unavailable",
        "keyring_lost", "passphrase_needed", "passphrase_wrong", "recovery_key_wrong".
        """
        keyfile = files.require(folder)
        if recovery is not None:
            data_key = _by_recovery(keyfile, recovery)
        elif (wrap := keyfile.of_kind(files.PASSPHRASE)) is not None:
            data_key = _by_passphrase(wrap, passphrase)
        else:
            data_key = _by_keyring(keyfile.of_kind(files.KEYRING), keyring, timeout_s)
        to_come = keyfile.key_to_come(data_key)
        if to_come is None:
            return data_key
        with FolderLock(folder):
            _change_everything(folder, keyfile, data_key, to_come)
        _forget(keyfile.of_kind(files.KEYRING), keyring, timeout_s)
        return to_come

    @staticmethod
    def wrap_again(
        folder: Path,
        data_key: bytes,
        *,
        passphrase: str | None = None,
        recovery_public: bytes | None = None,
        keyring: KeyringBackend | None = None,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        """Wrap the same key anew: after a recovery, for a new passphrase or keyring, for a site's new recovery key.

        The old keyring entry goes only when the new wrap stands.
        """
        keyfile = files.require(folder)
        public = recovery_public or keyfile.recovery_public
        own = _wrap(data_key, passphrase, keyring, timeout_s)
        files.write(folder, Keyfile(public, (own, files.wrap_for_recovery(data_key, public)), keyfile.next))
        _forget(keyfile.of_kind(files.KEYRING), keyring, timeout_s)

    @staticmethod
    def rotate(
        folder: Path,
        data_key: bytes,
        *,
        passphrase: str | None = None,
        keyring: KeyringBackend | None = None,
        timeout_s: float = TIMEOUT_S,
    ) -> bytes:
        """Change the data key of a store that nobody has open; returns the new one.

        Until every file has it, the key file holds the new key sealed with the old: killed at any point, the store
        opens as it did before, and `open` brings the change to its end. Raises "store_in_use".
        """
        fresh = secrets.token_bytes(32)
        keyfile = files.require(folder)
        if keyfile.next:
            raise _locked("rotation_unfinished", "An earlier change of the key was cut off: open the store first.")
        with FolderLock(folder):
            rotating = keyfile.rotating(_wrap(fresh, passphrase, keyring, timeout_s), data_key, fresh)
            files.write(folder, rotating)
            _change_everything(folder, rotating, data_key, fresh)
        _forget(keyfile.of_kind(files.KEYRING), keyring, timeout_s)
        return fresh


def store_is_there(folder: Path) -> StoreError:
    """A store must not be made where one is."""
    return StoreError(
        "store_has_key",
        "This PC is set up already",
        f"There is a store in {folder}; a new one would lock its entries away.",
        "Open it, or move the folder away first.",
    )


def _by_recovery(keyfile: Keyfile, written: str) -> bytes:
    wrap = keyfile.of_kind(files.RECOVERY)
    data_key = None if wrap is None else files.unwrap_with_recovery(wrap, private_part(written))
    if data_key is None:
        raise _locked("recovery_key_wrong", "This recovery key belongs to another site.")
    return data_key


def _by_passphrase(wrap: Wrap, passphrase: str | None) -> bytes:
    if passphrase is None:
        raise _locked("passphrase_needed", "This store is opened with a passphrase.")
    data_key = files.unwrap_with_passphrase(wrap, passphrase)
    if data_key is None:
        raise _locked("passphrase_wrong", "That is not the passphrase.")
    return data_key


def _by_keyring(wrap: Wrap | None, keyring: KeyringBackend | None, timeout_s: float) -> bytes:
    if wrap is None:
        raise _locked("keyring_lost", "The key file names no way to open the store but the recovery key.")
    key = _from_keyring(wrap, keyring, timeout_s)
    data_key = None if key is None else files.unwrap_with_key(wrap, key)
    if data_key is None:
        raise _locked("keyring_lost", f"The key of this store is not in the keyring ({wrap['backend']}).")
    return data_key


def _change_everything(folder: Path, keyfile: Keyfile, old: bytes, new: bytes) -> None:
    """Give every file the new key, then let the key file know only that one."""
    from app.store.rekey import change_key  # with it comes SQLAlchemy, and every start begins with opening the key

    change_key(folder, old, new)
    files.write(folder, keyfile.rotated())


def _wrap(data_key: bytes, passphrase: str | None, keyring: KeyringBackend | None, timeout_s: float) -> Wrap:
    """The store's own wrap, besides the recovery key's."""
    if passphrase is not None:
        return files.wrap_with_passphrase(data_key, passphrase)
    backend = keyring or _trusted()
    account, key = secrets.token_hex(8), secrets.token_bytes(32)
    written = base64.b64encode(key).decode()

    def put() -> str | None:
        backend.set_password(SERVICE, account, written)
        return backend.get_password(SERVICE, account)

    if _in_time(put, timeout_s) != written:
        raise _unavailable("The keyring did not keep what was put into it.")
    return files.wrap_with_key(data_key, key, {"backend": _name_of(backend), "account": account})


def _from_keyring(wrap: Wrap, keyring: KeyringBackend | None, timeout_s: float) -> bytes | None:
    """The key that opens `wrap`; None if the keyring has none (an empty answer is no key)."""
    backend = keyring or _trusted(wrap["backend"])
    written = _in_time(lambda: backend.get_password(SERVICE, wrap["account"]), timeout_s)
    try:
        key = base64.b64decode(written or "", validate=True)
    except ValueError:
        return None
    return key if len(key) == 32 else None


def _forget(wrap: Wrap | None, keyring: KeyringBackend | None, timeout_s: float) -> None:
    """Take an entry that opens nothing any more out of the keyring; one that stays does no harm."""
    if wrap is None:
        return
    with contextlib.suppress(StoreError):
        backend = keyring or _trusted(wrap["backend"])
        _in_time(lambda: backend.delete_password(SERVICE, wrap["account"]), timeout_s)


def _trusted(name: str | None = None) -> KeyringBackend:
    """The trusted backend that works here; with `name`, only that one."""
    from keyring.errors import KeyringError  # a start by passphrase needs none of it

    for module_name, class_name in TRUSTED_BACKENDS:
        if name not in (None, f"{module_name}.{class_name}"):
            continue
        with contextlib.suppress(ImportError, RuntimeError, KeyringError, AttributeError):
            backend: KeyringBackend = getattr(importlib.import_module(module_name), class_name)()
            if backend.viable:
                if class_name == "WinVaultKeyring":
                    backend.persist = "local machine"  # type: ignore[attr-defined]  # the default roams
                return backend
    raise _unavailable(f"The keyring {name or 'of a trusted kind'} is not to be found on this PC.")


def _name_of(backend: KeyringBackend) -> str:
    return f"{type(backend).__module__}.{type(backend).__name__}"


def _in_time(ask: Callable[[], T], timeout_s: float) -> T:
    """What the keyring answers; a daemon thread, because one that hangs cannot be stopped."""
    answers: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            answers.append(ask())
        except BaseException as error:  # noqa: BLE001 (carried to the caller)
            errors.append(error)

    thread = threading.Thread(target=run, name="keyring", daemon=True)
    thread.start()
    thread.join(timeout_s)
    if thread.is_alive():
        raise _unavailable(f"The keyring did not answer in {timeout_s:.0f} s: it may be waiting to be unlocked.")
    if errors:
        raise _unavailable(f"The keyring refused: {type(errors[0]).__name__}.") from errors[0]
    return answers[0]


def _locked(code: str, message: str) -> StoreError:
    return StoreError(
        code,
        "The store stays locked",
        message,
        "Try again, or use the recovery key of this site. Nothing was deleted: unsent entries are safe.",
    )


def _unavailable(message: str) -> StoreError:
    return StoreError(
        "keyring_unavailable",
        "The keyring of this PC cannot be used",
        message,
        "Unlock it and try again, or use a passphrase or the recovery key. Nothing was deleted.",
    )
