"""What may be shown: nothing that gives one or two people's answers away, nor follows from what is shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from alongside.insight.surveys.publishing import HIDDEN, published


def figure(numerator, denominator, age="Total", gender="Total", measure="4A"):
    return {
        "measure": measure,
        "council": "901",
        "age": age,
        "gender": gender,
        "numerator": numerator,
        "denominator": denominator,
        "outcome": "50.0",
        "margin_of_error": "1.0",
        "population": 100,
    }


def test_one_or_two_answers_are_not_shown_either_way():
    for numerator, denominator in ((1, 2), (2, 40), (39, 40), (38, 40), (None, 2)):
        row = published([figure(numerator, denominator)])[0]
        assert row["marker"] == "[c]" and all(row[name] is None for name in HIDDEN)
    for numerator, denominator in ((0, 40), (40, 40), (3, 40), (37, 40), (None, 3)):
        assert published([figure(numerator, denominator)])[0]["marker"] == ""


def test_nobody_is_said_to_be_nobody():
    assert published([figure(0, 0)])[0]["marker"] == "[x]"


def test_the_smallest_neighbour_is_hidden_too_so_that_the_total_gives_nothing_away():
    rows = published([figure(20, 60), figure(1, 20, age="18 to 64"), figure(19, 40, age="65 and over")])
    assert [row["marker"] for row in rows] == ["", "[c]", "[c]"]


@given(
    st.lists(st.integers(0, 40).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))), min_size=2, max_size=3)
)
def test_no_hidden_count_follows_from_its_total(parts):
    genders = ("Male", "Female", "Other")
    rows = [figure(sum(yes for yes, _ in parts), sum(of for _, of in parts))]
    rows += [figure(yes, of, gender=gender) for gender, (yes, of) in zip(genders, parts, strict=False)]
    total, *shown = published(rows)
    hidden = [row for row in shown if row["marker"] == "[c]"]
    assert total["marker"] or len(hidden) != 1 or all(row["marker"] for row in shown)
    for row in published(rows):
        if not row["marker"]:
            assert row["numerator"] not in (1, 2) and row["denominator"] - row["numerator"] not in (1, 2)
