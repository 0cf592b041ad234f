"""The pages of the return: who may, what they show, and the file."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.audit.models import Look
from alongside.insight.returns import actions
from alongside.insight.returns.models import BuiltReturn
from alongside.people.people.models import Identifier
from alongside.rules.national_return.row import Period

from .factories import NHS, conversation, whole_person

pytestmark = pytest.mark.django_db
YEAR = Period(date(2025, 10, 1), date(2026, 9, 30))


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }


@pytest.fixture
def analyst():
    return make_user("performance_analyst")


@pytest.fixture
def winnie(analyst):
    made = whole_person("Winifred", "Okafor", by=analyst)
    conversation(made, analyst, date(2026, 5, 12))
    return made


@pytest.fixture
def without_number(analyst):
    made = whole_person("Gerald", "Pickup", by=analyst, nhs=NHS[1])
    Identifier.objects.filter(subject_id=made.pk).delete()
    conversation(made, analyst, date(2026, 5, 13))
    return made


def ask(client, user, **days):
    client.force_login(user)
    return client.post(reverse("returns:home"), {"start": "2025-10-01", "end": "2026-09-30", **days})


def test_asking_builds_it_behind_the_page_which_says_so(client, analyst, winnie):
    answer = ask(client, analyst)
    asked = BuiltReturn.objects.get()
    assert answer["Location"] == reverse("returns:built", args=[asked.pk])
    assert "Being built" in client.get(answer["Location"]).content.decode()

    actions.carry_out(asked.pk)

    page = client.get(answer["Location"]).content.decode()
    assert "Nothing fails" in page and "Take the file" in page


def test_what_fails_leads_to_the_record_that_is_put_right(client, analyst, winnie, without_number):
    ask(client, analyst)
    asked = BuiltReturn.objects.get()
    actions.carry_out(asked.pk)

    page = client.get(reverse("returns:built", args=[asked.pk])).content.decode()

    assert "Gerald Pickup" in page and reverse("people:details", args=[without_number.pk]) in page
    assert Look.objects.filter(what="return: what fails", listed=[without_number.pk]).exists()
    other = client.get(reverse("returns:built", args=[asked.pk]), {"field": "Postcode"}).content.decode()
    assert "Gerald Pickup" not in other


def test_the_file_is_taken_and_everybody_in_it_is_told(client, analyst, winnie):
    ask(client, analyst)
    asked = BuiltReturn.objects.get()
    actions.carry_out(asked.pk)

    answer = client.get(reverse("returns:download", args=[asked.pk]))

    assert answer["Content-Disposition"] == 'attachment; filename="CLD_20251001_20260930.csv"'
    assert b"".join(answer.streaming_content).count(b"\r\n") == 2
    assert Look.objects.at_lists_with(winnie.pk).filter(detail__startswith="Downloaded").exists()


def test_who_may_only_see_it_takes_no_file(client, analyst, winnie):
    commissioner = make_user("commissioner")
    if not commissioner.may("returns.see") or commissioner.may("returns.export"):
        commissioner = next(
            user
            for role in ("director", "principal_social_worker", "commissioner", "finance_officer", "team_manager")
            if (user := make_user(role)).may("returns.see") and not user.may("returns.export")
        )
    asked = actions.ask_for(period=YEAR, by=analyst)
    actions.carry_out(asked.pk)
    client.force_login(commissioner)
    assert "Take the file" not in client.get(reverse("returns:built", args=[asked.pk])).content.decode()
    assert client.get(reverse("returns:download", args=[asked.pk])).status_code == 403


def test_a_worker_of_the_front_door_does_not_see_it(client):
    client.force_login(make_user("front_door_worker"))
    assert client.get(reverse("returns:home")).status_code == 403


def test_days_in_the_wrong_order_are_said_and_nothing_is_asked(client, analyst):
    answer = ask(client, analyst, start="2026-09-30", end="2025-10-01")
    assert "must not be before the first" in answer.content.decode()
    assert not BuiltReturn.objects.exists()


def test_building_again_changes_nothing_that_was_finished(analyst, winnie):
    asked = actions.ask_for(period=YEAR, by=analyst)
    actions.carry_out(asked.pk)
    first = BuiltReturn.objects.get()
    actions.carry_out(asked.pk)
    assert BuiltReturn.objects.get().finished_at == first.finished_at


def test_what_cannot_be_built_says_so(analyst, winnie, monkeypatch):
    asked = actions.ask_for(period=YEAR, by=analyst)

    def broken(*args, **kwargs):
        raise RuntimeError("no")

    monkeypatch.setattr(actions, "build", broken)
    with pytest.raises(RuntimeError):
        actions.carry_out(asked.pk)
    asked.refresh_from_db()
    assert asked.failure and not asked.is_being_built and not asked.file
    assert not default_storage.exists("returns")
