"""All figures of a run as one release: measures of the same people are held back together; months, and headlines."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.insight.measures.held_back import HELD_BACK, NOT_LISTED, crowd_of, held_back, side_by_side

SDS, DP = "3D(1a)", "3D(2a)"
NOBODY: frozenset[str] = frozenset()


def release(people, splits=("gender",), *, more=None, populations=NOBODY, months=NOBODY, smallest=5):
    """`people`: who they are by split, and what they add: measure to numerator and denominator."""
    figures: dict = {}
    crowds = {}
    for together in side_by_side(splits):
        rows = []
        for number, (where, added) in enumerate(people):
            for measure, (top, below) in added.items():
                rows.append((tuple(where[split] for split in together), str(number), measure, top,
                             None if measure in populations else below))
                for key in ((measure, split, where[split]) for split in together):
                    before = figures.get(key, (0, 0))
                    figures[key] = (before[0] + top, before[1] + below)
        crowds[together] = crowd_of(rows)
    for (measure, split, _), (top, below) in list(figures.items()):
        if split == splits[0]:
            before = figures.get((measure, "", ""), (0, 0))
            figures[measure, "", ""] = (before[0] + top, before[1] + below)
    figures |= more or {}
    return figures, held_back(figures, crowds, smallest=smallest, populations=populations, months=months)


def clients(part: str, managed: int, direct: int, neither: int):
    kinds = ((managed, (1, 1), (0, 1)), (direct, (1, 1), (1, 1)), (neither, (0, 1), (0, 1)))
    return [({"gender": part}, {SDS: sds, DP: dp}) for number, sds, dp in kinds for _ in range(number)]


def test_two_measures_of_the_same_people_are_held_back_together():
    people = [*clients("Female", 17, 3, 20), *clients("Male", 20, 10, 30), *clients("Not known", 30, 20, 50)]
    figures, held = release(people)
    assert figures[DP, "gender", "Female"] == (3, 40) and figures[SDS, "gender", "Female"] == (20, 40)
    assert {key: how for key, how in held.items() if key[1]} == {
        (measure, "gender", part): HELD_BACK for measure in (SDS, DP) for part in ("Female", "Male")
    }


def test_a_headline_takes_that_of_the_same_denominator_along_and_all_that_it_is_apart_by():
    people = [*clients("Female", 17, 1, 20), *clients("Male", 20, 2, 30)]
    _, held = release(people)
    assert held[DP, "", ""] == held[SDS, "", ""] == HELD_BACK
    assert held[DP, "gender", "Female"] == held[SDS, "gender", "Male"] == NOT_LISTED


def test_where_nobody_is_few_all_is_shown():
    _, held = release([*clients("Female", 17, 9, 20), *clients("Male", 20, 12, 30)])
    assert held == {}


def test_the_population_is_no_secret_and_small_numbers_of_admissions_are():
    people = [({"gender": part}, {"2C": (1, 0)}) for part, number in (("Female", 9), ("Male", 12), ("Other", 1))
              for _ in range(number)]
    _, held = release(people, populations=frozenset({"2C"}))
    assert held == {("2C", "gender", "Other"): HELD_BACK, ("2C", "gender", "Female"): HELD_BACK}


def test_a_sector_is_not_found_by_taking_others_from_their_ward():
    where = {"WM1 1": ("Old Town", 20), "WM1 2": ("Old Town", 2), "WM2 1": ("Harbour", 15), "WM2 2": ("Harbour", 9)}
    people = [({"ward": ward, "area": sector}, {SDS: (number % 2, 1)})
              for sector, (ward, many) in where.items() for number in range(many)]
    figures, held = release(people, ("ward", "area"))
    assert held[SDS, "area", "WM1 2"] == HELD_BACK
    for ward in ("Old Town", "Harbour"):
        gone = [sector for sector, (of, _) in where.items() if of == ward and held.get((SDS, "area", sector))]
        assert len(gone) != 1 or held.get((SDS, "ward", ward)) == HELD_BACK


def test_months_that_make_up_the_year_are_parts_of_it_and_others_are_each_their_own():
    people = [({"gender": "Female"}, {"2A": (1, 1), SDS: (1, 1)}) for _ in range(30)]
    months = {"2026-04": 11, "2026-05": 2, "2026-06": 17}
    flow = {("2A", "month", month): (number, number) for month, number in months.items()}
    stock = {(SDS, "month", month): (number, number) for month, number in
             (("2026-04", 28), ("2026-05", 4), ("2026-06", 29))}
    _, held = release(people, more=flow | stock, months=frozenset(months))
    assert held == {("2A", "month", "2026-05"): HELD_BACK, ("2A", "month", "2026-04"): HELD_BACK,
                    (SDS, "month", "2026-05"): HELD_BACK}


def test_days_of_a_month_that_is_not_over_are_not_found_by_taking_the_others_away():
    people = [({"gender": "Female"}, {"2A": (1, 1)}) for _ in range(30)]
    more = {("2A", "month", "2026-04"): (16, 16), ("2A", "month", "2026-05"): (11, 11)}
    _, held = release(people, more=more, months=frozenset({"2026-04", "2026-05"}))
    assert held == {("2A", "month", "2026-05"): HELD_BACK}, "three people since June began"


def test_a_split_of_which_nobody_says_who_they_are_is_held_back_by_its_counts():
    figures = {(SDS, "", ""): (30, 60), (SDS, "team", "North"): (3, 20), (SDS, "team", "South"): (27, 40)}
    assert held_back(figures, {}, smallest=5, populations=NOBODY) == {
        (SDS, "team", "North"): HELD_BACK, (SDS, "team", "South"): HELD_BACK}


KINDS = ({SDS: (1, 1), DP: (0, 1)}, {SDS: (1, 1), DP: (1, 1)}, {SDS: (0, 1), DP: (0, 1)}, {"2A": (1, 1)},
         {"2C": (1, 0)}, {SDS: (1, 1), DP: (1, 1), "2A": (0, 1)}, {SDS: (0, 1), DP: (0, 1), "2C": (1, 0)})


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(range(len(KINDS))), st.integers(0, 4), st.integers(0, 2)), min_size=5,
                max_size=120))
def test_no_suppressed_count_follows_from_its_totals(drawn):
    """Of every measure and split of a release: what the total leaves for those held back is no handful of people, nor
    one part alone; and no denominator that is held back stands beside another measure of the same people."""
    people = [({"ward": f"Ward {ward}", "gender": f"Gender {gender}"}, KINDS[kind]) for kind, ward, gender in drawn]
    figures, held = release(people, ("ward", "gender"), populations=frozenset({"2C"}))
    assert all(held.get(key) for key, (top, below) in figures.items() if top < 5 or (key[0] != "2C" and below < 5))
    parts: dict = {}
    for key in figures:
        if key[1] and held.get(key) != NOT_LISTED:
            parts.setdefault(key[:2], []).append(key)
    for (measure, _), keys in parts.items():
        assert (measure, "", "") not in held
        gone = [key for key in keys if key in held]
        assert len(gone) != 1
        left = Counter({place: sum(figures[key][place] for key in gone) for place in (0, 1)})
        assert not gone or (left[0] >= 5 and (measure == "2C" or left[1] >= 5))
    for split in ("ward", "gender"):
        # Where one of the two is not listed by it at all, nothing of that one stands beside the other.
        both = {measure: keys for (measure, by), keys in parts.items() if by == split}
        if {SDS, DP} <= both.keys():
            assert {key[1:] for key in both[SDS] if key in held} == {key[1:] for key in both[DP] if key in held}
