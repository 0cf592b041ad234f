"""Pages of the assessments of adults."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.conditions import visible_subjects
from alongside.foundation.access.opening import open_subject
from alongside.foundation.accounts.models import Team
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.design.forms import DesignForm
from alongside.foundation.documents.typeset import CannotBePrinted
from alongside.foundation.permissions import needs
from alongside.foundation.questionnaires.actions import NotComplete
from alongside.foundation.questionnaires.page import questionnaire_page
from alongside.foundation.questionnaires.presenters import check_answers
from alongside.foundation.subjects.models import Subject
from alongside.front_door.conversations.models import AssessmentOffer
from alongside.people.pages import task_page
from alongside.people.people.presenters import frame
from alongside.people.relationships.models import Relationship

from . import actions, advocacy, following, history, known, letters, presenters, signing
from .forms import (
    AdvocateForm,
    CorrectForm,
    EndForm,
    GiveForm,
    SendBackForm,
    ShareForm,
    SignerForm,
    StartForm,
)
from .models import AdvocacyCheck, Assessment

TAB = "assessments"


def _one(request: HttpRequest, subject_id: int, assessment_id: int, what: str) -> Assessment:
    """An assessment on a record the user may open, with the look written down."""
    subject = open_subject(request, subject_id, what)
    found = Assessment.objects.of(subject).with_people().filter(pk=assessment_id).first()
    if found is None:
        raise Http404("No assessment with this number on this record.")
    return found


def _home(assessment: Assessment) -> str:
    return actions.page_of(assessment)


def _task(
    request: HttpRequest, assessment: Assessment, form: DesignForm, *, title: str, verb: str, **context: Any
) -> HttpResponse:
    return task_page(
        request, assessment.subject, form, tab=TAB, title=title, verb=verb, back=_home(assessment), **context
    )


@needs("assessments.see")
def index(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "assessments")
    lines = history.lines_of(subject, request.user)
    return render(
        request,
        "assessments/index.jinja",
        {
            "frame": frame(subject, request.user, tab=TAB),
            "subject": subject,
            "open_lines": [line for line in lines if line.open],
            "done_lines": [line for line in lines if not line.open],
            "may_start": request.user.may("assessments.record") and not subject.died_on,
        },
    )


@needs("assessments.see")
def board(request: HttpRequest) -> HttpResponse:
    """Everything promised: late first, and what nobody has begun."""
    today = timezone.localdate()
    every = history.board_rows(request.user, today)
    teams = set(request.user.team_ids())
    views = {
        "team": [row for row in every if row.team_id in teams],
        "mine": [row for row in every if row.mine],
        "unallocated": [row for row in every if not row.who],
        "late": [row for row in every if row.promised_by < today],
        "all": every,
    }
    chosen = request.GET.get("show") if request.GET.get("show") in views else "team"
    shown = views[str(chosen)]
    looked_at_list(request, [row.subject.pk for row in shown], "assessments list")
    names = {
        "team": "My teams",
        "mine": "Mine",
        "unallocated": "Nobody has it yet",
        "late": "Late",
        "all": "Every team",
    }
    return render(
        request,
        "assessments/board.jinja",
        {
            "rows": [presenters.row(row, today) for row in shown],
            "chosen": chosen,
            "views": [
                {"text": names[key], "href": f"?show={key}", "current": key == chosen, "count": len(rows)}
                for key, rows in views.items()
            ],
        },
    )


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
    asked = (offer.answered_on if offer else None) or timezone.localdate()
    form = StartForm(request.POST or None, carers=_carers_around(subject, request), initial={"asked_for_on": asked})
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
    )


@needs("assessments.record")
def write(request: HttpRequest, subject_id: int, assessment_id: int, part: str = "") -> HttpResponse:
    assessment = _one(request, subject_id, assessment_id, "writing an assessment")
    if not assessment.is_open and not assessment.being_corrected_because:
        return redirect(_home(assessment))
    if assessment.is_open and assessment.assessor is None:
        assessment = actions.give(assessment=assessment, assessor=request.user, by=request.user)
    subject, user = assessment.subject, request.user
    found = {} if assessment.signed_at else known.known(subject, user)
    page = questionnaire_page(
        request,
        assessment.questionnaire,
        about=assessment.about,
        subject=subject,
        title=f"{assessment.get_kind_display()}: {subject}",
        part=part,
        leave_url=_home(assessment),
        url=lambda part: reverse(
            "assessments:write", args=[subject.pk, assessment.pk, part] if part else [subject.pk, assessment.pk]
        ),
        sign_words="Finish: check and sign",
        answers=assessment.response.answers
        if assessment.signed_at
        else known.answers(found, known.asked_in(assessment.questionnaire)),
    )
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
            and assessment.mode != Assessment.Mode.SUPPORTED_SELF,
        },
    )


@needs("assessments.see")
def read(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = _one(request, subject_id, assessment_id, "assessment")
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
    assessment = _one(request, subject_id, assessment_id, "giving an assessment")
    form = GiveForm(
        request.POST or None, assessment=assessment, initial={"assessor": assessment.assessor_id or request.user.pk}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.give(assessment=assessment, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{form.cleaned_data['assessor']} carries it out now.")
            return redirect(_home(assessment))
    return _task(
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
    assessment = _one(request, subject_id, assessment_id, "writing an assessment")
    depth = Assessment.Depth.SHORT if assessment.depth == Assessment.Depth.FULL else Assessment.Depth.FULL
    try:
        actions.change_depth(assessment=assessment, depth=depth, by=request.user)
    except actions.NotNow as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"It is the {depth} form now. Your answers came along.")
    return redirect(actions.page_of(assessment, "write"))


@needs("assessments.record")
def to_sign(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    """Check your answers, then sign; or, where signing is kept for others, ask one of them."""
    assessment = _one(request, subject_id, assessment_id, "signing an assessment")
    draft = actions.draft_of(assessment)
    if draft is None:
        return redirect(_home(assessment))
    today = timezone.localdate()
    refusal = signing.why_not(assessment, draft.answers, request.user, today)
    problems: list[dict[str, str]] = []
    if request.method == "POST" and not refusal:
        try:
            actions.sign(assessment=assessment, draft=draft, by=request.user, seen=_number(request.POST.get("seen")))
        except NotComplete as wrong:
            problems = [{"text": problem.words} for problem in wrong.problems]
        except actions.NotNow as problem:
            problems = [{"text": str(problem)}]
        else:
            messages.success(request, "Signed. Next: decide eligibility, and give the person their copy.")
            return redirect(_home(assessment))
    return render(
        request,
        "assessments/to_sign.jinja",
        {
            "frame": frame(assessment.subject, request.user, tab=TAB),
            "subject": assessment.subject,
            "assessment": assessment,
            "draft": draft,
            "sections": check_answers(draft, blanks=False),
            "refusal": refusal,
            "problems": problems,
            "own": draft.owner_id == request.user.pk,
            "facts": presenters.facts(assessment),
            "advocacy": advocacy.so_far(draft.answers, following.process_of(assessment), today),
        },
    )


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else -1


@needs("assessments.record")
def send_to_sign(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = _one(request, subject_id, assessment_id, "asking for a signature")
    draft = actions.draft_of(assessment)
    signers = signing.who_may(assessment, draft.answers if draft else {}, timezone.localdate())
    form = SignerForm(request.POST or None, signers=signers)
    if request.method == "POST" and form.is_valid():
        try:
            actions.send_to_sign(assessment=assessment, by=request.user, **form.cleaned_data)
        except NotComplete as wrong:
            form.add_error(None, f"It is not complete yet: {wrong.problems[0].words}.")
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            whom = form.cleaned_data["signer"] or "Your team"
            messages.success(request, f"{whom} is asked to read and sign it.")
            return redirect(_home(assessment))
    return _task(
        request,
        assessment,
        form,
        title="Ask for a signature",
        verb="Ask for a signature",
        intro=signing.why_not(assessment, draft.answers if draft else {}, request.user, timezone.localdate()),
    )


@needs("assessments.sign")
def send_back(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = _one(request, subject_id, assessment_id, "signing an assessment")
    form = SendBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.send_back(assessment=assessment, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"Sent back to {assessment.assessor}.")
            return redirect(_home(assessment))
    return _task(request, assessment, form, title="Send it back", verb="Send it back")


@needs("assessments.record")
def correct(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = _one(request, subject_id, assessment_id, "correcting an assessment")
    form = CorrectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.begin_correction(assessment=assessment, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            return redirect(actions.page_of(assessment, "write"))
    return _task(request, assessment, form, title="Correct what was signed", verb="Write the corrected version")


@needs("assessments.record")
def end(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = _one(request, subject_id, assessment_id, "ending an assessment")
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end(assessment=assessment, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Ended. What was written stays readable.")
            return redirect(reverse("assessments:index", args=[subject_id]))
    return _task(request, assessment, form, title="End it without signing", verb="End the assessment")


@needs("assessments.record")
def share(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = _one(request, subject_id, assessment_id, "sharing an assessment")
    form = ShareForm(request.POST or None, initial={"on": timezone.localdate(), "with_whom": str(assessment.subject)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.share(assessment=assessment, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "It is recorded that they have their copy.")
            return redirect(_home(assessment))
    return _task(request, assessment, form, title="They have their copy", verb="Save that it was shared")


@require_POST
@needs("documents.send")
def write_copy(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = _one(request, subject_id, assessment_id, "writing their copy")
    if not assessment.signed_at:
        return redirect(_home(assessment))
    try:
        document = letters.write_copy(assessment=assessment, by=request.user)
    except CannotBePrinted as problem:
        messages.error(request, str(problem))
        return redirect(_home(assessment))
    return redirect(reverse("desk:letter", args=[subject_id, document.pk]))


@needs("assessments.see")
def on_paper(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = _one(request, subject_id, assessment_id, "printing an assessment")
    if not assessment.response:
        return redirect(_home(assessment))
    return render(
        request,
        "questionnaires/print.jinja",
        {"response": assessment.response, "sections": check_answers(assessment.response)},
    )


@needs("assessments.record")
def advocate(request: HttpRequest, subject_id: int, check_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "naming an advocate")
    check = (
        AdvocacyCheck.objects.visible_to(request.user)
        .select_related("decision")
        .filter(subject=subject, pk=check_id)
        .first()
    )
    if check is None:
        raise Http404("No check with this number on this record.")
    form = AdvocateForm(
        request.POST or None, initial={"on": check.named_on or timezone.localdate(), "advocate": check.advocate}
    )
    back = reverse("assessments:index", args=[subject.pk])
    if request.method == "POST" and form.is_valid():
        advocacy.name_advocate(check=check, by=request.user, **form.cleaned_data)
        messages.success(request, f"{check.subject}’s advocate is {form.cleaned_data['advocate']}.")
        return redirect(back)
    return task_page(
        request,
        subject,
        form,
        tab=TAB,
        title="Name the independent advocate",
        verb="Save the advocate",
        back=back,
        intro=" ".join(check.decision.because),
    )
