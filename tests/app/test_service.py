"""The technician's desk on a real console: every line of the self-test, the log, the bundle, settings to and fro."""

from __future__ import annotations

import asyncio
import json
import logging
import zipfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.bootstrap import Core
from app.central.shapes import PulledChange
from app.checks import LINES
from app.choices import SiteSaid
from app.clock import TrustedTime
from app.doctor import findings_of
from app.domain.entry import Direction
from app.errors import KnownError
from app.events import CameraChanged, Events, Notice, SettingsChanged
from app.logs import correlated, start_logging
from app.ops.doctor import State
from app.sandbox.profile import prepare
from app.service import of_site
from app.settings import Policy, load, parse
from app.store.rows import ChangePage
from app.watchman import SILENT_AFTER_S, Watchman
from tests.fixtures_site import Site
from tests.store.made import NOON, entry

PASSPHRASE = "a passphrase for tests"


@contextmanager
def logging_to(folder: Path) -> Iterator[None]:
    """The program's own log for a while."""
    before = logging.root.handlers[:], logging.root.level
    start_logging(folder)
    try:
        yield
    finally:
        for handler in logging.root.handlers:
            handler.close()
        logging.root.handlers[:], level = before
        logging.root.setLevel(level)


def told(site: Site, folder: Path, story: Callable[[Core], Awaitable[None]], role: str = "technician") -> None:
    """A console of the site, signed in as somebody of that role, not scanning."""

    async def whole() -> None:
        await prepare(folder, json.dumps(site.line), PASSPHRASE, role=role)
        core = await Core.open(folder, passphrase=PASSPHRASE)
        try:
            await story(core)
        finally:
            await core.close()

    asyncio.run(whole())


def test_the_page_and_the_command_have_the_same_lines(central_site: Site, tmp_path: Path) -> None:
    async def story(core: Core) -> None:
        page = [finding async for finding in core.service.self_test()]
        assert [finding.name for finding in page if " " not in finding.name] == list(LINES)
        assert all(finding.evidence for finding in page)
        assert all(finding.next_step for finding in page if finding.state is State.FAIL)
        by_name = {finding.name: finding for finding in page}
        assert by_name["central"].state is State.OK
        assert "contract 1" in by_name["central"].evidence
        assert by_name["permit"].state is State.OK

    told(central_site, tmp_path, story)

    async def command() -> None:
        lines = [finding async for finding in findings_of(tmp_path, PASSPHRASE)]
        assert [finding.name for finding in lines if " " not in finding.name] == list(LINES)
        assert {finding.name: finding for finding in lines}["permit"].state is State.OK

    asyncio.run(command())


def test_one_scans_story_in_the_log(central_site: Site, tmp_path: Path) -> None:
    async def story(core: Core) -> None:
        with logging_to(tmp_path / "logs"):
            logging.getLogger("app.flow").info("before")
            with correlated("0192-scan"):
                logging.getLogger("app.flow").warning("asked the central API")
            lines = await core.service.log("0192-SCAN", "info", 50)
            assert [(line.text, line.level) for line in lines] == [("asked the central API", "warning")]
            assert "before" not in {line.text for line in await core.service.log("", "warning", 50)}

    told(central_site, tmp_path, story)


def test_the_bundle_holds_no_visitor(central_site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.service.platformdirs.user_documents_dir", lambda: str(tmp_path))
    canaries = ("Zenaida Quiñónez", "Casa Übermut 7", "P738XKQ")

    async def story(core: Core) -> None:
        with logging_to(tmp_path / "logs"):
            one = entry(visitor_name=canaries[0], house=canaries[1], plate=canaries[2], direction=Direction.IN)
            await core.store.journal.record(one)
            for canary in canaries:
                logging.getLogger("app.bug").error("somebody logged %s by mistake", canary)
                logging.getLogger("app.bug").error("somebody logged %s by mistake", canary.upper())
            assert core.actor is not None
            logging.getLogger("app.bug").error("on duty: %s", core.actor.name)
            target = await core.service.write_bundle()
        with zipfile.ZipFile(target) as bundle:
            everything = "\n".join(bundle.read(name).decode() for name in bundle.namelist())
            assert {"doctor.json", "settings.json", "metrics.txt"} <= set(bundle.namelist())
        folded = everything.casefold()
        for clue in ("zenaida", "quiñónez", "übermut", "p738xkq", core.actor.name.casefold()):
            assert clue not in folded
        assert core.settings.central.key not in everything

    told(central_site, tmp_path, story)


def test_settings_out_and_in_keep_who_this_console_is(
    central_site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.service.platformdirs.user_documents_dir", lambda: str(tmp_path))

    async def story(core: Core) -> None:
        exported = await core.service.export_settings()
        text = exported.read_text(encoding="utf-8")
        assert parse(text) == core.settings
        other = text.replace(core.settings.site.device_id, "00000000-0000-4000-8000-000000000009")
        changed = tmp_path / "other.toml"
        changed.write_text(other.replace("volume = 70", "volume = 20"), encoding="utf-8")
        heard: list[SettingsChanged] = []
        core.events.subscribe(SettingsChanged, heard.append)
        taken = await core.service.import_settings(changed)
        here = load(tmp_path)
        assert (taken.settings, taken.waits) == (here, ())
        assert core.settings == here, "it holds now"
        assert len(heard) == 1
        assert (here.site.device_id, here.screen.volume) == (core.settings.site.device_id, 20)
        post = core.settings.site.post
        ruled = other.replace("[policy]", "[policy]\nmax_age_h = 1.5\nautomatic_opening = true")
        changed.write_text(ruled.replace(f'post = "{post}"', 'post = "Elsewhere"'), encoding="utf-8")
        assert (await core.service.import_settings(changed)).waits == ("site",)
        assert core.flow._facts.foreign().policy.max_age == timedelta(hours=1.5)
        assert core.choices.automatic_opening
        assert (core.settings.site.post, load(tmp_path).site.post) == (post, "Elsewhere")
        here = load(tmp_path)
        changed.write_text("[site]\nname = 3\n", encoding="utf-8")
        with pytest.raises(KnownError, match="settings_wrong"):
            await core.service.import_settings(changed)
        assert load(tmp_path) == here

    told(central_site, tmp_path, story)


def test_a_guard_may_do_none_of_it(central_site: Site, tmp_path: Path) -> None:
    async def story(core: Core) -> None:
        for asked in (core.service.log("", "info", 5), core.service.write_bundle(), core.service.export_settings()):
            with pytest.raises(KnownError, match="not_permitted_here"):
                await asked

    told(central_site, tmp_path, story, role="guard")


class Site60:
    """What a watchman looks at."""

    def __init__(self, folder: Path) -> None:
        self.events = Events()
        self.heard: list[Notice] = []
        self.events.subscribe(Notice, self.heard.append)
        self.at = NOON
        self.mono = 0.0
        self.pc_off = timedelta()
        self.time = TrustedTime(self)
        self.as_of = NOON
        self.camera = CameraChanged("lane", "Lane", 1280, 720, 25.0, None)
        self.open: tuple[Notice, ...] = ()
        self.watchman = Watchman(
            folder=folder,
            clock=self,
            time=self.time,
            events=self.events,
            cameras=lambda: (self.camera,),
            mirror_as_of=lambda: self.as_of,
            open_notices=self._open,
        )

    def monotonic(self) -> float:
        return self.mono

    def wall(self) -> datetime:
        return self.at + timedelta(seconds=self.mono) + self.pc_off

    async def _open(self) -> tuple[Notice, ...]:
        return self.open

    def kinds(self) -> list[str]:
        asyncio.run(self.watchman.look())
        return [notice.kind for notice in self.heard]


def test_notices_by_themselves_once_until_it_was_well_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site60(tmp_path)
    full = [False]

    def usage(folder: Path) -> object:
        total = 100 * 1024**3
        return type("Usage", (), {"total": total, "free": total // (12 if full[0] else 2)})

    monkeypatch.setattr("app.ops.doctor.shutil.disk_usage", usage)
    assert site.kinds() == []
    full[0] = True
    assert site.kinds() == ["disk_filling"]
    assert site.kinds() == ["disk_filling"], "said once"
    site.as_of = NOON - timedelta(hours=2)
    assert site.kinds()[1:] == ["cache_stale"]
    site.camera = replace(site.camera, width=0, problem=KnownError("camera_silent", "t", "m", "n"))
    assert site.kinds()[2:] == [], "a camera may start anew"
    site.mono += SILENT_AFTER_S
    assert site.kinds()[2:] == ["camera_silent"]
    site.camera = replace(site.camera, width=1280, problem=None)
    site.kinds()
    site.camera = replace(site.camera, width=0, problem=KnownError("camera_silent", "t", "m", "n"))
    site.kinds()
    site.mono += SILENT_AFTER_S
    assert site.kinds()[3:] == ["camera_silent"], "again after it was well"


def test_a_clock_in_doubt_is_told_once_a_spell(tmp_path: Path) -> None:
    site = Site60(tmp_path)
    site.pc_off = timedelta(minutes=-3)
    assert site.kinds() == site.kinds() == ["clock_suspect"], "a jump before the first contact"
    site.pc_off = timedelta(minutes=1)
    assert site.kinds() == ["clock_suspect"], "two minutes are nobody's business"
    site.time.central_said(site.at)
    site.pc_off = timedelta(minutes=5)
    site.mono += 60
    assert site.kinds() == site.kinds() == ["clock_suspect"] * 2
    assert [notice.detail for notice in site.heard] == ["", "+300 s"]
    assert site.heard[1].at == NOON + timedelta(minutes=1), "by trusted time"


def test_one_that_stands_open_is_not_told_again_after_a_restart(tmp_path: Path) -> None:
    site = Site60(tmp_path)
    site.pc_off = timedelta(minutes=-3)
    site.open = (Notice("n1", "clock_suspect", NOON, "", ""),)
    asyncio.run(site.watchman._remember())
    assert site.kinds() == []


def test_the_sites_own_settings_stand_beside_this_pcs() -> None:
    said = SiteSaid(Policy(ask_if_inside=True, max_age_h=48))
    assert of_site({"site_name": "Las Lomas", "panic": 1}, said) == {
        "site.name": "Las Lomas", "policy.ask_if_inside": "True", "policy.max_age_h": "48",
    }  # fmt: skip
    assert of_site({}, SiteSaid()) == {}


def test_they_come_out_of_the_mirror(central_site: Site, tmp_path: Path) -> None:
    async def story(core: Core) -> None:
        await core.sync.drain()
        await core.standing.site.look()
        told = await core.service.site_settings()
        assert (told["site.zone"], told["policy.ask_if_inside"]) == (core.settings.site.zone, "False")
        row = {"id": "s1", "key": "site_name", "value": "Elsewhere", "signature": ""}
        await core.store.mirror.apply_page(ChangePage("c", "e", (PulledChange("settings", "s1", "U", row),)))
        assert "Elsewhere" not in (await core.service.site_settings()).values(), "nobody signed that"

    told(central_site, tmp_path, story)
