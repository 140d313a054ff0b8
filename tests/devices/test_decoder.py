"""The decoder on pictures that the test makes itself."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.devices.decoder import (
    LOOKS_MS_AT_ONCE,
    LOOKS_MS_PER_S,
    SLEEPING_STRIDE,
    Allowance,
    Decoder,
    Rotation,
)
from app.devices.looks import LOOKS
from app.devices.pixels import grey
from app.domain.scan import ForeignCode, PassCode, parse_payload
from app.errors import SettingsError
from tests.devices.lanes import OTHER, PASS
from tests.devices.pictures import blurred, code_picture, noisy, paste


def read_held(picture: np.ndarray, frames: int = 8) -> str | None:
    """What a fresh decoder reads of a picture held for some frames."""
    decoder = Decoder()
    light = grey(picture)
    for number in range(frames):
        if found := decoder.read(light, number / 15, awake=True):
            return found[0].text
    return None


def test_a_plain_code_is_read_at_once_and_framed_where_it_is() -> None:
    (reading,) = Decoder().read(grey(code_picture(PASS)), 0.0, awake=True)
    assert (reading.text, reading.look) == (PASS, "plain")
    centre = np.mean(reading.outline, axis=0)
    assert np.allclose(centre, (0.5, 0.5), atol=0.02)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda clean: noisy(clean, 90),
        lambda clean: blurred(clean, 2.3),
        lambda clean: np.clip(noisy(clean * 0.06 + 4, 2), 0, 255).astype(np.uint8),
    ],
    ids=["noise", "blur", "dark"],
)
def test_a_held_code_is_read_in_bad_light_and_out_of_focus(spoil) -> None:  # type: ignore[no-untyped-def]
    assert read_held(spoil(code_picture(PASS, module=4))) == PASS


def test_a_far_code_is_read() -> None:
    picture = code_picture(PASS, module=2)
    assert read_held(blurred(picture, 0.9)) == PASS


def test_outlines_of_enlarged_looks_are_those_of_the_frame() -> None:
    light = grey(noisy(code_picture(PASS, module=4), 90))
    decoder = Decoder()
    found = next(found for number in range(8) if (found := decoder.read(light, number / 15, awake=True)))
    assert found[0].look != "plain"
    assert np.allclose(np.mean(found[0].outline, axis=0), (0.5, 0.5), atol=0.02)


def test_two_codes_in_one_frame_are_both_read_and_the_same_code_twice_is_one() -> None:
    frame = code_picture(PASS, module=4, size=(900, 360))
    paste(frame, OTHER, (150, 180), 4)
    paste(frame, PASS, (750, 180), 4)
    assert sorted(reading.text for reading in Decoder().read(grey(frame), 0.0, awake=True)) == sorted([PASS, OTHER])


def test_while_nothing_moves_only_some_frames_are_looked_at() -> None:
    decoder, light = Decoder(), grey(code_picture(PASS))
    a_round = [True] * (SLEEPING_STRIDE - 1) + [False]
    assert [decoder.dozes(awake=False) for _ in range(2 * SLEEPING_STRIDE)] == a_round * 2
    assert decoder.read(light, 0.0, awake=False)
    assert not decoder.dozes(awake=True)
    assert decoder.dozes(awake=False)  # the count begins anew


def test_the_rotation_favours_what_succeeded_and_forgets_it_when_it_fails() -> None:
    rotation = Rotation(LOOKS)
    assert [rotation.next() for _ in LOOKS] == list(LOOKS)
    rotation.told(LOOKS[2], True)
    turns = [rotation.next() for _ in range(8)]
    assert turns[::2] == [LOOKS[2]] * 4
    assert turns[1::2] == list(LOOKS[:4])
    for _ in range(Rotation.PATIENCE):
        rotation.told(LOOKS[2], False)
    assert {rotation.next() for _ in LOOKS} == set(LOOKS)


def test_held_for_eight_frames_every_look_has_its_turn_and_no_more_is_spent_than_allowed() -> None:
    allowance, costs, frames = Allowance(LOOKS_MS_PER_S, LOOKS_MS_AT_ONCE), [look.cost for look in LOOKS], 0
    while costs and frames < 8:
        allowance.grow(frames / 15)
        frames += 1
        while costs and allowance.open:
            allowance.spend(costs.pop(0))
    assert not costs
    spent = 0.0
    for number in range(8, 15 * 60):
        allowance.grow(number / 15)
        while allowance.open:
            allowance.spend(7.0)
            spent += 7.0
    assert spent <= LOOKS_MS_PER_S * 60 + LOOKS_MS_AT_ONCE


def test_a_region_is_looked_at_where_it_is() -> None:
    frame = noisy(code_picture(PASS, module=4, size=(1280, 720)), 90)
    region, decoder = (500, 220, 800, 500), Decoder()
    light = grey(frame)
    readings = (decoder.read(light, number / 15, awake=True, region=region) for number in range(8))
    (reading,) = next(found for found in readings if found)
    assert reading.look != "plain"
    assert np.allclose(np.mean(reading.outline, axis=0), (0.5, 0.5), atol=0.02)


def test_a_bent_code_is_straightened_and_read() -> None:
    link = f"https://www.portun.app/visit?record_uid={PASS}"
    flat = code_picture(link, module=6, size=(700, 500))
    xs, ys = np.meshgrid(np.arange(700, dtype=np.float32), np.arange(500, dtype=np.float32))
    bent = cv2.remap(flat, xs, ys + 14 * (1 - ((xs - 350) / 120) ** 2), cv2.INTER_LINEAR)
    decoder, light = Decoder(), grey(bent)
    readings = (decoder.read(light, number / 15, awake=True) for number in range(8))
    (reading,) = next(found for found in readings if found)
    assert (reading.text, reading.look) == (link, "unbent")
    assert np.allclose(np.mean(reading.outline, axis=0), (0.5, 0.5), atol=0.06)


def test_a_kind_of_code_that_does_not_exist_is_an_error_for_people() -> None:
    with pytest.raises(SettingsError, match="Qrcode2"):
        Decoder(("Qrcode2",))


def test_other_formats_are_read_only_where_a_site_switches_them_on() -> None:
    import zxingcpp

    made = zxingcpp.create_barcode(PASS, zxingcpp.BarcodeFormat.DataMatrix)
    matrix = np.pad(np.array(made.to_image(scale=6)), 40, constant_values=255)
    assert not Decoder().read(matrix, 0.0, awake=True)
    assert Decoder(("QRCode", "DataMatrix")).read(matrix, 0.0, awake=True)[0].text == PASS


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=120))
def test_any_text_is_read_as_it_is_and_ruled_without_a_crash(text: str) -> None:
    try:
        picture = code_picture(text, module=4, size=(500, 500))
    except ValueError:
        return  # segno cannot hold it
    found = Decoder().read(grey(picture), 0.0, awake=True)
    for reading in found:
        assert isinstance(parse_payload(reading.text), PassCode | ForeignCode)
    if text.isascii() and text.isprintable():
        assert [reading.text for reading in found] == [text]


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 400), st.integers(1, 400), st.randoms(use_true_random=False))
def test_no_picture_crashes_it(width: int, height: int, rng) -> None:  # type: ignore[no-untyped-def]
    pixels = np.random.default_rng(rng.randrange(1 << 30)).integers(0, 256, (height, width), np.uint8)
    decoder = Decoder()
    for number in range(len(LOOKS)):
        decoder.read(pixels, number / 15, awake=True, region=(width // 3, height // 3, width, height))
