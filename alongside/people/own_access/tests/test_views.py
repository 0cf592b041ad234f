"""The worker's pages: letting in with what is asked first, closing, papers."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.actions import restrict
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.documents import actions as documents
from alongside.foundation.documents.tests.factories import make_letter
from alongside.foundation.events.models import Event
from alongside.people.own_access import actions
from alongside.people.own_access.models import Access, Coercion, Release

from .factories import let_in, make_person, make_power

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    client.force_login(make_user("social_worker", name="Callum Lees"))
    return client


def answers(**other):
    day = timezone.localdate()
    dated = {f"{name}_{part}": str(getattr(day, part)) for name in ("verified_on", "asked_on")
             for part in ("day", "month", "year")}
    return {"verified_how": "paper", "verified_words": "Her passport", "asked_how": "in_person", "asked_words": "Yes",
            "sure": "yes", "parts": ["plan"], "email": "winnie@example.org", **dated, **other}


def test_a_worker_lets_her_in(desk):
    subject = make_person()
    answer = desk.post(reverse("own_access:give_person", args=[subject.pk]), answers())
    assert answer.status_code == 302
    access = Access.objects.get()
    assert (access.parts, access.checks.get().words, str(access.ways.get())) == (
        ["plan"], "Yes", "Email: winnie@example.org")
    page = desk.get(answer.url).content.decode()
    assert "Her passport" in page and "Asked on" in page and "Email: winnie@example.org" in page


@pytest.mark.parametrize("missing, said", [
    ({"sure": "no"}, "Do not let anybody in"), ({"sure": ""}, "Are you sure that nobody stands over them?"),
    ({"asked_words": ""}, "What did they say or show?"), ({"verified_words": ""}, "which paper you saw"),
    ({"email": ""}, "Say how the code is to reach them"), ({"email": "winnie"}, "An email address looks like"),
    ({"parts": []}, "What may they read?"),
])
def test_not_before_all_is_asked(desk, missing, said):
    page = desk.post(reverse("own_access:give_person", args=[make_person().pk]), answers(**missing)).content.decode()
    assert said in page and not Access.objects.exists()


def test_an_attorney_for_welfare_only_with_the_reason_and_never_money(desk):
    subject = make_person()
    power = make_power(subject)
    address = reverse("own_access:give_power", args=[subject.pk, power.pk])
    page = desk.get(address).content.decode()
    assert "Why can the person not decide this themselves" in page and 'value="money"' not in page
    assert desk.post(address, answers()).status_code == 200 and not Access.objects.exists()
    assert desk.post(address, answers(capacity_words="She cannot weigh it")).status_code == 302


def test_nobody_is_offered_a_power_whose_paper_was_not_seen(desk):
    subject = make_person()
    power = make_power(subject, seen_on=None)
    assert "No power whose paper was seen" in desk.get(reverse("own_access:choose", args=[subject.pk])).content.decode()
    assert desk.get(reverse("own_access:give_power", args=[subject.pk, power.pk])).status_code == 404


def test_closed_silently_the_colleague_reads_why_and_what_to_say(desk):
    access = let_in()
    desk.post(reverse("own_access:safety", args=[access.subject_id]), {"words": "He answers for her"})
    page = desk.get(reverse("own_access:index", args=[access.subject_id])).content.decode()
    assert "He answers for her" in page and "Codes sometimes do not come" in page and "Closed silently" in page
    assert "Let somebody in" not in page
    desk.post(reverse("own_access:lift", args=[access.subject_id]), {"words": "He moved out"})
    assert Coercion.objects.get().lifted_words == "He moved out"


def test_no_code_is_read_out_while_it_is_closed_silently(desk):
    access = let_in(ways=[("spoken", "01632 960417")])
    code = actions.ask_for_code(channel="spoken", address="01632 960417", visitor="")
    actions.close_for_safety(subject=access.subject, words="He answers for her", by=make_user())
    page = desk.post(reverse("own_access:read_out", args=[access.pk]),
                     {"how": "I know their voice", "alone": "on"}).content.decode()
    assert f"{code.digits[:3]} {code.digits[3:]}" not in page and "Read nothing out" in page


def test_ways_are_added_and_ended(desk):
    access = let_in()
    address = reverse("own_access:ways", args=[access.pk])
    assert "looks like" in desk.post(address, {"channel": "text", "address": "none"}).content.decode()
    landline = desk.post(address, {"channel": "text", "address": "01632 960417"}).content.decode()
    assert "A text message reaches a mobile number" in landline
    assert desk.post(address, {"channel": "text", "address": "07700 900123"}).status_code == 302
    way = access.ways.get(channel="text")
    desk.post(reverse("own_access:end_way", args=[access.pk, way.pk]))
    assert [one.channel for one in access.ways.in_use()] == ["email"]


def test_asked_again_and_closed(desk):
    access = let_in()
    said = answers()
    desk.post(reverse("own_access:ask_again", args=[access.pk]), said)
    assert access.checks.count() == 2
    desk.post(reverse("own_access:close", args=[access.pk]), {"because": "asked", "words": "She has enough of it"})
    assert Access.objects.get().closed_because == "asked"
    page = desk.post(reverse("own_access:close", args=[access.pk]), {"because": "asked"}).content.decode()
    assert "Callum Lees closed it on" in page


def test_a_paper_is_released_after_it_was_looked_through(desk):
    subject, worker = make_person(), make_user()
    letter = make_letter(by=worker, about=subject, title="What we agreed")
    documents.send_letter(document=letter, how="handed", by=worker)
    assert "What we agreed" in desk.get(reverse("own_access:papers", args=[subject.pk])).content.decode()
    address = reverse("own_access:release", args=[subject.pk, letter.pk])
    said = {"part": "documents", "about_others": "nothing", "harm": "yes", "harm_words": "Perhaps"}
    assert "Do not release it" in desk.post(address, said).content.decode() and not Release.objects.exists()
    desk.post(address, {**said, "harm": "no", "harm_words": "She knows it all"})
    row = Release.objects.get()
    desk.post(reverse("own_access:take_back", args=[subject.pk, row.pk]), {"because": "It names somebody"})
    page = desk.get(reverse("own_access:papers", args=[subject.pk])).content.decode()
    assert "It names somebody" in page


def test_a_restricted_record_says_why_it_opens_nothing(desk):
    access, manager = let_in(), make_user("team_manager")
    restrict(subject=access.subject, reason="Her son works here", named=[], by=manager)
    desk.force_login(manager)
    assert "Closed: restricted record" in desk.get(
        reverse("own_access:index", args=[access.subject_id])).content.decode()


def test_the_page_holds_its_queries(desk, django_assert_max_num_queries):
    access = let_in()
    let_in(access.subject, authority=make_power(access.subject), parts=["plan"], capacity_words="She cannot",
           ways=[("email", "chidi@example.org")])
    with django_assert_max_num_queries(30):
        desk.get(reverse("own_access:index", args=[access.subject_id]))


def test_who_lifts_it_second_is_told_so_and_keeps_their_words(desk, monkeypatch):
    access = let_in()
    sign = actions.close_for_safety(subject=access.subject, words="He answers for her", by=make_user())
    really = actions.lift

    def first_somebody_else(**lifted):
        really(sign=sign, words="He moved out", by=make_user())
        return really(**lifted)

    monkeypatch.setattr(actions, "lift", first_somebody_else)
    page = desk.post(reverse("own_access:lift", args=[access.subject_id]), {"words": "She told me alone"})
    assert "Somebody lifted it already" in page.content.decode() and "She told me alone" in page.content.decode()


def test_a_way_given_twice_or_ended_twice_is_one_line_on_the_timeline(desk):
    access, by = let_in(), make_user()
    for _ in range(2):
        way = actions.add_way(access=access, channel="text", address="07700 900123", by=by)
    assert Event.objects.filter(kind="own_access.ways").count() == 1
    for _ in range(2):
        actions.end_way(way=way, by=by)
    assert Event.objects.filter(kind="own_access.ways").count() == 2
