from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.care_management.plans import actions, followers, scheme
from alongside.care_management.plans.models import Copy, Plan, Support
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.events.models import Event
from alongside.foundation.subjects.outside import Outsider
from alongside.foundation.work.models import Task
from alongside.people.about_me import actions as about_me

from .factories import make_answers, make_determination, make_plan, make_sent, make_signed_off, write

pytestmark = pytest.mark.django_db


def test_a_plan_begins_with_what_is_known():
    determination = make_determination(advice="The stroke club on Thursdays",
                                       needs={"nutrition": "duty", "relationships": "not_met"})
    plan = make_plan(determination, by=make_user())
    answers = actions.draft_of(plan).answers
    assert answers["words_1"] == "To cook for my sister again"
    assert answers["strengths"].startswith("Reads every day")
    assert answers["prevention"] == "The stroke club on Thursdays"
    assert answers["not_met"] == "Because of relationships"
    assert "agreed" not in answers and "starts_on" not in answers


def test_one_version_is_written_at_a_time():
    plan = make_plan()
    with pytest.raises(actions.NotNow, match="is writing a version already"):
        actions.start(subject=plan.subject, determination=plan.determination, by=make_user())


def test_nothing_is_planned_where_there_is_no_need_to_meet():
    determination = make_determination(needs={"nutrition": "met_by_carer"})
    determination.decision.decided_outcome = determination.decision.outcome = "not_eligible"
    determination.decision.save()
    with pytest.raises(actions.NotNow, match="nothing to plan"):
        make_plan(determination, by=make_user())


def test_an_incomplete_plan_is_not_sent():
    plan = write(make_plan(), direct_payment_offered_on=None)
    with pytest.raises(actions.NotComplete, match="direct payment was offered"):
        actions.send_for_sign_off(plan=plan, by=plan.written_by)
    plan.refresh_from_db()
    assert plan.response is None and not plan.outcomes.exists()


def test_sending_puts_outcomes_and_support_into_columns():
    plan = make_sent()
    first, second = plan.outcomes.all()
    assert (first.words, first.in_short, first.needs) == (
        "I want unhurried mornings",
        "washing, dressing",
        ["nutrition"],
    )
    assert [line.source for line in first.ordered_supports] == ["self", "equipment", "council_arranged"]
    assert second.ordered_supports[-1].hours_a_week == Decimal("6")
    assert plan.weekly_cost == Decimal("244.15")
    task = Task.objects.get(kind="plan_to_sign_off")
    assert task.team and "£244.15 a week" in task.why and "team manager" in task.why


def test_the_plan_of_a_page_shown_earlier_is_not_sent():
    plan = write(make_plan())
    seen = actions.draft_of(plan).revision
    write(plan, contingency="Chidi first")
    with pytest.raises(actions.ChangedSince):
        actions.send_for_sign_off(plan=plan, by=plan.written_by, seen=seen)


def test_only_its_writer_sends_a_plan_and_a_colleague_can_take_it_over():
    plan, colleague = write(make_plan()), make_user()
    with pytest.raises(actions.NotNow, match="writes this plan"):
        actions.send_for_sign_off(plan=plan, by=colleague)
    plan = actions.take_over(plan=plan, by=colleague)
    assert actions.draft_of(plan).answers["words_1"] == "I want unhurried mornings"
    assert actions.send_for_sign_off(plan=plan, by=colleague).is_awaiting_sign_off


def test_the_councils_scheme_says_who_signs():
    plan, manager, director = make_sent(), make_user("team_manager"), make_user("director")
    today = timezone.localdate()
    assert scheme.signs_as(manager, Decimal("750.00"), today) == "team_manager"
    assert scheme.signs_as(manager, Decimal("750.01"), today) == ""
    assert scheme.signs_as(director, Decimal("100.00"), today) == "director"
    assert scheme.signs_as(make_user("social_worker"), Decimal("1.00"), today) == ""
    assert "a director signs this plan off" in scheme.why_not(plan, manager, Decimal("751.00"), today)
    dear = [
        {
            "source": "council_arranged",
            "what": "Live-in care",
            "who": "Larkfield Homecare",
            "weekly_cost": "1450.00",
            "funder": "social_care",
        }
    ]
    dear_plan = make_sent(services_1=dear)
    with pytest.raises(actions.NotNow, match="a director signs"):
        actions.sign_off(plan=dear_plan, by=manager)
    assert actions.sign_off(plan=dear_plan, by=director).signed_off_as == "director"


def test_nobody_signs_off_their_own_plan():
    manager = make_user("team_manager")
    plan = make_sent(make_plan(by=manager))
    with pytest.raises(actions.NotNow, match="You wrote this plan"):
        actions.sign_off(plan=plan, by=manager)


def test_sent_back_put_right_and_sent_again():
    plan, manager = make_sent(), make_user("team_manager")
    first = plan.response
    plan = actions.send_back(plan=plan, note="Who holds the key?", by=manager)
    assert Task.objects.open().get(kind="plan_sent_back").owner == plan.written_by
    assert not Task.objects.open().filter(kind="plan_to_sign_off").exists()
    with pytest.raises(actions.NotNow):
        actions.sign_off(plan=plan, by=manager)
    plan = make_sent(plan, contingency="Jean holds the key")
    assert plan.response.supersedes == first and plan.response.correction_reason == "Who holds the key?"
    assert plan.outcomes.count() == 2
    with pytest.raises(actions.NotNow, match="Read it again"):
        actions.sign_off(plan=plan, by=manager, seen=first.pk)
    assert actions.sign_off(plan=plan, by=manager, seen=plan.response_id).stands
    assert not Task.objects.open().filter(kind__startswith="plan_").exists()


def test_a_new_version_takes_the_place_of_the_last_one():
    old = make_signed_off(started=30)
    writer = make_user()
    new = actions.start(subject=old.subject, determination=old.determination, replaces=old, by=writer)
    answers = actions.draft_of(new).answers
    assert answers["words_2"] == "I want to get to church on Sunday" and "agreed" not in answers
    assert Plan.objects.get(pk=old.pk).stands
    new = make_signed_off(new)
    old.refresh_from_db()
    assert new.is_in_force(timezone.localdate()) and old.end_reason == "replaced" and old.ended_on == new.starts_on


def new_version(old, *, starts_in, **changes):
    """Of a plan, signed off today, to start in so many days."""
    plan = actions.start(subject=old.subject, determination=old.determination, replaces=old, by=make_user())
    return make_signed_off(plan, started=-starts_in, **changes)


def in_force(plan, *, on=0):
    return list(Plan.objects.of(plan.subject).in_force(timezone.localdate() + timedelta(days=on)))


def test_the_last_plan_stays_in_force_until_the_new_one_starts():
    old = make_signed_off(started=30)
    new, today = new_version(old, starts_in=10), timezone.localdate()
    old.refresh_from_db()
    assert in_force(old) == in_force(old, on=9) == [old] and in_force(old, on=10) == in_force(old, on=99) == [new]
    assert list(Plan.objects.in_force_or_to_come(today).newest_first()) == [new, old]
    assert new.is_to_come(today) and not new.is_in_force(today) and old.is_in_force(today)
    assert not old.is_in_force(new.starts_on) and new.is_in_force(new.starts_on)
    said = Event.objects.get(kind="plans.ended", subject=old.subject)
    assert said.title == f"Care and support plan ends on {new.starts_on:%-d %B %Y}: a new version took its place"
    assert {line.plan for line in Support.objects.on(today)} == {old}
    assert {line.plan for line in Support.objects.on(new.starts_on)} == {new}
    assert actions.start(subject=old.subject, determination=make_determination(old.subject), by=make_user()
                         ).replaces == new
    with pytest.raises(actions.NotNow, match="Change the one that takes its place"):
        actions.start(subject=old.subject, determination=make_determination(old.subject), replaces=old, by=make_user())


def test_a_plan_that_ends_before_it_starts_leaves_the_last_one_in_force():
    old = make_signed_off(started=30)
    new = new_version(old, starts_in=10)
    actions.end(plan=new, on=new.starts_on, reason="other", note="She has changed her mind", by=make_user())
    assert in_force(old) == in_force(old, on=10) == in_force(old, on=99) == [old]
    assert Plan.objects.get(pk=old.pk).stands
    assert Event.objects.filter(kind="plans.goes_on", subject=old.subject).exists()
    assert in_force(new_version(old, starts_in=0)) != [old]


def test_a_version_that_starts_sooner_than_the_one_to_come_takes_its_place_too():
    first = make_signed_off(started=30)
    second = new_version(first, starts_in=20)
    third = new_version(second, starts_in=5)
    assert in_force(first, on=4) == [first]
    assert in_force(first, on=5) == in_force(first, on=20) == in_force(first, on=50) == [third]
    actions.end(plan=third, on=third.starts_on, reason="other", note="Not now", by=make_user())
    assert in_force(first, on=5) == in_force(first, on=50) == [first]


def test_an_end_that_was_decided_lies_ahead_and_the_plan_stands_until_then():
    plan = make_signed_off(started=30)
    actions.end(plan=plan, on=timezone.localdate() + timedelta(days=7), reason="moved_away", by=make_user())
    assert in_force(plan, on=6) == [plan] and in_force(plan, on=7) == []


def test_a_version_set_aside_leaves_the_plan_free_to_be_changed_again():
    old = make_signed_off()
    again = {"subject": old.subject, "determination": old.determination, "replaces": old, "by": make_user()}
    first = actions.start(**again)
    actions.end(plan=first, on=timezone.localdate(), reason="set_aside", by=first.written_by)
    assert actions.draft_of(first) is None
    assert actions.start(**again).replaces == old


def test_disagreement_is_written_down():
    plan = make_signed_off(agreed="no", agreement_note="Wants eight visits")
    assert plan.agreement_note == "Wants eight visits"
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(agreement_note="")


def test_an_end_has_a_reason_and_tells_what_follows(monkeypatch):
    said = []
    monkeypatch.setattr(followers, "_followers", [followers.Follower(
        signed_off=lambda **what: said.append("signed off"), ended=lambda **what: said.append(what["because"]),
        cards=lambda subject, user: [])])
    plan = make_signed_off()
    actions.end(plan=plan, on=timezone.localdate(), reason="moved_away", by=make_user())
    assert said == ["signed off", "Moved to another council’s area"]
    assert Event.objects.filter(kind="plans.ended", subject=plan.subject).exists()


def test_a_sign_off_whose_review_cannot_be_planned_does_not_stand(monkeypatch):
    def broken(**what):
        raise RuntimeError("no review")

    plan, manager = make_sent(), make_user("team_manager")
    monkeypatch.setattr(followers, "signed_off", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.sign_off(plan=plan, by=manager)
    plan.refresh_from_db()
    assert plan.is_awaiting_sign_off and not Event.objects.filter(kind="plans.signed_off").exists()


def test_a_copy_and_a_document():
    plan = make_signed_off()
    by = plan.written_by
    actions.give_copy(plan=plan, given_to="Winifred Hartley", how=Copy.How.HANDED, given_on=timezone.localdate(), by=by,
                      to_the_person=True)
    assert plan.copies.get().to_the_person
    document = actions.write_document(plan=plan, by=by)
    assert document.title == "Your care and support plan" and document.file.endswith(".pdf")


def test_a_plan_starts_and_ends_in_order():
    plan = make_signed_off()
    with pytest.raises(actions.NotNow, match="Write a new version"):
        actions.send_back(plan=plan, note="Too late", by=make_user("team_manager"))
    actions.end(plan=plan, on=timezone.localdate() + timedelta(days=1), reason="declined", by=plan.written_by)
    with pytest.raises(actions.NotNow, match="ended this plan"):
        actions.end(plan=plan, on=timezone.localdate(), reason="declined", by=plan.written_by)


def test_what_matters_comes_from_their_page_where_the_assessment_is_silent():
    determination = make_determination()
    by = make_user()
    about_me.write_down(subject=determination.subject, topic="matters", words="My garden", by=by)
    assert actions.draft_of(make_plan(determination, by=by)).answers["matters"] == "My garden"


def test_what_they_added_themselves_goes_into_the_plan_once_in_their_words():
    determination, by = make_determination(), make_user()
    who = Outsider("Winifred Okafor", access=1)
    added = about_me.add(subject=determination.subject, topic="goals", words="To see my sister in Hull", who=who)
    about_me.add(subject=determination.subject, topic="changed", words="Not for the plan", who=who)
    about_me.take_up(words=added, how="plan", note="", by=by)
    plan = make_plan(determination, by=by)
    matters = actions.draft_of(plan).answers["matters"]
    assert "“To see my sister in Hull”" in matters and "My goals" in matters and "Not for the plan" not in matters
    signed = make_signed_off(plan, by=make_user("team_manager"))
    again = actions.start(subject=plan.subject, determination=determination, replaces=signed, by=by)
    assert actions.draft_of(again).answers["matters"].count("my sister") <= 1


def test_the_answers_of_the_factory_are_those_of_the_questionnaire():
    plan = write(make_plan())
    assert actions.draft_of(plan).answers.keys() == make_answers().keys()


def test_a_plan_is_replaced_by_one_other_alone():
    """Another decision's plan is being written in its place: a new version of it is refused in words."""
    by = make_user()
    plan = make_signed_off(make_plan(by=by))
    make_plan(make_determination(plan.subject, by=by), by=by)
    with pytest.raises(actions.NotNow, match="takes the place of this one already"):
        actions.start(subject=plan.subject, determination=plan.determination, replaces=plan, by=by)
