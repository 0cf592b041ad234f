"""Beginning a talk, going on with one, its length, and what is found still true."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.subjects.outside import Outsider
from alongside.front_door.conversations import actions
from alongside.front_door.conversations.known import known
from alongside.front_door.conversations.models import StillTrue
from alongside.people.about_me import actions as about_me
from alongside.people.about_me.models import Words
from alongside.people.circumstances import actions as circumstances
from alongside.people.people import actions as people
from alongside.people.relationships.models import Relationship

from .factories import ENOUGH, draft_of, finished, front_door_worker, somebody, talk, teams

pytestmark = pytest.mark.django_db


def test_a_night_workers_talk_is_out_of_hours():
    teams()
    night = make_user("out_of_hours_worker", team=make_team("out_of_hours"))
    assert talk(somebody(), night).out_of_hours
    assert not talk(somebody("Sam", "Osei"), front_door_worker()).out_of_hours


def test_a_worker_goes_on_with_the_talk_they_began():
    worker, subject = front_door_worker(), somebody()
    begun = talk(subject, worker)
    assert actions.begun_here(subject, worker) == begun
    assert actions.begun_here(subject, front_door_worker()) is None


def test_a_colleague_takes_it_on_with_every_word():
    worker, colleague, subject = front_door_worker(), front_door_worker(), somebody()
    conversation = talk(subject, worker)
    draft_of(conversation, worker, going_well="Bakes bread")
    taken = actions.take_on(conversation=conversation, by=colleague)
    assert taken.held_by == colleague
    draft = Draft.objects.get(about=events.source_of(conversation))
    assert (draft.owner, draft.answers["going_well"]) == (colleague, "Bakes bread")


def test_a_finished_talk_is_not_taken_on():
    worker = front_door_worker()
    done = finished(somebody(), worker)
    with pytest.raises(actions.AlreadyFinished):
        actions.take_on(conversation=done, by=front_door_worker())


def test_one_box_keeps_what_was_written_and_gives_it_back():
    worker, subject = front_door_worker(), somebody()
    conversation = talk(subject, worker)
    draft_of(conversation, worker, safe_now="safe", going_well="Bakes bread", changed="Fell on Monday")
    short = actions.open_short(conversation=conversation, by=worker, title="t", url="/")
    assert short.answers == {"safe_now": "safe", "one_box": "Bakes bread\n\nFell on Monday"}
    whole = actions.open_whole(conversation=conversation, by=worker, title="t", url="/")
    assert whole.answers == {"safe_now": "safe", "changed": "Bakes bread\n\nFell on Monday"}
    assert Draft.objects.count() == 1


def test_one_box_is_refused_where_something_would_be_lost():
    worker, subject = front_door_worker(), somebody()
    conversation = talk(subject, worker)
    draft_of(conversation, worker, matters="Her garden")
    with pytest.raises(actions.TooMuchForOneBox, match="What matters to me"):
        actions.open_short(conversation=conversation, by=worker, title="t", url="/")
    assert Draft.objects.get(questionnaire="first_conversation").answers == {"matters": "Her garden"}


def test_we_know_how_to_reach_them_where_they_live_and_what_matters_each_with_its_day():
    worker = front_door_worker()
    subject = somebody(home_telephone="01632960188",
                       address=people.HomeAddress(line_1="9 Loom Court", postcode="WM2 3AB"))
    about_me.write_down(subject=subject, topic="matters", words="Bowls", by=worker)
    circumstances.record(subject=subject, kind="lives_alone", code="yes", by=worker)
    before = finished(subject, worker, days_ago=20, in_short="Wanted a kettle tipper")
    lines = known(subject, talk(subject, worker))
    assert [line.label for line in lines] == [
        "Reach them by", "Lives", "Matters to them", "Lives alone", "Last time we spoke"]
    assert lines[0].text == "01632 960 188"
    assert lines[-1].text == "Wanted a kettle tipper." and lines[-1].on == timezone.localdate(before.began_at)
    assert not lines[0].old


def test_what_she_wrote_in_my_plan_on_any_topic_is_seen_beside_the_talk_instead_of_asked_again():
    worker, subject = front_door_worker(), somebody()
    herself = Outsider("Edna Jones", access=1)
    for topic in Words.Topic.values:
        about_me.add(subject=subject, topic=topic, words=f"Before, on {topic}", who=herself)
        about_me.add(subject=subject, topic=topic, words=f"Hers on {topic}", who=herself)
    said = [line for line in known(subject, talk(subject, worker)) if line.source.startswith("about_me.words:")]
    assert {line.text for line in said} == {f"“Hers on {topic}”" for topic in Words.Topic.values}
    assert len({line.label for line in said}) == len(Words.Topic.values)
    assert said[0].label == "Matters to them" and said[0].told == "From them" and said[0].on == timezone.localdate()


def test_still_true_is_written_down_and_makes_old_things_young():
    worker, subject = front_door_worker(), somebody()
    fact = circumstances.record(subject=subject, kind="lives_alone", code="yes", by=worker)
    long_ago = timezone.localdate().replace(year=timezone.localdate().year - 3)
    type(fact).objects.filter(pk=fact.pk).update(confirmed_on=long_ago)
    conversation = talk(subject, worker)
    line = next(line for line in known(subject, conversation) if line.label == "Lives alone")
    assert line.old and line.age == "3 years old"
    actions.say_still_true(conversation=conversation, source=line.source, by=worker)
    line = next(line for line in known(subject, conversation) if line.label == "Lives alone")
    assert line.confirmed_here and not line.old
    fact.refresh_from_db()
    assert fact.confirmed_by == worker and fact.confirmed_on == timezone.localdate()
    assert StillTrue.objects.get().said_by == worker


def test_somebody_spoken_of_is_kept_among_the_people_around_them():
    worker, subject = front_door_worker(), somebody()
    done = finished(subject, worker, people=[{"name": "Femi Adeyemi", "kind": "neighbour", "words": "Takes the bins"}])
    assert not Relationship.objects.exists()
    actions.keep_person(conversation=done, name="Femi Adeyemi", kind="neighbour", words="Takes the bins", by=worker)
    assert str(Relationship.objects.get()) == "Femi Adeyemi, neighbour"


def test_a_talk_at_an_access_point_is_begun_finished_and_taken_on_by_the_trained_alone():
    worker, subject = front_door_worker(), somebody()
    other = make_user("front_door_worker", team=make_team("front_door"), name="Una Trained")
    with pytest.raises(actions.NotTrained, match="Una Trained has none"):
        actions.begin(subject=subject, by=other, channel=actions.ACCESS_POINT)
    there = actions.begin(subject=subject, by=worker, channel=actions.ACCESS_POINT)
    with pytest.raises(actions.NotTrained):
        actions.take_on(conversation=there, by=other)
    elsewhere = actions.begin(subject=subject, by=other, channel="telephone")
    said = {**ENOUGH, "channel": actions.ACCESS_POINT}
    problems = actions.problems_of(conversation=elsewhere, answers=said, by=other)
    assert [key for key, _ in problems] == ["channel"]
    assert actions.problems_of(conversation=there, answers=said, by=worker) == []


def test_whoever_has_no_training_on_record_is_prompted(client):
    worker, subject = front_door_worker(), somebody()
    other = make_user("front_door_worker", team=make_team("front_door"))
    for who, prompted in ((other, True), (worker, False)):
        client.force_login(who)
        page = client.get(reverse("conversations:hold", args=[subject.pk, talk(subject, who).pk])).content.decode()
        assert ("Ask whoever manages accounts to record yours" in page) == prompted
