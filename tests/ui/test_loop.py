"""The loop under core and screens: what is ready runs together, and Qt is never kept out."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ui import loop


async def _order(later_s: float) -> list[str]:
    """Two callbacks that are ready, and one for later."""
    here, seen, done = asyncio.get_running_loop(), list[str](), asyncio.Event()
    here.call_later(later_s, seen.append, "later")
    here.call_later(later_s, done.set)
    here.call_soon(seen.append, "first")
    here.call_soon(seen.append, "second")
    await done.wait()
    return seen


@pytest.mark.parametrize("turn_s", [0.0, 1.0])
def test_callbacks_run_in_the_order_of_the_calls(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, turn_s: float
) -> None:
    monkeypatch.setattr(loop, "TURN_S", turn_s)  # with 0 each takes longer than a turn: the rest is for the next
    with loop.runner(qapp) as runner:
        assert runner.run(_order(0.02)) == ["first", "second", "later"]


def test_a_chain_without_end_does_not_keep_qt_out(qapp: QApplication) -> None:
    fired: list[bool] = []

    async def chain() -> None:
        QTimer.singleShot(1, lambda: fired.append(True))
        while not fired:  # noqa: ASYNC110, the turns are what is tested
            await asyncio.sleep(0)

    with loop.runner(qapp) as runner:
        runner.run(asyncio.wait_for(chain(), 10))


def test_a_callback_that_fails_is_told_and_the_next_one_runs(qapp: QApplication) -> None:
    def fails() -> None:
        raise ValueError("of a callback")

    async def story() -> list[str]:
        here, told, done = asyncio.get_running_loop(), list[str](), asyncio.Event()
        here.set_exception_handler(lambda _, context: told.append(str(context["exception"])))
        here.call_soon(fails)
        here.call_soon(done.set)
        await done.wait()
        return told

    with loop.runner(qapp) as runner:
        assert runner.run(story()) == ["of a callback"]
