"""What there is to see: for each of those one may be, and of each kind of record that the pages show."""

from __future__ import annotations

import pytest

from alongside.config.demo import load as loading
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.personas import PERSONAS

from .test_demo import DAY

pytestmark = pytest.mark.django_db
# They work with figures and with accounts, and have no list of their own.
WITHOUT_A_LIST = {"commissioner", "programme_manager", "councillor", "administrator", "referrer"}


@pytest.fixture(scope="module")
def westmere(django_db_setup, django_db_blocker):
    """Enough people for what is rare; undone at the end."""
    with django_db_blocker.unblock():
        from django.db import transaction

        atomic = transaction.atomic()
        atomic.__enter__()
        try:
            yield loading.load(people=500, seed=1, today=DAY)
        finally:
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)


@pytest.fixture
def demo(westmere, db):
    return westmere


def test_each_of_those_one_may_be_has_work(demo):
    from alongside.foundation.work.models import Task

    for persona in PERSONAS:
        if persona.key not in WITHOUT_A_LIST:
            mine = Task.objects.open().filter(owner__persona=persona.key)
            assert mine.exists(), persona.name


def test_concerns_wait_for_somebody_to_take_them(demo):
    from alongside.foundation.work.models import Task

    assert Task.objects.open().filter(queue="safeguarding_concern", owner=None).count() >= 2


def test_a_caseload_is_near_its_limit_and_the_new_worker_has_fewer(demo):
    from alongside.desk.my_work.caseload import caseloads

    workers = User.objects.filter(persona__in=["social_worker", "newly_qualified_social_worker"])
    of = {load.user.persona: load for load in caseloads(workers, DAY)}
    amara, yasmin = of["social_worker"], of["newly_qualified_social_worker"]
    assert not amara.over and amara.weight / amara.limit > 0.8
    assert 0 < yasmin.people < amara.people and yasmin.limit < amara.limit


def test_decisions_for_people_are_made_for_all_kinds_of_answers(demo):
    from alongside.care_management.capacity.models import BestInterestsDecision, CapacityAssessment

    assert CapacityAssessment.objects.lacking().exists()
    assert CapacityAssessment.objects.filter(decision__decided_outcome="has_capacity").exists()
    assert CapacityAssessment.objects.open().exists()
    assert CapacityAssessment.objects.lacking().count() == BestInterestsDecision.objects.count()


def test_planning_sessions_come_and_have_been(demo):
    from alongside.front_door.bookings.models import PlanningSession

    sessions = PlanningSession.objects.all()
    assert sessions.filter(held_at__isnull=False, response__questionnaire="wellbeing_plan").count() > 10
    assert sessions.filter(cancelled_at__isnull=False).exists()
    assert sessions.filter(starts_at__date__gt=DAY, cancelled_at=None).exists()


def test_letters_are_there_with_their_paper(demo):
    from alongside.foundation.documents.models import Document
    from alongside.foundation.notifications.models import Notification

    assert Document.objects.drafts().exists()
    letter = Document.objects.sent().filter(sent_how="post").first()
    assert letter.pdf().startswith(b"%PDF") and len(letter.pdf()) == letter.size
    assert Notification.objects.filter(source=f"documents.document:{letter.pk}", channel="post").exists()
    assert Notification.objects.filter(to_user__persona="social_worker", read_at=None).exists()


def test_support_is_said_in_hours_and_some_has_much(demo):
    from alongside.care_management.plans.models import Plan, Support

    assert Support.objects.filter(hours_a_week__gt=14).exists()
    assert Plan.objects.filter(sent_for_sign_off_at__isnull=False, signed_off_at=None).exists()


def test_some_who_wait_are_restricted(demo):
    from alongside.people.involvements.models import Involvement

    assert Involvement.objects.filter(worker=None, ended_on=None, subject__restricted=True).count() >= 2
