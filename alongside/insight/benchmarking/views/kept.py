"""Packs that are made behind the pages and kept, and one council's profile as a file."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.permissions import needs

from .. import making, pack, places, selectors, years
from ..forms import PackForm
from ..models import KeptPack
from .asked import profile_of

TYPES = {"pdf": "application/pdf", "html": "text/html; charset=utf-8", "json": "application/json"}


@require_safe
@needs("benchmarking.see")
def packs(request: HttpRequest) -> HttpResponse:
    """Every pack that is kept, the newest first."""
    return render(
        request,
        "benchmarking/packs.jinja",
        {"packs": KeptPack.objects.newest_first()[:100], "may_write": request.user.may("benchmarking.write")},
    )


@require_POST
@needs("benchmarking.see")
def ask_for_pack(request: HttpRequest) -> HttpResponse:
    form = PackForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
        return redirect("benchmarking:home")
    made = making.ask_for_pack(by=request.user, **form.cleaned_data)
    return redirect("benchmarking:kept_pack", made.pk)


@require_safe
@needs("benchmarking.see")
def kept_pack(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, and its files once it is there."""
    one = get_object_or_404(KeptPack.objects.newest_first(), pk=pk)
    page = "benchmarking/kept_pack_part.jinja" if request.headers.get("HX-Request") else "benchmarking/kept_pack.jinja"
    return render(request, page, {"pack": one, "may_write": request.user.may("benchmarking.write")})


@require_safe
@needs("benchmarking.see")
def kept_file(request: HttpRequest, pk: int, form: str) -> FileResponse:
    one = get_object_or_404(KeptPack.objects.newest_first(), pk=pk)
    if form not in TYPES or not one.is_there or not one.file(form).exists():
        raise Http404("There is no such file. Ask for the pack again.")
    name = places.plain(f"{one.group} {one.year}").replace(" ", "-")
    # Taken away, the web page too: it stands alone, with its own styles, which no page of ours may carry.
    return FileResponse(
        one.file(form).open("rb"), content_type=TYPES[form], as_attachment=True, filename=f"{name}.{form}"
    )


@require_POST
@needs("benchmarking.write")
def throw_away(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(KeptPack.objects.newest_first(), pk=pk)
    if one.is_under_way:
        messages.error(request, "It is being made. Wait until it is there.")
    else:
        making.throw_away(kept=one, by=request.user)
        messages.success(request, f"The pack of {one} is thrown away.")
    return redirect("benchmarking:packs")


@require_safe
@needs("benchmarking.see")
def file(request: HttpRequest, code: str, year: str, form: str) -> HttpResponse:
    """One council's profile as a file."""
    if form not in TYPES:
        raise Http404("No such format.")
    one, asked = profile_of(request, code, year)
    made = selectors.pack(council=one.name, year=years.year(year), baseline=asked.baseline, rules=asked.rules)
    name = places.plain(f"{one.name} {made.year}").replace(" ", "-")
    answer = HttpResponse(pack.write(made, form), content_type=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer
