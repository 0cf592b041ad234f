"""The pages: who may, what a restricted record says, what is asked of the database, and that nothing sent is lost."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.foundation.audit.context import acting
from alongside.foundation.audit.models import Look
from alongside.foundation.questionnaires.models import Draft
from alongside.front_door.conversations.models import Conversation, HandOver, RaisedConcern, UrgentSupport

from .factories import (
    ENOUGH,
    concern_about,
    draft_of,
    finished,
    front_door_worker,
    handed_over,
    in_days,
    somebody,
    talk,
    teams,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(client):
    worker = front_door_worker()
    client.force_login(worker)
    return worker


def send(client, url, draft, do="sign", **answers):
    keys = ",".join(answers)
    return client.post(url, {"keys": keys, "revision": draft.revision if draft else 0, "do": do, **answers})


def test_starting_opens_one_talk_however_often_it_is_pressed(client, worker):
    subject = somebody()
    url = reverse("conversations:start", args=[subject.pk])
    first, second = client.post(url), client.post(url)
    assert first.url == second.url == reverse("conversations:hold", args=[subject.pk, Conversation.objects.get().pk])
    assert client.get(url).status_code == 405


def test_the_page_asks_safety_first_and_shows_what_we_know(client, worker):
    subject = somebody(home_telephone="01632960188")
    conversation = talk(subject, worker)
    page = client.get(reverse("conversations:hold", args=[subject.pk, conversation.pk])).content.decode()
    assert page.index("is anyone unsafe now?") < page.index("What is going well?") < page.index("What matters to them?")
    assert "We already know" in page and "01632 960 188" in page
    assert Look.objects.filter(subject=subject, what="conversation").exists()


def test_the_page_of_a_talk_asks_little_of_the_database(client, worker, django_assert_max_num_queries):
    subject = somebody(home_telephone="01632960188")
    finished(subject, worker, days_ago=3, matters="Bowls")
    conversation = talk(subject, worker)
    url = reverse("conversations:hold", args=[subject.pk, conversation.pk])
    client.get(url)
    with django_assert_max_num_queries(28):
        client.get(url)


def test_a_whole_talk_sent_in_one_press_is_finished(client, worker):
    subject = somebody()
    conversation = talk(subject, worker)
    draft = draft_of(conversation, worker, **ENOUGH)
    url = reverse("conversations:hold", args=[subject.pk, conversation.pk, "next"])
    answer = send(client, url, draft, in_short="Wanted a kettle tipper, soon")
    assert answer.url == reverse("conversations:read", args=[subject.pk, conversation.pk])
    page = client.get(answer.url).content.decode()
    assert "Put in touch with community support" in page and "Wanted a kettle tipper, soon" in page


def test_what_stands_in_the_way_is_said_and_everything_is_kept(client, worker):
    subject = somebody()
    conversation = talk(subject, worker)
    draft = draft_of(conversation, worker, **{**ENOUGH, "steps": ["reablement"]})
    url = reverse("conversations:hold", args=[subject.pk, conversation.pk, "next"])
    answer = send(client, url, draft, in_short="Help")
    page = answer.content.decode()
    assert answer.status_code == 200 and "There is a problem" in page
    assert "Before a service is asked for" in page
    assert Draft.objects.get().answers["in_short"] == "Help"


@pytest.mark.parametrize(("do", "leads_to"), [
    ("urgent", "conversations:urgent_support"), ("concern", "conversations:concern_in_talk"),
    ("hand_over", "conversations:hand_over")])
def test_the_buttons_inside_the_form_save_first(client, worker, do, leads_to):
    subject = somebody()
    conversation = talk(subject, worker)
    url = reverse("conversations:hold", args=[subject.pk, conversation.pk])
    client.get(url)
    answer = send(client, url, Draft.objects.get(), do=do, safe_now="unsafe")
    assert answer.url == reverse(leads_to, args=[subject.pk, conversation.pk])
    assert Draft.objects.get().answers == {"safe_now": "unsafe"}


def test_one_box_only_and_back(client, worker):
    subject = somebody()
    conversation = talk(subject, worker)
    url = reverse("conversations:hold", args=[subject.pk, conversation.pk])
    client.get(url)
    send(client, url, Draft.objects.get(), do="short", safe_now="safe")
    page = client.get(url).content.decode()
    assert "What was said, and what did you do?" in page and "What is going well?" not in page
    send(client, url, Draft.objects.get(), do="whole", one_box="Rang about bins")
    assert "What is going well?" in client.get(url).content.decode()
    assert Draft.objects.get().answers == {"safe_now": "safe", "changed": "Rang about bins"}


def test_still_true_answers_with_its_line_or_goes_back(client, worker):
    subject = somebody(home_telephone="01632960188")
    conversation = talk(subject, worker)
    url = reverse("conversations:still_true", args=[subject.pk, conversation.pk])
    source = f"people.contact:{subject.contacts.get().pk}"
    live = client.post(url, {"source": source}, headers={"HX-Request": "true"})
    assert "Still true, said today" in live.content.decode()
    assert client.post(url, {"source": source}).url.endswith("#already-known")
    assert client.post(url, {"source": "people.contact:999999"}).status_code == 404


def test_a_colleagues_talk_is_read_and_can_be_taken_on(client, worker):
    subject, colleague = somebody(), front_door_worker(name="Obi Eze")
    conversation = talk(subject, colleague)
    answer = client.get(reverse("conversations:hold", args=[subject.pk, conversation.pk]))
    assert answer.url == reverse("conversations:read", args=[subject.pk, conversation.pk])
    assert "Obi Eze began this" in client.get(answer.url).content.decode()
    client.post(reverse("conversations:take_on", args=[subject.pk, conversation.pk]))
    conversation.refresh_from_db()
    assert conversation.held_by == worker


def test_urgent_support_starts_from_its_page_and_bad_input_is_named(client, worker):
    subject = somebody()
    conversation = talk(subject, worker)
    url = reverse("conversations:urgent_support", args=[subject.pk, conversation.pk])
    said = {"why": "Alone", "support": "Night sitting", "provided_by": "Rapid response", "look_again_on": in_days(1)}
    client.get(url)
    page = send(client, url, Draft.objects.get(), **{**said, "support": ""}).content.decode()
    assert "Say what support starts now" in page and "Alone" in page
    page = send(client, url, Draft.objects.get(), **{**said, "look_again_on": in_days(-1)}).content.decode()
    assert "That day has gone" in page
    assert not UrgentSupport.objects.exists()
    send(client, url, Draft.objects.get(), **said)
    assert UrgentSupport.objects.get().support == "Night sitting"


def test_a_concern_from_the_persons_page_tells_what_happens_next(client, worker):
    subject = somebody()
    url = reverse("conversations:raise_concern", args=[subject.pk])
    client.get(url)
    said = {"in_danger_now": "no", "kinds": "neglect", "what": "Left without food", "source": "carer",
            "wishes_asked": "not_reached", "told_next_steps": "Somebody rings tomorrow"}
    answer = send(client, url, Draft.objects.get(), **said)
    assert answer.url == reverse("desk:person", args=[subject.pk])
    assert RaisedConcern.objects.get().conversation is None


def test_who_told_us_is_not_asked_twice(client, worker):
    subject = somebody()
    conversation = talk(subject, worker)
    draft_of(conversation, worker, source="family", got_in_touch="Denise Pollard")
    page = client.get(reverse("conversations:concern_in_talk", args=[subject.pk, conversation.pk])).content.decode()
    assert "Denise Pollard" in page


def test_the_raiser_sees_how_it_stands_and_others_at_the_front_door_do_not(client, worker):
    subject = somebody()
    conversation = finished(subject, worker)
    concern_about(subject, worker, conversation)
    url = reverse("conversations:read", args=[subject.pk, conversation.pk])
    assert "Nobody has taken it yet" in client.get(url).content.decode()
    client.force_login(front_door_worker())
    assert "Safeguarding concern raised" not in client.get(url).content.decode()


def test_the_night_hands_over_from_its_page(client):
    teams()
    night = make_user("out_of_hours_worker", team=make_team("out_of_hours"))
    client.force_login(night)
    subject = somebody()
    conversation = talk(subject, night)
    url = reverse("conversations:hand_over", args=[subject.pk, conversation.pk])
    assert 'value="9.30"' in client.get(url).content.decode()
    said = {"what_happened": "Husband taken in", "what_was_done": "Neighbour stayed", "still_to_do": "Sit with her",
            "by_day": in_days(1), "by_hour": "9.30", "team": make_team("front_door").name, "owner": ""}
    page = send(client, url, Draft.objects.get(), **{**said, "by_hour": "early", "owner": "Zog"}).content.decode()
    assert "Write the time like" in page and "not the name of a colleague" in page and "Neighbour stayed" in page
    send(client, url, Draft.objects.get(), **said)
    assert HandOver.objects.get().team.key == "front_door"
    read = client.get(reverse("conversations:read", args=[subject.pk, conversation.pk]))
    assert "Sit with her" in read.content.decode()


def test_the_board_shows_what_waits_urgent_first_within_its_queries(client, worker, django_assert_max_num_queries):
    for number in range(6):
        talk(somebody(f"Given{number}", "Osei"), worker)
    unsafe = talk(somebody("Una", "Safe"), worker)
    Conversation.objects.filter(pk=unsafe.pk).update(safe_now="unsafe")
    with django_assert_max_num_queries(12):
        page = client.get(reverse("conversations:duty")).content.decode()
    assert page.index("Una Safe") < page.index("Given0 Osei")
    assert Look.objects.filter(what="duty board").exists()


def test_taking_from_the_board_is_taken_once(client, worker):
    teams()
    night = make_user("out_of_hours_worker", team=make_team("out_of_hours"))
    conversation = talk(somebody(), night)
    handed = handed_over(conversation, night)
    url = reverse("conversations:take", args=[handed.task.pk])
    assert client.post(url, {"seen": handed.task.version}).url == handed.task.url
    handed.task.refresh_from_db()
    assert handed.task.owner == worker
    assert Look.objects.filter(subject=conversation.subject, user_id=worker.pk,
                               what="taking work from the duty board").exists()
    client.force_login(front_door_worker())
    assert client.post(url, {"seen": 0}).url == reverse("conversations:duty")


def test_the_list_the_page_and_the_paper(client, worker, django_assert_max_num_queries):
    subject = somebody()
    done = finished(subject, worker, going_well="Bakes bread.")
    for number in range(3):
        finished(subject, worker, days_ago=number)
    with django_assert_max_num_queries(20):
        page = client.get(reverse("conversations:person", args=[subject.pk])).content.decode()
    assert "Wanted a kettle tipper" in page
    paper = client.get(reverse("conversations:print", args=[subject.pk, done.pk])).content.decode()
    assert "Bakes bread" in paper
    unfinished = talk(subject, worker)
    assert client.get(reverse("conversations:print", args=[subject.pk, unfinished.pk])).status_code == 404


def test_a_restricted_record_stays_closed_on_every_page(client, worker):
    subject = somebody()
    conversation = finished(subject, worker)
    restrict(subject, make_user("team_manager"))
    for name in ("hold", "read", "print", "urgent_support", "concern_in_talk", "hand_over"):
        assert client.get(reverse(f"conversations:{name}", args=[subject.pk, conversation.pk])).status_code == 404
    for name in ("person", "raise_concern"):
        assert client.get(reverse(f"conversations:{name}", args=[subject.pk])).status_code == 404
    assert subject.display_name not in client.get(reverse("conversations:duty")).content.decode()


def test_another_persons_talk_is_not_found_here(client, worker):
    conversation = talk(somebody(), worker)
    other = somebody("Sam", "Osei")
    assert client.get(reverse("conversations:read", args=[other.pk, conversation.pk])).status_code == 404


@pytest.mark.parametrize("role", ["finance_officer", "commissioner", "administrator"])
def test_roles_without_it_are_turned_away(client, role):
    subject = somebody()
    client.force_login(make_user(role))
    assert client.get(reverse("conversations:duty")).status_code == 403
    assert client.get(reverse("conversations:person", args=[subject.pk])).status_code == 403


@pytest.mark.usefixtures("web_role")
def test_behind_the_wall_a_talk_and_a_concern_are_kept_whole(client):
    """As the database's limited role, which sees only what this worker may."""
    with acting(why="Before the test"):
        worker, subject = front_door_worker(), somebody()
        conversation = talk(subject, worker)
        draft = draft_of(conversation, worker, **ENOUGH)
        client.force_login(worker)
    hold = reverse("conversations:hold", args=[subject.pk, conversation.pk, "next"])
    concern = reverse("conversations:concern_in_talk", args=[subject.pk, conversation.pk])
    assert client.get(concern).status_code == 200
    said = {"in_danger_now": "no", "kinds": "neglect", "what": "Left without food", "source": "carer",
            "wishes_asked": "not_reached", "told_next_steps": "Somebody rings tomorrow"}
    assert send(client, concern, None, **said).status_code == 302
    assert send(client, hold, draft, in_short="Rang about bins").url.endswith("/read/")
    with acting(why="After the test"):
        assert RaisedConcern.objects.get().conversation == conversation
        assert {step.kind for step in conversation.next_steps.all()} == {"community_support", "safeguarding_concern"}


def test_what_was_promised_so_far_is_its_own_piece_of_the_page(client, worker):
    subject = somebody()
    conversation = talk(subject, worker)
    url = reverse("conversations:promised", args=[subject.pk, conversation.pk])
    assert client.get(url).content.decode().strip() == ""
    draft_of(conversation, worker, promises=[{"what": "Ring Denise", "by": in_days(1)}])
    assert "Ring Denise" in client.get(url).content.decode()
    page = client.get(reverse("conversations:hold", args=[subject.pk, conversation.pk])).content.decode()
    assert f'hx-get="{url}"' in page and page.count("Ring Denise") >= 1
    client.force_login(front_door_worker())
    assert "Ring Denise" not in client.get(url).content.decode()
    client.force_login(make_user("finance_officer"))
    assert client.get(url).status_code == 403


@pytest.mark.parametrize("name", ["urgent_support", "hand_over"])
def test_what_cannot_wait_is_a_draft_like_any_long_form(client, worker, name):
    conversation = talk(somebody(), worker)
    url = reverse(f"conversations:{name}", args=[conversation.subject_id, conversation.pk])
    key = {"urgent_support": "why", "hand_over": "what_happened"}[name]
    assert "data-autosave" in client.get(url).content.decode()
    draft = Draft.objects.get()
    send(client, url, draft, do="save", **{key: "Nobody is with her"})
    other = send(client, url, draft, do="save", **{key: "Her sister is on the way"}).content.decode()
    assert "Two versions" in other or "Another window changed" in other
    assert Draft.objects.get().answers[key] == "Nobody is with her"


def test_urgent_support_is_not_begun_twice_or_after_the_end(client, worker):
    subject = somebody()
    conversation = finished(subject, worker)
    url = reverse("conversations:urgent_support", args=[subject.pk, conversation.pk])
    assert client.get(url).url == reverse("conversations:read", args=[subject.pk, conversation.pk])
