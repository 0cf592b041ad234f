from __future__ import annotations

from datetime import date

import pytest

from alongside.foundation.accounts.tests.factories import make_user
from alongside.people.about_me import actions, presenters
from alongside.people.about_me.panels import PANELS

from .factories import make_person, make_words

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 14)


def test_whose_words_they_are():
    assert presenters.whose_note(make_words(said_on=DAY)) == "Their own words, 14 April 2026"
    assert presenters.whose_note(make_words(said_on=DAY, whose="shown")) == "Shown without words, 14 April 2026"
    told = make_words(said_on=DAY, whose="told", told_by="Chidi, her son", by=make_user(name="Amara Bello"))
    assert presenters.written_note(told) == "Told by Chidi, her son, 14 April 2026. Written down by Amara Bello"


def test_the_cards_show_what_matters_first_and_strengths_that_are_still_so():
    subject, reader = make_person(), make_user()
    words, differing, strengths = PANELS
    assert words.context(subject, reader)["matters"] is None
    said = make_words(subject)
    other = make_words(subject, topic="support", words="Do not rush me in the morning")
    gone = actions.record_strength(subject=subject, words="Drives", by=reader)
    actions.no_longer_so(entry=gone, by=reader)
    cooks = actions.record_strength(subject=subject, words="Cooks most days", by=reader)
    shown = words.context(subject, reader)
    assert (shown["matters"], shown["others"], shown["new"]) == (said, [(other, "")], [])
    assert differing.context(subject, reader) is None
    assert strengths.context(subject, reader)["strengths"] == [cooks]
