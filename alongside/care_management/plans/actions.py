"""The verbs of a plan: start, take over, send for sign-off, send back, sign off, give a copy, end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.assessments.policy import the_council, within
from alongside.care_management.eligibility.models import Determination
from alongside.foundation import codelists, events
from alongside.foundation.accounts.models import Team, User
from alongside.foundation.accounts.telling import tell
from alongside.foundation.design import words
from alongside.foundation.documents import actions as documents
from alongside.foundation.documents.models import Document
from alongside.foundation.questionnaires import actions as questionnaires
from alongside.foundation.questionnaires.models import Draft
from alongside.foundation.subjects.models import Subject
from alongside.foundation.work import actions as work
from alongside.foundation.work.models import Task

from . import completeness, followers, national, paper, scheme, written
from .models import REACHES_ITS_FIRST_DAY, SET_ASIDE, Copy, Outcome, Plan, Support
from .needs import needs_of
from .prefill import answers_for

STARTED = events.Kind("plans.started", "support")
SENT = events.Kind("plans.sent_for_sign_off", "support")
SENT_BACK = events.Kind("plans.sent_back", "support")
SIGNED_OFF = events.Kind("plans.signed_off", "decision", significant=True)
ENDED = events.Kind("plans.ended", "decision", significant=True)
GOES_ON = events.Kind("plans.goes_on", "decision", significant=True)
COPY_GIVEN = events.Kind("plans.copy_given", "contact")

QUESTIONNAIRES = {
    Plan.Kind.CARE_AND_SUPPORT: "care_and_support_plan", Plan.Kind.CARERS_SUPPORT: "carers_support_plan",
}


class NotNow(Exception):
    """Something stands in the way; the words say what."""


class NotComplete(NotNow):
    """The plan lacks what the law or good sense asks of it."""

    def __init__(self, lacking: list[completeness.Check]) -> None:
        self.lacking = lacking
        super().__init__(" ".join(check.sentence for check in lacking))


class ChangedSince(NotNow):
    """The writer went on writing after this page was shown."""


def page_of(plan: Plan, name: str = "read") -> str:
    return reverse(f"plans:{name}", args=[plan.subject_id, plan.pk])


def about(plan: Plan) -> str:
    return events.source_of(plan)


def draft_of(plan: Plan) -> Draft | None:
    """What its writer has written since it was last sent, if anything was begun."""
    return Draft.objects.filter(about=about(plan), questionnaire=QUESTIONNAIRES[Plan.Kind(plan.kind)],
                                owner=plan.written_by_id).first()


def _take(plan: Plan) -> Plan:
    """The plan as it stands, locked until this change is kept."""
    return Plan.objects.select_for_update(of=("self",)).select_related(
        "subject", "response", "replaces", "determination", "signed_off_by", "written_by", "ended_by",
    ).get(pk=plan.pk)


def _being_written(plan: Plan) -> Plan:
    plan = _take(plan)
    if plan.ended_on:
        raise NotNow(f"{plan.ended_by} ended this plan on {words.date(plan.ended_on)}.")
    if plan.signed_off_at:
        raise NotNow(f"{plan.signed_off_by} signed this plan off on {words.date(plan.signed_off_at)}. "
                     "Write a new version to change it.")
    return plan


@transaction.atomic
def start(*, subject: Subject, determination: Determination, by: User, replaces: Plan | None = None) -> Plan:
    """Begin to write a plan, filled in with what is known; one version is written at a time."""
    determination = Determination.objects.select_for_update(of=("self",)).select_related("decision", "response").get(
        pk=determination.pk)
    if subject.died_on:
        raise NotNow("The person has died, so no plan is written.")
    if not determination.is_eligible and not any(need.council_meets_it for need in determination.needs.all()):
        raise NotNow("The decision says that there is no need for the council to meet, so there is nothing to plan.")
    if (
        standing := Plan.objects.being_written()
        .filter(determination=determination)
        .select_related("written_by")
        .first()
    ):
        raise NotNow(
            f"{standing.written_by} is writing a version already, since {words.date(standing.started_writing_at)}."
        )
    replaces = replaces or _standing_beside(subject, determination)
    if replaces and replaces.ended_on:
        raise NotNow(f"This plan ends on {words.date(replaces.ended_on)}. Change the one that takes its place.")
    if replaces and Plan.objects.filter(~SET_ASIDE & REACHES_ITS_FIRST_DAY, replaces=replaces).exists():
        raise NotNow("Another plan takes the place of this one already. Change that one.")
    plan = Plan.objects.create(
        subject=subject, determination=determination, written_by=by, replaces=replaces,
        kind=Plan.Kind.CARERS_SUPPORT if determination.of_a_carer else Plan.Kind.CARE_AND_SUPPORT,
    )
    questionnaires.open_draft(
        owner=by, questionnaire=QUESTIONNAIRES[Plan.Kind(plan.kind)], about=about(plan),
        title=f"{plan.get_kind_display()} for {subject.display_name}", url=page_of(plan, "write"), subject=subject,
        answers=answers_for(plan),
    )
    events.record(subject=subject, kind=STARTED, by=by, source=plan, url=page_of(plan),
                  title=f"New version of the {plan.get_kind_display().lower()} begun" if replaces
                  else f"{plan.get_kind_display()} begun")
    return plan


def _standing_beside(subject: Subject, determination: Determination) -> Plan | None:
    """The plan that a new one takes the place of: an adult has one; a carer one for each person cared for."""
    standing = Plan.objects.of(subject).standing().select_related("determination__carers_assessment")
    if determination.of_a_carer:
        cared_for = _cared_for(determination)
        carers = standing.filter(kind=Plan.Kind.CARERS_SUPPORT).newest_first()
        return next((plan for plan in carers if _cared_for(plan.determination) == cared_for), None)
    return standing.filter(kind=Plan.Kind.CARE_AND_SUPPORT).newest_first().first()


def _cared_for(determination: Determination) -> tuple[int | None, str]:
    return determination.carers_assessment.cared_for_id, determination.carers_assessment.cared_for_name


@transaction.atomic
def take_over(*, plan: Plan, by: User) -> Plan:
    """Go on with what a colleague began, with everything they wrote."""
    plan = _being_written(plan)
    draft = draft_of(plan)
    if draft and draft.owner_id != by.pk:
        questionnaires.hand_over_draft(draft=draft, to=by, by=draft.owner)
    plan.written_by = by
    plan.save(update_fields=["written_by"])
    return plan


@transaction.atomic
def send_for_sign_off(*, plan: Plan, by: User, seen: int | None = None) -> Plan:
    """The answers are signed by their writer, put into columns, and somebody who may is asked to sign them off."""
    plan = _being_written(plan)
    draft = draft_of(plan)
    if draft is None or plan.written_by_id != by.pk:
        raise NotNow(f"{plan.written_by} writes this plan, and sends it for sign-off.")
    if seen is not None and draft.revision != seen:
        raise ChangedSince("The plan was changed after this page was shown. Look at it again.")
    if lacking := completeness.missing(draft.answers, needs_of(plan.determination)):
        raise NotComplete(lacking)
    before = plan.response
    plan.response = questionnaires.sign(
        draft=draft, by=by, supersedes=before, correction_reason=plan.sent_back_note if before else "")
    _put_into_columns(plan, plan.response.answers)
    plan.sent_for_sign_off_at = timezone.now()
    plan.save()
    _finish_tasks_about(plan.determination, kind="plan_to_write", outcome="Written", by=by)
    _finish_tasks_about(plan, kind="plan_sent_back", outcome="Sent again", by=by)
    cost = plan.weekly_cost
    signer = scheme.role_in_words(scheme.step_for(cost, timezone.localdate()).signed_by)
    work.raise_task(
        kind="plan_to_sign_off",
        title="Sign off the plan",
        subject=plan.subject,
        team=_team_to_sign(by),
        by=by,
        due_on=within("plans.signing_days", timezone.localdate()),
        verb="Read and decide",
        source=plan,
        url=page_of(plan, "sign_off"),
        why=f"{words.money(cost)} a week, for a {signer}",
    )
    events.record(subject=plan.subject, kind=SENT, title="Plan sent for sign-off", by=by, source=plan,
                  detail=f"{words.money(cost)} a week", url=page_of(plan))
    return plan


def _team_to_sign(by: User) -> Team | None:
    return Team.objects.filter(pk__in=by.team_ids()).order_by("pk").first()


def _put_into_columns(plan: Plan, answers: Mapping[str, Any]) -> None:
    """What lists, budgets and reviews need of the answers."""
    plan.starts_on = written.day(answers.get("starts_on"))
    plan.support_starts_on = written.day(answers.get("support_starts_on"))
    plan.direct_payment_offered_on = written.day(answers.get("direct_payment_offered_on"))
    plan.agreed = answers["agreed"]
    plan.agreed_on = written.day(answers.get("agreed_on"))
    plan.agreement_note = answers.get("agreement_note", "")
    plan.outcomes.all().delete()
    before = {line.row: line for line in plan.replaces.supports.select_related("plan")} if plan.replaces else {}
    for outcome in written.read(answers).outcomes:
        row = Outcome.objects.create(
            subject=plan.subject, plan=plan, words=outcome.words, in_short=outcome.in_short,
            needs=list(outcome.needs), order=outcome.number,
        )
        Support.objects.bulk_create(
            _support(plan, row, line, order, before.get(line.row) if line.row else None)
            for order, line in enumerate(outcome.lines)
        )


def _support(plan: Plan, outcome: Outcome, line: written.Line, order: int, earlier: Support | None) -> Support:
    """A line as it is kept, with what the national return asks of a service."""
    said = national.in_the_return(
        source=line.source, funder=line.funder, service=line.service, weekly_cost=line.weekly_cost,
        hours=line.hours_a_week, charged=line.charged, units=line.units,
        for_whom="carer" if plan.of_a_carer else "adult",
        arranged=the_council().policy("plans.arranged_support", timezone.localdate()),
    )
    goes_on = earlier if earlier and (earlier.service, earlier.last_day) == (said.service, None) else None
    return Support(
        subject=plan.subject, plan=plan, outcome=outcome, source=line.source, what=line.what, who=line.who,
        how_much=line.how_much, hours_a_week=line.hours_a_week or None, starts_on=line.starts_on,
        weekly_cost=line.weekly_cost, funder=line.funder, order=order, row=line.row, service=said.service,
        delivery=said.delivery, unit_cost=said.charge.unit_cost, cost_frequency=said.charge.cost_frequency,
        planned_units=said.charge.planned_units, continues=goes_on,
        began_on=goes_on.first_day if goes_on else line.starts_on or plan.support_starts_on or plan.starts_on,
    )


@transaction.atomic
def send_back(*, plan: Plan, note: str, by: User) -> Plan:
    """Back to its writer with what is to be put right. What was sent stays as it was."""
    plan = _being_written(plan)
    if not plan.is_awaiting_sign_off:
        raise NotNow(f"{plan.written_by} is writing this plan again; it is not waiting for sign-off.")
    plan.sent_for_sign_off_at = None
    plan.sent_back_at, plan.sent_back_by, plan.sent_back_note = timezone.now(), by, note
    plan.save()
    questionnaires.open_draft(
        owner=plan.written_by, questionnaire=plan.response.questionnaire, about=about(plan),
        title=f"{plan.get_kind_display()} for {plan.subject.display_name}", url=page_of(plan, "write"),
        subject=plan.subject, answers=plan.response.answers,
    )
    _finish_tasks_about(plan, kind="plan_to_sign_off", outcome="Sent back", by=by)
    work.raise_task(
        kind="plan_sent_back", title="Put the plan right and send it again", why=note[:300], subject=plan.subject,
        owner=plan.written_by, by=by, due_on=within("plans.signing_days", timezone.localdate()),
        verb="Go on", source=plan, url=page_of(plan, "write"),
    )
    tell(user=plan.written_by, by=by, subject=plan.subject, source=plan, url=page_of(plan),
         title=f"{by.name} sent your plan back to be put right")
    events.record(subject=plan.subject, kind=SENT_BACK, title="Plan sent back to be put right", detail=note, by=by,
                  source=plan, url=page_of(plan))
    return plan


@transaction.atomic
def sign_off(*, plan: Plan, by: User, seen: int | None = None) -> Plan:
    """The plan is in force from its first day, and the last one until then; its first review is planned.

    `seen` is the response that was read: another one, sent meanwhile, is not signed off unread.
    """
    plan = _being_written(plan)
    if not plan.is_awaiting_sign_off:
        raise NotNow("The plan went back to its writer, or was not sent yet.")
    if seen is not None and seen != plan.response_id:
        raise NotNow("The plan was sent back and sent again meanwhile. Read it again, then sign it off.")
    today, cost = timezone.localdate(), plan.weekly_cost
    if refused := scheme.why_not(plan, by, cost, today):
        raise NotNow(refused)
    plan.signed_off_at, plan.signed_off_by = timezone.now(), by
    plan.signed_off_as = scheme.signs_as(by, cost, today)
    plan.save()
    _take_the_place(plan, by=by)
    _finish_tasks_about(plan, kind="plan_to_sign_off", outcome="Signed off", by=by)
    tell(user=plan.written_by, by=by, subject=plan.subject, source=plan, url=page_of(plan),
         title=f"{by.name} signed your plan off")
    events.record(subject=plan.subject, kind=SIGNED_OFF, by=by, source=plan, url=page_of(plan),
                  title=f"{plan.get_kind_display()} signed off",
                  detail=f"From {words.date(plan.starts_on)}, {words.money(cost)} a week")
    followers.signed_off(plan=plan, by=by, today=today)
    return plan


def _take_the_place(plan: Plan, *, by: User) -> None:
    """The plan before stands until this one starts. Where that one was to start later still, it never does."""
    before = plan.replaces
    if before is None or not before.stands:
        return
    _end(before, on=max(plan.starts_on, before.starts_on), reason="replaced", by=by)
    while before.starts_on > plan.starts_on and (earlier := before.replaces) and earlier.end_reason == "replaced":
        earlier.ended_on = max(plan.starts_on, earlier.starts_on)
        earlier.save(update_fields=["ended_on"])
        before = earlier


@transaction.atomic
def end(*, plan: Plan, on: date, reason: str, by: User, note: str = "") -> Plan:
    """The plan ends, or a version is set aside before it was signed off; for a reason, and its reviews with it.

    Where it never comes to start, the plan whose place it was to take goes on.
    """
    plan = _take(plan)
    if plan.ended_on:
        raise NotNow(f"{plan.ended_by} ended this plan from {words.date(plan.ended_on)}.")
    if draft := draft_of(plan):
        questionnaires.discard(draft=draft, by=draft.owner)
    for kind in ("plan_to_sign_off", "plan_sent_back"):
        _finish_tasks_about(plan, kind=kind, outcome="The plan ended", by=by)
    plan = _end(plan, on=on, reason=reason, by=by, note=note)
    if plan.signed_off_at and on <= plan.starts_on and plan.starts_on > timezone.localdate():
        _go_on_with_the_one_before(plan, by=by)
    return plan


def _go_on_with_the_one_before(plan: Plan, *, by: User) -> None:
    before = plan.replaces
    while before and before.ended_on and before.ended_on <= before.starts_on:  # that one never started either
        before = before.replaces
    if before is None or (before.end_reason, before.ended_on) != ("replaced", plan.starts_on):
        return
    before.ended_on, before.end_reason, before.end_note, before.ended_by = None, "", "", None
    before.save(update_fields=["ended_on", "end_reason", "end_note", "ended_by"])
    events.record(subject=plan.subject, kind=GOES_ON, by=by, source=before, url=page_of(before),
                  title=f"{before.get_kind_display()} goes on",
                  detail="The plan that was to take its place ended before it started")
    followers.signed_off(plan=before, by=by, today=timezone.localdate())


def _end(plan: Plan, *, on: date, reason: str, by: User, note: str = "") -> Plan:
    plan.ended_on, plan.end_reason, plan.end_note, plan.ended_by = on, reason, note, by
    plan.save(update_fields=["ended_on", "end_reason", "end_note", "ended_by"])
    because = codelists.label("plan_end_reason", reason)
    ended = "ended" if on <= timezone.localdate() else f"ends on {words.date(on)}"
    events.record(subject=plan.subject, kind=ENDED, by=by, source=plan, url=page_of(plan), detail=note or because,
                  title=f"{plan.get_kind_display()} {ended}: {because.lower()}")
    followers.ended(plan=plan, by=by, today=timezone.localdate(), because=because)
    return plan


@transaction.atomic
def give_copy(*, plan: Plan, given_to: str, how: str, given_on: date, by: User, to_the_person: bool = False,
              easy_read: bool = False) -> Copy:
    """Write down that somebody has a copy: the person must be given one (s25(9))."""
    copy = Copy.objects.create(
        subject=plan.subject, plan=plan, given_to=given_to, how=how, given_on=given_on, given_by=by,
        to_the_person=to_the_person, easy_read=easy_read,
    )
    events.record(subject=plan.subject, kind=COPY_GIVEN, title=f"Copy of the plan given to {given_to}", by=by,
                  source=copy, detail=copy.get_how_display(), url=page_of(plan))
    return copy


@transaction.atomic
def write_document(*, plan: Plan, by: User) -> Document:
    """The plan on the council's paper, as a draft letter with its PDF, to be posted, emailed or handed over."""
    return documents.write_letter(
        subject=plan.subject, kind=plan.kind, title=f"Your {plan.get_kind_display().lower()}", by=by, source=plan,
        blocks=paper.blocks_of(plan),
    )


def _finish_tasks_about(record: Any, *, kind: str, outcome: str, by: User) -> None:
    for task in Task.objects.open().filter(source=events.source_of(record), kind=kind):
        work.finish(task=task, outcome=outcome, by=by)
