"""The five steps of the first start, each a page of fields and what came of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.set_up_progress import CameraLine
from ui.presenters.first_start import FirstStartPresenter, FirstStartState
from ui.text import devices, people
from ui.text import first_start as words
from ui.text.errors import error_words
from ui.text.language import OWN_NAMES, Language
from ui.widgets.camera import CameraFace, CameraView
from ui.widgets.para import Para, label
from ui.widgets.segments import Segments
from ui.widgets.table import Cell, Column, Table, TableRow


def field(*, secret: bool = False) -> QLineEdit:
    """A field of a finger's height."""
    made = QLineEdit()
    made.setMaxLength(500)
    made.setProperty("tall", True)
    if secret:
        made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


class Page(QWidget):
    """Fields in two columns, named from the words at each render."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, QLineEdit] = {}
        self._captions: dict[str, QLabel] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)

    def add_fields(self, *keys: str, secret: tuple[str, ...] = ()) -> None:
        """A grid of fields, two beside each other."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(2)
        for n, key in enumerate(keys):
            self._captions[key] = label(role="small")
            self._captions[key].setContentsMargins(0, 6 if n > 1 else 0, 0, 0)
            self.fields[key] = field(secret=key in secret)
            grid.addWidget(self._captions[key], 2 * (n // 2), n % 2)
            grid.addWidget(self.fields[key], 2 * (n // 2) + 1, n % 2)
        self.column.addLayout(grid)

    def text(self, key: str) -> str:
        """What stands in a field."""
        return self.fields[key].text()

    def clear(self) -> None:
        """Ready for the next camera or gate."""
        for line in self.fields.values():
            line.clear()

    def name_fields(self) -> None:
        """In the language of now."""
        captions = words.fields()
        for key, caption in self._captions.items():
            caption.setText(captions[key])
            self.fields[key].setAccessibleName(captions[key])

    def show_state(self, state: FirstStartState, buttons: dict[str, str]) -> None:
        """Each step shows its own part of the state."""
        self.name_fields()


class LanguageStep(Page):
    """Which language."""

    def __init__(self, does: FirstStartPresenter) -> None:
        super().__init__()
        self._choice = Segments()
        self.column.addWidget(self._choice)
        self.column.addStretch(1)
        self._choice.chosen.connect(does.choose_language)

    def show_state(self, state: FirstStartState, buttons: dict[str, str]) -> None:
        languages = tuple((one.value, OWN_NAMES[one]) for one in Language)
        self._choice.show_choices(languages, state.language or Language.SPANISH.value)


class RecoveryStep(Page):
    """The key in groups, once; the last group is asked back. A site that has a key gives its public part instead."""

    def __init__(self, does: FirstStartPresenter) -> None:
        super().__init__()
        frame = QFrame()
        frame.setProperty("inset", True)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(24, 20, 24, 20)
        self._key = label(role="key")
        self._key.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        inside.addWidget(self._key)
        self.column.addWidget(frame)
        self._frame = frame
        self.add_fields("last_group", "site_key")
        self.confirm, self._take, self._said = QPushButton(), QPushButton(), Para()
        self.confirm.setProperty("kind", "primary")
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.confirm, 1)
        row.addWidget(self._take, 1)
        self.column.addLayout(row)
        self.column.addWidget(self._said)
        self.column.addStretch(1)
        self.confirm.clicked.connect(lambda: does.confirm_recovery(self.text("last_group")))
        self._take.clicked.connect(lambda: does.use_site_key(self.text("site_key")))
        self.fields["last_group"].returnPressed.connect(self.confirm.click)
        self.fields["site_key"].returnPressed.connect(self._take.click)

    def show_state(self, state: FirstStartState, buttons: dict[str, str]) -> None:
        super().show_state(state, buttons)
        self._key.setText(state.recovery_key)
        self._frame.setVisible(bool(state.recovery_key))
        self.confirm.setText(buttons["confirm"])
        self._take.setText(buttons["site_key"])
        for button in (self.confirm, self._take):
            button.setEnabled(not state.busy and not state.recovery_done)
        self._said.set_text(words.recovery(state))
        self._said.set_colour("denied" if state.recovery_wrong else "granted")


class CamerasStep(Page):
    """Name and address; what was added stands below, with its live picture beside it."""

    def __init__(self, does: FirstStartPresenter) -> None:
        super().__init__()
        self._does = does
        self._usb, self._plugged = Para(px=14, line=20), Segments()
        self.column.addWidget(self._usb)
        self.column.addWidget(self._plugged)
        self.add_fields("camera_name", "camera_address", "username", "password", secret=("password",))
        self.add, self._drop, self.table, self.view = QPushButton(), QPushButton(), Table(), CameraView(alone=True)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.add)
        row.addWidget(self._drop)
        row.addStretch(1)
        self.column.addLayout(row)
        self.view.setMinimumSize(300, 130)
        self.table.setMinimumHeight(100)
        below = QHBoxLayout()
        below.setSpacing(14)
        below.addWidget(self.table, 1)
        below.addWidget(self.view, 1)
        self.column.addLayout(below, 1)
        self._count = 0
        self._lines: tuple[CameraLine, ...] = ()
        self.add.clicked.connect(lambda: self._added(does))
        self._drop.clicked.connect(lambda: does.drop_camera(self.table.current_key()))
        self._plugged.chosen.connect(lambda name: self.fields["camera_address"].setText(name))
        self.table.marked.connect(lambda _: self._look())

    def _added(self, does: FirstStartPresenter) -> None:
        does.add_camera(
            self.text("camera_name"), self.text("camera_address"), self.text("username"), self.text("password")
        )

    def show_state(self, state: FirstStartState, buttons: dict[str, str]) -> None:
        super().show_state(state, buttons)
        self._usb.set_text(words.usb(state.usb))
        self._usb.setVisible(not state.usb)
        self._plugged.show_choices(
            tuple((name, people.plain(name, 24)) for name in state.usb[:4]), self.text("camera_address")
        )
        self._plugged.setVisible(bool(state.usb))
        self.add.setText(buttons["camera"])
        self.add.setEnabled(not state.busy)
        self._drop.setText(buttons["drop"])
        self._drop.setEnabled(not state.busy and bool(state.cameras))
        heads = words.list_heads()
        self.table.show_columns((Column(heads[0], 1, 120), Column(heads[1], 1, 230)))
        self.table.setAccessibleName(heads[0])
        rows = []
        for line in state.cameras:
            name, said, tone = words.camera(line)
            cells = (Cell(name, people.plain(line.address, 60), strong=True), Cell(said, tone=tone, pill=True))
            rows.append(TableRow(line.camera_id, cells))
        self.table.show_rows(tuple(rows))
        self._lines = state.cameras
        self.view.setVisible(bool(rows))
        if len(rows) != self._count:
            self.clear()
            self.table.setCurrentIndex(self.table.rows.index(len(rows) - 1, 0))
        self._count = len(rows)
        self._look()

    def _look(self) -> None:
        """At the marked camera."""
        line = next((one for one in self._lines if one.camera_id == self.table.current_key()), None)
        if line is None:
            self.view.show_source(None)
            return
        self.view.show_source(self._does.mailbox(line.camera_id))
        problem, message, step = error_words(line.problem) if line.problem is not None else ("", "", "")
        self.view.show_face(
            CameraFace(people.plain(line.name, 40), problem=problem, message=message, next_step=step), {}
        )


class GatesStep(Page):
    """Relays that announce themselves fill the address; each gate is checked, and tested on demand."""

    def __init__(self, does: FirstStartPresenter) -> None:
        super().__init__()
        self._find, self._found = QPushButton(), Segments()
        self._said = Para(px=14, line=20)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._find)
        row.addWidget(self._said, 1, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(row)
        self.column.addWidget(self._found)
        self.add_fields("gate_name", "gate_address", "password", secret=("password",))
        self.add, self.test, self.table = QPushButton(), QPushButton(), Table()
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self.add)
        buttons.addWidget(self.test)
        buttons.addStretch(1)
        self.column.addLayout(buttons)
        self.column.addWidget(self.table, 1)
        self._count = 0
        self._find.clicked.connect(does.find_relays)
        self._found.chosen.connect(lambda address: self.fields["gate_address"].setText(address))
        self.add.clicked.connect(
            lambda: does.add_gate(self.text("gate_name"), self.text("gate_address"), self.text("password"))
        )
        self.test.clicked.connect(lambda: does.test_gate(self.table.current_key()))

    def show_state(self, state: FirstStartState, buttons: dict[str, str]) -> None:
        super().show_state(state, buttons)
        self._find.setText(buttons["relays"])
        self.add.setText(buttons["gate"])
        self.test.setText(buttons["test"])
        for button in (self._find, self.add):
            button.setEnabled(not state.busy)
        self.test.setEnabled(not state.busy and bool(state.gates))
        relays = state.relays or ()
        self._said.set_text(words.relays(None if state.relays is None else len(relays)))
        choices = tuple((one.address, one.address.split("://")[-1]) for one in relays[:4])
        self._found.show_choices(choices, self.text("gate_address"))
        self._found.setVisible(bool(choices))
        if len(state.gates) != self._count:
            self._count = len(state.gates)
            self.clear()
        heads = words.list_heads()
        self.table.show_columns((Column(heads[0], 1, 200), Column(heads[1], 2, 240)))
        self.table.setAccessibleName(heads[0])
        marked = self.table.current_key()
        rows = []
        for line in state.gates:
            name, said, tone = words.gate(line)
            missing = [devices.point(point) for point in line.points if not point.ok and point.weight == "must"]
            cells = (Cell(name, people.plain(line.address, 60), strong=True), Cell(said, tone=tone, pill=True))
            self.table.setToolTip("\n".join(missing))
            rows.append(TableRow(line.gate_id, cells))
        self.table.show_rows(tuple(rows))
        if rows and not marked:
            self.table.setCurrentIndex(self.table.rows.index(len(rows) - 1, 0))
