"""Saving for another day, coming back by a code, and what a stranger learns: nothing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.foundation.notifications import channels
from alongside.foundation.one_time_codes.models import OneTimeCode
from alongside.front_door.conversations.tests.factories import front_door_worker
from alongside.front_door.self_assessment import actions, addresses, offers, tasks
from alongside.front_door.self_assessment.models import Added, Counted, Sent, Started
from alongside.front_door.self_assessment.tests import factories
from alongside.front_door.self_assessment.tests.walking import TO_SEND, Forms, answer, start, step_of, through

pytestmark = pytest.mark.django_db
ELLEN = "ellen.jones@post.example"
MINE, CODE, LIST = (reverse(f"self_assessment:{name}") for name in ("mine", "code", "list"))


@pytest.fixture(autouse=True)
def westmere():
    cache.clear()
    return ensure_demo_council()


@pytest.fixture
def post(monkeypatch):
    """What was sent, by whichever way."""
    messages = []
    monkeypatch.setitem(channels.SENDERS, "email", messages.append)
    monkeypatch.setitem(channels.SENDERS, "text", messages.append)
    monkeypatch.setattr(tasks.send_in_the_background, "defer", lambda sealed: tasks.send_in_the_background(sealed))
    return messages


def save(client: Client, address: str = ELLEN) -> None:
    page = through(client, start(client, "about-me"), "matters", safe_now="safe", for_whom="me",
                   good_day="Tea with Ida")
    page = answer(client, page, do="later", matters="My garden")
    assert page.request["PATH_INFO"].endswith("/later/")
    page = client.post(page.request["PATH_INFO"], {"address": address})
    assert "It is saved" in page.content.decode()


def come_back(client: Client, address: str, path: str = MINE, typed: str = ""):
    page = client.post(path, {"address": address}, follow=True)
    assert page.request["PATH_INFO"] == CODE
    code = OneTimeCode.objects.latest("pk")
    return client.post(CODE, {"code": typed or code.digits}, follow=True)


def test_what_was_typed_last_is_saved_with_the_rest_and_comes_back_anywhere(client, post):
    save(client)
    (message,) = post
    link = re.search(r"https?://testserver(\S+)", message.words).group(1)
    assert message.address == ELLEN and len(link.split("/")[-2]) >= 22
    elsewhere = Client()
    page = come_back(elsewhere, ELLEN, link)
    assert "About me and what would help" in page.content.decode()
    begun = Started.objects.get()
    page = elsewhere.post(reverse("self_assessment:go_on", args=[begun.pk]), follow=True)
    assert step_of(page) == "going-well"  # the first that was left blank
    page = elsewhere.get(reverse("self_assessment:step", args=["about-me", "good-day"]))
    assert "Tea with Ida" in page.content.decode()
    page = elsewhere.get(reverse("self_assessment:step", args=["about-me", "matters"]))
    assert "My garden" in page.content.decode()
    # One place at a time: the browser before opens nothing any more.
    page = client.get(reverse("self_assessment:step", args=["about-me", "good-day"]), follow=True)
    assert "We cannot find what you began" in page.content.decode()
    assert Counted.objects.all().added_up()["about_me", "saved"] == 1


def test_a_mobile_number_is_one_number_however_it_is_written(client, post):
    save(client, "07700 900123")
    assert post[0].channel == "text" and post[0].address == "+447700900123"
    assert "Not sent yet" in come_back(Client(), "+44 7700 900 123").content.decode()


def test_an_address_cannot_be_read_from_what_is_kept(client, post):
    save(client)
    begun = Started.objects.get()
    everything = " ".join(str(value) for value in begun.__dict__.values())
    assert ELLEN not in everything and begun.address == addresses.digest(ELLEN.upper())


def test_the_queue_does_not_hold_the_address_either(client, monkeypatch):
    queued = []
    monkeypatch.setattr(tasks.send_in_the_background, "defer", lambda sealed: queued.append(sealed))
    save(client)
    assert len(queued) == 1 and "ellen" not in queued[0] and "help-me" not in queued[0]


def test_a_stranger_with_somebody_elses_link_or_address_learns_nothing(client, post):
    save(client)
    link = re.search(r"https?://testserver(\S+)", post[0].words).group(1)
    stranger = Client()
    answers = []
    for path, address in ((link, "stranger@post.example"), (link[:-3] + "xx/", "stranger@post.example"),
                          (MINE, "nobody@post.example"), (MINE, ELLEN)):
        cache.clear()
        shown = stranger.get(path)
        asked = stranger.post(path, {"address": address}, follow=True)
        assert shown.status_code == asked.status_code == 200
        text = re.sub(r'value="[^"]*"', "", asked.content.decode())
        answers.append(text)
        assert "Tea with Ida" not in text and "about_me" not in text
    assert len(set(answers)) == 1, "the page says whether there is anything"
    # The true address, but not the mailbox: no code is right by guessing.
    page = stranger.post(CODE, {"code": "000000" if OneTimeCode.objects.latest("pk").digits != "000000" else "000001"})
    assert "That is not the code we sent" in page.content.decode()
    assert stranger.get(LIST, follow=True).request["PATH_INFO"] == MINE
    number = Started.objects.get().pk
    assert stranger.post(reverse("self_assessment:go_on", args=[number]), follow=True).request["PATH_INFO"] == MINE


def test_one_who_reads_their_own_mailbox_does_not_reach_anothers(client, post):
    save(client)
    other = Client()
    save(other, "other@post.example")
    page = come_back(other, "other@post.example")
    assert page.content.decode().count("Go on with it") == 1
    theirs = Started.objects.get(address=addresses.digest(ELLEN))
    page = other.post(reverse("self_assessment:go_on", args=[theirs.pk]), follow=True)
    assert page.request["PATH_INFO"] == LIST


def test_a_code_that_is_over_says_so_and_asks_for_another(client, post):
    save(client)
    other = Client()
    other.post(MINE, {"address": ELLEN})
    wrong = "000000" if OneTimeCode.objects.latest("pk").digits != "000000" else "000001"
    for _ in range(4):
        other.post(CODE, {"code": wrong})
    assert "That code is over" in other.post(CODE, {"code": wrong}).content.decode()
    assert "That is not the code" not in other.get(CODE, follow=True).content.decode()


def test_taken_off_a_computer_that_others_use_it_stays_for_whoever_has_the_code(client, post):
    save(client)
    client.post(reverse("self_assessment:leave", args=["about-me"]))
    page = client.get(reverse("self_assessment:step", args=["about-me", "good-day"]), follow=True)
    assert "Tea with Ida" not in page.content.decode() and Started.objects.count() == 1
    assert "Not sent yet" in come_back(client, ELLEN).content.decode()


def test_what_is_not_sent_is_forgotten_after_the_councils_days(client):
    start(client, "about-me")
    start(Client(), "about-me")
    old, new = Started.objects.order_by("pk")
    Started.objects.filter(pk=old.pk).update(saved_at=timezone.now() - timedelta(days=29))
    assert actions.forget_old() == 1 and Started.objects.get() == new


def test_thrown_away_nothing_of_it_stays(client):
    answer(client, start(client, "about-me"), safe_now="safe")
    page = client.get(reverse("self_assessment:throw_away", args=["about-me"]))
    assert "We cannot bring it back" in page.content.decode() and Started.objects.exists()
    page = client.post(reverse("self_assessment:throw_away", args=["about-me"]))
    assert "Nothing of what you wrote is kept" in page.content.decode() and not Started.objects.exists()


def test_a_page_sent_after_its_cookie_is_gone_loses_no_word(client):
    page = through(client, start(client, "about-me"), "good-day", safe_now="safe", for_whom="me")
    client.cookies.clear()
    answer(client, page, good_day="A long story")
    assert Started.objects.latest("pk").answers["good_day"] == "A long story"


def test_a_second_tab_never_writes_over_the_first_unseen(client):
    page = through(client, start(client, "about-me"), "good-day", safe_now="safe", for_whom="me")
    answer(client, page, good_day="Tea with Ida")
    clash = answer(client, page, good_day="Coffee alone")
    text = clash.content.decode()
    assert step_of(clash) == "good-day" and "Two windows are open" in text
    assert "Tea with Ida" in text and "Coffee alone" in text
    assert Started.objects.get().answers["good_day"] == "Tea with Ida"
    assert step_of(answer(client, clash, **{"stands-good_day": "mine"})) == "going-well"
    assert Started.objects.get().answers["good_day"] == "Coffee alone"


def test_a_page_saves_itself_and_says_so_only_when_it_is_saved(client):
    page = through(client, start(client, "about-me"), "good-day", safe_now="safe", for_whom="me")
    form = next(one for one in Forms(page.content.decode()).forms if one["keeps"])
    said = client.post(form["action"], {**form["fields"], "good_day": "Half a sen"},
                       headers={"accept": "application/json"})
    assert said.status_code == 200 and re.fullmatch(r"\d{1,2}\.\d\d(am|pm)?", said.json()["saved"])
    assert Started.objects.get().answers["good_day"] == "Half a sen"
    # The page goes on from what it saved, with no false alarm of two tabs.
    again = client.post(form["action"], {**form["fields"], "base": said.json()["base"], "good_day": "Half a sentence.",
                                         "do": "next"}, follow=True)
    assert step_of(again) == "going-well"


def ready(client: Client):
    """All answered: only the button that sends it is left."""
    through(client, start(client, "about-me"), "check-your-answers", safe_now="safe", for_whom="me")
    page = client.get(reverse("self_assessment:step", args=["about-me", "who-are-you"]))
    return through(client, page, "check-and-send", **TO_SEND)


def test_pressed_twice_it_is_sent_once_and_the_second_press_leads_to_what_was_sent(client, monkeypatch):
    page, cookies = ready(client), dict(client.cookies)
    send = page.request["PATH_INFO"]
    number = re.search(r"W\d\d-\d+", client.post(send, follow=True).content.decode()).group()
    before = Started(pk=0, offer="about_me", version=1, answers=Sent.objects.get().answers)
    for gone in (False, True):
        if gone:  # the row is taken between the look for it and the sending
            monkeypatch.setattr("alongside.front_door.self_assessment.keeping.started_of", lambda *_: before)
        client.cookies.load({name: one.value for name, one in cookies.items()})
        again = client.post(send, follow=True)
        assert again.request["PATH_INFO"] == reverse("self_assessment:sent", args=["about-me"])
        assert number in again.content.decode() and Sent.objects.count() == 1
    assert not Started.objects.exists() and Counted.objects.all().added_up()["about_me", "started"] == 1


def test_a_second_press_elsewhere_leads_to_where_it_is_and_begins_nothing(client):
    send = ready(client).request["PATH_INFO"]
    client.post(send)
    stranger = Client()
    assert stranger.post(send, follow=True).request["PATH_INFO"] == MINE
    assert "We cannot find what you began" in stranger.get(send, follow=True).content.decode()
    assert not Started.objects.exists()


def test_a_page_in_another_window_says_that_it_was_sent(client, monkeypatch):
    page = through(client, start(client, "about-me"), "good-day", safe_now="safe", for_whom="me")
    begun = Started.objects.get()
    Started.objects.all().delete()
    monkeypatch.setattr("alongside.front_door.self_assessment.keeping.started_of", lambda *_: begun)
    assert answer(client, page, good_day="Tea").request["PATH_INFO"] == MINE
    later = client.post(reverse("self_assessment:later", args=["about-me"]), {"address": ELLEN}, follow=True)
    assert later.request["PATH_INFO"] == MINE


@pytest.mark.parametrize("key", ["self_funder", "a_questionnaire_of_before"])
def test_what_the_council_offers_no_longer_says_whom_to_ask(client, post, monkeypatch, key):
    save(client)
    monkeypatch.setattr(offers, "meanings", lambda: ("preparation",))
    Started.objects.update(offer=key)
    monkeypatch.setattr(offers, "offered", lambda: [one for one in offers.everything() if one.key == "about_me"])
    other = Client()
    page = come_back(other, ELLEN)
    said = page.content.decode()
    assert page.status_code == 200 and "cannot be filled in here any more" in said and "Ring us on" in said
    assert "Go on with it" not in said
    tried = other.post(reverse("self_assessment:go_on", args=[Started.objects.get().pk]), follow=True)
    assert tried.status_code == 200 and tried.request["PATH_INFO"] == LIST


def test_what_is_added_after_the_half_hour_waits_for_the_code_and_for_nobody_else(client, post):
    front_door_worker()
    mine, another = factories.sent(), factories.sent(email="other@post.example", telephone="07700 900456")
    page = reverse("self_assessment:where", args=[mine.number])
    come_back(client, ELLEN)
    session = client.session
    session["self_assessment_shown"] |= {"until": (timezone.now() - timedelta(minutes=1)).isoformat()}
    session.save()
    late = client.post(page, {"words": "My son has moved in, and it is worse"})
    assert late.url == MINE and not Added.objects.exists()
    assert "moved in" not in str(dict(client.session.items())), "sealed"
    held = dict(client.session.items())
    someone_else = Client()
    session = someone_else.session
    session.update(held)
    session.save()
    said = come_back(someone_else, "other@post.example")
    assert said.request["PATH_INFO"] == LIST
    theirs = someone_else.get(reverse("self_assessment:where", args=[another.number])).content.decode()
    assert "moved in" not in theirs
    back = come_back(client, ELLEN)
    assert back.request["PATH_INFO"] == page and "We kept what you had written here" in back.content.decode()
    assert "My son has moved in, and it is worse" in back.content.decode()
    client.post(page, {"words": "My son has moved in, and it is worse"})
    assert Added.objects.get().sent == mine
    assert "We kept" not in client.get(page).content.decode()


def test_people_are_added_and_taken_out_without_scripts(client):
    page = through(client, start(client, "about-me"), "who-helps", safe_now="safe", for_whom="me")
    page = answer(client, page, do="add-people", **{"people-0-name": "Ida", "people-0-words": "Next door"})
    assert step_of(page) == "who-helps"
    page = answer(client, page, do="add-people", **{"people-1-name": "Sam"})
    names = [row["name"] for row in Started.objects.get().answers["people"]]
    assert names == ["Ida", "Sam"]
    page = client.post(page.request["PATH_INFO"], {
        "keys": "people", "people-numbers": ["0", "1"], "people-0-name": "Ida", "people-1-name": "Sam",
        "remove": "people-0"}, follow=True)
    assert [row["name"] for row in Started.objects.get().answers["people"]] == ["Sam"]
    assert step_of(page) == "who-helps"


def test_changing_one_answer_at_the_end_leads_back_to_the_end(client):
    page = through(client, start(client, "about-me"), "check-your-answers", safe_now="safe", for_whom="me")
    page = client.get(reverse("self_assessment:step", args=["about-me", "good-day"]) + "?back_to=check-your-answers")
    page = answer(client, page, good_day="Tea")
    assert step_of(page) == "check-your-answers" and "Tea" in page.content.decode()
    # An answer that brings a question is asked it first.
    page = client.get(reverse("self_assessment:step", args=["about-me", "safe"]) + "?back_to=check-your-answers")
    assert step_of(answer(client, page, safe_now="worrying")) == "worry"


def test_nobody_is_sent_on_without_a_way_to_reach_them_or_against_their_will(client):
    through(client, start(client, "about-me"), "check-your-answers", safe_now="safe", for_whom="me")
    page = client.get(reverse("self_assessment:step", args=["about-me", "who-are-you"]))
    page = through(client, page, "reach-you", **TO_SEND)
    page = answer(client, page, telephone="", email="")
    assert "Write a telephone number or an email address" in page.content.decode()
    page = answer(client, page, email="no address")
    assert "Write an email address like name@example.com" in page.content.decode()
    page = through(client, answer(client, page, email=ELLEN), "agree")
    page = answer(client, page, agree="no")
    assert "Nothing is sent" in page.content.decode()
    page = client.get(reverse("self_assessment:step", args=["about-me", "check-and-send"]), follow=True)
    assert step_of(page) == "agree"


def test_somebody_here_for_their_work_is_shown_the_page_for_it(client):
    through(client, start(client, "about-me"), "check-your-answers", safe_now="safe", for_whom="me")
    page = client.get(reverse("self_assessment:step", args=["about-me", "who-are-you"]))
    page = answer(client, page, who="professional")
    assert reverse("referrals:home") in page.content.decode() and "Refer somebody" in page.content.decode()
