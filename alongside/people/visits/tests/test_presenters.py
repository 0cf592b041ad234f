from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.people.visits import actions, presenters
from alongside.people.visits.panels import PANELS

from .factories import make_visit

pytestmark = pytest.mark.django_db
START = timezone.make_aware(datetime(2026, 5, 12, 10, 30))


def _visit(**particulars):
    return make_visit(worker=make_user(name="Amara Bello"), starts_at=START, **particulars)


def test_the_times_a_colleague_needs():
    visit = _visit(leaves_at=START - timedelta(minutes=15), safe_by=START + timedelta(minutes=90))
    assert presenters.times(visit) == "Tuesday 12 May 2026, leaves 10.15, there 10.30, safe by 12.00"


def test_late_is_late_in_words_and_the_button_is_safe():
    row = presenters.row(_visit(), START + timedelta(hours=5))
    assert (row.tag.text, row.late, row.button.text, row.button.post) == ("Not safe yet", True, "Safe", True)


def test_who_goes():
    assert presenters.who(_visit()) == "Amara Bello, alone"
    assert presenters.who(_visit(with_worker=make_user(name="Tom Ashworth"))) == "Amara Bello with Tom Ashworth"


def test_a_safe_visit_asks_what_came_of_it():
    visit = _visit()
    visit = actions.say_safe(visit=visit, by=visit.worker, at=START + timedelta(minutes=40))
    row = presenters.row(visit, START + timedelta(hours=2))
    assert (row.tag.text, row.button.text) == ("Safe at 11.10", "Say what came of it")


def test_the_card_shows_visits_to_come_only():
    past, to_come = _visit(), make_visit()
    assert PANELS[0].context(past.subject, make_user()) is None
    assert PANELS[0].context(to_come.subject, make_user())["lines"][0][2] == "The back step"
