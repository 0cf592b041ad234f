"""Asking for a review, holding it beside the last plan, reading what came of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.care_management.plans.models import Plan
from alongside.care_management.reviews import actions, due, presenters
from alongside.care_management.reviews.forms import AskForm, LateForm
from alongside.care_management.reviews.holding import lacking
from alongside.care_management.reviews.models import Review
from alongside.foundation.access.opening import open_subject
from alongside.foundation.design import meanwhile
from alongside.foundation.permissions import needs
from alongside.foundation.questionnaires.page import QuestionnairePage, questionnaire_page
from alongside.foundation.questionnaires.presenters import check_answers
from alongside.foundation.subjects.models import Subject
from alongside.people.pages import task_page
from alongside.people.people.presenters import frame

TAB = "plans"
# Said in the page by the outcomes' own words and the table, not once more as questions.
SAID_ELSEWHERE = ("outcomes",)


def _open(request: HttpRequest, subject_id: int, review_id: int) -> tuple[Subject, Review]:
    subject = open_subject(request, subject_id, "review")
    review = Review.objects.of(subject).with_everything().filter(pk=review_id).first()
    if review is None:
        raise Http404("This person has no review with that number.")
    return subject, review


@needs("reviews.record")
def ask(request: HttpRequest, subject_id: int, plan_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, "plan")
    plan = Plan.objects.of(subject).filter(pk=plan_id).first()
    if plan is None:
        raise Http404("This person has no plan with that number.")
    back = reverse("plans:index", args=[subject.pk])
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_for(plan=plan, by=request.user, **form.cleaned_data)
        except actions.NotNow as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "The review is asked for and on somebody’s list.")
        return redirect(back)
    return task_page(
        request,
        subject,
        form,
        tab=TAB,
        title="Ask for a review",
        verb="Ask for the review",
        back=back,
        intro="Anybody may ask, at any time. It is held within four weeks, sooner if somebody may be unsafe.",
    )


@needs("reviews.see")
def read(request: HttpRequest, subject_id: int, review_id: int) -> HttpResponse:
    subject, review = _open(request, subject_id, review_id)
    sections = (
        [part for part in check_answers(review.response) if part[0] not in SAID_ELSEWHERE] if review.response else []
    )
    return render(
        request,
        "reviews/read.jinja",
        {
            "frame": frame(subject, request.user, tab=TAB),
            "subject": subject,
            "review": review,
            "state": presenters.state(review, timezone.localdate()),
            "facts": presenters.facts(review),
            "changes": presenters.side_by_side(review),
            "sections": sections,
            "last_plan": presenters.last_plan(review.plan),
            "outstanding": review.is_outstanding and not subject.died_on,
            "today": timezone.localdate(),
            "next_version": review.plan.replacements.order_by("-pk").first() if review.result == "change" else None,
        },
    )


@needs("reviews.see")
def on_paper(request: HttpRequest, subject_id: int, review_id: int) -> HttpResponse:
    subject, review = _open(request, subject_id, review_id)
    if review.response is None:
        raise Http404("This review is still to be held: there is nothing to print yet.")
    return render(request, "reviews/print.jinja", {
        "subject": subject, "review": review, "facts": presenters.facts(review),
        "changes": presenters.side_by_side(review),
        "sections": [part for part in check_answers(review.response) if part[0] not in SAID_ELSEWHERE],
    })


@needs("reviews.record")
def late(request: HttpRequest, subject_id: int, review_id: int) -> HttpResponse:
    subject, review = _open(request, subject_id, review_id)
    back = reverse("reviews:read", args=[subject.pk, review.pk])
    form = LateForm(request.POST or None, initial={"reason": review.late_reason, "note": review.late_note})
    now = {"reason": review.late_reason, "note": review.late_note}
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now) and review.is_outstanding:
            return meanwhile.both(request, form, now, what="why the review is late", subject=subject,
                                  tables=(Review,), back=back)
        try:
            actions.say_why_late(review=review, by=request.user, **form.cleaned_data)
        except actions.NotNow as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "It is written down why the review is late. It stays due.")
            return redirect(back)
    return task_page(request, subject, form, tab=TAB, title="Why the review is late", verb="Save why it is late",
                     back=back)


@needs("reviews.record")
def hold(request: HttpRequest, subject_id: int, review_id: int, part: str = "") -> HttpResponse:
    subject, review = _open(request, subject_id, review_id)
    if not review.is_outstanding or subject.died_on:
        return redirect("reviews:read", subject.pk, review.pk)

    def address(part: str) -> str:
        return reverse("reviews:hold", args=[subject.pk, review.pk, part] if part else [subject.pk, review.pk])

    page = questionnaire_page(
        request, actions.QUESTIONNAIRE, about=review.about, subject=subject, url=address, part=part,
        title=f"Review with {subject.display_name}", sign_words="Finish the review",
        leave_url=reverse("reviews:read", args=[subject.pk, review.pk]),
        answers={"held_on": timezone.localdate().isoformat()},
    )
    outcomes = list(review.plan.outcomes.all())
    if page.signing:
        for question, sentence in lacking(page.draft.answers, outcomes):
            page.refuse(question, sentence)
    if page.signing:
        try:
            review = actions.hold(review=review, draft=page.draft, by=request.user)
        except actions.NotNow as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"The review is finished. {review.get_result_display()}.")
        return redirect("reviews:read", subject.pk, review.pk)
    if page.answer:
        return page.answer
    _in_the_plans_words(page, outcomes)
    return render(request, "reviews/hold.jinja", {
        **page.context, "review": review, "last_plan": presenters.last_plan(review.plan),
        "rule": due.choice_in_words(timezone.localdate()),
    })


def _in_the_plans_words(page: QuestionnairePage, outcomes: list[Any]) -> None:
    """As many questions as the plan has outcomes, each with the outcome's own words."""
    names = {f"{key}_{number}": outcome for number, outcome in enumerate(outcomes, start=1)
             for key in ("achieved", "about")}
    for one in page.parts:
        if one.section.key != "outcomes":
            continue
        one.shown = [shown for shown in one.shown if shown.question.key in names]
        # The page says which questions may still come: none beyond the plan's own.
        one.section = replace(one.section, questions=tuple(shown.question for shown in one.shown))
        for shown in one.shown:
            if shown.question.key.startswith("achieved_"):
                shown.field.label = f"“{names[shown.question.key].words}”"
