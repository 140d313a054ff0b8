"""Words of a walk-in's pass, on the card and on paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.domain.passes import Pass
from app.domain.scan import CodeKind, PassCode
from app.ops.words import PassWords
from ui.presenters.pass_card import PassState
from ui.text.errors import error_words

translate = QCoreApplication.translate


def title() -> str:
    """Over the card."""
    return translate("Pass", "Pass for the visitor")


def hint() -> str:
    """What the visitor does with it."""
    return translate(
        "Pass", "The visitor takes a photo of this code. Shown at the gate it lets them out, and in again until then."
    )


def captions() -> tuple[str, str, str]:
    """Over the facts: house, until when, short code."""
    return (
        translate("Pass", "Visiting"),
        translate("Pass", "Valid until"),
        translate("Pass", "Code to read out"),
    )


def short_code(pass_: Pass) -> str:
    """0K4T-9M2Q"""
    return PassCode(CodeKind.SHORT, pass_.short_code).shown if pass_.short_code else "–"


def picture(pass_: Pass) -> str:
    """What a screen reader says of the QR."""
    return translate("Pass", "QR code of this pass; to read out: {code}").format(code=short_code(pass_))


def buttons(printing: bool) -> tuple[str, str, str]:
    """Print, open the sheet, close."""
    return (
        translate("Pass", "Printing…") if printing else translate("Pass", "Print"),
        translate("Pass", "Open the sheet"),
        translate("Pass", "Close"),
    )


def said(state: PassState) -> tuple[str, str]:
    """What became of the printing, and what to do now."""
    if state.error is not None:
        heading, message, next_step = error_words(state.error)
        return heading, f"{message} {next_step}"
    if state.sent:
        return translate("Pass", "The sheet is with the printer"), ""
    if state.opened:
        return translate("Pass", "The sheet is open in another window"), translate("Pass", "Print it from there.")
    if state.sheet is not None:
        return _kept(state.sheet)
    return "", ""


def _kept(sheet: Path) -> tuple[str, str]:
    return (
        translate("Pass", "This PC neither prints nor shows the sheet"),
        translate("Pass", "It is saved until the next start: {path}").format(path=str(sheet)),
    )


def sheet(language: str) -> PassWords:
    """What stands on the paper. `language`: its two letters."""
    return PassWords(
        title=translate("Pass", "Visitor pass"),
        house=translate("Pass", "Visits: {house}"),
        until=translate("Pass", "Valid until {until}"),
        short=translate("Pass", "Code to read out: {code}"),
        show=translate("Pass", "Show this code at the gate, going out and coming in."),
        language=language,
    )
