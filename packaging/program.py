"""The first lines of the installed program: which part of it was asked for. Imports only that part.

portun-gatehouse …             the window (its options: --help)
portun-gatehouse --keep …      the same, started again whenever it crashes
portun-gatehouse --self-test   whether everything that was shipped works here
portun-gatehouse --install-update MANIFEST INSTALLER
                               the elevated half of an update (Windows starts it so)
portun-gatehouse doctor …      and the other commands of `python -m app`
"""

from __future__ import annotations

import runpy
import sys

COMMANDS = frozenset({"doctor", "replay", "sandbox", "sandbox-profile"})
PARTS = "app.sandbox."


def main(arguments: list[str]) -> int:
    """Hand over to the part that was asked for."""
    first = arguments[0] if arguments else ""
    if first == "--zbar-child":
        from app.devices import zbar_child

        zbar_child.main()
        return 0
    if first == "-m" and len(arguments) > 1 and arguments[1].startswith(PARTS):
        # The training edition's sandbox starts its parts as a Python would; the console's has no such modules.
        sys.argv = arguments[1:]
        runpy.run_module(arguments[1], run_name="__main__", alter_sys=True)
        return 0
    if first == "--keep":
        from ui import keeper

        return keeper.main(arguments[1:])
    if first == "--install-update":
        from app.ops import update_install

        return update_install.main(arguments[1:])
    if first == "--self-test":
        from ui import self_test

        return self_test.main(arguments[1:])
    if first in COMMANDS:
        from app.__main__ import main as command

        return command(arguments)
    from ui.main import main as window

    return window(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
