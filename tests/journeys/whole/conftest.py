"""The demo council, and one person whom the council has known by name since long ago."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.foundation.accounts.personas import ensure_demo_council
from alongside.people.people import actions as people
from alongside.people.people.tests.factories import nhs_number, person
from alongside.people.relationships import actions as relationships


@pytest.fixture
def council(transactional_db, tmp_path, settings):
    """Who is who; letters go to a folder of the test's own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    return ensure_demo_council()


@pytest.fixture
def winnie(council):
    """Her name, her day and her address: a blue badge, years ago."""
    return person(
        "Winifred", "Okafor", known_as="Winnie", date_of_birth=date(1947, 2, 3), by=council.users["business_support"],
        home_telephone="01632 960417", nhs_number=nhs_number(41270),
        address=people.HomeAddress(line_1="14 Tanner’s Row", town="Westmere", postcode="WM4 1AB"),
    ).subject


@pytest.fixture
def adaeze(council, winnie):
    """Winnie's daughter, who looks after her: two records, and one relationship between them."""
    by = council.users["business_support"]
    daughter = person("Adaeze", "Okafor", date_of_birth=date(1974, 9, 14), by=by).subject
    bond = relationships.record(subject=winnie, kind="unpaid_carer", other=daughter, words="her daughter", by=by)
    relationships.record_care(relationship=bond, hours="20_to_49", what_they_do="Meals, nights, company", by=by)
    return daughter
