from alongside.insight.benchmarking.claims import sweep
from alongside.insight.benchmarking.tests.factories import only, standing, ten


def test_the_best_in_every_survey_measure():
    claim = only(sweep.claims(standing(*[ten(code, 95) for code in ("1D", "3A", "4A")])))
    assert claim.text.startswith("Wigan was the best in the North West in all three measures") and claim.tone == 1


def test_the_worst_in_every_one_is_said_too():
    assert only(sweep.claims(standing(*[ten(code, 5) for code in ("1D", "3A", "4A")]))).tone == -1


def test_one_second_place_breaks_it():
    assert list(sweep.claims(standing(ten("1D", 95), ten("3A", 95), ten("4A", 85)))) == []
