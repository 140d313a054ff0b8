"""The contract file against what the centre really has and says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.central_sql.entries import entry, upload
from tests.central_sql.test_devices import enrol, new_code
from tests.central_sql.test_duty import ask, call, new_id
from tests.central_sql.test_feed import drain
from tests.fixtures_site import Site, now

CONTRACT = yaml.safe_load((Path(__file__).parents[2] / "resources/central/contract-v1.yaml").read_text())
_TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        found: Any = CONTRACT
        for step in schema["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        schema = found
    return schema


def fits(value: Any, schema: dict[str, Any], where: str = "") -> None:
    """The part of JSON Schema that the contract uses."""
    schema = resolved(schema)
    if "enum" in schema:
        # YAML reads a bare null as None, as JSON does.
        assert value in schema["enum"], f"{where}: {value!r}"
    if "type" in schema:
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        right = any(isinstance(value, _TYPES[kind]) for kind in kinds)
        assert right and not (isinstance(value, bool) and "boolean" not in kinds), f"{where}: {value!r} is no {kinds}"
    if isinstance(value, str) and "pattern" in schema:
        assert re.search(schema["pattern"], value), f"{where}: {value!r}"
    if isinstance(value, dict):
        missing = set(schema.get("required", [])) - set(value)
        assert not missing, f"{where} lacks {missing}"
        for name, part in schema.get("properties", {}).items():
            if name in value:
                fits(value[name], part, f"{where}.{name}")
    if isinstance(value, list) and "items" in schema:
        for number, one in enumerate(value):
            fits(one, schema["items"], f"{where}[{number}]")


def answer_schema(operation: str) -> dict[str, Any]:
    for methods in CONTRACT["paths"].values():
        if methods["post"]["operationId"] == operation:
            response = resolved(methods["post"]["responses"]["200"])
            found: dict[str, Any] = response["content"]["application/json"]["schema"]
            return found
    raise AssertionError(operation)


def test_every_call_of_the_contract_exists_with_its_arguments(central_site: Site) -> None:
    functions = {
        row["proname"]: set(row["names"] or [])
        for row in central_site.sql(
            "select proname, proargnames as names from pg_proc where pronamespace = 'public'::regnamespace"
        )
    }
    for path, methods in CONTRACT["paths"].items():
        if "/rpc/" not in path:
            continue
        name = path.rsplit("/", 1)[-1]
        body = methods["post"].get("requestBody")
        schema = resolved(body)["content"]["application/json"]["schema"] if body else {"properties": {}}
        assert set(schema["properties"]) == functions[name], name


def test_answers_are_what_the_contract_says(central_site: Site) -> None:
    site, guard = central_site, central_site.sign_in("guard")
    supervisor = site.sign_in("supervisor")
    community, device = site.community_id, site.device_id
    row = site.add_pass(entries_allowed=0)
    one = entry(site, row)
    said: dict[str, Any] = {"contract_v1": call(guard, "contract_v1")}
    said["log_entries_v1"] = call(
        guard, "log_entries_v1", p_device_id=device, p_incarnation="c", p_entries=[one, {"entry_id": "x"}]
    )
    said["pull_changes_v1"] = call(guard, "pull_changes_v1", p_community=community, p_limit=2000)
    said["validate_record_v1"] = call(guard, "validate_record_v1", p_code=row["record_uid"], p_community=community)
    host = site.plan.residents[0].profile_id
    walk_in = {
        "id": new_id(),
        "record_uid": new_id(),
        "host_id": host,
        "visitor_name": "X",
        "valid_until": "2099-01-01",
    }
    said["register_walk_in_v1"] = call(guard, "register_walk_in_v1", p_community=community, p_pass=walk_in)
    said["ask_host_v1"] = ask(site, guard)
    question = said["ask_host_v1"]["question"]["id"]
    said["answer_host_v1"] = call(guard, "answer_host_v1", p_question=question, p_answer="admit")
    notice = {"id": new_id(), "kind": "gate_forced", "occurred_at": now().isoformat()}
    said["raise_notice_v1"] = call(guard, "raise_notice_v1", p_device_id=device, p_notice=notice)
    said["acknowledge_notice_v1"] = call(supervisor, "acknowledge_notice_v1", p_notice=notice["id"])
    said["log_shift_v1"] = call(guard, "log_shift_v1", p_device_id=device, p_rows=[])
    said["resolve_conflict_v1"] = call(
        supervisor, "resolve_conflict_v1", p_entry=one["entry_id"], p_resolution="reported"
    )
    said["create_enrolment_code_v1"] = call(
        supervisor, "create_enrolment_code_v1", p_community=community, p_device_name="x"
    )
    said["enrol-device"] = enrol(site, new_code(site)).json()
    said["revoke_device_v1"] = call(supervisor, "revoke_device_v1", p_device_id=said["enrol-device"]["device_id"])
    said["issue-permit"] = guard.post("/functions/v1/issue-permit", json={"device_id": device}).json()
    setting = {"community_id": community, "key": "override_reasons", "value": ["Ambulancia"]}
    said["put-setting"] = supervisor.post("/functions/v1/put-setting", json=setting).json()
    for operation, answer in said.items():
        fits(answer, answer_schema(operation), operation)
    operations = {methods["post"]["operationId"] for methods in CONTRACT["paths"].values()}
    assert set(said) == operations - {"upload_photo", "decide_v1"}


def test_rows_of_the_feed_are_what_the_contract_says(central_site: Site) -> None:
    guard = central_site.sign_in("guard")
    upload(guard, central_site, entry(central_site, central_site.add_pass()))
    ask(central_site, guard)
    notice = {"id": new_id(), "kind": "panic", "occurred_at": now().isoformat()}
    call(guard, "raise_notice_v1", p_device_id=central_site.device_id, p_notice=notice)
    line = {"id": new_id(), "shift_id": "s1", "kind": "note", "words": "ronda", "occurred_at": now().isoformat()}
    call(guard, "log_shift_v1", p_device_id=central_site.device_id, p_rows=[line])
    changes, _ = drain(guard, central_site, None)
    schemas = CONTRACT["components"]["schemas"]
    for change in changes:
        fits(change, schemas["Change"], "change")
        if change["op"] == "U":
            fits(change["row"], schemas[change["entity"].capitalize()], change["entity"])
    assert {change["entity"] for change in changes} == set(schemas["Change"]["properties"]["entity"]["enum"])


@pytest.mark.parametrize("wrong", [{"more": "yes"}, {"cursor": None}, {"changes": [{}]}])
def test_the_check_itself_notices(wrong: dict[str, Any]) -> None:
    good = {"cursor": "c", "epoch": "e", "more": False, "remaining": None, "server_time": "2026-01-01T00:00:00Z",
            "changes": []}  # fmt: skip
    fits(good, answer_schema("pull_changes_v1"))
    with pytest.raises(AssertionError):
        fits({**good, **wrong}, answer_schema("pull_changes_v1"))
