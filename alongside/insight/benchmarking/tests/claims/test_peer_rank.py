from alongside.insight.benchmarking import places
from alongside.insight.benchmarking.claims import peer_rank
from alongside.insight.benchmarking.tests.factories import only, standing, ten


def test_among_a_group_of_peers_without_an_average_of_our_making():
    group = places.find_group("Greater Manchester", places.built_in_groups())
    claim = only(peer_rank.claims(standing(ten("2E(1)", 95), peers=(group,))))
    assert (claim.comparator, claim.comparator_value, claim.rank, claim.of) == ("Greater Manchester", None, 1, 10)
    assert "1st of 10 in Greater Manchester" in claim.text


def test_among_neighbours():
    group = places.Group("Nearest neighbours", "peers", tuple((code, "", "") for code in ("313", "304", "305", "306")))
    assert "among Nearest neighbours" in only(peer_rank.claims(standing(ten("2E(1)", 95), peers=(group,)))).text
