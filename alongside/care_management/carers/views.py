"""Pages of carers' assessments."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.care_management.assessments import advocacy, following, known
from alongside.care_management.assessments import presenters as assessments_in_words
from alongside.care_management.assessments.forms import EndForm
from alongside.care_management.assessments.models import Assessment
from alongside.foundation.access.conditions import may_open, visible_subjects
from alongside.foundation.access.opening import open_subject
from alongside.foundation.design import words
from alongside.foundation.design.forms import DesignForm
from alongside.foundation.permissions import needs
from alongside.foundation.questionnaires.actions import NotComplete
from alongside.foundation.questionnaires.page import questionnaire_page
from alongside.foundation.questionnaires.presenters import check_answers, side_by_side
from alongside.foundation.subjects.models import Subject
from alongside.front_door.conversations.models import AssessmentOffer
from alongside.people.pages import task_page
from alongside.people.people.presenters import frame
from alongside.people.relationships.models import Relationship

from . import actions, presenters
from .forms import BringBackForm, CorrectForm, GiveForm, LeaveForm, StartForm
from .models import CarersAssessment

TAB = "assessments"
CLOSES = "The other organisation’s work with this carer is closed, and it cannot open the record any more."


def _one(request: HttpRequest, subject_id: int, assessment_id: int, what: str) -> CarersAssessment:
    subject = open_subject(request, subject_id, what)
    found = CarersAssessment.objects.of(subject).with_people().filter(pk=assessment_id).first()
    if found is None:
        raise Http404("No carer's assessment with this number on this record.")
    return found


def _task(
    request: HttpRequest, assessment: CarersAssessment, form: DesignForm, *, title: str, verb: str, **context: Any
) -> HttpResponse:
    return task_page(
        request, assessment.subject, form, tab=TAB, title=title, verb=verb, back=actions.page_of(assessment), **context
    )


@needs("carers.see")
def index(request: HttpRequest, subject_id: int) -> HttpResponse:
    """For those who see carers' assessments alone; others have them among all assessments."""
    subject = open_subject(request, subject_id, "carer's assessments")
    lines = sorted(presenters.lines(subject, request.user), key=lambda line: (line.open, line.on), reverse=True)
    return render(
        request,
        "carers/index.jinja",
        {
            "frame": frame(subject, request.user, tab=TAB),
            "subject": subject,
            "lines": lines,
            "may_start": request.user.may("carers.assess") and not subject.died_on,
        },
    )


def _whom_they_care_for(subject: Subject, request: HttpRequest) -> QuerySet[Subject]:
    today = timezone.localdate()
    caring = (
        Relationship.objects.around(subject)
        .in_force(today)
        .filter(
            Q(other=subject, kind="unpaid_carer")
            | Q(subject=subject, kind="cared_for")
            | Q(other=subject, kind="young_carer")
        )
    )
    ids = {pk for pair in caring.values_list("subject_id", "other_id") for pk in pair if pk and pk != subject.pk}
    return visible_subjects(request.user).filter(pk__in=ids)


@needs("carers.assess")
def start(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "starting a carer's assessment")
    offer = (
        AssessmentOffer.objects.to_assess()
        .filter(subject=subject, kind=AssessmentOffer.Kind.CARER, carer_name="", carers_assessment=None)
        .order_by("-offered_on")
        .first()
    )
    cared_for = _whom_they_care_for(subject, request)
    form = StartForm(
        request.POST or None,
        cared_for=cared_for,
        user=request.user,
        initial={
            "asked_for_on": (offer.answered_on if offer else None) or timezone.localdate(),
            "cared_for": cared_for.first(),
            "team": next(iter(request.user.team_ids()), None),
            "myself": True,
        },
    )
    back = reverse("assessments:index" if request.user.may("assessments.see") else "carers:index", args=[subject.pk])
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        myself = given.pop("myself")
        given["complex"] = given["complex"] == "yes"
        given["combined_with"] = Assessment.objects.combined_for(carer=subject, adult=given["cared_for"])
        try:
            assessment = actions.start(
                subject=subject, by=request.user, offer=offer, assessor=request.user if myself else None, **given
            )
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            if myself:
                return redirect(actions.page_of(assessment, "write"))
            messages.success(
                request, f"{assessment.team} carries it out. Promised by {assessment.promised_by:%-d %B %Y}."
            )
            return redirect(actions.page_of(assessment))
    return task_page(
        request, subject, form, tab=TAB, title="Start a carer’s assessment", verb="Start the assessment", back=back
    )


@needs("carers.assess")
def write(request: HttpRequest, subject_id: int, assessment_id: int, part: str = "") -> HttpResponse:
    assessment = _one(request, subject_id, assessment_id, "writing a carer's assessment")
    correcting = bool(assessment.being_corrected_because)
    if not assessment.is_open and not correcting:
        return redirect(actions.page_of(assessment))
    if assessment.assessor is None:
        if assessment.team_id not in request.user.team_ids():
            messages.error(request, f"It is on the list of {assessment.team}. Ask them to give it to you.")
            return redirect(actions.page_of(assessment))
        assessment = actions.give(assessment=assessment, assessor=request.user, by=request.user)
    subject = assessment.subject
    found = {} if correcting else known.known(subject, request.user)
    place = [subject.pk, assessment.pk]
    page = questionnaire_page(
        request,
        assessment.questionnaire,
        about=assessment.about,
        subject=subject,
        part=part,
        title=f"{assessment.get_kind_display()}: {subject}",
        leave_url=actions.page_of(assessment),
        url=lambda part: reverse("carers:write", args=[*place, part] if part else place),
        sign_words="Finish: check and sign",
        answers=assessment.response.answers if correcting else known.answers(found, only=_asked(assessment)),
    )
    if page.signing:
        return redirect(actions.page_of(assessment, "to_sign"))
    page.sources = known.sources(found, page.draft.answers)
    today = timezone.localdate()
    return page.answer or render(
        request,
        "carers/write.jinja",
        {
            **page.context,
            "assessment": assessment,
            "promise": assessments_in_words.promise_tag(assessment.promised_by, today),
            "advocacy": advocacy.so_far(page.draft.answers, _process(assessment), today)
            if page.part == "taking_part"
            else None,
        },
    )


def _asked(assessment: CarersAssessment) -> set[str]:
    return known.asked_in(assessment.questionnaire)


def _process(assessment: CarersAssessment) -> str:
    return actions.PROCESSES[CarersAssessment.Kind(assessment.kind)]


@needs("carers.see")
def read(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = _one(request, subject_id, assessment_id, "carer's assessment")
    user, today = request.user, timezone.localdate()
    draft = actions.draft_of(assessment) if not assessment.signed_at else None
    shown = assessment.response or draft
    being_written = actions.draft_of(assessment) if assessment.being_corrected_because else None
    earlier = assessment.response.supersedes if assessment.response else None
    open_to_them = bool(assessment.cared_for_id) and visible_subjects(user).filter(pk=assessment.cared_for_id).exists()
    return render(
        request,
        "carers/read.jinja",
        {
            "frame": frame(assessment.subject, user, tab=TAB),
            "subject": assessment.subject,
            "assessment": assessment,
            "tags": presenters.state(assessment, today),
            "facts": presenters.facts(assessment, may_open_cared_for=open_to_them),
            "draft": draft,
            "sections": check_answers(shown, blanks=False) if shown else [],
            # Two versions that can both be read: what was signed, and what corrects it or what it corrects.
            "being_written": being_written,
            "so_far": side_by_side(assessment.response, being_written) if being_written else [],
            "earlier": earlier,
            "changes": side_by_side(earlier, assessment.response) if earlier else [],
            "mine": assessment.assessor_id == user.pk,
            "in_team": assessment.team_id in user.team_ids(),
            "decide_href": following.address(
                "eligibility:decide_carer", subject_id, assessment_id, subject=assessment.subject
            ),
        },
    )


@require_POST
@needs("carers.assess")
def take_on(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = _one(request, subject_id, assessment_id, "taking on a carer's assessment")
    if assessment.assessor_id not in (None, request.user.pk) or assessment.team_id not in request.user.team_ids():
        # Its draft would come along: another team, or another organisation, does not help itself to it.
        messages.error(request, f"It is with {assessment.assessor or assessment.team}. Ask them to give it to you.")
        return redirect(actions.page_of(assessment))
    try:
        actions.give(assessment=assessment, assessor=request.user, by=request.user)
    except actions.NotNow as problem:
        messages.error(request, str(problem))
        return redirect(actions.page_of(assessment))
    return redirect(actions.page_of(assessment, "write"))


@needs("carers.assess")
def give(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = _one(request, subject_id, assessment_id, "giving a carer's assessment")
    form = GiveForm(request.POST or None, assessment=assessment, initial={"assessor": assessment.assessor_id})
    if request.method == "POST" and form.is_valid():
        try:
            actions.give(assessment=assessment, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{form.cleaned_data['assessor']} carries it out now.")
            return redirect(actions.page_of(assessment))
    return _task(
        request,
        assessment,
        form,
        title="Who carries it out?",
        verb="Give it to them",
        intro="What has been written so far goes along.",
    )


@needs("carers.assess")
def to_sign(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    """Check your answers, then sign."""
    assessment = _one(request, subject_id, assessment_id, "signing a carer's assessment")
    draft = actions.draft_of(assessment)
    if draft is None or draft.owner_id != request.user.pk:
        return redirect(actions.page_of(assessment))
    problems: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            actions.sign(assessment=assessment, draft=draft, by=request.user)
        except NotComplete as wrong:
            problems = [{"text": problem.words} for problem in wrong.problems]
        except actions.NotNow as problem:
            problems = [{"text": str(problem)}]
        else:
            messages.success(
                request,
                "Signed, with what it corrects beside it. The council looks at the decision again."
                if assessment.being_corrected_because
                else "Signed. Eligibility is decided next, by the council.",
            )
            return redirect(actions.page_of(assessment))
    complex_here = assessment.delegated and draft.answers.get("complex") == "yes"
    return render(
        request,
        "carers/to_sign.jinja",
        {
            "frame": frame(assessment.subject, request.user, tab=TAB),
            "subject": assessment.subject,
            "assessment": assessment,
            "draft": draft,
            "sections": check_answers(draft, blanks=False),
            "problems": problems,
            "refusal": actions.COMPLEX_STAYS if complex_here else "",
            "advocacy": advocacy.so_far(draft.answers, _process(assessment), timezone.localdate()),
        },
    )


@needs("carers.assess")
def correct(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    """The carer, or somebody else, says that what was signed is wrong."""
    assessment = _one(request, subject_id, assessment_id, "correcting a carer's assessment")
    form = CorrectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.begin_correction(assessment=assessment, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            return redirect(actions.page_of(assessment, "write"))
    return _task(
        request,
        assessment,
        form,
        title="Somebody says this is wrong",
        verb="Write the corrected version",
        intro=f"{assessment.signed_by} signed it on {words.date(assessment.signed_at)}."
        if assessment.signed_at
        else "",
    )


@needs("carers.assess")
def leave(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    """It stays as it was signed after all."""
    assessment = _one(request, subject_id, assessment_id, "correcting a carer's assessment")
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.leave_as_signed(assessment=assessment, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "It stays as it was signed. Why is on the timeline.")
            return redirect(actions.page_of(assessment))
    return _task(
        request,
        assessment,
        form,
        title="Leave it as it was signed",
        verb="Leave it as signed",
        intro=assessment.being_corrected_because,
    )


@needs("carers.assess")
def bring_back(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = _one(request, subject_id, assessment_id, "giving a carer's assessment")
    form = BringBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.bring_back(assessment=assessment, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{form.cleaned_data['team']} has it now.")
            return _on_from(request, assessment)
    return _task(
        request,
        assessment,
        form,
        title="Give it to the council",
        verb="Give it to the council",
        intro="Highly complex work stays with the council. What has been written so far goes along. "
        + (CLOSES if assessment.delegated else ""),
    )


@needs("carers.assess")
def end(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = _one(request, subject_id, assessment_id, "ending a carer's assessment")
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end(assessment=assessment, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Ended. What was written stays readable.")
            return _on_from(request, assessment)
    return _task(
        request,
        assessment,
        form,
        title="End it without signing",
        verb="End the assessment",
        intro=CLOSES if assessment.delegated else "",
    )


def _on_from(request: HttpRequest, assessment: CarersAssessment) -> HttpResponse:
    """Back to the assessment; whoever may not open the record any more goes back to their list, and is told why."""
    if may_open(request.user, assessment.subject_id):
        return redirect(actions.page_of(assessment))
    messages.info(request, f"Your work with {assessment.subject} is closed, so you cannot open their record any more.")
    return redirect("assessments:board")


@needs("carers.see")
def on_paper(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = _one(request, subject_id, assessment_id, "printing a carer's assessment")
    if not assessment.response:
        return redirect(actions.page_of(assessment))
    return render(
        request,
        "questionnaires/print.jinja",
        {"response": assessment.response, "sections": check_answers(assessment.response)},
    )
