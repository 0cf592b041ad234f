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


def test_the_second_tenth_is_the_top_fifth_and_no_decile():
    claims = list(national_band.claims(england(130)))
    assert [one.band for one in claims] == ["top quartile", "top fifth"]
    assert "the top quartile of 153 councils in England (the best 38)" in claims[0].text
    assert "among the best 31 of 153 councils in England: the top fifth" in claims[1].text


def test_beyond_a_fifth_the_quartile_is_the_end():
    assert [one.band for one in national_band.claims(england(120))] == ["top quartile"]
