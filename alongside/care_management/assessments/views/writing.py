"""Starting, writing, reading, giving to somebody else, ending."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.conditions import visible_subjects
from alongside.foundation.access.opening import open_subject
from alongside.foundation.accounts.models import Team
from alongside.foundation.design import meanwhile
from alongside.foundation.permissions import needs
from alongside.foundation.questionnaires.page import questionnaire_page
from alongside.foundation.questionnaires.presenters import check_answers
from alongside.foundation.subjects.models import Subject
from alongside.front_door.conversations.models import AssessmentOffer
from alongside.people.pages import task_page
from alongside.people.people.presenters import frame
from alongside.people.relationships.models import Relationship

from .. import actions, advocacy, as_they_wrote, following, known, presenters, signing
from ..forms import (
    EndForm,
    GiveForm,
    StartForm,
)
from ..models import AdvocacyCheck, Assessment
from .shared import TAB, home_of, one_of, task_for


def _carers_around(subject: Subject, request: HttpRequest) -> QuerySet[Subject]:
    """People with a record of their own who care for this person, of those the user may open."""
    today = timezone.localdate()
    caring = (
        Relationship.objects.around(subject)
        .in_force(today)
        .filter(Q(subject=subject, kind="unpaid_carer") | Q(other=subject, kind="cared_for"))
    )
    ids = {pk for pair in caring.values_list("subject_id", "other_id") for pk in pair if pk and pk != subject.pk}
    return visible_subjects(request.user).filter(pk__in=ids)


@needs("assessments.record")
def start(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "starting an assessment")
    offer = (
        AssessmentOffer.objects.to_assess()
        .filter(subject=subject, kind=AssessmentOffer.Kind.ADULT, assessment=None)
        .order_by("-offered_on")
        .first()
    )
    sent = as_they_wrote.waiting(subject)
    received = timezone.localdate(sent.received_at) if sent else None
    initial = {"asked_for_on": received or (offer.answered_on if offer else None) or timezone.localdate()}
    if sent:
        initial["mode"] = Assessment.Mode.SUPPORTED_SELF
    form = StartForm(request.POST or None, carers=_carers_around(subject, request), initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        own = given.pop("who") == "me"
        team = given.pop("team", None)
        if own:
            team = Team.objects.open().filter(pk__in=request.user.team_ids()).first()
        try:
            assessment = actions.start(
                subject=subject,
                by=request.user,
                offer=offer,
                team=team,
                assessor=request.user if own else None,
                sent=sent,
                **given,
            )
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            if own:
                return redirect(actions.page_of(assessment, "write"))
            messages.success(
                request, f"It is on the list of {assessment.team}, promised by {assessment.promised_by:%-d %B %Y}."
            )
            return redirect(reverse("assessments:index", args=[subject.pk]))
    return task_page(
        request,
        subject,
        form,
        tab=TAB,
        title="Start an assessment",
        verb="Start the assessment",
        back=reverse("assessments:index", args=[subject.pk]),
        template="assessments/start.jinja",
        offer=offer,
        sent=sent,
    )


@needs("assessments.record")
def write(request: HttpRequest, subject_id: int, assessment_id: int, part: str = "") -> HttpResponse:
    assessment = one_of(request, subject_id, assessment_id, "writing an assessment")
    if not assessment.is_open and not assessment.being_corrected_because:
        return redirect(home_of(assessment))
    if assessment.is_open and assessment.assessor is None:
        if assessment.team_id not in request.user.team_ids():
            messages.error(request, f"It is on the list of {assessment.team}. Ask them to give it to you.")
            return redirect(home_of(assessment))
        assessment = actions.give(assessment=assessment, assessor=request.user, by=request.user)
    subject, user = assessment.subject, request.user
    found = {} if assessment.signed_at else {**known.known(subject, user), **as_they_wrote.known(assessment.sent)}
    page = questionnaire_page(
        request,
        assessment.questionnaire,
        about=assessment.about,
        subject=subject,
        title=f"{assessment.get_kind_display()}: {subject}",
        part=part,
        leave_url=home_of(assessment),
        url=lambda part: reverse(
            "assessments:write", args=[subject.pk, assessment.pk, part] if part else [subject.pk, assessment.pk]
        ),
        sign_words="Finish: check and sign",
        answers=assessment.response.answers
        if assessment.signed_at
        else known.answers(found, known.asked_in(assessment.questionnaire)),
    )
    by_themselves = assessment.mode == Assessment.Mode.SUPPORTED_SELF
    if page.signing and by_themselves and page.draft.answers.get("self_able") == "no":
        page.refuse("self_able", actions.NOT_BY_THEMSELVES)
    if page.signing:
        return redirect(actions.page_of(assessment, "to_sign"))
    page.sources = known.sources(found, page.draft.answers)
    today = timezone.localdate()
    return page.answer or render(
        request,
        "assessments/write.jinja",
        {
            **page.context,
            "assessment": assessment,
            "frame": None,
            "promise": presenters.promise_tag(assessment.promised_by, today),
            "talk": known.last_conversation(subject, user) if not assessment.signed_at else None,
            "advocacy": advocacy.so_far(page.draft.answers, following.process_of(assessment), today)
            if page.part == "taking_part"
            else None,
            "may_change_depth": assessment.is_open
            and assessment.kind == Assessment.Kind.NEEDS
            and not by_themselves,
            "may_lead": assessment.is_open and by_themselves,
            "theirs": as_they_wrote.beside(assessment.sent, page.part),
            "wants_an_advocate": as_they_wrote.wants_an_advocate(assessment.sent),
        },
    )


@needs("assessments.see")
def read(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = one_of(request, subject_id, assessment_id, "assessment")
    user, today = request.user, timezone.localdate()
    draft = actions.draft_of(assessment) if not assessment.signed_at else None
    shown = assessment.response or draft
    checks = list(AdvocacyCheck.objects.about_the(assessment.about).order_by("-pk")[:1])
    return render(
        request,
        "assessments/read.jinja",
        {
            "frame": frame(assessment.subject, user, tab=TAB),
            "subject": assessment.subject,
            "assessment": assessment,
            "tags": presenters.state(assessment, today),
            "facts": presenters.facts(assessment),
            "draft": draft,
            "sections": check_answers(shown, blanks=False) if shown else [],
            "check": checks[0] if checks else None,
            "advocacy_tag": presenters.advocacy_tag(checks[0]) if checks else None,
            "in_short": presenters.in_short(assessment.response.answers) if assessment.response else None,
            "why_not": signing.why_not(assessment, shown.answers if shown else {}, user, today),
            "mine": assessment.assessor_id == user.pk,
            "decide_href": following.address(
                "eligibility:decide", subject_id, assessment_id, subject=assessment.subject
            ),
        },
    )


@needs("assessments.record")
def give(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = one_of(request, subject_id, assessment_id, "giving an assessment")
    form = GiveForm(
        request.POST or None, assessment=assessment, initial={"assessor": assessment.assessor_id or request.user.pk}
    )
    now = {"assessor": assessment.assessor_id}
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now) and assessment.is_open:
            return meanwhile.both(
                request, form, now, what="who carries it out", subject=assessment.subject, tables=(Assessment,),
                back=home_of(assessment),
            )
        try:
            actions.give(assessment=assessment, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{form.cleaned_data['assessor']} carries it out now.")
            return redirect(home_of(assessment))
    return task_for(
        request,
        assessment,
        form,
        title=f"{assessment.get_kind_display()}: who carries it out?",
        verb="Give it to them",
        intro="What has been written so far goes along.",
    )


@require_POST
@needs("assessments.record")
def change_depth(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = one_of(request, subject_id, assessment_id, "writing an assessment")
    depth = Assessment.Depth.SHORT if assessment.depth == Assessment.Depth.FULL else Assessment.Depth.FULL
    try:
        actions.change_depth(assessment=assessment, depth=depth, by=request.user)
    except actions.NotNow as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"It is the {depth} form now. Your answers came along.")
    return redirect(actions.page_of(assessment, "write"))


@require_POST
@needs("assessments.record")
def lead(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = one_of(request, subject_id, assessment_id, "writing an assessment")
    try:
        actions.lead(assessment=assessment, by=request.user)
    except actions.NotNow as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "You lead it now. What they wrote came along.")
    return redirect(actions.page_of(assessment, "write"))


@needs("assessments.record")
def end(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = one_of(request, subject_id, assessment_id, "ending an assessment")
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end(assessment=assessment, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Ended. What was written stays readable.")
            return redirect(reverse("assessments:index", args=[subject_id]))
    return task_for(request, assessment, form, title="End it without signing", verb="End the assessment")
