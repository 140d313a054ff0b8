"""A setting that the console changes: one line of the file, or the whole file and the old one beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.errors import SettingsError
from app.settings import CloudPart, Settings, load, parse
from app.settings_file import BEFORE, edited, save
from tests.app.test_settings import GOOD

COMMENTED = "# The gatehouse at the north road\n" + GOOD.replace(
    'gate = "main"', 'gate = "main"  # the "big" one, #1'
).replace('mac = "A0', '# on the wall\nmac = "A0')


def with_gate(settings: Settings, number: int, **changes: Any) -> Settings:
    gates = list(settings.gates)
    gates[number] = msgspec.structs.replace(gates[number], **changes)
    return msgspec.structs.replace(settings, gates=tuple(gates))


def test_one_changed_word_changes_one_line_and_keeps_the_comment_behind_it(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(COMMENTED)
    before = load(tmp_path)
    camera = msgspec.structs.replace(before.cameras[0], gate="pedestrian")
    wanted = msgspec.structs.replace(before, cameras=(camera,))
    assert save(tmp_path, wanted)
    assert load(tmp_path) == wanted
    changed = [(a, b) for a, b in zip(COMMENTED.splitlines(), path.read_text().splitlines(), strict=True) if a != b]
    assert changed == [('gate = "main"  # the "big" one, #1', 'gate = "pedestrian"  # the "big" one, #1')]


def test_what_was_not_in_the_file_is_added_to_its_own_table() -> None:
    wanted = with_gate(parse(COMMENTED), 0, automatic=True, accepted=("no_webhooks",))
    after = edited(COMMENTED, wanted)
    assert after is not None and parse(after) == wanted
    assert len(after.splitlines()) == len(COMMENTED.splitlines()) + 2
    assert "# on the wall" in after


def test_the_cloud_is_a_table_of_its_own_and_can_be_left_out() -> None:
    settings = parse(COMMENTED)
    wanted = with_gate(
        msgspec.structs.replace(settings, cloud=CloudPart(host="https://shelly-7-eu.shelly.cloud")), 1, cloud=True
    )
    after = edited(COMMENTED, wanted)
    assert after is not None and parse(after) == wanted


def test_what_does_not_fit_into_the_lines_is_written_anew_and_the_old_text_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(COMMENTED)
    before = load(tmp_path)
    fewer = msgspec.structs.replace(before, cameras=(), gates=before.gates[1:])
    assert not save(tmp_path, fewer)
    assert load(tmp_path) == fewer
    assert (tmp_path / BEFORE).read_text() == COMMENTED


def test_a_value_over_several_lines_is_not_torn(tmp_path: Path) -> None:
    text = COMMENTED.replace('zone = "America/Guatemala"', 'zone = "America/Guatemala"\nhosts = [\n  "a.example",\n]')
    (tmp_path / "settings.toml").write_text(text)
    before = load(tmp_path)
    site = msgspec.structs.replace(before.site, hosts=("b.example",))
    wanted = msgspec.structs.replace(before, site=site)
    save(tmp_path, wanted)
    assert load(tmp_path) == wanted


def test_a_folder_that_takes_nothing_says_so_and_leaves_the_file(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(COMMENTED)
    (tmp_path / "settings.new").mkdir()
    with pytest.raises(SettingsError, match="settings_not_saved"):
        save(tmp_path, with_gate(load(tmp_path), 0, automatic=True))
    assert (tmp_path / "settings.toml").read_text() == COMMENTED


@given(
    name=some.text(some.characters(exclude_categories=("Cs",)), min_size=1, max_size=20),
    pulse=some.floats(0.2, 5),
    automatic=some.booleans(),
    reed=some.none() | some.integers(0, 3),
)
def test_whatever_is_set_is_read_back(name: str, pulse: float, automatic: bool, reed: int | None) -> None:
    text = COMMENTED
    for _ in range(2):
        wanted = with_gate(parse(text), 1, name=name, pulse_s=pulse, automatic=automatic, reed_input=reed)
        after = edited(text, wanted)
        if after is None:  # strange letters may not fit; then the whole file is written
            return
        assert parse(after) == wanted
        text = after
