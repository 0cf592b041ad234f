"""A code in any of the ways it is written comes to the measure that is meant, with a warning where the two differ."""

import pytest

from alongside.insight.benchmarking.measures import NEW, OLD, NoSuchMeasure, resolve


@pytest.mark.parametrize(
    "written, said, code, warned",
    [
        ("2d2", "Delayed transfers of care attributable to social care remain low", "2C(2)", True),
        ("2D(2)", "delayed transfer days", "2C(2)", True),
        ("2Cii", "", "2C(2)", False),
        ("2Ci", "", "2C(1)", False),
        ("2c(2)", "", "2C(2)", False),
        ("2a", "", "2A", False),
        ("2B(1)", "", "2B(1)", False),
        ("1Ii", "", "1I(1)", False),
        ("1F", "", "1F", False),
        ("2D", "new indicator of short-term services", "2D", False),
    ],
)
def test_as_the_profiles_write_them(written, said, code, warned):
    found = resolve(NEW if code == "2A" else OLD, written, said)
    assert found.measure.code == code and bool(found.warning) == warned


def test_the_warning_says_what_each_code_is():
    warning = resolve(OLD, "2d2", "delayed transfers").warning
    assert warning == (
        "2d2 is read as 2C(2): 2D is the outcome of short-term services; delayed transfers due to social care are "
        "2C(2)."
    )


def test_without_the_words_it_is_not_guessed():
    with pytest.raises(NoSuchMeasure, match=r"If it is about delayed transfers, write 2C\(2\)"):
        resolve(OLD, "2d2", "reablement")


@pytest.mark.parametrize("written", ["9Z", "2Civ", "", "two"])
def test_nonsense_is_no_measure(written):
    with pytest.raises(NoSuchMeasure):
        resolve(OLD, written)
