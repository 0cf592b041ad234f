"""The administrator's screens: accounts, places, registrations, teams."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ResetPasswordForm
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from alongside.foundation.accounts import actions, presenters
from alongside.foundation.accounts.forms import AccountForm, CloseForm, EndForm, PlaceForm, QualificationForm, TeamForm
from alongside.foundation.accounts.models import Membership, Team, User
from alongside.foundation.design import meanwhile
from alongside.foundation.permissions import needs

PAGE = 50


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, if anything was: an empty post is a post too (nobody ticked)."""
    return request.POST if request.method == "POST" else None


@needs("accounts.manage")
def users(request: HttpRequest) -> HttpResponse:
    words, show = request.GET.get("q", "").strip(), request.GET.get("show", "open")
    kinds = {"idle": User.objects.idle(), "closed": User.objects.closed(), "locked": User.objects.locked()}
    chosen = kinds.get(show, User.objects.working())
    page = Paginator(chosen.named_like(words).for_list(), PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/users.jinja", {
        "page": page, "rows": presenters.account_rows(page.object_list), "q": words, "show": show,
        "filters": presenters.account_filters(show, User.objects.counts())})


def _user(user_id: int) -> User:
    return get_object_or_404(User.objects.select_related("organisation"), pk=user_id)


@needs("accounts.manage")
def user(request: HttpRequest, user_id: int) -> HttpResponse:
    return render(request, "accounts/user.jinja", presenters.account(_user(user_id), request.user))


def _task(request: HttpRequest, form: Any, heading: str, verb: str, back: str, words: str = "") -> HttpResponse:
    return render(request, "accounts/task.jinja", {
        "form": form, "heading": heading, "verb": verb, "cancel": {"href": back, "text": "Go back"}, "words": words})


def _page_of(user_id: int) -> str:
    return reverse("accounts:user", args=[user_id])


@needs("accounts.manage")
def add_user(request: HttpRequest) -> HttpResponse:
    form = AccountForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        made = actions.open_account(by=request.user, **form.cleaned_data)
        messages.success(request, f"{made.name} has an account. Give them a place in a team next.")
        return HttpResponseRedirect(reverse("accounts:give_place", args=[made.pk]))
    return _task(request, form, "Open an account", "Open the account", reverse("accounts:users"))


@needs("accounts.manage")
def edit_user(request: HttpRequest, user_id: int) -> HttpResponse:
    person = _user(user_id)
    form = AccountForm(_sent(request), user=person)
    now = dict(form.initial)
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what=f"the account of {person.name}", tables=(User,),
                                  row=person.pk, back=_page_of(user_id))
        actions.correct_account(user=person, by=request.user, **form.cleaned_data)
        return HttpResponseRedirect(_page_of(user_id))
    return _task(request, form, f"Correct the account of {person.name}", "Save the account", _page_of(user_id))


@needs("accounts.manage")
def give_place(request: HttpRequest, user_id: int) -> HttpResponse:
    person = _user(user_id)
    form = PlaceForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_place(user=person, by=request.user, **form.cleaned_data)
        except (actions.NotOneself, actions.HasItAlready) as problem:
            form.add_error(None, str(problem))
        else:
            return HttpResponseRedirect(_page_of(user_id))
    return _task(request, form, f"A place in a team for {person.name}", "Give the place", _page_of(user_id))


@needs("accounts.manage")
def end_place(request: HttpRequest, user_id: int, membership_id: int) -> HttpResponse:
    place = get_object_or_404(Membership.objects.not_ended().select_related("user", "team"), pk=membership_id,
                              user_id=user_id)
    form = EndForm(_sent(request))
    now = {"last_day": place.ends_on}
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what="the last day in the team", tables=(Membership,),
                                  row=place.pk, back=_page_of(user_id))
        try:
            actions.end_place(membership=place, by=request.user, **form.cleaned_data)
        except actions.NotOneself as problem:
            form.add_error(None, str(problem))
        else:
            return HttpResponseRedirect(_page_of(user_id))
    return _task(request, form, f"{place.user.name} leaves {place.team.name}", "End the place", _page_of(user_id),
                 f"As {place.get_role_display().lower()}, since {place.starts_on:%-d %B %Y}.")


@needs("accounts.manage")
def see_qualification(request: HttpRequest, user_id: int) -> HttpResponse:
    person = _user(user_id)
    form = QualificationForm(_sent(request), initial={"kind": request.GET.get("kind")})
    if request.method == "POST" and form.is_valid():
        told = {key: value for key, value in form.cleaned_data.items() if key != "seen"}
        try:
            actions.see_qualification(user=person, by=request.user, **told)
        except actions.NotOneself as problem:
            form.add_error(None, str(problem))
        else:
            return HttpResponseRedirect(_page_of(user_id))
    return _task(request, form, f"A registration of {person.name}", "Record what you saw", _page_of(user_id))


@needs("accounts.manage")
def close_user(request: HttpRequest, user_id: int) -> HttpResponse:
    person = _user(user_id)
    form = CloseForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_account(user=person, by=request.user, **form.cleaned_data)
        except (actions.NotOneself, actions.ClosedAlready) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"The account of {person.name} is closed.")
            return HttpResponseRedirect(_page_of(user_id))
    return _task(request, form, f"Close the account of {person.name}", "Close the account", _page_of(user_id),
                 "They are signed out at once and lose their places in teams. What they recorded stays theirs. "
                 "Ask their manager to hand their work to a colleague.")


@needs("accounts.manage")
@require_POST
def reopen_user(request: HttpRequest, user_id: int) -> HttpResponse:
    person = _user(user_id)
    try:
        actions.reopen_account(user=person, by=request.user)
    except actions.NotOneself as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"The account of {person.name} is open again. Give them a place in a team.")
    return HttpResponseRedirect(_page_of(user_id))


@needs("accounts.manage")
@require_POST
def unlock_user(request: HttpRequest, user_id: int) -> HttpResponse:
    person = _user(user_id)
    try:
        lifted = actions.unlock_account(user=person, by=request.user)
    except actions.NotOneself as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"{person.name} can sign in again." if lifted
                         else f"The account of {person.name} was not locked.")
    return HttpResponseRedirect(_page_of(user_id))


@needs("accounts.manage")
@require_POST
def invite_user(request: HttpRequest, user_id: int) -> HttpResponse:
    """The letter with the page where they choose a password; it works for three days and once."""
    person = _user(user_id)
    form = ResetPasswordForm({"email": person.email})
    if person.is_active and form.is_valid():
        form.save(request)
        messages.success(request, f"A message to {person.email} is on its way.")
    else:
        messages.error(request, "No message was sent: the account needs an email address and must be open.")
    return HttpResponseRedirect(_page_of(user_id))


@needs("accounts.manage")
def teams(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/teams.jinja", {"rows": presenters.team_rows(Team.objects.with_counts())})


@needs("accounts.manage")
def add_team(request: HttpRequest) -> HttpResponse:
    form = TeamForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        actions.open_team(by=request.user, key=slugify(form.cleaned_data["name"]).replace("-", "_")[:60],
                          **form.cleaned_data)
        return HttpResponseRedirect(reverse("accounts:teams"))
    return _task(request, form, "Open a team", "Open the team", reverse("accounts:teams"))


@needs("accounts.manage")
def edit_team(request: HttpRequest, team_id: int) -> HttpResponse:
    team = get_object_or_404(Team, pk=team_id)
    form = TeamForm(_sent(request), team=team)
    now = dict(form.initial)
    meanwhile.watch(form, now)
    if request.method == "POST" and form.is_valid():
        if meanwhile.overtaken(form, now):
            return meanwhile.both(request, form, now, what=f"the team {team.name}", tables=(Team,), row=team.pk,
                                  back=reverse("accounts:teams"))
        actions.correct_team(team=team, by=request.user, **form.cleaned_data)
        return HttpResponseRedirect(reverse("accounts:teams"))
    return render(request, "accounts/team.jinja", {
        "form": form, "team": team, "people": User.objects.in_team(team).working().order_by("name", "pk")})


@needs("accounts.manage")
@require_POST
def close_team(request: HttpRequest, team_id: int) -> HttpResponse:
    team = get_object_or_404(Team, pk=team_id)
    actions.close_team(team=team, on=timezone.localdate(), by=request.user)
    messages.success(request, f"{team.name} is closed: no new work and no new place.")
    return HttpResponseRedirect(reverse("accounts:teams"))
