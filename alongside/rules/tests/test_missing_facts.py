"""Advocacy stops only where a missing fact matters; capacity never stops, and never finds a lack by default."""

from datetime import date
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.rules import advocacy_duty, capacity_assessment, registry

DAY = date(2026, 11, 22)
ADVOCACY_FLAGS = (*advocacy_duty.DIFFICULTIES, *advocacy_duty.HELPER, *advocacy_duty.EXCEPTIONS)
YES_NO = st.sampled_from([True, False, None])
ADVOCACY = st.fixed_dictionaries(
    {**dict.fromkeys(ADVOCACY_FLAGS, YES_NO), "process": st.sampled_from(sorted(advocacy_duty.PROCESSES))}
)
a_thousand = settings(max_examples=1_000, deadline=None)


def advocacy(facts: dict[str, Any]) -> str:
    return registry.decide("advocacy.duty", facts, DAY).outcome


@settings(max_examples=200, deadline=None)
@given(ADVOCACY)
def test_advocacy_stops_if_and_only_if_the_missing_facts_could_go_either_way(facts: dict[str, Any]) -> None:
    missing = [key for key, value in facts.items() if value is None]
    possible = {
        advocacy({**facts, **dict(zip(missing, values, strict=True))})
        for values in product([True, False], repeat=len(missing))
    }
    answer = advocacy(facts)
    assert {answer} == possible or (answer == "cannot_decide_yet" and len(possible) == 2)


@a_thousand
@given(ADVOCACY)
def test_what_advocacy_says_is_missing_is_what_is_missing(facts: dict[str, Any]) -> None:
    decision = registry.decide("advocacy.duty", facts, DAY)
    if decision.outcome == "cannot_decide_yet":
        assert decision.because
        assert all("it is not recorded" in sentence for sentence in decision.because)


CAPACITY_FLAGS = (
    "all_practicable_help_given",
    *capacity_assessment.ABILITIES,
    "impairment",
    "because_of_impairment",
)
CAPACITY = st.fixed_dictionaries(
    {**dict.fromkeys(CAPACITY_FLAGS, YES_NO), "decision": st.sampled_from([None, "", " ", "where to live"])}
)


@a_thousand
@given(CAPACITY)
def test_a_lack_of_capacity_needs_every_limb_of_the_test(facts: dict[str, Any]) -> None:
    decision = registry.decide("capacity.assessment", facts, DAY)
    abilities = [facts[key] for key in capacity_assessment.ABILITIES]
    proved = (
        facts["decision"] == "where to live"
        and facts["all_practicable_help_given"] is True
        and None not in abilities
        and False in abilities
        and facts["impairment"] is True
        and facts["because_of_impairment"] is True
    )
    assert (decision.outcome == "lacks_capacity_for_this_decision") == proved


@a_thousand
@given(CAPACITY, st.sampled_from([*CAPACITY_FLAGS, "decision"]))
def test_taking_a_fact_away_never_makes_a_lack(facts: dict[str, Any], key: str) -> None:
    decision = registry.decide("capacity.assessment", {**facts, key: None}, DAY)
    assert decision.outcome != "lacks_capacity_for_this_decision"


@a_thousand
@given(CAPACITY)
def test_the_presumption_always_says_what_is_missing(facts: dict[str, Any]) -> None:
    decision = registry.decide("capacity.assessment", facts, DAY)
    assert len(decision.because) >= 2
    if decision.outcome == "presumed_to_have_capacity":
        assert decision.because[0].startswith("The person is presumed to have capacity")
