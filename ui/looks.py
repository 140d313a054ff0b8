"""What a guard may choose for eyes and ears: language, theme, loudness. Takes effect at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from ui.sounds import Sounds
from ui.text.language import Language, Words
from ui.theme import ThemeName, apply

LOUDNESS = (0, 30, 70, 100)
"""Silent for the night, soft, usual, loud."""


class Looks:
    """Holds what is chosen; `keep` writes it into the settings, as (name, value)."""

    def __init__(
        self,
        app: QApplication,
        words: Words,
        sounds: Sounds,
        *,
        language: Language,
        theme: ThemeName,
        volume: int,
        keep: Callable[[str, str], None],
    ) -> None:
        self._app, self._words, self._sounds, self._keep = app, words, sounds, keep
        self.language, self.theme, self.volume = language, theme, volume

    def settle(self, language: Language, theme: ThemeName, volume: int) -> None:
        """What the settings say now, without a word to them."""
        self.language, self.theme, self.volume = language, theme, volume
        self._words.speak(language)
        apply(self._app, theme)
        self._sounds.set_volume(volume)

    def speak(self, language: Language) -> None:
        """Another language; every screen is told by a LanguageChange event."""
        self.language = language
        self._words.speak(language)
        self._keep("language", language.value)

    def wear(self, theme: ThemeName) -> None:
        """Another theme."""
        self.theme = theme
        apply(self._app, theme)
        self._keep("theme", theme.value)

    def sound(self, volume: int) -> None:
        """Another loudness; the guard hears it at once."""
        self.volume = volume
        self._sounds.set_volume(volume)
        self._sounds.play("admit")
        self._keep("volume", str(volume))
