"""The command line on a real profile: each command asks who it is, says what it did, and refuses in words."""

from __future__ import annotations

import asyncio
import io
import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from app.__main__ import main
from app.bootstrap import Core
from app.device_key import kept_enrolment
from app.domain.entry import Direction, EntryKind
from app.enrol import enrol
from app.gates.lockdown import Lockdown
from app.profile import Profile
from app.sandbox.auth_factors import add_factor, totp
from app.settings import FILE, load
from app.store.database import engine_for
from app.store.keys import Keys
from app.store.recovery import new_recovery_key
from app.store.store import Store
from tests.app.test_enrol import PASSPHRASE, code_of, folder
from tests.fixtures_site import Site
from tests.sync.gatehouses import DONE

__all__ = ["folder"]

RECOVERY = new_recovery_key()
ROOT = Path(__file__).parents[2]
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def profile(central_site: Site, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An enrolled console with three entries that wait and one link of a sign-in."""
    monkeypatch.setenv("PORTUN_PASSPHRASE", PASSPHRASE)
    here = folder / "console"
    asyncio.run(
        enrol(
            here,
            address=central_site.url,
            key=central_site.key,
            code=code_of(central_site),
            passphrase=PASSPHRASE,
            recovery_public=RECOVERY.public,
        )
    )
    Lockdown(Profile(here).lockdown).prepare()

    async def entries() -> None:
        core = await Core.open(here, passphrase=PASSPHRASE)
        for name in ("Ana Gómez", "Luis Pérez", "=1+1"):
            entry = core.opening.entry(EntryKind.KNOWN_PERSON, Direction.IN, "main", visitor_name=name)
            await core.store.journal.record(entry, photo=b"\xff\xd8" + name.encode())
            await core.store.journal.attach_outcome(entry.entry_id, DONE)
        await core.close()

    asyncio.run(entries())
    return here


@pytest.fixture
def run(
    profile: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, central_site: Site
) -> Callable[..., tuple[int, Any]]:
    """Does a command; its status, and its JSON or its words of refusal."""

    def runs(*arguments: str, role: str = "supervisor", at: Path = profile) -> tuple[int, Any]:
        monkeypatch.setenv("PORTUN_PASSWORD", central_site.user(role)["password"])
        status = main([*arguments, "--json", "--profile", str(at)])
        said = capsys.readouterr()
        return status, json.loads(said.out) if said.out else said.err

    return runs


def email(site: Site, role: str = "supervisor") -> str:
    return str(site.user(role)["email"])


def links(profile: Path, kind: str, passphrase: str = PASSPHRASE) -> list[str]:
    store = Profile(profile).store
    engine = engine_for(store / "journal.db", Keys.open(store, passphrase), durable=True, reading=True)
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT subject FROM audit WHERE kind = ?", (kind,)).scalars().all()
    engine.dispose()
    return list(found)


def test_a_backup_is_restored_on_a_bare_pc_and_goes_on(
    central_site: Site, profile: Path, folder: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = folder / "gatehouse.backup"
    status, told = run("backup", str(archive), "--email", email(central_site))
    assert (status, told["entries"], told["photos"]) == (0, 3, 3)
    assert b"Ana" not in archive.read_bytes()
    assert links(profile, "backup") == [central_site.user("supervisor")["actor_id"]]

    bare = folder / "new pc"
    monkeypatch.setenv("PORTUN_RECOVERY_KEY", new_recovery_key().written)
    status, words = run("restore", str(archive), at=bare)
    assert status == 1 and "belongs to another site" in words and not (bare / FILE).exists()
    monkeypatch.setenv("PORTUN_RECOVERY_KEY", RECOVERY.written)
    status, told = run("restore", str(archive), at=bare)
    assert (status, told["entries"], told["waiting"]) == (0, 3, 3)
    assert load(bare).site.device_id == load(profile).site.device_id
    status, told = run("sync", at=bare)
    assert (status, told["sent"], told["waiting"]) == (0, 3, 0)
    status, told = run("sync")
    assert (status, told["sent"], told["waiting"], told["quarantined"]) == (0, 3, 0, 0)
    logs = central_site.sql(
        "select visitor_name from public.visitor_record_logs where device_id = %s", load(bare).site.device_id
    )
    assert sorted(row["visitor_name"] for row in logs) == ["=1+1", "Ana Gómez", "Luis Pérez"], "each once"
    assert run("verify-log", at=bare)[0] == 0
    status, words = run("restore", str(archive), "--email", email(central_site), at=bare)
    assert status == 1 and "set up already" in words


def test_the_recovery_key_opens_a_store_whose_passphrase_is_forgotten(
    profile: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTUN_PASSPHRASE", "the new one")
    assert run("verify-log")[0] == 1
    for wrong, said in ((new_recovery_key().written, "belongs to another site"), ("ABCD-EFGH", "do not fit together")):
        monkeypatch.setenv("PORTUN_RECOVERY_KEY", wrong)
        status, words = run("unlock")
        assert status == 1 and said in words
    monkeypatch.setenv("PORTUN_RECOVERY_KEY", RECOVERY.written)
    assert run("unlock") == (0, {"kept": True})
    assert run("verify-log")[0] == 0, "the chain is whole"
    assert links(profile, "unlock", "the new one") == ["recovery_key"]
    status, told = run("sync")
    assert (status, told["sent"]) == (0, 3), "what waited goes out"


def test_a_passphrase_opens_a_backup_and_then_an_account_is_asked(
    central_site: Site, profile: Path, folder: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = folder / "gatehouse.backup"
    monkeypatch.setenv("PORTUN_BACKUP_PASSPHRASE", "correct horse battery")
    assert run("backup", str(archive), "--email", email(central_site), "--with-passphrase")[0] == 0
    bare = folder / "new pc"
    status, words = run("restore", str(archive), "--by-passphrase", at=bare)
    assert status == 1 and "account is needed" in words
    bare.mkdir()
    (bare / FILE).write_bytes((profile / FILE).read_bytes())
    status, words = run("restore", str(archive), "--by-passphrase", "--email", email(central_site, "guard"),
                        role="guard", at=bare)  # fmt: skip
    assert status == 1 and "may not do that" in words
    technician = email(central_site, "technician")
    status, told = run("restore", str(archive), "--by-passphrase", "--email", technician, role="technician", at=bare)
    assert (status, told["entries"]) == (0, 3)


def test_a_backup_may_be_made_beside_a_running_console(
    central_site: Site, profile: Path, folder: Path, run: Any
) -> None:
    async def held() -> tuple[int, Any]:
        store = await Store.open(Profile(profile).store, Keys.open(Profile(profile).store, PASSPHRASE))
        try:
            backup = folder / "beside.backup"
            made = await asyncio.to_thread(run, "backup", str(backup), "--email", email(central_site))
            proven = await asyncio.to_thread(run, "verify-log")
            refused = await asyncio.to_thread(
                run, "export", str(folder / "x.csv"), "--email", email(central_site), "--from", "2026-01-01",
                "--to", "2027-01-01",
            )  # fmt: skip
        finally:
            await store.close()
        assert made[0] == 0 and proven[0] == 0
        return tuple(refused)  # type: ignore[return-value]

    status, words = asyncio.run(held())
    assert status == 1 and "already running" in words


def test_roles_are_asked_and_wrong_passwords_refused(central_site: Site, profile: Path, folder: Path, run: Any) -> None:
    today = datetime.now(UTC).date().isoformat()
    days = ("--from", "2026-01-01", "--to", today)
    target = folder / "entries.csv"
    status, words = run("export", str(target), "--email", email(central_site, "guard"), *days, role="guard")
    assert status == 1 and "may not do that" in words
    status, words = run("export", str(target), "--email", email(central_site), *days, role="guard")
    assert status == 1 and "refused" in words
    status, words = run("backup", str(target), "--email", email(central_site, "guard"), role="guard")
    assert status == 1 and not target.exists()


def test_an_account_with_an_authenticator_is_asked_for_its_digits(
    central_site: Site, profile: Path, folder: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = folder / "guarded.backup"
    asked = ("backup", str(target), "--email", email(central_site))
    with psycopg.connect(central_site.dsn, autocommit=True) as connection:
        add_factor(connection, central_site.user("supervisor")["actor_id"], SECRET)
    try:
        monkeypatch.setattr(sys, "stdin", io.StringIO())
        status, words = run(*asked)
        assert status == 1
        assert "Set PORTUN_CODE" in words
        monkeypatch.setenv("PORTUN_CODE", "000000")
        status, words = run(*asked)
        assert status == 1
        assert "not right" in words
        assert not target.exists()
        monkeypatch.setenv("PORTUN_CODE", totp(SECRET, time.time()))
        status, _ = run(*asked)
        assert status == 0
        assert target.exists()
    finally:
        central_site.sql("delete from sandbox.factor")


def test_diagnostics_without_a_window_hold_nobody_s_name(
    central_site: Site, profile: Path, folder: Path, run: Any
) -> None:
    logs = Profile(profile).logs
    logs.mkdir(exist_ok=True)
    at = datetime.now(UTC).isoformat()
    line = {"at": at, "level": "error", "text": f"logged ANA GÓMEZ for {email(central_site)} by mistake"}
    (logs / "gatehouse.log").write_text(json.dumps(line) + "\n", encoding="utf-8")
    guards = json.dumps({email(central_site): "s1"})

    async def remember() -> None:
        store = await Store.open(Profile(profile).store, Keys.open(Profile(profile).store, PASSPHRASE))
        await store.secrets.put("guards", guards)
        await store.close()

    asyncio.run(remember())
    target = folder / "support.zip"
    status, told = run("diagnostics", str(target))
    assert (status, told) == (0, {"file": str(target), "bytes": target.stat().st_size})
    with zipfile.ZipFile(target) as bundle:
        everything = "\n".join(bundle.read(name).decode() for name in bundle.namelist()).casefold()
        assert {"doctor.json", "settings.json", "versions.json", "logs/gatehouse.log"} <= set(bundle.namelist())
    assert "by mistake" in everything
    for clue in ("gómez", "luis", email(central_site), load(profile).central.key.casefold(), PASSPHRASE.casefold()):
        assert clue not in everything
    assert links(profile, "diagnostics") == ["command_line"]


def test_diagnostics_beside_a_console_say_where_to_make_them(profile: Path, folder: Path, run: Any) -> None:
    async def held() -> tuple[int, str]:
        store = await Store.open(Profile(profile).store, Keys.open(Profile(profile).store, PASSPHRASE))
        try:
            refused = await asyncio.to_thread(run, "diagnostics", str(folder / "x.zip"))
        finally:
            await store.close()
        return tuple(refused)  # type: ignore[return-value]

    status, words = asyncio.run(held())
    assert status == 1
    assert "already running" in words
    assert not (folder / "x.zip").exists()


def test_an_export_is_written_and_stands_in_the_chain(
    central_site: Site, profile: Path, folder: Path, run: Any
) -> None:
    for form in ("csv", "xlsx", "pdf"):
        target = folder / f"entries.{form}"
        status, told = run(
            "export", str(target), "--email", email(central_site), "--from", "2026-01-01", "--to", "2099-01-01"
        )
        assert (status, told["form"]) == (0, form), told
        assert target.stat().st_size > 100
    assert "Ana Gómez" in (folder / "entries.csv").read_text(encoding="utf-8-sig")
    assert links(profile, "export") == [central_site.user("supervisor")["actor_id"]] * 3
    status, words = run(
        "export",
        str(folder / "entries.doc"),
        "--email",
        email(central_site),
        "--from",
        "2026-01-01",
        "--to",
        "2099-01-01",
    )
    assert status == 1 and "no kind of file" in words


def test_without_a_line_a_known_supervisor_s_pin_is_enough(
    central_site: Site, profile: Path, folder: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def sign_in() -> None:
        core = await Core.open(profile, passphrase=PASSPHRASE)
        user = central_site.user("supervisor")
        actor = await core.sign_in(user["email"], user["password"])
        await core.duty.pins.choose(actor.actor_id, "2580")
        await core.close()

    asyncio.run(sign_in())
    central_site.faults(gone=True)
    monkeypatch.setitem(central_site.user("supervisor"), "password", "2580")
    try:
        status, told = run("backup", str(folder / "offline.backup"), "--email", email(central_site))
    finally:
        central_site.faults(gone=False)
    assert (status, told["entries"]) == (0, 3)
    status, words = run("backup", str(folder / "x"), "--email", email(central_site))
    assert status == 1 and "refused" in words, "with a line the password is asked"


def test_a_changed_log_is_named(profile: Path, run: Any) -> None:
    status, told = run("verify-log")
    assert (status, told["broken"]) == (0, None)
    assert told["links"] > 3 and told["since"]
    store = Profile(profile).store
    engine = engine_for(store / "journal.db", Keys.open(store, PASSPHRASE), durable=True)
    with engine.begin() as connection:
        seq = connection.exec_driver_sql("SELECT min(seq) FROM audit WHERE kind = 'entry'").scalar_one()
        connection.exec_driver_sql("UPDATE entries SET visitor_name = 'Nadie' WHERE no = 1")
    engine.dispose()
    status, told = run("verify-log")
    assert (status, told["broken"]["seq"], told["broken"]["code"]) == (1, seq, "changed")


def test_the_program_itself_takes_the_commands(profile: Path) -> None:
    environment = {**os.environ, "PORTUN_PROFILE": str(profile)}
    done = subprocess.run(
        [sys.executable, "-m", "app", "verify-log"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0 and done.stdout.startswith("Unbroken since"), done
    del environment["PORTUN_PASSPHRASE"]
    asked = subprocess.run(
        [sys.executable, "-m", "app", "verify-log"], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert asked.returncode == 1 and "PORTUN_PASSPHRASE" in asked.stderr


def test_what_a_command_says_can_be_put_into_a_file_whatever_the_pc_s_code_page(folder: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}  # a Windows in Western Europe or America
    command = [sys.executable, "-m", "app", "doctor", "--profile", str(folder / "none")]
    said = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert "→" in said.stdout.decode("utf-8"), said.stderr.decode()


def test_what_enrolment_left_comes_back_with_the_backup(profile: Path) -> None:
    async def kept() -> Any:
        store = await Store.open(Profile(profile).store, Keys.open(Profile(profile).store, PASSPHRASE))
        try:
            return await kept_enrolment(store.secrets)
        finally:
            await store.close()

    enrolment = asyncio.run(kept())
    assert enrolment is not None and enrolment.key == load(profile).central.key
