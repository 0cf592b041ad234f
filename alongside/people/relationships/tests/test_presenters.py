from __future__ import annotations

import pytest

from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.people.relationships import actions, presenters, selectors
from alongside.people.relationships.panels import PANELS

from .factories import make_contact, make_person

pytestmark = pytest.mark.django_db


def test_one_line_says_who_they_are_that_they_care_and_may_act():
    subject = make_person()
    row = make_contact(subject, words="rings nightly", next_of_kin=True)
    actions.record_care(relationship=row, hours="20_to_49", what_they_do="Nights", by=make_user())
    actions.record_authority(relationship=row, kind="lpa_finance", by=make_user())
    (seen,) = selectors.seen_around(subject, make_user())
    assert presenters.line(seen) == (
        "son or daughter, next of kin, rings nightly. Unpaid carer, 20 to 49 hours a week. "
        "Attorney, property and financial affairs (paper not seen)")


def test_from_the_carers_own_record_it_reads_the_other_way_round():
    winnie, tobi = make_person(), make_person("Tobi Okafor")
    row = make_contact(winnie, kind="grandchild", name="", other=tobi)
    actions.record_care(relationship=row, hours="up_to_19", what_they_do="Saturdays", by=make_user())
    (seen,) = selectors.seen_around(tobi, make_user())
    assert (seen.name, seen.kind, seen.other_id) == ("Winifred Okafor", "Grandparent", winnie.pk)
    assert presenters.line(seen).endswith("Cares for them, up to 19 hours a week")


def test_a_closed_record_shows_a_relation_and_no_name_or_words():
    winnie, tobi = make_person(), make_person("Tobi Okafor")
    make_contact(winnie, kind="grandchild", name="", other=tobi, words="works nights at the depot")
    restrict(tobi, make_user())
    (seen,) = selectors.seen_around(winnie, make_user(team=make_team("south")))
    assert "Tobi" not in seen.name and seen.other_id is None and "depot" not in presenters.line(seen)


def test_a_welfare_power_always_says_when_it_acts_and_that_unseen_paper_is_not_relied_on():
    power = actions.record_authority(relationship=make_contact(), kind="lpa_welfare", by=make_user(), how="jointly")
    lines = presenters.authority_lines(power)
    assert presenters.WHILE_CAPACITY_IS_LACKING in lines
    assert "Must act together with the others." in lines
    assert any("do not rely on it" in line for line in lines)


def test_the_card_carries_the_caution_where_a_welfare_power_stands():
    row = make_contact()
    reader = make_user()
    assert PANELS[0].context(row.subject, reader)["caution"] == ""
    actions.record_authority(relationship=row, kind="deputy_welfare", by=reader)
    assert PANELS[0].context(row.subject, reader)["caution"] == presenters.WHILE_CAPACITY_IS_LACKING
