"""The pages of somebody's own record."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.foundation.documents.presenters import letter_of
from alongside.foundation.documents.typeset import CannotBePrinted, pdf
from alongside.foundation.limits.guard import limited
from alongside.foundation.one_time_codes import holding
from alongside.people.agreements.models import Agreement
from alongside.people.own_access import actions
from alongside.people.own_access.actions.agreeing import may_take_back
from alongside.people.own_access.models import Part
from alongside.portal import opening
from alongside.rules import council

from .. import presenters
from ..forms import TakeBackForm
from ..guard import Theirs, theirs, whose
from ..parts import about, ahead, helpers, looked, papers, planned, shared, whole

DAYS_ON_A_PAGE = 30
# A reader may ask for so many files an hour: each is set anew.
FILES_AN_HOUR = 40


class Request(HttpRequest):
    """With who reads, whose record."""

    theirs: Theirs


@require_safe
@theirs(what="home")
def home(request: Request) -> HttpResponse:
    who = request.theirs
    return render(request, "my_plan/home.jinja", {
        "sections": presenters.sections(who), "coming": ahead.coming(who), "to_ring": ahead.to_ring(who),
        "hours": opening.lines(council.load(settings.COUNCIL_PACK).opening_hours),
        "unread": presenters.unread(who)})


@require_safe
@theirs(Part.ABOUT_ME, what="about me")
def about_me(request: Request) -> HttpResponse:
    who = request.theirs
    return render(request, "my_plan/about_me.jinja", {
        "said": about.said(who), "strengths": about.strengths(who), "networks": about.networks(who),
        "add": presenters.address("my_plan:add")})


@require_safe
@theirs(Part.PLAN, what="plan")
def plan(request: Request) -> HttpResponse:
    who = request.theirs
    return render(request, "my_plan/plan.jinja", {
        "plans": planned.in_force(who), "wishes": planned.wishes(who), "review": planned.next_review(who),
        "money": who.may_read(Part.MONEY),
        "groups": planned.MINE if who.access.is_the_person else {}})


@require_safe
@theirs(Part.MONEY, what="costs")
def costs(request: Request) -> HttpResponse:
    return render(request, "my_plan/costs.jinja", {"plans": planned.in_force(request.theirs)})


@require_safe
@theirs(Part.PEOPLE, what="who helps")
def people(request: Request) -> HttpResponse:
    return render(request, "my_plan/people.jinja", {
        "around": helpers.around(request.theirs), "working": helpers.working(request.theirs)})


@require_safe
@theirs(what="papers")
def paper_list(request: Request) -> HttpResponse:
    if not presenters.reads_papers(request.theirs):
        return render(request, "my_plan/not_shared.jinja", status=404)
    return render(request, "my_plan/papers.jinja", {"papers": papers.released(request.theirs)})


@require_safe
@theirs(what="paper")
def paper(request: Request, release_id: int) -> HttpResponse:
    row = papers.one(request.theirs, release_id)
    if row is None:
        return render(request, "my_plan/not_shared.jinja", status=404)
    return render(request, "my_plan/paper.jinja", {"letter": letter_of(row.document), "release": row})


@limited("my_plan.file", per_hour=FILES_AN_HOUR, methods=("GET",))
@require_safe
@theirs(what="paper, kept as a file")
def paper_file(request: Request, release_id: int) -> HttpResponse:
    row = papers.one(request.theirs, release_id)
    if row is None:
        return render(request, "my_plan/not_shared.jinja", status=404)
    return _file(row.document.pdf(), row.document.file_name)


@require_safe
@theirs(Part.AGREEMENTS, what="what may be shared")
def agreements(request: Request) -> HttpResponse:
    return render(request, "my_plan/agreements.jinja", {"rows": shared.agreements(request.theirs)})


@limited("my_plan.take_back", per_hour=30)
@require_http_methods(["GET", "HEAD", "POST"])
@theirs(Part.AGREEMENTS, what="what may be shared", holds=("words",))
def take_back(request: Request, agreement_id: int) -> HttpResponse:
    """It holds at once, and is a worker's work the same day."""
    who = request.theirs
    row = Agreement.objects.newest_first().filter(subject=who.subject, pk=agreement_id).first()
    if row is None or row.withdrawn_on or may_take_back(who.access, row):
        return render(request, "my_plan/not_shared.jinja", status=404)
    held = holding.give_back(request, request.path, whose=whose(who.access)) if request.method != "POST" else None
    form = TakeBackForm(request.POST if request.method == "POST" else None, initial=held.dict() if held else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_back_agreement(access=who.access, agreement=row, words=form.cleaned_data["words"])
        except actions.TakenBackAlready:
            messages.info(request, "It was taken back already.")
        else:
            messages.success(request, "You have taken it back. We stop sharing from now on. A worker tells those who "
                                      "were named, and says here what it means for your support.")
        return redirect("my_plan:agreements")
    return render(request, "my_plan/take_back.jinja", {"form": form, "row": shared.agreed(who, row)},
                  status=422 if form.is_bound else 200)


@require_safe
@theirs(Part.LOOKS, what="who looked")
def looks(request: Request) -> HttpResponse:
    if not looked.shown():
        return render(request, "my_plan/not_shared.jinja", status=404)
    page = Paginator(looked.days(request.theirs), DAYS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "my_plan/looks.jinja", {"page": page})


@require_safe
@theirs(what="print or keep")
def keep(request: Request) -> HttpResponse:
    return render(request, "my_plan/keep.jinja")


@require_safe
@theirs(what="print")
def on_paper(request: Request) -> HttpResponse:
    return render(request, "my_plan/on_paper.jinja", {"letter": whole.letter(request.theirs)})


@limited("my_plan.file", per_hour=FILES_AN_HOUR, methods=("GET",))
@require_safe
@theirs(what="kept as a file")
def download(request: Request) -> HttpResponse:
    try:
        made = pdf(whole.letter(request.theirs, large=request.GET.get("size") == "large"))
    except CannotBePrinted as why:
        raise Http404(str(why)) from why
    return _file(made, "my-plan.pdf")


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
