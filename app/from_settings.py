"""What the settings say, in the words of the parts that need it."""

from __future__ import annotations

from datetime import timedelta

from app.choices import Choices
from app.domain.decision import SitePolicy
from app.domain.gate import InputKind
from app.gates.bindings import DriverKind, GateBinding
from app.settings import GatePart


def policy_of(choices: Choices) -> SitePolicy:
    """What was chosen, as the rules take it."""
    return SitePolicy(
        ask_if_inside=choices.ask_if_inside,
        max_age=timedelta(hours=choices.max_age_h),
        max_age_limited=timedelta(hours=choices.max_age_limited_h),
        max_age_by_type={kind: timedelta(hours=hours) for kind, hours in choices.max_age_by_type_h.items()},
    )


def binding_of(gate: GatePart, *, may_open_by_itself: bool = True) -> GateBinding:
    """A gate's table of the settings, as the gates take it. `may_open_by_itself`: what the site says of that."""
    return GateBinding(
        gate_id=gate.id,
        name=gate.name,
        driver=DriverKind(gate.driver),
        address=gate.address,
        mac=gate.mac.upper(),
        channel=gate.channel,
        username=gate.username,
        realm=gate.realm,
        input_kind=InputKind(gate.input_kind),
        pulse_s=gate.pulse_s,
        reed_input=gate.reed_input,
        reed_on_is_closed=gate.reed_on_is_closed,
        travel_s=gate.travel_s,
        stays_open_s=gate.stays_open_s,
        left_open_after_s=gate.left_open_after_s,
        cooldown_s=gate.cooldown_s,
        free_exit=gate.free_exit,
        close_channel=gate.close_channel,
        stop_channel=gate.stop_channel,
        hold_channel=gate.hold_channel,
        only_console_opens=gate.only_console_opens,
        accepted=frozenset(gate.accepted),
        automatic=gate.automatic and may_open_by_itself,
        cloud_id=gate.cloud_id,
    )
