"""The carer’s assessments of one person, and beginning another."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.assessments.as_they_wrote import waiting
from alongside.care_management.assessments.models import Assessment
from alongside.foundation.access.conditions import visible_subjects
from alongside.foundation.access.opening import open_subject
from alongside.foundation.permissions import needs
from alongside.foundation.subjects.models import Subject
from alongside.front_door.conversations.models import AssessmentOffer
from alongside.people.pages import task_page
from alongside.people.people.presenters import frame
from alongside.people.relationships.models import Relationship

from .. import actions, as_they_wrote, presenters
from ..forms import StartForm
from .shared import TAB


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
    sent = waiting(subject, as_they_wrote.OFFER)
    received = timezone.localdate(sent.received_at) if sent else None
    form = StartForm(
        request.POST or None,
        cared_for=cared_for,
        user=request.user,
        initial={
            "asked_for_on": received or (offer.answered_on if offer else None) or timezone.localdate(),
            "cared_for_name": sent.answers.get("cared_for_name", "") if sent else "",
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
                subject=subject, by=request.user, offer=offer, assessor=request.user if myself else None, sent=sent,
                **given,
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
        request, subject, form, tab=TAB, title="Start a carer’s assessment", verb="Start the assessment", back=back,
        template="carers/start.jinja", sent=sent,
    )
