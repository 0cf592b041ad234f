from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from alongside.care_management.assessments.models import AdvocacyCheck, Assessment
from alongside.foundation.accounts.tests.factories import make_user

from .factories import make_assessment, make_person, make_signed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "change",
    [
        {"signed_at": timezone.now()},
        {"ended_at": timezone.now()},
        {"mode": "combined"},
        {"combination_agreed": "Both said so"},
        {"promised_by": timezone.localdate() - timedelta(days=400)},
        {"shared_on": timezone.localdate()},
        {"being_corrected_because": "The wrong arm"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_database_refuses_half_a_fact(change):
    assessment = make_assessment()
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.filter(pk=assessment.pk).update(**change)


def test_an_advocate_is_named_on_a_day_by_somebody():
    make_signed(difficulties=["difficulty_retaining"], helper_available="no", long_stay_likely="no")
    with pytest.raises(IntegrityError), transaction.atomic():
        AdvocacyCheck.objects.update(advocate="Rosa Lund")


def test_the_querysets_say_what_is_late_open_and_to_sign():
    today = timezone.localdate()
    late = make_assessment(make_person("Ada", "Late"), asked_for_on=today - timedelta(days=40))
    on_time = make_assessment(make_person("Ben", "Early"))
    signed = make_signed(make_person("Cyd", "Done"))
    assert list(Assessment.objects.overdue(today)) == [late]
    assert set(Assessment.objects.open()) == {late, on_time}
    assert list(Assessment.objects.signed()) == [signed]
    assert not Assessment.objects.to_sign().exists()


def test_each_kind_and_mode_knows_its_questionnaire_and_its_law():
    person = make_person()
    for given, questionnaire, law in (
        ({"kind": "needs", "depth": "short"}, "assessment_short", "Care Act 2014 s9"),
        ({"kind": "needs", "mode": "supported_self"}, "assessment_supported_self", "Care Act 2014 s9"),
        ({"kind": "needs", "mode": "combined", "depth": "full"}, "assessment_full", "Care Act 2014 s12"),
        ({"kind": "child_transition"}, "assessment_child_transition", "Care Act 2014 s58"),
        ({"kind": "sensory"}, "assessment_sensory", "Care Act 2014 s9"),
    ):
        one = Assessment(subject=person, **given)
        assert (one.questionnaire, one.law) == (questionnaire, law)


@pytest.mark.usefixtures("web_role")
def test_the_web_role_sees_rows_of_records_it_may_open_only():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM assessments_assessment")
        assert cursor.fetchone() == (0,)


def test_an_assessment_of_somebody_else_is_not_visible_to_a_carers_centre():
    make_assessment()
    assert not Assessment.objects.visible_to(make_user("carers_centre_worker")).exists()
