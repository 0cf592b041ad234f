from itertools import combinations

import pytest

from alongside.rules.decision import BadFacts
from alongside.rules.national_return import event_outcome, event_outcome_code
from alongside.rules.national_return.lists import national_list
from alongside.rules.national_return.outcome import hierarchy


def test_sixteen_outcomes_from_reablement_to_other() -> None:
    assert len(hierarchy()) == 16
    assert (hierarchy()[0], hierarchy()[-1]) == ("reablement", "other")


def test_the_first_in_the_hierarchy_wins_whatever_the_order_they_were_recorded_in() -> None:
    steps = ["information_given", "needs_assessment", "simple_equipment"]
    assert event_outcome(steps) == event_outcome(reversed(steps)) == "Progress to assessment, review or reassessment"


def test_advice_is_reported_only_when_nothing_more_was_agreed() -> None:
    assert event_outcome(["information_given"]) == "NFA: Information and advice or signposting"
    assert event_outcome(["information_given", "reablement"]) == "Progress to reablement/ST-Max"


def test_no_next_step_is_no_outcome() -> None:
    assert event_outcome([]) is None


@pytest.mark.parametrize("step", [code.code for code in national_list("next_step")])
def test_every_next_step_stands_for_an_outcome_of_release_2(step: str) -> None:
    assert event_outcome_code([step]) in hierarchy()


def test_of_any_two_steps_the_one_earlier_in_the_hierarchy_is_reported() -> None:
    rank = hierarchy().index
    steps = [code.code for code in national_list("next_step")]
    for one, other in combinations(steps, 2):
        alone = [event_outcome_code([one]), event_outcome_code([other])]
        assert event_outcome_code([one, other]) == min(alone, key=rank)  # type: ignore[arg-type]


def test_an_unknown_step_is_refused_by_name() -> None:
    with pytest.raises(BadFacts, match="tea is not a next step"):
        event_outcome(["tea"])
