"""Support as services of the return: since when, until when, what came of it, and what it costs."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from alongside.care_management.plans import actions, in_place
from alongside.care_management.plans.models import Support
from alongside.care_management.plans.tests.factories import make_plan, make_sent, make_signed_off, write
from alongside.care_management.plans.tests.test_carers import CARING, decided_for_a_carer
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.subjects.models import Subject
from alongside.insight.returns import at_saving
from alongside.insight.returns.build import build, built
from alongside.insight.returns.tests.factories import whole_person
from alongside.rules.national_return.row import Period

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YEAR = Period(TODAY - timedelta(days=365), TODAY)
VISIT = {"_row": "visit", "source": "council_arranged", "what": "Morning visit", "who": "Larkfield Homecare",
         "hours": 5.25, "weekly_cost": "138.60", "funder": "social_care"}


def services(period: Period = YEAR) -> list[dict[str, str]]:
    return [values for _, values in built(period) if values["Event Type"] == "Service"]


def by_component(period: Period = YEAR) -> dict[str, dict[str, str]]:
    return {row["Service Component"]: row for row in services(period)}


def day(value: date) -> str:
    return value.strftime("%d/%m/%Y")


def test_a_signed_off_line_is_a_service_with_its_kind_its_price_and_no_end():
    plan = make_signed_off(started=30)
    rows = by_component()
    assert set(rows) == {"Home support or domiciliary care", "Direct payment"}
    visit = rows["Home support or domiciliary care"]
    assert visit["Service Type"] == "Long term support: Community"
    assert visit["Delivery Mechanism"] == "CASSR managed personal budget"
    assert (visit["Event Start Date"], visit["Event End Date"]) == (day(plan.starts_on), "")
    assert visit["Event Outcome"] == "Continuation of support or services"
    assert (visit["Unit Cost"], visit["Cost Frequency (Unit Type)"], visit["Planned units per week"]) == (
        "26.40", "Hourly", "5.25")
    assert rows["Direct payment"]["Delivery Mechanism"] == "Direct payment"
    assert visit["Client Type"] == "Service user"


def test_a_draft_and_what_others_do_or_pay_are_no_services():
    make_sent()
    assert services() == []
    assert Support.objects.of_the_council().count() == 2


def test_a_new_version_goes_on_with_the_service_from_its_first_day_and_with_its_new_price():
    plan = make_signed_off(started=200)
    version = actions.start(subject=plan.subject, determination=plan.determination, replaces=plan, by=plan.written_by)
    dearer = VISIT | {"service": "home_care", "weekly_cost": "147.00"}
    write(version, services_1=[dearer], services_2=None, starts_on=(TODAY - timedelta(days=20)).isoformat())
    sent = actions.send_for_sign_off(plan=version, by=version.written_by)
    assert by_component()["Home support or domiciliary care"]["Unit Cost"] == "26.40"
    actions.sign_off(plan=sent, by=make_user("team_manager"))
    rows = by_component()
    visit, church = rows["Home support or domiciliary care"], rows["Direct payment"]
    assert len(services()) == 2
    assert (visit["Event Start Date"], visit["Event End Date"], visit["Unit Cost"]) == (
        day(plan.starts_on), "", "28.00")
    assert church["Event End Date"] == day(TODAY - timedelta(days=21))
    assert church["Event Outcome"] == "Progress to support planning or services"


def test_support_that_ended_says_what_came_of_it_and_is_not_promised_again():
    plan = make_signed_off(started=60)
    line = plan.supports.get(source="council_arranged")
    in_place.end_support(support=line, last_day=TODAY - timedelta(days=3), reason="no_more_needed", by=plan.written_by)
    visit = by_component()["Home support or domiciliary care"]
    assert visit["Event End Date"] == day(TODAY - timedelta(days=3))
    assert visit["Event Outcome"] == "NFA: Support ended as planned"
    version = actions.start(subject=plan.subject, determination=plan.determination, replaces=plan, by=plan.written_by)
    draft = actions.draft_of(version)
    assert draft and draft.answers.get("services_1") in (None, [])
    assert draft.answers["services_2"]


def test_a_service_is_in_every_period_in_which_it_was_open_and_in_no_other():
    plan = make_signed_off(started=60)
    before = Period(plan.starts_on - timedelta(days=90), plan.starts_on - timedelta(days=1))
    first_day = Period(before.start, plan.starts_on)
    assert services(before) == []
    assert len(services(first_day)) == 2
    line = plan.supports.get(source="council_arranged")
    in_place.end_support(support=line, last_day=TODAY - timedelta(days=10), reason="hospital", by=plan.written_by)
    then = by_component(first_day)["Home support or domiciliary care"]
    assert (then["Event End Date"], then["Event Outcome"]) == ("", "Continuation of support or services")
    assert len(services(Period(TODAY - timedelta(days=9), TODAY))) == 1


def test_a_death_ends_what_nobody_ended():
    plan = make_signed_off(started=60)
    died = TODAY - timedelta(days=5)
    Subject.objects.filter(pk=plan.subject_id).update(died_on=died)
    for row in services():
        assert (row["Event End Date"], row["Date of Death"], row["Event Outcome"]) == (
            day(died), day(died), "NFA: Deceased")


def test_short_term_support_needs_no_plan():
    worker = make_user("social_worker")
    person = whole_person("Ada", "Osei", by=worker)
    support = in_place.start_short_term(
        subject=person.subject, service="reablement", what="Washing and stairs again", who="Reablement team",
        first_day=TODAY - timedelta(days=42), weekly_cost=Decimal("210"), hours=Decimal("10.5"), by=worker,
    )
    (row,) = services()
    assert (row["Service Type"], row["Service Component"]) == ("Short term support: ST-Max", "Reablement")
    assert (row["Delivery Mechanism"], row["Unit Cost"], row["Planned units per week"]) == (
        "CASSR commissioned support", "20.00", "10.50")
    in_place.end_short_term(support=support, last_day=TODAY, reason="no_more_needed", by=worker)
    (row,) = services()
    assert row["Event Outcome"] == "NFA: Support ended as planned"


def test_no_mandatory_cell_of_a_service_fails_but_the_kind_that_nobody_said():
    make_signed_off(started=10)
    own = {"Service Type", "Service Component", "Unit Cost", "Cost Frequency (Unit Type)", "Planned units per week",
           "Event Outcome", "Event Start Date", "Event End Date", "Delivery Mechanism"}
    assert not own & set(build(YEAR, None).failing)
    Support.objects.filter(source="council_arranged").update(service="")
    failing = build(YEAR, None)
    assert own & set(failing.failing) == {"Service Type", "Service Component"}


def test_whoever_sends_a_plan_hears_what_its_services_lack_and_so_does_whoever_says_the_kind():
    plan = make_sent(services_1=[VISIT])
    lacking = at_saving.what_lacks(plan.subject_id, "plans:check")
    assert {"Service Type", "Service Component"} <= set(lacking)
    plan = actions.sign_off(plan=plan, by=make_user("team_manager"))
    line = plan.supports.get(source="council_arranged")
    in_place.say_what_kind(
        support=line, service="home_care", delivery=line.delivery, unit_cost=line.unit_cost,
        cost_frequency=line.cost_frequency, planned_units=line.planned_units, by=plan.written_by,
    )
    assert not {"Service Type", "Service Component"} & set(at_saving.what_lacks(plan.subject_id, "plans:kind"))


def test_support_of_a_carer_is_a_service_of_the_carer():
    by = make_user()
    plan = make_signed_off(make_plan(decided_for_a_carer(by), by=by), **CARING)
    rows = {row["Service Component"]: row for row in services()}
    sitter = rows["Unpaid carer sitting service"]
    assert sitter["Client Type"] == "Unpaid carer" and sitter["LA Person Unique Identifier"] == str(plan.subject_id)
    assert sitter["Service Type"] == "Unpaid carer support: Support involving the person cared-for"
    kinds = {values["Client Type"] for event, values in built(YEAR) if event.subject_id == plan.subject_id}
    assert kinds == {"Unpaid carer"}


def test_what_nobody_asked_is_a_fault_once_there_is_a_service_and_is_on_the_work_list():
    make_signed_off(started=10)
    assert {row["Accommodation Status"] for row in services()} == {""}
    assert build(YEAR, None).failing["Accommodation Status"] >= 2
