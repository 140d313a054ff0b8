"""What holds at this console: its settings, what the site has signed, and the choices that follow from both."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from app.central.permit import PermitHolder
from app.choices import Choices, choose
from app.device_key import Enrolment
from app.events import Events, SettingsChanged
from app.settings import Settings
from app.site_word import LockdownHearer, SiteWord
from app.store.store import Store

LIVE = ("policy", "screen", "crash_reports")
"""The tables of the settings that hold at once; the others wait for the next start."""


class Standing:
    """Asked by everybody who goes by a rule that may be chosen."""

    def __init__(
        self,
        settings: Settings,
        enrolment: Enrolment | None,
        *,
        store: Store,
        holder: PermitHolder | None,
        now: Callable[[], datetime],
        events: Events,
        key_changed: Callable[[PermitHolder], None],
        lockdown_said: LockdownHearer,
        others_hold: Callable[[], Awaitable[None]],
    ) -> None:
        """`others_hold` is awaited when other choices hold than before; for the rest see `SiteWord`."""
        self.settings = settings
        self._enrolment = enrolment
        self._chain = store.journal
        self._events = events
        self._others_hold = others_hold
        self.site = SiteWord(
            brought=store.mirror.signed_settings,
            secrets=store.secrets,
            holder=holder,
            now=now,
            events=events,
            changed=self._site_spoke,
            key_changed=key_changed,
            lockdown_said=lockdown_said,
        )
        self._held = self.choices

    async def restore(self) -> None:
        """Take up what the site had said."""
        await self.site.restore()
        self._held = self.choices

    @property
    def choices(self) -> Choices:
        """What holds of the rules that may be chosen."""
        return choose(self.settings.policy, self.site.said)

    @property
    def site_name(self) -> str:
        """The site's name: as the site says, unless this PC's settings say another than it was enrolled with."""
        here, enrolled = self.settings.site.name, self._enrolment
        return self.site.said.name or here if enrolled and here == enrolled.community_name else here

    @property
    def site_zone(self) -> ZoneInfo:
        """The site's time zone, by the same rule."""
        here, enrolled = self.settings.site.zone, self._enrolment
        return ZoneInfo(self.site.said.zone or here if enrolled and here == enrolled.site_zone else here)

    def longest_permit(self) -> timedelta | None:
        """How long anybody may work here without a line, at most; None: as the permit says."""
        hours = self.choices.permit_h
        return None if hours is None else timedelta(hours=hours)

    async def take(self, settings: Settings, by: str) -> tuple[str, ...]:
        """Let other settings hold, as `by` wants (an account's id). The tables that wait for the next start, by their
        names."""
        before = self.settings
        self.settings = msgspec.structs.replace(before, **{name: getattr(settings, name) for name in LIVE})
        self._events.publish(SettingsChanged())
        await self._choose_anew(by)
        return tuple(
            name for name in before.__struct_fields__ if getattr(self.settings, name) != getattr(settings, name)
        )

    async def _site_spoke(self) -> None:
        """The site says something new: screens ask again, and the chain says what holds."""
        self._events.publish(SettingsChanged())
        await self._choose_anew("site")

    async def _choose_anew(self, by: str) -> None:
        """The chain says from when on other rules held. `by`: "site", or who is on duty."""
        held, self._held = self._held, self.choices
        if held != self.choices:
            await self._others_hold()
            await self._chain.note("choices", by, msgspec.to_builtins(self.choices))
