"""Figures cut into parts: each person in the part that is known of them, every part summed up to the whole."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest

from alongside.insight.measures.common.parts import CUTS, NOT_KNOWN, CannotCut
from alongside.insight.measures.registry import measure
from alongside.insight.measures.tests.constructed import a_council
from alongside.insight.measures.tests.engines_at_hand import QUICK, connection_of
from alongside.insight.measures.tests.factories import YEAR_BEFORE, cut, figures, row
from alongside.insight.measures.tests.random_councils import councils

HOME = {"service_type": "Long term support: Community", "delivery_mechanism": "Direct payment"}
IN_FILES = tuple(one for one in CUTS if one not in ("team", "ward"))
SUPPORTED = [measure("3D(2a)")]
IRISH, AFRICAN = "White: Irish", "Black, Black British, Caribbean or African: African"


BEFORE = {"period": YEAR_BEFORE, "event_start": date(2023, 6, 1)}


def supported(number, **more):
    return row(person_id=f"99900000{number:02}", **{**HOME, **more})


def parts(rows, folder, by, **how):
    found = cut(rows, folder, (by,), measures=SUPPORTED, **how)
    return {part: counts for (_, _, _, part), counts in found.items()}


def test_the_parts_of_every_cut_add_up_to_the_figure(tmp_path):
    rows = a_council("901", 400, seed=3)[0] + list(councils(40, seed=3))
    for number, one in enumerate(rows):
        one["ethnicity"] = (IRISH, AFRICAN, None)[number % 3]
        one["gp_practice_code"] = ("A81001", "a81001", "B82002", None)[number % 4]
        one["postcode_sector"] = ("WM1 2", "WM3 4", None)[number % 3]
    sums = defaultdict(lambda: (0, 0))
    for (key, council, by, _), (top, below) in cut(rows, tmp_path, IN_FILES).items():
        sums[key, council, by] = (sums[key, council, by][0] + top, sums[key, council, by][1] + below)
    (tmp_path / "whole").mkdir()
    for (key, council, age, gender), (top, below) in figures(rows, tmp_path / "whole").items():
        if gender in ("Total", "") and (age == "Total" or key.startswith("2") and key != "2A"):
            wanted = (top, 0) if key in ("2B", "2C") else (top, below)
            assert {sums[key, council, by] for by in IN_FILES} == {wanted}, (key, council)


def test_each_stands_where_the_latest_known_value_puts_them(tmp_path):
    rows = [
        supported(1, ethnicity=IRISH, **BEFORE), supported(1, ethnicity=AFRICAN),
        supported(2, ethnicity="No data: Undeclared or not known"), supported(2, ethnicity=IRISH, **BEFORE),
        supported(3, ethnicity=IRISH), supported(3, ethnicity=AFRICAN),
        supported(4, ethnicity="no data: refused"), supported(5, ethnicity="Martian"),
    ]
    assert parts(rows, tmp_path, "ethnicity") == {
        AFRICAN: (1, 1), IRISH: (1, 1), NOT_KNOWN: (2, 2), "No data: Refused": (1, 1),
    }


def test_a_carers_own_reason_is_better_than_none(tmp_path):
    carers = "Social support: Support to unpaid carer"
    rows = [
        supported(1, primary_support_reason=carers), supported(2, primary_support_reason=carers),
        supported(2, primary_support_reason="Learning disability support", **BEFORE), supported(3),
    ]
    assert parts(rows, tmp_path, "support_reason") == {
        carers: (1, 1), "Learning disability support": (1, 1), NOT_KNOWN: (1, 1)
    }


def test_codes_and_sectors_are_the_same_whatever_their_capitals(tmp_path):
    rows = [supported(1, gp_practice_code="a81001"), supported(2, gp_practice_code="A81001"), supported(3)]
    assert parts(rows, tmp_path, "gp_practice") == {"A81001": (2, 2), NOT_KNOWN: (1, 1)}


def test_a_ward_of_a_file_is_told_by_a_sector_that_lies_in_one(tmp_path):
    rows = [supported(1, postcode_sector="WM1 2"), supported(2, postcode_sector="WM3 4"), supported(3)]
    assert parts(rows, tmp_path, "ward", sectors={"WM1 2": "Old Town"}) == {"Old Town": (1, 1), NOT_KNOWN: (2, 2)}


def test_teams_and_wards_come_from_the_councils_own_records(tmp_path):
    rows = [supported(1), supported(2), supported(3)]
    own = [("901", "9990000001", "North", "Old Town"), ("901", "9990000002", "South", None)]
    assert parts(rows, tmp_path, "team", own=own) == {"North": (1, 1), "South": (1, 1), NOT_KNOWN: (1, 1)}
    assert parts(rows, tmp_path, "ward", own=own) == {"Old Town": (1, 1), NOT_KNOWN: (2, 2)}


@pytest.mark.parametrize(("by", "said"), [("team", "holds no team"), ("ward", "holds no ward")])
def test_what_a_file_cannot_tell_is_refused_in_words(by, said, tmp_path):
    with pytest.raises(CannotCut, match=said):
        cut([supported(1)], tmp_path, (by,), measures=SUPPORTED)


@pytest.mark.parametrize("engine", QUICK)
def test_every_engine_cuts_alike(engine, tmp_path):
    rows = list(councils(60 if engine == "postgres" else 5, seed=11))
    for number, one in enumerate(rows):
        one["ethnicity"] = (IRISH, AFRICAN, None, "No data: Refused")[number % 4]
        one["gp_practice_code"] = ("A81001", "b82002", None)[number % 3]
        one["postcode_sector"] = ("WM1 2", "WM3 4", None)[number % 3]
    own = sorted({(one["la_code"], one["person_id"], "North", None) for one in rows if one["person_id"]})
    # Every measure lists its people in the same columns: some stand for all where an engine is slow to begin.
    measures = [measure(key) for key in (("2A", "2B", "2E(1)", "3D(2a)", "3D(1b)") if engine == "postgres" else ["2A"])]
    how = {"own": own, "measures": measures}
    (tmp_path / "other").mkdir()
    other = cut(rows, tmp_path / "other", tuple(CUTS), engine=engine, postgres=connection_of(engine), **how)
    assert other == cut(rows, tmp_path, tuple(CUTS), **how)
    assert other
