"""The demo community, as rows: the same for the same seed, its times around now."""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

COMMUNITY_NAME = "Residencial Las Lomas"
NEIGHBOUR_NAME = "Condominio El Mirador"
SITE_ZONE = "America/Guatemala"
SITE_HOSTS = ("portun.app", "www.portun.app", "pass.portun.app")
EXPECTED_TODAY = 40
INCARNATION = "demo"

_FIRST = ("Ana", "Luis", "María", "Carlos", "Sofía", "Jorge", "Lucía", "Andrés", "Gabriela", "Diego", "Camila", "Óscar",
          "Valeria", "Hugo", "Daniela", "Íñigo", "Paola", "Rubén", "Inés", "Mateo", "Noemí", "Tomás", "Elena",
          "Iván")  # fmt: skip
_LAST = ("Gómez", "Pérez", "Morales", "Castillo", "López", "Ramírez", "Aguilar", "Estrada", "Núñez", "Barrios",
         "Méndez", "Cifuentes", "Ortiz", "Peña", "Solís", "Quiñónez", "Arévalo", "Girón", "Zamora",
         "Vásquez")  # fmt: skip
_COMPANIES = ("Guatex", "Cargo Expreso", "Pedidos Ya", "Amazon", "DHL")
_TRADES = ("Plomería Solís", "Jardines Verdes", "Electricidad Paz", "Cable Visión", "Ascensores Otis")
_VEHICLES = ("Toyota Corolla gris", "Mazda 3 rojo", "Honda CR-V blanco", "Kia Rio azul", "Hyundai H1 blanco")
_STREETS = ("Encinos", "Cipreses", "Jacarandas", "Robles")


@dataclass(frozen=True)
class Person:
    """Somebody with an account."""

    profile_id: str
    name: str
    email: str
    password: str
    role: str
    phone: str = ""
    property_id: str | None = None


@dataclass(frozen=True)
class DemoPass:
    """A pass of the demo, or a code that only looks like one (`row` is None). `visits`: times somebody came in on it;
    minutes before now."""

    kind: str
    what: str
    code: str
    row: dict[str, Any] | None = None
    visits: tuple[int, ...] = ()
    name: str = ""
    house: str = ""

    def shown(self) -> dict[str, str]:
        """For the site's line."""
        return {"kind": self.kind, "what": self.what, "code": self.code, "name": self.name, "house": self.house}


@dataclass
class Demo:
    """All rows."""

    seed: int
    now: datetime
    community_id: str = ""
    neighbour_id: str = ""
    device_id: str = ""
    device_seed: bytes = b""
    """The console's Ed25519 private key."""
    houses: list[tuple[str, str]] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    passes: list[DemoPass] = field(default_factory=list)
    blacklist: list[dict[str, Any]] = field(default_factory=list)

    def person(self, role: str) -> Person:
        """The first with a role."""
        return next(one for one in self.people if one.role == role)

    @property
    def residents(self) -> list[Person]:
        """The hosts."""
        return [one for one in self.people if one.role == "resident"]


def demo(seed: int, now: datetime) -> Demo:
    """Make it up."""
    return _Maker(seed, now).made


class _Maker:
    def __init__(self, seed: int, now: datetime) -> None:
        self._random = random.Random(seed)
        self._count = 0
        self.made = Demo(seed, now)
        self.made.community_id = self._id()
        self.made.neighbour_id = self._id()
        self.made.device_id = self._id()
        self._staff()
        self._residents()
        self._special_passes()
        self._expected_passes()
        self.made.device_seed = self._random.randbytes(32)

    def _id(self) -> str:
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))

    def _name(self) -> str:
        return f"{self._random.choice(_FIRST)} {self._random.choice(_LAST)}"

    def _staff(self) -> None:
        for role, email, name in (
            ("guard", "guardia", "Marta Xicay"),
            ("supervisor", "supervisor", "Ernesto Chávez"),
            ("technician", "tecnico", "Rosa Tum"),
            ("admin", "administracion", "Julia Herrera"),
            ("console", "garita", "Garita principal"),
        ):
            person = Person(self._id(), name, f"{email}@laslomas.example", f"sandbox-{role}", role)
            self.made.people.append(person)

    def _residents(self) -> None:
        for number in range(1, 25):
            house = (self._id(), f"{self._random.choice(_STREETS)} {number}")
            self.made.houses.append(house)
            name = self._name()
            self.made.people.append(
                Person(
                    self._id(),
                    name,
                    f"residente{number}@laslomas.example",
                    "sandbox-resident",
                    "resident",
                    f"+502 5{self._random.randrange(10**7):07d}",
                    house[0],
                )
            )

    def _add(self, kind: str, what: str, visitor_type: str, start: timedelta, end: timedelta, **columns: Any) -> None:
        """One more pass: valid from now + `start` to now + `end`."""
        made = self.made
        host = self._random.choice(made.residents)
        house = next(label for house_id, label in made.houses if house_id == host.property_id)
        visits: tuple[int, ...] = columns.pop("visits", ())
        row: dict[str, Any] = {
            "id": self._id(),
            "host_uid": host.profile_id,
            "record_uid": self._id(),
            "rand_record_uid": self._id(),
            "visitor_name": self._name(),
            "visitor_type": visitor_type,
            "validity_start": made.now + start,
            "validity_end": made.now + end,
            "property_id": host.property_id,
            "community_id": made.community_id,
            "entries_allowed": 9999,
            "document_num": str(self._random.randrange(10**12, 10**13)),
            "notes": None,
            "plate": "",
            "vehicle": "",
            "people": 1,
            "cancelled_at": None,
        } | columns
        made.passes.append(DemoPass(kind, what, row["record_uid"], row, visits, row["visitor_name"], house))

    def _plate(self) -> str:
        return f"P {self._random.randrange(1000):03d} {''.join(self._random.choices('BCDFGHJKLMNPQRSTVWXYZ', k=3))}"

    def _special_passes(self) -> None:
        hour, day = timedelta(hours=1), timedelta(days=1)
        car = {"plate": self._plate(), "vehicle": _VEHICLES[0]}
        self._add("valid", "single", "Guest", -hour, 8 * hour, entries_allowed=1, **car)
        self._add("valid", "multi", "Guest", -day, 6 * day, entries_allowed=5, visits=(1410,))
        self._add("valid", "family", "Family", -30 * day, 300 * day, plate=self._plate(), vehicle=_VEHICLES[2])
        self._add(
            "valid", "party", "Party", -hour, 9 * hour, people=12, entries_allowed=12, notes="Cumpleaños, salón 2"
        )
        self._add("valid", "delivery", "Delivery", -hour, 2 * hour, entries_allowed=1, visitor_name=_COMPANIES[0])
        self._add("valid", "service", "Service", -hour, 5 * hour, entries_allowed=2, visitor_name=_TRADES[0])
        self._add("expired", "expired", "Guest", -2 * day, -3 * hour, entries_allowed=2)
        self._add("used_up", "used_up", "Guest", -3 * hour, 9 * hour, entries_allowed=1, visits=(95,))
        self._add("not_yet_valid", "tomorrow", "Guest", day, 2 * day)
        self._add("cancelled", "cancelled", "Guest", -hour, 9 * hour, cancelled_at=self.made.now - hour / 2)
        self._add("blacklisted", "record", "Guest", -hour, 9 * hour)
        self._blacklist("record", self.made.passes[-1].code, "Amenazó a un guardia")
        self._add("blacklisted", "document", "Guest", -hour, 9 * hour)
        row = self.made.passes[-1].row
        assert row is not None
        self._blacklist("document", row["document_num"], "Orden de alejamiento")
        self._add("possible_match", "name", "Guest", -hour, 9 * hour, visitor_name="Íker Muñóz Peña")
        self._blacklist("name", "Iker  Munoz Peña", "Robo en 2024")
        self._add("possible_match", "plate", "Guest", -hour, 9 * hour, plate="P-666 BÑX", vehicle=_VEHICLES[1])
        self._blacklist("plate", "p666bnx", "Vehículo reportado")
        self._add("other_community", "neighbour", "Guest", -hour, 9 * hour, community_id=self.made.neighbour_id)
        self.made.passes.append(DemoPass("unknown", "unknown", self._id()))
        self.made.passes.append(DemoPass("foreign", "restaurant", "https://example.com/menu?table=7"))

    def _blacklist(self, kind: str, value: str, reason: str) -> None:
        self.made.blacklist.append({"id": self._id(), "match_kind": kind, "match_value": value, "reason": reason})

    def _expected_passes(self) -> None:
        """Those of the list of expected visitors, from five hours ago to seven hours ahead; some came already."""
        for number in range(EXPECTED_TODAY):
            start = timedelta(minutes=round(-300 + 720 * number / EXPECTED_TODAY) + self._random.randrange(15))
            visitor_type = self._random.choices(("Guest", "Delivery", "Service", "Family"), (6, 2, 2, 1))[0]
            names = {"Delivery": _COMPANIES, "Service": _TRADES}.get(visitor_type)
            came = start < timedelta(minutes=-40) and self._random.random() < 0.6
            self._add(
                "expected",
                visitor_type.lower(),
                visitor_type,
                start,
                start + timedelta(hours=self._random.choice((2, 4, 8))),
                visits=(round(-start / timedelta(minutes=1)) - self._random.randrange(5, 35),) if came else (),
                entries_allowed=9999 if visitor_type == "Family" else self._random.choice((1, 1, 2)),
                **({"visitor_name": self._random.choice(names)} if names else {}),
                **({"plate": self._plate(), "vehicle": self._random.choice(_VEHICLES)} if number % 3 else {}),
            )
