"""PyPI `supabase`, an independent client, against the sandbox's central API."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest
from postgrest.exceptions import APIError
from storage3.exceptions import StorageApiError
from supabase import Client, create_client
from supabase.lib.client_options import SyncClientOptions
from supabase_auth.errors import AuthApiError

from tests.central_sql.entries import entry
from tests.fixtures_site import Site


@pytest.fixture
def client(central_site: Site) -> Iterator[Client]:
    """Not signed in."""
    with httpx.Client() as http:
        options = SyncClientOptions(httpx_client=http, auto_refresh_token=False)
        yield create_client(central_site.url, central_site.key, options)


@pytest.fixture
def guard(central_site: Site, client: Client) -> Iterator[Client]:
    user = central_site.user("guard")
    client.auth.sign_in_with_password({"email": user["email"], "password": user["password"]})
    yield client
    client.auth.sign_out({"scope": "local"})


def test_sign_in_user_refresh_and_sign_out(central_site: Site, client: Client) -> None:
    user = central_site.user("guard")
    signed_in = client.auth.sign_in_with_password({"email": user["email"], "password": user["password"]})
    assert signed_in.user is not None and signed_in.user.id == user["actor_id"]
    assert signed_in.session is not None
    found = client.auth.get_user()
    assert found is not None and found.user.email == user["email"]
    claims = client.auth.get_claims()
    assert claims is not None and claims["claims"]["sub"] == user["actor_id"]
    refreshed = client.auth.refresh_session()
    assert refreshed.session is not None
    assert refreshed.session.refresh_token != signed_in.session.refresh_token
    client.auth.sign_out({"scope": "local"})
    with pytest.raises(AuthApiError) as refused:
        client.auth.refresh_session(refreshed.session.refresh_token)
    assert refused.value.code == "refresh_token_not_found"


def test_a_wrong_password_is_named(client: Client) -> None:
    with pytest.raises(AuthApiError) as refused:
        client.auth.sign_in_with_password({"email": "guardia@laslomas.example", "password": "no"})
    assert (refused.value.code, refused.value.status) == ("invalid_credentials", 400)


def test_select_with_filters_order_window_count_and_embed(central_site: Site, guard: Client) -> None:
    now = datetime.now(UTC).isoformat()
    found = (
        guard.table("visitor_records_uid")
        .select("id, name:visitor_name, validity_end, property(label), host:profile(full_name)", count="exact")
        .eq("community_id", central_site.community_id)
        .gte("validity_end", now)
        .or_("visitor_type.eq.Guest,and(visitor_type.eq.Delivery,entries_allowed.lt.9999)")
        .not_.is_("property_id", "null")
        .in_("visitor_type", ["Guest", "Delivery"])
        .order("validity_end", desc=True)
        .order("id")
        .range(2, 6)
        .execute()
    )
    assert len(found.data) == 5 and found.count is not None and found.count > 7
    ends = [row["validity_end"] for row in found.data]
    assert ends == sorted(ends, reverse=True)
    assert all(row["property"]["label"] and row["host"]["full_name"] for row in found.data)
    named = guard.table("visitor_records_uid").select("visitor_name").ilike("visitor_name", "guat%").limit(3).execute()
    assert {row["visitor_name"] for row in named.data} == {"Guatex"}


def test_one_row_or_the_documented_error(central_site: Site, guard: Client) -> None:
    code = central_site.pass_of("single")["code"]
    one = guard.table("visitor_records_uid").select("*").eq("record_uid", code).single().execute()
    assert one.data["record_uid"] == code
    with pytest.raises(APIError) as refused:
        guard.table("visitor_records_uid").select("*").eq("record_uid", "none").single().execute()
    assert (refused.value.code, refused.value.details) == ("PGRST116", "The result contains 0 rows")
    assert guard.table("visitor_records_uid").select("*").eq("record_uid", "none").maybe_single().execute() is None


def test_insert_upsert_update_delete_as_a_resident(central_site: Site, client: Client) -> None:
    user = central_site.user("resident")
    client.auth.sign_in_with_password({"email": user["email"], "password": user["password"]})
    row = {
        "host_uid": user["actor_id"],
        "record_uid": str(uuid.uuid4()),
        "visitor_name": "Tía Lucha",
        "visitor_type": "Family",
        "validity_end": "2099-01-01T00:00:00Z",
        "community_id": central_site.community_id,
        "entries_used": -5,
    }
    table = client.table("visitor_records_uid")
    (made,) = table.insert(row).execute().data
    assert made["entries_used"] == 0 and len(made["short_code"]) == 8
    with pytest.raises(APIError) as refused:
        table.insert(row).execute()
    assert refused.value.code == "23505"
    again = table.upsert(row, on_conflict="record_uid", ignore_duplicates=True).execute()
    assert again.data == []
    (merged,) = table.upsert({**row, "visitor_name": "Tía"}, on_conflict="record_uid").execute().data
    assert (merged["id"], merged["visitor_name"]) == (made["id"], "Tía")
    (cancelled,) = table.update({"cancelled_at": "2026-01-01T00:00:00Z"}).eq("id", made["id"]).execute().data
    assert cancelled["cancelled_at"].startswith("2026-01-01")
    assert table.delete().eq("id", made["id"]).execute().data == []
    foreign = {**row, "record_uid": str(uuid.uuid4()), "host_uid": central_site.user("guard")["actor_id"]}
    with pytest.raises(APIError) as refused:
        table.insert(foreign).execute()
    assert refused.value.code == "42501"


def test_rpc(central_site: Site, guard: Client) -> None:
    contract = guard.rpc("contract_v1", {}).execute().data
    assert contract["role"] == "guard" and contract["site_zone"] == "America/Guatemala"
    one = entry(central_site, central_site.add_pass())
    sent = guard.rpc(
        "log_entries_v1", {"p_device_id": central_site.device_id, "p_incarnation": "test", "p_entries": [one]}
    ).execute()
    assert sent.data["items"][0]["status"] == "accepted"
    with pytest.raises(APIError) as refused:
        guard.rpc("log_entries_v9", {"p_x": 1}).execute()
    assert refused.value.code == "PGRST202"


def test_photos(central_site: Site, guard: Client) -> None:
    photo = b"\xff\xd8\xff" + uuid.uuid4().bytes + b"\r\n--boundary\r\n\xff\xd9"
    name = f"{central_site.community_id}/2026/11/{hashlib.sha256(photo).hexdigest()}.jpg"
    bucket = guard.storage.from_("entry-photos")
    bucket.upload(name, photo, {"content-type": "image/jpeg"})
    with pytest.raises(StorageApiError) as refused:
        bucket.upload(name, photo, {"content-type": "image/jpeg"})
    assert (refused.value.status, refused.value.code) == ("409", "Duplicate")
    assert bucket.download(name) == photo
    link = bucket.create_signed_url(name, 60)["signedURL"]
    fetched = httpx.get(link)
    assert fetched.content == photo and fetched.headers["content-type"] == "image/jpeg"
    assert httpx.get(link[:-3]).json()["error"] == "InvalidJWT"
    with pytest.raises(StorageApiError) as refused:
        bucket.upload(f"{central_site.plan.neighbour_id}/2026/11/x.jpg", photo)
    assert (refused.value.status, refused.value.code) == ("403", "Unauthorized")
    with pytest.raises(StorageApiError) as refused:
        guard.storage.from_("no-such").upload("a/b.jpg", photo)
    assert refused.value.status in {"403", "404"}


def test_the_first_contract_s_functions(central_site: Site, guard: Client) -> None:
    body = {"record_uid": central_site.pass_of("family")["code"], "guard_id": None, "geolocation": None}
    said = guard.functions.invoke("validate-qr", {"body": body, "responseType": "json"})
    assert said["access_granted"] is True and said["entries_remaining"] == 9999
