from alongside.insight.benchmarking.claims import regional_rank
from alongside.insight.benchmarking.tests.factories import only, standing, ten


def test_first_of_those_with_a_figure():
    claim = only(regional_rank.claims(standing(ten("2E(1)", 95, nw=60))))
    assert (claim.rank, claim.of, claim.band, claim.direction) == (1, 10, "top quartile", "better")
    assert (
        "Wigan ranked 1st of 10 in the North West" in claim.text and "the highest, where higher is better" in claim.text
    )


def test_equals_share_the_place():
    claim = only(regional_rank.claims(standing(ten("2E(1)", 90))))
    assert claim.rank == 1 and "joint 1st of 10" in claim.text


def test_a_suppressed_council_is_not_counted():
    assert only(regional_rank.claims(standing(ten("2E(1)", 95, [None, *range(20, 100, 10)])))).of == 9


def test_a_list_of_two_is_no_ranking():
    others = [10, *[None] * 8]
    assert list(regional_rank.claims(standing(ten("2E(1)", 95, others)))) == []
