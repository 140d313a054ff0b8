"""Every state that is pictured, each brought about by events alone, as the core would."""

from __future__ import annotations

from tests.screens.gate import GATE
from tests.screens.people import PEOPLE
from tests.screens.records import RECORDS
from tests.screens.shell import SHELL
from tests.screens.technician import TECHNICIAN

SCENES = GATE | PEOPLE | SHELL | RECORDS | TECHNICIAN
