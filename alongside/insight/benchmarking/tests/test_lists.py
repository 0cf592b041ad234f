"""Nearest neighbours pasted, sets of measures made, and the year a council counts from."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.foundation.accounts.tests.factories import make_user
from alongside.insight.benchmarking import measures, selectors, sets
from alongside.insight.benchmarking.models import OwnMeasureSet, PeerGroup

from .factories import BEFORE
from .test_pack import figures as figures

pytestmark = pytest.mark.django_db
WIGAN = ("313", "2024-25")
PASTED = {
    "name": "Our nearest neighbours", "whose": "Wigan", "pasted": "1. Bolton\n2. Bury\n3. Oldham",
    "source": "CIPFA nearest neighbours", "as_of": "2024-05-01",
}  # fmt: skip


@pytest.fixture
def analyst(client):
    user = make_user("performance_analyst")
    client.force_login(user)
    return user


def address(name, *args):
    return reverse(f"benchmarking:{name}", args=args)


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_nearest_neighbours_are_pasted_dated_and_ranked_for_whom_they_are(client, analyst, figures):
    client.post(address("groups"), PASTED)
    assert PeerGroup.objects.get().whose == "313"
    page = text(client.get(address("groups")))
    assert "Bolton, Bury, Oldham, Wigan" in page and "as of 1 May 2024" in page
    assert "of 4 among Our nearest neighbours" in text(client.get(address("claims", *WIGAN)))
    assert "Our nearest neighbours" not in text(client.get(address("claims", "304", "2024-25")))


def test_the_numbers_under_a_rank_among_peers_are_those_of_the_peers(client, analyst, figures):
    client.post(address("groups"), PASTED)
    page = text(client.get(address("evidence", *WIGAN, "satisfaction"), {"group": "Our nearest neighbours"}))
    assert "Councils of Our nearest neighbours, 2024-25" in page and "Bury" in page and "Stockport" not in page


@pytest.mark.parametrize(
    "change, says",
    [
        ({"pasted": ""}, "Paste the councils, or choose a file."),
        ({"pasted": "Bolton\nNowhere"}, "Line 2: No council is called Nowhere."),
        ({"name": ""}, "Give the list a name"),
        ({"as_of": ""}, "day"),
        ({"source": ""}, "Where does the list come from"),
        ({"whose": "Narnia"}, "Whose list it is: No council is called Narnia."),
    ],
)
def test_a_list_that_does_not_fit_says_why_and_is_not_lost(client, analyst, change, says):
    page = text(client.post(address("groups"), {**PASTED, **change}))
    assert "There is a problem" in page and says in page
    assert not PeerGroup.objects.exists()


SET = {"name": "Regional set", "framework": measures.OLD, "written": "1A, 3a, 2Cii\n2B(1)", "source": "Network, May"}


def test_a_set_of_ones_own_is_kept_with_its_codes(client, analyst):
    client.post(address("measure_sets"), SET)
    assert OwnMeasureSet.objects.get().codes == ["1A", "3A", "2C(2)", "2B(1)"]
    assert "4 measures of the framework of 2015-16: 1A, 3A, 2C(2), 2B(1)" in text(client.get(address("measure_sets")))


@pytest.mark.parametrize(
    "change, says",
    [
        ({"written": "1A, 9Z, 3A"}, "has no measure 9Z"),
        ({"written": "1A, 1a, 3A"}, "1A is there twice"),
        ({"written": "1A"}, "at least 3 measures"),
        ({"written": "1A, 3A, 2d2"}, "If it is about delayed transfers, write 2C(2)"),
    ],
)
def test_a_set_that_cannot_be_says_why(client, analyst, change, says):
    assert says in text(client.post(address("measure_sets"), {**SET, **change}))
    assert not OwnMeasureSet.objects.exists()


def test_counts_are_said_of_the_own_set_and_open_to_its_list(client, analyst, figures):
    OwnMeasureSet.objects.create(
        name="Our three", framework=measures.NEW, codes=["1D", "2C", "2E(1)", "5A(1)"], source="Cabinet, May",
        made_by=analyst,
    )  # fmt: skip
    page = text(client.get(address("claims", *WIGAN)))
    assert "measures of “Our three”" in page
    key = OwnMeasureSet.objects.in_use()[0].key
    assert address("measure_set", *WIGAN, key) in page
    page = text(client.get(address("measure_set", *WIGAN, key)))
    assert "Satisfied with their support (1D)" in page and "1D, 2C, 2E(1), 5A(1)" in page and "Cabinet, May" in page
    assert "counted nowhere: 5A(1)" in page and "Compared with 2023-24" in page and "Cannot be compared" in page


def test_every_set_with_the_product_names_real_codes():
    assert [len(one.codes) for one in sets.built_in()] == [0, 7, 12, 12, 22, 28]
    assert all(len(one.series) == len(one.codes) for one in sets.built_in())


def test_a_council_counts_from_its_own_year_until_another_is_asked_for(client, analyst, figures):
    usual = selectors.profile(council="Wigan", year="2024-25").standing.baseline
    client.post(address("baseline", *WIGAN), {"since": "2015-16"})
    assert (usual, selectors.profile(council="Wigan", year="2024-25").standing.baseline) == (BEFORE, "2015-16")
    assert selectors.profile(council="Wigan", year="2024-25", baseline=BEFORE).standing.baseline == BEFORE
    assert selectors.profile(council="Bolton", year="2024-25").standing.baseline == BEFORE
    client.post(address("baseline", *WIGAN), {"since": ""})
    assert selectors.profile(council="Wigan", year="2024-25").standing.baseline == BEFORE
    assert client.post(address("baseline", *WIGAN), {"since": "soon"}).status_code == 404


def test_the_tolerance_is_asked_for_and_goes_from_page_to_page(client, analyst, figures):
    page = text(client.get(address("profile", *WIGAN), {"tolerance": "3"}))
    assert "?tolerance=3" in page
    assert "within 3 percentage points" in text(client.get(address("claims", *WIGAN), {"tolerance": "3"}))
    assert "within 0.5 percentage points" in text(client.get(address("claims", *WIGAN), {"tolerance": "much"}))
