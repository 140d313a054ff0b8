"""The language of the screens, changeable while running."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from ui.theme import RESOURCES

FOLDER = RESOURCES / "i18n"
_PROPERTY = "portun_language"


class Language(StrEnum):
    """What the console speaks. Spanish is the product's own default."""

    SPANISH = "es"
    ENGLISH = "en"
    PORTUGUESE = "pt"


OWN_NAMES = {Language.SPANISH: "Español", Language.ENGLISH: "English", Language.PORTUGUESE: "Português"}
"""A language is offered under its own name, whatever is spoken now."""

_LOCALES = {Language.SPANISH: "es_GT", Language.ENGLISH: "en_GB", Language.PORTUGUESE: "pt_BR"}


class Words:
    """Holds the translators in force. `speak` sends every widget a LanguageChange event."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._translators: list[QTranslator] = []

    def speak(self, language: Language) -> None:
        """Change the language of all screens. English needs its file too: it holds the plurals."""
        for old in self._translators:
            self._app.removeTranslator(old)
        self._translators.clear()
        QLocale.setDefault(QLocale(_LOCALES[language]))
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        qt_name = "pt_BR" if language is Language.PORTUGUESE else language.value
        for folder, name in ((qt_folder, f"qtbase_{qt_name}"), (str(FOLDER), f"portun_{language.value}")):
            translator = QTranslator(self._app)
            if translator.load(name, folder):
                self._app.installTranslator(translator)
                self._translators.append(translator)
        self._app.setProperty(_PROPERTY, language.value)


def spoken() -> QLocale:
    """The locale of the language in force, for names of days and months."""
    return QLocale()
