"""What is due, overdue and with nobody; large packages without a review; figures with what they are made of."""

from __future__ import annotations

from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_POST

from alongside.care_management.reviews import actions, due, presenters
from alongside.care_management.reviews import board as boards
from alongside.care_management.reviews.forms import GiveForm, OverForm
from alongside.care_management.reviews.models import Review
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.design import words
from alongside.foundation.design.shapes import Tab
from alongside.foundation.permissions import needs

LARGE = Decimal(14)


@needs("reviews.see")
def board(request: HttpRequest) -> HttpResponse:
    today, teams = timezone.localdate(), boards.teams_of(request.user)
    choice = boards.Choice.from_query(request.GET, teams, request.user)
    every = boards.of_choice(choice, request.user)
    counts = boards.counts(every, today)
    found = list(boards.shown(every, choice.show, today).with_people().soonest_first()[:boards.MANY])
    looked_at_list(request, sorted({review.subject_id for review in found}), "board of reviews")
    may_give = request.user.may("involvements.allocate") and not choice.mine
    return render(request, "reviews/board.jinja", {
        "rows": presenters.rows(found, today), "more": max(0, counts[choice.show] - len(found)), "choice": choice,
        "shows": _tabs(choice, counts), "whose": _whose(choice), "teams": teams,
        "form": GiveForm(teams=_teams_shown(choice, teams, request)) if may_give and found else None,
        "counts": counts, "rule": due.choice_in_words(today), "here": request.get_full_path(),
    })


def _teams_shown(choice: boards.Choice, teams: list, request: HttpRequest) -> list:
    own = set(request.user.team_ids())
    return [choice.team] if choice.team else [team for team in teams if team.pk in own]


def _address(**query: str) -> str:
    return f"{reverse('reviews:board')}?{urlencode({key: value for key, value in query.items() if value})}"


def _tabs(choice: boards.Choice, counts: dict[str, int]) -> list[Tab]:
    whose, team = "mine" if choice.mine else "team", choice.team.key if choice.team else ""
    return [Tab(label, _address(show=show, whose=whose, team=team), current=show == choice.show, count=counts[show])
            for show, label in boards.SHOWS.items()]


def _whose(choice: boards.Choice) -> list[Tab]:
    return [Tab("Mine", _address(show=choice.show, whose="mine"), current=choice.mine),
            Tab("My teams", _address(show=choice.show, whose="team"), current=not choice.mine)]


@needs("involvements.allocate")
@require_POST
def give(request: HttpRequest) -> HttpResponse:
    """Give the ticked reviews to one colleague: all of them, or none."""
    back = request.POST.get("back", "")
    if not (back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)):
        back = reverse("reviews:board")
    form = GiveForm(request.POST, teams=boards.teams_of(request.user))
    ticked = [int(pk) for pk in request.POST.getlist("review") if pk.isascii() and pk.isdigit() and len(pk) < 19]
    reviews = list(Review.objects.visible_to(request.user).outstanding().filter(pk__in=ticked))
    if not ticked or len(reviews) != len(set(ticked)):
        messages.error(request, "Tick the reviews to give to somebody." if not ticked else
                       "Some of these reviews were held or called off meanwhile. Nothing was given; tick again.")
    elif not form.is_valid():
        messages.error(request, "Choose the colleague who holds them.")
    else:
        try:
            actions.allocate(reviews=reviews, worker=form.cleaned_data["worker"], by=request.user)
        except (actions.NotNow, ValueError) as refused:
            messages.error(request, str(refused))
        else:
            messages.success(
                request, f"{words.plural(len(reviews), 'review')} given to {form.cleaned_data['worker'].name}."
            )
    return redirect(back)


@needs("reviews.see")
def large(request: HttpRequest) -> HttpResponse:
    """Packages above so many hours without a review in twelve months. Nobody says here which size is better."""
    today = timezone.localdate()
    form = OverForm(request.GET if "over" in request.GET else None, initial={"over": LARGE})
    over = form.cleaned_data["over"] if form.is_bound and form.is_valid() else LARGE
    found = list(boards.not_reviewed(request.user, over=over, today=today)[:boards.MANY])
    looked_at_list(request, sorted({plan.subject_id for plan in found}), "large packages without a review")
    return render(request, "reviews/large.jinja", {
        "form": form, "over": over, "bands": boards.in_bands(request.user, today),
        "rows": [[{"text": plan.subject.display_name, "href": reverse("plans:read", args=[plan.subject_id, plan.pk])},
                  f"{plan.hours.normalize():f}", words.money(plan.cost), words.date(plan.starts_on)] for plan in found],
    })


@needs("work.see_team")
def figures(request: HttpRequest) -> HttpResponse:
    return render(request, "reviews/figures.jinja", {"figures": boards.figures(request.user, timezone.localdate())})
