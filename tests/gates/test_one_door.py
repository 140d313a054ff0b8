"""No way around the actuator: read from the source, so that a new one does not slip in."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOTS = {"bootstrap.py", "last_resort.py", "gate_set_up.py", "set_up_trials.py"}
"""Where the parts are put together."""
APP = Path(__file__).parents[2] / "app"


@cache
def sources() -> dict[str, str]:
    return {path.relative_to(APP).as_posix(): path.read_text(encoding="utf-8") for path in sorted(APP.rglob("*.py"))}


def nodes(word: str) -> list[tuple[str, ast.AST]]:
    """Every node of the modules in which `word` stands at all."""
    return [(name, node) for name, text in sources().items() if word in text for node in ast.walk(ast.parse(text))]


def calls_of(method: str) -> set[str]:
    return {
        name
        for name, node in nodes(f".{method}(")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == method
    }


def importers_of(module: str) -> set[str]:
    found = set()
    for name, node in nodes("app.gates"):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if any(one == module or one.startswith(module + ".") for one in names):
            found.add(name)
    return found


def test_only_the_paths_of_the_actuator_drive_a_device() -> None:
    assert calls_of("drive") == {"gates/paths.py"}
    assert calls_of("carry_out") == {"gates/actuator.py"}


def test_drivers_are_made_in_few_places() -> None:
    made = {"gates/build.py"} | ROOTS
    for driver in ("shelly_gen1", "shelly_rpc", "shelly_cloud"):
        assert importers_of(f"app.gates.{driver}") <= made


def test_nothing_that_repeats_or_restores_knows_the_gates() -> None:
    gates = importers_of("app.gates")
    for repeats in ("sync/", "store/", "central/", "ops/", "devices/", "domain/"):
        assert not [name for name in gates if name.startswith(repeats)]


def test_the_record_of_commands_is_never_read() -> None:
    tree = ast.parse(sources()["gates/commands.py"])
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and "read" in node.attr]
    assert importers_of("app.gates.commands") <= {"gates/actuator.py"} | ROOTS
