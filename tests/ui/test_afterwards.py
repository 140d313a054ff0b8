"""What is said without interrupting: what the central API found out afterwards, and who stays too long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from app.events import EntrySettled, Link, LinkChanged
from app.store.rows import InsideRow
from tests.ui import stories
from tests.ui.fake_core import FakeCore
from ui.presenters.shell import LOOK_INSIDE_EVERY_S, Place
from ui.screens.shell import Shell


def link(core: FakeCore, link: Link, waiting: int) -> None:
    core.set_link(LinkChanged(link, core.site_now(), waiting, core.site_now()))


def test_back_online_the_entries_that_need_a_supervisor_are_counted_once_all_is_sent(
    core: FakeCore, open_shell: Callable[..., Shell]
) -> None:
    shell = open_shell(core)
    core.events.publish(EntrySettled("before", ("over_limit",)))
    link(core, Link.OFFLINE, 3)
    link(core, Link.ONLINE, 3)
    for entry_id, flags in (("e1", ("over_limit",)), ("e2", ()), ("e3", ("blacklisted", "expired"))):
        core.events.publish(EntrySettled(entry_id, flags))
    assert not shell.trouble.isVisible()
    link(core, Link.ONLINE, 0)
    assert shell.presenter.state.flagged == 2
    assert shell.trouble.isVisible() and "2 entries need a supervisor" in shell.trouble.accessibleName()
    assert shell.presenter.state.place is Place.GATE, "nothing was interrupted"
    shell.presenter.close_trouble()
    assert not shell.trouble.isVisible()


def test_an_outage_after_which_all_is_well_is_not_worth_a_word(
    core: FakeCore, open_shell: Callable[..., Shell]
) -> None:
    shell = open_shell(core)
    link(core, Link.OFFLINE, 1)
    core.events.publish(EntrySettled("e1", ()))
    link(core, Link.ONLINE, 0)
    assert not shell.trouble.isVisible()


def test_who_stays_too_long_is_a_quiet_point_until_somebody_looks(
    core: FakeCore, open_shell: Callable[..., Shell]
) -> None:
    late = replace(stories.RICARDO, pass_id="late", valid_until=core.site_now() - timedelta(hours=2))
    leaving = replace(stories.RICARDO, pass_id="leaving", valid_until=core.site_now() - timedelta(minutes=2))
    core.inside_list = tuple(InsideRow(one, core.site_now() - timedelta(hours=5), "main") for one in (late, leaving))
    shell = open_shell(core)
    shell.tick()
    assert shell.presenter.state.overstays == 1
    shell.presenter.go(Place.INSIDE)
    shell.presenter.go(Place.GATE)
    core.clock.go(LOOK_INSIDE_EVERY_S + 1)
    shell.tick()
    assert shell.presenter.state.overstays == 0, "somebody has looked"
