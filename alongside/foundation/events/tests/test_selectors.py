from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.tests.factories import make_subject, make_user
from alongside.foundation.events import selectors

pytestmark = pytest.mark.django_db

RANG = events.Kind("test.rang", "contact")
FELL = events.Kind("test.fell", "safety", significant=True)
CONCERN = events.Kind("test.concern", "safeguarding", significant=True, permission="safeguarding.see")


@pytest.fixture
def told():
    """A subject with three calls, a fall and a concern, and a worker who may read concerns."""
    subject, user = make_subject(), make_user("social_worker", name="Amara Bello")
    for days, kind, title in [(9, RANG, "First call"), (7, FELL, "Fell at home"), (5, RANG, "Second call"),
                              (3, CONCERN, "Concern raised"), (1, RANG, "Third call")]:
        events.record(subject=subject, kind=kind, title=title, by=user,
                      happened_at=timezone.now() - timedelta(days=days))
    return subject, user


def titles(happenings):
    return [one.title for one in happenings]


def test_newest_first_with_counts_that_fit_what_may_be_read(told):
    subject, user = told
    seen = selectors.timeline(subject=subject, user=user)
    assert titles(seen.happenings) == ["Third call", "Concern raised", "Second call", "Fell at home", "First call"]
    assert [(one.text, one.count) for one in seen.filters] == [
        ("All", 5), ("Significant", 2), ("Contact", 3), ("Safety", 1), ("Safeguarding", 1)]


def test_what_a_role_may_not_read_is_neither_shown_nor_counted(told):
    subject, _ = told
    seen = selectors.timeline(subject=subject, user=make_user("business_support"))
    assert "Concern raised" not in titles(seen.happenings)
    assert [(one.text, one.count) for one in seen.filters] == [
        ("All", 4), ("Significant", 1), ("Contact", 3), ("Safety", 1)]


def test_one_category_the_significant_and_both(told):
    subject, user = told
    assert titles(selectors.timeline(subject=subject, user=user, category="safety").happenings) == ["Fell at home"]
    assert titles(selectors.timeline(subject=subject, user=user, significant=True).happenings) == [
        "Concern raised", "Fell at home"]
    assert selectors.timeline(subject=subject, user=user, category="contact", significant=True).happenings == []


def test_a_category_nobody_knows_is_all_of_it(told):
    subject, user = told
    assert len(selectors.timeline(subject=subject, user=user, category="weather").happenings) == 5


def test_pages_keep_their_filter(told):
    subject, user = told
    seen = selectors.timeline(subject=subject, user=user, category="contact", page=2, on_a_page=2)
    assert titles(seen.happenings) == ["First call"]
    assert (seen.page.paginator.num_pages, seen.query) == (2, "category=contact")


def test_two_queries_however_long_it_is(told):
    subject, user = told
    assert user.permissions_held
    with CaptureQueriesContext(connection) as queries:
        selectors.timeline(subject=subject, user=user)
    assert len(queries) == 2


def test_a_chronology_is_read_from_the_beginning(told):
    subject, user = told
    assert titles(selectors.chronology(subject=subject, user=user)) == ["Fell at home", "Concern raised"]


def test_a_line_says_its_day_who_and_its_category_in_words(told):
    subject, user = told
    line = selectors.latest(subject=subject, user=user, limit=2)[1]
    assert (line.tag.text, line.tag.kind, line.marked) == ("Safeguarding", "decision", "decision")
    assert line.words == "Amara Bello"
