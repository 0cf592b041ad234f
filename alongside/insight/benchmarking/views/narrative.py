"""The council's own words, who signs them off, and its entries."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from alongside.foundation.permissions import needs

from .. import actions, checking
from ..forms import EntryForm, NarrativeForm
from ..models import Entry, NarrativeVersion
from ..profile import Profile
from .asked import profile_of


@needs("benchmarking.write")
def words(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """The council's own words: a new version each time."""
    one, _ = profile_of(request, code, year)
    year = one.standing.year
    newest = NarrativeVersion.objects.of(one.standing.council.code, year).first()
    form = NarrativeForm(
        request.POST or None,
        profile=one,
        initial={"words": newest.words if newest else "", "seen": newest.number if newest else 0},
    )
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.write_narrative(
                council=one.standing.council.code,
                year=year,
                by=request.user,
                words=form.cleaned_data["words"],
                note=form.cleaned_data["note"],
                seen=form.cleaned_data["seen"],
            )
        except actions.ChangedMeanwhile as problem:
            form.add_error("words", f"{problem} Yours is still here: read theirs, then save yours over it.")
            form.data = form.data.copy()
            form.data["seen"] = newest.number if newest else 0
        else:
            messages.success(request, f"Version {kept.number} is saved. It is not signed off yet.")
            for doubt in checking.doubts(kept.words, one.standing):
                messages.warning(request, doubt)
            return redirect("benchmarking:profile", one.standing.council.code, year)
    return render(
        request,
        "benchmarking/words.jinja",
        {"form": form, "profile": one, "at": one.standing, "newest": newest, "back": address(one)},
    )


@require_POST
@needs("benchmarking.sign")
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    version = get_object_or_404(NarrativeVersion, pk=pk)
    role = request.user.job_title or ", ".join(request.user.role_names) or "Staff"
    try:
        actions.sign_off(version=version, by=request.user, role=role)
        messages.success(request, f"You have signed off version {version.number}.")
    except actions.CannotSign as problem:
        messages.error(request, str(problem))
    return redirect("benchmarking:profile", version.council, version.year)


@needs("benchmarking.write")
def entries(request: HttpRequest, code: str, year: str) -> HttpResponse:
    """What no official table holds: dated, with its source."""
    one, _ = profile_of(request, code, year)
    year = one.standing.year
    form = EntryForm(request.POST or None, year=year)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_entry(council=one.standing.council.code, year=year, by=request.user, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, " ".join(problem.messages))
        else:
            messages.success(request, "The entry is saved and stands in the profile.")
            if form.warning:
                messages.warning(request, form.warning)
            return redirect("benchmarking:entries", one.standing.council.code, year)
    return render(
        request,
        "benchmarking/entries.jinja",
        {
            "form": form,
            "profile": one,
            "at": one.standing,
            "back": address(one),
            "entries": Entry.objects.of(one.standing.council.code, year),
        },
    )


@require_POST
@needs("benchmarking.write")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    entry = get_object_or_404(Entry.objects.standing(), pk=pk)
    actions.withdraw_entry(entry=entry, by=request.user)
    messages.success(request, "The entry is withdrawn: the profile no longer says it.")
    return redirect("benchmarking:entries", entry.council, entry.year)


def address(one: Profile) -> str:
    return reverse("benchmarking:profile", args=[one.standing.council.code, one.standing.year])
