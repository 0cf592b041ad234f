"""What may be shown: nothing that gives one or two people's answers away, nor follows from what is shown."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.insight.disclosure import SMALLEST_OF_A_SURVEY, SMALLEST_SHOWN
from alongside.insight.surveys.frameworks import NEW, OLD
from alongside.insight.surveys.publishing import HIDDEN, published, smallest_of, strata_shown
from alongside.insight.tests.outsider import cannot_tell, possible

GENDERS = ("Male", "Female", "Other")


def figure(numerator, denominator, age="Total", gender="Total", measure="4A", framework=OLD):
    return {
        "measure": measure,
        "framework": framework,
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


def test_from_2023_on_nothing_is_shown_that_rests_on_fewer_than_five_answers():
    for numerator, denominator in ((1, 40), (3, 40), (4, 40), (36, 40), (37, 40), (None, 4)):
        assert published([figure(numerator, denominator, framework=NEW)])[0]["marker"] == "[c]"
    for numerator, denominator in ((0, 40), (5, 40), (35, 40), (40, 40), (None, 5)):
        assert published([figure(numerator, denominator, framework=NEW)])[0]["marker"] == ""


def test_nobody_is_said_to_be_nobody():
    assert published([figure(0, 0)])[0]["marker"] == "[x]"


def test_the_smallest_neighbour_is_hidden_too_so_that_the_total_gives_nothing_away():
    rows = published([figure(20, 60), figure(1, 20, age="18 to 64"), figure(19, 40, age="65 and over")])
    assert [row["marker"] for row in rows] == ["", "[c]", "[c]"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 9).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))), min_size=3, max_size=3),
    st.booleans(),
    st.sampled_from((OLD, NEW)),
)
def test_an_outsider_who_tries_every_answer_cannot_tell_what_is_hidden(parts, is_known_of_all, framework):
    """The third part stands in the file, or is those of whom it is not said."""
    named = [(gender, *counts) for gender, counts in zip(GENDERS if is_known_of_all else GENDERS[:2], parts,
                                                          strict=False) if counts[1]]
    rows = [figure(sum(yes for yes, _ in parts), sum(of for _, of in parts), framework=framework)]
    rows += [figure(yes, of, gender=gender, framework=framework) for gender, yes, of in named]
    total, *shown = published(rows)
    if total["marker"]:
        assert not shown
        return
    groups = [(gender, answer) for gender in GENDERS for answer in (True, False)]
    known: dict = {}
    asked: dict = {}
    for row in (total, *shown):
        of = [group for group in groups if row["gender"] in ("Total", group[0])]
        yes = [group for group in of if group[1]]
        for name, there in (("denominator", of), ("numerator", yes)):
            if row["marker"]:
                asked[row["gender"], name] = there
            else:
                known[row["gender"], name] = there, row[name]
    if shown and is_known_of_all:
        for gender in {*GENDERS} - {row["gender"] for row in shown}:
            known[gender, "nobody"] = [group for group in groups if group[0] == gender], 0
    somebody = [[group for group in groups if group[0] == row["gender"]] for row in shown]
    for key, values in possible(groups, known, somebody, asked).items():
        assert cannot_tell(values, smallest_of(framework)), (key, values, parts)


@given(st.lists(st.integers(0, 9), min_size=2, max_size=4), st.sampled_from((SMALLEST_OF_A_SURVEY, SMALLEST_SHOWN)))
def test_strata_in_which_few_answered_are_not_found_by_taking_the_others_away(answered, smallest):
    shown = strata_shown(dict(enumerate(answered)), smallest)
    left = sum(answered) - sum(count for count in shown.values() if count is not None)
    assert all(count not in range(1, smallest) for count in shown.values())
    assert None not in shown.values() or list(shown.values()).count(None) > 1
    assert left not in range(1, smallest) or set(shown.values()) == {None}
