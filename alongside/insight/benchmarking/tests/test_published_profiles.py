"""Numbers of the published profiles, given figures like theirs: the same sentence must come out."""

from __future__ import annotations

import pytest

from alongside.foundation.accounts.tests.factories import make_user
from alongside.insight.benchmarking import actions, places
from alongside.insight.benchmarking.challenges import challenges
from alongside.insight.benchmarking.claims import (
    against_average,
    better_count,
    gap,
    improved_count,
    national_rank,
    regional_band,
    regional_rank,
    run,
    sweep,
)
from alongside.insight.benchmarking.measures import OLD, all_measures
from alongside.insight.benchmarking.sets import built_in
from alongside.insight.benchmarking.standing import Standing
from alongside.insight.benchmarking.table import Table

from .factories import only, published, standing, ten

Y = "2015-16"
OLD_CODES = [one.code for one in all_measures() if one.framework == OLD and one.code not in ("1J", "2C(3)")]


def of_council(name, code, values, **areas):
    """A measure of 2015-16 for councils by their code."""
    figures = published(code, {**values, **areas}, Y, framework=OLD)
    return Standing(Table.of(figures), places.find_council(name, Y), Y, "")


def test_trafford_is_first_of_23_in_the_region_and_ninth_of_152_in_england():
    trafford = places.find_council("Trafford", Y).code
    region = sorted(places.region("North West").members(Y) - {trafford})
    others = sorted(places.england().members(Y) - set(region) - {trafford})
    values = {trafford: "13.7", **{code: place / 10 for place, code in enumerate(region)}}
    values |= {code: 20 if place < 8 else 5 for place, code in enumerate(others)}
    at = of_council("Trafford", "1E", values, NW="4.1", England="5.8")
    assert "ranked 1st of 23 in the North West" in only(regional_rank.claims(at), measure="1E").text
    assert "ranked 9th of 152 in England" in only(national_rank.claims(at), measure="1E").text
    told = only(against_average.claims(at), comparator="England").text
    assert told.endswith(
        "stood at 13.7% in 2015-16, better than the average of England (5.8%) by 7.9 percentage points."
    )


@pytest.mark.parametrize("place, band", [(6, "top quartile"), (7, "second quartile"), (17, "third quartile"),
                                         (18, "bottom quartile")])  # fmt: skip
def test_the_sixth_of_23_is_in_the_top_quartile_and_the_seventh_is_not(place, band):
    codes = sorted(places.region("North West").members(Y))
    council = places.council_of(codes[place - 1], Y)
    at = of_council(council.name, "1E", {code: 100 - rank for rank, code in enumerate(codes)})
    claim = only(regional_band.claims(at), measure="1E")
    assert (claim.rank, claim.of, claim.band) == (place, 23, band)
    assert ("(the best 6)" in claim.text) == (place == 6) and ("(the last 6)" in claim.text) == (place == 18)


def test_second_lowest_of_a_low_measure_is_rank_two_and_good():
    values = {code: 10 + place for place, code in enumerate(sorted(places.region("North West").members(Y)))}
    council = places.council_of(sorted(values)[1], Y)
    claim = only(regional_rank.claims(of_council(council.name, "2C(2)", values)), measure="2C(2)")
    assert (claim.rank, claim.tone) == (2, 1) and "the 2nd lowest, where lower is better" in claim.text


def test_oldham_is_14_4_points_above_and_not_per_cent():
    at = standing(ten("3D(2a)", "37.9", nw="23.5"))
    text = only(gap.claims(at)).text
    assert "14.4 percentage points above the average of the North West" in text and "%" not in text


def test_falling_every_year_since_2011_12_is_a_run_and_is_good_where_low_is_good():
    years = ("2011-12", "2012-13", "2013-14", "2014-15", Y)
    at = standing(*(ten("2C", 90 - 10 * place, year=year) for place, year in enumerate(years)), year=Y)
    claim = only(run.claims(at), comparator="2011-12", measure="2C")
    assert "better each time it was measured since 2011-12, four times running" in claim.text
    flat = standing(*(ten("2C", 60 if place == 3 else 90 - 10 * min(place, 3), year=year)
                      for place, year in enumerate(years)), year=Y)  # fmt: skip
    assert list(run.claims(flat)) == []


def test_eighteen_improved_since_the_first_year_and_nine_since_the_last():
    """One profile says both; each count names its year, and the baseline is whatever the council counts from."""
    figures = []
    for place, code in enumerate(OLD_CODES[:22]):
        low = next(one for one in all_measures() if one.framework == OLD and one.code == code).low_is_good
        first, before, now = (50, 60 if 9 <= place < 18 else 50, 60) if place < 18 else (60, 60, 60)
        for year, value in (("2011-12", first), ("2014-15", before), (Y, now)):
            figures += published(code, {"313": 100 - value if low else value}, year, framework=OLD)
    at = standing(figures, year=Y, baseline="2011-12", measure_sets=built_in()[:1])
    counted = {one.comparator: (one.value, one.of, one.text) for one in improved_count.claims(at)}
    assert {since: found[:2] for since, found in counted.items()} == {"2011-12": (18, 22), "2014-15": (9, 22)}
    assert counted["2011-12"][2] == "18 of the 22 measures that can be compared improved between 2011-12 and 2015-16."
    only_last = standing(figures, year=Y, baseline="2014-15", measure_sets=built_in()[:1])
    assert next(iter(improved_count.claims(only_last))).value == 9


def test_seven_of_the_users_survey_and_ten_of_twelve_of_both():
    users, both = built_in()[1], built_in()[2]
    figures = []
    for code in both.codes:
        own = 5 if code in ("1D", "3B") else 90
        others = {area: 10 + place for place, area in enumerate(("304", "305", "306", "307"))}
        figures += published(code, {"313": own, **others, "England": 50}, Y, framework=OLD, margin="1")
    at = standing(figures, year=Y)
    counts = {one.measure_set: (one.value, one.of) for one in better_count.claims(at) if one.comparator == "England"}
    assert counts == {"every": (10, 12), "users": (7, 7)}
    assert users.codes == ("1A", "1B", "1I(1)", "3A", "3D(1)", "4A", "4B")
    assert "was the best in the North West in all seven measures" in only(sweep.claims(at), tone=1).text


def test_what_got_worse_for_years_is_in_the_list_of_what_to_work_on():
    """Delayed transfers over four years, employment and independence of people with mental ill health over three."""
    years = ("2011-12", "2012-13", "2013-14", "2014-15", Y)
    figures = [ten("2C", 20 + 10 * place, year=year) for place, year in enumerate(years)]
    for code in ("2E(1)", "2E(2a)"):
        figures += [ten(code, 80 - 5 * place, year=year) for place, year in enumerate(years[1:])]
    told = {one.measure.code: " ".join(one.reasons) for one in challenges(standing(*figures, year=Y))}
    assert "worse each time since 2011-12, four times running" in told["2C"]
    assert all("worse each time since 2012-13, three times running" in told[code] for code in ("2E(1)", "2E(2a)"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "title", ["Director of People", "Corporate Director, Adults", "Director of Commissioning, People"]
)
def test_whoever_signs_does_so_under_the_title_they_bear(client, title):
    director = make_user("director", name="Helen Cho", job_title=title)
    version = actions.write_narrative(council="313", year=Y, words="Ours.", by=director, seen=0)
    client.force_login(director)
    client.post(f"/desk/benchmarking/words/{version.pk}/sign-off/")
    assert str(version.sign_offs.get()) == f"Helen Cho, {title}"
