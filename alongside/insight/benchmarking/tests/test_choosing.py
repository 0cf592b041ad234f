"""As many good as bad, one a measure, by one rule."""

from dataclasses import replace

from alongside.insight.benchmarking.choosing import AT_MOST, choose
from alongside.insight.benchmarking.claim import Claim
from alongside.insight.benchmarking.measures import all_measures

SERIES = [one.series for one in all_measures()]
ANY = Claim("Wigan", "level", "2024-25", "Said.", measure="1A", series=SERIES[0], tone=1, weight=0.5)


def some(how_many, tone):
    return [replace(ANY, series=SERIES[place], tone=tone, weight=(place + 1) / 100) for place in range(how_many)]


def test_both_sides_show_the_same_number():
    chosen = choose([*some(9, 1), *some(3, -1)])
    assert (len(chosen.good), len(chosen.behind), chosen.good_of, chosen.behind_of) == (3, 3, 9, 3)


def test_at_most_four_the_furthest_from_the_middle():
    chosen = choose([*some(9, 1), *some(8, -1)])
    assert len(chosen.good) == len(chosen.behind) == AT_MOST
    assert [one.weight for one in chosen.good] == [0.09, 0.08, 0.07, 0.06]


def test_one_claim_a_measure():
    chosen = choose([ANY, replace(ANY, weight=0.9, text="Stronger."), *some(3, -1)])
    assert [one.text for one in chosen.good] == ["Stronger."]


def test_a_side_without_claims_leaves_the_other_two():
    assert len(choose(some(9, 1)).good) == 2 and choose(some(9, 1)).behind == ()


def test_counts_and_neutral_claims_head_nothing():
    assert choose([replace(ANY, series=""), replace(ANY, tone=0)]).good == ()
