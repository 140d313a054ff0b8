"""The training edition knows the simulator only, whatever its settings say."""

from __future__ import annotations

import uuid

import pytest

from app import training
from app.errors import SettingsError
from app.release import Release
from app.settings import Central, GatePart, Settings, Site


def settings(*, gate: str = "http://127.0.0.1:8123", central: str = "http://localhost:54321") -> Settings:
    return Settings(
        site=Site(name="Training", community_id=str(uuid.uuid4()), device_id=str(uuid.uuid4())),
        central=Central(url=central, key="sb_publishable_training"),
        gates=(GatePart(id="main", name="Main", driver="shelly_rpc", address=gate, mac="A8032AB12345"),),
    )


@pytest.fixture
def training_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "release", lambda: Release(edition="training"))


@pytest.mark.usefixtures("training_edition")
@pytest.mark.parametrize(
    "real", [{"gate": "http://192.168.1.40"}, {"central": "https://las-lomas.supabase.co"}, {"gate": "http://10.0.0.9"}]
)
def test_nothing_real_is_opened(real: dict[str, str]) -> None:
    training.only_the_simulator(settings())
    with pytest.raises(SettingsError) as refused:
        training.only_the_simulator(settings(**real))
    assert refused.value.code == "training_edition"


def test_the_console_is_free_to_open_its_own_gate() -> None:
    training.only_the_simulator(settings(gate="http://192.168.1.40"))
