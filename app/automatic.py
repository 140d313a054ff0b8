"""When a gate may open by itself. One pure question, asked once for each decision; every doubt is for the guard."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.domain.case import Case, Phase
from app.domain.decision import Verdict
from app.domain.scan import Source
from app.domain.shift import Act, may
from app.opening import Duty

SEEN_AT_THE_GATE = frozenset({Source.CAMERA, Source.HAND_SCANNER})
"""Only what was read at the gate: somebody who typed or picked has a hand free for Enter."""

SCAN_LIVES = timedelta(seconds=10)
"""A car that waited as "next" may have gone, or another may stand in its place."""


def may_open_by_itself(case: Case, *, moment: datetime, duty: Duty, gate_ready: bool) -> bool:
    """Whether this verdict may open its gate without a key. `moment`: trusted time, now.

    `gate_ready`: the site allows it, the gate is set up for it and commissioned, and neither locked down nor in
    maintenance (the actuator looks at all of that once more, right before the write).
    """
    decision = case.decision
    if decision is None or case.phase is not Phase.DECIDED or case.repainted:
        return False  # a verdict that was painted anew contradicts what somebody has read
    if decision.verdict is not Verdict.ADMIT or decision.flags:
        return False
    if case.scan.source not in SEEN_AT_THE_GATE or not timedelta(0) <= moment - case.scan.at <= SCAN_LIVES:
        return False
    return gate_ready and not duty.locked and may(duty.actor, Act.ADMIT)
