from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.audit.models import Change
from alongside.insight.scorecards import actions
from alongside.insight.scorecards.models import Commentary, Override, TypedValue

from .factories import type_one

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst():
    return make_user("performance_analyst", name="Deepak Rao")


def test_a_correction_is_a_new_version_and_the_first_stays(analyst):
    [first] = type_one(analyst, 965)
    [second] = type_one(analyst, 970, reason="A late return was added")
    assert list(TypedValue.objects.of_indicator("ours", "A1").standing()) == [second]
    assert second.replaces == first
    first.refresh_from_db()
    assert first.value == 965
    assert Change.objects.filter(table="scorecards_typedvalue").count() == 2


def test_a_correction_without_a_reason_is_refused_and_the_same_again_is_no_version(analyst):
    type_one(analyst, 965)
    with pytest.raises(actions.NotNow, match="Say why"):
        type_one(analyst, 970)
    assert type_one(analyst, 965) == []
    assert TypedValue.objects.count() == 1


def test_a_figure_is_taken_back_with_a_reason_and_nothing_typed_is_nothing_kept(analyst):
    assert type_one(analyst, None) == []
    type_one(analyst, 965)
    [back] = type_one(analyst, None, reason="It was of another council")
    assert back.value is None


def test_the_database_holds_what_the_rules_say(analyst):
    usual = {"set_key": "ours", "code": "A1", "period": "2018-19", "by": analyst, "evidence": "Report"}
    for wrong in ({"evidence": "", "value": 1}, {"value": None}, {"value": 1, "rank": 5, "out_of": 4},
                  {"value": 1, "rank": 5}, {"value": 1, "reason": "No correction"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            TypedValue.objects.create(**(usual | wrong))
    TypedValue.objects.create(**usual, value=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        TypedValue.objects.create(**usual, value=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Override.objects.create(set_key="ours", code="A1", year="2018-19", colour="", reason="Why not", by=analyst)


def test_two_who_type_at_once_are_told_and_neither_is_lost(analyst, monkeypatch):
    type_one(analyst, 965)
    monkeypatch.setattr(actions, "_standing", lambda model, **which: None)
    with pytest.raises(actions.NotNow, match="moment ago"):
        type_one(analyst, 970)
    assert TypedValue.objects.get().value == 965


def test_words_keep_their_earlier_versions(analyst):
    written = {"set_key": "ours", "code": "A1", "year": "2018-19", "by": analyst}
    first = actions.comment(**written, narrative="Fewer moved in", action="")
    assert actions.comment(**written, narrative="Fewer moved in", action="") == first
    second = actions.comment(**written, narrative="Fewer moved in", action="Open a second extra-care scheme")
    assert list(Commentary.objects.of_set("ours").standing()) == [second]
    assert Commentary.objects.count() == 2


def test_a_rating_otherwise_needs_a_reason_and_can_be_given_back_to_the_rule(analyst):
    given = {"set_key": "ours", "code": "A1", "year": "2018-19", "by": analyst, "rule_said": "red"}
    with pytest.raises(actions.NotNow, match="Say why"):
        actions.override(**given, colour="amber", reason="")
    with pytest.raises(actions.NotNow, match="stands already"):
        actions.override(**given, colour="", reason="As it was")
    actions.override(**given, colour="amber", reason="The last quarter is on course")
    last = actions.override(**given, colour="", reason="It was not")
    assert (last.colour, last.rule_said) == ("", "red")
    assert Override.objects.count() == 2
