"""Signing in at the window: what is asked, in which order, and the way back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.central.factors import CodeAsked
from tests.ui.fake_core import FakeCore
from ui.presenters.shell import Page
from ui.screens.shell import Shell


@pytest.fixture
def shell(core: FakeCore, open_shell: Callable[..., Shell]) -> Shell:
    made = open_shell(core)
    made.presenter.sign_in_again()
    assert made.presenter.state.page is Page.SIGN_IN
    made.sign_in.email.setText("guardia@laslomas.example")
    made.sign_in.password.setText("secret")
    return made


def hit(key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)


def test_an_account_with_a_second_factor_is_asked_for_six_digits(core: FakeCore, shell: Shell) -> None:
    page = shell.sign_in
    core.sign_in_error = CodeAsked.first()
    page.button.click()
    assert page.code.isVisible() and page.code.hasFocus() and not page.password.isVisible()
    assert "authenticator" in page.code.accessibleName()
    core.sign_in_error = CodeAsked.again()
    page.code.setText("11111")
    page.code.insert("1")
    page.code.textEdited.emit(page.code.text())
    assert core.asked[-1] == ("sign_in", "guardia@laslomas.example", "111111"), "the sixth digit is the Enter"
    assert page.code.isVisible()
    core.sign_in_error = None
    page.code.setText("222222")
    page.code.textEdited.emit(page.code.text())
    assert core.asked[-1] == ("sign_in", "guardia@laslomas.example", "222222")


def test_escape_goes_back_to_the_password_and_then_to_the_console(core: FakeCore, shell: Shell) -> None:
    page = shell.sign_in
    core.sign_in_error = CodeAsked.first()
    page.button.click()
    hit(Qt.Key.Key_Escape)
    assert page.password.isVisible() and not page.code.isVisible()
    hit(Qt.Key.Key_Escape)
    assert shell.presenter.state.page is Page.CONSOLE
