"""Those who answer a desk: the questions, and what was said."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from alongside.foundation.access.opening import open_subject
from alongside.foundation.permissions import needs

from .. import actions, presenters
from ..forms import AnswerForm
from ..models import Question

PER_PAGE = 50


@needs("access_points.answer")
def questions(request: HttpRequest) -> HttpResponse:
    chosen = request.GET.get("state", "")
    rows = Question.objects.visible_to(request.user).with_people()
    rows = rows.newest_first() if chosen == "all" else rows.waiting().order_by("-is_waiting", "entered_at", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "access_points/questions.jinja", {
        "page": page, "rows": [presenters.question_row(one) for one in page],
        "query": f"state={chosen}" if chosen else "",
        "states": [{"text": text, "href": f"?state={key}" if key else "?", "current": key == chosen}
                   for key, text in (("", "Waiting"), ("all", "All"))]})


@needs("access_points.answer")
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever may answers; the first answer holds."""
    user: Any = request.user
    found = Question.objects.visible_to(user).with_people().select_related("answered_by").filter(pk=pk).first()
    if found is None:
        raise Http404("No question with this number that you may read.")
    if found.subject_id:
        open_subject(request, found.subject_id, "question from an access point")
    form = AnswerForm(request.POST or None) if not found.answered_at else None
    if form is not None and request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        found = actions.answer(question=found, words=said["words"], kind=said["kind"], by=user)
        first = found.answered_by_id == user.pk
        messages.success(request, f"Answered. {found.entered_by} sees it at the desk." if first else
                         f"{found.answered_by} answered first. This is what they said.")
        return redirect("access_points:question", found.pk)
    return render(request, "access_points/question.jinja", {
        "question": found, "form": form, "tag": presenters.question_tag(found), "at_desk": False})
