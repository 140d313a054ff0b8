"""`python -m app replay PATH`: pictures, a video or a folder through the same eyes and the same rules as the gate."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from app.cameras import camera_settings_of
from app.choices import SiteSaid, choose
from app.clock import SystemClock, TrustedTime
from app.device_key import kept_enrolment, permit_holder
from app.devices.camera_settings import CameraSettings
from app.devices.replay import TimelineRow
from app.devices.replay import replay as timeline
from app.domain.decision import Decision, Facts, decide
from app.domain.entry import Direction
from app.domain.scan import PassCode, parse_payload
from app.errors import KnownError
from app.from_settings import policy_of
from app.profile import Profile
from app.settings import Settings, load
from app.site_word import site_said
from app.store.keys import Keys
from app.store.store import Store


@dataclass(frozen=True, slots=True)
class Replayed:
    """One line of the timeline; `decision` for scans only."""

    row: TimelineRow
    shown: str
    decision: Decision | None


def replay(path: Path, folder: Path, passphrase: str | None, *, as_json: bool) -> int:
    """Print the timeline. Without a set-up profile every pass is unknown, and that is said."""
    scans = sightings = 0
    settings = _settings(folder)
    if settings is None:
        print("No console is set up here: every pass is unknown.", file=sys.stderr)
    with asyncio.Runner() as runner:
        rules = runner.run(_Rules.of(settings, folder, passphrase))
        try:
            for line in _lines(path, settings, rules, runner):
                sightings, scans = sightings + 1, scans + line.row.scan
                print(_as_json(line) if as_json else _as_text(line))
        finally:
            runner.run(rules.close())
    if not as_json:
        print(f"{_counted(sightings, 'sighting')}, {_counted(scans, 'scan')}")
    return 0


def _lines(path: Path, settings: Settings | None, rules: _Rules, runner: asyncio.Runner) -> Iterator[Replayed]:
    hosts = settings.site.hosts if settings else ()
    camera = CameraSettings("replay", path.name, str(path))
    if settings and settings.cameras:
        set_up = camera_settings_of(settings.cameras[0], "", hosts)
        camera = CameraSettings("replay", path.name, str(path), set_up.direction, formats=set_up.formats, hosts=hosts)
    for row in timeline(path, camera, skipped=lambda error: print(f"left out: {error.message}", file=sys.stderr)):
        code = parse_payload(row.sighting.text, hosts=hosts)
        shown = code.shown if isinstance(code, PassCode) else code.head
        decision = runner.run(rules.judge(code, camera.direction)) if row.scan else None
        yield Replayed(row, shown, decision)


class _Rules:
    """The decision over the mirror of a profile, or over nothing."""

    def __init__(self, settings: Settings | None, store: Store | None, site: SiteSaid) -> None:
        self._settings = settings
        self._store = store
        self._site = site
        self._time = TrustedTime(SystemClock())

    @classmethod
    async def of(cls, settings: Settings | None, folder: Path, passphrase: str | None) -> _Rules:
        if settings is None:
            return cls(None, None, SiteSaid())
        place = Profile(folder).store
        data_key = await asyncio.to_thread(Keys.open, place, passphrase)
        store = await Store.open(place, data_key)
        enrolment = await kept_enrolment(store.secrets)
        holder = permit_holder(enrolment) if enrolment else None
        return cls(settings, store, await site_said(store.secrets, holder))

    async def judge(self, code: object, direction: Direction) -> Decision:
        now = self._time.now()
        facts = Facts(is_code=isinstance(code, PassCode), community_id="")
        if self._settings is not None and self._store is not None and isinstance(code, PassCode):
            answer = await self._store.mirror.find(code)
            uses = await self._store.journal.own_uses(answer.pass_.pass_id, answer.uses_rev) if answer.pass_ else 0
            facts = Facts(
                is_code=True,
                community_id=self._settings.site.community_id,
                pass_=answer.pass_,
                own_uses=uses,
                inside=answer.inside,
                blacklist=answer.blacklist,
                age=None if answer.as_of is None else max(now.at - answer.as_of, timedelta(0)),
                clock_trusted=now.trusted,
                policy=policy_of(choose(self._settings.policy, self._site)),
            )
        return decide(facts, now.at, direction)

    async def close(self) -> None:
        if self._store is not None:
            await self._store.close()


def _settings(folder: Path) -> Settings | None:
    try:
        return load(folder)
    except KnownError as error:
        if error.code == "settings_missing":
            return None
        raise


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _as_text(line: Replayed) -> str:
    row, decision = line.row, line.decision
    said = f"{decision.verdict.value}: {decision.reason.value}" if decision else (row.held.value if row.held else "…")
    kind = "scan" if row.scan else "seen"
    return f"{row.at_s:8.2f} s  {row.picture:<32}  {kind}  {line.shown:<26}  {row.sighting.engine:<10}  {said}"


def _as_json(line: Replayed) -> str:
    row, decision = line.row, line.decision
    return json.dumps(
        {
            "at_s": round(row.at_s, 3),
            "picture": row.picture,
            "shown": line.shown,
            "engine": row.sighting.engine,
            "scan": row.scan,
            "held": row.held.value if row.held else None,
            "verdict": decision.verdict.value if decision else None,
            "reason": decision.reason.value if decision else None,
        },
        ensure_ascii=False,
    )
