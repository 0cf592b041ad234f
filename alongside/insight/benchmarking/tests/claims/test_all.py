"""Every pattern has its file, its test and its place; every claim keeps its promise to other systems."""

from pathlib import Path

from alongside.insight.benchmarking.claim import FIELDS
from alongside.insight.benchmarking.claims import every, patterns
from alongside.insight.benchmarking.tests.factories import BEFORE, standing, ten


def test_each_pattern_has_a_test_of_its_own():
    tests = {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py")} - {"all"}
    assert {one.KEY for one in patterns()} == tests


def test_the_most_used_pattern_comes_first():
    assert patterns()[0].KEY == "candour"
    uses = [one.USES for one in patterns()]
    assert uses == sorted(uses, reverse=True)


def test_every_claim_has_all_fields_as_scripts_rely_on_them():
    at = standing(ten("2E(1)", 95, nw=60, england=70), ten("2E(1)", 60, year=BEFORE), ten("2C", 5, nw=60))
    claims = [one.as_data() for one in every(at)]
    assert {one["pattern"] for one in claims} >= {"level", "regional_rank", "against_average"}
    for claim in claims:
        assert tuple(claim) == FIELDS
        assert claim["council"] == "Wigan" and claim["year"] == "2024-25" and claim["text"].endswith(".")
        assert claim["value"] is None or isinstance(claim["value"], str | int)
        assert claim["comparator_value"] is None or isinstance(claim["comparator_value"], str)
        assert claim["rank"] is None or isinstance(claim["rank"], int)
