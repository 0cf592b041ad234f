"""What must hold of eligibility for any facts at all, tried on ten thousand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from alongside.rules import eligibility_adult, eligibility_carer, registry
from alongside.rules.decision import Decision
from alongside.rules.inability import WAYS

DAY = date(2026, 11, 22)
YES_NO = st.sampled_from([True, False, None])
ten_thousand = settings(max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
a_thousand = settings(max_examples=1_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def outcome_values(ways: tuple[str, ...]) -> st.SearchStrategy[Any]:
    return st.one_of(
        st.none(), st.just([]), st.just("not_applicable"), st.lists(st.sampled_from(ways), min_size=1, max_size=5)
    )


def outcomes(keys: Any, ways: tuple[str, ...]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), st.dictionaries(st.sampled_from(list(keys)), outcome_values(ways)))


ADULT = st.fixed_dictionaries(
    {},
    optional={
        "impairment": YES_NO,
        "outcomes": outcomes(eligibility_adult.OUTCOMES, tuple(WAYS)),
        "significant_impact": YES_NO,
    },
)
CARER = st.fixed_dictionaries(
    {},
    optional={
        "necessary_care": YES_NO,
        "health_deteriorating": YES_NO,
        "outcomes": outcomes(eligibility_carer.OUTCOMES, eligibility_carer.WAYS),
        "significant_impact": YES_NO,
    },
)
KEYS = {"eligibility.adult": eligibility_adult.OUTCOMES, "eligibility.carer": eligibility_carer.OUTCOMES}
FLAGS = {
    "eligibility.adult": ("impairment", "significant_impact"),
    "eligibility.carer": ("necessary_care", "health_deteriorating", "significant_impact"),
}
BOTH = st.one_of(
    st.tuples(st.just("eligibility.adult"), ADULT),
    st.tuples(st.just("eligibility.carer"), CARER),
)


def decide(rule: str, facts: dict[str, Any]) -> Decision:
    return registry.decide(rule, facts, DAY)


def completions(rule: str, facts: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every way in which the missing facts could turn out; only unable or not matters of an outcome."""
    flags = [[facts[flag]] if facts.get(flag) is not None else [True, False] for flag in FLAGS[rule]]
    given_outcomes = facts.get("outcomes") or {}
    missing = [key for key in KEYS[rule] if given_outcomes.get(key) is None]
    # By count, not by subset: the tests count outcomes, and no outcome weighs more than another.
    for values in product(*flags):
        for unable in range(len(missing) + 1):
            filled = {key: ["needs_assistance"] if at < unable else [] for at, key in enumerate(missing)}
            yield {**dict(zip(FLAGS[rule], values, strict=True)), "outcomes": {**given_outcomes, **filled}}


@ten_thousand
@given(BOTH)
def test_any_facts_have_an_answer_in_whole_sentences(case: tuple[str, dict[str, Any]]) -> None:
    rule, facts = case
    decision = decide(rule, facts)
    assert decision.outcome in ("eligible", "not_eligible", "cannot_decide_yet")
    assert type(decision.figures["unable_count"]) is int
    assert decision.because
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in decision.because)
    assert decision.law
    assert (decision.outcome == "cannot_decide_yet") == any("cannot decide yet" in line for line in decision.because)


@a_thousand
@given(BOTH)
def test_it_stops_only_where_the_missing_facts_could_still_change_the_outcome(case: tuple[str, dict[str, Any]]) -> None:
    rule, facts = case
    possible = {decide(rule, filled).outcome for filled in completions(rule, facts)}
    assert "cannot_decide_yet" not in possible
    answer = decide(rule, facts).outcome
    assert {answer} == possible or (answer == "cannot_decide_yet" and len(possible) == 2)


@ten_thousand
@given(BOTH, st.data())
def test_more_inability_never_turns_eligible_into_not(case: tuple[str, dict[str, Any]], data: st.DataObject) -> None:
    rule, facts = case
    before = decide(rule, facts)
    key = data.draw(st.sampled_from(list(KEYS[rule])))
    given_outcomes = facts.get("outcomes") or {}
    now = given_outcomes.get(key)
    worse = [*(now if isinstance(now, list) else []), "endangers"]
    after = decide(rule, {**facts, "outcomes": {**given_outcomes, key: worse}})
    if before.outcome == "eligible":
        assert after.outcome == "eligible"
    if before.outcome == "cannot_decide_yet":
        assert after.outcome != "not_eligible"
    assert after.figures["unable_count"] >= before.figures["unable_count"]  # type: ignore[operator]


@a_thousand
@given(BOTH)
def test_absent_equals_null(case: tuple[str, dict[str, Any]]) -> None:
    rule, facts = case
    said = {key: value for key, value in facts.items() if value is not None}
    if said.get("outcomes"):
        said["outcomes"] = {key: value for key, value in said["outcomes"].items() if value is not None}
    assert decide(rule, said) == decide(rule, facts)


@a_thousand
@given(BOTH)
def test_what_is_already_known_is_not_asked_for(case: tuple[str, dict[str, Any]]) -> None:
    rule, facts = case
    decision = decide(rule, facts)
    assume(decision.outcome == "cannot_decide_yet")
    missing_lines = " ".join(line for line in decision.because if "cannot decide yet" in line)
    given_outcomes = facts.get("outcomes") or {}
    for key, label in KEYS[rule].items():
        if given_outcomes.get(key) is not None:
            assert f": {label}" not in missing_lines
            assert f", {label}" not in missing_lines


def test_with_few_outcomes_left_every_subset_agrees_with_the_count() -> None:
    """The reduced form above is checked against the full one where the full one is small enough."""
    keys = list(eligibility_adult.OUTCOMES)
    for known in product([[], ["endangers"]], repeat=len(keys) - 3):
        facts = {"impairment": True, "significant_impact": True, "outcomes": dict(zip(keys, known, strict=False))}
        possible = {
            decide(
                "eligibility.adult",
                {**facts, "outcomes": {**facts["outcomes"], **dict(zip(keys[-3:], rest, strict=True))}},  # type: ignore[dict-item]
            ).outcome
            for rest in product([[], ["endangers"]], repeat=3)
        }
        answer = decide("eligibility.adult", facts).outcome
        assert (answer == "cannot_decide_yet") == (len(possible) == 2)


@pytest.mark.parametrize("rule", KEYS)
def test_the_same_way_twice_is_one_way(rule: str) -> None:
    once = decide(rule, {"outcomes": {"nutrition": ["endangers"]}})
    assert decide(rule, {"outcomes": {"nutrition": ["endangers", "endangers"]}}) == once
