"""Any order of faults, a seeded sample of it; `python -m tests.soak sync` runs it at length."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.fixtures_site import Site
from tests.sync.machine import FaultMachine

SAMPLE = settings(
    max_examples=4,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def test_any_order_of_faults_leaves_the_central_api_with_the_union_of_the_journals(central_site: Site) -> None:
    machine = type("Here", (FaultMachine,), {"site": central_site})
    run_state_machine_as_test(machine, settings=SAMPLE)
