"""Every duty of the Act has somebody who answers for it, and a page where that work is done."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.desk.duties import composed
from alongside.foundation.accounts.tests.factories import make_user
from alongside.rules.care_act_duties import DUTIES
from alongside.rules.council_limits import DutyMet, NotAllowed

pytestmark = pytest.mark.django_db


def test_eight_duties_are_each_met_by_somebody_and_linked_to_where_it_is_done(client):
    manager = make_user("team_manager")
    lines = composed.lines(manager, timezone.localdate())
    assert len(lines) == len(DUTIES) == 8
    assert all(line.who and line.how and line.page and line.href for line in lines)
    client.force_login(manager)
    page = client.get(reverse("desk:duties")).content.decode()
    assert "Care Act 2014 section 18" in page and "Nobody named yet" not in page
    for line in lines:
        assert client.get(line.href).status_code == 200


def test_carers_are_assessed_on_the_appearance_of_need_and_those_in_transition_too():
    carers = DUTIES["carers"]
    assert "sections 58 to 66" in carers.provisions and "young carers" in carers.title


def test_a_duty_nobody_is_named_for_says_so(client, monkeypatch):
    from alongside.rules import council

    def policy(self, key, on):
        return (DutyMet("wellbeing", who="Every team", how="In words", page="nowhere:at_all"),)

    monkeypatch.setattr(council.Council, "policy", policy)
    lines = composed.lines(make_user("team_manager"), timezone.localdate())
    assert [line.who for line in lines].count("") == 7
    assert (lines[0].page, lines[0].href) == ("", "")


def test_a_page_that_is_not_ones_work_is_named_and_not_linked():
    lines = {line.title: line for line in composed.lines(make_user("business_support"), timezone.localdate())}
    plans = lines[DUTIES["meeting_needs"].title]
    assert plans.page == "Plans to sign off" and plans.href == ""


def test_a_duty_that_is_not_in_the_act_is_refused():
    with pytest.raises(NotAllowed, match="'kindness' is not one of"):
        DutyMet("kindness", who="Us", how="Daily")
