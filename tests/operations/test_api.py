"""The open part of the API, and what those who watch the service ask."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from alongside.config import health


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def ask(client: Client, rule: str, body: Any) -> Any:
    return client.post(f"/api/v1/decide/{rule}", json.dumps(body), content_type="application/json")


@pytest.mark.django_db
class TestDecide:
    def test_it_answers_as_the_command_does(self, client: Client) -> None:
        response = ask(client, "review.due", {"facts": {}, "on": "2026-11-22"})
        assert response.status_code == 200
        answer = response.json()
        assert list(answer) == ["rule", "on", "outcome", "figures", "because", "law"]
        assert (answer["on"], answer["outcome"]) == ("2026-11-22", "cannot_decide_yet")

    @pytest.mark.parametrize(
        ("body", "place"),
        [
            ({"facts": {"nonsense": 1}}, "nonsense"),
            ({"facts": {}, "on": "22/11/2026"}, "on"),
            ({"facts": []}, "facts"),
            ({}, "facts"),
            ({"facts": {}, "extra": 1}, "extra"),
        ],
    )
    def test_what_is_wrong_is_named(self, client: Client, body: Any, place: str) -> None:
        response = ask(client, "review.due", body)
        assert response.status_code == 422
        assert place in response.json()["detail"]

    def test_an_unknown_rule_is_not_found(self, client: Client) -> None:
        assert ask(client, "no.such.rule", {"facts": {}}).status_code == 404

    @pytest.mark.usefixtures("within_a_minute")
    def test_one_address_may_ask_only_so_often(self, client: Client) -> None:
        statuses = [ask(client, "review.due", {"facts": {}}).status_code for _ in range(121)]
        assert set(statuses[:120]) == {200}
        assert statuses[120] == 429

    @pytest.mark.usefixtures("within_a_minute")
    def test_a_header_does_not_make_it_another_address(self, client: Client) -> None:
        for number in range(120):
            client.get("/api/v1/decide", headers={"X-Forwarded-For": f"10.0.0.{number}"})
        assert client.get("/api/v1/decide", headers={"X-Forwarded-For": "10.0.1.1"}).status_code == 429

    def test_the_api_describes_itself(self, client: Client) -> None:
        described = client.get("/api/v1/openapi.json").json()
        assert described["openapi"].startswith("3.1")
        assert "post" in described["paths"]["/api/v1/decide/{rule}"]


def a_worker_silent_for(long: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s::interval)", [long])


class TestHealth:
    def test_alive_without_a_database(self, client: Client) -> None:
        # A test without the database mark fails at any query.
        assert client.get("/health").status_code == 200

    @pytest.mark.django_db
    def test_not_ready_without_a_worker(self, client: Client) -> None:
        response = client.get("/ready")
        assert response.status_code == 503
        assert response.json() == {"database": "ok", "migrations": "ok", "worker": "not ready"}

    @pytest.mark.django_db
    def test_a_worker_long_silent_does_not_count(self, client: Client) -> None:
        a_worker_silent_for("5 minutes")
        assert client.get("/ready").status_code == 503

    @pytest.mark.django_db
    def test_ready_with_a_worker(self, client: Client) -> None:
        a_worker_silent_for("5 seconds")
        assert client.get("/ready").status_code == 200

    @pytest.mark.django_db
    def test_not_ready_over_pending_migrations(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(health, "_up_to_date", False)
        monkeypatch.setattr(health, "pending", lambda: ["people.0002_more"])
        assert client.get("/ready").json()["migrations"] == "not ready"
