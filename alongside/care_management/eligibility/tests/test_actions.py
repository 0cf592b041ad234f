from __future__ import annotations

import pytest
from django.utils import timezone

from alongside.care_management.assessments import actions as assessments
from alongside.care_management.assessments.tests.factories import make_draft, make_signed
from alongside.care_management.eligibility import actions, letters
from alongside.care_management.eligibility.actions import NeedAnswer
from alongside.care_management.eligibility.basis import basis
from alongside.care_management.eligibility.models import Determination
from alongside.foundation.accounts.tests.factories import make_user
from alongside.foundation.decisions.actions import NeedsReason
from alongside.foundation.documents.models import Document
from alongside.foundation.events.models import Event
from alongside.foundation.work.models import Task
from alongside.rules import registry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def letters_go_to(tmp_path, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }


def decided(by=None, **changes):
    by = by or make_user()
    found = basis(make_signed(by=by, **changes), timezone.localdate())
    return actions.determine(basis=found, by=by, reasons="Because of what you told us.")


def both(answer="duty"):
    return {key: NeedAnswer(answer, "Agreed with her") for key in ("nutrition", "personal_hygiene")}


def open_tasks(determination):
    return {
        task.kind: task for task in Task.objects.open().filter(source=f"eligibility.determination:{determination.pk}")
    }


def test_the_decision_keeps_facts_rule_day_and_workings_and_can_be_replayed():
    by = make_user()
    determination = decided(by)
    kept = determination.decision
    assert determination.is_eligible and kept.decided_by == by and kept.rule == "eligibility.adult"
    assert kept.figures == {"unable_count": 2} and "SI 2015/313 reg 2(1)" in kept.law
    assert kept.facts["outcomes"]["personal_hygiene"] == ["pain_distress_anxiety", "takes_longer"]
    assert kept.facts["outcomes"]["caring_for_child"] == "not_applicable"
    again = registry.decide(kept.rule, kept.facts, kept.on)
    assert (again.outcome, list(again.because)) == (kept.outcome, kept.because)
    assert Event.objects.get(subject=determination.subject, kind="eligibility.decided").significant
    assert open_tasks(determination)["needs_to_decide"].owner == by


def test_what_is_missing_stops_the_decision_and_is_named():
    found = basis(make_signed(significant_impact="unknown", significant_impact_why=None), timezone.localdate())
    assert found.decision.outcome == "cannot_decide_yet"
    with pytest.raises(actions.CannotDecideYet, match="significant impact"):
        actions.determine(basis=found, by=make_user(), reasons="I am sure", outcome="eligible", override_reason="I am")
    assert not Determination.objects.exists()


def test_deciding_otherwise_needs_a_reason_which_is_kept():
    by = make_user()
    found = basis(
        make_signed(by=by, personal_hygiene_able="able", personal_hygiene_ways=None, personal_hygiene_hard=None),
        timezone.localdate(),
    )
    assert found.decision.outcome == "not_eligible"
    with pytest.raises(NeedsReason):
        actions.determine(basis=found, by=by, reasons="She needs it", outcome="eligible")
    determination = actions.determine(
        basis=found,
        by=by,
        reasons="She needs it",
        outcome="eligible",
        override_reason="Seen on a bad day, washing is beyond her",
    )
    assert determination.is_eligible and determination.decision.overridden
    assert determination.decision.outcome == "not_eligible"


def test_a_later_decision_supersedes_and_says_why():
    by = make_user()
    first = decided(by)
    found = basis(first.assessment, timezone.localdate())
    with pytest.raises(actions.NotNow, match="Say why it is decided again"):
        actions.determine(basis=found, by=by, reasons="Again")
    second = actions.determine(basis=found, by=by, reasons="Again", again_because="She told us more")
    assert second.supersedes == first
    assert list(Determination.objects.standing()) == [second]
    assert not open_tasks(first)
    with pytest.raises(actions.NotNow, match="taken the place"):
        actions.decide_needs(determination=first, by=by, residence="here", answers=both())


def test_it_rests_on_the_signed_version_that_was_read():
    by = make_user()
    first = decided(by)
    assessment = first.assessment
    assessments.begin_correction(assessment=assessment, reason="Wrong arm", by=by)
    assessments.sign(assessment=assessment, draft=make_draft(assessment), by=by)
    first.refresh_from_db()
    assessment.refresh_from_db()
    assert first.response == assessment.response.supersedes


def test_each_need_has_its_answer_reasons_and_provision_and_the_plan_is_on_somebodys_list():
    by = make_user()
    determination = actions.decide_needs(
        determination=decided(by),
        by=by,
        residence="here",
        self_funder_asks_council=True,
        answers={
            "nutrition": NeedAnswer("duty", "Nobody else can"),
            "personal_hygiene": NeedAnswer("met_by_carer", "Joan does and wants to"),
        },
    )
    assert {need.outcome: (need.answer, need.law) for need in determination.needs.all()} == {
        "nutrition": ("duty", "Care Act 2014 s18(1) and (3)"),
        "personal_hygiene": ("met_by_carer", "Care Act 2014 s18(7)"),
    }
    plan = open_tasks(determination)["plan_to_write"]
    assert plan.owner == determination.assessment.assessor and plan.due_on > timezone.localdate()
    assert open_tasks(determination)["eligibility_letter"].owner == by


def test_every_need_is_decided_or_none():
    determination = decided()
    with pytest.raises(actions.NotNow, match="maintaining personal hygiene"):
        actions.decide_needs(
            determination=determination,
            by=make_user(),
            residence="here",
            answers={"nutrition": NeedAnswer("duty", "x")},
        )
    assert not determination.needs.exists()


def test_no_duty_rests_on_somebody_elses_resident_but_a_power_may():
    determination = decided()
    with pytest.raises(actions.NotNow, match="ordinarily resident elsewhere"):
        actions.decide_needs(
            determination=determination,
            by=make_user(),
            residence="elsewhere",
            residence_note="Northport",
            answers=both(),
        )
    met = actions.decide_needs(
        determination=determination,
        by=make_user(),
        residence="elsewhere",
        residence_note="Northport told on 3 May",
        answers=both("power"),
    )
    assert {need.law for need in met.needs.all()} == {"Care Act 2014 s19(1)"}


def test_where_nothing_is_met_by_the_council_no_plan_is_asked_for():
    determination = actions.decide_needs(
        determination=decided(), by=make_user(), residence="here", answers=both("not_met")
    )
    assert "plan_to_write" not in open_tasks(determination)


def test_the_letter_of_an_eligible_person_says_each_need_and_the_rules_own_sentences():
    by = make_user(name="Amara Bello")
    determination = actions.decide_needs(determination=decided(by), by=by, residence="here", answers=both())
    document = letters.write(determination=determination, advice="Stroke club on Thursdays", by=by)
    text = str(document.body)
    assert (
        "you meet the national criteria" in text
        and "We will meet this need. Agreed with her (Care Act 2014 s18(1))" in text
    )
    assert all(sentence in text for sentence in determination.decision.because)
    assert document.pdf and document.source == f"eligibility.determination:{determination.pk}"
    assert "eligibility_letter" not in open_tasks(determination)


def test_the_letter_of_somebody_not_eligible_gives_reasons_and_advice():
    by = make_user()
    determination = decided(by, significant_impact="no")
    assert not determination.is_eligible and open_tasks(determination)["eligibility_letter"]
    document = letters.write(determination=determination, advice="A walking group, and a fall check", by=by)
    text = str(document.body)
    assert "do not meet the national criteria" in text and "A walking group, and a fall check" in text
    assert "Come back to us at any time" in text and "13(5)" in text


def test_a_broken_event_undoes_the_decision(monkeypatch):
    assessment = make_signed()
    monkeypatch.setattr(actions.events, "record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.determine(basis=basis(assessment, timezone.localdate()), by=make_user(), reasons="x")
    assert not Determination.objects.exists() and not Document.objects.exists()
