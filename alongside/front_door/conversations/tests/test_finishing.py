"""Finishing a talk records everything that came of it, at once."""

from __future__ import annotations

import pytest
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.events.models import Event
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.work.models import Task
from alongside.front_door.bookings.models import PlanningSession
from alongside.front_door.conversations import actions, policy
from alongside.front_door.conversations.models import AssessmentOffer, NextStep
from alongside.people.relationships import actions as relationships

from .factories import (
    ENOUGH,
    concern_about,
    draft_of,
    finished,
    front_door_worker,
    in_days,
    somebody,
    talk,
    urgent_support,
)

pytestmark = pytest.mark.django_db


def problems(subject, by, **answers) -> dict[str, str]:
    conversation = talk(subject, by)
    return dict(actions.problems_of(conversation=conversation, answers={**ENOUGH, **answers}, by=by))


def test_it_is_signed_with_its_outcome_its_event_and_no_draft():
    worker = front_door_worker()
    done = finished(somebody(), worker)
    assert (done.finished_by, done.in_short, done.channel) == (worker, "Wanted a kettle tipper", "telephone")
    assert done.national_outcome == "information_and_advice"
    assert done.response.answers["in_short"] == "Wanted a kettle tipper"
    event = Event.objects.get(kind="conversations.finished")
    assert event.title == "Conversation: Wanted a kettle tipper"
    assert not Draft.objects.exists()


def test_when_the_timeline_cannot_be_written_nothing_is_kept(monkeypatch):
    worker, subject = front_door_worker(), somebody()
    conversation = talk(subject, worker)
    draft = draft_of(conversation, worker, **ENOUGH)

    def broken(**details):
        raise RuntimeError("no timeline")

    monkeypatch.setattr("alongside.front_door.conversations.actions.finishing.events.record", broken)
    with pytest.raises(RuntimeError):
        actions.finish(conversation=conversation, draft=draft, by=worker)
    conversation.refresh_from_db()
    assert conversation.finished_at is None
    assert not NextStep.objects.exists()
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_information_equipment_and_promises_are_each_recorded():
    worker, colleague = front_door_worker(), make_user("social_worker", name="Zainab Quaye")
    subject = somebody()
    done = finished(
        subject, worker, steps=[],
        information=[{"what": "Volunteering near you", "how": "printed", "prescribed_by": "Dr Aziz"}],
        equipment=[{"item": "kettle_tipper", "quantity": 1, "advice": "Fill it half way"}],
        promises=[{"what": "Ring about the price of windows", "who": "zainab quaye", "by": in_days(3)},
                  {"what": "Send the leaflet", "by": in_days(1)}],
    )
    assert {step.kind for step in done.next_steps.all()} == {"information_given", "simple_equipment"}
    given = [(one.what, one.prescribed_by) for one in done.information_given.all()]
    assert given == [("Volunteering near you", "Dr Aziz")]
    assert [str(one) for one in done.equipment.all()] == ["Kettle tipper"]
    promises = {task.title: task.owner for task in Task.objects.filter(kind="promise", subject=subject)}
    assert promises == {"Ring about the price of windows": colleague, "Send the leaflet": worker}


def test_what_is_not_on_the_councils_list_goes_to_a_specialist():
    worker, subject = front_door_worker(), somebody()
    done = finished(subject, worker, steps=[], equipment=[{"item": "not_on_list", "other": "Stair lift"}])
    assert not done.equipment.exists()
    step = done.next_steps.get()
    assert step.kind == "occupational_therapy_assessment"
    assert step.task.team.key == "occupational_therapy"
    assert done.national_outcome == "assessment_or_review"


def test_equipment_that_left_the_list_is_refused_with_a_way_on():
    worker, subject = front_door_worker(), somebody()
    said = problems(subject, worker, equipment=[{"item": "old_gadget"}])
    assert "not on the council’s list any more" in said["equipment"]


@pytest.mark.parametrize("answer", ["accepted", "thinking"])
def test_an_assessment_is_offered_and_the_answer_kept(answer):
    worker, subject = front_door_worker(), somebody()
    done = finished(subject, worker, need_appears="yes", assessment_answer=answer)
    offer = AssessmentOffer.objects.get()
    assert (offer.subject, offer.kind, offer.answer) == (subject, "adult", answer)
    steps = {step.kind for step in done.next_steps.all()}
    assert ("needs_assessment" in steps) == (answer == "accepted")
    if answer == "accepted":
        assert offer.task.due_on == policy.assess_by(timezone.localdate())
        assert offer.task.team.key == "front_door"
    else:
        assert offer.task is None


def test_a_refusal_is_recorded_and_nothing_follows():
    worker, subject = front_door_worker(), somebody()
    done = finished(subject, worker, need_appears="yes", assessment_answer="refused", refusal_kind="not_now",
                    refusal_words="Leave me be", at_risk="no", cannot_refuse="no")
    offer = AssessmentOffer.objects.get()
    assert (offer.answer, offer.refusal_words, offer.assess_anyway_because) == ("refused", "Not now", "")
    assert "needs_assessment" not in {step.kind for step in done.next_steps.all()}


@pytest.mark.parametrize(("facts", "words"), [
    ({"at_risk": "yes", "cannot_refuse": "no"}, "abuse or neglect"),
    ({"at_risk": "no", "cannot_refuse": "yes"}, "best interests"),
])
def test_some_are_assessed_although_they_refuse(facts, words):
    worker, subject = front_door_worker(), somebody()
    done = finished(subject, worker, need_appears="yes", assessment_answer="refused", refusal_kind="not_wanted",
                    **facts)
    offer = AssessmentOffer.objects.get()
    assert words in offer.assess_anyway_because
    assert offer.task.kind == "assessment"
    assert "needs_assessment" in {step.kind for step in done.next_steps.all()}


def test_not_knowing_whether_somebody_is_at_risk_forces_nothing():
    worker, subject = front_door_worker(), somebody()
    finished(subject, worker, need_appears="yes", assessment_answer="refused", refusal_kind="not_wanted",
             at_risk="unknown", cannot_refuse="unknown")
    assert AssessmentOffer.objects.get().assess_anyway_because == ""


def test_a_carer_who_rings_about_somebody_else_is_offered_an_assessment_of_their_own():
    worker, subject, carer = front_door_worker(), somebody(), somebody("Carol", "Broadbent")
    relationships.record(subject=subject, kind="child", other=carer, by=worker)
    done = finished(subject, worker, carer_appears="yes", carer_name="carol broadbent", carer_answer="accepted")
    offer = AssessmentOffer.objects.get()
    assert (offer.subject, offer.cared_for, offer.kind) == (carer, subject, "carer")
    assert offer.task.subject == carer
    # The return counts that under the carer: for the adult, information was the outcome.
    assert done.national_outcome == "information_and_advice"


def test_a_carers_assessment_alone_is_no_outcome_for_the_adult():
    worker, subject = front_door_worker(), somebody()
    carer = {"carer_appears": "yes", "carer_name": "Femi Adeyemi", "carer_answer": "accepted"}
    assert "the carer’s own" in problems(subject, worker, **carer, steps=[])["steps"]
    done = finished(subject, worker, **carer, steps=["no_further_action"])
    assert {step.kind for step in done.next_steps.all()} == {"carers_assessment", "no_further_action"}
    assert done.national_outcome == "other"


def test_both_housing_and_health_hear_of_it():
    done = finished(somebody(), front_door_worker(), steps=["housing_referral", "nhs_referral"])
    assert {"housing_referral", "nhs_referral"} <= {step.kind for step in done.next_steps.all()}


def test_a_carer_without_a_record_is_named_on_the_adults():
    worker, subject = front_door_worker(), somebody()
    finished(subject, worker, carer_appears="yes", carer_name="Femi Adeyemi", carer_answer="accepted")
    offer = AssessmentOffer.objects.get()
    assert (offer.subject, offer.carer_name) == (subject, "Femi Adeyemi")
    assert "add their record first" in offer.task.title


def test_a_volunteer_going_along_is_three_promises_with_a_day():
    worker, subject = front_door_worker(), somebody()
    done = finished(subject, worker, steps=[], accompany="yes", accompany_to="the gardening club at Mill Lane",
                    accompany_by="Sunita", accompany_on=in_days(4))
    titles = list(Task.objects.filter(kind="promise").order_by("pk").values_list("title", flat=True))
    assert titles == [
        "Sunita meets them at home", "Sunita travels with them to the gardening club at Mill Lane",
        "Sunita is there with them the first time at the gardening club at Mill Lane",
    ]
    assert [step.kind for step in done.next_steps.all()] == ["community_support"]


def test_a_planning_session_is_booked_and_is_no_assessment():
    worker, subject = front_door_worker(), somebody()
    done = finished(subject, worker, steps=[], session="yes", session_on=in_days(2), session_at="10.30",
                    session_minutes=45, session_place="Mill Lane hub")
    booked = PlanningSession.objects.get()
    assert (booked.minutes, booked.facilitator) == (45, worker)
    assert done.national_outcome == "information_and_advice"
    assert not AssessmentOffer.objects.exists()


@pytest.mark.parametrize(("answers", "key", "words"), [
    ({"session": "yes", "session_on": in_days(2), "session_at": "10.30", "session_minutes": 75, "session_place": "Hub"},
     "session_minutes", "75 minutes is too long"),
    ({"session": "yes", "session_on": in_days(2), "session_at": "half ten", "session_minutes": 45,
      "session_place": "Hub"}, "session_at", "Write the time like 10.30"),
    ({"session": "yes", "session_on": in_days(-2), "session_at": "10.30", "session_minutes": 45,
      "session_place": "Hub"}, "session_on", "That time has gone"),
    ({"promises": [{"what": "Ring", "who": "Nobody Here", "by": in_days(1)}]}, "promises",
     "not the name of a colleague"),
    ({"promises": [{"what": "Ring", "by": in_days(-1)}]}, "promises", "a day that has gone"),
    ({"steps": []}, "steps", "Say what happens now"),
    ({"steps": ["no_further_action", "nhs_referral"]}, "steps", "cannot stand beside"),
    ({"safe_now": "unsafe"}, "safe_now", "Start urgent support or raise a concern"),
    ({"steps": ["reablement"]}, "going_well", "Before a service is asked for"),
    ({"equipment": [{"item": "kettle_tipper", "quantity": 0}]}, "equipment", "whole number"),
])
def test_what_cannot_be_finished_says_why_and_where(answers, key, words):
    said = problems(somebody(), front_door_worker(), **answers)
    assert words in said.get(key, ""), said


def test_a_service_may_be_asked_for_once_strengths_are_known():
    worker = front_door_worker()
    assert not problems(somebody(), worker, steps=["reablement"], going_well="Keeps the bowls accounts")
    known = somebody("Sam", "Osei")
    finished(known, worker, going_well="Bakes for the street.")
    assert not problems(known, worker, steps=["reablement"])


def test_in_a_crisis_a_service_does_not_wait_for_strengths():
    worker, subject = front_door_worker(), somebody()
    conversation = talk(subject, worker)
    urgent_support(conversation, worker)
    conversation.refresh_from_db()
    said = actions.problems_of(conversation=conversation, by=worker,
                               answers={**ENOUGH, "safe_now": "unsafe", "steps": ["short_term_support"]})
    assert said == []


def test_what_goes_well_and_what_matters_go_to_the_top_of_their_page():
    worker, subject = front_door_worker(), somebody()
    finished(subject, worker, matters="Bowls, and nobody fussing.", good_day="Market, then a rest",
             going_well="Walks to the market twice a week. Keeps the accounts for the bowls club. "
                        "I'll ring the Handy Helpers by Friday.",
             groups=[{"name": "Bowls club", "kind": "group"}])
    assert {said.words for said in subject.words.all()} == {"Bowls, and nobody fussing.", "Market, then a rest"}
    assert {strength.words for strength in subject.strengths.all()} == {
        "Walks to the market twice a week", "Keeps the accounts for the bowls club"}
    assert [str(network) for network in subject.networks.all()] == ["Bowls club"]


def test_the_same_strength_is_not_written_down_twice():
    worker, subject = front_door_worker(), somebody()
    finished(subject, worker, going_well="Bakes bread.")
    finished(subject, worker, going_well="Bakes bread. Sings.")
    assert sorted(strength.words for strength in subject.strengths.all()) == ["Bakes bread", "Sings"]


def test_words_told_by_somebody_else_say_whose_they_are():
    worker, subject = front_door_worker(), somebody()
    finished(subject, worker, source="family", got_in_touch="Denise Pollard", matters="Her garden")
    said = subject.words.get()
    assert (said.whose, said.told_by) == ("told", "Denise Pollard")


def test_coming_back_within_the_councils_time_is_recognised():
    worker, subject = front_door_worker(), somebody()
    first = finished(subject, worker, days_ago=12)
    again = talk(subject, worker)
    assert again.follows == first
    days = policy.rereferral_days(timezone.localdate())
    long_ago = somebody("Long", "Ago")
    finished(long_ago, worker, days_ago=days + 2)
    assert talk(long_ago, worker).follows is None


def test_a_concern_is_always_among_the_next_steps():
    worker, subject = front_door_worker(), somebody()
    conversation = talk(subject, worker)
    concern_about(subject, worker, conversation)
    draft = draft_of(conversation, worker, **{**ENOUGH, "steps": [], "information": [
        {"what": "Doorstep callers", "how": "spoken"}]})
    done = actions.finish(conversation=conversation, draft=draft, by=worker)
    assert {step.kind for step in done.next_steps.all()} == {"safeguarding_concern", "information_given"}


def test_finishing_twice_is_refused():
    worker, subject = front_door_worker(), somebody()
    done = finished(subject, worker)
    draft = draft_of(done, worker, **ENOUGH)
    with pytest.raises(actions.AlreadyFinished):
        actions.finish(conversation=done, draft=draft, by=worker)


def test_writing_up_ends_the_back_fill_work():
    worker, subject = front_door_worker(), somebody()
    conversation = talk(subject, worker)
    urgent_support(conversation, worker)
    task = Task.objects.get(kind="back_fill")
    assert task.due_on == policy.back_fill_by(timezone.localdate())
    done = actions.finish(conversation=conversation, by=worker,
                          draft=draft_of(conversation, worker, **{**ENOUGH, "safe_now": "unsafe", "steps": []}))
    task.refresh_from_db()
    assert task.done_at
    assert [step.kind for step in done.next_steps.all()] == ["urgent_support"]
    assert done.national_outcome == "support_planning"
