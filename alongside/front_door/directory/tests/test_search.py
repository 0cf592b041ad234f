"""From what somebody says to what may help."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from alongside.front_door.directory import actions, pack
from alongside.front_door.directory.models import Entry, Language, Schedule
from alongside.front_door.directory.search import Asked, find, near_this_week, refresh, spot_of
from alongside.front_door.directory.search.needs import understand
from alongside.front_door.directory.tests import factories
from alongside.front_door.directory.text import key_words

pytestmark = pytest.mark.django_db
HERE, NEAR, FAR = (54.10, -1.90), (54.11, -1.90), (54.20, -1.90)


@pytest.fixture(autouse=True)
def westmere():
    factories.terms()
    actions.load_postcodes(file=pack.postcodes_file())


@pytest.fixture
def services():
    made = {
        "garden": factories.service(days="TH", opens="11:00", closes="13:00", cost="2", at=NEAR,
                                    features=("step_free",)),
        "bath": factories.service("Bathing service", about=("washing",), at_home=True, minimum_age=18),
        "knit": factories.service("Knitting table and a brew", about=("arts", "social_groups"), days="TU",
                                  opens="10:00", closes="12:00", cost="0", at=HERE,
                                  features=("step_free", "hearing_loop")),
        "shop": factories.service("Hospice shop helper", about=("volunteering",), kind="volunteering", at=FAR,
                                  description="Serve in our charity shop for a morning a week"),
        "teens": factories.service("Young carers’ club", about=("young_carers",), minimum_age=8, maximum_age=17,
                                   days="FR", opens="17:30", closes="19:30", at=FAR),
    }
    refresh()
    return made


def names(asked, **more):
    return [hit.card["name"] for hit in find(asked, **more).hits]


def test_need_words_find_what_helps_and_say_why(services):
    found = find(Asked(words="I can’t get in the bath any more"))
    assert [hit.card["name"] for hit in found.hits] == ["Bathing service"]
    assert found.understood.needs == {"washing": "can't get in the bath"}
    assert found.hits[0].terms == ("washing",)


def test_loneliness_finds_groups_through_the_heading_above(services):
    assert names(Asked(words="lonely")) == ["Knitting table and a brew"]


@pytest.mark.parametrize("typed", ["gardning", "gardenning", "gradening", "gardan club"])
def test_words_typed_nearly_right(services, typed):
    assert "Gentle gardening club" in names(Asked(words=typed))


def test_a_need_word_typed_nearly_right(services):
    found = find(Asked(words="lonley"))
    assert found.understood.meant == {"lonley": "lonely"}
    assert [hit.card["name"] for hit in found.hits] == ["Knitting table and a brew"]


def test_misspelt_words_are_found_nineteen_times_in_twenty(services):
    """One letter dropped, doubled or changed places with the next, in every place of every longer need word."""
    known = sorted({word for need in pack.current().needs for word in key_words(need.words) if len(word) >= 6})
    tried = right = 0
    for word in known[::3]:
        for place in range(1, len(word) - 1, 2):
            for slip in (word[:place] + word[place + 1:], word[:place] + word[place] + word[place:],
                         word[:place] + word[place + 1] + word[place] + word[place + 2:]):
                if slip == word:
                    continue
                tried += 1
                meant = understand(slip).meant.get(slip, slip)
                right += key_words(meant) == key_words(word) or bool(understand(slip).needs)
    assert tried > 100 and right / tried >= 0.95, f"{right} of {tried}"


def test_volunteering_lists_charity_shops_and_gardening_the_gardening_club(services):
    assert "Hospice shop helper" in names(Asked(words="volunteering"))
    assert names(Asked(words="gardening"))[0] == "Gentle gardening club"


def test_words_of_danger_are_not_looked_up_in_entries(services):
    factories.service("Bereavement café", about=("bereavement",), description="After somebody has died")
    assert names(Asked(words="I want to die")) == []
    assert names(Asked(words="my husband died")) == ["Bereavement café"]


def test_nearest_first_from_a_postcode(services):
    found = find(Asked(postcode="WM1 1AA", sort="near"))
    with_place = [hit for hit in found.hits if hit.miles is not None]
    assert [hit.miles for hit in with_place] == sorted(hit.miles for hit in with_place)
    assert with_place[0].card["name"] == "Knitting table and a brew" and found.hits[-1].miles is None


def test_a_postcode_we_do_not_have_falls_back_to_sector_and_outward(services):
    assert spot_of("wm11aa").near == "" and spot_of("WM1 1ZZ").near == "sector" and spot_of("WM4 2").near == "sector"
    assert spot_of("wm4").near == "outward"
    assert spot_of("ZZ1 1AA") is None and spot_of("hello") is None
    assert find(Asked(postcode="ZZ1 1AA")).postcode_unknown


def test_within_so_many_miles_keeps_what_comes_to_you(services):
    assert set(names(Asked(postcode="WM1 1AA", within=3))) == {
        "Knitting table and a brew", "Gentle gardening club", "Bathing service"}


def test_filters(services):
    assert names(Asked(days=(1,))) == ["Knitting table and a brew"]
    assert names(Asked(parts=(2,))) == ["Young carers’ club"]
    assert names(Asked(days=(4,), parts=(0,))) == []
    assert "Young carers’ club" not in names(Asked(age=40)) and "Bathing service" not in names(Asked(age=12))
    assert names(Asked(cost=Decimal(0))) == ["Knitting table and a brew"]
    assert set(names(Asked(cost=Decimal(2)))) == {"Knitting table and a brew", "Gentle gardening club"}
    assert names(Asked(features=("step_free", "hearing_loop"))) == ["Knitting table and a brew"]
    assert names(Asked(features=("at_home",))) == ["Bathing service"]
    assert names(Asked(kinds=("volunteering",))) == ["Hospice shop helper"]


def test_a_language_that_is_spoken_there(services):
    Language.objects.create(service=services["knit"], name="Urdu", code="ur")
    refresh([services["knit"].pk])
    assert names(Asked(words="somebody who speaks Urdu")) == ["Knitting table and a brew"]


def test_what_is_over_is_not_found(services):
    fair = factories.service("Summer fair", about=("social_groups",), kind="event")
    Schedule.objects.create(service=fair, dtstart=date(2026, 6, 6))
    refresh([fair.pk])
    assert "Summer fair" in names(Asked(words="fair"), today=date(2026, 6, 6))
    assert "Summer fair" not in names(Asked(words="fair"), today=date(2026, 6, 7))


def test_drafts_and_withdrawn_ones_are_not_found(services):
    factories.service("Secret club", draft=True)
    gone = factories.service("Closed club")
    actions.withdraw(service=gone, because="It closed", by=None)
    assert not {"Secret club", "Closed club"} & set(names(Asked(words="club")))


def test_at_most_three_queries_whatever_is_asked(services, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        find(Asked(words="lonley gardning fishwives", postcode="WM4 2AB", within=5, days=(1, 2), cost=Decimal(5),
                   features=("step_free",), age=70, sort="near"))


@pytest.mark.parametrize("odd", ["'", "''; drop", "| & !", "\\", "a" * 3000, "%s %(x)s", "☃", "   ", ":*", "1 2 3"])
def test_odd_words_find_nothing_and_break_nothing(services, odd):
    assert find(Asked(words=odd)).total >= 0


def test_near_you_this_week_says_the_next_time(services):
    monday = timezone.make_aware(datetime(2026, 11, 23, 9))
    actions.save_service(service=services["knit"], fields={"kind": "group"}, by=None)
    actions.save_service(service=services["garden"], fields={"kind": "activity"}, by=None)
    soon = near_this_week(spot_of("WM1 1AA"), monday)
    assert [(one.hit.card["name"], one.day.isoformat()) for one in soon] == [
        ("Knitting table and a brew", "2026-11-24"), ("Gentle gardening club", "2026-11-26")]
    tuesday_noon = timezone.make_aware(datetime(2026, 11, 24, 12, 30))
    assert [one.hit.card["name"] for one in near_this_week(None, tuesday_noon)] == ["Gentle gardening club"]


def test_an_entry_is_made_anew_with_every_change(services):
    entry = Entry.objects.get(service=services["knit"])
    assert entry.card["when"] == "Tuesdays, 10am to noon" and entry.card["cost"] == "Free" and entry.times == [3]
    actions.save_service(service=services["knit"], fields={"name": "Crochet table"}, by=None)
    assert names(Asked(words="crochet")) == ["Crochet table"]
    assert refresh() == 5


def test_the_example_pack_has_a_hundred_need_words():
    council = pack.read(Path(settings.COUNCIL_PACK) / "directory")
    assert len(council.needs) >= 100
    assert {code for need in council.needs for code in (need.term,)} <= set(council.terms)
