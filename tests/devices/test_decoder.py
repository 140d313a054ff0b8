"""The decoder on pictures that the test makes itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.devices.decoder import SLEEPING_STRIDE, Decoder, Rotation
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
    for _ in range(frames):
        if found := decoder.read(light, awake=True):
            return found[0].text
    return None


def test_a_plain_code_is_read_at_once_and_framed_where_it_is() -> None:
    (reading,) = Decoder().read(grey(code_picture(PASS)), awake=True)
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
    found = next(found for _ in range(8) if (found := decoder.read(light, awake=True)))
    assert found[0].look != "plain"
    assert np.allclose(np.mean(found[0].outline, axis=0), (0.5, 0.5), atol=0.02)


def test_two_codes_in_one_frame_are_both_read_and_the_same_code_twice_is_one() -> None:
    frame = code_picture(PASS, module=4, size=(900, 360))
    paste(frame, OTHER, (150, 180), 4)
    paste(frame, PASS, (750, 180), 4)
    assert sorted(reading.text for reading in Decoder().read(grey(frame), awake=True)) == sorted([PASS, OTHER])


def test_while_nothing_moves_only_some_frames_are_looked_at() -> None:
    decoder, light = Decoder(), grey(code_picture(PASS))
    assert [bool(decoder.read(light, awake=False)) for _ in range(2 * SLEEPING_STRIDE)] == [False, False, True] * 2


def test_the_rotation_favours_what_succeeded_and_forgets_it_when_it_fails() -> None:
    rotation = Rotation(LOOKS)
    assert [rotation.next() for _ in LOOKS] == list(LOOKS)
    rotation.told(LOOKS[2], True)
    turns = [rotation.next() for _ in range(8)]
    assert turns[::2] == [LOOKS[2]] * 4
    assert turns[1::2] == list(LOOKS)
    for _ in range(Rotation.PATIENCE):
        rotation.told(LOOKS[2], False)
    assert {rotation.next() for _ in LOOKS} == set(LOOKS)


def test_a_kind_of_code_that_does_not_exist_is_an_error_for_people() -> None:
    with pytest.raises(SettingsError, match="Qrcode2"):
        Decoder(("Qrcode2",))


def test_other_formats_are_read_only_where_a_site_switches_them_on() -> None:
    import zxingcpp

    made = zxingcpp.create_barcode(PASS, zxingcpp.BarcodeFormat.DataMatrix)
    matrix = np.pad(np.array(made.to_image(scale=6)), 40, constant_values=255)
    assert not Decoder().read(matrix, awake=True)
    assert Decoder(("QRCode", "DataMatrix")).read(matrix, awake=True)[0].text == PASS


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=120))
def test_any_text_is_read_as_it_is_and_ruled_without_a_crash(text: str) -> None:
    try:
        picture = code_picture(text, module=4, size=(500, 500))
    except ValueError:
        return  # segno cannot hold it
    found = Decoder().read(grey(picture), awake=True)
    for reading in found:
        assert isinstance(parse_payload(reading.text), PassCode | ForeignCode)
    if text.isascii() and text.isprintable():
        assert [reading.text for reading in found] == [text]


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 400), st.integers(1, 400), st.randoms(use_true_random=False))
def test_no_picture_crashes_it(width: int, height: int, rng) -> None:  # type: ignore[no-untyped-def]
    pixels = np.random.default_rng(rng.randrange(1 << 30)).integers(0, 256, (height, width), np.uint8)
    decoder = Decoder()
    for _ in range(len(LOOKS)):
        decoder.read(pixels, awake=True)
