"""Makes resources/fonts/*.ttf from the Inter OpenType fonts of Debian's fonts-inter (4.0).

    python -m venv fonts && fonts/bin/pip install fonttools
    fonts/bin/python packaging/make_fonts.py /usr/share/fonts/opentype/inter resources/fonts

Two things change and nothing else (see packaging/fonts.md for the reasons): the CFF outlines become quadratic
TrueType outlines, and the family gets a name of its own. fontTools is needed here only and is in no lock file.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import table__g_l_y_f

FAMILY = "Portun Sans"
WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")
MAX_ERROR = 1.0
"""Largest distance between the cubic and the quadratic outline, in font units (2,048 an em)."""


def to_truetype(font: TTFont) -> None:
    """Replace the CFF outlines by TrueType ones."""
    glyphs = font.getGlyphSet()
    outlines = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, max_err=MAX_ERROR, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"] = newTable("loca")
    glyf: table__g_l_y_f = newTable("glyf")
    font["glyf"] = glyf
    glyf.glyphOrder = font.getGlyphOrder()
    glyf.glyphs = outlines
    for table in ("CFF ", "VORG"):
        if table in font:
            del font[table]
    for name, (advance, _) in list(font["hmtx"].metrics.items()):
        outline = outlines[name]
        outline.recalcBounds(glyf)
        font["hmtx"].metrics[name] = (advance, getattr(outline, "xMin", 0))
    maxp = font["maxp"] = newTable("maxp")
    maxp.tableVersion = 0x00010000
    for field in (
        "maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
        "maxStackElements", "maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours",
        "maxCompositePoints", "maxCompositeContours", "maxComponentDepth", "numGlyphs",
    ):  # fmt: skip
        setattr(maxp, field, 1 if field == "maxZones" else 0)
    maxp.recalc(font)
    font["post"].formatType = 2.0
    font["post"].extraNames = []
    font["post"].mapping = {}
    font["post"].glyphOrder = font.getGlyphOrder()
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\x00\x01\x00\x00"


def rename(font: TTFont, weight: str) -> None:
    """Give the family its own name, so that no font installed on the PC is mixed in."""
    names = font["name"]
    legacy_family = FAMILY if weight in ("Regular", "Bold") else f"{FAMILY} {weight}"
    new = {
        1: legacy_family,
        2: weight if weight in ("Regular", "Bold") else "Regular",
        3: f"4.0;PRTN;{FAMILY.replace(' ', '')}-{weight}",
        4: f"{FAMILY} {weight}",
        6: f"{FAMILY.replace(' ', '')}-{weight}",
        16: FAMILY,
        17: weight,
    }
    for record in list(names.names):
        if record.nameID in {1, 2, 3, 4, 6, 7, 16, 17, 18, 21, 22, 25}:
            names.removeNames(nameID=record.nameID)
    for name_id, text in new.items():
        names.setName(text, name_id, 3, 1, 0x409)
        names.setName(text, name_id, 1, 0, 0)


def main(source: Path, target: Path) -> None:
    """Convert each weight."""
    for weight in WEIGHTS:
        font = TTFont(source / f"Inter-{weight}.otf", recalcTimestamp=False)
        to_truetype(font)
        rename(font, weight)
        font.save(target / f"PortunSans-{weight}.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
