"""Each clock on records made the way the product makes them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.care_management.assessments.models import Assessment
from alongside.care_management.assessments.tests.factories import make_assessment, make_person, make_signed
from alongside.care_management.eligibility.models import Determination
from alongside.care_management.plans.tests.factories import make_determination, make_plan, make_signed_off
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.front_door.referrals.tests.factories import referral
from alongside.insight.waiting.clocks import CLOCKS
from alongside.insight.waiting.figures import LOOKED_BACK, apart, figures, of_clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_user("team_manager")


def asked(assessment, days):
    day = timezone.localdate() - timedelta(days=days)
    Assessment.objects.filter(pk=assessment.pk).update(asked_for_on=day, promised_by=day)
    assessment.refresh_from_db()
    return assessment


def test_every_clock_says_what_starts_stops_and_pauses_it(by):
    for clock in CLOCKS.values():
        assert clock.starts and clock.stops and clock.pauses and clock.left_out
    assert [one.clock.key for one in figures(by, timezone.localdate())] == list(CLOCKS)


def test_an_assessment_waits_from_the_day_it_was_asked_for_to_its_signature(by):
    today = timezone.localdate()
    signed, waiting = asked(make_signed(by=by), 12), asked(make_assessment(by=by), 30)
    figure = of_clock(CLOCKS["assessment"], by, today, None)
    assert [(wait.subject_id, wait.days(today)) for wait in figure.waited] == [(signed.subject_id, 12)]
    assert [(wait.subject_id, wait.days(today)) for wait in figure.waiting] == [(waiting.subject_id, 30)]
    assert (figure.median, figure.longest, figure.longest_waiting) == (12, 12, 30)


def test_what_stopped_long_ago_makes_no_median(by):
    signed = make_signed(by=by)
    long_ago = timezone.now() - timedelta(days=LOOKED_BACK + 2)
    Assessment.objects.filter(pk=signed.pk).update(signed_at=long_ago)
    assert of_clock(CLOCKS["assessment"], by, timezone.localdate(), None).waits == ()


def test_a_team_sees_its_own_waits(by):
    waiting = asked(make_assessment(by=by), 3)
    today = timezone.localdate()
    assert len(of_clock(CLOCKS["assessment"], by, today, {waiting.team_id}).waiting) == 1
    assert of_clock(CLOCKS["assessment"], by, today, {waiting.team_id + 1000}).waiting == []


def test_a_figure_comes_apart_by_team_and_by_kind_and_adds_up_again(by):
    first, second = asked(make_assessment(by=by), 5), asked(make_assessment(by=by), 9)
    Assessment.objects.filter(pk=second.pk).update(kind="sensory")
    figure = of_clock(CLOCKS["assessment"], by, timezone.localdate(), None)
    kinds = apart(figure, lambda wait: wait.kind)
    assert {kind: one.longest_waiting for kind, one in kinds.items()} == {"needs": 5, "sensory": 9}
    teams = apart(figure, lambda wait: wait.team_id)
    assert sum(len(one.waits) for one in teams.values()) == 2 and first.team_id in teams


def test_whoever_has_no_plan_yet_waits_from_the_decision(by):
    today = timezone.localdate()
    decided = make_determination(by=by)
    Determination.objects.filter(pk=decided.pk).update(needs_decided_on=today - timedelta(days=50))
    [waiting] = of_clock(CLOCKS["plan"], by, today, {decided.assessment.team_id}).waiting
    assert (waiting.subject_id, waiting.days(today)) == (decided.subject_id, 50)
    plan = make_plan(decided, by=by)
    [waiting] = of_clock(CLOCKS["plan"], by, today, None).waiting
    assert waiting.source == f"plans.plan:{plan.pk}" and waiting.days(today) == 50
    make_signed_off(plan, by=make_user("team_manager"))
    figure = of_clock(CLOCKS["plan"], by, today, None)
    assert figure.waiting == [] and [wait.days(today) for wait in figure.waited] == [50]


def test_a_decision_about_somebody_with_a_plan_in_force_is_no_wait_for_one(by):
    signed = make_signed_off(make_plan(make_determination(by=by), by=by), by=make_user("team_manager"))
    make_determination(signed.subject, by=by)
    assert of_clock(CLOCKS["plan"], by, timezone.localdate(), None).waiting == []


def test_a_referral_that_no_team_has_yet_stands_on_every_teams_board(by):
    make_team("front_door")
    make_team("front_door")
    made = referral(by, make_person(by=by))
    for teams in ({by.team_ids()[0]}, {by.team_ids()[0] + 1000}, None):
        assert [wait.pk for wait in of_clock(CLOCKS["referral"], by, timezone.localdate(), teams).waiting] == [made.pk]
