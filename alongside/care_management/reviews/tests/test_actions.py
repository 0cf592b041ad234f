from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.care_management.eligibility.models import NeedDecision
from alongside.care_management.plans import actions as plans
from alongside.care_management.plans.models import Plan, Support
from alongside.care_management.plans.tests.factories import make_determination, make_plan
from alongside.care_management.plans.tests.factories import make_signed_off as signed_off
from alongside.care_management.reviews import actions
from alongside.care_management.reviews.models import Review
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.events.models import Event
from alongside.foundation.work.models import Task
from alongside.people.people.actions import record_death, undo_death

from .factories import make_draft, make_held, make_review, make_signed_off

pytestmark = pytest.mark.django_db


def test_a_signed_off_plan_has_its_first_review_by_the_rule():
    plan = make_signed_off()
    review = Review.objects.get(plan=plan)
    assert review.kind == Review.Kind.SETTLING_IN and review.reason == "planned"
    assert (review.opens_on - plan.starts_on, review.due_on - plan.starts_on) == (timedelta(42), timedelta(56))
    assert "counted from the day the plan started" in review.due_because and "not due yet" not in review.due_because
    assert Task.objects.open().get(kind="review").due_on == review.due_on


def test_a_plan_that_never_starts_gives_the_last_one_its_review_back():
    old = make_signed_off(started=60)
    version = plans.start(subject=old.subject, determination=old.determination, replaces=old, by=make_user())
    new = make_signed_off(version, started=-10)
    assert Review.objects.outstanding().get().plan == new
    old.refresh_from_db()
    with pytest.raises(actions.NotNow, match="Ask for a review of the one that takes its place"):
        actions.ask_for(plan=old, reason="planned", asked_by="person", because="The lift is out", by=make_user())
    plans.end(plan=new, on=new.starts_on, reason="declined", by=make_user())
    review = Review.objects.outstanding().get()
    assert review.plan == old and review.kind == Review.Kind.SETTLING_IN


def test_a_review_held_records_each_outcome_and_plans_the_next():
    review = make_held(make_review(started=49))
    assert [one.achieved for one in review.outcomes.all()] == ["achieved", "partly"]
    assert (review.outcomes_achieved, review.national_outcome, review.method) == (
        "partly", "continuation", "service_user_only")
    after = Review.objects.outstanding().get(plan=review.plan)
    assert after.kind == Review.Kind.YEARLY
    assert after.due_on.replace(year=review.done_on.year) == review.done_on or after.due_on.month == 2
    assert [task.due_on for task in Task.objects.open().filter(kind="review")] == [after.due_on]


def test_an_outcome_of_a_plan_is_achieved_by_a_community_option_with_no_commissioned_hours():
    plan = signed_off(
        make_plan(make_determination(needs={"community_facilities": NeedDecision.Answer.DUTY})), started=49,
        words_1="I want to dig again", in_short_1="gardening", needs_1=["community_facilities"], equipment_1=None,
        services_1=None, another_1="no", words_2=None, in_short_2=None, needs_2=None, around_2=None, services_2=None,
        around_1=[{"source": "community", "what": "The gardening club", "who": "Fellbeck allotments",
                   "how_much": "Tuesdays"}])
    review = make_held(make_review(plan), achieved_1="achieved", achieved_2=None, about_2=None)
    (outcome,) = review.outcomes.all()
    assert outcome.achieved == review.outcomes_achieved == "achieved"
    (support,) = plan.supports.all()
    assert (support.source, support.what) == ("community", "The gardening club")
    assert support.hours_a_week is None and support.weekly_cost is None
    assert plan.weekly_cost == 0 and not Support.objects.of_the_council().exists()


@pytest.mark.parametrize(("each", "together"), [
    (("achieved", "achieved"), "achieved"), (("not_achieved", "not_achieved"), "not_achieved"),
    (("achieved", "not_achieved"), "partly")])
def test_outcomes_together_as_the_return_asks(each, together):
    assert make_held(achieved_1=each[0], achieved_2=each[1]).outcomes_achieved == together


def test_an_outcome_without_an_answer_stands_in_the_way():
    review, by = make_review(), make_user()
    with pytest.raises(actions.NotComplete, match="I want to get to church on Sunday"):
        actions.hold(review=review, draft=make_draft(review, by=by, achieved_2=None), by=by)
    assert Review.objects.outstanding().filter(pk=review.pk).exists()


def test_a_change_begins_a_new_version():
    by = make_user()
    review = make_held(by=by, result="change", change_words="Two visits fewer")
    version = Plan.objects.being_written().get(replaces=review.plan)
    assert version.written_by == by and review.national_outcome == "support_planning"
    assert Task.objects.open().get(kind="plan_to_change").why == "Two visits fewer"
    new = signed_off(version)
    assert [one.plan for one in Review.objects.outstanding()] == [new]


def test_a_change_goes_into_the_version_that_somebody_has_begun():
    review, colleague = make_review(), make_user()
    begun = plans.start(subject=review.subject, determination=review.plan.determination, replaces=review.plan,
                        by=colleague)
    make_held(review, result="change", change_words="Two visits fewer")
    assert Plan.objects.being_written().get() == begun
    assert Task.objects.open().get(kind="plan_to_change").owner == colleague


def test_a_reassessment_is_put_on_a_list():
    review = make_held(result="reassess", change_words="Had a stroke")
    task = Task.objects.open().get(kind="reassessment")
    assert task.subject == review.subject and task.url and review.national_outcome == "assessment_or_review"


def test_an_end_ends_the_plan_and_its_reviews():
    today = timezone.localdate().isoformat()
    review = make_held(result="end", end_reason="outcomes_achieved", ends_on=today)
    review.plan.refresh_from_db()
    assert review.plan.end_reason == "outcomes_achieved" and review.national_outcome == "ended_as_planned"
    assert not Review.objects.outstanding().exists()


def test_anybody_may_ask_and_the_calendar_begins_again():
    plan = make_signed_off()
    planned = Review.objects.get(plan=plan)
    asked = actions.ask_for(
        plan=plan, reason="unplanned_carer", asked_by="person", because="Tobi is ill", by=make_user()
    )
    assert asked.due_on == timezone.localdate() + timedelta(days=28)
    make_held(asked)
    planned.refresh_from_db()
    assert planned.cancelled_because == "A review was held sooner"
    assert Review.objects.outstanding().get(plan=plan).kind == Review.Kind.YEARLY


def test_a_planned_review_has_no_other_reason_and_an_unplanned_one_has():
    review = make_review()
    for changes in ({"reason": "unplanned_other"}, {"kind": "unplanned"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Review.objects.filter(pk=review.pk).update(**changes)


def test_allocating_moves_the_work_and_what_was_written():
    review, first, second = make_review(), make_user(), make_user()
    make_draft(review, by=first)
    actions.allocate(reviews=[review], worker=second, by=make_user("team_manager"))
    review.refresh_from_db()
    assert review.worker == second and actions.draft_of(review).owner == second
    assert Task.objects.open().get(kind="review").owner == second


def test_all_are_allocated_or_none():
    one, other = make_review(), make_held()
    with pytest.raises(actions.NotNow, match="held this review"), transaction.atomic():
        actions.allocate(reviews=[one, other], worker=make_user(), by=make_user("team_manager"))
    one.refresh_from_db()
    assert one.worker is None


def test_why_it_is_late_is_said_by_somebody_and_it_stays_due():
    review, by = make_review(started=70), make_user()
    actions.say_why_late(review=review, reason="no_worker", by=by)
    today = timezone.localdate()
    assert Review.objects.overdue(today).get().late_said_by == by


def test_a_death_stops_reviews_and_an_undone_death_brings_them_back():
    review, by = make_review(started=70), make_user("team_manager")
    record_death(subject=review.subject, died_on=timezone.localdate(), told_by="Chidi", by=by)
    assert not Review.objects.outstanding().exists()
    with pytest.raises(actions.NotNow, match="has died"):
        actions.say_why_late(review=review, reason="other", note="x", by=by)
    review.subject.refresh_from_db()
    undo_death(subject=review.subject, reason="Another Winifred", by=by)
    assert Review.objects.outstanding().get() == review


def test_a_plan_that_ends_calls_its_reviews_off():
    review = make_review()
    plans.end(plan=review.plan, on=timezone.localdate(), reason="moved_away", by=make_user())
    review.refresh_from_db()
    assert review.cancelled_because.startswith("The plan ended: moved")
    assert not Task.objects.open().filter(kind="review").exists()


def test_nothing_is_held_when_the_event_cannot_be_written(monkeypatch):
    review, by = make_review(), make_user()
    draft = make_draft(review, by=by)

    def broken(**what):
        raise RuntimeError("no event")

    monkeypatch.setattr("alongside.care_management.reviews.actions.events.record", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.hold(review=review, draft=draft, by=by)
    review.refresh_from_db()
    assert review.done_on is None and not review.outcomes.exists() and actions.draft_of(review)
    assert not Event.objects.filter(kind="reviews.held").exists()
