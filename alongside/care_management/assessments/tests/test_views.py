from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.assessments import actions
from alongside.care_management.assessments.models import AdvocacyCheck, Assessment
from alongside.foundation.access.models import Grant
from alongside.foundation.accounts.tests.factories import make_team, make_user, restrict
from alongside.foundation.audit.models import Look
from alongside.foundation.documents.models import Document
from alongside.foundation.questionnaires.models import Draft
from alongside.people.about_me import actions as about_me
from alongside.people.people.actions import record_death
from alongside.people.relationships import actions as relationships

from .factories import make_assessment, make_draft, make_person, make_signed

pytestmark = pytest.mark.django_db
ONE = ("read", "write", "give", "to_sign", "send_to_sign", "correct", "end", "share", "print")


@pytest.fixture(autouse=True)
def letters_go_to(tmp_path, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }


def sign_in(client, role="social_worker", **details):
    user = make_user(role, **details)
    client.force_login(user)
    return user


def at(name, assessment, *more):
    return reverse(f"assessments:{name}", args=[assessment.subject_id, assessment.pk, *more])


def test_an_assessment_begins_filled_in_with_what_the_record_knows_and_says_from_where(client):
    user = sign_in(client)
    subject = make_person(by=user)
    about_me.write_down(subject=subject, topic="matters", words="My allotment", by=user)
    about_me.record_strength(subject=subject, words="Grows leeks for the show", by=user)
    relationship = relationships.record(subject=subject, kind="unpaid_carer", name="Joan", by=user)
    relationships.record_care(relationship=relationship, hours="20_to_49", what_they_do="Meals", by=user)
    assessment = make_assessment(subject, by=user)
    page = client.get(at("write", assessment, "strengths")).content.decode()
    assert "My allotment" in page and "Grows leeks for the show" in page
    assert f"Their words, {timezone.localdate():%-d %B %Y}" in page
    draft = Draft.objects.get(about=assessment.about)
    assert draft.answers["carers"][0]["who"] == "Joan"
    client.post(
        at("write", assessment, "strengths"),
        {"keys": "matters", "matters": "My allotment and my hens", "revision": draft.revision, "do": "save"},
    )
    assert "Their words, " not in client.get(at("write", assessment, "strengths")).content.decode()


def test_opening_what_waits_on_another_teams_list_does_not_take_it(client):
    sign_in(client)
    waits = make_assessment(make_person(), team=make_team("south"), assessor=None)
    answer = client.get(at("write", waits), follow=True)
    waits.refresh_from_db()
    assert waits.assessor is None and f"It is on the list of {waits.team}" in answer.content.decode()


def test_pages_write_the_look_and_hold_their_queries(client, django_assert_max_num_queries):
    user = sign_in(client)
    assessment = make_signed(by=user)
    for name in ("read", "print"):
        with django_assert_max_num_queries(25):
            assert client.get(at(name, assessment)).status_code == 200
    with django_assert_max_num_queries(25):
        client.get(reverse("assessments:index", args=[assessment.subject_id]))
    assert Look.objects.filter(subject=assessment.subject, what="assessment").exists()


def test_the_board_shows_late_unallocated_and_mine_and_holds_its_queries(client, django_assert_max_num_queries):
    user, today = sign_in(client), timezone.localdate()
    late = make_assessment(make_person("Ada", "Late"), by=user, asked_for_on=today - timedelta(days=40))
    make_assessment(make_person("Ben", "Nobody"), assessor=None)
    make_assessment(make_person("Cyd", "South"), by=make_user(team=make_team("south")), team=make_team("south"))
    address = reverse("assessments:board")
    with django_assert_max_num_queries(12):
        team = client.get(address).content.decode()
    assert "Ada Late" in team and "Ben Nobody" in team and "Cyd South" not in team
    assert "12 days late" in client.get(at("read", late)).content.decode()
    assert "Ben Nobody" not in client.get(address, {"show": "late"}).content.decode()
    assert "Ada Late" not in client.get(address, {"show": "unallocated"}).content.decode()
    assert "Ben Nobody" not in client.get(address, {"show": "mine"}).content.decode()
    assert "Cyd South" in client.get(address, {"show": "all"}).content.decode()


def test_a_restricted_record_is_as_if_it_were_not_there(client):
    sign_in(client, team=make_team("south"))
    assessment = make_signed()
    restrict(assessment.subject, make_user())
    Grant.objects.all().delete()
    for name in ONE:
        assert client.get(at(name, assessment)).status_code == 404
    assert str(assessment.subject) not in client.get(reverse("assessments:board"), {"show": "all"}).content.decode()


def test_without_the_permission_the_page_says_what_is_needed(client):
    sign_in(client, "finance_officer")
    assessment = make_signed()
    for name in ONE:
        assert client.get(at(name, assessment)).status_code == 403


def test_one_persons_assessment_is_not_found_under_another(client):
    sign_in(client)
    assessment, other = make_signed(), make_person()
    assert client.get(reverse("assessments:read", args=[other.pk, assessment.pk])).status_code == 404


def test_an_unregistered_assessor_asks_and_a_colleague_signs_what_was_read(client):
    assessor = sign_in(client, "unregistered_assessor")
    assessment = make_assessment(by=assessor)
    draft = make_draft(assessment)
    page = client.get(at("to_sign", assessment)).content.decode()
    assert "An assessment is signed by a registered colleague." in page and "Sign the assessment" not in page
    signer = make_user()
    client.post(at("send_to_sign", assessment), {"signer": signer.pk})
    assert "Waiting for a signature" in client.get(at("read", assessment)).content.decode()
    client.force_login(signer)
    stale = client.post(at("to_sign", assessment), {"seen": draft.revision - 1}).content.decode()
    assert "has changed it since you opened this page" in stale
    client.post(at("to_sign", assessment), {"seen": draft.revision})
    assessment.refresh_from_db()
    assert assessment.signed_by == signer


def test_what_is_incomplete_says_what_is_missing(client):
    user = sign_in(client)
    assessment = make_assessment(by=user)
    draft = make_draft(assessment, hopes=None)
    page = client.post(at("to_sign", assessment), {"seen": draft.revision}).content.decode()
    assert "Write down what they want to achieve, in their words" in page
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_a_signed_one_is_corrected_copied_and_shared(client):
    user = sign_in(client)
    assessment = make_signed(by=user)
    assert client.get(at("write", assessment)).url == at("read", assessment)
    client.post(at("correct", assessment), {"reason": "The wrong arm"})
    assert "Stroke in March" in client.get(at("write", assessment, "health")).content.decode()
    client.post(at("write_copy", assessment))
    assert Document.objects.get(subject=assessment.subject, kind="assessment").pdf
    wrong = client.post(at("share", assessment), {"on": "2999-01-01", "how": "handed", "with_whom": "Her"})
    assert "cannot be in the future" in wrong.content.decode()
    client.post(at("share", assessment), {"on": timezone.localdate().isoformat(), "how": "handed", "with_whom": "Her"})
    assessment.refresh_from_db()
    assert assessment.shared_with == "Her"


def test_it_ends_for_a_reason_or_not_at_all(client):
    user = sign_in(client)
    assessment = make_assessment(by=user)
    assert "Choose why it ends" in client.post(at("end", assessment), {"words": "x"}).content.decode()
    client.post(at("end", assessment), {"reason": "declined", "words": "Wants to wait for spring"})
    assessment.refresh_from_db()
    assert assessment.end_reason == "declined"
    assert "Wants to wait for spring" in client.get(at("read", assessment)).content.decode()


def test_an_advocate_is_named_from_the_page(client):
    user = sign_in(client)
    assessment = make_signed(
        by=user, difficulties=["difficulty_retaining"], helper_available="no", long_stay_likely="no"
    )
    check = AdvocacyCheck.objects.get(subject=assessment.subject)
    address = reverse("assessments:advocate", args=[assessment.subject_id, check.pk])
    assert "Name the advocate" in client.post(address, {"advocate": ""}).content.decode()
    client.post(address, {"advocate": "Rosa Lund", "on": timezone.localdate().isoformat()})
    assert "Advocate: Rosa Lund" in client.get(at("read", assessment)).content.decode()


def test_a_combined_assessment_needs_a_carer_and_both_to_agree(client):
    user = sign_in(client)
    edith, joan = make_person("Edith", "Calloway"), make_person("Joan", "Pickering")
    address = reverse("assessments:start", args=[edith.pk])
    assert "Combined with" not in client.get(address).content.decode()
    relationships.record(subject=edith, kind="unpaid_carer", other=joan, by=user)
    given = {
        "kind": "needs",
        "depth": "short",
        "mode": "combined",
        "who": "me",
        "asked_for_on": timezone.localdate().isoformat(),
        "combined_with": joan.pk,
    }
    assert "Say how both agreed" in client.post(address, given).content.decode()
    client.post(address, {**given, "combination_agreed": "Both said so on 3 May"})
    assert Assessment.objects.get(subject=edith).combined_with == joan


def test_nothing_is_started_for_the_dead(client):
    user = sign_in(client, "team_manager")
    subject = make_person(by=user)
    record_death(subject=subject, died_on=timezone.localdate(), told_by="Her son", by=user)
    subject.refresh_from_db()
    with pytest.raises(actions.NotNow):
        actions.start(subject=subject, team=make_team(), by=user)
    assert "Start an assessment</a>" not in client.get(reverse("assessments:index", args=[subject.pk])).content.decode()


def test_a_doubt_about_capacity_leads_on_at_once(client):
    user = sign_in(client)
    assessment = make_assessment(by=user)
    make_draft(assessment, capacity_doubt="yes", capacity_decision="where to live")
    page = client.get(at("write", assessment, "taking_part")).content.decode()
    assert f"{reverse('capacity:start', args=[assessment.subject_id])}?decision=where%20to%20live" in page
