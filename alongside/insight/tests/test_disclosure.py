"""Rounding half up, what is left of a figure that is held back, and that nobody else in this room does either."""

from __future__ import annotations

import ast
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from alongside.insight.disclosure import Convention, is_few, outcome, policy, shown

from .packs import publishing_otherwise

INSIGHT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("numerator", "denominator", "unit", "places", "expected"),
    [
        (1, 8, "percent", 1, "12.5"),
        (1, 800, "percent", 1, "0.1"),
        (5, 2000, "percent", 1, "0.3"),  # 0.25: the even neighbour would be 0.2
        (37, 50, "percent", 1, "74.0"),
        (3, 200_000, "per_100000", 1, "1.5"),
        (0, 0, "percent", 1, "0.0"),
        (2, 3, "percent", 2, "66.67"),
    ],
)
def test_rounds_half_up_with_all_its_places(numerator, denominator, unit, places, expected):
    assert str(outcome(numerator, denominator, unit, places)) == expected


def test_an_unknown_denominator_gives_no_outcome_and_an_unknown_unit_is_refused():
    assert outcome(4, None, "percent") is None
    with pytest.raises(ValueError, match="no unit called apples"):
        outcome(1, 2, "apples")


def test_the_nation_publishes_the_outcome_beside_counts_held_back_and_the_stricter_rule_does_not():
    national = shown(4, 40, unit="percent", held_back=True, convention=Convention.NATIONAL)
    strict = shown(4, 40, unit="percent", held_back=True, convention=Convention.STRICT)
    assert (national.numerator, national.denominator, national.outcome) == (None, None, Decimal("10.0"))
    assert (strict.numerator, strict.denominator, strict.outcome) == (None, None, None)
    assert strict.held_back and not shown(12, 40, unit="percent").held_back


def test_the_population_is_public_and_stays_shown():
    one = shown(3, 41_000, unit="per_100000", held_back=True, public_denominator=True)
    assert (one.numerator, one.denominator, one.outcome) == (None, 41_000, None)


def test_nought_is_few_and_five_are_not():
    assert [is_few(count) for count in (0, 4, 5)] == [True, True, False]
    assert is_few(9, smallest=10)


def test_what_the_council_chooses_holds_and_five_are_the_least_where_no_national_rule_says_less(settings, tmp_path):
    today = date(2026, 11, 22)
    assert policy.convention(today) == Convention.STRICT and policy.smallest_shown(today) == 5
    publishing_otherwise(settings, tmp_path / "pack", {"2015-04-01: 5": "2015-04-01: 3", ": strict}": ": national}"})
    assert policy.convention(today) == Convention.NATIONAL
    assert (policy.smallest_shown(today), policy.smallest_anywhere(today)) == (3, 5)


@pytest.mark.parametrize(("months", "begins"), [(1, date(2026, 11, 1)), (3, date(2026, 10, 1)), (12, date(2026, 1, 1))])
def test_a_release_stands_for_as_many_months_as_the_council_says(settings, tmp_path, months, begins):
    publishing_otherwise(settings, tmp_path / "pack", {"{2015-04-01: 1}": f"{{2015-04-01: {months}}}"})
    assert policy.release_begins(date(2026, 11, 22)) == begins


def threshold_compared(tree: ast.AST) -> list[int]:
    """Lines on which something is compared with a name of a threshold, or a count with three, four or five."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Compare) or not any(
            isinstance(each, ast.Lt | ast.LtE | ast.Gt | ast.GtE | ast.In | ast.NotIn) for each in node.ops
        ):
            continue
        sides = [node.left, *node.comparators]
        measured = [ast.unparse(side) for side in sides]
        if any(word in side.lower() for side in measured for word in ("smallest", "small_number")):
            found.append(node.lineno)
        # The length of a text or a list, a place in it, an hour or a month is no count of people.
        if any(isinstance(side, ast.Constant) and side.value in (3, 4, 5) for side in sides) and not any(
            side.startswith("len(") or side.rsplit(".", 1)[-1] in OF_TIME for side in measured
        ):
            found.append(node.lineno)
    return found


OF_TIME = ("month", "hour", "day", "weekday", "year")


def test_nobody_else_in_this_room_compares_with_a_small_number():
    faults = [
        f"{path.relative_to(INSIGHT)}:{line}"
        for path in sorted(INSIGHT.rglob("*.py"))
        if "tests" not in path.parts and "disclosure" not in path.parts
        for line in threshold_compared(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert faults == []


@pytest.mark.parametrize("line", ["people < 5", "1 <= n < 5", "count in SMALL_NUMBERS", "n < smallest", "n >= 5"])
def test_the_house_test_finds_such_a_comparison(line):
    assert threshold_compared(ast.parse(line))
