from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.care_management.assessments.models import Assessment
from alongside.care_management.assessments.tests.factories import make_assessment as make_adults_assessment
from alongside.care_management.assessments.tests.factories import make_person
from alongside.care_management.carers import actions
from alongside.care_management.carers.models import CarersAssessment
from alongside.care_management.eligibility import actions as eligibility
from alongside.care_management.eligibility.actions import NeedAnswer
from alongside.care_management.eligibility.basis import basis
from alongside.foundation.access.conditions import visible_subjects
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.events.models import Event
from alongside.foundation.work.models import Task
from alongside.people.involvements import actions as involvements
from alongside.people.involvements.models import Involvement

from .factories import carers_centre, make_carers_assessment, make_draft, make_signed

pytestmark = pytest.mark.django_db


def open_tasks(assessment):
    return {task.kind: task for task in Task.objects.open().filter(source=assessment.about)}


def test_it_is_promised_by_a_day_and_linked_to_the_adult():
    mother = make_person("Ada", "Pickering")
    assessment = make_carers_assessment(cared_for=mother)
    assert assessment.promised_by == timezone.localdate() + timedelta(days=28)
    assert assessment.cares_for == "Ada Pickering"
    assert open_tasks(assessment)["promise"].due_on == assessment.promised_by


def test_the_carers_centre_sees_this_carer_from_now_on_and_nobody_else():
    _, team, bronagh = carers_centre()
    joan, other = make_person("Joan", "Pickering"), make_person("Dipti", "Shah")
    assert not visible_subjects(bronagh).exists()
    assessment = make_carers_assessment(joan, team=team, assessor=None, cared_for=other)
    assert set(visible_subjects(bronagh)) == {joan}
    assert assessment.delegated and list(CarersAssessment.objects.delegated()) == [assessment]
    assert list(CarersAssessment.objects.visible_to(bronagh)) == [assessment]


def test_complex_work_stays_with_the_council_when_it_begins_and_when_it_turns_out():
    _, team, bronagh = carers_centre()
    with pytest.raises(actions.StaysWithTheCouncil):
        make_carers_assessment(team=team, assessor=None, complex=True)
    assessment = make_carers_assessment(team=team, assessor=bronagh)
    draft = make_draft(assessment, complex="yes")
    with pytest.raises(actions.StaysWithTheCouncil):
        actions.sign(assessment=assessment, draft=draft, by=bronagh)
    back = actions.bring_back(assessment=assessment, team=make_team("north"), reason="Safeguarding", by=bronagh)
    assert not back.delegated and back.complex and back.assessor is None
    worker = make_user()
    actions.give(assessment=back, assessor=worker, by=worker)
    draft.refresh_from_db()
    assert draft.owner == worker
    assert actions.sign(assessment=back, draft=draft, by=worker).complex


def test_the_centre_has_done_when_it_comes_back_and_may_not_open_the_record_from_then_on():
    _, team, bronagh = carers_centre()
    assessment = make_carers_assessment(team=team, assessor=bronagh)
    actions.bring_back(assessment=assessment, team=make_team("north"), reason="Her mother is unsafe", by=bronagh)
    closed = Involvement.objects.closed().get(subject=assessment.subject, team=team)
    assert (closed.end_reason, closed.ended_by) == ("transferred", bronagh)
    assert str(make_team("north")) in closed.left_agreed and "Her mother is unsafe" in closed.left_agreed
    assert not visible_subjects(bronagh).exists()


def test_the_centre_has_done_when_it_ends():
    _, team, bronagh = carers_centre()
    assessment = make_carers_assessment(team=team, assessor=bronagh)
    actions.end(assessment=assessment, reason="declined", words="Rings us in spring", by=bronagh)
    closed = Involvement.objects.closed().get(subject=assessment.subject, team=team)
    assert closed.end_reason == "declined" and "Rings us in spring" in closed.left_agreed
    assert not visible_subjects(bronagh).exists()


def test_the_centre_goes_on_where_it_has_another_assessment_of_this_carer():
    _, team, bronagh = carers_centre()
    first = make_carers_assessment(team=team, assessor=bronagh)
    make_carers_assessment(first.subject, team=team, assessor=bronagh, cared_for_name="Her brother")
    actions.end(assessment=first, reason="declined", words="Mother has died", by=bronagh)
    assert Involvement.objects.open().filter(subject=first.subject, team=team).exists()
    assert list(visible_subjects(bronagh)) == [first.subject]


def test_what_the_centre_hands_over_meanwhile_is_answered_first():
    _, team, bronagh = carers_centre()
    assessment = make_carers_assessment(team=team, assessor=bronagh)
    involvement = Involvement.objects.get(subject=assessment.subject, team=team)
    involvements.allocate(involvement=involvement, worker=bronagh, by=bronagh)
    involvements.accept(involvement=involvement, by=bronagh)
    involvements.transfer(involvement=involvement, to_team=make_team("north"), note="Moved house", by=bronagh)
    with pytest.raises(actions.NotNow, match="waits for an answer"):
        actions.end(assessment=assessment, reason="declined", words="x", by=bronagh)
    assert CarersAssessment.objects.open().get() == assessment and list(visible_subjects(bronagh))


def test_a_team_of_the_council_works_on_when_it_ends():
    assessment = make_carers_assessment()
    involvements.ask(subject=assessment.subject, team=assessment.team, reason="Her own support", by=make_user())
    actions.end(assessment=assessment, reason="declined", words="Not now", by=assessment.assessor)
    assert Involvement.objects.open().filter(subject=assessment.subject, team=assessment.team).exists()


def test_signing_promotes_what_the_return_and_the_lists_read():
    assessment = make_signed()
    assert (assessment.method, assessment.hours, assessment.willing_and_able) == ("carer_only", "50_or_more", "part")
    assert list(CarersAssessment.objects.given_information()) == [assessment]
    assert not CarersAssessment.objects.without_contingency().exists()
    informed = Event.objects.get(subject=assessment.subject, kind="carers.informed")
    assert informed.detail == "Sitting service at the carers’ centre"


def test_a_carer_who_was_given_nothing_is_not_counted():
    make_signed(information_given="no", information=None)
    assert not CarersAssessment.objects.given_information().exists()


def test_a_wanted_plan_for_emergencies_is_a_promise():
    assessment = make_signed(contingency="wanted", contingency_plan=None)
    assert list(CarersAssessment.objects.without_contingency()) == [assessment]
    promised = open_tasks(assessment)["promise"]
    assert promised.owner == assessment.assessor and promised.due_on


def test_the_centre_signs_and_the_council_decides():
    _, team, bronagh = carers_centre()
    make_team("front_door")
    assessment = make_carers_assessment(team=team, assessor=bronagh)
    actions.sign(assessment=assessment, draft=make_draft(assessment), by=bronagh)
    asked = open_tasks(assessment)["eligibility"]
    assert asked.owner is None and asked.team.key == "front_door"


def test_one_outcome_or_failing_health_is_enough_and_the_plan_is_a_support_plan():
    by, today = make_user(), timezone.localdate()
    found = basis(make_signed(by=by), today)
    assert (found.rule, found.decision.outcome) == ("eligibility.carer", "eligible")
    determination = eligibility.determine(basis=found, by=by, reasons="You are worn out.")
    decided = eligibility.decide_needs(
        determination=determination,
        by=by,
        residence="here",
        answers={"relationships": NeedAnswer("duty", "A sitter on choir night")},
    )
    assert decided.needs.get().law == "Care Act 2014 s20(1)"
    plan = Task.objects.open().get(subject=determination.subject, kind="plan_to_write")
    assert plan.title == "Write the support plan"


def test_two_adults_two_decisions_neither_supersedes_the_other():
    by, today = make_user(), timezone.localdate()
    first = make_signed(by=by)
    second = make_carers_assessment(first.subject, by=by, cared_for_name="Her brother")
    second = actions.sign(assessment=second, draft=make_draft(second), by=by)
    eligibility.determine(basis=basis(first, today), by=by, reasons="x")
    assert eligibility.determine(basis=basis(second, today), by=by, reasons="y").supersedes is None


@pytest.mark.parametrize("kind", ["child_carer_transition", "young_carer_transition"])
def test_carers_before_an_eighteenth_birthday(kind):
    by = make_user()
    assessment = make_carers_assessment(by=by, kind=kind)
    signed = actions.sign(assessment=assessment, draft=make_draft(assessment), by=by)
    assert signed.response.answers["eighteen_on"] == "2027-05-01"
    assert ("s60" if kind.startswith("child") else "s63") in signed.law


def test_the_carers_half_of_a_combined_assessment_knows_the_other():
    by, joan, ada = make_user(), make_person("Joan", "Pickering"), make_person("Ada", "Pickering")
    adults = make_adults_assessment(ada, by=by, mode="combined", combined_with=joan, combination_agreed="Both said so")
    assert Assessment.objects.combined_for(carer=joan, adult=ada) == adults
    assert Assessment.objects.combined_for(carer=ada, adult=joan) is None
    half = make_carers_assessment(joan, by=by, cared_for=ada, combined_with=adults)
    assert list(adults.carers_parts.all()) == [half]


def test_a_second_one_for_the_same_adult_is_refused():
    assessment = make_carers_assessment()
    with pytest.raises(actions.NotNow, match="open already"):
        make_carers_assessment(assessment.subject)


def test_a_restricted_adult_is_not_named_on_the_carers_record():
    mother = make_person("Ada", "Pickering")
    mother.restricted, mother.restricted_reason = True, "x"
    mother.restricted_by, mother.restricted_at = make_user(), timezone.now()
    mother.save()
    assessment = make_carers_assessment(cared_for=mother)
    assert "Ada" not in Event.objects.get(subject=assessment.subject, kind="carers.started").detail


def test_it_ends_for_a_reason():
    assessment = make_carers_assessment()
    actions.end(assessment=assessment, reason="declined", words="Not now", by=assessment.assessor)
    assert not CarersAssessment.objects.open().exists() and not open_tasks(assessment)


def test_a_correction_is_a_new_version_with_its_reason():
    assessment = make_signed()
    first = assessment.response
    actions.begin_correction(assessment=assessment, said_by="carer", reason="Hours misheard", by=assessment.assessor)
    draft = make_draft(assessment, hours="20_to_49")
    again = actions.sign(assessment=assessment, draft=draft, by=assessment.assessor)
    assert again.response.supersedes == first and again.hours == "20_to_49"
    assert Event.objects.get(subject=assessment.subject, kind="carers.corrected").detail == (
        "The carer says: Hours misheard"
    )
