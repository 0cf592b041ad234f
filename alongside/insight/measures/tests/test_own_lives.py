"""Lives as our own records tell them, and the figures they give: nothing is inferred from a plan."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from alongside.care_management.plans import in_place
from alongside.care_management.plans.tests.factories import make_determination, make_plan, make_signed_off
from alongside.foundation.accounts.tests.factories import make_user
from alongside.insight.measures import actions
from alongside.insight.measures.kept.months import year_of
from alongside.insight.measures.models import Run
from alongside.insight.returns.tests.factories import NHS, whole_person
from alongside.people.circumstances.models import Fact
from alongside.people.people.models import Person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YEAR = year_of(TODAY)
OLD, YOUNG = date(1940, 5, 1), date(1990, 5, 1)
HOME = {"_row": "home", "source": "council_arranged", "service": "care_home", "what": "A room of her own",
        "who": "Orchard Lea", "weekly_cost": "700.00", "funder": "social_care"}
VISIT = {"_row": "visit", "source": "council_arranged", "service": "home_care", "what": "Morning visit",
         "who": "Larkfield", "hours": 5, "weekly_cost": "130.00", "funder": "social_care"}


@pytest.fixture(autouse=True)
def here(settings, tmp_path, monkeypatch):
    settings.HOME = tmp_path
    monkeypatch.setattr("alongside.insight.measures.kept.counting.whole_months", lambda year, today: [])


@pytest.fixture
def worker():
    return make_user("social_worker")


def days_ago(days: int) -> date:
    return max(TODAY - timedelta(days=days), YEAR.first)


def figure(measure: str, run: Run) -> tuple[int, int | None]:
    one = run.figures.of_measure(measure).headlines().get()
    return one.numerator, one.denominator


def worked_out() -> Run:
    asked = actions.ask_for(year=YEAR, by=None)
    actions.carry_out(asked.pk)
    asked.refresh_from_db()
    assert not asked.failure
    return asked


def reabled(person: Person, worker, reason: str) -> None:
    support = in_place.start_short_term(
        subject=person.subject, service="reablement", what="Stairs and washing", who="Reablement team",
        first_day=days_ago(60), weekly_cost=Decimal("210"), hours=Decimal("10"), by=worker,
    )
    in_place.end_short_term(support=support, last_day=days_ago(30), reason=reason, by=worker)


def planned(born: date, started: int, *services: dict, by=None, subject=None) -> Person:
    determination = make_determination(subject, by=by or make_user())
    Person.objects.filter(subject=determination.subject).update(date_of_birth=born)
    make_signed_off(make_plan(determination), started=started, services_1=list(services), services_2=None)
    return Person.objects.get(subject=determination.subject)


def test_reablement_that_leaves_no_need_and_reablement_that_leads_to_long_term_support(worker):
    done = whole_person("Ada", "Osei", by=worker)
    reabled(done, worker, "no_more_needed")
    goes_on = planned(OLD, (TODAY - days_ago(28)).days, VISIT)
    reabled(goes_on, worker, "other_support")
    in_hospital = whole_person("Rose", "Pickup", by=worker, nhs=NHS[1])
    reabled(in_hospital, worker, "hospital")
    run = worked_out()
    assert figure("2A", run) == (1, 2)
    assert figure("2015-16 2D", run) == (1, 2)


def test_somebody_who_moves_to_a_care_home_to_live_there_is_an_admission_of_their_age(worker):
    planned(OLD, (TODAY - days_ago(20)).days, HOME)
    planned(YOUNG, (TODAY - days_ago(20)).days, HOME | {"service": "nursing_home"})
    planned(OLD, 800, HOME)
    planned(OLD, (TODAY - days_ago(20)).days, HOME | {"service": "short_stay"})
    run = worked_out()
    assert figure("2C", run)[0] == 1
    assert figure("2B", run)[0] == 1
    assert figure("2015-16 2A(1)", run)[0] == figure("2015-16 2A(2)", run)[0] == 1


def test_a_move_from_home_care_to_a_care_home_ends_the_one_and_begins_the_other(worker):
    from alongside.care_management.plans import actions as plans
    from alongside.care_management.plans.tests.factories import write

    person = planned(OLD, 500, VISIT)
    plan = person.subject.plans.get()
    version = plans.start(subject=plan.subject, determination=plan.determination, replaces=plan, by=plan.written_by)
    write(version, services_1=[HOME], services_2=None, starts_on=days_ago(15).isoformat())
    plans.sign_off(plan=plans.send_for_sign_off(plan=version, by=plan.written_by), by=make_user("team_manager"))
    run = worked_out()
    assert figure("2C", run)[0] == 1
    assert figure("3D(1a)", run) == (0, 0)  # nobody is in the community at the end of the year


def test_who_holds_the_money_and_where_people_live(worker):
    chosen = VISIT | {"source": "direct_payment", "service": "chosen_support"}
    with_payment, managed = planned(OLD, 100, chosen), planned(OLD, 100, VISIT)
    run = worked_out()
    assert figure("3D(1a)", run) == figure("2015-16 1C(1A)", run) == (2, 2)
    assert figure("3D(2a)", run) == figure("2015-16 1C(2A)", run) == (1, 2)
    assert with_payment.pk != managed.pk
    # With no accommodation recorded the nation presumes that who has home care is at home.
    assert figure("2E(2b)", run) == (1, 2)


def test_work_and_home_of_somebody_known_for_a_learning_disability(worker):
    person = planned(YOUNG, 100, VISIT | {"service": "supported_living"})
    Fact.objects.filter(subject_id=person.pk).delete()
    for kind, code in (("primary_support_reason", "learning_disability"), ("employment", "paid_under_16_hours"),
                       ("accommodation", "tenant_private")):
        Fact.objects.create(
            subject_id=person.pk, kind=kind, code=code, since=days_ago(100), source="person", recorded_by=worker,
            confirmed_on=TODAY, confirmed_by=worker,
        )
    run = worked_out()
    assert figure("2015-16 1E", run) == (1, 1)
    assert figure("2015-16 1G", run) == figure("2E(1)", run) == (1, 1)
