"""The work list of faults: by team and worker, each opens its record, and the figure moves when one is put right."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.models import Team
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.audit.models import Look
from alongside.front_door.conversations.models import Conversation
from alongside.insight.returns import actions
from alongside.insight.returns.models import BuiltReturn
from alongside.people.people.models import Identifier, Person
from alongside.rules.national_return.row import Period

from .factories import NHS, conversation, whole_person
from .test_official import spreadsheet

pytestmark = pytest.mark.django_db
YEAR = Period(date(2025, 10, 1), date(2026, 9, 30))
WORKLIST = "/desk/return/worklist/"


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "store")},
        },
    }


@pytest.fixture
def analyst(client):
    user = make_user("performance_analyst")
    client.force_login(user)
    return user


@pytest.fixture
def three(analyst):
    """Three people with a conversation each: no NHS number, no date of birth, no route of access; one is whole."""
    worker = make_user("front_door_worker")
    made = []
    for number, name in enumerate(("Amara", "Bilal", "Carys", "Dilys")):
        one = whole_person(name, "Okafor", by=analyst, nhs=NHS[number])
        talk = conversation(one, worker, date(2026, 5, 12), route="" if name == "Carys" else "community")
        Conversation.objects.filter(pk=talk.pk).update(team=Team.objects.first())
        made.append(one)
    Identifier.objects.filter(subject_id=made[0].pk).delete()
    Person.objects.filter(pk=made[1].pk).update(date_of_birth=None)
    return made


def build(analyst) -> BuiltReturn:
    asked = actions.ask_for(period=YEAR, by=analyst)
    actions.carry_out(asked.pk)
    return BuiltReturn.objects.get(pk=asked.pk)


def test_an_analyst_puts_the_three_commonest_faults_right_and_the_figure_moves(client, analyst, three):
    build(analyst)
    page = client.get(WORKLIST).content.decode()
    assert "1 of 4 rows have no fault (25.0%)" in page
    assert all(field in page for field in ("NHS Number", "Date of Birth", "Request: Route of Access"))
    assert reverse("people:details", args=[three[0].pk]) in page
    talk = Conversation.objects.get(subject_id=three[2].pk)
    # What was said in the conversation an analyst may not read: the person's page, where the worker can be asked.
    assert reverse("conversations:read", args=[three[2].pk, talk.pk]) not in page
    assert f'href="{reverse("desk:person", args=[three[2].pk])}"' in page

    Identifier.objects.create(subject_id=three[0].pk, kind="nhs_number", in_use=True, value=NHS[0], recorded_by=analyst)
    assert "2 of 4 rows have no fault (50.0%)" in client.get(WORKLIST).content.decode()
    Person.objects.filter(pk=three[1].pk).update(date_of_birth=date(1950, 1, 1))
    assert "3 of 4 rows have no fault (75.0%)" in client.get(WORKLIST).content.decode()
    Conversation.objects.filter(pk=talk.pk).update(route_of_access="community")
    page = client.get(WORKLIST).content.decode()
    assert "4 of 4 rows have no fault (100.0%)" in page
    assert "3 values put right since it was built" in page
    built = BuiltReturn.objects.get()
    assert (built.failing, built.problems, built.by_worker, built.by_team) == ({}, [], {}, {})


def test_faults_are_counted_by_worker_and_team_and_chosen_by_them(client, analyst, three):
    built = build(analyst)
    worker = Conversation.objects.first().held_by
    team = Conversation.objects.first().team_id
    assert built.by_worker == {str(worker.pk): 3}
    assert built.by_team == {str(team or ""): 3}
    assert built.by_module == {"Person details": 2, "Events (requests only)": 1}
    page = client.get(WORKLIST, {"worker": str(worker.pk), "field": "NHS Number"}).content.decode()
    assert str(worker) in page
    assert "Amara Okafor" in page and "Bilal Okafor" not in page
    assert "Nothing here fails" in client.get(WORKLIST, {"worker": "0"}).content.decode()


@pytest.mark.parametrize("odd", ["x", "-1", "9" * 60, "²", "=1+1"])
def test_an_odd_choice_finds_nothing_and_breaks_nothing(client, analyst, three, odd):
    build(analyst)
    for name in ("field", "team", "worker"):
        assert client.get(WORKLIST, {name: odd}).status_code == 200


def test_the_list_is_a_look_at_everybody_on_it(client, analyst, three):
    build(analyst)
    client.get(WORKLIST)
    assert Look.objects.at_lists_with(three[0].pk).filter(what="return: what fails").exists()


def test_before_the_first_return_it_says_so(client, analyst):
    assert "No return yet" in client.get(WORKLIST).content.decode()


def test_the_queries_of_the_list_do_not_grow(client, analyst, three, django_assert_max_num_queries):
    build(analyst)
    with django_assert_max_num_queries(60):
        client.get(WORKLIST)


def test_failing_cells_come_as_csv_without_what_stands_in_them(client, analyst, three):
    built = build(analyst)
    answer = client.get(reverse("returns:failing", args=[built.pk]))
    lines = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert {(line["person"], line["field"], line["code"]) for line in lines} == {
        (str(three[0].pk), "NHS Number", "-1"),
        (str(three[1].pk), "Date of Birth", "-1"),
        (str(three[2].pk), "Request: Route of Access", "-1"),
    }
    assert "Okafor" not in answer.content.decode()


def test_the_mapping_is_loaded_on_the_page_and_a_bad_one_changes_nothing(client, analyst, tmp_path):
    page = reverse("returns:specification")
    assert "Not public: not checked" in client.get(page).content.decode()
    bad = tmp_path / "notes.xlsx"
    bad.write_bytes(b"words")
    with bad.open("rb") as sent:
        assert "notes.xlsx is not a spreadsheet" in client.post(page, {"file": sent}).content.decode()
    with spreadsheet(tmp_path / "mapping.xlsx").open("rb") as sent:
        assert client.post(page, {"file": sent}).status_code == 302
    assert "mapping.xlsx, loaded by" in client.get(page).content.decode()


def test_who_may_only_see_loads_no_mapping(client, tmp_path):
    client.force_login(make_user("commissioner"))
    page = reverse("returns:specification")
    with spreadsheet(tmp_path / "mapping.xlsx").open("rb") as sent:
        client.post(page, {"file": sent})
    html = client.get(page).content.decode()
    assert "mapping.xlsx" not in html and "Load the mapping" not in html


def test_who_opens_no_records_sees_no_names_on_the_list(client, analyst, three):
    build(analyst)
    client.force_login(make_user("commissioner"))
    page = client.get(WORKLIST).content.decode()
    assert "Okafor" not in page and "A record that is not open to you" in page


def restrict(person) -> None:
    subject = person.subject
    subject.restricted, subject.restricted_reason, subject.restricted_at = True, "A relative works here", timezone.now()
    subject.restricted_by = make_user("team_manager")
    subject.save()


def test_what_is_closed_to_whoever_looks_is_not_put_right_by_looking(client, analyst, three, request):
    """As the role that pages run in: a commissioner opens no record, an analyst none that is restricted."""
    restrict(three[0])
    built, commissioner = build(analyst), make_user("commissioner")
    request.getfixturevalue("web_role")
    for looks in (commissioner, analyst):
        client.force_login(looks)
        assert client.get(WORKLIST).status_code == 200
    built.refresh_from_db()
    assert built.failing_values == 3 and built.put_right == 0


def test_the_file_of_failing_cells_says_not_whose_record_is_closed(client, analyst, three):
    restrict(three[0])
    built = build(analyst)
    content = client.get(reverse("returns:failing", args=[built.pk])).content.decode()
    lines = {line["field"]: line for line in csv.DictReader(io.StringIO(content))}
    assert lines["NHS Number"]["person"] == "A record that is not open to you"
    assert lines["NHS Number"]["record"] == lines["NHS Number"]["worker"] == lines["NHS Number"]["row"] == ""
    assert lines["Date of Birth"]["person"] == str(three[1].pk)
