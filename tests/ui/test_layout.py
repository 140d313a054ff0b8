"""Every pictured state: nothing cut, nothing jumps, everything large enough, named, and reached by Tab."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QListView, QPushButton, QWidget

from app.domain.case import KeyPress
from tests.screens.scenes import SCENES, Stage
from tests.ui import stories
from ui.keys import Shortcut
from ui.text.language import Language, Words
from ui.theme import SIZE
from ui.widgets.para import Elide

SMALL, USUAL, FULL = (1280, 720), (1440, 900), (1920, 1080)


@pytest.fixture
def stage(qapp: QApplication) -> Iterator[Callable[[int, int], Stage]]:
    made: list[Stage] = []

    def make(width: int, height: int) -> Stage:
        made.append(Stage(qapp, width, height))
        return made[-1]

    yield make
    for one in made:
        one.close()


def visible(stage: Stage, kind: type[QWidget] = QWidget) -> list[QWidget]:
    return visible_in(stage.shell, kind)


def visible_in(window: QWidget, kind: type[QWidget] = QWidget) -> list[QWidget]:
    return [widget for widget in window.findChildren(kind) if widget.isVisible()]


def cut_texts(stage: Stage) -> list[str]:
    return cut_texts_in(stage.shell)


def cut_texts_in(window: QWidget) -> list[str]:
    """What is shown shorter than it is."""
    window.grab()
    found = []
    for widget in visible_in(window):
        if getattr(widget, "cut", False) is True:  # a QLineEdit has a method of that name
            found.append(f"{type(widget).__name__} cuts {widget.accessibleName() or getattr(widget, 'text', str)()!r}")
        elif isinstance(widget, QLabel | QPushButton) and not isinstance(widget, Elide):
            hint = widget.sizeHint()
            if widget.width() < hint.width() or widget.height() < hint.height():
                found.append(f"{type(widget).__name__} {widget.text()!r} has {widget.size()}, needs {hint}")
    return found


def nameless(stage: Stage) -> list[str]:
    return nameless_in(stage.shell)


def nameless_in(window: QWidget) -> list[str]:
    """What takes the keyboard and tells a screen reader nothing."""
    return [
        type(widget).__name__
        for widget in visible_in(window)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]


WORDY = ("ask", "not-opened", "unknown", "reason", "signed-out", "sign-in", "word")


@pytest.mark.parametrize(
    ("size", "language", "scene"),
    [
        *((SMALL, Language.SPANISH, scene) for scene in SCENES),
        *((SMALL, Language.PORTUGUESE, scene) for scene in WORDY),
        *((FULL, Language.SPANISH, scene) for scene in WORDY),
    ],
)
def test_nothing_is_cut_and_everything_has_a_name(
    stage: Callable[[int, int], Stage], words: Words, scene: str, size: tuple[int, int], language: Language
) -> None:
    words.speak(language)
    here = stage(*size)
    SCENES[scene](here)
    here.settle()
    assert cut_texts(here) == []
    assert here.shell.minimumSizeHint().width() <= size[0]
    assert here.shell.minimumSizeHint().height() <= size[1]
    assert nameless(here) == []


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


@pytest.mark.parametrize("scene", ["ready", "admit", "ask", "reason", "signed-out", "sign-in", "found"])
def test_what_a_finger_must_hit_is_large_enough(stage: Callable[[int, int], Stage], scene: str) -> None:
    here = stage(*SMALL)
    SCENES[scene](here)
    here.settle()
    for widget in visible(here, QAbstractButton):
        assert widget.height() >= SIZE.target, f"{type(widget).__name__} {widget.accessibleName()!r}"
        assert widget.width() >= SIZE.target
    for field in visible(here, QLineEdit):
        assert field.height() >= SIZE.target
    for rows in visible(here, QListView):
        if rows.model().rowCount():
            assert rows.visualRect(rows.model().index(0, 0)).height() >= 40


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
    cut = cut_texts(here)
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
    more = next(one for one in visible(here, QAbstractButton) if one.accessibleName() == "More gates")
    more.click()
    assert gate.gates[0].face.gate_id != "main"
    gate.key(Shortcut.HOLD_FIRST_GATE, KeyPress(here.core.clock.monotonic()))
    for _ in range(21):
        here.core.clock.go(0.05)
        gate.gates[0].hold.step()
    assert here.core.override.asked == [("open", "main")]
