"""Support in place: what kind it is, when it ended and why, and short-term support beside any plan."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.plans import in_place, national
from alongside.care_management.plans.actions import NotNow
from alongside.care_management.plans.models import ShortTermSupport, Support
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.codelists import codes
from alongside.foundation.events.models import Event

from .factories import make_person, make_plan, make_sent, make_signed_off, write

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def visit(plan) -> Support:
    return plan.supports.get(source="council_arranged")


# --- what a line counts as ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weekly", "hours", "charged", "units", "expected"),
    [
        ("138.60", "5.25", "", None, ("26.40", "hourly", "5.25")),
        ("700", None, "", None, ("700.00", "weekly", "1")),
        ("700", None, "four_weekly", None, ("2800.00", "four_weekly", "1")),
        ("120", None, "monthly", None, ("520.00", "monthly", "1")),
        ("92", None, "per_session", "2", ("46.00", "per_session", "2")),
        ("70", None, "daily", None, ("10.00", "daily", "7")),
        ("92", None, "per_session", None, ("92.00", "weekly", "1")),
        ("0", None, "", None, ("0.00", "weekly", "1")),
    ],
)
def test_the_price_of_a_unit_follows_from_hours_and_pounds_a_week(weekly, hours, charged, units, expected):
    found = national.charge(
        Decimal(weekly), hours=Decimal(hours) if hours else None, charged=charged,
        units=Decimal(units) if units else None,
    )
    assert (str(found.unit_cost), found.cost_frequency, str(found.planned_units)) == expected


def test_without_a_cost_there_is_no_price():
    assert national.charge(None, hours=Decimal(3)) == national.Charge()


@pytest.mark.parametrize(
    ("source", "funder", "service", "expected"),
    [
        ("council_arranged", "social_care", "home_care", ("home_care", "managed_personal_budget")),
        ("council_arranged", "social_care", "care_home", ("care_home", "commissioned_support")),
        ("council_arranged", "nhs", "", ("", "managed_personal_budget")),
        ("direct_payment", "social_care", "", ("chosen_support", "direct_payment")),
        ("direct_payment", "social_care", "day_support", ("day_support", "direct_payment")),
        ("equipment", "social_care", "", ("equipment", "commissioned_support")),
        ("equipment", "person", "", ("", "")),
        ("own_funds", "person", "home_care", ("", "")),
        ("self", "", "", ("", "")),
    ],
)
def test_what_a_line_counts_as(source, funder, service, expected):
    found = national.in_the_return(
        source=source, funder=funder, service=service, weekly_cost=None, hours=None, charged="", units=None,
        for_whom="adult", arranged="managed_personal_budget",
    )
    assert (found.service, found.delivery) == expected


def test_each_kind_of_service_has_a_national_type_and_component():
    types = {one.code for one in codes("service_type")}
    components = {one.code for one in codes("service_component")}
    for one in codes("support_service"):
        assert one.extra["service_type"] in types and one.extra["service_component"] in components
    outcomes = {one.code for one in codes("event_outcome") if one.extra["rank"]}
    assert {one.extra["event_outcome"] for one in codes("support_end_reason")} <= outcomes


def test_money_that_a_carer_holds_is_support_direct_to_the_carer():
    line = Support(service="carer_sitting", delivery="managed_personal_budget")
    assert line.service_type == "carer_through_cared_for"
    line.delivery = "direct_payment"
    assert line.service_type == "carer_direct"


# --- verbs ----------------------------------------------------------------------------------------------------------


def test_the_kind_can_be_said_once_the_plan_stands_and_the_plan_stays_as_it_was():
    plan = make_signed_off()
    before = plan.response.answers
    line = in_place.say_what_kind(
        support=visit(plan), service="extra_care", delivery="commissioned_support", unit_cost=Decimal("30"),
        cost_frequency="hourly", planned_units=Decimal("4.5"), by=plan.written_by,
    )
    assert (line.service_component, line.delivery) == ("extra_care", "commissioned_support")
    plan.response.refresh_from_db()
    assert plan.response.answers == before
    assert Event.objects.filter(subject=plan.subject, kind="plans.kind_of_support_said").count() == 1


def test_an_end_is_written_once_and_never_before_the_beginning():
    plan = make_signed_off(started=10)
    line = visit(plan)
    with pytest.raises(NotNow, match="cannot have ended before"):
        in_place.end_support(
            support=line, last_day=TODAY - timedelta(days=40), reason="declined", by=plan.written_by)
    ended = in_place.end_support(support=line, last_day=TODAY, reason="declined", by=plan.written_by)
    assert (ended.final_day, ended.national_outcome) == (TODAY, "declined")
    with pytest.raises(NotNow, match="wrote down that this ended"):
        in_place.end_support(support=line, last_day=TODAY, reason="declined", by=plan.written_by)
    assert Support.objects.on(TODAY + timedelta(days=1)).filter(pk=line.pk).count() == 0


def test_nothing_is_said_of_a_plan_that_does_not_stand():
    plan = make_sent()
    with pytest.raises(NotNow, match="not signed off yet"):
        in_place.end_support(support=visit(plan), last_day=TODAY, reason="declined", by=plan.written_by)


def test_short_term_support_begins_and_ends():
    worker = make_user()
    subject = make_person()
    support = in_place.start_short_term(
        subject=subject, service="short_stay", what="Two weeks while the floor dries", who="Orchard Lea",
        first_day=TODAY - timedelta(days=14), weekly_cost=Decimal("640"), hours=None, by=worker,
    )
    assert (support.service_type, support.unit_cost, support.cost_frequency) == (
        "other_short_term", Decimal("640.00"), "weekly")
    with pytest.raises(NotNow, match="cannot have ended before"):
        in_place.end_short_term(support=support, last_day=TODAY - timedelta(days=15), reason="other", by=worker)
    in_place.end_short_term(support=support, last_day=TODAY, reason="no_more_needed", by=worker)
    with pytest.raises(NotNow, match="wrote down"):
        in_place.end_short_term(support=support, last_day=TODAY, reason="no_more_needed", by=worker)
    assert Event.objects.filter(subject=subject, kind="plans.support_ended").count() == 1


def test_the_database_keeps_an_end_and_its_reason_together():
    line = visit(make_signed_off())
    with pytest.raises(IntegrityError), transaction.atomic():
        Support.objects.filter(pk=line.pk).update(last_day=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Support.objects.filter(pk=line.pk).update(cost_frequency="")


# --- pages ----------------------------------------------------------------------------------------------------------


def test_the_plan_shows_what_its_support_counts_as_and_leads_to_saying_it(client):
    plan = make_signed_off()
    client.force_login(plan.written_by)
    page = client.get(reverse("plans:read", args=[plan.subject_id, plan.pk])).content.decode()
    assert "Support in place" in page and "£26.40 hourly, 5.25 a week" in page and "Home care" in page
    where = reverse("plans:kind", args=[plan.subject_id, plan.pk, visit(plan).pk])
    assert where in page
    sent = {"service": "day_support", "delivery": "commissioned_support", "unit_cost": "45",
            "cost_frequency": "per_session", "planned_units": "2"}
    assert client.get(where).status_code == 200
    assert client.post(where, sent | {"planned_units": ""}).status_code == 200
    assert client.post(where, sent | {"cost_frequency": ""}).status_code == 200
    assert client.post(where, sent).status_code == 302
    assert visit(plan).service_component == "day_support"


def test_a_support_is_ended_on_its_page(client):
    plan = make_signed_off(started=5)
    client.force_login(plan.written_by)
    where = reverse("plans:end_support", args=[plan.subject_id, plan.pk, visit(plan).pk])
    day = {"last_day": TODAY.isoformat()}
    assert b"Choose what came of it" in client.post(where, day).content
    early = {"last_day": (TODAY - timedelta(days=90)).isoformat()}
    assert b"before it began" in client.post(where, early | {"reason": "nhs"}).content
    assert client.post(where, day | {"reason": "nhs"}).status_code == 302
    page = client.get(reverse("plans:read", args=[plan.subject_id, plan.pk])).content.decode()
    assert "the nhs has taken over" in page


def test_short_term_support_is_written_down_and_ended_on_the_tab(client):
    worker = make_user()
    subject = make_person()
    client.force_login(worker)
    tab = reverse("plans:index", args=[subject.pk])
    assert reverse("plans:short_term", args=[subject.pk]) in client.get(tab).content.decode()
    sent = {"service": "reablement", "what": "Stairs", "who": "Reablement team",
            "first_day": TODAY.isoformat(), "weekly_cost": "", "hours": ""}
    where = reverse("plans:short_term", args=[subject.pk])
    assert b"Say who does it" in client.post(where, sent | {"who": ""}).content
    assert client.post(where, sent).status_code == 302
    support = ShortTermSupport.objects.get()
    end = reverse("plans:end_short_term", args=[subject.pk, support.pk])
    assert end in client.get(tab).content.decode()
    done = {"last_day": TODAY.isoformat(), "reason": "no_more_needed"}
    assert client.post(end, done).status_code == 302
    assert end not in client.get(tab).content.decode()


def test_a_line_of_a_plan_is_asked_for_its_kind_once_in_plain_words(client):
    plan = write(make_plan())
    client.force_login(plan.written_by)
    page = client.get(reverse("plans:write", args=[plan.subject_id, plan.pk, "outcome_1"])).content.decode()
    assert "What kind of service is it" in page and "Home care: somebody comes to help" in page
    box = page.partition('name="services_1-0-service"')[2].partition("</select>")[0]
    assert box.count("Choose one") == 1 and 'value="home_care" selected' in box


def test_only_who_writes_plans_says_it(client):
    plan = make_signed_off()
    client.force_login(make_user("broker"))
    line = visit(plan)
    assert client.get(reverse("plans:kind", args=[plan.subject_id, plan.pk, line.pk])).status_code == 403
    assert client.get(reverse("plans:short_term", args=[plan.subject_id])).status_code == 403
    client.force_login(plan.written_by)
    assert client.get(reverse("plans:kind", args=[plan.subject_id, plan.pk, line.pk + 99])).status_code == 404
