"""Nothing jumps, Tab goes round, and what is far too long gives way; test_every_screen.py looks at every state."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from app.domain.case import KeyPress
from tests.screens.scenes import SCENES
from tests.screens.stage import Stage
from tests.ui import looking, stories
from ui.keys import Shortcut

SMALL, USUAL, FULL = (1280, 720), (1440, 900), (1920, 1080)


def test_nothing_jumps_when_states_change(stage: Callable[[int, int], Stage]) -> None:
    here = stage(*USUAL)
    gate = here.shell.gate
    seen = set()
    for case in (
        None,
        stories.checking(),
        stories.admit(),
        stories.ask(),
        stories.refuse(),
        stories.blacklisted(),
        stories.ended(stories.OutcomeKind.NOT_DONE, "unreachable"),
        stories.ended(stories.OutcomeKind.UNKNOWN, "no_answer"),
    ):
        here.core.flow.show(case)
        here.settle()
        seen.add((gate.camera.geometry(), gate.card.geometry(), gate.card.band.geometry(), gate.finder.geometry()))
        if case is not None:
            seen.add(gate.card.bar.geometry())
    places = {one for one in seen if isinstance(one, tuple)}
    bars = seen - places
    assert len(places) == 1
    assert len(bars) == 1


def test_the_trouble_bar_moves_no_button_at_the_foot(stage: Callable[[int, int], Stage]) -> None:
    here = stage(*USUAL)
    here.core.flow.show(stories.admit())
    here.settle()
    gate = here.shell.gate

    def feet() -> list[int]:
        low = [*(card.hold for card in gate.gates), *gate.card.bar.findChildren(QAbstractButton)]
        return [widget.mapTo(here.shell, widget.rect().bottomLeft()).y() for widget in low]

    before = feet()
    SCENES["disk-full"](here)
    here.settle()
    assert here.shell.trouble.isVisible()
    assert feet() == before


def test_tab_goes_from_the_find_field_round_everything(stage: Callable[[int, int], Stage], qtbot) -> None:
    here = stage(*USUAL)
    here.core.flow.show(stories.admit())
    here.shell.activateWindow()
    qtbot.waitUntil(here.shell.isActiveWindow)
    here.shell.gate.finder.field.setFocus()
    reached: list[QWidget] = []
    for _ in range(40):
        focused = here.app.focusWidget()
        if focused in reached:
            break
        reached.append(focused)
        here.shell.focusNextChild()
    names = {widget.accessibleName() for widget in reached}
    gate = here.shell.gate
    wanted = [*gate.card.bar.findChildren(QAbstractButton), *(card.hold for card in gate.gates), here.shell.top.lock]
    assert {widget.accessibleName() for widget in wanted if widget.isVisible()} <= names


def test_a_very_long_name_gives_way_and_nothing_else(stage: Callable[[int, int], Stage]) -> None:
    here = stage(*SMALL)
    long = stories.a_pass(
        77, "Bartholomäus " * 30, "27", host_name="Familia " + "Z" * 200, note="<b>x</b> " * 1500, plate="P 482-KLM",
        valid_until=stories.at(6, 0, days=40 * 366),
    )  # fmt: skip
    here.core.flow.show(stories.decided(stories.code_of(long), stories.facts(long, asked_central=True, answered_ms=3)))
    here.settle()
    cut = looking.cut_texts(here.shell)
    assert all(text.startswith(("Elide", "Para")) for text in cut), cut
    assert here.shell.minimumSizeHint().width() <= SMALL[0]


def test_labels_take_no_rich_text(stage: Callable[[int, int], Stage]) -> None:
    here = stage(*SMALL)
    for label in here.shell.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText, label.text()


def test_the_key_for_the_first_gate_means_the_first_gate(stage: Callable[[int, int], Stage]) -> None:
    here = stage(*SMALL)
    SCENES["five-gates"](here)
    here.settle()
    gate = here.shell.gate
    more = next(one for one in looking.visible(here.shell, QAbstractButton) if one.accessibleName() == "More gates")
    more.click()
    assert gate.gates[0].face.gate_id != "main"
    gate.key(Shortcut.HOLD_FIRST_GATE, KeyPress(here.core.clock.monotonic()))
    for _ in range(21):
        here.core.clock.go(0.05)
        gate.gates[0].hold.step()
    assert here.core.override.asked == [("open", "main")]
