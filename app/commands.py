"""backup, restore, unlock, verify-log, export, diagnostics, sync: what can be done with a store without its
window.

Each gives what it did as a mapping for `--json` and as sentences for people. Secrets come from the environment or are
asked for on the terminal; they are never arguments, which every program of the PC can read.
"""

from __future__ import annotations

import asyncio
import getpass
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import msgspec

from app.account import who_may
from app.bootstrap import Core
from app.clock import SystemClock
from app.device_key import kept_enrolment
from app.doctor import findings_of
from app.domain.shift import Act, Actor
from app.duty import people_known
from app.enrol import settings_for
from app.errors import CentralUnreachable, ExportError, KnownError, SettingsError, StoreError
from app.gates.lockdown import Lockdown
from app.opening import Duty
from app.ops.diagnostics import Diagnosis, write_bundle
from app.profile import Profile
from app.proof import proven
from app.records import Records
from app.release import release
from app.settings import FILE, Settings, dump, load
from app.store.backup import back_up, restore
from app.store.files import write_durably
from app.store.keys import Keys
from app.store.personal import personal_values
from app.store.store import Store
from app.store.verify import verify_log
from app.unlock import unlock

PASSPHRASE = "PORTUN_PASSPHRASE"  # noqa: S105 (names of variables)
PASSWORD = "PORTUN_PASSWORD"  # noqa: S105
RECOVERY_KEY = "PORTUN_RECOVERY_KEY"
CODE = "PORTUN_CODE"
BACKUP_PASSPHRASE = "PORTUN_BACKUP_PASSPHRASE"  # noqa: S105

FORMS = ("csv", "xlsx", "pdf")


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did. `good`: the exit status says so."""

    told: dict[str, Any]
    words: str
    good: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """What is exported: [start, end) in the site's zone; the words of `app.records.Question`."""

    start: datetime
    end: datetime
    text: str = ""
    gate_id: str = ""
    result: str = "all"
    guard: str = ""
    visitor_type: str = ""
    basis: str = ""


def secret(variable: str, prompt: str) -> str:
    """From the environment, or asked on the terminal. Raises KnownError where neither is possible."""
    if value := os.environ.get(variable):
        return value
    if not sys.stdin.isatty():
        raise KnownError(
            "secret_needed",
            f"{prompt} is needed",
            "There is no terminal to ask on.",
            f"Set {variable} for this command.",
        )
    return getpass.getpass(f"{prompt}: ")


async def make_backup(folder: Path, target: Path, email: str, *, with_passphrase: bool) -> Done:
    """An encrypted archive of journal and photos, beside a running console too."""
    settings, profile = load(folder), Profile(folder)
    data_key = await _data_key(profile)
    passphrase = secret(BACKUP_PASSPHRASE, "Passphrase of the backup") if with_passphrase else None
    async with _store_if_free(profile, data_key) as store:
        actor = await who_may(settings, store, email, secret(PASSWORD, "Password"), Act.BACK_UP, code=_code)
        if store is not None:
            await store.journal.note("backup", actor.actor_id, {})
    now = SystemClock().wall()
    made = await asyncio.to_thread(back_up, profile.store, data_key, target, now=now, passphrase=passphrase)
    told = {"file": str(target), "entries": made.entries, "photos": made.photos}
    opens = "the site's recovery key" + (" or its passphrase" if with_passphrase else "")
    words = f"{target}: {made.entries} entries and {made.photos} photos, opened by {opens}."
    return Done(told, words)


async def restore_backup(folder: Path, source: Path, email: str | None, *, by_passphrase: bool) -> Done:
    """A store out of an archive, where none is. It goes on under a new numbering; what is unsent in it goes out."""
    profile, settings = Profile(folder), _settings_or_none(folder)
    recovery = None if by_passphrase else secret(RECOVERY_KEY, "Recovery key")
    opener = secret(BACKUP_PASSPHRASE, "Passphrase of the backup") if by_passphrase else None
    actor = await _restorer(settings, email, by_recovery=recovery is not None)
    own = os.environ.get(PASSPHRASE)
    made = await asyncio.to_thread(
        restore,
        source,
        profile.store,
        now=SystemClock().wall(),
        recovery=recovery,
        backup_passphrase=opener,
        passphrase=own,
    )
    store = await Store.open(profile.store, await _data_key(profile))
    try:
        await store.journal.note("restore", actor.actor_id if actor else "recovery_key", {"entries": made.entries})
        waiting = await store.journal.waiting()
        enrolment = await kept_enrolment(store.secrets)
    finally:
        await store.close()
    if settings is None and enrolment is not None:
        text = dump(settings_for(enrolment, enrolment.key, None, None))
        await asyncio.to_thread(write_durably, folder / FILE, text.encode())
    Lockdown(profile.lockdown).prepare()
    told = {"taken_at": made.taken_at.isoformat(), "entries": made.entries, "photos": made.photos, "waiting": waiting}
    words = (
        f"Restored as of {made.taken_at:%Y-%m-%d %H:%M} UTC: {made.entries} entries, {made.photos} photos. "
        f"{waiting} entries wait to be sent."
    )
    if settings is None:
        words += " Cameras and gates are not in a backup: set them up, or copy settings.toml back."
    return Done(told, words)


async def unlock_store(folder: Path) -> Done:
    """Open the store by the site's recovery key, and let the keyring (or the passphrase given) open it from now on."""
    recovery = secret(RECOVERY_KEY, "Recovery key")
    _, kept = await unlock(Profile(folder).store, recovery, passphrase=os.environ.get(PASSPHRASE))
    opens = (
        "From now on it opens by itself." if kept else "This PC has no keyring: set PORTUN_PASSPHRASE and do it again."
    )
    return Done({"kept": kept}, f"The store is open, and nothing of it is lost. {opens}", kept)


async def prove_log(folder: Path) -> Done:
    """Read the whole audit chain, beside a running console too."""
    profile = Profile(folder)
    report = proven(await asyncio.to_thread(verify_log, profile.store, await _data_key(profile)))
    told: dict[str, Any] = {
        "links": report.links,
        "erased": report.erased,
        "since": report.since.isoformat() if report.since else None,
        "until": report.until.isoformat() if report.until else None,
        "broken": None,
        "flaws": report.flaws,
    }
    if report.broken is not None:
        told["broken"] = {"seq": report.broken.seq, "code": report.broken.code, "subject": report.broken.subject}
        where = f"link {report.broken.seq}" if report.broken.seq else f"entry {report.broken.subject}"
        words = f"BROKEN: the first link that does not hold is {where} ({report.broken.code}); {report.flaws} in all."
        return Done(told, words, good=False)
    since = f"{report.since:%Y-%m-%d %H:%M} UTC" if report.since else "the beginning; it is empty"
    return Done(told, f"Unbroken since {since}: {report.links} links, {report.erased} of them with erased words.")


async def export_entries(
    folder: Path, target: Path, email: str, *, first: date, last: date, text: str = "", kind: str = "all"
) -> Done:
    """Entries of whole days (site time) as CSV, Excel or PDF, by the file's ending; written down in the chain."""
    form = target.suffix.lower().lstrip(".")
    if form not in FORMS:
        raise ExportError(
            "export_form",
            "That is no kind of file",
            f"{target.name} ends in none of {FORMS}.",
            "Name it like entries.csv.",
        )
    core = await Core.open(folder, passphrase=await _passphrase(Profile(folder)))
    try:
        actor = await who_may(core.settings, core.store, email, secret(PASSWORD, "Password"), Act.EXPORT, code=_code)
        zone = core.site_zone
        end = datetime.combine(last + timedelta(days=1), time(), zone)
        asked = Asked(datetime.combine(first, time(), zone), end, text, result=kind)
        records = _records_for(core, actor)
        rows = 0

        def count(so_far: int) -> None:
            nonlocal rows
            rows = so_far

        await records.export(asked, form, progress=count, stopped=lambda: False, target=target)
    finally:
        await core.close()
    return Done({"file": str(target), "form": form, "rows": rows}, f"{target} was written.")


async def make_diagnostics(folder: Path, target: Path) -> Done:
    """The bundle for support, where no console runs on this store: its key opens it, so that every name is known that
    must not be in the bundle. Raises StoreError("store_in_use"): the running console makes it, under Service."""
    settings, profile = load(folder), Profile(folder)
    passphrase = await _passphrase(profile)
    data_key = await asyncio.to_thread(Keys.open, profile.store, passphrase)
    store = await Store.open(profile.store, data_key)
    try:
        people = await people_known(store.secrets)
    finally:
        await store.close()
    findings = [finding async for finding in findings_of(folder, passphrase)]
    named = {"version": release().version, "build": release().build}
    tables: dict[str, Any] = msgspec.to_builtins(settings)

    def write() -> int:
        kept = profile.metrics
        times = kept.read_text(encoding="utf-8", errors="replace") if kept.is_file() else ""
        diagnosis = Diagnosis(profile.logs, findings, named, tables, times)
        personal = personal_values(profile.store, data_key) | people
        return write_bundle(target, diagnosis, personal=personal, now=SystemClock().wall())

    size = await asyncio.to_thread(write)
    store = await Store.open(profile.store, data_key)
    try:
        await store.journal.note("diagnostics", "command_line", {"bytes": size})
    finally:
        await store.close()
    words = f"{target} was written, without names, houses, plates and codes. Look through it before you send it."
    return Done({"file": str(target), "bytes": size}, words)


async def sync_once(folder: Path) -> Done:
    """Send what is due and follow the feed to its end, once, under the console's own account."""
    core = await Core.open(folder, passphrase=await _passphrase(Profile(folder)))
    try:
        before = await core.store.journal.waiting() + await core.store.messages.waiting()
        await core.sync.drain()
        waiting = await core.store.journal.waiting() + await core.store.messages.waiting()
        aside = len(await core.store.journal.quarantined()) + len(await core.store.messages.quarantined())
        as_of = core.store.mirror.as_of
    finally:
        await core.close()
    told = {
        "sent": max(0, before - waiting),
        "waiting": waiting,
        "quarantined": aside,
        "passes_as_of": as_of.isoformat() if as_of else None,
    }
    return Done(told, f"{told['sent']} sent, {waiting} wait, {aside} in quarantine. The passes are up to date.")


def _code() -> str:
    return secret(CODE, "Six digits of the authenticator app").strip()


async def _restorer(settings: Settings | None, email: str | None, *, by_recovery: bool) -> Actor | None:
    """Who restores. A PC that knows its central API asks it; the recovery key alone is enough where it cannot."""
    if settings is None or email is None:
        if by_recovery and settings is None:
            return None
        raise KnownError(
            "account_needed",
            "An account is needed",
            "This PC knows its site: somebody of it restores.",
            "Name the account with --email; without settings.toml the site's recovery key is enough.",
        )
    try:
        return await who_may(settings, None, email, secret(PASSWORD, "Password"), Act.BACK_UP, code=_code)
    except CentralUnreachable:
        if by_recovery:
            return None
        raise


def _records_for(core: Core, actor: Actor) -> Records:
    duty = Duty(actor, None, False, core.settings.site.device_id, core.store.incarnation)
    return Records(
        store=core.store,
        duty=lambda: duty,
        now=lambda: core.time.now().at,
        inside=core.day.inside,
        printing=core.printing,
        open_notices=core.notice_desk.open_notices,
        photo_elsewhere=core.photo_elsewhere,
    )


def _settings_or_none(folder: Path) -> Settings | None:
    try:
        return load(folder)
    except SettingsError as error:
        if error.code != "settings_missing":
            raise
        return None


async def _passphrase(profile: Profile) -> str | None:
    """The store's passphrase, if it is opened by one."""
    if (given := os.environ.get(PASSPHRASE)) is not None:
        return given
    try:
        await asyncio.to_thread(Keys.open, profile.store, None)
    except StoreError as error:
        if error.code != "passphrase_needed":
            raise
        return secret(PASSPHRASE, "Passphrase of the store")
    return None


async def _data_key(profile: Profile) -> bytes:
    return await asyncio.to_thread(Keys.open, profile.store, await _passphrase(profile))


@asynccontextmanager
async def _store_if_free(profile: Profile, data_key: bytes) -> AsyncIterator[Store | None]:
    """The store, or None while a console has it open."""
    try:
        store = await Store.open(profile.store, data_key)
    except StoreError as error:
        if error.code != "store_in_use":
            raise
        yield None
        return
    try:
        yield store
    finally:
        await store.close()
