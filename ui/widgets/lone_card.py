"""A card with a band, alone in the middle of a page: what there is while there is no console."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.widgets.band import VerdictBand

WIDTH = 640


def lone_card(page: QWidget, band: VerdictBand) -> QVBoxLayout:
    """Put it on the page; what the answer gets stands below the band."""
    page.setProperty("page", True)
    frame = QFrame()
    frame.setProperty("card", True)
    frame.setFixedWidth(WIDTH)
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 24)
    column.setSpacing(16)
    column.addWidget(band)
    inner = QVBoxLayout()
    inner.setContentsMargins(24, 0, 24, 0)
    inner.setSpacing(16)
    column.addLayout(inner)
    QVBoxLayout(page).addWidget(frame, 0, Qt.AlignmentFlag.AlignCenter)
    return inner
