"""The waiting list: riskiest first, nobody behind newer work for ever, and no guessing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.rules import waiting_list

ASKED = date(2026, 11, 2)
KNOWN = {
    "asked_on": "2026-11-02",
    "risk": "medium",
    "looked_at_on": "2026-11-02",
    "last_touch_on": "2026-11-10",
    "look_again_after_days": 14,
    "keep_in_touch_every_days": 14,
}


def decide(on, **given):
    return waiting_list.decide(waiting_list.facts_from({**KNOWN, **given}), on)


def test_a_wait_that_is_looked_after_says_what_comes_when():
    decision = decide(date(2026, 11, 12))
    assert decision.outcome == "waiting_well"
    assert decision.figures == {
        "waited_days": 10,
        "stands_as": "medium",
        "look_again_by": date(2026, 11, 16),
        "touch_by": date(2026, 11, 24),
    }


def test_a_risk_not_looked_at_again_in_time_stands_one_step_higher():
    decision = decide(date(2026, 11, 17))
    assert decision.outcome == "judge_risk"
    assert decision.figures["stands_as"] == "high"
    assert "Until it is looked at, it stands as high, not medium." in decision.because


def test_silence_past_the_councils_days_asks_somebody_to_get_in_touch():
    assert decide(date(2026, 11, 13), last_touch_on=None, keep_in_touch_every_days=7).outcome == "get_in_touch"


@pytest.mark.parametrize("unknown", ["risk", "looked_at_on"])
def test_a_risk_nobody_judged_is_judged_first(unknown):
    assert decide(date(2026, 11, 3), **{unknown: None}).outcome == "judge_risk"


@pytest.mark.parametrize("unknown", ["asked_on", "look_again_after_days", "keep_in_touch_every_days"])
def test_nothing_is_guessed(unknown):
    assert decide(date(2026, 11, 3), **{unknown: None}).outcome == "cannot_decide_yet"


@given(st.sampled_from(waiting_list.RISKS), st.integers(0, 400), st.integers(0, 400))
def test_a_longer_wait_never_lowers_the_standing(risk, first, more):
    look_by = ASKED + timedelta(days=14)
    before = waiting_list.standing(risk, look_by, ASKED + timedelta(days=first))
    after = waiting_list.standing(risk, look_by, ASKED + timedelta(days=first + more))
    assert waiting_list.RISKS.index(after) <= waiting_list.RISKS.index(before) <= waiting_list.RISKS.index(risk)
