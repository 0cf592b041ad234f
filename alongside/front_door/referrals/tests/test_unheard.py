"""No referral reaches closed before its referrer has heard, or a named person has written why not: by any route."""

from __future__ import annotations

import json

import pytest
from django.conf import settings as django_settings
from django.db import IntegrityError, connection, transaction
from django.urls import get_resolver, reverse
from django.utils import timezone

from alongside.foundation.audit.context import acting
from alongside.front_door.conversations.tests.factories import front_door_worker, somebody
from alongside.front_door.referrals import actions
from alongside.front_door.referrals.models import Feedback, Referral

from .factories import referral, settled

pytestmark = pytest.mark.django_db
CLOSE = "UPDATE referrals_referral SET closed_at = now(), closed_by_id = %s"
ROLES = ["owner", "web"]


@pytest.fixture
def worker():
    return front_door_worker()


@pytest.fixture(params=ROLES)
def role(request):
    """The statement as the owner of the tables, and as the role that pages run in (which sees every row here)."""
    return request.param


def run(role: str, statement: str, *values: object) -> int:
    """To the very end: deferred constraints are asked too."""
    with acting(why="test"), transaction.atomic(), connection.cursor() as cursor:
        if role == "web":
            cursor.execute("SET LOCAL ROLE alongside_web")
        cursor.execute(statement, values)
        count = cursor.rowcount
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        if role == "web":
            cursor.execute("RESET ROLE")
    return count


def still_open(found: Referral) -> bool:
    found.refresh_from_db()
    return found.closed_at is None


def told(found: Referral, worker) -> Feedback:
    return actions.tell(referral=found, words="It was dealt with.", how="telephone", by=worker)


def test_sql_closes_none_without_feedback(role, worker):
    found = settled(worker, somebody())
    with pytest.raises(IntegrityError, match="referral_closes_once_the_referrer_has_heard"):
        run(role, f"{CLOSE} WHERE id = %s", worker.pk, found.pk)
    assert still_open(found)


def test_sql_closes_none_in_bulk(role, worker):
    found = [settled(worker, somebody(f"Given{number}", "Osei")) for number in range(3)]
    with pytest.raises(IntegrityError, match="referral_closes_once_the_referrer_has_heard"):
        run(role, f"{CLOSE}, outcome = 'talked'", worker.pk)
    assert all(map(still_open, found))


def test_sql_closes_none_by_anothers_feedback(role, worker):
    heard, unheard = settled(worker, somebody("Ann", "Osei")), settled(worker, somebody("Ben", "Osei"))
    row = told(heard, worker)
    tried = Feedback.objects.create(referral=heard, subject=heard.subject, told="x", told_how="telephone", by=worker)
    for feedback in (row, tried):
        with pytest.raises(IntegrityError, match="referral_closed_by_its_own_feedback|feedback_id"):
            run(role, f"{CLOSE}, feedback_id = %s WHERE id = %s", worker.pk, feedback.pk, unheard.pk)
    assert still_open(unheard)


def test_sql_gives_the_feedback_of_a_closed_one_to_no_other(role, worker):
    heard, unheard = settled(worker, somebody("Ann", "Osei")), settled(worker, somebody("Ben", "Osei"))
    row = told(heard, worker)
    with pytest.raises(IntegrityError, match="referral_closed_by_its_own_feedback"):
        run(role, "UPDATE referrals_feedback SET referral_id = %s WHERE id = %s", unheard.pk, row.pk)


def test_sql_deletes_no_feedback_of_a_closed_one(role, worker):
    found = settled(worker, somebody())
    row = told(found, worker)
    with pytest.raises(IntegrityError, match="referrals_referral"):
        run(role, "DELETE FROM referrals_feedback WHERE id = %s", row.pk)
    with pytest.raises(IntegrityError, match="referral_closes_once_the_referrer_has_heard"):
        run(role, "UPDATE referrals_referral SET feedback_id = NULL WHERE id = %s", found.pk)


def test_sql_unsays_no_feedback_and_takes_no_name_from_it(role, worker):
    found = settled(worker, somebody())
    row = told(found, worker)
    for change in ("told = ''", "told_how = ''", "told_how = 'online'", "told_how = 'email'"):
        with pytest.raises(IntegrityError, match="feedback_"):
            run(role, f"UPDATE referrals_feedback SET {change} WHERE id = %s", row.pk)
    with pytest.raises(IntegrityError, match="by_id"):
        run(role, "UPDATE referrals_feedback SET by_id = NULL WHERE id = %s", row.pk)


def test_sql_writes_down_none_that_is_closed_already(role, worker):
    found = settled(worker, somebody())
    told(found, worker)
    columns = ", ".join(
        field.column
        for field in Referral._meta.concrete_fields
        if field.name not in ("id", "reference", "key", "feedback")
    )
    with pytest.raises(IntegrityError, match="referral_closes_once_the_referrer_has_heard"):
        run(
            role,
            f"INSERT INTO referrals_referral (reference, {columns}) SELECT 'R00-1', {columns} "
            "FROM referrals_referral WHERE id = %s",
            found.pk,
        )


def test_sql_closes_none_without_a_name_and_an_outcome(role, worker):
    found = actions.read(referral=referral(worker, somebody()), by=worker)
    row = Feedback.objects.create(referral=found, subject=found.subject, told="x", told_how="telephone", by=worker)
    for statement in (
        "SET closed_at = now(), outcome = 'talked'",
        f"SET closed_at = now(), closed_by_id = {worker.pk}",
    ):
        with pytest.raises(IntegrityError, match="referral_closed_by_somebody_with_an_outcome"):
            run(role, f"UPDATE referrals_referral {statement}, feedback_id = %s WHERE id = %s", row.pk, found.pk)
    assert still_open(found)


def test_a_named_person_may_write_why_not_and_only_with_a_sentence(role, worker):
    found = settled(worker, somebody())
    insert = (
        "INSERT INTO referrals_feedback (referral_id, subject_id, told, told_how, not_given_because, "
        "not_given_note, by_id, at) VALUES (%s, %s, '', '', 'unsafe', %s, %s, now())"
    )
    with pytest.raises(IntegrityError, match="feedback_is_told_or_explained"):
        run(role, insert, found.pk, found.subject_id, "", worker.pk)
    with pytest.raises(IntegrityError, match="by_id"):
        run(role, insert, found.pk, found.subject_id, "He must not learn of it", None)
    assert run(role, insert, found.pk, found.subject_id, "He must not learn of it", worker.pk) == 1
    row = Feedback.objects.get()
    assert run(role, f"{CLOSE}, feedback_id = %s WHERE id = %s", worker.pk, row.pk, found.pk) == 1
    assert not still_open(found)


def test_nor_do_bulk_acts_of_the_code(worker):
    found = settled(worker, somebody())
    now = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(pk=found.pk).update(closed_at=now, closed_by=worker)
    found.closed_at, found.closed_by = now, worker
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.bulk_update([found], ["closed_at", "closed_by"])
    with pytest.raises(IntegrityError), transaction.atomic():
        found.save()
    assert still_open(found)


def test_there_is_no_admin_site_and_no_bulk_page():
    assert not any(app.startswith("django.contrib.admin") for app in django_settings.INSTALLED_APPS)
    _, pages = get_resolver().namespace_dict["referrals"]
    names = {name for name in pages.reverse_dict if isinstance(name, str)}
    assert "tell" in names and not {name for name in names if "close" in name or "bulk" in name}


def test_no_page_closes_one_but_by_telling_or_writing_why_not(client, worker):
    """Every page of the slice is sent everything that could mean "close it"."""
    client.force_login(worker)
    found = settled(worker, somebody())
    said = {
        "closed_at": "2026-01-01",
        "closed": "yes",
        "close": "on",
        "closed_by": worker.pk,
        "outcome": "talked",
        "detail": "Done",
        "feedback": "1",
        "feedback_id": "1",
        "words": "",
        "because": "",
        "note": "",
        "how": "",
    }
    for name in ("read", "match", "talk", "settle", "tell", "not_told", "harm", "screening"):
        client.post(reverse(f"referrals:{name}", args=[found.pk]), said)
        assert still_open(found), name
    client.post(reverse("referrals:index"), {"referral": [found.pk], **said})
    assert still_open(found)
    client.post(reverse("referrals:tell", args=[found.pk]), {"how": "telephone", "words": "It was dealt with."})
    assert not still_open(found) and found.feedback.by == worker


def test_nor_before_it_is_settled(client, worker):
    client.force_login(worker)
    found = actions.read(referral=referral(worker, somebody()), by=worker)
    client.post(reverse("referrals:tell", args=[found.pk]), {"how": "telephone", "words": "It was dealt with."})
    client.post(reverse("referrals:not_told", args=[found.pk]), {"because": "unsafe", "note": "x"})
    assert still_open(found) and not Feedback.objects.exists()


def test_no_operation_of_the_api_closes_one(client, worker):
    found = settled(worker, somebody())
    client.force_login(worker)
    for method in ("put", "patch", "delete", "post"):
        for path in (f"/api/v1/referrals/{found.reference}", f"/api/v1/referrals/{found.reference}/close"):
            answer = getattr(client, method)(
                path,
                json.dumps({"closed_at": "2026-01-01T00:00:00Z", "state": "closed"}),
                content_type="application/json",
            )
            assert answer.status_code in (404, 405)
    described = client.get("/api/v1/openapi.json").json()
    assert "closed_at" not in json.dumps(described["components"]["schemas"]["Referred"])
    assert still_open(found)


def test_neither_does_the_referrer(client, worker):
    from .factories import GP, shown

    found = settled(worker, somebody(), referrer_email=GP)
    shown(client)
    client.post(reverse("referrals:withdraw", args=[found.key]), {"because": "Wrong patient", "closed_at": "now"})
    assert still_open(found)
