"""The door of My plan: who comes in, and that whoever does not learns nothing."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access import actions as restricting
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.audit import context
from alongside.foundation.audit.models import Look
from alongside.foundation.events.models import Event
from alongside.foundation.one_time_codes import actions as codes
from alongside.foundation.one_time_codes import asked as waiting
from alongside.foundation.one_time_codes.asked import masked
from alongside.foundation.one_time_codes.models import OneTimeCode
from alongside.foundation.subjects.models import Subject
from alongside.people.own_access import actions
from alongside.people.own_access.models import Access, SignedIn
from alongside.people.own_access.tests.factories import EMAIL, RINGS_FROM, let_in, let_in_power, make_person
from alongside.people.people import actions as people
from alongside.portal.my_plan.guard import COOKIE

from .signing_in import ask, sign_in

pytestmark = pytest.mark.django_db
HOME = "/my-plan/"


@pytest.fixture(autouse=True)
def as_the_pages_run(web_role):
    """Everything here runs as the web role: what it may not see behind the wall, no page shows."""
    context.enter(context.NOBODY)


def quietly():
    """What the test itself makes or looks at, beside the pages."""
    return context.acting(why="test")


@pytest.fixture
def hers():
    with quietly():
        return let_in(ways=[("email", EMAIL), ("spoken", RINGS_FROM)])


def test_she_signs_in_by_a_code_and_reads_whose_record_it_is(client, hers):
    answer = sign_in(client)
    assert answer.url == HOME
    page = client.get(HOME).content.decode()
    assert "Signed in as <strong>Winifred Okafor</strong>" in page
    look = Look.objects.filter(subject=hers.subject).latest("pk")
    assert (look.user_id, look.what) == (None, "my plan: home")
    assert context.who_by_themselves(look.why) == f"the person themselves (access {hers.pk})"
    assert "no-store" in client.get(HOME)["Cache-Control"]


def test_the_text_message_brings_the_code_and_nothing_of_who_she_is(client, settings, tmp_path, monkeypatch):
    settings.HOME = tmp_path
    queued = []
    monkeypatch.setattr(codes.send_in_the_background, "defer", lambda code_id: queued.append(code_id))
    with quietly():
        let_in(ways=[("text", "07700 900123")])
    asked = ask(client, "07700 900123", "text")
    with quietly():
        codes.send(code_id=queued[0])
    (dropped,) = (tmp_path / "outbox" / "text").glob("*.json")
    text = json.loads(dropped.read_text())
    assert (text["address"], text["to"]) == ("07700900123", "")
    for word in ("Winifred", "Okafor", "My plan", "care", "record", "01632"):
        assert word.lower() not in dropped.read_text().lower(), word
    digits = re.search(r"\b\d{6}\b", text["title"])[0]
    assert digits in text["words"] and client.post(asked.url, {"code": digits}).url == HOME


def test_the_database_shows_her_one_record_and_nothing_else(client, hers, monkeypatch):
    from alongside.portal.my_plan.views import reading

    with quietly():
        other = make_person("Omar Farouk")
        Event.objects.create(subject=other, kind="test", category="contact", title="His", happened_at=timezone.now())
    seen = {}

    def forgets_to_ask(theirs):
        seen["subjects"] = list(Subject.objects.values_list("pk", flat=True))
        seen["events"] = set(Event.objects.values_list("subject", flat=True))
        seen["accesses"] = list(Access.objects.values_list("pk", flat=True))
        return []

    monkeypatch.setattr(reading.presenters, "sections", forgets_to_ask)
    sign_in(client)
    client.get(HOME)
    assert seen == {"subjects": [hers.subject_id], "events": {hers.subject_id}, "accesses": [hers.pk]}


def pages(client, address: str) -> list[tuple[int, str]]:
    """What somebody reads who asks for a code at an address and types six digits."""
    asked = ask(client, address)
    shown = client.get(asked.url)
    tried = client.post(asked.url, {"code": "123456"})
    plain = [shown.content.decode(), tried.content.decode()]
    return [(asked.status_code, asked.url), *(
        (200, page.replace(address, "…").replace(masked(address), "…")) for page in map(without_tokens, plain))]


def without_tokens(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


SHUT = {
    "closed": lambda one, by: actions.close(access=one, because="asked", by=by),
    "closed silently": lambda one, by: actions.close_for_safety(subject=one.subject, words="Her son", by=by),
    "died": lambda one, by: people.record_death(
        subject=one.subject, died_on=timezone.localdate(), told_by="A ward", by=by),
    "restricted": lambda one, by: restricting.restrict(subject=one.subject, reason="He works here", named=[], by=by),
    "not asked again": lambda one, by: Access.objects.filter(pk=one.pk).update(
        review_on=timezone.localdate() - timedelta(days=60)),
}


@pytest.mark.parametrize("how", SHUT)
def test_whatever_closes_it_looks_like_an_address_nobody_has(client, hers, how):
    unknown = pages(client, "nobody@example.org")
    with quietly():
        SHUT[how](hers, make_user("team_manager"))
    codes = OneTimeCode.objects.count()
    assert pages(client, EMAIL) == unknown
    assert OneTimeCode.objects.count() == codes + 1
    assert OneTimeCode.objects.latest("pk").address == ""  # nothing is sent, and no digits are right


@pytest.mark.parametrize("how", SHUT)
def test_whoever_is_in_is_out_as_if_their_time_had_run_out(client, hers, how):
    sign_in(client)
    with quietly():
        SignedIn.objects.update(seen_at=timezone.now() - timedelta(minutes=16))
    idle = client.get(HOME)
    sign_in(client)
    with quietly():
        SHUT[how](hers, make_user("team_manager"))
    shut = client.get(HOME)
    assert (shut.status_code, shut.url) == (idle.status_code, idle.url) == (302, reverse("my_plan:sign_in"))
    assert COOKIE in shut.cookies and shut.cookies[COOKIE].value == idle.cookies[COOKIE].value == ""


def test_a_code_asked_for_before_it_was_closed_silently_is_over(client, hers):
    ask(client)
    digits = OneTimeCode.objects.latest("pk").digits
    with quietly():
        actions.close_for_safety(subject=hers.subject, words="Her son holds it", by=make_user())
    answer = client.post(reverse("my_plan:code"), {"code": digits})
    assert "That code is over" in answer.content.decode()
    with quietly():
        assert not SignedIn.objects.exists()


def test_she_signs_out_and_her_cookie_opens_nothing_any_more(client, hers):
    sign_in(client)
    secret = client.cookies[COOKIE].value
    assert client.post(reverse("my_plan:sign_out")).url == reverse("my_plan:signed_out")
    client.cookies[COOKIE] = secret
    assert client.get(HOME).status_code == 302


def test_the_secret_is_kept_nowhere(client, hers):
    sign_in(client)
    with quietly():
        assert client.cookies[COOKIE].value not in str(SignedIn.objects.values().get())
    assert client.cookies[COOKIE]["httponly"] and client.cookies[COOKIE]["path"] == HOME


def test_after_some_hours_a_new_code_is_asked_for_however_busy(client, hers):
    sign_in(client)
    with quietly():
        SignedIn.objects.update(started_at=timezone.now() - timedelta(hours=4, minutes=1))
    assert client.get(HOME).url == reverse("my_plan:sign_in")


def test_a_son_with_two_records_chooses_whose_and_changes_over(client):
    with quietly():
        mother, father = make_person("Winifred Okafor"), make_person("Emeka Okafor")
        for parent in (mother, father):
            his = let_in_power(parent)
    assert sign_in(client, "chidi@example.org").url == HOME
    assert client.get(HOME).url == reverse("my_plan:choose")
    page = client.get(reverse("my_plan:choose")).content.decode()
    assert "Winifred Okafor" in page and "Emeka Okafor" in page
    client.post(reverse("my_plan:choose"), {"whose": his.pk})
    page = client.get(HOME).content.decode()
    assert "Signed in as <strong>Chidi Okafor</strong> for <strong>Emeka Okafor</strong>" in page


def test_nobody_chooses_a_record_that_is_not_theirs(client, hers):
    sign_in(client)
    with quietly():
        other = let_in_power(make_person("Emeka Okafor"))
    answer = client.post(reverse("my_plan:choose"), {"whose": other.pk})
    assert answer.status_code == 422
    assert "Emeka" not in client.get(HOME).content.decode()


def test_a_code_is_read_out_to_whoever_rings_after_checking(client, hers):
    ask(client, RINGS_FROM, "spoken")
    with quietly():
        worker = make_user("front_door_worker")
    desk = Client()
    desk.force_login(worker)
    address = reverse("own_access:read_out", args=[hers.pk])
    assert "A code is waiting" in desk.get(address).content.decode()
    digits = OneTimeCode.objects.latest("pk").digits
    unchecked = desk.post(address, {"how": "I know their voice"}).content.decode()
    assert f"{digits[:3]} {digits[3:]}" not in unchecked
    shown = desk.post(address, {"how": "I know their voice", "alone": "on"})
    assert f"{digits[:3]} {digits[3:]}" in shown.content.decode()
    assert shown["Cache-Control"] == "no-store"
    assert client.post(reverse("my_plan:code"), {"code": digits}).url == HOME
    with quietly():
        assert Event.objects.filter(subject=hers.subject, kind="own_access.read_out", by=worker).exists()


def test_the_pages_ask_no_more_of_the_database_than_they_need(client, hers, django_assert_max_num_queries):
    sign_in(client)
    with django_assert_max_num_queries(30):
        client.get(HOME)


def test_who_opens_the_page_of_the_code_after_her_does_not_read_where_it_went(client, hers, monkeypatch):
    code = reverse("my_plan:code")
    ask(client)
    assert EMAIL in client.get(code).content.decode(), "so that she sees a slip"
    again = client.get(code).content.decode()
    assert EMAIL not in again and "winifred" not in again and "w…" in again
    assert EMAIL not in client.post(code, {"code": "000000"}).content.decode()
    assert client.post(code, {"forget": "yes"}).url == client.get(code).url == reverse("my_plan:sign_in")
    ask(client, "07700 900123", "text")
    client.get(code)
    assert "…23" in client.get(code).content.decode()
    later = timezone.now() + timedelta(minutes=11)
    monkeypatch.setattr(waiting.time, "time", later.timestamp)
    assert client.get(code).url == reverse("my_plan:sign_in")
