"""Sessions: one refresh at a time, the new token kept before it is used, and only documented ends end them."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from app.central.failures import SESSION_ENDS
from app.central.lock import machine_lock
from app.errors import CentralUnreachable, SessionEnded, StoreError, TokenRefused
from app.tasks import Tasks
from tests.central.consoles import PASSWORD, Kept, console, signed_in, tokens
from tests.central.raw_server import Reply, cut, http, raw_server

TOKEN, CONTRACT = "/auth/v1/token", "/rest/v1/rpc/contract_v1"
KNOWN = {"version": "1.0", "epoch": "e1", "server_time": "2026-03-14T18:00:00+00:00", "role": "guard"}
EXPIRED = http(401, {"code": "PGRST303", "message": "JWT expired", "details": None, "hint": None})


def kept_token(kept: Kept) -> str | None:
    value = kept.values.get("session.person")
    return None if value is None else json.loads(value)["refresh_token"]


def test_signing_in_keeps_the_refresh_token_and_nothing_else() -> None:
    async def story() -> None:
        async with raw_server() as server, console(server.url) as here:
            server.on(TOKEN, http(200, tokens(1)))
            session = await here.client.sign_in("guard@example.com", PASSWORD)
            assert (session.user_id, session.email) == ("u1", "guard@example.com")
            assert kept_token(here.kept) == "refresh-1"
            assert "access-1" not in json.dumps(here.kept.values) and PASSWORD not in json.dumps(here.kept.values)
            asked = server.asked[0]
            assert asked.target == "/auth/v1/token?grant_type=password"
            assert asked.headers["apikey"] == "sb_publishable_x" and "authorization" not in asked.headers

    asyncio.run(story())


def test_a_token_is_renewed_before_it_ends() -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on(CONTRACT, http(200, KNOWN))
            here.clock.advance(3600 - 91)
            await here.client.contract()
            assert server.paths() == [CONTRACT]
            here.clock.advance(2)
            await here.client.contract()
            assert server.paths() == [CONTRACT, TOKEN, CONTRACT]
            assert server.asked[-1].headers["authorization"] == "Bearer access-2"
            assert kept_token(here.kept) == "refresh-2"

    asyncio.run(story())


def test_a_refused_token_is_renewed_once_and_the_question_asked_again() -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on(CONTRACT, EXPIRED, http(200, KNOWN))
            assert (await here.client.contract()).role == "guard"
            assert server.paths() == [CONTRACT, TOKEN, CONTRACT]

    asyncio.run(story())


def test_a_token_that_is_refused_again_pauses_and_keeps_the_session() -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on(CONTRACT, EXPIRED)
            with pytest.raises(TokenRefused):
                await here.client.contract()
            assert server.paths() == [CONTRACT, TOKEN, CONTRACT]
            assert await here.client.session() is not None and kept_token(here.kept) == "refresh-2"

    asyncio.run(story())


def test_many_questions_share_one_refresh() -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on(CONTRACT, http(200, KNOWN))
            here.clock.advance(4000)
            await asyncio.gather(*(here.client.contract() for _ in range(20)))
            assert server.paths().count(TOKEN) == 1

    asyncio.run(story())


def test_the_new_refresh_token_is_on_disk_before_the_access_token_is_used() -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on(CONTRACT, http(200, KNOWN))
            here.clock.advance(4000)
            here.kept.fails = StoreError("disk_full", "t", "m", "n")
            with pytest.raises(StoreError):
                await here.client.contract()
            assert CONTRACT not in server.paths()
            here.kept.fails = None
            await here.client.contract()
            # What stands on disk is the parent of the token whose keeping failed: the server takes it once more.
            assert [asked.json for asked in server.asked if asked.path == TOKEN] == [{"refresh_token": "refresh-1"}] * 2

    asyncio.run(story())


def test_an_answer_that_was_lost_is_asked_for_again_with_the_parent() -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on(CONTRACT, http(200, KNOWN))
            server.on(TOKEN, cut, http(200, tokens(2)))
            here.clock.advance(4000)
            with pytest.raises(CentralUnreachable):
                await here.client.contract()
            assert kept_token(here.kept) == "refresh-1"
            await here.client.contract()
            assert [asked.json for asked in server.asked if asked.path == TOKEN] == [{"refresh_token": "refresh-1"}] * 2

    asyncio.run(story())


def test_a_guard_who_gives_up_waiting_loses_no_token() -> None:
    """The refresh is a task of its own: the answer that comes after the guard's patience is kept all the same."""

    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            asked, answer = asyncio.Event(), asyncio.Event()

            async def later(writer: asyncio.StreamWriter) -> None:
                asked.set()
                await answer.wait()
                writer.write(http(200, tokens(2)))

            server.on(TOKEN, later)
            server.on(CONTRACT, http(200, KNOWN))
            here.clock.advance(4000)
            waiting = Tasks().spawn(here.client.contract(), name="a guard's question")
            await asked.wait()
            waiting.cancel()
            await asyncio.gather(waiting, return_exceptions=True)
            answer.set()
            await here.client.contract()
            assert kept_token(here.kept) == "refresh-2" and server.paths().count(TOKEN) == 1

    asyncio.run(story())


@pytest.mark.parametrize("code", sorted(SESSION_ENDS))
def test_a_documented_end_ends_the_session(code: str) -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on(TOKEN, http(400, {"code": code, "message": "m"}))
            with pytest.raises(SessionEnded) as raised:
                await here.client.refresh()
            assert raised.value.code == code
            assert await here.client.session() is None and kept_token(here.kept) is None
            server.asked.clear()
            with pytest.raises(SessionEnded) as raised:
                await here.client.contract()
            assert raised.value.code == "signed_out" and server.asked == []

    asyncio.run(story())


@pytest.mark.parametrize(
    "reply",
    [
        cut,
        http(409, {"code": "conflict", "message": "m"}),
        http(400, {"code": "bad_json", "message": "m"}),
        http(400, {"code": 400, "error_code": "validation_failed", "msg": "m"}),
        http(401, {"message": "Invalid API key", "hint": "h"}),
        http(403, {"code": "42501", "message": "m"}),
        http(404, b"<html>", kind="text/html"),
        http(500, {"code": "unexpected_failure", "message": "m"}),
        http(502, b"<html>bad gateway</html>", kind="text/html"),
        http(522, b"", kind="text/html"),
        http(200, b'{"access_token": "x", "refr'),
        http(200, {**tokens(2), "expires_in": "3600"}),
        http(200, {**tokens(2), "refresh_token": None}),
        http(302, b"", headers={"Location": "http://portal/"}),
    ],
)
def test_anything_else_keeps_it(reply: Reply) -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on(TOKEN, reply, http(200, tokens(2)))
            with pytest.raises((CentralUnreachable, TokenRefused)):
                await here.client.refresh()
            assert await here.client.session() is not None and kept_token(here.kept) == "refresh-1"
            await here.client.refresh()
            assert kept_token(here.kept) == "refresh-2"

    asyncio.run(story())


def test_gotrue_s_429_has_no_retry_after_and_means_fifteen_seconds() -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on(TOKEN, http(429, {"code": "over_request_rate_limit", "message": "m"}), http(200, tokens(2)))
            for advance, asks in ((0, 1), (14, 1), (1, 2)):
                here.clock.advance(advance)
                if asks == 1:
                    with pytest.raises(CentralUnreachable) as raised:
                        await here.client.refresh()
                    assert raised.value.code == "rate_limited"
                    assert raised.value.retry_after_s == pytest.approx(15 - advance)
                else:
                    await here.client.refresh()
                assert server.paths().count(TOKEN) == asks

    asyncio.run(story())


def test_a_wrong_password_is_the_person_s_and_ends_nothing() -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            header = {"x-sb-error-code": "invalid_credentials"}
            server.on(TOKEN, http(400, {"code": 400, "msg": "Invalid login credentials"}, headers=header))
            with pytest.raises(SessionEnded) as raised:
                await here.client.sign_in("guard@example.com", "wrong")
            assert raised.value.code == "invalid_credentials"
            assert kept_token(here.kept) == "refresh-1"

    asyncio.run(story())


def test_weeks_later_without_a_line_one_is_still_signed_in() -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            kept = here.kept
        async with console(server.url, kept=kept) as here:
            here.clock.advance(30 * 86_400)
            assert await here.client.session() is not None
            with pytest.raises(CentralUnreachable):
                await here.client.contract()
            assert await here.client.session() is not None
        async with raw_server() as server, console(server.url, kept=kept) as here:
            server.on(TOKEN, http(200, tokens(2)))
            server.on(CONTRACT, http(200, KNOWN))
            await here.client.contract()
            assert server.asked[0].json == {"refresh_token": "refresh-1"}

    asyncio.run(story())


def test_signing_out_forgets_here_first_and_ends_only_this_session_there() -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            server.on("/auth/v1/logout", http(204, b""))
            await here.client.sign_out()
            assert server.asked[0].target == "/auth/v1/logout?scope=local"
            assert kept_token(here.kept) is None
        async with raw_server() as server, signed_in(server) as here:
            server.on("/auth/v1/logout", cut)
            await here.client.sign_out()
            assert kept_token(here.kept) is None

    asyncio.run(story())


def test_two_accounts_share_the_line_and_not_their_tokens() -> None:
    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            other = here.client.as_account("console")
            assert await other.session() is None
            await other.sign_in("console@example.com", PASSWORD)
            assert sorted(here.kept.values) == ["session.console", "session.person"]
            await other.close()
            server.on(CONTRACT, http(200, KNOWN))
            await here.client.contract()
            assert server.asked[-1].headers["authorization"] == "Bearer access-1"

    asyncio.run(story())


def test_two_processes_of_one_machine_refresh_one_after_the_other(tmp_path: Path) -> None:
    """The second finds the first one's token on disk and burns nothing."""
    lock_file, kept = tmp_path / "lock", Kept()

    async def story() -> None:
        async with (
            raw_server() as server,
            signed_in(server, kept=kept, lock_file=lock_file) as here,
            console(server.url, kept=kept, lock_file=lock_file) as there,
        ):
            await there.client.session()
            server.on(TOKEN, http(200, tokens(2)), http(200, tokens(3)))
            await asyncio.gather(here.client.refresh(), there.client.refresh())
            sent = [asked.json["refresh_token"] for asked in server.asked if asked.path == TOKEN]
            assert sent == ["refresh-1", "refresh-2"] and kept_token(kept) == "refresh-3"

    asyncio.run(story())


def test_a_lock_that_another_process_never_lets_go_is_no_hang(tmp_path: Path) -> None:
    async def story() -> None:
        waits: list[float] = []

        async def pause(seconds: float) -> None:
            waits.append(seconds)

        async with machine_lock(tmp_path / "lock"):
            with pytest.raises(CentralUnreachable):
                async with machine_lock(tmp_path / "lock", pause=pause):
                    pass
        assert sum(waits) == pytest.approx(15)
        async with machine_lock(tmp_path / "lock", pause=pause):
            pass

    asyncio.run(story())


@pytest.mark.parametrize("refused", [False, True])
def test_an_account_with_a_password_of_its_own_begins_anew(refused: bool) -> None:
    """A console's session ends; nobody is there to type."""

    async def own() -> tuple[str, str]:
        return "console@example.com", "its own"

    async def story() -> None:
        async with raw_server() as server, signed_in(server) as here:
            client = here.client.as_account("console", own)
            server.on(CONTRACT, http(200, KNOWN))
            server.on(TOKEN, http(200, tokens(2)))
            await client.contract()
            assert server.asked[0].json == {"email": "console@example.com", "password": "its own"}
            here.clock.advance(4000)
            server.asked.clear()
            ended = http(400, {"code": "session_expired", "message": "m"})
            banned = http(400, {"code": "user_banned", "message": "m"})
            server.on(TOKEN, ended, banned if refused else http(200, tokens(3)))
            if refused:
                with pytest.raises(SessionEnded) as raised:
                    await client.contract()
                assert raised.value.code == "user_banned"
            else:
                await client.contract()
                assert server.asked[-1].headers["authorization"] == "Bearer access-3"
            assert server.paths().count(TOKEN) == 2
            assert kept_token(here.kept) == "refresh-1", "the person's session is another one"

    asyncio.run(story())
