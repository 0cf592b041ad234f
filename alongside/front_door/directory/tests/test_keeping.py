"""How colleagues keep the directory."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.design.words import MONTHS
from alongside.front_door.directory import actions, pack
from alongside.front_door.directory.models import (
    Attribute,
    Count,
    Entry,
    Organisation,
    PostcodeCentroid,
    Schedule,
    Service,
    Suggestion,
    TaxonomyTerm,
)
from alongside.front_door.directory.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client):
    who = make_user("business_support")
    client.force_login(who)
    return who


@pytest.fixture(autouse=True)
def westmere():
    factories.terms()
    actions.load_postcodes(file=pack.postcodes_file())


def said(**more):
    return {"kind": "group", "name": "Chair yoga", "organisation": factories.organisation().pk, "paused": "no", **more}


def test_from_nothing_to_published(client, keeper):
    client.post(reverse("directory:add"), said(summary="Gentle stretching on a chair", ways=["goes_with_you"]))
    made = Service.objects.get(name="Chair yoga")
    assert made.status == "draft" and made.kept_by == keeper and made.goes_with_you
    page = client.post(reverse("directory:publish", args=[made.pk]), follow=True).content.decode()
    assert "Before it is published, it needs at least one heading" in page
    term = TaxonomyTerm.objects.get(code="exercise")
    client.post(reverse("directory:headings", args=[made.pk]), {"terms": [term.pk]})
    client.post(
        reverse("directory:add_part", args=[made.pk, "times"]),
        {"often": "1", "days": ["TU"], "opens_at": "10:00", "closes_at": "11:30"},
    )
    changing = client.get(reverse("directory:part", args=[made.pk, "times", made.schedules.get().pk]))
    assert 'value="10:00"' in changing.content.decode() and "10:00:00" not in changing.content.decode()
    client.post(
        reverse("directory:add_part", args=[made.pk, "costs"]), {"amount": "2.50", "amount_description": "a session"}
    )
    client.post(
        reverse("directory:add_part", args=[made.pk, "places"]),
        {
            "name": "Northfield hub",
            "address_1": "3 Northfield Lane",
            "city": "Northfield",
            "postal_code": "wm5 1aa",
            "features": ["step_free"],
        },
    )
    client.post(reverse("directory:publish", args=[made.pk]))
    made.refresh_from_db()
    assert made.public and made.published_by == keeper and made.review_on
    card = Entry.objects.get(service=made).card
    assert card["when"] == "Tuesdays, 10am to 11.30am" and card["cost"] == "£2.50 a session"
    assert card["places"][0]["postcode"] == "WM5 1AA" and card["features"] == ["Step-free"]
    page = client.get(reverse("directory:entry", args=[made.pk])).content.decode()
    assert "Tuesdays, 10am to 11.30am" in page and "Northfield hub" in page


@pytest.mark.parametrize(
    ("times", "freq", "byday", "interval"),
    [
        (
            {"often": "2", "days": ["FR"], "dtstart_day": "6", "dtstart_month": "11", "dtstart_year": "2026"},
            "WEEKLY",
            "FR",
            2,
        ),
        ({"often": "month", "days": ["MO"], "which": "2"}, "MONTHLY", "2MO", 1),
        ({"often": "month", "days": ["FR"], "which": "-1"}, "MONTHLY", "-1FR", 1),
        ({"often": "daily"}, "DAILY", "", 1),
        ({"often": "once", "dtstart": "2026-12-05"}, "", "", 1),
        ({"often": "words", "description": "Ring to ask"}, "", "", 1),
    ],
)
def test_times_go_in_and_come_back_as_they_were(client, keeper, times, freq, byday, interval):
    made = factories.service()
    client.post(reverse("directory:add_part", args=[made.pk, "times"]), times)
    kept = Schedule.objects.get(service=made)
    assert (kept.freq, kept.byday, kept.interval) == (freq, byday, interval)
    page = client.get(reverse("directory:part", args=[made.pk, "times", kept.pk])).content.decode()
    assert f'value="{times["often"]}" checked' in page


@pytest.mark.parametrize(
    ("kind", "sent", "problem"),
    [
        ("times", {"often": "1"}, "Choose the day"),
        ("times", {"often": "once"}, "Write the day"),
        ("times", {"often": "1", "days": ["TU"], "opens_at": "ten"}, "Write the time like 10:00"),
        ("costs", {}, "Write the price"),
        ("phones", {"number": "ring us"}, "Write the number in figures"),
        ("places", {"name": "Hub", "postal_code": "ZZ1 1ZZ"}, "We do not know where this postcode lies"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(client, keeper, kind, sent, problem):
    made = factories.service()
    page = client.post(reverse("directory:add_part", args=[made.pk, kind]), sent)
    assert page.status_code == 200 and problem in page.content.decode()


def test_two_at_one_entry_see_each_others_words(client, keeper):
    made = factories.service()
    address = reverse("directory:edit", args=[made.pk])
    page = client.get(address).content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    actions.save_service(service=made, fields={"summary": "Changed by a colleague"}, by=keeper)
    page = client.post(address, {**said(name="Mine"), "seen": seen})
    assert page.status_code == 409 and "Changed by a colleague" in page.content.decode()
    made.refresh_from_db()
    assert made.name == "Gentle gardening club"


def test_withdrawn_with_a_reason_and_made_a_draft_again(client, keeper):
    made = factories.service()
    address = reverse("directory:withdraw", args=[made.pk])
    assert client.post(address, {"because": ""}).status_code == 200
    client.post(address, {"because": "It closed"})
    made.refresh_from_db()
    assert (
        made.status == "withdrawn" and made.withdrawn_by == keeper and not Entry.objects.filter(service=made).exists()
    )
    client.post(reverse("directory:draft", args=[made.pk]))
    made.refresh_from_db()
    assert made.status == "draft" and made.withdrawn_because == ""


def test_made_sure_of_is_due_again_after_the_councils_days(client, keeper):
    made = factories.service()
    assert "Never set" in client.get(reverse("directory:index"), {"state": "due"}).content.decode()
    client.post(reverse("directory:checked", args=[made.pk]))
    made.refresh_from_db()
    assert (made.review_on - made.assured_on).days == pack.current().home.review_after_days
    assert made.assurer_email == keeper.email


def test_a_colleague_takes_an_entry_on(client, keeper):
    made = factories.service()
    assert "I keep this entry" in client.get(reverse("directory:entry", args=[made.pk])).content.decode()
    client.post(reverse("directory:keep", args=[made.pk]))
    made.refresh_from_db()
    assert made.kept_by == keeper
    assert "I keep this entry" not in client.get(reverse("directory:entry", args=[made.pk])).content.decode()


def test_a_part_is_removed_and_the_entry_changed(client, keeper):
    made = factories.service(cost="2")
    before, cost = made.last_modified, made.cost_options.get()
    client.post(reverse("directory:remove_part", args=[made.pk, "costs", cost.pk]))
    made.refresh_from_db()
    assert not made.cost_options.exists() and made.last_modified > before
    assert client.get(reverse("directory:part", args=[made.pk, "costs", cost.pk])).status_code == 404
    assert client.get(reverse("directory:add_part", args=[made.pk, "nonsense"])).status_code == 404


def test_a_place_we_know_is_used_again(client, keeper):
    there = factories.service(at=(54.1, -1.9)).places.get().location
    other = factories.service("Chair yoga")
    client.post(reverse("directory:add_part", args=[other.pk, "places"]), {"location": there.pk})
    assert other.places.get().location == there


def test_suggestions_are_read_and_decided(client, keeper):
    made, term = factories.service(), TaxonomyTerm.objects.get(code="carers")
    taken = actions.suggest(service=made, term=term, words="")
    left = actions.suggest(service=made, term=None, words="It closed last year")
    assert "It closed last year" in client.get(reverse("directory:suggestions")).content.decode()
    client.post(reverse("directory:answer", args=[taken.pk]), {"taken": "yes"})
    client.post(reverse("directory:answer", args=[left.pk]), {"taken": "no"})
    assert Attribute.objects.filter(service=made, term=term).exists()
    assert {one.answer for one in Suggestion.objects.all()} == {"taken", "not_taken"}
    assert "No suggestion is waiting" in client.get(reverse("directory:suggestions")).content.decode()


def test_organisations_are_added_and_changed(client, keeper):
    client.post(reverse("directory:add_organisation"), {"name": "Weir Choir", "keeper_email": "choir@post.example"})
    made = Organisation.objects.get(name="Weir Choir")
    client.post(reverse("directory:organisation", args=[made.pk]), {"name": "Weir Community Choir"})
    page = client.get(reverse("directory:organisations"), {"q": "choir"}).content.decode()
    assert "Weir Community Choir" in page
    made.refresh_from_db()
    assert made.name == "Weir Community Choir"


def test_the_list_finds_and_filters_within_its_queries(client, keeper, django_assert_max_num_queries):
    for number in range(8):
        factories.service(f"Club {number}", kind="group")
    factories.service("Draft thing", draft=True)
    client.get(reverse("directory:index"))
    with django_assert_max_num_queries(12):
        page = client.get(reverse("directory:index"), {"q": "club", "kind": "group", "state": "published"})
    assert "Club 7" in page.content.decode() and "Draft thing" not in page.content.decode()


def test_figures_show_visits_and_needs_that_nothing_was_found_for(client, keeper):
    actions.count(Count.What.SEARCH)
    actions.count((Count.What.NEED, "stroke"))
    actions.count((Count.What.NOTHING, "stroke"))
    for _ in range(3):
        actions.count(Count.What.HOME, looked=True)
    for about in ("one", "other"):
        actions.count((Count.What.VIEW, about), looked=True)
    page = client.get(reverse("directory:figures")).content.decode()
    assert page.count("Stroke") == 2
    # The first page opened, searches, entries opened, lists opened, lists sent: this month and the year.
    assert rows_of(page)[f"{MONTHS[timezone.localdate().month - 1]} {timezone.localdate().year}"] == list("31200")
    assert rows_of(page)["A year"] == list("31200")
    Count.objects.create(on=timezone.localdate() - timedelta(days=100), what=Count.What.HOME, times=1_204)
    Count.objects.create(on=timezone.localdate() - timedelta(days=400), what=Count.What.HOME, times=9)
    assert rows_of(client.get(reverse("directory:figures")).content.decode())["A year"] == ["1,207", *"1200"]


def rows_of(page: str) -> dict[str, list[str]]:
    """The cells of each row of the pages' tables, by what the row begins with."""
    rows = [[re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
            for row in re.findall(r"<tr[^>]*>(.*?)</tr>", page, re.S)]
    return {row[0]: row[1:] for row in rows if row}


def test_who_may_do_what(client):
    made = factories.service()
    client.force_login(make_user("social_worker", username="reads"))
    assert client.get(reverse("directory:entry", args=[made.pk])).status_code == 200
    assert client.get(reverse("directory:edit", args=[made.pk])).status_code == 403
    assert client.post(reverse("directory:publish", args=[made.pk])).status_code == 403
    client.force_login(make_user("finance_officer", username="cannot"))
    assert client.get(reverse("directory:index")).status_code == 403


def test_the_terms_of_the_pack_are_loaded_once_and_retired_when_they_go():
    before = TaxonomyTerm.objects.of_needs().count()
    assert actions.load_terms() == before == len(pack.current().terms)
    assert TaxonomyTerm.objects.get(code="washing").parent.code == "home_life"
    TaxonomyTerm.objects.create(taxonomy=TaxonomyTerm.objects.first().taxonomy, code="gone", name="Gone")
    actions.load_terms()
    assert TaxonomyTerm.objects.get(code="gone").retired_at


def test_a_bad_file_of_postcodes_changes_nothing(tmp_path):
    file = tmp_path / "postcodes.csv"
    for text, problem in (
        ("postcode,latitude\nWM1 1AA,54\n", "column longitude"),
        ("postcode,latitude,longitude\nWM1,54,-1\n", "line 2, postcode"),
        ("postcode,latitude,longitude\nWM1 1AA,x,-1\n", "must be numbers"),
        ("postcode,latitude,longitude\nWM1 1AA,0,0\n", "United Kingdom"),
    ):
        file.write_text(text)
        with pytest.raises(ValueError, match=problem):
            actions.load_postcodes(file=file)
    assert PostcodeCentroid.objects.count() > 100
