"""Puts the core together: settings and keys in, a running gatehouse out. Knows every part; no part knows it."""

from __future__ import annotations

import asyncio
import random
import shutil
from concurrent.futures import Future
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from app.attendance import Attendance
from app.cameras import Cameras
from app.central.client import CentralClient
from app.central.permit import PermitDesk, PermitHolder
from app.central.realtime import Realtime
from app.choices import Choices
from app.clock import Clock, SystemClock, TrustedTime
from app.crashes import Crashes
from app.day import Day
from app.device_key import CONSOLE, PERSON, Enrolment, kept_enrolment, own_account, permit_holder
from app.device_set_up import DeviceSetUp
from app.devices.preview import Mailbox
from app.devices.serial_scanner import SerialScanner
from app.domain.entry import Direction, Entry
from app.domain.gate import GateStatus
from app.domain.lockdown import LockdownWord
from app.domain.passes import Pass
from app.domain.scan import PassCode, Scan
from app.domain.shift import Actor, Shift
from app.duty import DeviceIdentity, DutyDesk
from app.errors import CentralError, KnownError
from app.events import (
    CameraChanged,
    Events,
    Link,
    LinkChanged,
    MirrorChanged,
    Notice,
    ScannerChanged,
    Trouble,
)
from app.facts import FactsDesk, Site
from app.flow import Flow
from app.from_settings import policy_of
from app.gate_set_up import GateSetUp
from app.gates.actuator import Actuator
from app.gates.commands import CommandFile
from app.gates.discovery import FoundRelay, find_relays
from app.gates.emergency import EmergencyFile
from app.gates.lockdown import Lockdown
from app.intents import Intents
from app.leaving import let_leave
from app.line_watch import LineWatch
from app.lockdown_desk import LockdownDesk
from app.notices import NoticeDesk, Post
from app.opening import Opening
from app.ops.metrics import Metrics
from app.ops.printing import Printing
from app.ops.story import Site as ReportSite
from app.ops.update_watch import AtTheGate, UpdateWatch
from app.ops.words import ReportWords
from app.override import Override
from app.pass_desk import PassDesk
from app.people_here import PeopleHere
from app.profile import Profile
from app.proof import Proof
from app.records import Records
from app.service import Readings, ServiceDesk
from app.settings import Settings, load
from app.standing import Standing
from app.store.keys import Keys
from app.store.personal import personal_values
from app.store.store import Store
from app.sync.loop import Sync, SyncSite
from app.tasks import Tasks
from app.timings import Timings
from app.training import only_the_simulator
from app.updates import watch_updates
from app.waking import Waking
from app.watchman import Watchman

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"


class Core:
    """A gatehouse without a screen. Screens read its parts, subscribe to `events`, and call its intents."""

    def __init__(
        self,
        profile: Profile,
        settings: Settings,
        store: Store,
        clock: Clock,
        time: TrustedTime,
        enrolment: Enrolment | None,
    ) -> None:
        self._enrolment = enrolment
        self.profile = profile
        self.store = store
        self.report_words = ReportWords()
        """The sentences of printed sheets; the screens put them into their language."""
        self.clock = clock
        self.time = time
        self.events = Events()
        self.tasks = Tasks()
        self.post_name = settings.site.post
        self._link = LinkChanged(Link.OFFLINE, time.now().at, 0, None)
        self.notices: list[Notice] = []
        self.metrics = Metrics(clock)
        self._timings = Timings(self.metrics, self.events, clock)
        site = settings.site
        self._person = CentralClient(
            settings.central.url,
            settings.central.key,
            store.secrets,
            clock,
            time,
            account=PERSON,
            lock_file=profile.session_lock,
        )
        self._console = self._person.as_account(CONSOLE, own_account(enrolment))
        holder = permit_holder(enrolment) if enrolment else None
        self.standing = Standing(
            settings,
            enrolment,
            store=store,
            holder=holder,
            now=lambda: time.now().at,
            events=self.events,
            key_changed=self._key_changed,
            lockdown_said=self._lockdown_said,
            others_hold=lambda: self.gate_set_up.bind(),
        )
        longest = self.standing.longest_permit
        self._permits = PermitDesk(store.secrets, holder, clock, time, longest) if holder else None
        self.duty = DutyDesk(
            accounts=self._person,
            secrets=store.secrets,
            device=DeviceIdentity(site.device_id, store.incarnation),
            clock=clock,
            time=time,
            events=self.events,
            chain=store.journal,
            permits=self._permits,
            online=lambda: self._link.link in (Link.ONLINE, Link.DEGRADED),
        )
        self._uploading = self._person
        self.actuator: Actuator
        self.gate_set_up: GateSetUp
        self.device_set_up: DeviceSetUp
        self.opening: Opening
        self.flow: Flow
        self.intents: Intents
        self.override: Override
        self.people_here: PeopleHere
        self.lockdown: LockdownDesk
        self.day: Day
        self.pass_desk: PassDesk
        self.notice_desk: NoticeDesk
        self.records: Records
        self.proof: Proof
        self.service: ServiceDesk
        self._attendance: Attendance
        self._watchman: Watchman
        self.sync: Sync
        self.updates: UpdateWatch
        self._realtime: Realtime
        self._ringing: asyncio.Task[None]
        self._cameras: Cameras
        self._scanner: SerialScanner | None = None
        self._crashes: Crashes

    @classmethod
    async def open(
        cls,
        folder: Path,
        *,
        passphrase: str | None = None,
        data_key: Future[bytes] | None = None,
        clock: Clock | None = None,
    ) -> Core:
        """Open the profile in `folder`. `data_key`: its store's, where somebody is opening it already.

        KnownError: what is wrong, and what to do.
        """
        clock = clock or SystemClock()
        profile = Profile(folder)
        settings = load(folder)
        only_the_simulator(settings)
        time = TrustedTime(clock)
        opening = data_key and asyncio.wrap_future(data_key)
        key = await (opening or asyncio.to_thread(Keys.open, profile.store, passphrase))
        store = await Store.open(profile.store, key, now=lambda: time.now().at)
        try:
            if (newest := await store.journal.newest_moment()) is not None:
                time.not_before(newest)
            core = cls(profile, settings, store, clock, time, await kept_enrolment(store.secrets))
            await core._compose(key)
        except BaseException:
            await store.close()
            raise
        return core

    async def _compose(self, data_key: bytes) -> None:
        settings, store = self.settings, self.store
        self._emergency = EmergencyFile(self.profile.emergency, data_key)
        await self._emergency.take_in(store.journal.record)
        await self.standing.restore()
        shutil.rmtree(self.profile.prints, ignore_errors=True)  # sheets hold names: none outlives a start
        lockdown = Lockdown(self.profile.lockdown)
        self.actuator = Actuator(
            clock=self.clock,
            events=self.events,
            tasks=self.tasks,
            lockdown=lockdown,
            record=CommandFile(self.profile.gate_commands),
        )
        self.gate_set_up = GateSetUp(
            profile=self.profile,
            holder=self.standing,
            store=store,
            actuator=self.actuator,
            data_key=data_key,
            actor=lambda: self.actor,
            clock=self.clock,
            events=self.events,
        )
        await self.gate_set_up.bind()
        self.opening = Opening(
            journal=store.journal,
            gates=self.actuator,
            duty=self.duty.current,
            time=self.time,
            events=self.events,
            online=lambda: self._link.link is Link.ONLINE,
        )
        own = self._enrolment is not None or await self._console.session() is not None
        # Under the console's own account whoever is signed in, and however: with a permit nobody has a session.
        self._uploading = uploading = self._console if own else self._person
        facts = FactsDesk(
            site=Site(settings.site.community_id, lambda: policy_of(self.choices), settings.central.budget_ms / 1000),
            known=store.known,
            mirror=store.mirror,
            journal=store.journal,
            central=uploading,
            link=lambda: self._link.link,
            time=self.time,
            clock=self.clock,
        )
        passwords = {camera.id: await store.secrets.get(f"camera.{camera.id}") or "" for camera in settings.cameras}
        self._cameras = Cameras(
            settings, passwords, clock=self.clock, time=self.time, events=self.events, tasks=self.tasks
        )
        self.device_set_up = DeviceSetUp(
            holder=self.standing,
            secrets=store.secrets,
            gates=self.gate_set_up,
            cameras=self._cameras,
            clock=self.clock,
        )
        self.flow = Flow(
            facts=facts,
            opening=self.opening,
            photos=self._cameras,
            duty=self.duty.current,
            gate_for=self.gate_for,
            opens_by_itself=self.actuator.opens_by_itself,
            clock=self.clock,
            time=self.time,
            events=self.events,
            tasks=self.tasks,
        )
        self._cameras.on_scan = self.flow.take
        self.intents = Intents(
            take=self.flow.take,
            opening=self.opening,
            passes=store.journal,
            residents=store.mirror,
            duty=self.duty.current,
            community_id=settings.site.community_id,
            hosts=settings.site.hosts,
            clock=self.clock,
            time=self.time,
            events=self.events,
            scanner_direction=Direction(settings.hand_scanner.direction),
        )
        self.override = Override(
            opening=self.opening,
            emergency=self._emergency,
            duty=self.duty.current,
            clock=self.clock,
            time=self.time,
            events=self.events,
            tasks=self.tasks,
            photo_now=self.photo_now,
            free_when_locked=lambda: self.choices.locked_override == "free",
        )
        self.people_here = PeopleHere(
            secrets=store.secrets,
            pins=lambda: self.duty.pins,
            events=self.events,
            tasks=self.tasks,
            now=lambda: self.time.now().at,
        )
        await self.people_here.restore()
        self.lockdown = LockdownDesk(
            gates=self.actuator,
            chain=store.journal,
            messages=store.messages,
            people=self.people_here,
            actor=lambda: self.actor,
            community_id=settings.site.community_id,
            place=self.post_name,
            events=self.events,
            tasks=self.tasks,
            time=self.time.now,
            heard_until=lambda: store.mirror.as_of,
        )
        await self.lockdown.restore()
        self.day = Day(
            store=store,
            duty=self.duty.current,
            time=self.time,
            site_now=self.site_now,
            printing=self.printing,
            prints=self.profile.prints,
            events=self.events,
            photo_elsewhere=self.photo_elsewhere,
        )
        self._attendance = Attendance(
            self.duty,
            store=store,
            book=self.day.shift_changed,
            device_id=settings.site.device_id,
            events=self.events,
            tasks=self.tasks,
        )
        self._line_watch = LineWatch(store.outages, events=self.events, tasks=self.tasks)
        self.pass_desk = PassDesk(printing=self.printing, prints=self.profile.prints, now=self.site_now)
        self.notice_desk = NoticeDesk(
            store=store,
            opening=self.opening,
            duty=self.duty.current,
            post=Post(settings.site.device_id, self.post_name, frozenset(gate.id for gate in settings.gates)),
            now=lambda: self.time.now().at,
            events=self.events,
        )
        self.records = Records(
            store=store,
            duty=self.duty.current,
            now=lambda: self.time.now().at,
            inside=self.day.inside,
            printing=self.printing,
            open_notices=self.notice_desk.open_notices,
            photo_elsewhere=self.photo_elsewhere,
        )
        self.proof = Proof(store=store, data_key=data_key, duty=self.duty.current, now=lambda: self.time.now().at)
        self.history = self.records.history
        self.history_summary = self.records.history_summary
        self.open_notices = self.notice_desk.open_notices
        self.close_notice = self.notice_desk.close_notice
        self.outages = self.records.outages
        self.export_outage = self.records.export_outage
        self.quarantined = self.records.quarantined
        self.send_again = self.records.send_again
        self.entry = self.records.entry
        self.export_entry = self.records.export_entry
        self.export_picture = self.records.export_picture
        self.photo = self.records.photo
        self.export = self.records.export
        self.expected_today = self.day.expected_today
        self.inside = self.day.inside
        self.print_muster = self.day.print_muster
        self.shift_entries = self.day.shift_entries
        self.shift_lines = self.day.shift_lines
        self.write_line = self.day.write_line
        self.line_photo = self.day.line_photo
        self.acknowledge = self.day.acknowledge
        self.ask_host = self.day.ask_host
        self.host_answer = self.day.host_answer
        self.heard_from_host = self.day.heard_from_host
        self.hand_over = self.day.hand_over
        self.sync = Sync(
            central=uploading,
            journal=store.journal,
            messages=store.messages,
            mirror=store.mirror,
            photos=store.photos,
            memory=store.secrets,
            site=SyncSite(settings.site.community_id, settings.site.device_id, store.incarnation),
            clock=self.clock,
            time=self.time,
            events=self.events,
            rng=random.Random(),
            sign=self._enrolment.signer() if self._enrolment else None,
        )
        self._realtime = Realtime(
            settings.central.url,
            settings.central.key,
            community_id=settings.site.community_id,
            token=uploading.access_token,
            on_poke=self.sync.poke,
            rng=random.Random(),
        )
        self.updates = watch_updates(
            folder=self.profile.updates,
            memory=store.secrets,
            time=self.time,
            events=self.events,
            at_the_gate=lambda: AtTheGate(self._link.waiting, self.flow.case is not None, self.shift is not None),
        )
        self.service = ServiceDesk(
            console=self,
            profile=self.profile,
            store=store,
            data_key=data_key,
            actuator=self.actuator,
            site=self.standing.site,
            metrics=self.metrics,
            duty=self.duty.current,
            clock=self.clock,
            time=self.time,
            readings=Readings(lambda: self._realtime.live, self._enrolment is not None, self._contract_version),
        )
        self._crashes = Crashes(
            self.profile,
            lambda: self.settings.crash_reports,
            personal=lambda: personal_values(store.folder, data_key) | {self.actor.name if self.actor else ""},
            now=lambda: self.time.now().at,
        )
        self._watchman = Watchman(
            folder=self.profile.folder,
            clock=self.clock,
            time=self.time,
            events=self.events,
            cameras=self.cameras,
            mirror_as_of=lambda: store.mirror.as_of,
            open_notices=self.notice_desk.open_notices,
        )
        self.events.subscribe(LinkChanged, self._link_changed)
        self.events.subscribe(Notice, self._noticed)
        self.events.subscribe(MirrorChanged, lambda _: self._look_at_settings())
        await self.duty.restore()

    # --- running -------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Gates first: opening by hand must be there before anything else."""
        self.actuator.start()
        self._cameras.start()
        if (scanner := self.settings.hand_scanner).port:
            self._scanner = SerialScanner(
                scanner.port,
                baud=scanner.baud,
                loop=asyncio.get_running_loop(),
                on_line=self.intents.hand_scanner,
                on_problem=self._scanner_changed,
            )
            self._scanner.start()
        self._look_at_settings()
        self._crashes.start(self.tasks)
        self.sync.start(self.tasks)
        self._ring()
        self.tasks.spawn(self._attendance.count_permits(), name="permits")
        self.tasks.spawn(self.updates.run(), name="updates")
        self.tasks.spawn(self._watchman.run(), name="watchman")
        self.tasks.spawn(Waking(self.clock, self._woke).run(), name="waking")
        leaving = let_leave(self.store, lambda: self.choices.retention_days, lambda: self.flow.case is not None)
        self.tasks.spawn(leaving, name="leaving")
        self.tasks.spawn(self._timings.keep(self.profile.metrics), name="metrics")
        for finding in self.store.findings:
            self.events.publish(Trouble(finding))

    async def close(self) -> None:
        """Stop scanning, end what runs, bring the store home."""
        self._cameras.close()
        self._crashes.close()
        if self._scanner is not None:
            self._scanner.close()
        await self.sync.close()
        await self.actuator.close()
        await self.tasks.close()
        await self._console.close()
        await self._person.close()
        await self.store.close()

    # --- who ------------------------------------------------------------------------------------------------

    @property
    def actor(self) -> Actor | None:
        """Who is signed in."""
        return self.duty.current().actor

    @property
    def shift(self) -> Shift | None:
        """The shift that runs."""
        return self.duty.current().shift

    @property
    def locked(self) -> bool:
        """Whether the screen is locked."""
        return self.duty.current().locked

    async def sign_in(self, email: str, password: str, code: str = "") -> Actor:
        """E-mail and password; KnownError says why not."""
        actor = await self._attendance.sign_in(email, password, code)
        self.sync.signed_in()
        return actor

    async def sign_in_console(self, email: str, password: str) -> None:
        """The console's own account, from enrolment on: what is sent goes under it, whoever is on duty."""
        await self._console.sign_in(email, password)

    async def sign_out(self) -> None:
        """End the shift; nothing that waits is lost."""
        await self._attendance.sign_out()

    @property
    def permit_until(self) -> datetime | None:
        """Until when whoever is on duty may unlock without a line; None without a permit."""
        return self.duty.permit_until

    async def lock(self) -> None:
        """Lock the screen."""
        await self.duty.lock()

    async def unlock(self, pin: str) -> None:
        """Back with the PIN."""
        await self._attendance.unlock(pin)

    # --- what screens read ----------------------------------------------------------------------------------

    @property
    def settings(self) -> Settings:
        """This PC's settings, as they hold now."""
        return self.standing.settings

    @settings.setter
    def settings(self, settings: Settings) -> None:
        self.standing.settings = settings

    @property
    def site_name(self) -> str:
        """The site's name."""
        return self.standing.site_name

    @property
    def site_zone(self) -> ZoneInfo:
        """The site's time zone."""
        return self.standing.site_zone

    @property
    def choices(self) -> Choices:
        """What holds of the rules that may be chosen."""
        return self.standing.choices

    @property
    def link(self) -> LinkChanged:
        """How things stand with the central API."""
        return self._link

    def gates(self) -> tuple[GateStatus, ...]:
        """All gates, as set up."""
        return self.actuator.statuses()

    def cameras(self) -> tuple[CameraChanged, ...]:
        """All cameras, as set up."""
        return self._cameras.states()

    def mailbox(self, camera_id: str) -> Mailbox:
        """Where a camera's newest picture lies."""
        return self._cameras.mailbox(camera_id)

    async def search(self, text: str) -> tuple[Pass, ...]:
        """Passes by name, house or plate."""
        return await self.store.mirror.search(text)

    async def expected(self) -> tuple[tuple[Pass, ...], int]:
        """Who is expected from half an hour ago to an hour ahead, and how many in all on the site's day."""
        now = self.site_now()
        day = now.replace(hour=0, minute=0, second=0, microsecond=0)
        near, _ = await self.store.mirror.expected(now - timedelta(minutes=30), now + timedelta(minutes=60), limit=12)
        _, today = await self.store.mirror.expected(day, day + timedelta(days=1), limit=0)
        return near, today

    async def recent(self, limit: int) -> tuple[Entry, ...]:
        """The newest entries of this console."""
        return await self.store.journal.recent(limit)

    async def call_for_help(self) -> None:
        """Tell the supervisors before all else; then what the site has chosen for this console."""
        await self.notice_desk.call_for_help()
        if self.choices.panic_gates == "lock_down" and not self.actuator.lockdown().locked:
            self.lockdown.lock_down(called_for_help=True)

    def choose(self, scan_id: str) -> None:
        """Of several codes in view, this one."""
        self._cameras.choose(scan_id)

    async def visitor_of(self, scan: Scan) -> str:
        """Whose pass a code is, as far as this PC knows; "" if it does not."""
        if not isinstance(scan.code, PassCode):
            return ""
        pass_ = (await self.store.mirror.find(scan.code)).pass_
        return pass_.visitor_name if pass_ is not None else ""

    async def phone_of(self, host_id: str) -> str | None:
        """A host's telephone number, to call and ask."""
        return await self.store.mirror.phone_of(host_id)

    async def find_relays(self) -> tuple[FoundRelay, ...]:
        """Relays that announce themselves on the local network."""
        return await find_relays(self.clock)

    async def photo_now(self) -> bytes | None:
        """A picture of this moment, for an override or to take the open case's photo again."""
        return await self._cameras.photo_now()

    def gate_for(self, scan: Scan) -> str:
        """The gate a scan is about: its camera's, else the first."""
        for camera in self.settings.cameras:
            if camera.id == scan.camera_id and camera.gate:
                return camera.gate
        return self.settings.gates[0].id if self.settings.gates else ""

    def site_now(self) -> datetime:
        """Trusted time in the site's zone, for clocks on the wall."""
        return self.time.now().at.astimezone(self.site_zone)

    def printing(self) -> Printing:
        """What every printed sheet says of where and by whom it was made."""
        site = self._report_site()
        who = self.actor.name if self.actor else self.post_name
        return Printing(site=site, fonts=FONTS, who=who, now=self.time.now().at, words=self.report_words)

    async def photo_elsewhere(self, taken_at: datetime, photo_hash: str) -> bytes | None:
        """A photo that another console of the site uploaded; None without a line."""
        if self._link.link is not Link.ONLINE:
            return None
        try:
            return await self._uploading.photo(self.settings.site.community_id, taken_at, photo_hash)
        except CentralError:
            return None

    async def _contract_version(self) -> str:
        return (await self._person.contract()).version

    def _ring(self) -> None:
        self._ringing = self.tasks.spawn(self._realtime.run(), name="realtime")

    async def _woke(self) -> None:
        """The PC has slept: no connection is what it seems, the world may have changed, and our offset is old."""
        self.flow.woke()
        await self._person.reconnect()
        self._ringing.cancel()
        self._ring()
        self.sync.sync_now()

    def _report_site(self) -> ReportSite:
        return ReportSite(self.site_name, self.site_zone, {gate.id: gate.name for gate in self.settings.gates})

    def _noticed(self, notice: Notice) -> None:
        self.tasks.spawn(self.notice_desk.keep(notice), name=f"notice {notice.notice_id}")

    async def take_settings(self, settings: Settings) -> tuple[str, ...]:
        """Let other settings hold: rules and screen now. The tables that wait for the next start, by their names."""
        return await self.standing.take(settings, self.actor.actor_id if self.actor else "")

    def _look_at_settings(self) -> None:
        self.tasks.spawn(self.standing.site.look(), name="settings of the site")

    def _key_changed(self, holder: PermitHolder) -> None:
        if self._permits is not None:
            self._permits.use(holder)

    async def _lockdown_said(self, word: LockdownWord, *, fresh: bool) -> None:
        await self.lockdown.hear(word, fresh=fresh)

    def _scanner_changed(self, problem: KnownError | None) -> None:
        self.events.publish(ScannerChanged(self.settings.hand_scanner.port or "", problem))
        if problem is not None:
            self.events.publish(Trouble(problem))

    def _link_changed(self, changed: LinkChanged) -> None:
        if changed.mirror_as_of != self._link.mirror_as_of and self.lockdown.waits:
            self._look_at_settings()  # the feed may have nothing new to say, and that is the answer
        self._link = changed
