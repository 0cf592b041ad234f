"""What the database itself refuses."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.front_door.directory.models import (
    Attribute,
    Location,
    Organisation,
    Schedule,
    Service,
    Suggestion,
    Taxonomy,
    TaxonomyTerm,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def club() -> Service:
    owner = Organisation.objects.create(name="Weir Allotments")
    return Service.objects.create(organisation=owner, name="Gardening club")


def refused(model, **fields) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**fields)


def test_a_new_entry_is_a_draft_and_not_in_public(club):
    assert club.status == Service.Status.DRAFT and not club.public
    assert not Service.objects.published().exists()


def test_published_says_when_and_withdrawn_says_why(club):
    refused(Service, organisation=club.organisation, name="A", status="published")
    refused(Service, organisation=club.organisation, name="B", status="withdrawn", withdrawn_at=timezone.now())
    refused(Service, organisation=club.organisation, name="C", withdrawn_because="Closed")


def test_ages_stand_in_order(club):
    refused(Service, organisation=club.organisation, name="D", minimum_age=65, maximum_age=18)


def test_a_schedule_belongs_to_one_thing(club):
    place = Location.objects.create(name="Weir allotments")
    refused(Schedule, freq="WEEKLY", byday="TU")
    refused(Schedule, service=club, location=place, freq="WEEKLY", byday="TU")
    Schedule.objects.create(service=club, freq="WEEKLY", byday="TU")


def test_a_place_has_both_coordinates_or_neither():
    refused(Location, name="Half", latitude=54.1)
    refused(Location, name="Nowhere", latitude=540, longitude=1)


def test_what_came_from_elsewhere_comes_once(club):
    from_there = {"organisation": club.organisation, "origin": "https://feed.example", "origin_key": "7"}
    Service.objects.create(name="Choir", **from_there)
    refused(Service, name="Choir again", **from_there)
    refused(Service, name="No key", organisation=club.organisation, origin="https://feed.example")


def test_a_term_is_given_once_in_the_same_way(club):
    term = TaxonomyTerm.objects.create(taxonomy=Taxonomy.objects.create(key="needs", name="Needs"), code="outdoors",
                                       name="Gardening")
    Attribute.objects.create(service=club, term=term)
    refused(Attribute, service=club, term=term)
    Attribute.objects.create(service=club, term=term, link_type=Attribute.ELIGIBILITY)


def test_a_suggestion_says_something_and_is_answered_by_somebody(club):
    refused(Suggestion, service=club)
    refused(Suggestion, service=club, words="It is for carers too", answer="taken", answered_at=timezone.now())


def test_stale_is_published_and_due_for_review(club):
    today = date(2026, 11, 22)
    for name, review_on in (("Due", today), ("Never set", None), ("Fresh", date(2027, 2, 1))):
        Service.objects.create(organisation=club.organisation, name=name, status="published",
                               published_at=timezone.now(), review_on=review_on)
    assert {one.name for one in Service.objects.stale(today)} == {"Due", "Never set"}
