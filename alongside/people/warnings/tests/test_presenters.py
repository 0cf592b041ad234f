from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.foundation.accounts.tests.factories import make_user
from alongside.people.people.presenters import frame
from alongside.people.warnings import presenters
from alongside.people.warnings.panels import PANELS

from .factories import make_person, make_warning

pytestmark = pytest.mark.django_db


def test_the_frame_of_every_page_shows_dangers_from_people_before_things():
    subject = make_person()
    make_warning(subject, kind="violence", headline="Never alone")
    make_warning(subject, kind="oxygen", headline="Oxygen in use")
    shown = frame(subject, make_user()).warnings
    assert [one.title for one in shown] == ["Never alone.", "Oxygen in use."]


def test_the_frame_shows_no_warning_to_those_who_may_not_see_them():
    subject = make_person()
    make_warning(subject)
    assert not frame(subject, make_user("commissioner")).warnings


def test_late_reviews_are_late_in_words_and_colour():
    warning = make_warning(review_on=timezone.localdate() - timedelta(days=2))
    tag = presenters.review_tag(warning, timezone.localdate())
    assert (tag.text, tag.kind) == ("Review 2 days late", "late")


def test_it_says_whether_the_person_was_told():
    assert "were told" in presenters.told_words(make_warning())
    untold = make_warning(informed_on=None, not_informed_reason="He would take it out on her")
    assert "take it out on her" in presenters.told_words(untold)


def test_no_card_where_nothing_is_known_to_fail():
    assert PANELS[0].context(make_person(), make_user()) is None
