"""Weights and margins of error, against figures worked out by hand and against simple sampling."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.insight.surveys.results import work_out
from alongside.insight.surveys.weighting import PopulationTooSmall, unweighted, weighted

from .factories import answers, survey_file

YES, NO = Fraction(1), Fraction(0)


def test_each_stratum_counts_by_its_size():
    """900 people of whom 1 in 2 says yes, and 100 of whom all do: 55 in 100, not 60 as the answers have it."""
    found = weighted({1: [YES, NO] * 4, 2: [YES, YES]}, {1: Fraction(900), 2: Fraction(100)})
    assert found is not None and found.mean == Fraction(55, 100) and found.answers == 10 and found.population == 1000


def test_the_margin_of_error_is_the_published_formula():
    """One stratum: p(1-p)N²(1-n/N)/(n-1), of N² ; p 0.6, n 10, N 100."""
    found = weighted({1: [YES] * 6 + [NO] * 4}, {1: Fraction(100)})
    by_hand = Decimal("1.96") * (Decimal("0.24") * Decimal("0.9") / 9).sqrt()
    assert found is not None and found.margin is not None and abs(found.margin - by_hand) < Decimal("1e-20")


def test_who_asks_everybody_has_no_margin_of_error():
    found = weighted({1: [YES, NO, NO]}, {1: Fraction(3)})
    assert found is not None and found.margin == 0


def test_one_answer_of_many_has_no_known_margin():
    found = weighted({1: [YES], 2: [YES, NO]}, {1: Fraction(50), 2: Fraction(50)})
    assert found is not None and found.mean == Fraction(3, 4) and found.margin is None


def test_more_answers_than_people_is_refused():
    with pytest.raises(PopulationTooSmall):
        weighted({1: [YES, NO]}, {1: Fraction(1)})


def test_nobody_answered_is_no_figure():
    assert weighted({1: []}, {}) is None and unweighted([]) is None


@given(
    st.dictionaries(
        st.integers(1, 4),
        st.tuples(st.lists(st.integers(0, 24).map(Fraction), min_size=2, max_size=12), st.integers(12, 5000)),
        min_size=1,
    )
)
def test_the_mean_lies_among_the_answers_and_a_larger_population_never_narrows_the_margin(strata):
    values = {number: of for number, (of, _) in strata.items()}
    sizes = {number: Fraction(size) for number, (_, size) in strata.items()}
    found, larger = weighted(values, sizes), weighted(values, {number: size * 2 for number, size in sizes.items()})
    every = [value for of in values.values() for value in of]
    assert found and larger and min(every) <= found.mean <= max(every)
    assert found.mean == larger.mean
    assert found.margin is not None and larger.margin is not None and found.margin <= larger.margin


def test_a_council_is_weighted_by_the_populations_it_gives():
    rows = [answers(q7a=1, Age=40)] * 2 + [answers(q7a=2, Age=80)] * 2
    found = work_out(survey_file(*rows), "2020-21", {("901", 2): 300, ("901", 4): 100})
    figure = next(one for one in found.results if one.code == "4A" and one.age == one.gender == "Total")
    assert (str(figure.outcome), figure.population, figure.weighted, figure.of) == ("75.0", 400, True, 4)
    assert str(figure.margin) == "0.0"
    older = next(one for one in found.results if one.code == "4A" and one.age == "65 and over")
    assert (str(older.outcome), older.population, older.of) == ("0.0", 100, 2)


def test_a_group_has_its_share_of_each_stratum():
    """Three of four who answered in the stratum are women: 300 of its 400 people stand behind them."""
    rows = [answers(Gender=2, q7a=1)] * 3 + [answers(Gender=1, q7a=2)]
    found = work_out(survey_file(*rows), "2020-21", {("901", 2): 400})
    women = next(one for one in found.results if one.code == "4A" and one.gender == "Female")
    assert women.population == 300 and str(women.outcome) == "100.0"


def test_without_populations_a_figure_says_that_it_is_not_weighted():
    found = work_out(survey_file(answers(), answers()), "2020-21", {})
    figure = found.results[0]
    assert not figure.weighted and figure.margin is None and "not known" in figure.note


def test_the_population_may_stand_in_the_file_itself():
    rows = [answers(PopInStratum=60), answers(PopInStratum=60, q7a=2)]
    figure = next(one for one in work_out(survey_file(*rows), "2020-21", {}).results if one.code == "4A")
    assert figure.weighted and figure.population == 60 and str(figure.outcome) == "50.0"
