"""The first lines of the installed program: which part of it was asked for. Imports only that part.

portun-gatehouse …             the window (its options: --help); the training edition brings its own site along
portun-gatehouse --keep …      the same, started again whenever it crashes
portun-gatehouse --self-test   whether everything that was shipped works here
portun-gatehouse --install-update MANIFEST INSTALLER
                               the elevated half of an update (Windows starts it so)
portun-gatehouse doctor …      and the other commands of `python -m app`
"""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
import tempfile
from pathlib import Path

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
    if first and not first.startswith("-"):  # the window has options only
        from app.__main__ import main as command

        return command(arguments)
    from app.release import release
    from ui.main import main as window

    if release().edition == "training" and "--profile" not in arguments:
        return train(arguments)
    return window(arguments)


def train(arguments: list[str]) -> int:
    """The window on a sandbox site that begins anew each time: nothing of a training is kept, nothing is real."""
    from ui.main import main as window

    os.environ["PORTUN_PASSPHRASE"] = "training"
    with tempfile.TemporaryDirectory(prefix="portun-training-", ignore_cleanup_errors=True) as folder:
        profile = str(Path(folder) / "profile")
        site = subprocess.Popen(
            [sys.executable, "sandbox", "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert site.stdin is not None and site.stdout is not None, "they were asked for"
        try:
            line = site.stdout.readline()
            if not line:
                return 1  # the site has said why
            json.loads(line)
            subprocess.run([sys.executable, "sandbox-profile", profile], input=line, text=True, check=True)
            return window(["--profile", profile, *arguments])
        finally:
            site.stdin.close()
            site.wait(60)
            site.stdout.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
