from __future__ import annotations

from datetime import date

import pytest

from alongside.people.people import actions, normal
from alongside.people.people.models import Name
from alongside.people.people.search.find import find

from .factories import nhs_number, person, worker

pytestmark = pytest.mark.django_db


def test_somebody_added_is_found_at_once():
    by = worker()
    winnie = person(known_as="Winnie", date_of_birth=date(1947, 2, 3), by=by,
                    address=actions.HomeAddress(line_1="14 Tanner's Row", town="Westmere", postcode="wm41ab"),
                    home_telephone="01632 960417", nhs_number=nhs_number(41270))
    for typed in ("winifred okafor", "okafor winnie", "Okofor", "3/2/47", "wm4 1ab", "960417", "14 tanners row",
                  normal.nhs_number(nhs_number(41270)), "okafor 1947 wm4", "win okafor"):
        assert [hit.subject_id for hit in find(typed, by).hits] == [winnie.pk], typed


def test_a_former_name_is_kept_and_still_finds_the_person():
    by = worker()
    ann = person("Ann", "Lofthouse", by=by)
    actions.change_name(subject=ann.subject, given="Ann", family="Whitaker", from_day=date(2026, 1, 10), by=by)
    ann.subject.refresh_from_db()
    assert ann.subject.display_name == "Ann Whitaker"
    former = Name.objects.get(subject=ann.subject, kind="former")
    assert (former.family, former.ends_on) == ("Lofthouse", date(2026, 1, 9))
    hit = find("lofthouse", by).hits[0]
    assert hit.subject_id == ann.pk and hit.previous_name
