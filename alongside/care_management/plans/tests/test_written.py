from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from alongside.care_management.plans import completeness, written
from alongside.care_management.plans.budget import budget_of
from alongside.care_management.plans.completeness import Needs

from .factories import make_answers

TO_MEET = Needs(to_meet={"nutrition": "managing and maintaining nutrition",
                         "community_facilities": "making use of necessary facilities"})


def sentences(needs=TO_MEET, **changes):
    return [check.sentence for check in completeness.missing(make_answers(**changes), needs)]


def test_a_whole_plan_lacks_nothing():
    assert sentences() == []


def test_services_come_last():
    without = make_answers(strengths=None)
    assert [line.group for outcome in written.read(without).outcomes for line in outcome.lines] == [
        "around", "equipment", "around"]
    assert sentences(strengths=None)[0].startswith("Services come last.")
    assert [check.question for check in completeness.missing(make_answers(networks=None), TO_MEET)][0] == "networks"


def test_each_need_to_meet_is_answered_by_an_outcome():
    (sentence,) = sentences(needs_2=None)
    assert "no outcome answers it: making use of necessary facilities" in sentence


def test_no_plan_without_the_day_a_direct_payment_was_offered():
    assert sentences(direct_payment_offered_on=None) == [
        "Enter the day a direct payment was offered. A plan is not complete without it."]
    no_service = {"services_1": None, "services_2": None, "direct_payment_offered_on": None}
    assert sentences(needs=Needs(), **no_service) == []


def test_every_service_has_its_cost_and_every_cost_its_payer():
    free = [{"source": "council_arranged", "what": "Visit", "who": "Larkfield", "weekly_cost": "0.00"}]
    unknown = [{"source": "council_arranged", "what": "Visit", "who": "Larkfield"}]
    unpaid = [{"source": "council_arranged", "what": "Visit", "who": "Larkfield", "weekly_cost": "12.00"}]
    assert sentences(services_1=free) == []
    assert sentences(services_1=unknown) == [
        "Enter what each service towards outcome 1 costs a week; 0 where it is free."
    ]
    assert sentences(services_1=unpaid) == ["Say who pays for “Visit”."]


def test_a_slip_of_the_pen_is_noticed():
    soon = Needs(to_meet=TO_MEET.to_meet, latest_start=date(2027, 5, 12))
    assert sentences(needs=soon, starts_on="2027-05-12") == []
    assert sentences(needs=soon, starts_on="2062-05-12") == ["A plan starts within a year. Check the day it starts."]
    service = {"source": "direct_payment", "what": "Nights", "who": "Grace M.", "weekly_cost": "10.00", "funder": "nhs"}
    assert sentences(services_2=[service | {"hours": 336}]) == []
    assert sentences(services_2=[service | {"hours": 337}]) == ["A week has not so many hours: look at outcome 2."]


def test_what_is_not_met_is_explained_with_what_can_help():
    refused = Needs(to_meet=TO_MEET.to_meet, not_met={"work_training_education": "work"})
    assert len(sentences(needs=refused)) == 1
    assert sentences(needs=refused, not_met="Work: met by her employer", prevention="The stroke club") == []


def test_an_outcome_left_empty_is_left_out_and_a_wordless_one_is_not():
    assert [one.number for one in written.read(make_answers(another_2="yes")).outcomes] == [1, 2]
    assert sentences(words_2=None) == ["Outcome 2 has support and no words. What does the person want to achieve?"]
    assert sentences(around_2=None, services_2=None) == [
        "Say who does what towards outcome 2: “I want to get to church on Sunday”."]


def test_one_budget_with_several_funders():
    budget = budget_of(written.read(make_answers()).lines)
    assert budget.total == Decimal("244.15")
    assert [(share.funder, share.amount) for share in budget.shares] == [
        ("person", Decimal("4.75")), ("social_care", Decimal("138.60")), ("nhs", Decimal("100.80"))]
    assert budget.direct_payment == Decimal("100.80") and budget.without_figure == 0


ROW = st.dictionaries(
    st.sampled_from(["source", "what", "who", "how_much", "hours", "starts_on", "weekly_cost", "funder"]),
    st.one_of(st.text(max_size=12), st.integers(-5, 10**7), st.floats(allow_nan=True), st.none()),
)
ANSWERS = st.dictionaries(
    st.sampled_from([f"{key}_{number}" for key in ("words", "needs", "around", "equipment", "services", "another")
                     for number in range(1, 12)] + ["matters", "strengths", "networks", "agreed", "starts_on"]),
    st.one_of(st.text(max_size=20), st.just("yes"), st.none()))


@given(ANSWERS, st.lists(ROW, max_size=3))
def test_any_draft_can_be_read_and_checked(answers, rows):
    answers = {key: value for key, value in answers.items() if value is not None}
    for key in list(answers):
        if key.split("_")[0] in ("around", "equipment", "services"):
            answers[key] = rows
        elif key.startswith("needs_"):
            answers[key] = ["nutrition"]
    plan = written.read(answers)
    budget = budget_of(plan.lines)
    assert budget.total == sum(share.amount for share in budget.shares) == plan.weekly_cost >= 0
    if any(line.is_a_service for line in plan.lines):
        assert answers["strengths"] and answers["networks"]
    every = completeness.checks(answers, TO_MEET)
    assert all(check.sentence and check.question for check in every if not check.met)


@given(st.sampled_from(sorted(make_answers())))
def test_taking_away_an_answer_never_makes_a_plan_more_complete(key):
    assert len(sentences(**{key: None})) >= len(sentences())
