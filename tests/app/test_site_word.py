"""The site's own settings: only what the central API signed, at once, and still there without a line."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.account import Forgetful
from app.bootstrap import Core
from app.central.permit import PermitHolder
from app.central.shapes import PulledChange
from app.choices import Choices, SiteSaid, choose
from app.device_key import kept_enrolment
from app.domain.passes import VisitorType
from app.events import Events, MirrorChanged, Notice
from app.from_settings import policy_of
from app.sandbox.profile import prepare
from app.sandbox.signing import Signer
from app.service import of_site
from app.settings import Policy, Settings, dump, load, parse
from app.site_word import FORGED, NAME, OLD, UNREAD, SiteWord, holder_now, site_said
from app.store.rows import ChangePage
from tests.app.test_settings import GOOD
from tests.fixtures_site import Site
from tests.store.made import NOON

HERE, ELSEWHERE = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
CENTRE, STRANGER = Signer(bytes(32)), Signer(bytes(range(32)))
HOLDER = PermitHolder(HERE, "d1", "k1", CENTRE.public_key)


def signed(key: str, value: Any, *, by: Signer = CENTRE, at: datetime = NOON, **other: Any) -> str:
    said = {"kind": "setting", "community_id": HERE, "key": key, "value": value, "set_at": at.isoformat()}
    return by.sign(json.dumps(said | other))


@dataclass
class Feed:
    """A feed that brings what it is told, and a console that looks."""

    rows: dict[str, str] = field(default_factory=dict)
    secrets: Forgetful = field(default_factory=Forgetful)
    heard: list[Notice] = field(default_factory=list)
    changes: int = 0

    def console(self, holder: PermitHolder | None = HOLDER) -> SiteWord:
        events = Events()
        events.subscribe(Notice, self.heard.append)
        return SiteWord(
            brought=self._brought, secrets=self.secrets, holder=holder, now=lambda: NOON, events=events,
            changed=self._changed,
        )  # fmt: skip

    async def _brought(self) -> Mapping[str, str]:
        return self.rows

    async def _changed(self) -> None:
        self.changes += 1

    def look(self, word: SiteWord, **rows: str) -> SiteSaid:
        self.rows = rows
        asyncio.run(word.look())
        return word.said


def test_what_is_signed_holds_and_survives_a_restart_without_the_mirror() -> None:
    feed = Feed()
    word = feed.console()
    policy = {"ask_if_inside": True, "max_age_s": 7200, "max_age_by_type_s": {"Guest": 3600, "Ghost": 1}, "new": 1}
    said = feed.look(
        word, policy=signed("policy", policy), switches=signed("switches", {"automatic_opening": True, "later": 1})
    )
    assert said.chosen == Policy(ask_if_inside=True, max_age_h=2, automatic_opening=True)
    assert said.max_age_by_type_h == {VisitorType.GUEST: 1}
    assert (feed.changes, feed.heard) == (1, [])
    feed.look(word, **feed.rows)
    assert feed.changes == 1, "nothing new"

    again = feed.console()
    asyncio.run(again.restore())
    assert again.said == said == asyncio.run(site_said(feed.secrets, HOLDER))
    elsewhere = PermitHolder(ELSEWHERE, "d1", "k1", CENTRE.public_key)
    assert asyncio.run(site_said(feed.secrets, elsewhere)) == SiteSaid(), "another site's word says nothing here"
    assert asyncio.run(site_said(feed.secrets, None)) == SiteSaid()


FORGERIES = {
    "unsigned": "",
    "nonsense": "a.b",
    "by another key": signed("policy", {"ask_if_inside": False}, by=STRANGER),
    "changed afterwards": (lambda text: text[:8] + ("A" if text[8] != "A" else "B") + text[9:])(signed("policy", {})),
    "of another setting": signed("switches", {"automatic_opening": True}),
    "of another site": signed("policy", {"ask_if_inside": False}, community_id=ELSEWHERE),
    "a permit": signed("policy", {}, kind="permit"),
    "without a moment": signed("policy", {}, set_at="soon"),
    "no object": CENTRE.sign("[]"),
}


@pytest.mark.parametrize("forged", FORGERIES.values(), ids=FORGERIES)
def test_a_forged_one_is_ignored_and_told_once(forged: str) -> None:
    feed = Feed()
    word = feed.console()
    good = feed.look(word, policy=signed("policy", {"ask_if_inside": True}))
    assert feed.look(word, policy=forged) == feed.look(word, policy=forged) == good
    assert [(one.kind, one.subject) for one in feed.heard] == [(FORGED, "policy")]
    restarted = feed.console()
    asyncio.run(restarted.restore())
    assert feed.look(restarted, policy=forged) == good
    assert len({one.notice_id for one in feed.heard}) == 1, "the same Notice after a restart"


@pytest.mark.parametrize(
    "value", [{"max_age_s": 0}, {"max_age_s": "long"}, {"ask_if_inside": 1}, {"max_age_s": 1e12}, [1]]
)
def test_a_signed_value_that_cannot_be_read_changes_nothing(value: Any) -> None:
    feed = Feed()
    word = feed.console()
    good = feed.look(word, policy=signed("policy", {"max_age_s": 60}))
    later = NOON + timedelta(hours=1)
    assert feed.look(word, policy=signed("policy", value, at=later)) == good
    assert [one.kind for one in feed.heard] == [UNREAD]


def test_an_older_statement_does_not_come_back() -> None:
    feed = Feed()
    word = feed.console()
    old = signed("switches", {"automatic_opening": True})
    new = signed("switches", {"automatic_opening": False}, at=NOON + timedelta(seconds=1))
    for statement in (old, new, old):
        said = feed.look(word, switches=statement)
    assert said.chosen.automatic_opening is False
    assert [(one.kind, one.subject) for one in feed.heard] == [(OLD, "switches")]
    nothing = signed("switches", None, at=NOON + timedelta(days=1))
    assert feed.look(word, switches=nothing) == SiteSaid(), "the site takes its word back"


def test_other_settings_and_a_pc_without_the_key_are_left_alone() -> None:
    feed = Feed()
    assert feed.look(feed.console(), later="", colour="x") == SiteSaid()
    assert feed.look(feed.console(None), policy=signed("policy", {"ask_if_inside": True})) == SiteSaid()
    assert feed.heard == []


def test_what_was_kept_by_another_version_is_left_out() -> None:
    feed = Feed()
    kept = {"policy": signed("policy", {"max_age_s": -1}), "colour": "red"}
    asyncio.run(feed.secrets.put(NAME, json.dumps(kept)))
    assert asyncio.run(site_said(feed.secrets, HOLDER)) == SiteSaid()


def test_this_pc_goes_first_then_the_site_then_what_is_safe() -> None:
    site = SiteSaid(Policy(ask_if_inside=True, max_age_h=5, automatic_opening=True), {VisitorType.GUEST: 1})
    assert choose(Policy(), SiteSaid()) == Choices()
    assert not Choices().automatic_opening
    assert Choices().locked_override == "pin"
    held = choose(Policy(automatic_opening=False, max_age_limited_h=3), site)
    assert (held.ask_if_inside, held.automatic_opening, held.max_age_h, held.max_age_limited_h) == (True, False, 5, 3)
    assert policy_of(held).max_age_by_type == {VisitorType.GUEST: timedelta(hours=1)}
    assert choose(Policy(max_age_h=9), site).max_age_by_type_h == {}, "an age for all kinds of passes"


def test_a_file_says_only_what_somebody_chose() -> None:
    settings = parse(GOOD)
    assert "automatic_opening" not in dump(msgspec.structs.replace(settings, policy=Policy()))
    chosen = msgspec.structs.replace(settings, policy=Policy(automatic_opening=False))
    assert "automatic_opening = false" in dump(chosen)
    assert parse(dump(chosen)) == chosen


def on(site: Site, folder: Path, story: Callable[[Core], Awaitable[None]]) -> None:
    async def whole() -> None:
        await prepare(folder, json.dumps(site.line), "a passphrase", role="technician")
        core = await Core.open(folder, passphrase="a passphrase")
        try:
            await story(core)
        finally:
            await core.close()

    asyncio.run(whole())


def put(site: Site, key: str, value: Any) -> None:
    body = {"community_id": site.community_id, "key": key, "value": value}
    assert site.sign_in("supervisor").post("/functions/v1/put-setting", json=body).status_code == 200


def test_a_running_console_takes_the_sites_word_without_a_restart(fresh_central: Site, tmp_path: Path) -> None:
    async def story(core: Core) -> None:
        heard: list[Notice] = []
        core.events.subscribe(Notice, heard.append)
        assert core.choices == Choices()
        await asyncio.to_thread(put, fresh_central, "policy", {"max_age_s": 1800})
        await asyncio.to_thread(put, fresh_central, "switches", {"automatic_opening": True})
        came = asyncio.Event()
        core.events.subscribe(MirrorChanged, lambda _: came.set())
        await core.sync.drain()
        assert came.is_set(), "which makes the console look"
        await core.standing.site.look()
        assert core.choices.automatic_opening
        facts = core.flow._facts.foreign()
        assert facts.policy.max_age == timedelta(minutes=30)
        row = {"id": "f", "key": "policy", "value": {"max_age_s": 9e6}, "signature": "x.y"}
        _, epoch = await core.store.mirror.cursor()
        await core.store.mirror.apply_page(ChangePage("d", str(epoch), (PulledChange("settings", "f", "U", row),)))
        await core.standing.site.look()
        assert [(one.kind, one.subject) for one in heard] == [(FORGED, "policy")]
        assert core.choices.max_age_h == 0.5
        core.settings = here(core.settings, automatic_opening=False)
        assert not core.choices.automatic_opening, "this PC's own word goes first"
        assert await kept_enrolment(core.store.secrets) is not None

    on(fresh_central, tmp_path, story)
    assert load(tmp_path).policy == Policy()

    async def later() -> None:
        core = await Core.open(tmp_path, passphrase="a passphrase")
        try:
            assert core.choices.automatic_opening
            assert core.choices.max_age_h == 0.5
        finally:
            await core.close()

    asyncio.run(later())


def here(settings: Settings, **chosen: Any) -> Settings:
    return msgspec.structs.replace(settings, policy=Policy(**chosen))


def test_every_setting_of_the_site_has_its_place() -> None:
    feed = Feed()
    rows = {
        "site_name": "Las Lomas II", "site_zone": "America/Bogota", "permit_hours": 24, "retention_days": 30,
        "ask_host_minutes": 2, "panic": {"mode": "loud", "gates": "lock_down"},
        "override_reasons": {"es": ["Ambulancia"], "en": ["Ambulance"]},
    }  # fmt: skip
    said = feed.look(feed.console(), **{key: signed(key, value) for key, value in rows.items()})
    assert feed.heard == []
    assert (said.name, said.zone) == ("Las Lomas II", "America/Bogota")
    held = choose(Policy(), said)
    assert (held.permit_h, held.retention_days, held.ask_host_min) == (24, 30, 2)
    assert (held.panic, held.panic_gates) == ("loud", "lock_down")
    assert (held.reasons_in("es"), held.reasons_in("pt")) == (("Ambulancia",), ())
    assert choose(Policy(override_reasons=("Fire",), panic="silent"), said).reasons_in("es") == ("Fire",)
    assert choose(Policy(panic="silent"), said).panic == "silent"
    shown = of_site({}, said)
    assert shown["policy.override_reasons"] == "es: Ambulancia · en: Ambulance"


@pytest.mark.parametrize(
    ("key", "value"),
    [("site_zone", "Mars/Olympus"), ("retention_days", 6), ("permit_hours", 0), ("override_reasons", []),
     ("override_reasons", {"xx": ["a"]}), ("ask_host_minutes", 0), ("panic", "loud"), ("site_name", ""),
     ("lockdown", None), ("lockdown", {"active": True, "at": "2026-01-01T00:00:00"})],
)  # fmt: skip
def test_a_value_that_makes_no_sense_is_a_notice_and_nothing_else(key: str, value: Any) -> None:
    feed = Feed()
    assert feed.look(feed.console(), **{key: signed(key, value)}) == SiteSaid()
    assert [(one.kind, one.subject) for one in feed.heard] == [(UNREAD, key)]


# --- the central API's key ---------------------------------------------------------------------------------------

NEXT, LAST = Signer(bytes([1] * 32)), Signer(bytes([2] * 32))
LATER = NOON + timedelta(hours=1)
TO_NEXT = signed("central_key", {"key": NEXT.public_key, "before": []})
TO_LAST = signed("central_key", {"key": LAST.public_key, "before": [TO_NEXT]}, by=NEXT, at=LATER)


def mail(by: Signer, at: datetime) -> str:
    return signed("policy", {"ask_if_inside": True}, by=by, at=at)


@pytest.mark.parametrize(
    ("statement", "taken"),
    [
        (mail(NEXT, LATER), True),
        (mail(CENTRE, NOON - timedelta(hours=1)), True),
        (mail(CENTRE, NOON + timedelta(seconds=1)), False),
        (mail(STRANGER, NOON), False),
    ],
    ids=["the next key", "the old one before", "the old one since", "another"],
)
def test_what_holds_after_the_key_has_changed(statement: str, taken: bool) -> None:
    feed = Feed()
    said = feed.look(feed.console(), central_key=TO_NEXT, policy=statement)
    assert (said.chosen.ask_if_inside is True) == taken
    assert [one.kind for one in feed.heard] == ([] if taken else [FORGED])
    again = feed.console()
    asyncio.run(again.restore())
    assert again.said == said


def test_a_pc_that_was_off_follows_two_changes_and_knows_the_key_after_a_restart() -> None:
    feed = Feed()
    word = feed.console()
    assert feed.look(word, central_key=TO_LAST, policy=mail(LAST, LATER)).chosen.ask_if_inside
    assert feed.heard == []
    keys: list[PermitHolder] = []
    again = SiteWord(
        brought=feed._brought, secrets=feed.secrets, holder=HOLDER, now=lambda: NOON, events=Events(),
        changed=feed._changed, key_changed=keys.append,
    )  # fmt: skip
    asyncio.run(again.restore())
    assert keys[-1].central_key == LAST.public_key
    assert [key for key, _ in keys[-1].retired] == [CENTRE.public_key, NEXT.public_key]
    assert asyncio.run(holder_now(feed.secrets, HOLDER)) == keys[-1]


@pytest.mark.parametrize(
    "statement",
    [
        signed("central_key", {"key": LAST.public_key}, by=STRANGER),
        signed("central_key", {"key": LAST.public_key}, by=CENTRE, at=LATER),
        signed("central_key", {"key": LAST.public_key}, by=CENTRE, at=NOON - timedelta(days=1)),
        signed("central_key", {"key": "short"}, by=NEXT, at=LATER),
        signed("central_key", {"key": LAST.public_key}, by=NEXT, at=LATER, community_id=ELSEWHERE),
        TO_LAST[:-4] + "AAAA",
        "",
    ],
)
def test_a_retired_or_strange_key_names_no_other(statement: str) -> None:
    feed = Feed()
    word = feed.console()
    feed.look(word, central_key=TO_NEXT)
    said = feed.look(word, central_key=statement, policy=mail(LAST, LATER))
    assert said == SiteSaid()
    assert {(one.kind, one.subject) for one in feed.heard} == {(FORGED, "central_key"), (FORGED, "policy")}


def test_a_pc_that_was_enrolled_with_the_new_key_is_not_bothered_by_how_it_came() -> None:
    feed = Feed()
    enrolled = PermitHolder(HERE, "d1", "k1", LAST.public_key)
    assert feed.look(feed.console(enrolled), central_key=TO_LAST, policy=mail(LAST, LATER)).chosen.ask_if_inside
    bare = signed("central_key", LAST.public_key, by=LAST)
    feed.look(feed.console(enrolled), central_key=bare)
    assert feed.heard == []


def test_the_central_api_keeps_earlier_changes_inside_the_last(fresh_central: Site) -> None:
    admin = fresh_central.sign_in("admin")
    body = {"community_id": fresh_central.community_id, "key": "central_key", "value": {"key": NEXT.public_key}}
    assert fresh_central.sign_in("supervisor").post("/functions/v1/put-setting", json=body).status_code == 403
    for key in (NEXT, LAST):
        (before,) = fresh_central.sql("select signature from public.site_setting where key = 'central_key'")
        told = admin.post("/functions/v1/put-setting", json=body | {"value": {"key": key.public_key}}).json()
        assert told["value"]["before"][-1] == before["signature"]
    assert len(told["value"]["before"]) == 2
