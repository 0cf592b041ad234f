"""Answers known by construction: each boundary alone, and thousands of people drawn from them."""

from collections import Counter

import pytest

from alongside.insight.measures.tests.constructed import STORIES, a_council
from alongside.insight.measures.tests.factories import figures


def test_each_story_alone_adds_what_it_says(tmp_path):
    rows, wanted = [], {}
    for number, story in enumerate(STORIES):
        council = f"S{number:03}"
        rows += [{**one, "la_code": council, "person_id": f"{council}_1"} for one in story.rows]
        for (measure, age, gender), adds in story.adds.items():
            wanted[measure, council, age, gender] = adds
    told = {f"S{number:03}": story.name for number, story in enumerate(STORIES)}
    found = figures(rows, tmp_path)
    wrong = {
        (told[cell[1]], *cell): (numbers, wanted.get(cell, (0, 0)))
        for cell, numbers in found.items()
        if _without_population(cell, numbers) != wanted.get(cell, (0, 0))
    }
    assert wrong == {}
    assert set(wanted) <= set(found)


@pytest.mark.parametrize("seed", range(3))
def test_a_council_of_three_thousand_is_the_sum_of_its_stories(seed, tmp_path):
    rows, good, whole = [], Counter(), Counter()
    for number in range(3):
        some, numerators, denominators = a_council(f"90{number}", 1000, seed * 10 + number)
        rows, good, whole = rows + some, good + numerators, whole + denominators
    found = figures(rows, tmp_path)
    assert {cell: numbers[0] for cell, numbers in found.items() if numbers[0]} == dict(good)
    assert {cell: numbers[1] for cell, numbers in found.items() if numbers[1] and cell[0] not in ("2B", "2C")} == dict(
        whole
    )


def _without_population(cell, numbers):
    return (numbers[0], 0) if cell[0] in ("2B", "2C") else numbers
