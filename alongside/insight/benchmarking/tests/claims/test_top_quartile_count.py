from alongside.insight.benchmarking.claims import top_quartile_count
from alongside.insight.benchmarking.tests.factories import only, standing, ten


def test_how_many_in_the_best_and_worst_quarter():
    claims = list(top_quartile_count.claims(standing(ten("2E(1)", 95), ten("2C", 5), ten("2A", 5))))
    claim = only(claims, comparator="North West")
    assert (claim.value, claim.of) == (2, 3)
    assert claim.text == (
        "Two of the three measures stood in the top quartile of councils in the North West in 2024-25, and one in the "
        "bottom quartile."
    )
