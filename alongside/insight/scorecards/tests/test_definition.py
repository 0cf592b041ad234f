"""A file is read whole or refused with its place and reason; the sets that ship say what was published."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from alongside.insight.scorecards.definition import contradictions
from alongside.insight.scorecards.definition.reading import read_set
from alongside.insight.scorecards.definition.yaml_file import MOST, BadScorecard
from alongside.insight.scorecards.library import EXAMPLES

GOOD = """\
set: ours
title: Ours
about: What we hold ourselves to
source: {document: Our plan}
sections: [{key: home, title: At home}]
indicators:
  - code: A1
    title: People at home
    sections: [home]
    unit: count
    better: higher
    aim: increase
    frequency: year
    baseline: 10
    targets: {2018-19: 12}
    source: {document: Our plan}
"""


def read(tmp_path: Path, text: str | bytes, name: str = "ours.yaml"):
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_set(file, measures=frozenset({"2B"}), counts=frozenset({"carers"}))


def test_a_good_file_is_read(tmp_path):
    group = read(tmp_path, GOOD)
    one = group.indicators[0]
    assert (one.baseline.value, one.targets["2018-19"].value) == (Decimal(10), Decimal(12))
    assert group.years == ("2018-19",)


@pytest.mark.parametrize(("before", "after", "place", "reason"), [
    ("unit: count", "unit: apples", "indicators, A1, unit", "'apples' is not one of"),
    ("unit: count", "unit: count\n    colour: red", "indicators, A1", "`colour` is not a key here"),
    ("    unit: count\n", "", "indicators, A1", "`unit` is missing"),
    ("2018-19: 12", "2018-19: Awaiting", "indicators, A1, targets, 2018-19", "write a status"),
    ("2018-19: 12", "2018-19: {status: perhaps}", "indicators, A1, targets, 2018-19, status", "'perhaps' is not one"),
    ("2018-19: 12", "2018-20: 12", "indicators, A1, targets, 2018-20", "is no financial year"),
    ("2018-19: 12", "2018-19: .nan", "indicators, A1, targets, 2018-19", "a number is expected"),
    ("2018-19: 12", "2018-19: 1.0e+40", "indicators, A1, targets, 2018-19", "a number is expected"),
    ("2018-19: 12", "2018-19: ", "indicators, A1, targets", "`2018-19` is missing"),
    ("sections: [home]", "sections: [away]", "indicators, A1, sections", "a list of sections is expected"),
    ("better: higher", "better: higher\n    better: lower", "line 12", "'better' is there twice"),
    ("set: ours", "set: theirs", "set", "its file must be theirs.yaml"),
    ("set: ours", "set: [ours", "line 2", "expected"),
    ("title: Ours", "title: &a Ours\ncouncil: *a", "line 3", "aliases"),
    ("frequency: year", "frequency: two_years", "indicators, A1", "`survey_from` is missing"),
    ("frequency: year", 'frequency: year\n    formula: typed("x"', "indicators, A1, formula",
     "a ) is missing"),
    ("frequency: year", 'frequency: year\n    formula: __import__("os")', "indicators, A1, formula",
     "there is no"),
    ("frequency: year", 'frequency: year\n    formula: measure("9Z")', "indicators, A1, formula",
     "no measure called '9Z'"),
    ("frequency: year", 'frequency: year\n    formula: count("cats")', "indicators, A1, formula",
     "no count called"),
    ("frequency: year", 'frequency: year\n    formula: indicator("A1")', "indicators, A1, formula",
     "worked out of itself"),
    ("frequency: year", "frequency: year\n    inputs: {other: Another}", "indicators, A1, formula",
     "no typed called 'value'"),
    ("frequency: year", 'frequency: month\n    formula: measure("2B")', "indicators, A1, formula", "of a whole year"),
    ("frequency: year", "frequency: year\n    year_from: sum", "indicators, A1, year_from", "not made of months"),
    ("frequency: year", "frequency: year\n    by_place: true", "indicators, A1, by_place", "no places"),
    ("frequency: year", "frequency: year\n    adds: false", "indicators, A1, not_added_because", "says why"),
    ("frequency: year", "frequency: year\n    part_of: A1", "indicators, A1, part_of", "no other"),
    ("frequency: year", "frequency: year\n    published: [{period: 2018-13, value: 1}]", "indicators, A1, published",
     "no financial year"),
])
def test_a_bad_file_is_refused_with_its_place_and_reason(tmp_path, before, after, place, reason):
    with pytest.raises(BadScorecard) as refused:
        read(tmp_path, GOOD.replace(before, after, 1))
    assert refused.value.file == "ours.yaml"
    assert refused.value.place.startswith(place)
    assert reason in refused.value.reason


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"- one", b"[" * 5000, b"a: " + b"x" * MOST, b"1: 2\n\x00"])
def test_what_is_no_set_at_all_is_refused_too(tmp_path, content):
    with pytest.raises(BadScorecard) as refused:
        read(tmp_path, content)
    assert "ours.yaml" in str(refused.value)


def test_the_same_code_twice_is_refused(tmp_path):
    again = GOOD + GOOD[GOOD.index("  - code"):]
    with pytest.raises(BadScorecard, match="'A1' is there twice"):
        read(tmp_path, again)


def example(name: str):
    return read_set(EXAMPLES / f"{name}.yaml", example=True)


def test_halton_has_twelve_rows_of_eleven_measures_with_their_baselines():
    """HAL-05: reviews stand under two priorities and are one measure; every target was still to be agreed."""
    group = example("halton_2015_20")
    assert sum(len(one.sections) for one in group.indicators) == 12
    assert [str(one.baseline.value) for one in group.indicators] == [
        "1794", "15.5", "78", "636.6", "15.2", "4.0", "8.0", "3.5", "97", "80", "32"]
    assert {one.targets["2015-16"].status for one in group.indicators} == {"to_be_agreed"}
    assert {one.baseline_period for one in group.indicators} == {"2014-15", "2013-14"}


CHESHIRE_WEST = [  # annex B: key indicator, baseline, 2018/19, 2019/20; no number is None
    (True, 8959, None, None), (True, None, None, None), (True, 638, 965, 1000), (False, "8.2", "8.0", None),
    (True, 527, 435, 427), (True, "99.4", 100, 100), (False, 418, None, None), (False, 1669, None, None),
    (False, None, "65.5", "70.5"), (False, None, "19.4", "19.4"), (True, "87.3", "88.3", "90.0"),
    (False, "63.5", "75.9", "80.0"), (False, "5.6", "5.9", "6.0"), (False, "5.4", "6.4", "6.7"),
    (False, None, None, None), (False, None, 431795, None), (False, None, None, None),
]


def test_cheshire_west_has_the_seventeen_rows_as_published():
    """CWC-10: what has no number is a status, and nought nowhere."""
    group = example("cheshire_west_2016_20")
    found = [(one.headline, one.baseline.value, one.targets["2018-19"].value, one.targets["2019-20"].value)
             for one in group.indicators]
    assert found == [(key, *(None if value is None else Decimal(str(value)) for value in values))
                     for key, *values in CHESHIRE_WEST]
    assert {target.status for one in group.indicators for target in one.targets.values() if target.value is None} == {
        "monthly_plan", "no_survey", "awaiting"}
    assert sum(one.headline for one in group.indicators) == 6


def test_croydon_has_five_statements_and_fifteen_indicators():
    """CRO-23: 2, 4, 4, 2 and 3; the audit is done or not done."""
    group = example("croydon_outcomes")
    assert all(section.statement for section in group.sections)
    under = [sum(section.key in one.sections for one in group.indicators) for section in group.sections]
    assert under == [2, 4, 4, 2, 3]
    audit = group.indicator("3d")
    assert (audit.unit, audit.targets["2018-19"].value) == ("yes_no", Decimal(1))
    assert {one.targets["2018-19"].band for one in group.indicators if one.code != "3d"} == {"top quartile"}


def test_only_what_cannot_all_be_meant_is_said_of_cheshire_west():
    """CWC-13 the carers' score; CWC-03 and CWC-53 what the narrative rounds otherwise; telecare's 2,500 nowhere set."""
    group = example("cheshire_west_2016_20")
    found = [(each.code, each.kind) for one in group.indicators for each in contradictions.of(one)]
    assert found == [("CW04", "baseline"), ("CW06", "elsewhere"), ("CW07", "elsewhere"),
                     ("CW11", "elsewhere"), ("CW14", "elsewhere")]
