"""What the national return would find fault with is said at saving, and never stops it."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import DatabaseError
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import get_resolver
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.insight.returns import at_saving
from alongside.people.circumstances.models import Fact
from alongside.people.people.models import Identifier

from .factories import conversation, whole_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def winnie():
    worker = make_user("front_door_worker")
    made = whole_person("Winifred", "Okafor", by=worker)
    conversation(made, worker, timezone.localdate())
    return made


def said(rf, subject_id, answer=None, **sent) -> list[str]:
    request = rf.post("/", sent or {"do": "sign"})
    request.session = {}
    request._messages = FallbackStorage(request)
    request.resolver_match = SimpleNamespace(kwargs={"subject_id": subject_id})
    at_saving.WarnAtSaving(lambda _: answer or HttpResponseRedirect("/next"))(request)
    return [str(message) for message in get_messages(request)]


def test_a_whole_record_is_saved_without_a_word(rf, winnie):
    assert said(rf, winnie.pk) == []


def test_what_lacks_is_named_after_the_saving(rf, winnie):
    Identifier.objects.filter(subject_id=winnie.pk).delete()
    (words,) = said(rf, winnie.pk)
    assert "NHS Number" in words and "You can go on" in words


def test_nothing_is_said_of_a_draft_or_a_page_with_errors(rf, winnie):
    Identifier.objects.filter(subject_id=winnie.pk).delete()
    assert said(rf, winnie.pk, do="save") == []
    assert said(rf, winnie.pk, HttpResponse("There is a problem")) == []


def test_a_fault_of_the_check_never_stops_the_worker(rf, winnie, monkeypatch):
    def broken(*args):
        raise DatabaseError("no")

    monkeypatch.setattr(at_saving, "built", broken)
    assert said(rf, winnie.pk) == []


def said_on(rf, view: str, **kwargs) -> list[str]:
    request = rf.post("/")
    request.session = {}
    request._messages = FallbackStorage(request)
    request.resolver_match = SimpleNamespace(kwargs=kwargs, view_name=view)
    at_saving.WarnAtSaving(lambda _: HttpResponseRedirect("/next"))(request)
    return [str(message) for message in get_messages(request)]


def test_whoever_changes_a_fact_about_the_person_hears_what_their_rows_of_the_year_lack(rf, winnie):
    conversation(winnie, make_user("front_door_worker"), timezone.localdate() - timedelta(days=100))
    Identifier.objects.filter(subject_id=winnie.pk).delete()
    for view in at_saving.OF_THE_PERSON - {"circumstances:end"}:
        (words,) = said_on(rf, view, subject_id=winnie.pk)
        assert "NHS Number" in words
    assert said_on(rf, "people:search", subject_id=winnie.pk) == []


def test_an_ended_fact_is_looked_at_by_its_own_number(rf, winnie):
    worker, today = make_user("front_door_worker"), timezone.localdate()
    Identifier.objects.filter(subject_id=winnie.pk).delete()
    fact = Fact.objects.create(
        subject_id=winnie.pk, kind="accommodation", code="owner_occupier", since=today, source="person",
        recorded_by=worker, confirmed_on=today, confirmed_by=worker,
    )
    (words,) = said_on(rf, "circumstances:end", pk=fact.pk)
    assert "NHS Number" in words
    assert said_on(rf, "circumstances:end", pk=fact.pk + 1) == []


def test_every_form_it_watches_is_an_address():
    for view in at_saving.OF_THE_PERSON | at_saving.OF_THE_YEAR | {at_saving.PLAN_SENT}:
        room, _, name = view.partition(":")
        _, pages = get_resolver().namespace_dict[room]
        assert name in pages.reverse_dict, view
