"""Where a gate is, judged from its reed contact, from what it was told and from how long it travels. Pure."""

from __future__ import annotations

from app.domain.gate import GateAction, Position
from app.gates.bindings import GateBinding

STEADY_S = 0.4
"""Contacts bounce for tens of milliseconds: a change is believed when it still stands that much later."""
EXPECTED_S = 10.0
"""How long after a command (or a foreign pulse) a gate that leaves its contact is doing what it was told."""
STARTS_S = 5.0
"""How long a controller may take (warning light, brake) until the leaf moves after a pulse."""
LATE = 1.5
"""A gate that has travelled this many times its travel time has not arrived where it was going."""

MOVING_OR_OPEN = frozenset({Position.OPENING, Position.OPEN, Position.LEFT_OPEN, Position.FORCED_OPEN})


class PositionTracker:
    """Follows one gate. All times are monotonic seconds, given by the caller."""

    def __init__(self, binding: GateBinding) -> None:
        self._binding = binding
        self._has_contact = binding.reed_input is not None
        self._closed: bool | None = None
        self._doubt: tuple[bool, float] | None = None
        self._expected_until = self._starts_until = self._foreign_until = float("-inf")
        self._left_at: float | None = None
        self._forced = False
        self._closing_since: float | None = None
        self._held = False
        self._cover: Position | None = None

    @property
    def undecided(self) -> bool:
        """The contact has changed and it is too early to believe it: look again soon."""
        return self._doubt is not None

    @property
    def left_at(self) -> float | None:
        """When the gate began to leave its closed position, as far as it is away; the first look that showed it."""
        return self._left_at

    def expect(self, now: float) -> None:
        """A command is about to be sent: a gate that leaves its contact now does so for us."""
        self._expected_until = now + EXPECTED_S

    def told(self, action: GateAction, now: float, *, certain: bool) -> None:
        """A command was executed, or, not `certain`, perhaps was."""
        if action is GateAction.CLOSE:
            self._held, self._closing_since = False, now
        elif action is not GateAction.STOP:
            self._held = action is GateAction.HOLD_OPEN and certain
            self._closing_since, self._forced = None, False
            self._starts_until = now + STARTS_S
            if self._closed is False or (not self._has_contact and certain):
                self._left_at = now
            elif not self._has_contact:
                self._left_at = None

    def foreign_pulse(self, now: float) -> None:
        """The relay is on and we did not do it: another console opens the gate."""
        self._expected_until = now + EXPECTED_S
        self._starts_until = now + STARTS_S
        self._foreign_until = now + STARTS_S
        if not self._has_contact and self.at(now) is Position.UNKNOWN:
            self._left_at = now

    def already_open(self, now: float) -> bool:
        """Whether a pulse on a step-by-step input would stop or close the gate.

        Our own pulse whose effect nobody has seen is no reason to say so (the cooldown covers it).
        """
        if self._has_contact and self._closed:
            return now <= self._foreign_until
        return self.at(now) in MOVING_OR_OPEN

    def seen(self, closed: bool | None, now: float) -> bool:
        """What the contact says now. Returns True when the gate has just left its closed position."""
        if closed is None or closed == self._closed:
            self._doubt = None
            return False
        if self._closed is None:
            self._settle(closed, now)
            return False
        if self._doubt is None or self._doubt[0] != closed:
            self._doubt = (closed, now)
            return False
        if now - self._doubt[1] < STEADY_S:
            return False
        self._settle(closed, now)
        return not closed

    def seen_cover(self, position: Position, now: float) -> bool:
        """What a cover says of itself. Returns True when it has just left its closed position."""
        left = self._cover is Position.CLOSED and position in (Position.OPENING, Position.OPEN)
        if position is Position.CLOSED:
            self._left_at = None
        elif self._left_at is None:
            self._left_at = now
        self._cover = position
        return left

    def at(self, now: float) -> Position:
        """Where the gate is, as far as anybody knows."""
        if self._cover is not None:
            return self._too_long(self._cover, now) if self._cover is Position.OPEN else self._cover
        if self._has_contact and self._closed is None:
            return Position.UNKNOWN
        if self._closed:
            return Position.OPENING if now <= self._starts_until else Position.CLOSED
        if self._left_at is None:
            return Position.UNKNOWN
        return self._away(now, self._left_at)

    def closes_in_s(self, now: float) -> int | None:
        """Seconds until it closes by itself, if that is known."""
        stays, left_at = self._binding.stays_open_s, self._left_at
        if stays is None or left_at is None or self._held or self.at(now) is not Position.OPEN:
            return None
        return max(0, round(left_at + self._binding.travel_s + stays - now))

    def _settle(self, closed: bool, now: float) -> None:
        began = now if self._doubt is None else self._doubt[1]
        expected = began <= self._expected_until
        self._doubt = None
        first = self._closed is None
        self._closed = closed
        self._closing_since = None
        if closed:
            self._left_at, self._forced = None, False
            self._expected_until = self._starts_until = self._foreign_until = float("-inf")
        else:
            # Found open at the start: nobody knows since when, so count from now.
            self._left_at = began - self._binding.travel_s if first else began
            self._forced = not first and self._binding.only_console_opens and not expected

    def _away(self, now: float, left_at: float) -> Position:
        """Not at the contact, or never seen by one."""
        binding = self._binding
        if self._forced:
            return Position.FORCED_OPEN
        if self._closing_since is not None:
            if now - self._closing_since <= binding.travel_s * LATE:
                return Position.CLOSING
            return self._too_long(Position.OPEN, now) if self._has_contact else Position.UNKNOWN
        opened = left_at + binding.travel_s
        if now < opened:
            return Position.OPENING
        if binding.stays_open_s is None or self._held:
            known = self._has_contact or self._held
            return self._too_long(Position.OPEN, now) if known else Position.UNKNOWN
        closing = opened + binding.stays_open_s
        if now < closing:
            return Position.OPEN
        if now < closing + binding.travel_s * LATE:
            return Position.CLOSING
        return self._too_long(Position.OPEN, now) if self._has_contact else Position.UNKNOWN

    def _too_long(self, position: Position, now: float) -> Position:
        waited = self._binding.travel_s + self._binding.left_open_after_s
        late = self._left_at is not None and now - self._left_at > waited
        return Position.LEFT_OPEN if late and not self._held else position
