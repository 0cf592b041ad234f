"""Planning sessions: up to an hour, one place at a time, and never an assessment."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.tests.factories import (
    make_organisation,
    make_qualification,
    make_team,
    make_user,
    restrict,
)
from alongside.foundation.questionnaires.actions import open_draft, put_answers
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.work.models import Task
from alongside.front_door.bookings import actions, hubs
from alongside.front_door.bookings.models import PlanningSession
from alongside.front_door.conversations.tests.factories import front_door_worker, in_days, somebody
from alongside.rules.council_limits import AccessPoint

pytestmark = pytest.mark.django_db


NOTHING_MORE = {"seems_need": "no", "seems_carer": "no"}


def tomorrow(hour: int = 10):
    return timezone.localtime().replace(hour=hour, minute=0, second=0, microsecond=0) + timedelta(days=1)


def book(subject, by, **details):
    said = {"starts_at": tomorrow(), "minutes": 45, "place": "Mill Lane hub", "facilitator": by}
    return actions.book(subject=subject, by=by, **{**said, **details})


def begun(subject, by) -> PlanningSession:
    start = timezone.now() - timedelta(minutes=50)
    return PlanningSession.objects.create(subject=subject, starts_at=start, ends_at=start + timedelta(minutes=45),
                                          place="Hub", facilitator=by, booked_by=by)


def test_forty_five_minutes_are_booked_and_on_the_facilitators_list():
    worker, subject = front_door_worker(), somebody()
    booked = book(subject, worker)
    assert booked.minutes == 45
    task = Task.objects.get(kind="planning_session")
    assert (task.owner, task.due_on) == (worker, tomorrow().date())


@pytest.mark.parametrize(("details", "words"), [
    ({"minutes": 75}, "75 minutes is too long"), ({"minutes": 0}, "whole number"), ({"minutes": 12.5}, "whole number"),
    ({"starts_at": timezone.now() - timedelta(hours=1)}, "has gone"),
])
def test_what_cannot_be_booked_is_refused_in_a_sentence(details, words):
    worker, subject = front_door_worker(), somebody()
    with pytest.raises(actions.CannotBook, match=words):
        book(subject, worker, **details)
    assert not PlanningSession.objects.exists()


def test_nobody_is_in_two_places_at_once():
    worker, subject = front_door_worker(), somebody()
    book(subject, worker)
    with pytest.raises(actions.CannotBook, match="another session from 10.00 to 10.45"):
        book(somebody("Sam", "Osei"), worker, starts_at=tomorrow() + timedelta(minutes=30))
    book(somebody("Ann", "Osei"), worker, starts_at=tomorrow() + timedelta(minutes=45))
    book(somebody("Ben", "Osei"), front_door_worker())


def test_the_database_holds_the_hour_and_the_one_place():
    worker, subject = front_door_worker(), somebody()
    row = {"subject": subject, "place": "Hub", "facilitator": worker, "starts_at": tomorrow()}
    with pytest.raises(IntegrityError, match="up_to_an_hour"), transaction.atomic():
        PlanningSession.objects.create(**row, ends_at=tomorrow() + timedelta(minutes=61))
    PlanningSession.objects.create(**row, ends_at=tomorrow() + timedelta(minutes=60))
    with pytest.raises(IntegrityError, match="one_place"), transaction.atomic():
        PlanningSession.objects.create(**row, ends_at=tomorrow() + timedelta(minutes=10))


def test_a_cancelled_hour_is_free_again():
    worker, subject = front_door_worker(), somebody()
    actions.cancel(session=book(subject, worker), because="She is unwell", by=worker)
    assert not Task.objects.open().exists()
    book(subject, worker)


def test_held_it_gives_a_wellbeing_plan_and_nothing_that_counts_as_an_assessment():
    worker, subject = front_door_worker(), somebody()
    held = begun(subject, worker)
    draft = open_draft(owner=worker, questionnaire="wellbeing_plan", about=events.source_of(held), title="t", url="/",
                       subject=subject)
    draft = put_answers(draft=draft, by=worker, answers={
        "outcomes": [{"outcome": "Get out on Thursdays"}], "assets": [{"what": "Bus pass", "kind": "own"}],
        "look_again_on": in_days(30), **NOTHING_MORE})
    held = actions.write_up(session=held, draft=draft, by=worker)
    assert held.response.answers["outcomes"][0]["outcome"] == "Get out on Thursdays"
    assert held.held_at <= held.ends_at
    assert Task.objects.get(kind="promise").title == "Ask how the wellbeing plan went"
    assert not subject.assessment_offers.exists() and not subject.next_steps.exists()
    with pytest.raises(actions.NotAsItWas):
        actions.cancel(session=held, because="x", by=worker)


def written_up(session, worker, **said):
    draft = open_draft(owner=worker, questionnaire="wellbeing_plan", about=events.source_of(session), title="t",
                       url="/", subject=session.subject)
    draft = put_answers(draft=draft, by=worker, answers={**NOTHING_MORE, **said})
    return actions.write_up(session=session, draft=draft, by=worker)


@pytest.mark.parametrize(("said", "kinds"), [
    ({}, []), ({"seems_need": "yes"}, ["offer_assessment"]), ({"seems_carer": "yes"}, ["offer_carers_assessment"]),
    ({"seems_need": "yes", "seems_carer": "yes"}, ["offer_assessment", "offer_carers_assessment"]),
])
def test_a_need_that_appears_and_no_offer_is_work_for_whoever_held_the_session(said, kinds):
    worker = front_door_worker()
    written_up(begun(somebody(), worker), worker, **said)
    tasks = Task.objects.open().order_by("pk")
    assert [task.kind for task in tasks] == kinds and {task.owner for task in tasks} <= {worker}


def test_whoever_may_not_offer_leaves_it_to_the_front_door():
    make_team("front_door")
    worker = make_user("business_support")
    written_up(begun(somebody(), worker), worker, seems_need="yes")
    task = Task.objects.open().get()
    assert (task.title, task.owner, task.team.key) == ("Offer an assessment", None, "front_door")


def test_what_was_offered_before_is_no_work_and_stands_on_the_sessions_page(client):
    worker, subject = front_door_worker(), somebody()
    client.force_login(worker)
    held = begun(subject, worker)
    offer = reverse("conversations:offer_assessment", args=[subject.pk, held.pk])
    client.post(offer, {"kind": "adult", "answer": "refused", "refusal_kind": "not_now", "refusal_words": "In May"})
    written_up(held, worker, seems_need="yes", seems_carer="yes")
    assert Task.objects.open().get().kind == "offer_carers_assessment"
    here = reverse("bookings:session", args=[subject.pk, held.pk])
    said = client.get(here).content.decode()
    assert "Needs assessment offered" in said and "Refused" in said and "“In May”" in said
    assert "No assessment has been offered yet" not in said and "No carer’s assessment has been offered yet" in said
    client.post(offer, {"kind": "carer", "answer": "refused", "refusal_kind": "not_now"})
    assert not Task.objects.open().exists()
    assert Task.objects.get(kind="offer_carers_assessment").outcome == "Offered: refused"
    assert "has been offered yet" not in client.get(here).content.decode()


def test_an_offer_to_whom_it_was_wrongly_matched_is_not_told_of_on_anothers_record(client):
    worker, wrong, right = front_door_worker(), somebody("Sam", "Osei"), somebody()
    client.force_login(worker)
    held = begun(wrong, worker)
    client.post(reverse("conversations:offer_assessment", args=[wrong.pk, held.pk]), {
        "kind": "adult", "answer": "refused", "refusal_kind": "not_now", "refusal_words": "Sam is unwell"})
    held = written_up(actions.match(session=held, subject=right, by=worker), worker, seems_need="yes")
    assert Task.objects.get(kind="offer_assessment").subject == right
    said = client.get(reverse("bookings:session", args=[right.pk, held.pk])).content.decode()
    assert "Sam is unwell" not in said and "No assessment has been offered yet" in said


def test_nobody_signs_without_saying_whether_more_seems_to_be_needed(client):
    worker, subject = front_door_worker(), somebody()
    client.force_login(worker)
    held = begun(subject, worker)
    url = reverse("bookings:write_up", args=[subject.pk, held.pk])
    client.get(url)
    page = client.post(url, {"keys": "if_not", "if_not": "Ring the hub", "revision": 0, "do": "sign"})
    assert "Say whether it seems that they may need care and support" in page.content.decode()
    held.refresh_from_db()
    assert held.held_at is None


def test_booking_from_the_page_refuses_75_minutes_and_keeps_what_was_written(client):
    worker, subject = front_door_worker(), somebody()
    client.force_login(worker)
    url = reverse("bookings:book", args=[subject.pk])
    said = {"on": in_days(2), "at": "10.30", "minutes": "75", "place": "Mill Lane hub", "facilitator": worker.pk,
            "wants_to_talk_about": "Volunteering"}
    page = client.post(url, said).content.decode()
    assert "75 minutes is too long" in page and "Volunteering" in page
    client.post(url, {**said, "minutes": "45"})
    assert PlanningSession.objects.get().minutes == 45


def test_writing_up_from_the_page(client):
    worker, subject = front_door_worker(), somebody()
    client.force_login(worker)
    held = begun(subject, worker)
    url = reverse("bookings:write_up", args=[subject.pk, held.pk])
    assert "What do they want?" in client.get(url).content.decode()
    draft = Draft.objects.get()
    put_answers(draft=draft, by=worker, answers={"outcomes": [{"outcome": "Get out"}], **NOTHING_MORE})
    client.post(url, {"keys": "if_not", "if_not": "Ring the hub", "revision": 1, "do": "sign"})
    here = client.get(reverse("bookings:session", args=[subject.pk, held.pk])).content.decode()
    assert "Get out" in here and "Ring the hub" in here
    assert "My wellbeing plan" in client.get(reverse("bookings:print", args=[subject.pk, held.pk])).content.decode()


def test_a_session_to_come_is_not_written_up_yet(client):
    worker, subject = front_door_worker(), somebody()
    client.force_login(worker)
    booked = book(subject, worker)
    here = reverse("bookings:session", args=[subject.pk, booked.pk])
    assert client.get(reverse("bookings:write_up", args=[subject.pk, booked.pk])).url == here
    assert "Write the wellbeing plan" not in client.get(here).content.decode()


def test_the_list_within_its_queries_and_restricted_people_left_out(client, django_assert_max_num_queries):
    worker, subject = front_door_worker(), somebody()
    client.force_login(worker)
    booked = book(subject, worker)
    begun(somebody("Sam", "Osei"), front_door_worker())
    with django_assert_max_num_queries(12):
        page = client.get(reverse("bookings:index")).content.decode()
    assert "Ivy Broadbent" in page and "Sam Osei" in page
    restrict(subject, make_user("team_manager"))
    assert "Ivy Broadbent" not in client.get(reverse("bookings:index")).content.decode()
    assert client.get(reverse("bookings:session", args=[subject.pk, booked.pk])).status_code == 404
    client.force_login(make_user("finance_officer"))
    assert client.get(reverse("bookings:index")).status_code == 403


def untrained(**details):
    return make_user("front_door_worker", team=make_team("front_door"), **details)


def test_at_an_access_point_only_the_trained_are_booked_and_the_reason_is_said():
    worker, subject, other = front_door_worker(), somebody(), untrained(name="Una Trained")
    with pytest.raises(actions.CannotBook, match="Una Trained has none") as refused:
        book(subject, worker, facilitator=other)
    assert refused.value.where == "facilitator" and "A planning session at Mill Lane hub" in str(refused.value)
    assert book(subject, worker, facilitator=other, place="At home").facilitator == other


def test_training_that_runs_out_before_the_day_does_not_count_and_a_registration_does():
    worker, subject, other = front_door_worker(), somebody(), untrained(name="Una Trained")
    make_qualification(other, "access_point_facilitator", expires_on=timezone.localdate())
    with pytest.raises(actions.CannotBook, match="Una Trained has none"):
        book(subject, worker, facilitator=other)
    assert book(subject, worker, facilitator=make_user("social_worker")).minutes == 45


def test_training_nobody_has_seen_does_not_count():
    worker, other = front_door_worker(), untrained()
    make_qualification(other, "access_point_facilitator", seen_by=None, seen_on=None)
    with pytest.raises(actions.CannotBook):
        book(somebody(), worker, facilitator=other)


def test_only_staff_of_whoever_runs_the_point_are_booked_there():
    today = timezone.localdate()
    ours, theirs = front_door_worker(), front_door_worker()
    theirs.organisation = make_organisation("Westmere Carers Centre")
    theirs.save()
    library = AccessPoint("library", "Library")
    centre = AccessPoint("centre", "Carers Centre", run_by="Westmere Carers Centre")
    assert list(hubs.who_may_hold("planning_session", today, at=library)) == [ours]
    assert list(hubs.who_may_hold("planning_session", today, at=centre)) == [theirs]
    assert "does not work for those who run Library" in hubs.why_not(theirs, "planning_session", today, at=library)


def test_the_page_offers_those_who_may_or_says_why_there_is_nobody(client):
    worker, subject = front_door_worker(), somebody()
    other, clerk = untrained(name="Una Trained"), make_user("business_support", name="Clara Clerk")
    client.force_login(worker)
    url = reverse("bookings:book", args=[subject.pk])
    hub, anywhere = client.get(url, {"at": "mill_lane"}).content.decode(), client.get(url).content.decode()
    assert f'value="{worker.pk}"' in hub and f'value="{other.pk}"' not in hub
    assert f'value="{worker.pk}"' in anywhere and f'value="{other.pk}"' in anywhere
    assert f'value="{clerk.pk}"' not in anywhere
    said = {"on": in_days(2), "at": "10.30", "minutes": "45", "facilitator": worker.pk, "wants_to_talk_about": ""}
    client.post(f"{url}?at=mill_lane", said)
    assert PlanningSession.objects.get().place == "Mill Lane hub"
    worker.qualifications.all().delete()
    nobody = client.get(url, {"at": "mill_lane"}).content.decode()
    assert "Nobody of the council with" in nobody and "Book the session" not in nobody
