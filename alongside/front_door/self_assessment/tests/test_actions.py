"""From what somebody wrote to their answer: urgency, the record, the talk in which nothing is retyped."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.foundation.audit.models import Change
from alongside.foundation.events.models import Event
from alongside.foundation.notifications.models import Notification
from alongside.foundation.questionnaires.actions import open_draft
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.work.models import Task
from alongside.front_door.bookings import actions as booking
from alongside.front_door.bookings.models import PlanningSession
from alongside.front_door.conversations import actions as conversations
from alongside.front_door.conversations.tests.factories import front_door_worker, somebody
from alongside.front_door.self_assessment import actions, selectors, urgency
from alongside.front_door.self_assessment.addresses import digest
from alongside.front_door.self_assessment.as_written import first_conversation
from alongside.front_door.self_assessment.models import Added, Counted, Sent, Started
from alongside.front_door.self_assessment.tests import factories
from alongside.people.own_access import actions as own_access

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def worker():
    return front_door_worker()


def talk_address(talk):
    return f"/desk/people/{talk.subject_id}/conversations/{talk.pk}/"


@pytest.mark.parametrize(("answers", "expected", "word"), [
    ({}, "routine", ""),
    ({"safe_now": "worrying"}, "soon", ""),
    ({"safe_now": "unsafe"}, "urgent", ""),
    ({"hard": "I fell again on the stairs"}, "soon", "fell"),
    ({"hard": "My son shouts at me"}, "urgent", "shouts at"),
    ({"hard": "I don’t want to live like this"}, "urgent", "don't want to live"),
    ({"people": [{"_row": "a", "name": "Sam", "words": "hits me"}]}, "urgent", "hits"),
])
def test_words_of_danger_and_an_unsafe_answer_are_read_first(worker, answers, expected, word):
    sent = factories.sent(**answers)
    assert sent.urgency == expected
    assert sent.risk_words == ([word] if word else [])
    assert Task.objects.get(source=events.source_of(sent)).priority == expected


def test_an_urgent_one_is_promised_sooner(worker):
    calm, urgent = factories.sent(), factories.sent(safe_now="unsafe")
    due = {task.source: (task.due_on, task.due_at) for task in Task.objects.all()}
    assert due[events.source_of(urgent)] < due[events.source_of(calm)]


def test_the_words_are_marked_where_they_stand():
    assert urgency.pieces("He hits me. HITS.", ["hits"]) == [
        ("He ", False), ("hits", True), (" me. ", False), ("HITS", True), (".", False)]
    assert urgency.pieces("I don’t want to live", ["don't want to live"])[1] == ("don’t want to live", True)
    assert urgency.pieces("white hat", ["hit"]) == [("white hat", False)]


def test_sending_takes_the_draft_away_and_is_in_the_audit_as_nobodys_act(worker):
    sent = factories.sent()
    assert not Started.objects.exists()
    assert Counted.objects.all().added_up()["about_me", "sent"] == 1
    change = Change.objects.get(table="self_assessment_sent", row=str(sent.pk))
    assert change.operation.lower() == "insert" and change.user_id is None
    assert not Change.objects.filter(table="self_assessment_started").exists()


def test_what_is_missing_is_said_and_nothing_is_sent(worker):
    begun = factories.begun()
    with pytest.raises(actions.NotComplete) as refused:
        actions.send(started=begun)
    assert {"who", "your_name", "agree"} <= {one.key for one in refused.value.problems}
    assert Started.objects.exists() and not Sent.objects.exists()


def test_answers_that_are_no_longer_asked_are_not_sent(worker):
    sent = factories.sent("guided_search", falls=["rails"], going_on=["company"])
    assert "falls" not in sent.answers


def test_matched_it_stands_on_the_record_with_all_that_belongs_to_it(worker):
    sent, ellen = factories.sent(), somebody("Ellen", "Jones")
    actions.add(sent=sent, words="And my knee hurts")
    actions.read(sent=sent, by=worker)
    actions.match(sent=sent, subject=ellen, by=worker)
    sent.refresh_from_db()
    assert sent.subject == ellen and Added.objects.get().subject == ellen
    assert set(Task.objects.open().values_list("subject", flat=True)) == {ellen.pk}
    event = Event.objects.get(subject=ellen, kind="self_assessment.received")
    assert "As they wrote it" in event.detail


def test_the_conversation_holds_everything_they_wrote_and_says_whose_words_it_is(worker):
    sent, ellen = factories.sent(worry="The stairs", safe_now="worrying"), somebody("Ellen", "Jones")
    sent = actions.match(sent=actions.read(sent=sent, by=worker), subject=ellen, by=worker)
    talk = actions.begin_talk(sent=sent, by=worker, title="First conversation", url=talk_address)
    said = Draft.objects.get(owner=worker, questionnaire="first_conversation").answers
    assert (said["good_day"], said["matters"], said["changed"]) == (
        "Tea with Ida on the bench", "My garden", "Harold died in March")
    assert said["safe_now"] == "worrying" == talk.safe_now and said["words"] == "The stairs"
    assert said["source"] == "self" and said["channel"] == "online" == talk.channel
    assert "I sew" in said["going_well"] and "Being useful to others" in said["going_well"]
    assert "The evenings" in said["hard"] and "I miss company" in said["hard"]
    assert said["people"][0]["name"] == "Ida"
    assert actions.begin_talk(sent=sent, by=worker, title="", url=talk_address) == talk


def test_a_talk_that_has_begun_keeps_what_it_says(worker):
    sent, ellen = factories.sent(), somebody("Ellen", "Jones")
    talk = conversations.begin(subject=ellen, by=worker)
    draft = Draft.objects.filter(owner=worker)
    sent = actions.match(sent=actions.read(sent=sent, by=worker), subject=ellen, by=worker)
    open_draft(owner=worker, questionnaire="first_conversation", about=events.source_of(talk), title="x", url="/",
               subject=ellen, answers={"good_day": "What she told me"})
    actions.begin_talk(sent=sent, by=worker, title="x", url=talk_address)
    assert draft.get().answers["good_day"] == "What she told me" and draft.get().answers["matters"] == "My garden"


def test_a_carers_words_are_their_own_record_and_a_neighbours_are_not(worker):
    carer = factories.sent(who="carer", your_name="Sam Hill")
    friend = factories.sent(who="friend", your_name="Sam Hill", about_name="Ivy Hill", they_know="yes")
    assert (carer.record_name, friend.record_name) == ("Sam Hill", "Ivy Hill")
    assert first_conversation(carer)["as_carer"] == "yes"
    assert first_conversation(friend)["got_in_touch"] == "Sam Hill"
    assert first_conversation(friend)["source"] == "friend_or_neighbour"


def test_the_database_takes_no_answer_without_somebody_and_words(worker):
    sent = factories.sent()
    with pytest.raises(IntegrityError), transaction.atomic():
        Sent.objects.filter(pk=sent.pk).update(answered_at=NOW())


def test_answered_they_are_told_only_that_there_is_an_answer(worker):
    sent = actions.read(sent=factories.sent(), by=worker)
    actions.answer(sent=sent, words="We ring on Friday", how="here", by=worker, address="https://x.example/")
    told = Notification.objects.latest("pk")
    assert told.address == factories.ELLEN and "Friday" not in told.words and "https://x.example/" in told.words
    assert not Task.objects.open().filter(source=events.source_of(sent)).exists()
    with pytest.raises(actions.AlreadyDone):
        actions.answer(sent=sent, words="Again", how="telephone", by=worker)


def test_nobody_is_answered_unread_or_where_they_cannot_read_it(worker):
    with pytest.raises(actions.NotYet, match="Read it first"):
        actions.answer(sent=factories.sent(), words="x", how="telephone", by=worker)
    landline = actions.read(sent=factories.sent(email=None), by=worker)
    assert landline.addresses == []
    with pytest.raises(actions.NotYet, match="another way"):
        actions.answer(sent=landline, words="x", how="here", by=worker)


# --- where it is ------------------------------------------------------------------------------------------------------


def where(sent: Sent, address: str = factories.ELLEN):
    return selectors.one_of_theirs(digest(address), sent.number, NOW())


def meet(subject, worker, *, hour: int = 10, **asked_by) -> None:
    """A day with her that was booked since; `asked_by`: how whoever booked it online is reached."""
    start = timezone.localtime(NOW()).replace(hour=hour, minute=0) + timedelta(days=3)
    session = booking.book(subject=subject, starts_at=start, minutes=45, place="Mill Lane hub", facilitator=worker,
                           by=worker)
    PlanningSession.objects.filter(pk=session.pk).update(**asked_by)


def test_whoever_wrote_in_her_name_learns_nothing_of_the_days_she_booked(worker):
    his = "harold@post.example"
    sent = factories.sent(email=his, telephone="07700 900123")
    ellen = somebody("Ellen", "Jones")
    actions.match(sent=actions.read(sent=sent, by=worker), subject=ellen, by=worker)
    meet(ellen, worker, hour=9)
    meet(ellen, worker, hour=11, about_email=factories.ELLEN)
    meet(ellen, worker, hour=14, about_telephone="07700 900 123")
    shown = where(sent, his)
    assert shown.now == "Being read" and not shown.stages[2].words and "Mill Lane" not in str(shown)
    assert where(sent, "07700 900123").now == "Booked", "whoever reads that telephone booked it"


def test_nothing_of_a_day_is_shown_while_somebody_may_stand_over_her(worker):
    sent, ellen = factories.sent(), somebody("Ellen", "Jones")
    actions.match(sent=actions.read(sent=sent, by=worker), subject=ellen, by=worker)
    meet(ellen, worker, about_email=factories.ELLEN)
    assert where(sent).now == "Booked"
    sign = own_access.close_for_safety(subject=ellen, words="He reads her post", by=worker)
    assert where(sent).now == "Being read" and "Mill Lane" not in str(where(sent))
    own_access.lift(sign=sign, words="He moved out", by=worker)
    assert where(sent).now == "Booked"


def test_where_it_is_comes_from_the_records_alone(worker):
    sent = factories.sent()
    assert where(sent).now == "Received" and "Front door" in where(sent).holder
    actions.read(sent=sent, by=worker)
    assert where(sent).now == "Being read" and where(sent).holder.startswith(worker.name.split()[0])
    ellen = somebody("Ellen", "Jones")
    actions.match(sent=sent, subject=ellen, by=worker)
    meet(ellen, worker, about_email=factories.ELLEN.upper())
    assert where(sent).now == "Booked" and "Mill Lane hub" in where(sent).stages[2].words
    actions.answer(sent=Sent.objects.get(pk=sent.pk), words="See you on Monday", how="here", by=worker, address="/")
    assert where(sent).now == "Answered" and where(sent).answer == "See you on Monday" and where(sent).promise == ""


def test_a_neighbour_is_not_told_when_we_meet_and_nobody_who_has_a_restricted_record(worker):
    sent = factories.sent(who="friend", about_name="Ivy Hill", they_know="no")
    ivy = somebody("Ivy", "Hill")
    actions.match(sent=actions.read(sent=sent, by=worker), subject=ivy, by=worker)
    meet(ivy, worker, about_email=factories.ELLEN)
    assert where(sent).stages[2].done is False and where(sent).holder
    restrict(ivy, worker)
    assert where(sent).holder == ""


def test_a_team_whose_name_says_too_much_is_not_named_nor_is_anybody_of_it(worker):
    sent = actions.read(sent=factories.sent(), by=worker)
    task = Task.objects.open().filter(source=events.source_of(sent))
    assert where(sent).holder == f"{worker.name.split()[0]}, Front door team"
    safeguarding = make_team("safeguarding")
    task.update(team=safeguarding)
    assert where(sent).holder == "Adult social care"
    priya = make_user("safeguarding_lead", team=safeguarding)
    task.update(team=make_team("front_door"), owner=priya)
    assert where(sent).holder == "Adult social care"


def test_all_that_somebody_sent_is_read_in_as_many_queries_as_one(worker):
    counts = []
    for number in (1, 3):
        for _ in range(number - Sent.objects.count()):
            actions.read(sent=factories.sent(), by=worker)
        with CaptureQueriesContext(connection) as asked:
            assert len(selectors.where_it_is(digest(factories.ELLEN), NOW())) == number
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_matched_anew_the_first_record_says_that_it_was_about_somebody_else(worker):
    sent, ellen, other = factories.sent(), somebody("Ellen", "Jones"), somebody("Helen", "Jones")
    actions.match(sent=sent, subject=ellen, by=worker, seen="")
    with pytest.raises(actions.FoundMeanwhile):
        actions.match(sent=sent, subject=other, by=worker, seen="")
    actions.match(sent=sent, subject=other, by=worker, seen=str(ellen.pk))
    assert Event.objects.get(subject=ellen, kind="self_assessment.about_another").title.endswith("about somebody else")
    assert not Event.objects.filter(subject=other, kind="self_assessment.about_another").exists()
    assert Event.objects.filter(subject=other, kind="self_assessment.received").count() == 1


def test_only_whoever_reads_the_mailbox_sees_it(worker):
    sent = factories.sent()
    assert where(sent, "stranger@post.example") is None
    assert selectors.where_it_is(digest("stranger@post.example"), NOW()) == []
    assert selectors.add_to(digest("stranger@post.example"), sent.number, "hello") is None
    assert not Added.objects.exists()


def test_somebody_in_danger_is_promised_hours_and_not_days(worker):
    assert "You hear from us by" in where(factories.sent()).promise
    urgent = factories.sent(safe_now="unsafe")
    assert where(urgent).promise.startswith("We read it first") and where(urgent).late is False
    Sent.objects.filter(pk=urgent.pk).update(received_at=NOW() - timedelta(hours=5))
    assert where(urgent).late is True


def test_a_late_answer_is_owned_up_to(worker):
    sent = factories.sent()
    Sent.objects.filter(pk=sent.pk).update(received_at=NOW() - timedelta(days=9))
    assert where(sent).late is True


def test_what_is_added_reaches_whoever_has_it_and_danger_makes_it_urgent(worker):
    sent = actions.read(sent=factories.sent(), by=worker)
    selectors.add_to(digest(factories.ELLEN), sent.number, "He threatens me now")
    task = Task.objects.open().get(kind="self_assessment_added")
    assert task.owner == worker and task.priority == "urgent" and "threatens" in task.why
    actions.read_added(sent=sent, by=worker)
    assert not Task.objects.open().filter(kind="self_assessment_added").exists()
    assert Added.objects.get().read_by == worker


def test_what_was_answered_long_ago_and_is_on_no_record_is_forgotten_with_what_was_added():
    worker, long_ago = front_door_worker(), timezone.now() - timedelta(days=366)
    done, still_open, matched, lately, more_to_read = (factories.sent() for _ in range(5))
    actions.add(sent=done, words="My sister has moved in")
    actions.match(sent=matched, subject=somebody("Ellen", "Jones"), by=worker)
    for sent in (done, matched, lately, more_to_read):
        actions.answer(sent=actions.read(sent=sent, by=worker), words="Come on Tuesday", how="telephone", by=worker)
    actions.read_added(sent=done, by=worker)
    actions.add(sent=more_to_read, words="I am worse")
    Sent.objects.filter(pk=still_open.pk).update(received_at=long_ago)
    Sent.objects.filter(pk__in=[done.pk, matched.pk, more_to_read.pk]).update(answered_at=long_ago)
    assert actions.forget_unmatched() == 1
    assert set(Sent.objects.all()) == {still_open, matched, lately, more_to_read}
    assert not Added.objects.filter(words__contains="sister").exists()
    assert not Task.objects.filter(source=events.source_of(done), title__contains="Ellen").exists()


def test_one_address_is_thanked_five_times_an_hour():
    front_door_worker()
    for _ in range(7):
        actions.acknowledge(sent=factories.sent(), address="https://here.example", promise="We answer within 5 days")
    assert Notification.objects.filter(address=factories.ELLEN).count() == 5
