from alongside.insight.benchmarking import places
from alongside.insight.benchmarking.claims import national_band
from alongside.insight.benchmarking.tests.factories import only, published, standing


def england(own):
    codes = sorted(places.england().members("2024-25") - {"313"})
    return standing(published("2E(1)", {"313": own, **{code: place for place, code in enumerate(codes, 1)}}))


def test_quartile_and_decile_of_the_nation():
    claims = list(national_band.claims(england(143)))
    assert only(claims, band="top quartile").rank == 10
    assert "among the best 15 of 153 councils in England: the top decile" in only(claims, band="top decile").text


def test_the_worst_tenth_is_said_as_plainly():
    claim = only(national_band.claims(england(0)), band="bottom decile")
    assert "among the worst 15" in claim.text and claim.tone == -1


def test_the_second_tenth_is_no_decile():
    assert [one.band for one in national_band.claims(england(130))] == ["top quartile"]
