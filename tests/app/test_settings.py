"""A settings file with a mistake says which line, and what is allowed."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from app.cameras import camera_settings_of
from app.devices.decoder import Decoder
from app.errors import SettingsError
from app.settings import Format, load, parse
from app.settings import dump as dumped

GOOD = """\
[site]
name = "Residencial Las Lomas"
community_id = "11111111-1111-4111-8111-111111111111"
device_id = "33333333-3333-4333-8333-333333333333"
zone = "America/Guatemala"

[central]
url = "https://data.portun.app"
key = "sb_publishable_abcdef"

[[cameras]]
id = "lane"
name = "Lane camera"
address = "http://192.168.1.20/lane.mjpg"
gate = "main"

[[gates]]
id = "main"
name = "Main gate"
driver = "shelly_rpc"
address = "http://192.168.1.30"
mac = "A085E3BCA4C8"

[[gates]]
id = "pedestrian"
name = "Pedestrian door"
driver = "shelly_gen1"
address = "http://192.168.1.31"
mac = "34945472A643"
channel = 0
"""


def test_a_good_file_survives_being_written_again() -> None:
    settings = parse(GOOD)
    assert settings.gates[1].name == "Pedestrian door"
    assert parse(dumped(settings)) == settings


SECOND_CAMERA = 'gate = "main"\n\n[[cameras]]\nid = "second"\n'
"""Behind the first one's last line."""


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('zone = "America/Guatemala"', 'zoen = "America/Guatemala"', 5, "zone"),
        ('zone = "America/Guatemala"', 'zone = "Guatemala/City"', 5, "time zone"),
        ('driver = "shelly_gen1"', 'driver = "sonoff"', 27, "sonoff"),
        ("channel = 0", "channel = 9", 30, "<= 3"),
        ("channel = 0", 'channel = "zero"', 30, "int"),
        ('mac = "34945472A643"', 'mac = "34:94"', 29, "regex"),
        ('gate = "main"', 'gate = "mian"', 15, "pedestrian"),
        ('id = "pedestrian"', 'id = "main"', 25, "own id"),
        ('name = "Pedestrian door"', 'name = "main GATE"', 26, "own name"),
        ('gate = "main"\n', SECOND_CAMERA + 'name = "Lane Camera"\naddress = "usb:HD Webcam"\n', 19, "own name"),
        (
            'gate = "main"\n',
            SECOND_CAMERA + 'name = "Desk"\naddress = "http://192.168.1.20/lane.mjpg"\n',
            20,
            "own address",
        ),
        ('key = "sb_publishable_abcdef"', "", 7, "key"),
        ('name = "Lane camera"', 'name = ""', 13, "length"),
        ('name = "Lane camera"', 'name = "Lane camera', 13, "line 13"),
        ("[central]", "[centrall]", 7, "central"),
        ("channel = 0", "cloud = true", 30, "[cloud]"),
        ("channel = 0", 'cloud_id = "shellyplus1-x"', 30, "regex"),
        ('gate = "main"', 'face = "desk"', 15, "takes faces from"),
        ('gate = "main"', 'engines = ["zbar"]', 15, "zbar alone"),
        ('gate = "main"', 'engines = ["zxing", "quirc"]', 15, "quirc"),
        ('gate = "main"', 'formats = ["QR"]', 15, "'QR'"),
        ('gate = "main"', "crop = [0.5, 0, 0.4, 1]", 15, "no part of a picture"),
        ('gate = "main"', "mask = [[0, 0, 1, 1.2]]", 15, "no part of a picture"),
        ('gate = "main"', "size = [1280, 72]", 15, "160"),
        ('address = "http://192.168.1.20/lane.mjpg"', 'address = "rtsp://guard:lamp@192.168.1.20/1"', 14, "password"),
        ("[central]", '[hand_scanner]\nport = "COM3"\nbaud = 9601\n[central]', 9, "9601"),
        ("[central]", "[hand_scanner]\nport = 3\n[central]", 8, "str"),
        ("[central]", '[cloud]\nhost = "http://shelly-7-eu.shelly.cloud"\n[central]', 8, "regex"),
    ],
)
def test_a_mistake_names_its_line(old: str, new: str, line: int, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse(GOOD.replace(old, new, 1))
    told = f"{caught.value.message} {caught.value.next_step}"
    assert f"line {line}" in told.lower()
    assert words in told


def test_no_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load(tmp_path)
    assert caught.value.code == "settings_missing"
    assert caught.value.next_step


@pytest.mark.parametrize("name", get_args(Format))
def test_each_kind_of_code_that_may_be_switched_on_is_known_to_the_decoder(name: str) -> None:
    assert Decoder((name,)).read(np.full((90, 160), 128, np.uint8), 0.0, awake=True) == ()


def test_a_camera_and_a_hand_scanner_are_told_all_of_their_settings() -> None:
    more = """gate = "main"
engines = ["zxing"]
formats = ["QRCode", "PDF417"]
size = [1920, 1080]
fps = 15
exposure = -6"""
    scanner = '[hand_scanner]\nport = "/dev/ttyACM0"\nprefix = "~"\n[central]'
    settings = parse(GOOD.replace('gate = "main"', more, 1).replace("[central]", scanner, 1))
    assert parse(dumped(settings)) == settings
    camera = camera_settings_of(settings.cameras[0], "", settings.site.hosts)
    assert (camera.engines, camera.formats) == (("zxing",), ("QRCode", "PDF417"))
    assert (camera.size, camera.fps, camera.exposure) == ((1920, 1080), 15, -6)
    assert (settings.hand_scanner.port, settings.hand_scanner.baud) == ("/dev/ttyACM0", 9600)
