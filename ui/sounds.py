"""Short sounds for admit, refuse and ask: told apart without looking. Silent where the PC has no sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl

from ui.theme import RESOURCES

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QSoundEffect

FOLDER = RESOURCES / "sounds"


class Sounds(QObject):
    """Plays by name: admit, refuse, ask. `volume` 0..100; 0 is mute-for-night, and loads nothing."""

    def __init__(self, volume: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._effects: dict[str, QSoundEffect] = {}
        self.set_volume(volume)

    def set_volume(self, volume: int) -> None:
        """0..100, as the settings say it."""
        if volume and not self._effects:
            self._load()
        for effect in self._effects.values():
            effect.setVolume(volume / 100)
            effect.setMuted(volume == 0)

    def _load(self) -> None:
        from PySide6.QtMultimedia import QMediaDevices, QSoundEffect  # no window waits for Qt's sound libraries

        if QMediaDevices.defaultAudioOutput().isNull():
            return
        for path in sorted(FOLDER.glob("*.wav")):
            effect = self._effects[path.stem] = QSoundEffect(self)
            effect.setSource(QUrl.fromLocalFile(str(path)))

    def play(self, name: str) -> None:
        """Play, if there is something to play it on."""
        effect = self._effects.get(name)
        if effect is not None:
            effect.play()
