"""People and their records over the API: the permissions, the access and the looks of the pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from alongside.foundation.access.models import Grant
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import make_user, restrict
from alongside.foundation.audit.models import Look
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work.actions import raise_task
from alongside.people.people.models import Person
from alongside.people.people.tests.factories import person

pytestmark = pytest.mark.django_db
OF_A_PERSON = ["", "/events", "/tasks", "/conversations", "/assessments", "/carers-assessments", "/plans", "/reviews"]


@pytest.fixture
def amara() -> User:
    return make_user("social_worker", name="Amara Bello")


@pytest.fixture
def winifred(amara: User) -> Person:
    return person("Winifred", "Okafor", known_as="Win", by=amara)


@pytest.fixture
def signed_in(client: Client, amara: User) -> Client:
    client.force_login(amara)
    return client


def get(client: Client, path: str, **query: Any) -> Any:
    return client.get(f"/api/v1{path}", query)


class TestWhoMayAsk:
    @pytest.mark.parametrize("path", ["/people?q=win", "/work/mine", *[f"/people/1{part}" for part in OF_A_PERSON]])
    def test_nobody_without_signing_in(self, client: Client, path: str) -> None:
        answer = get(client, path)
        assert (answer.status_code, answer.json()) == (401, {"detail": "Sign in first."})

    @pytest.mark.parametrize("part", OF_A_PERSON)
    def test_nobody_without_the_permission(self, client: Client, winifred: Person, part: str) -> None:
        client.force_login(make_user("commissioner"))
        answer = get(client, f"/people/{winifred.pk}{part}")
        assert answer.status_code == 403
        assert answer.json()["detail"].startswith("Your roles do not hold this permission: ")

    @pytest.mark.parametrize("part", OF_A_PERSON)
    def test_a_record_that_is_not_there(self, signed_in: Client, part: str) -> None:
        answer = get(signed_in, f"/people/999999{part}")
        assert (answer.status_code, answer.json()) == (404, {"detail": "No record that you may open has this number."})

    def test_a_number_no_record_could_have(self, signed_in: Client) -> None:
        assert get(signed_in, f"/people/{2**64}").status_code == 422

    @pytest.mark.parametrize("part", OF_A_PERSON)
    def test_a_restricted_record_is_not_there(self, signed_in: Client, winifred: Person, part: str) -> None:
        restrict(winifred.subject, make_user("team_manager"))
        assert get(signed_in, f"/people/{winifred.pk}{part}").status_code == 404

    def test_those_who_may_know_are_told_and_that_is_kept(self, client: Client, winifred: Person) -> None:
        manager = make_user("team_manager")
        restrict(winifred.subject, make_user("team_manager"))
        client.force_login(manager)
        answer = get(client, f"/people/{winifred.pk}")
        assert (answer.status_code, answer.json()) == (403, {"detail": "This record is restricted to named people."})
        assert Look.objects.filter(subject=winifred.subject, what="turned away: restricted").count() == 1

    def test_the_named_may(self, signed_in: Client, amara: User, winifred: Person) -> None:
        restrict(winifred.subject, make_user("team_manager"))
        Grant.objects.create(subject=winifred.subject, user=amara, reason=Grant.Reason.NAMED,
                             starts_on=timezone.localdate())
        assert get(signed_in, f"/people/{winifred.pk}").json()["restricted"] is True


class TestPeople:
    def test_search_finds_a_misspelt_name_and_writes_who_was_shown(self, signed_in: Client, winifred: Person) -> None:
        found = get(signed_in, "/people", q="winifrid okafor").json()
        assert [(one["id"], one["name"]) for one in found["items"]] == [(winifred.pk, "Winifred Okafor")]
        look = Look.objects.get(what="search results")
        assert (look.listed, look.path) == ([winifred.pk], "/api/v1/people")

    def test_a_search_for_a_restricted_name_finds_nobody(self, signed_in: Client, winifred: Person) -> None:
        restrict(winifred.subject, make_user("team_manager"))
        assert get(signed_in, "/people", q="winifred okafor").json() == {"items": [], "more": False,
                                                                         "restricted": False}

    def test_search_wants_something_to_look_for(self, signed_in: Client) -> None:
        answer = get(signed_in, "/people")
        assert answer.status_code == 422
        assert "q" in answer.json()["detail"]

    @pytest.mark.parametrize("part", OF_A_PERSON)
    def test_each_answer_about_a_person_is_a_look(self, signed_in: Client, winifred: Person, part: str) -> None:
        answer = get(signed_in, f"/people/{winifred.pk}{part}")
        assert answer.status_code == 200, answer.content
        assert [look.path for look in Look.objects.filter(subject=winifred.subject)] == [
            f"/api/v1/people/{winifred.pk}{part}"]

    def test_one_person(self, signed_in: Client, winifred: Person) -> None:
        one = get(signed_in, f"/people/{winifred.pk}").json()
        assert (one["name"], one["known_as"], one["restricted"]) == ("Winifred Okafor", "Win", False)

    def test_events_come_newest_first_a_page_at_a_time(self, signed_in: Client, winifred: Person, amara: User) -> None:
        for number in range(3):
            Subject.objects.get(pk=winifred.pk).events.create(
                kind="tests.happened", category="contact", title=f"Call {number}", by=amara,
                happened_at=timezone.now() + timedelta(hours=number + 1))
        first = get(signed_in, f"/people/{winifred.pk}/events", category="contact", on_a_page=2).json()
        assert [one["title"] for one in first["items"]] == ["Call 2", "Call 1"]
        assert (first["count"], first["page"], first["pages"]) == (3, 1, 2)
        assert get(signed_in, f"/people/{winifred.pk}/events", category="contact", on_a_page=2, page=9
                   ).json()["items"] == []

    def test_lines_closer_held_than_the_page_are_left_out(self, client: Client, winifred: Person) -> None:
        winifred.subject.events.create(kind="tests.happened", category="safeguarding", title="A concern",
                                       permission="safeguarding.see", happened_at=timezone.now())
        client.force_login(make_user("business_support"))
        events = get(client, f"/people/{winifred.pk}/events").json()
        assert "A concern" not in [one["title"] for one in events["items"]]

    @pytest.mark.parametrize("wrong", [{"page": 0}, {"on_a_page": 500}, {"category": "nonsense"}])
    def test_a_wrong_question_is_named(self, signed_in: Client, winifred: Person, wrong: dict[str, Any]) -> None:
        answer = get(signed_in, f"/people/{winifred.pk}/events", **wrong)
        assert answer.status_code == 422
        assert next(iter(wrong)) in answer.json()["detail"]


class TestWork:
    def test_mine(self, signed_in: Client, amara: User, winifred: Person) -> None:
        raise_task(subject=winifred.subject, kind="promise", title="Ring Winifred", owner=amara, by=amara,
                   due_on=timezone.localdate())
        raise_task(subject=None, kind="promise", title="Somebody else's", owner=make_user(), by=amara)
        mine = get(signed_in, "/work/mine").json()
        assert [(one["about"], one["what"], one["section"]["code"]) for one in mine["items"]] == [
            ("Winifred Okafor", "Ring Winifred", "due")]
        assert Look.objects.get(what="my work").listed == [winifred.pk]
        assert get(signed_in, f"/people/{winifred.pk}/tasks").json()["count"] == 1


def test_every_operation_is_described(client: Client) -> None:
    described = get(client, "/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    of_people = described["paths"]["/api/v1/people/{subject_id}/plans"]["get"]
    assert set(of_people["responses"]) == {"200", "401", "403", "404", "422"}
    assert [parameter["name"] for parameter in of_people["parameters"]] == ["subject_id", "page", "on_a_page"]
    assert of_people["security"]
    assert {part for path in described["paths"] for part in [path.removeprefix("/api/v1/people/{subject_id}")]
            if path.startswith("/api/v1/people/{subject_id}")} == set(OF_A_PERSON)
