from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.assessments import actions, advocacy
from alongside.care_management.assessments.models import AdvocacyCheck, Assessment
from alongside.foundation import events
from alongside.foundation.accounts.tests.factories import make_team, make_user
from alongside.foundation.events.models import Event
from alongside.foundation.questionnaires.actions import NotComplete
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.work.models import Task
from alongside.front_door.conversations.models import AssessmentOffer
from alongside.people.circumstances.models import Fact

from .factories import make_answers, make_assessment, make_draft, make_person, make_signed

pytestmark = pytest.mark.django_db


def _open_tasks(assessment, kind=""):
    return Task.objects.open().filter(source=assessment.about).of_kind(kind)


def test_starting_promises_a_day_by_the_councils_rule_and_says_so():
    worker, today = make_user(), timezone.localdate()
    assessment = make_assessment(by=worker, asked_for_on=today - timedelta(days=3))
    assert assessment.promised_by == today + timedelta(days=25)  # 28 days in the example council's pack
    promise = Task.objects.promises_to(assessment.subject).get()
    assert promise.owner == worker and promise.due_on == assessment.promised_by
    assert Event.objects.filter(subject=assessment.subject, kind="assessments.started").count() == 1


def test_an_urgent_one_is_promised_sooner():
    today = timezone.localdate()
    assert make_assessment(urgent=True).promised_by == today + timedelta(days=1)


def test_a_second_one_of_a_kind_is_refused_and_the_first_is_named():
    assessment = make_assessment()
    with pytest.raises(actions.NotNow, match="One is open already, with "):
        make_assessment(assessment.subject)
    therapist = make_assessment(assessment.subject, kind=Assessment.Kind.OCCUPATIONAL_THERAPY)
    assert therapist.is_open


def test_nothing_is_started_for_somebody_who_has_died():
    subject = make_person()
    subject.died_on = timezone.localdate()
    subject.save()
    with pytest.raises(actions.NotNow, match="has died"):
        make_assessment(subject)


def test_an_accepted_offer_counts_from_its_day_and_its_task_is_done():
    by, subject, today = make_user(), make_person(), timezone.localdate()
    offer = AssessmentOffer.objects.create(
        subject=subject,
        kind="adult",
        offered_on=today - timedelta(days=10),
        offered_by=by,
        answer="accepted",
        answered_on=today - timedelta(days=8),
    )
    Task.objects.create(
        subject=subject,
        kind="assessment",
        title="Needs assessment",
        team=make_team(),
        source=f"conversations.assessmentoffer:{offer.pk}",
    )
    assessment = make_assessment(subject, by=by, offer=offer)
    assert assessment.asked_for_on == today - timedelta(days=8)
    assert not Task.objects.open().filter(source=f"conversations.assessmentoffer:{offer.pk}").exists()


def test_without_a_worker_it_waits_on_the_teams_list_until_somebody_has_it():
    assessment = make_assessment(assessor=None)
    assert list(Assessment.objects.unallocated()) == [assessment]
    assert _open_tasks(assessment).get().team == assessment.team
    worker = make_user(name="Sian Morgan")
    actions.give(assessment=assessment, assessor=worker, by=make_user("team_manager"))
    assert _open_tasks(assessment).get().owner == worker
    assert not Assessment.objects.unallocated().exists()


def test_what_was_written_goes_along_to_another_worker():
    assessment = make_assessment()
    make_draft(assessment)
    other = make_user(name="Obi Eze")
    actions.give(assessment=assessment, assessor=other, by=make_user("team_manager"))
    assert Draft.objects.get(about=assessment.about).owner == other
    assert _open_tasks(assessment, "promise").get().owner == other


def test_short_and_full_share_their_answers():
    assessment = make_assessment(depth="full")
    make_draft(assessment, nutrition_hard="Cannot lift a pan")
    actions.change_depth(assessment=assessment, depth="short", by=assessment.assessor)
    draft = Draft.objects.get(about=assessment.about)
    assert draft.questionnaire == "assessment_short" and draft.answers["nutrition_hard"] == "Cannot lift a pan"


def test_signing_keeps_the_answers_the_facts_and_asks_for_the_decision():
    assessment = make_signed()
    assert assessment.signed_by == assessment.assessor and assessment.method == "service_user_only"
    assert assessment.response.answers["nutrition_ways"] == ["needs_assistance"]
    fact = Fact.objects.current().get(subject=assessment.subject, kind="primary_support_reason")
    assert fact.code == make_answers()["primary_support_reason"]
    assert _open_tasks(assessment, "eligibility").get().url == reverse(
        "eligibility:decide", args=[assessment.subject_id, assessment.pk]
    )
    assert not _open_tasks(assessment, "promise").exists()
    event = Event.objects.get(subject=assessment.subject, kind="assessments.signed")
    assert event.significant and event.title == "Needs assessment signed"


def test_what_is_incomplete_is_not_signed():
    assessment = make_assessment()
    draft = make_draft(assessment, hopes=None)
    with pytest.raises(NotComplete, match="what they want to achieve"):
        actions.sign(assessment=assessment, draft=draft, by=assessment.assessor)
    assessment.refresh_from_db()
    assert assessment.is_open and Draft.objects.filter(pk=draft.pk).exists()


def test_an_unregistered_assessor_writes_and_a_registered_colleague_signs():
    assessor, signer = make_user("unregistered_assessor", name="Callum Lees"), make_user(name="Amara Bello")
    assessment = make_assessment(by=assessor)
    draft = make_draft(assessment)
    with pytest.raises(actions.MayNotSign, match="registered colleague"):
        actions.sign(assessment=assessment, draft=draft, by=assessor)
    actions.send_to_sign(assessment=assessment, by=assessor, signer=signer)
    asked = _open_tasks(assessment, "assessment_to_sign").get()
    assert asked.owner == signer and "written by Callum Lees" in asked.title
    signed = actions.sign(assessment=assessment, draft=draft, by=signer, seen=draft.revision)
    assert (signed.signed_by, signed.assessor) == (signer, assessor)
    assert not _open_tasks(assessment, "assessment_to_sign").exists()


def test_what_changed_since_the_signer_read_it_is_not_signed():
    assessor, signer = make_user("unregistered_assessor"), make_user()
    assessment = make_assessment(by=assessor)
    draft = make_draft(assessment)
    with pytest.raises(actions.ChangedSince, match="has changed it"):
        actions.sign(assessment=assessment, draft=draft, by=signer, seen=draft.revision - 1)


def test_a_signature_refused_goes_back_with_a_note():
    assessor, signer = make_user("unregistered_assessor"), make_user()
    assessment = make_assessment(by=assessor)
    make_draft(assessment)
    actions.send_to_sign(assessment=assessment, by=assessor, signer=signer)
    back = actions.send_back(assessment=assessment, note="Ask about falls at night", by=signer)
    assert back.sent_to_sign_at is None and back.sent_back_note == "Ask about falls at night"
    assert _open_tasks(assessment, "assessment_sent_back").get().owner == assessor


def test_what_the_council_keeps_for_social_workers_others_do_not_sign():
    therapist = make_user("occupational_therapist")
    assessment = make_assessment(by=therapist)
    draft = make_draft(assessment, complex="yes")
    with pytest.raises(actions.MayNotSign, match="kept for a social worker .* by the Westmere practice framework"):
        actions.sign(assessment=assessment, draft=draft, by=therapist)
    assert actions.sign(assessment=assessment, draft=draft, by=make_user("social_worker")).signed_at


def test_moving_from_childrens_services_is_kept_too():
    therapist = make_user("occupational_therapist")
    assessment = make_assessment(by=therapist, kind=Assessment.Kind.TRANSITION)
    draft = make_draft(assessment)
    with pytest.raises(actions.MayNotSign, match="Moving from children"):
        actions.sign(assessment=assessment, draft=draft, by=therapist)


def test_a_correction_is_a_new_version_with_its_reason_and_asks_for_the_decision_once():
    assessment = make_signed()
    first = assessment.response
    actions.begin_correction(assessment=assessment, reason="The wrong arm", by=assessment.assessor)
    draft = make_draft(assessment, impairment_what="Stroke in March; the right arm is weak")
    again = actions.sign(assessment=assessment, draft=draft, by=assessment.assessor)
    assert again.response.supersedes == first and again.response.correction_reason == "The wrong arm"
    assert again.being_corrected_because == ""
    assert _open_tasks(assessment, "eligibility").count() == 1
    assert Event.objects.filter(subject=assessment.subject, kind="assessments.corrected").count() == 1


def test_it_ends_without_a_signature_for_a_reason_and_keeps_what_was_written():
    assessment = make_assessment()
    make_draft(assessment)
    ended = actions.end(
        assessment=assessment, reason="declined", words="Wants to see how spring goes", by=assessment.assessor
    )
    assert not ended.is_open and Draft.objects.filter(about=assessment.about).exists()
    assert not _open_tasks(assessment).exists()
    with pytest.raises(actions.NotNow, match="ended this on"):
        actions.sign(assessment=assessment, draft=Draft.objects.get(about=assessment.about), by=assessment.assessor)


def test_sharing_says_when_how_and_with_whom():
    assessment = make_signed()
    actions.share(
        assessment=assessment,
        on=timezone.localdate(),
        how="handed",
        with_whom="Winifred and her sister",
        by=assessment.assessor,
    )
    assert Event.objects.get(subject=assessment.subject, kind="assessments.shared").detail == (
        "Handed over: Winifred and her sister"
    )
    with pytest.raises(actions.NotNow, match="Only a signed"):
        actions.share(
            assessment=make_assessment(), on=timezone.localdate(), how="handed", with_whom="x", by=make_user()
        )


def test_an_advocate_is_required_found_and_named():
    difficulty = {"difficulties": ["difficulty_weighing"], "helper_available": "no", "long_stay_likely": "no"}
    assessment = make_signed(**difficulty)
    check = AdvocacyCheck.objects.without_advocate().get(subject=assessment.subject)
    assert check.required and check.task.owner == assessment.assessor
    assert check.task.due_on == timezone.localdate() + timedelta(days=3)  # the example council's pack
    assert "weighing" in check.decision.because[0]
    advocacy.name_advocate(
        check=check, advocate="Rosa Lund, Westmere Advocacy", on=timezone.localdate(), by=assessment.assessor
    )
    check.refresh_from_db()
    check.task.refresh_from_db()
    assert check.named_on and check.task.done_at and not AdvocacyCheck.objects.without_advocate().exists()


def test_each_step_has_the_days_that_the_council_gives_it(settings, tmp_path):
    pack = Path(shutil.copytree(settings.COUNCIL_PACK, tmp_path / "pack"))
    days = pack / "policy" / "assessments.yaml"
    decided = yaml.safe_load(days.read_text())
    given = {"find_advocate_days": 1, "signing_days": 6, "decide_eligibility_days": 20}
    for key, number in given.items():
        decided["figures"][key]["values"] = {date(2015, 4, 1): number}
    days.write_text(yaml.safe_dump(decided))
    settings.COUNCIL_PACK, today = pack, timezone.localdate()
    assessment = make_assessment()
    make_draft(assessment, difficulties=["difficulty_weighing"], helper_available="no", long_stay_likely="no")
    actions.send_to_sign(assessment=assessment, by=assessment.assessor)
    due = dict(Task.objects.open().filter(subject=assessment.subject).values_list("kind", "due_on"))
    assert due["assessment_to_sign"] == today + timedelta(days=6)
    actions.sign(assessment=assessment, draft=actions.draft_of(assessment), by=assessment.assessor)
    due = dict(Task.objects.open().filter(subject=assessment.subject).values_list("kind", "due_on"))
    assert due["advocate"] == today + timedelta(days=1) and due["eligibility"] == today + timedelta(days=20)


def test_no_difficulty_no_advocate():
    assessment = make_signed()
    assert AdvocacyCheck.objects.get(subject=assessment.subject).decision.outcome == "not_required"


def test_doubts_children_and_carers_become_somebodys_work():
    assessment = make_signed(
        capacity_doubt="yes",
        capacity_decision="where to live after hospital",
        children="yes",
        children_who="Grandson Leo, 12",
        young_carer="yes",
        young_carer_what="Leo cooks",
        carers=[{"who": "Joan", "offered": "accepted"}],
        if_carer_stops="Neighbour, then us",
    )
    assert {task.kind for task in _open_tasks(assessment)} == {
        "capacity",
        "young_carer",
        "carers_assessment",
        "eligibility",
    }
    assert all(task.due_on and (task.owner or task.team) for task in _open_tasks(assessment))


def test_a_broken_event_undoes_the_signature(monkeypatch):
    assessment = make_assessment()
    draft = make_draft(assessment)

    def broken(**kwargs):
        raise RuntimeError("no event")

    monkeypatch.setattr(events, "record", broken)
    with pytest.raises(RuntimeError):
        actions.sign(assessment=assessment, draft=draft, by=assessment.assessor)
    assessment.refresh_from_db()
    assert assessment.is_open and Draft.objects.filter(pk=draft.pk).exists()
