"""No link leads to a page that turns its reader away."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.permissions.reach import first_open, may_open

pytestmark = pytest.mark.django_db
PLAN, PERSON = "/desk/people/7/plans/", "/desk/people/7/"


def test_an_analyst_is_sent_to_the_person_and_a_social_worker_to_the_plan():
    assert reverse("plans:index", args=[7]) == PLAN and reverse("desk:person", args=[7]) == PERSON
    assert first_open(make_user("performance_analyst"), PLAN, PERSON) == PERSON
    assert first_open(make_user("social_worker"), PLAN, PERSON) == PLAN


def test_where_nothing_is_open_the_last_is_named_and_says_what_is_needed():
    assert first_open(make_user("councillor"), PLAN, PERSON) == PERSON


def test_pages_for_everybody_are_open_and_what_is_no_page_is_not():
    user = make_user("councillor")
    assert may_open(user, "/accessibility/?from=here") and not may_open(user, "/nowhere/")
