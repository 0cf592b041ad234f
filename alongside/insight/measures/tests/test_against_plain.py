"""The expressions against a second, plain implementation, on small councils made at random."""

import os

import pytest

from alongside.insight.measures.tests import plain
from alongside.insight.measures.tests.factories import figures
from alongside.insight.measures.tests.random_councils import councils

# All councils go through the engine together, so that two thousand take seconds. ALONGSIDE_SEED tries others.
COUNCILS = 2000
SEED = int(os.environ.get("ALONGSIDE_SEED", "20260"))


@pytest.fixture(scope="module")
def rows():
    return list(councils(COUNCILS, SEED))


@pytest.mark.parametrize("match_national", [True, False])
def test_two_thousand_councils_agree_in_every_cell(rows, tmp_path, match_national):
    ours = figures(rows, tmp_path, match_national=match_national)
    expected = plain.figures(rows, match_national=match_national)
    differ = {}
    for cell, (numerator, denominator) in ours.items():
        plainly = expected.get(cell, (0, 0))
        if cell[0] in ("2B", "2C"):
            plainly = (plainly[0], 1000)
        if (numerator, denominator) != plainly:
            differ[cell] = (numerator, denominator), plainly
    assert differ == {}
    assert set(expected) <= set(ours)


def test_the_councils_reach_every_cell(rows, tmp_path):
    """A measure that nobody is counted in would agree with anything."""
    reached = {}
    for (measure, _, age, gender), (numerator, denominator) in plain.figures(rows).items():
        good, whole = reached.get((measure, age, gender), (0, 0))
        reached[measure, age, gender] = (good + numerator, whole + denominator)
    wanted = {(measure, age, gender) for measure, _, age, gender in figures(rows[:50], tmp_path)}
    assert set(reached) == wanted
    assert all(good >= 5 for good, _ in reached.values())
    assert all(whole - good >= 5 for (measure, *_), (good, whole) in reached.items() if measure not in ("2B", "2C"))
