"""The words of the screens: python packaging/words.py (in the environment of packaging/dev.py)

Reads every text of ui/ by lupdate into resources/i18n/portun_*.ts, keeps the translations that are there, and
compiles each to .qm. Both are committed; a test fails when a text has no translation or a .qm does not fit its .ts.

lupdate 6.11 knows a plural in Python only by a literal number, so the merging is done here: a text with "%n" has
plural forms. English gets these forms only, its other texts are the sources themselves.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"
LOCALES = {"en": "en_GB", "es": "es_GT", "pt": "pt_BR"}
FORMS = {"en": 2, "es": 2, "pt": 2}


def tool(name: str) -> list[str]:
    """A tool of PySide6 in the running environment."""
    return [str(Path(sys.executable).parent / f"pyside6-{name}")]


def read_sources() -> list[tuple[str, str, str]]:
    """Context, text and the translator's note of every text of the screens."""
    files = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "ui").rglob("*.py"))]
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found.ts"
        command = [*tool("lupdate"), "-silent", "-locations", "none", *files, "-ts", str(found)]
        subprocess.run(command, cwd=ROOT, check=True)
        root = ET.parse(found).getroot()
    return [
        (context.findtext("name", ""), message.findtext("source", ""), message.findtext("extracomment", ""))
        for context in root.iter("context")
        for message in context.iter("message")
    ]


def kept_in(path: Path) -> dict[tuple[str, str], list[str]]:
    """The translations that are there: one, or one for each plural form."""
    if not path.exists():
        return {}
    kept = {}
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") == "unfinished":
                continue
            forms = [form.text or "" for form in translation.iter("numerusform")]
            kept[context.findtext("name", ""), message.findtext("source", "")] = forms or [translation.text or ""]
    return kept


def write(path: Path, short: str, sources: list[tuple[str, str, str]]) -> None:
    """The .ts file of one language."""
    kept = kept_in(path)
    root = ET.Element("TS", version="2.1", language=LOCALES[short], sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    for name, source, note in sources:
        plural = "%n" in source
        if short == "en" and not plural:
            continue
        if name not in contexts:
            contexts[name] = ET.SubElement(root, "context")
            ET.SubElement(contexts[name], "name").text = name
        message = ET.SubElement(contexts[name], "message", {"numerus": "yes"} if plural else {})
        ET.SubElement(message, "source").text = source
        if note:
            ET.SubElement(message, "extracomment").text = note
        translation = ET.SubElement(message, "translation")
        words = kept.get((name, source))
        if words is None:
            translation.set("type", "unfinished")
            words = [""] * (FORMS[short] if plural else 1)
        if plural:
            for form in words:
                ET.SubElement(translation, "numerusform").text = form
        else:
            translation.text = words[0]
    ET.indent(root, "    ")
    text = ET.tostring(root, encoding="unicode")
    beside = path.with_suffix(".ts.new")
    beside.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8")
    beside.replace(path)


def compile_to(ts: Path, qm: Path) -> None:
    """What the program loads."""
    beside = qm.with_suffix(".qm.new")  # a console or a test that runs must not read half a file
    subprocess.run([*tool("lrelease"), "-silent", str(ts), "-qm", str(beside)], check=True)
    beside.replace(qm)


def main() -> None:
    """Read, merge, compile."""
    sources = read_sources()
    for short in LOCALES:
        ts = FOLDER / f"portun_{short}.ts"
        write(ts, short, sources)
        compile_to(ts, ts.with_suffix(".qm"))


if __name__ == "__main__":
    main()
