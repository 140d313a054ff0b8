"""Full and read-only disks: real ones, a tmpfs of eight megabytes in a mount namespace that only the story sees."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.small_disk import STORIES

_MOUNT_AND_RUN = 'mount -t tmpfs -o size=8m tmpfs "$1" && exec "$2" -m tests.store.small_disk "$3" "$1"'
_OWN_NAMESPACE = ["unshare", "--mount"] if os.name != "nt" and os.geteuid() == 0 else ["unshare", "-Urm"]


@pytest.mark.skipif(sys.platform != "linux", reason="mount namespaces are a thing of Linux")
@pytest.mark.parametrize("story", STORIES)
def test_a_disk_that_does_not_take_everything(tmp_path: Path, story: str) -> None:
    command = [*_OWN_NAMESPACE, "sh", "-c", _MOUNT_AND_RUN, "sh", str(tmp_path), sys.executable, story]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=100)
    if "unshare:" in ended.stderr or "mount:" in ended.stderr:
        pytest.fail(f"This system gives no mount namespace to test with: {ended.stderr.strip()}", pytrace=False)
    assert ended.returncode == 0, ended.stderr
