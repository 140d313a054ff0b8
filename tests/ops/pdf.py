"""What another program reads in a PDF: Qt's reader, not the library that wrote it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import zxingcpp
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument


def pages_of(path: Path) -> list[str]:
    """The text of each page."""
    document = _opened(path)
    return [document.getAllText(page).text() for page in range(document.pageCount())]


def codes_of(path: Path) -> list[str]:
    """What a decoder sees in the first page, printed at 150 dots an inch."""
    document = _opened(path)
    size = document.pagePointSize(0)
    drawn = document.render(0, QSize(round(size.width() * 150 / 72), round(size.height() * 150 / 72)))
    # The page is transparent where nothing is drawn: ink is what has alpha.
    alpha = drawn.convertToFormat(QImage.Format.Format_Alpha8)
    ink = np.frombuffer(alpha.constBits(), np.uint8).reshape(alpha.height(), alpha.bytesPerLine())
    return [found.text for found in zxingcpp.read_barcodes(255 - ink[:, : alpha.width()])]


def boxes_of(path: Path) -> list[tuple[float, float, float, float]]:
    """Where text stands on the first page: left, top, right, bottom as shares of the page."""
    document = _opened(path)
    size = document.pagePointSize(0)
    bounds = [polygon.boundingRect() for polygon in document.getAllText(0).bounds()]
    return [
        (b.left() / size.width(), b.top() / size.height(), b.right() / size.width(), b.bottom() / size.height())
        for b in bounds
    ]


def _opened(path: Path) -> QPdfDocument:
    document = QPdfDocument()
    assert document.load(str(path)) == QPdfDocument.Error.None_
    return document
