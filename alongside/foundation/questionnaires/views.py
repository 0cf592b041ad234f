"""Where pages save themselves, and a worker's list of drafts."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from alongside.foundation.access.opening import open_subject
from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.design import words
from alongside.foundation.permissions import signed_in

from .actions import discard, save_draft, take_over_draft
from .answers import fingerprint
from .models import Draft
from .page import conflict_in_words, sent_by
from .presenters import check_answers, covered_lines, draft_lines, kept_versions
from .progress import states


def _asks_to_sign_in() -> JsonResponse:
    """For the script: words, not a redirect it would take for a saved page."""
    return JsonResponse({"state": "signed_out", "sign_in": reverse("account_login")}, status=401)


def _own(request: HttpRequest, draft_id: int) -> Draft:
    draft = Draft.objects.owned_by(request.user).filter(pk=draft_id).first()
    if draft is None:
        raise Http404("No draft of yours has this number. It may have been signed in another window.")
    return draft


@require_POST
def autosave(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Save what a page sends. The request is one transaction, committed before this answer leaves: 200 means kept."""
    if not request.user.is_authenticated:
        return _asks_to_sign_in()
    draft = _own(request, draft_id)
    sent = sent_by(draft, request.POST)
    saved = save_draft(draft=draft, sent=sent, by=request.user)
    if saved.overtaken:
        return JsonResponse({"state": "overtaken"})
    draft = saved.draft
    conflicts = [conflict_in_words(draft.declared.question(one.key), one) for one in saved.conflicts]
    waiting = {one.key for one in saved.conflicts}

    def rows(key: str) -> bool:
        return draft.declared.question(key).kind == "rows"

    return JsonResponse({
        "state": "conflict" if conflicts else "saved",
        "revision": draft.revision,
        "saved_at": words.clock(draft.saved_at),
        # The ground the page stands on now. Of an answer in conflict it stays the old one; of rows that were merged
        # it is what the page holds, for it does not show the others' rows yet.
        "base": {key: fingerprint(mine if rows(key) else draft.answers.get(key))
                 for key, mine in sent.answers.items() if key not in waiting},
        # Answers that are not as this page wrote them: it shows them, or says that a list has grown elsewhere.
        "theirs": {key: None if rows(key) else draft.answers.get(key) for key, mine in sent.answers.items()
                   if key not in waiting and draft.answers.get(key) != mine},
        "asked": [question.key for _, question in draft.declared.asked_questions(draft.answers)],
        "parts": {section.key: state for section, state in states(draft)},
        "conflicts": [{**one, "html": render_to_string("questionnaires/conflict.jinja", {"conflict": one}, request)}
                      for one in conflicts],
    }, status=409 if conflicts else 200)


autosave.permission = "signed in"


@require_GET
@never_cache
def renew(request: HttpRequest) -> HttpResponse:
    """After signing in again in another window, an open page asks for what it needs to go on saving."""
    if not request.user.is_authenticated:
        return _asks_to_sign_in()
    return JsonResponse({"token": get_token(request), "user": request.user.pk})


renew.permission = "signed in"


@signed_in
def drafts(request: HttpRequest) -> HttpResponse:
    covered = list(Draft.objects.of_those_covered_by(request.user))
    looked_at_list(request, sorted({draft.subject_id for draft in covered if draft.subject_id}), "colleagues' drafts")
    return render(request, "questionnaires/drafts.jinja", {
        "drafts": draft_lines(Draft.objects.of(request.user)), "covered": covered_lines(covered)})


@signed_in
def take_over(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Go on with what an absent colleague began, while covering for them. Reads first, then takes."""
    draft = Draft.objects.of_those_covered_by(request.user).filter(pk=draft_id).first()
    if draft is None:
        raise Http404("No draft of a colleague you cover for has this number.")
    if draft.subject_id:
        open_subject(request, draft.subject_id, "a colleague's draft")
    if request.method == "POST":
        try:
            take_over_draft(draft=draft, by=request.user)
        except ValueError as problem:
            messages.error(request, str(problem))
            return HttpResponseRedirect(reverse("questionnaires:drafts"))
        messages.success(request, f"{draft.title} is yours now.")
        return HttpResponseRedirect(draft.url)
    return render(request, "questionnaires/take_over.jinja", {
        "draft": draft, "line": covered_lines([draft])[0], "sections": check_answers(draft, blanks=False)})


@signed_in
def throw_away(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Asks first: there is no way back."""
    draft = _own(request, draft_id)
    if request.method == "POST":
        discard(draft=draft, by=request.user)
        return HttpResponseRedirect(reverse("questionnaires:drafts"))
    return render(request, "questionnaires/throw_away.jinja", {"draft": draft})


@signed_in
def versions(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Words that lost to others when two pages wrote the same answer."""
    draft = _own(request, draft_id)
    return render(request, "questionnaires/versions.jinja", {"draft": draft, "kept": kept_versions(draft)})
