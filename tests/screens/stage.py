"""A console of one size, on a core that plays a story."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QWidget

from app.devices.wedge import Wedge
from tests.screens import lane
from tests.ui import stories
from tests.ui.fake_core import FakeCore
from ui.keys import Keys
from ui.looks import Looks
from ui.screens.shell import Shell
from ui.sounds import Sounds
from ui.text.language import Language, Words
from ui.theme import ThemeName, tokens


class Stage:
    """A console of one size, on a core that plays a story."""

    def __init__(self, app: QApplication, width: int, height: int) -> None:
        self.app = app
        self.core: FakeCore = stories.populated()
        self.keys = Keys(app, self.core.clock.monotonic, Wedge())
        self.keys.listen()
        sounds = Sounds(0)
        spoken = Language(app.property("portun_language") or "es")
        looks = Looks(
            app, Words(app), sounds, language=spoken, theme=ThemeName(tokens().name), volume=70, keep=lambda *_: None
        )
        self.shell = Shell(self.core, self.keys, sounds, looks=looks)
        self.window: QWidget = self.shell
        self.shell.resize(width, height)
        QCursor.setPos(0, 0)  # over nothing that shows it
        self.shell.start()
        self.shell.show()
        self.settle()
        self.look(phone=False)

    def settle(self) -> None:
        """Let layouts come to rest: one round is not enough after a resize."""
        for _ in range(6):
            self.app.processEvents()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def look(self, *, phone: bool, hint: str = "") -> None:
        """Put a picture before the camera, of the size the screen asks for."""
        mailbox = self.core.mailbox("lane")
        width, height = mailbox.size
        if width and height:
            mailbox.put(lane.preview(width, height, phone=phone, hint=hint))
            self.shell.gate.camera.pull()

    def close(self) -> None:
        """Take it down whole."""
        self.app.removeEventFilter(self.keys)
        if self.window is not self.shell:
            self.window.close()
            self.window.deleteLater()
        self.shell.close()
        self.shell.deleteLater()
        self.keys.deleteLater()
        self.core.tasks.close()
        self.settle()
