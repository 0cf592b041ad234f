"""Writing, reading and printing one, and who has it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.care_management.assessments import advocacy, following, known
from alongside.care_management.assessments import presenters as assessments_in_words
from alongside.care_management.assessments.as_they_wrote import beside, wants_an_advocate
from alongside.foundation.access.conditions import visible_subjects
from alongside.foundation.design import meanwhile
from alongside.foundation.permissions import needs
from alongside.foundation.questionnaires.page import questionnaire_page
from alongside.foundation.questionnaires.presenters import check_answers, side_by_side
from alongside.people.people.presenters import frame

from .. import actions, as_they_wrote, presenters
from ..forms import GiveForm
from ..models import CarersAssessment
from .shared import TAB, one, process, task


@needs("carers.assess")
def write(request: HttpRequest, subject_id: int, assessment_id: int, part: str = "") -> HttpResponse:
    assessment = one(request, subject_id, assessment_id, "writing a carer's assessment")
    correcting = bool(assessment.being_corrected_because)
    if not assessment.is_open and not correcting:
        return redirect(actions.page_of(assessment))
    if assessment.assessor is None:
        if assessment.team_id not in request.user.team_ids():
            messages.error(request, f"It is on the list of {assessment.team}. Ask them to give it to you.")
            return redirect(actions.page_of(assessment))
        assessment = actions.give(assessment=assessment, assessor=request.user, by=request.user)
    subject = assessment.subject
    found = {} if correcting else {**known.known(subject, request.user), **as_they_wrote.known(assessment.sent)}
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
            "theirs": beside(assessment.sent, page.part),
            "wants_an_advocate": wants_an_advocate(assessment.sent),
            "advocacy": advocacy.so_far(page.draft.answers, process(assessment), today)
            if page.part == "taking_part"
            else None,
        },
    )


def _asked(assessment: CarersAssessment) -> set[str]:
    return known.asked_in(assessment.questionnaire)


@needs("carers.see")
def read(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = one(request, subject_id, assessment_id, "carer's assessment")
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
    assessment = one(request, subject_id, assessment_id, "taking on a carer's assessment")
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
    assessment = one(request, subject_id, assessment_id, "giving a carer's assessment")
    form = GiveForm(request.POST or None, assessment=assessment, initial={"assessor": assessment.assessor_id})
    now = {"assessor": assessment.assessor_id}
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now) and assessment.is_open:
            return meanwhile.both(
                request, form, now, what="who carries it out", subject=assessment.subject,
                tables=(CarersAssessment,), back=actions.page_of(assessment),
            )
        try:
            actions.give(assessment=assessment, by=request.user, **form.cleaned_data)
        except actions.NotNow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{form.cleaned_data['assessor']} carries it out now.")
            return redirect(actions.page_of(assessment))
    return task(
        request,
        assessment,
        form,
        title="Who carries it out?",
        verb="Give it to them",
        intro="What has been written so far goes along.",
    )


@needs("carers.see")
def on_paper(request: HttpRequest, subject_id: int, assessment_id: int) -> HttpResponse:
    assessment = one(request, subject_id, assessment_id, "printing a carer's assessment")
    if not assessment.response:
        return redirect(actions.page_of(assessment))
    return render(
        request,
        "questionnaires/print.jinja",
        {"response": assessment.response, "sections": check_answers(assessment.response, for_the_person=True)},
    )
