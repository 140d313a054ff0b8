"""A walk-in's pass on the screen: read by another program from what is really shown, and on its way to paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.case import KeyPress
from app.domain.entry import EntryKind
from app.domain.gate import OutcomeKind
from app.domain.shift import Actor
from app.events import ActorChanged
from app.ops.printing import Printing
from app.ops.story import Site
from app.pass_desk import PassDesk
from app.store.rows import InsideRow
from tests.ops.pdf import codes_of, pages_of
from tests.ui import stories
from tests.ui.fake_core import NOW, ZONE, FakeCore
from ui.keys import Shortcut
from ui.presenters.gate_state import Action, actions, pass_to_take
from ui.presenters.shell import Place
from ui.screens.inside import InsideScreen
from ui.screens.pass_card import PassCard
from ui.screens.shell import Shell
from ui.text.language import Language, Words
from ui.theme import RESOURCES, ThemeName, apply
from ui.widgets.para import Para

CTRL = Qt.KeyboardModifier.ControlModifier


class Opener(QObject):
    """Stands for the program that shows PDFs."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


@pytest.fixture
def opener() -> Iterator[Opener]:
    made = Opener()
    QDesktopServices.setUrlHandler("file", made, "take")
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def shell(core: FakeCore, open_shell: Callable[..., Shell]) -> Shell:
    return open_shell(core, 1280, 720)


def key(app: QApplication, which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = app.focusWidget() or app.activeWindow()
    assert target is not None
    app.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, which, held))
    for _ in range(3):
        app.processEvents()


def card_of(shell: Shell) -> PassCard:
    card = shell.findChild(PassCard)
    assert isinstance(card, PassCard)
    return card


def shown(shell: Shell) -> bool:
    card = shell.findChild(PassCard)
    return isinstance(card, PassCard) and card.isVisible()


def said(card: PassCard) -> str:
    """Every paragraph that is in view."""
    return " ".join(para.text() for para in card.findChildren(Para) if para.isVisible())


def codes_in(widget: QWidget) -> list[str]:
    grabbed = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(grabbed.constBits(), np.uint8).reshape(grabbed.height(), grabbed.bytesPerLine())
    return [found.text for found in zxingcpp.read_barcodes(np.ascontiguousarray(pixels[:, : grabbed.width()]))]


@pytest.mark.parametrize("theme", list(ThemeName))
def test_the_code_on_the_screen_is_the_pass_in_every_theme(
    qapp: QApplication, core: FakeCore, shell: Shell, theme: ThemeName
) -> None:
    apply(qapp, theme)
    core.flow.show(stories.walked_in())
    key(qapp, Qt.Key.Key_S, CTRL)
    assert shown(shell)
    assert codes_in(shell) == [stories.WALTER.record_uid]
    ground = card_of(shell).qr.grab().toImage()
    assert {ground.pixelColor(x, y).name() for x in range(30, 414, 3) for y in range(30, 414, 3)} == {
        "#000000",
        "#ffffff",
    }


def test_a_name_of_any_length_leaves_the_code_readable(core: FakeCore, shell: Shell) -> None:
    pass_ = replace(stories.WALTER, visitor_name="<b>W</b>" * 40, house="H" * 300)
    shell.cards.show_pass(pass_)
    QApplication.processEvents()
    assert codes_in(shell) == [pass_.record_uid]
    card = card_of(shell)
    assert shell.rect().contains(card.geometry())
    assert card.qr.accessibleName().endswith("7K4T-9M2Q")


def test_a_walk_in_who_came_in_has_a_pass_to_take(core: FakeCore) -> None:
    case = stories.walked_in()
    assert actions(case) == (Action.DISMISS, Action.TAKE_ALONG)
    assert actions(stories.walked_in(OutcomeKind.UNKNOWN)) == (Action.DISMISS, Action.TAKE_ALONG)
    assert Action.TAKE_ALONG not in actions(stories.walked_in(OutcomeKind.NOT_DONE))
    assert actions(stories.ended(OutcomeKind.DONE)) == (Action.DISMISS,)
    assert case.entry is not None
    assert pass_to_take(replace(case, entry=replace(case.entry, kind=EntryKind.EXIT))) is None


def test_one_key_brings_it_also_after_the_case_but_not_over_the_next_car(
    qapp: QApplication, core: FakeCore, shell: Shell
) -> None:
    key(qapp, Qt.Key.Key_S, CTRL)
    assert not shown(shell)
    core.flow.show(stories.walked_in())
    core.flow.show(None)
    key(qapp, Qt.Key.Key_S, CTRL)
    assert shown(shell)
    core.flow.show(replace(stories.admit(), case_id="case-2"))
    assert not shown(shell)
    key(qapp, Qt.Key.Key_S, CTRL)
    assert not shown(shell)
    core.flow.show(None)
    core.clock.go(timedelta(hours=13).total_seconds())
    key(qapp, Qt.Key.Key_S, CTRL)
    assert not shown(shell)


def test_it_is_printed_in_the_guard_s_language(qapp: QApplication, core: FakeCore, shell: Shell, words: Words) -> None:
    words.speak(Language.SPANISH)
    shell.cards.show_pass(stories.WALTER)
    key(qapp, Qt.Key.Key_P, CTRL)
    (_, pass_id, said), printed = core.pass_desk.asked
    assert (pass_id, said.language, said.title) == ("p31", "es", "Pase de visita")
    assert printed[0] == "print"
    state = card_of(shell).presenter.state
    assert state is not None and state.sent and not card_of(shell).open_button.isVisible()
    key(qapp, Qt.Key.Key_Escape)
    assert not shown(shell)


def test_a_gone_printer_is_said_in_the_card_and_the_sheet_can_be_opened(
    qapp: QApplication, core: FakeCore, shell: Shell, opener: Opener
) -> None:
    core.pass_desk.refusal = stories.PRINTER_GONE
    shell.cards.show_pass(stories.WALTER)
    card = card_of(shell)
    card.print_button.click()
    QApplication.processEvents()
    assert "No printer" in said(card)
    assert "print again" in said(card)
    assert shell.presenter.state.trouble is None
    card.open_button.click()
    assert opener.opened == ["/home/guard/prints/pass-20261120-143708-000000.pdf"]
    core.pass_desk.refusal = None
    key(qapp, Qt.Key.Key_P, CTRL)
    assert card.presenter.state is not None and card.presenter.state.sent and card.presenter.state.error is None


def test_where_nothing_prints_the_sheet_is_opened(
    qapp: QApplication, core: FakeCore, shell: Shell, opener: Opener
) -> None:
    core.pass_desk.prints = False
    shell.cards.show_pass(stories.WALTER)
    key(qapp, Qt.Key.Key_P, CTRL)
    assert len(opener.opened) == 1
    assert "another window" in said(card_of(shell))


def test_from_the_card_through_lp_to_paper(
    qapp: QApplication, core: FakeCore, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, paper = tmp_path / "bin", tmp_path / "paper.pdf"
    folder.mkdir()
    (folder / "lp").write_text(f'#!/bin/sh\nfor last; do :; done\n/bin/cp "$last" "{paper}"\n')
    (folder / "lp").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    printing = Printing(Site("Las Lomas", ZONE), RESOURCES / "fonts", "J. Ajú", NOW)
    core.pass_desk = PassDesk(  # type: ignore[assignment]
        printing=lambda: printing, prints=tmp_path / "prints", now=core.site_now
    )
    shell.cards.show_pass(stories.WALTER)
    key(qapp, Qt.Key.Key_P, CTRL)
    assert codes_of(paper) == [stories.WALTER.record_uid]
    assert "Walter Coc" in pages_of(paper)[0] and "7K4T-9M2Q" in pages_of(paper)[0]


def test_inside_now_shows_a_pass_and_nobody_leaves_by_it(qapp: QApplication, core: FakeCore, shell: Shell) -> None:
    core.inside_list = (*stories.INSIDE, InsideRow(stories.WALTER, NOW, "main", made_here=True))
    shell.presenter.go(Place.INSIDE)
    screen = shell.place(Place.INSIDE)
    assert isinstance(screen, InsideScreen)
    assert len(screen.presenter.state.shown) == 5
    key(qapp, Qt.Key.Key_S, CTRL)
    assert [row.pass_.pass_id for row in screen.presenter.state.shown] == ["p31"]
    screen.presenter.chosen("p31")
    assert shown(shell) and core.intents.asked == []
    assert not screen.presenter.state.showing and not screen.showing.isChecked()
    screen.presenter.chosen("p31")
    assert core.intents.asked == [("leave", "p31")]


def test_choosing_a_pass_is_left_by_escape_and_by_leaving_the_place(core: FakeCore, shell: Shell) -> None:
    shell.presenter.go(Place.INSIDE)
    screen = shell.place(Place.INSIDE)
    assert isinstance(screen, InsideScreen)
    screen.showing.click()
    assert screen.presenter.state.showing and screen.presenter.state.shown == ()
    core.intents.codes.add("7K4T9M2Q")
    assert not screen.presenter.entered("7K4T9M2Q")
    assert screen.key(Shortcut.REFUSE, KeyPress(core.clock.monotonic()))
    assert not screen.presenter.state.showing
    screen.showing.click()
    shell.presenter.go(Place.GATE)
    shell.presenter.go(Place.INSIDE)
    assert not screen.presenter.state.showing


def test_a_locked_screen_shows_nobody_s_pass(core: FakeCore, shell: Shell) -> None:
    shell.cards.show_pass(stories.WALTER)
    assert isinstance(core.actor, Actor)
    core.locked = True
    core.events.publish(ActorChanged(core.actor, True))
    QApplication.processEvents()
    assert not shown(shell)
