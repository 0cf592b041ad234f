import json
from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from alongside.rules import registry
from alongside.rules.decision import BadFacts, Decision

DAY = date(2026, 11, 22)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
    max_leaves=8,
)


def test_the_six_rules_of_care_management_are_there() -> None:
    assert {
        "eligibility.adult",
        "eligibility.carer",
        "advocacy.duty",
        "capacity.assessment",
        "review.due",
        "assessment.promise",
    } <= {rule.name for rule in registry.list_rules()}


@pytest.mark.parametrize("rule", registry.list_rules(), ids=lambda rule: rule.name)
def test_every_rule_publishes_a_schema_and_answers_no_facts_at_all(rule: registry.Rule) -> None:
    Draft202012Validator.check_schema(registry.schema(rule.name))
    assert rule.title
    assert rule.about
    answer = registry.to_json(rule.name, DAY, registry.decide(rule.name, {}, DAY))
    assert list(answer) == ["rule", "on", "outcome", "figures", "because", "law"]
    assert json.loads(json.dumps(answer)) == answer
    assert answer["because"]
    assert answer["law"]


@pytest.mark.parametrize("rule", registry.list_rules(), ids=lambda rule: rule.name)
def test_nulls_are_as_good_as_nothing(rule: registry.Rule) -> None:
    nulls = dict.fromkeys(rule.schema["properties"])
    assert registry.decide(rule.name, nulls, DAY) == registry.decide(rule.name, {}, DAY)


@pytest.mark.parametrize("rule", registry.list_rules(), ids=lambda rule: rule.name)
def test_an_unknown_fact_is_refused_by_name(rule: registry.Rule) -> None:
    with pytest.raises(BadFacts, match=r"^shoe_size is not a fact this rule knows; it knows .*\.$"):
        registry.decide(rule.name, {"shoe_size": 7}, DAY)


@pytest.mark.parametrize(
    ("rule", "facts", "place"),
    [
        ("eligibility.adult", {"impairment": "yes"}, 'impairment is "yes"; it must be true, false or null.'),
        ("eligibility.adult", {"impairment": 1}, "impairment is 1; it must be true, false or null."),
        ("eligibility.adult", {"outcomes": []}, "outcomes is []; it must be an object or null."),
        ("eligibility.adult", {"outcomes": {"toilet": True}}, "outcomes.toilet is true; it must be a list of"),
        ("advocacy.duty", {"process": "tea"}, 'process is "tea"; it must be needs_assessment'),
        ("review.due", {"plan_start": "2026-13-01"}, 'plan_start is "2026-13-01"; it must be a day such as'),
        ("review.due", {"plan_start": "20260101"}, 'plan_start is "20260101"; it must be a day such as'),
        ("review.due", {"last_review": "2026-11-23"}, "last_review is 2026-11-23; it must not be after"),
        ("assessment.promise", {"promise_days": -1}, "promise_days is -1; it must be a whole number"),
        ("assessment.promise", {"promise_days": 2.5}, "promise_days is 2.5; it must be a whole number"),
        ("review.due", ["plan_start"], 'The facts must be a JSON object, not ["plan_start"].'),
        ("eligibility.dog", {}, "There is no rule called eligibility.dog; there are"),
    ],
)
def test_a_bad_value_is_refused_in_one_sentence_that_names_the_place(rule: str, facts: object, place: str) -> None:
    with pytest.raises(BadFacts) as refusal:
        registry.decide(rule, facts, DAY)
    assert str(refusal.value).startswith(place)
    assert str(refusal.value).endswith(".")
    assert "\n" not in str(refusal.value)


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(list(registry.RULES)), ANYTHING)
def test_whatever_is_sent_is_answered_or_refused(rule: str, facts: object) -> None:
    try:
        answer = registry.decide(rule, facts, DAY)
    except BadFacts as refusal:
        assert str(refusal).endswith(".")
    else:
        assert answer.because


def test_figures_as_json() -> None:
    decision = Decision("x", {"cost": Decimal("12.50"), "count": 2, "by": DAY, "met": True}, ("So.",), ("Law.",))
    answer = registry.to_json("rule", DAY, decision)
    assert answer["figures"] == {"cost": "12.50", "count": 2, "by": "2026-11-22", "met": True}


def test_a_decision_does_not_change_and_holds_only_what_can_be_written_down() -> None:
    decision = Decision("x")
    with pytest.raises(FrozenInstanceError):
        decision.outcome = "y"  # type: ignore[misc]
    with pytest.raises(TypeError, match="figure rate is a float"):
        Decision("x", {"rate": 0.1})  # type: ignore[dict-item]
