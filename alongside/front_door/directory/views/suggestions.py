"""What the public suggested, to be read and decided by a colleague."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alongside.foundation.permissions import needs

from .. import actions
from ..models import Suggestion


@needs("directory.see")
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "directory/staff/suggestions.jinja", {
        "suggestions": Suggestion.objects.unread().for_list()[:200], "may_edit": request.user.may("directory.edit")})


@require_POST
@needs("directory.edit")
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    suggestion = Suggestion.objects.for_list().filter(pk=pk).first()
    if suggestion is None:
        raise Http404("No suggestion has this number.")
    taken = request.POST.get("taken") == "yes"
    actions.answer(suggestion=suggestion, taken=taken, by=request.user)
    if not taken:
        messages.success(request, "Read, and not taken up.")
    elif suggestion.term_id:
        messages.success(request, f"{suggestion.service.name} now stands under {suggestion.term.name} too.")
    else:
        messages.success(request, "Read. Put right here what is wrong.")
        return redirect("directory:entry", suggestion.service_id)
    return redirect("directory:suggestions")
