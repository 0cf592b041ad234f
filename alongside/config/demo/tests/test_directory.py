"""What there is near people in the demo: enough of every kind to play with, and the same addresses each time."""

from __future__ import annotations

import pytest

from alongside.config.demo import directory
from alongside.front_door.directory import pack
from alongside.front_door.directory.models import Count, Entry, Schedule, Service, Suggestion, TaxonomyTerm
from alongside.front_door.directory.search import Asked, find
from alongside.front_door.directory.search.needs import understand

from .test_demo import DAY

pytestmark = pytest.mark.django_db


def test_there_is_something_of_every_kind_and_for_nearly_every_need():
    made = directory.fill(None, seed=1, today=DAY)
    assert made >= 60 and Entry.objects.count() == made
    assert set(Service.objects.values_list("kind", flat=True)) == set(Service.Kind.values)
    assert set(Schedule.objects.values_list("freq", flat=True)) >= {"WEEKLY", "MONTHLY", ""}
    assert Service.objects.stale(DAY).exists() and Suggestion.objects.unread().count() == 2 and Count.objects.exists()
    bare = {term.code for term in TaxonomyTerm.objects.of_needs()
            if term.parent_id and not find(Asked(terms=(term.code,)), today=DAY).total}
    assert len(bare) <= 6, bare


def test_every_need_word_of_the_pack_is_understood():
    directory.fill(None, seed=1, today=DAY)
    missed = [need.words for need in pack.current().needs if need.term not in understand(need.words).needs]
    assert missed == []
