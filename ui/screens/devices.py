"""Devices: the list at the left, one device at the right."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.domain.case import KeyPress
from ui.keys import Shortcut
from ui.presenters.devices import DevicesPresenter
from ui.presenters.devices_state import Asking, DevicesState
from ui.presenters.port import Core
from ui.screens import device_sheets
from ui.text import device_questions, devices, gates, people, times
from ui.text.errors import error_words
from ui.widgets.camera import CameraFace, CameraView
from ui.widgets.choice import ChoiceButton
from ui.widgets.device_list import DeviceList
from ui.widgets.field_tile import FieldTile
from ui.widgets.figures import DayLine
from ui.widgets.form import FormSheet
from ui.widgets.page import Barred, Empty
from ui.widgets.para import Elide, Para, label
from ui.widgets.pick import PickSheet
from ui.widgets.pill import Pill
from ui.widgets.segments import Segments
from ui.widgets.sheet import AskSheet
from ui.widgets.table import Column, Table, TableRow
from ui.widgets.tone import Tone

SETTINGS, PICK_WIDTH = 6, 400
DAY_S = 86_400


class DevicesScreen(QWidget):
    """Owns its widgets and its presenter."""

    gate_wanted = Signal()
    sign_in_wanted = Signal()

    def __init__(self, core: Core) -> None:
        super().__init__()
        self.setProperty("page", True)
        self._core = core
        self._shown = "orders"
        self.list = DeviceList()
        self._look, self._looked = QPushButton(), Para(px=13, line=18)
        self.add = ChoiceButton()
        self._name, self._model, self._address = Elide(), Pill(), Pill()
        self._name.setProperty("role", "title")
        self._settings = [FieldTile() for _ in range(SETTINGS)]
        self._pulse, self._check, self._maintenance = QPushButton(), QPushButton(), QPushButton()
        self.more = ChoiceButton()
        self._answers, self._line = label(role="caption"), DayLine()
        self._line.setFixedHeight(124)
        self._tabs, self.table, self._empty = Segments(), Table(), Empty("devices")
        self.camera = CameraView(alone=True)
        self.camera.setMinimumSize(200, 100)
        self.form, self.ask, self.pick = FormSheet(), AskSheet(), PickSheet()
        self._barred = Barred("devices")
        self._lay_out()
        self.presenter = DevicesPresenter(core, self, devices.test_reason, device_questions.pair_reason)
        self._connect()

    def _lay_out(self) -> None:
        left = QFrame()
        left.setProperty("card", True)
        left.setFixedWidth(300)
        side = QVBoxLayout(left)
        side.setContentsMargins(14, 14, 14, 14)
        side.addWidget(self.list, 1)
        side.addWidget(self._looked)
        side.addWidget(self.add)
        side.addWidget(self._look)
        right = QFrame()
        right.setProperty("card", True)
        column = QVBoxLayout(right)
        column.setContentsMargins(24, 18, 24, 8)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._name)
        head.addWidget(self._model)
        head.addStretch(1)
        head.addWidget(self._address)
        column.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(8)
        for n, tile in enumerate(self._settings):
            grid.addWidget(tile, n // 3, n % 3)
            grid.setColumnStretch(n % 3, 1)
        column.addLayout(grid)
        row = QHBoxLayout()
        row.setSpacing(10)
        for button in (self._pulse, self._check, self._maintenance):
            row.addWidget(button)
        row.addWidget(self.more)
        row.addStretch(1)
        row.addWidget(self._tabs)
        column.addLayout(row)
        self._chart = QWidget()
        chart = QVBoxLayout(self._chart)
        chart.setContentsMargins(0, 0, 0, 0)
        chart.setSpacing(2)
        chart.addWidget(self._answers)
        chart.addWidget(self._line)
        column.addWidget(self._chart)
        self._below = QStackedLayout()
        self._below.addWidget(self.table)
        self._below.addWidget(self._empty)
        self._seen = QWidget()
        beside = QHBoxLayout(self._seen)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(18)
        beside.addWidget(self.camera, 1)
        beside.addWidget(self.pick)
        self.pick.setFixedWidth(PICK_WIDTH)
        self._below.addWidget(self._seen)
        self._below.addWidget(self.form)
        self._below.addWidget(self.ask)
        column.addLayout(self._below, 1)
        page = QWidget()
        both = QHBoxLayout(page)
        both.setContentsMargins(16, 16, 16, 16)
        both.setSpacing(16)
        both.addWidget(left)
        both.addWidget(right, 1)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(page)
        self._pages.addWidget(self._barred)

    def _connect(self) -> None:
        does = self.presenter
        self.list.chosen.connect(does.mark)
        self._look.clicked.connect(does.look)
        self.add.chosen.connect(does.changes.add)
        self._pulse.clicked.connect(does.test_pulse)
        self._check.clicked.connect(self._check_now)
        self._maintenance.clicked.connect(self._turn_maintenance)
        self._tabs.chosen.connect(self.show_tab)
        self.table.chosen.connect(self._row_chosen)
        self.more.chosen.connect(does.changes.choose)
        self.form.given.connect(self._form_given)
        self.ask.given.connect(does.changes.reason_given)
        self.pick.given.connect(self._picked)
        for sheet in (self.form, self.ask, self.pick):
            sheet.left.connect(does.changes.leave)
        self._barred.button.clicked.connect(self.sign_in_wanted)

    def show_state(self, state: DevicesState) -> None:
        """Show the state."""
        self._barred.show_words(*devices.barred())
        self._pages.setCurrentIndex(0 if state.allowed else 1)
        if not state.allowed:
            return
        self._show_list(state)
        self._show_head(state)
        self._show_line(state)
        self._show_below(state)

    def _show_list(self, state: DevicesState) -> None:
        names = devices.buttons(maintenance=False)
        self.list.show_groups(device_sheets.groups(state), state.marked)
        self._look.setText(names["looking"] if state.looking else names["look"])
        self._look.setEnabled(not state.looking)
        self.add.show_choices(*devices.add())
        self._looked.set_text(devices.nothing_found() if state.found == () else "")
        self._looked.setVisible(state.found == ())

    def _show_head(self, state: DevicesState) -> None:
        gate, part = state.gate, state.gate_part
        settings: tuple[tuple[str, str], ...] = ()
        self._model.setVisible(gate is not None or state.camera is not None)
        if state.adding:
            self._name.setText(device_questions.new_heading(camera=state.asking is Asking.NEW_CAMERA))
            self._address.show_words("")
        elif gate is not None:
            self._name.setText(people.plain(gate.name, 40))
            self._model.show_words(people.plain(gate.model, 40) or "–")
            self._address.show_words(devices.address(part) if part else "")
            settings = devices.gate_settings(part, state.camera_parts, gate, state.cloud_problem) if part else ()
        elif state.camera is not None:
            self._name.setText(people.plain(state.camera.name, 40))
            self._model.show_words(devices.camera_state(state.camera)[0])
            self._address.show_words("")
            camera_part = state.camera_part
            settings = devices.camera_settings(camera_part, state.gate_parts) if camera_part else ()
        self._address.setVisible(bool(self._address.text()))
        pairing = state.asking in (Asking.WHICH_GATE, Asking.WHICH_MOVED)
        for n, tile in enumerate(self._settings):
            tile.setVisible(n < len(settings) and not pairing)
            if n < len(settings):
                tile.show_setting(*settings[n])
        words = devices.buttons(maintenance=gate is not None and gate.maintenance)
        for button, name in ((self._pulse, "pulse"), (self._check, "check"), (self._maintenance, "maintenance")):
            button.setText(words[name])
            button.setVisible(gate is not None)
        by_itself = state.gate_part is not None and state.gate_part.automatic
        has_cloud = state.gate_part is not None and state.gate_part.cloud
        self.more.show_choices(*devices.more(cloud=has_cloud, automatic=by_itself, camera=gate is None))
        self.more.setVisible((gate is not None or state.camera is not None) and not pairing)
        self._pulse.setEnabled(not state.testing)
        self._check.setEnabled(not state.checking)

    def _show_line(self, state: DevicesState) -> None:
        # The points of a check want its room.
        health = state.asking is Asking.NOTHING and self._shown == "orders"
        self._chart.setVisible(state.gate is not None and health)
        self._answers.setText(devices.headings()["answers"])
        now = state.now.timestamp()
        points = [(1 - (now - minute.at.timestamp()) / DAY_S, minute.mean_ms) for minute in state.minutes]
        zone = self._core.site_zone
        ago = [(hours, state.now - timedelta(hours=hours)) for hours in (20, 16, 12, 8, 4)]
        marks = [(1 - hours / 24, times.clock(at, zone)) for hours, at in ago]
        most = max((value for _, value in points if value is not None), default=0)
        self._line.show_points(points, marks, devices.highest(most), devices.headings()["answers"])

    def _show_below(self, state: DevicesState) -> None:
        words = devices.headings()
        self._tabs.setVisible(state.gate is not None and state.asking is Asking.NOTHING)
        self._tabs.show_choices((("orders", words["orders"]), ("check", words["check"])), self._shown)
        rows: tuple[TableRow, ...]
        if state.asking in device_sheets.FORMS:
            self._show_form(state)
            return
        if state.asking in device_sheets.SHEETS:
            self.ask.show_face(device_sheets.sheet(state))
            self._bring(self.ask)
            return
        if state.gate is None:
            self._show_camera(state)
            return
        if self._shown == "orders":
            heads = devices.order_columns()
            self.table.show_columns((Column(heads[0], 0, 110), Column(heads[1], 2, 160), Column(heads[2], 3, 200)))
            rows = device_sheets.order_rows(state, self._core.site_zone)
            empty = devices.no_orders()
        else:
            heads = devices.check_columns()
            self.table.show_columns((Column(heads[0], 3, 220), Column(heads[1], 2, 170), Column(heads[2], 1, 80)))
            rows = device_sheets.check_rows(state)
            empty = devices.check_hint(state.checking)
        self.table.show_rows(rows)
        self.table.setAccessibleName(words[self._shown])
        self._empty.show_words(empty)
        self._bring(self.table if rows else self._empty)

    def _show_camera(self, state: DevicesState) -> None:
        camera = state.camera
        if camera is None:
            self._empty.show_words("")
            self._bring(self._empty)
            return
        problem = error_words(camera.problem) if camera.problem is not None else ("", "", "")
        self.camera.show_source(self._core.mailbox(camera.camera_id))
        self.camera.show_face(
            CameraFace(gates.camera_title(camera), "", "", Tone.QUIET, *problem), gates.camera_hints()
        )
        self._show_pairing(state)
        self._bring(self._seen)

    def _bring(self, wanted: QWidget) -> None:
        """Show one page below; the others take no room from it."""
        for page in (self.table, self._empty, self._seen, self.form, self.ask):
            keep = QSizePolicy.Policy.Preferred if page is wanted else QSizePolicy.Policy.Ignored
            page.setSizePolicy(QSizePolicy.Policy.Preferred, keep)
        self._below.setCurrentWidget(wanted)

    def _show_pairing(self, state: DevicesState) -> None:
        asked = device_sheets.pairing(state)
        self.pick.setVisible(asked is not None)
        if asked is not None:
            self.pick.show_face(asked)

    def _show_form(self, state: DevicesState) -> None:
        self.form.show_face(device_sheets.form(state))
        self.form.setEnabled(not state.trying)
        for key in device_sheets.SECRET:
            if key in self.form.fields:
                self.form.fields[key].setEchoMode(QLineEdit.EchoMode.Password)
        self._bring(self.form)

    def start(self) -> None:
        """Follow the core."""
        self.presenter.start()

    def come_up(self) -> None:
        """In view again."""
        self.presenter.tick()

    def close_place(self) -> None:
        """Follow it no more."""
        self.presenter.close()

    def tick(self) -> None:
        """Once a second."""
        self.presenter.tick()

    def key(self, shortcut: Shortcut, press: KeyPress) -> bool:
        """No key of the console is for this page."""
        return False

    def key_up(self, shortcut: Shortcut) -> None:
        """Nothing is held here."""

    def show_tab(self, shown: str) -> None:
        """The last orders, or the commissioning check."""
        self._shown = shown
        self.show_state(self.presenter.state)

    def _check_now(self) -> None:
        self._shown = "check"
        self.presenter.check()

    def _turn_maintenance(self) -> None:
        gate = self.presenter.state.gate
        if gate is not None:
            self.presenter.set_maintenance(not gate.maintenance)

    def _form_given(self, kind: str, texts: dict[str, str]) -> None:
        if self.presenter.state.asking is Asking.CLOUD:
            self.presenter.changes.cloud_given(texts["host"], texts["key"], texts["device"])
        elif self.presenter.state.asking is Asking.LOGIN:
            self.presenter.changes.password_given(texts["password"])
        else:
            self.presenter.changes.device_given(kind, texts)

    def _picked(self, gate_id: str) -> None:
        if self.presenter.state.asking is Asking.WHICH_GATE:
            self.presenter.changes.gate_picked(gate_id)
        else:
            self.presenter.changes.moved(gate_id)

    def _row_chosen(self, key: str) -> None:
        if self._shown == "check":
            self.presenter.fix(key)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_state(self.presenter.state)
        super().changeEvent(event)
