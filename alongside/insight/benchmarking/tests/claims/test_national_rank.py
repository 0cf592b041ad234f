from alongside.insight.benchmarking.claims import national_rank
from alongside.insight.benchmarking.tests.factories import only, standing, ten


def test_among_all_of_england():
    claim = only(national_rank.claims(standing(ten("2C", 15, england=60))))
    assert (claim.rank, claim.of, claim.comparator, claim.comparator_value) == (2, 10, "England", "60.0")
    assert "2nd of 10 in England" in claim.text and "the 2nd lowest, where lower is better" in claim.text
