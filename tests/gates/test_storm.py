"""Any order of faults: never two pulses for one order, and none only where the outcome said so."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.gate import IDENTITY_FRESH_S, OutcomeKind
from tests.gates.yard import GEN1, RPC, JumpingClock, run, yard

QUICK_FAULTS = ["", "close", "lost_close", "reset", "cut", "html", "bad_json", "other_json", "error_500"]
REFUSALS = ["unauthorized", "throttle", "not_found"]

step = st.fixed_dictionaries(
    {
        "faults": st.fixed_dictionaries(
            {
                "answer": st.sampled_from(QUICK_FAULTS + REFUSALS),
                "only": st.sampled_from(["command", "status", ""]),
                "times": st.sampled_from([None, 1, 2]),
                "gone": st.sampled_from([False, False, False, True]),
                "mac": st.sampled_from(["", "", "", "AABBCCDDEEFF"]),
            }
        ),
        "do": st.sampled_from([{}, {}, {"expire_nonces": True}]),
        "pause": st.sampled_from([0.5, 3.0, 70.0]),
    }
)


@given(
    relay=st.sampled_from([RPC, {**RPC, "firmware": "2.0.0"}, GEN1]),
    kind=st.sampled_from(["open_only", "step_by_step"]),
    steps=st.lists(step, min_size=1, max_size=8),
)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_pulses_and_outcomes_agree(relay: dict[str, Any], kind: str, steps: list[dict[str, Any]]) -> None:
    async def story(folder: Path) -> None:
        clock = JumpingClock()
        itself_at = clock.monotonic()
        async with yard(folder, {**relay, "input_kind": kind, "stays_open_s": None}, clock=clock) as y:
            for number, one in enumerate(steps):
                if one["do"] and relay is not GEN1:
                    await y.do(**one["do"])
                await y.faults(**one["faults"])
                before = await y.pulses()
                outcome = await y.open()
                pulses = await y.pulses() - before
                told = f"step {number}: {outcome} with {one}"
                assert pulses <= 1, told
                if pulses == 0:
                    assert outcome.kind is not OutcomeKind.DONE or outcome.detail == "already_open", told
                else:
                    assert outcome.kind is not OutcomeKind.NOT_DONE, told
                    # Another device is noticed when the identity is asked for anew, 10 s later at most.
                    assert not one["faults"]["mac"] or clock.monotonic() - itself_at <= IDENTITY_FRESH_S, told
                if not one["faults"]["mac"]:
                    itself_at = clock.monotonic()
                clock.forward(one["pause"])

    with TemporaryDirectory() as folder:
        run(lambda: story(Path(folder)), within_s=60)
