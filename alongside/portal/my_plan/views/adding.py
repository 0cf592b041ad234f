"""What somebody adds to their own record, and what they see differently."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from alongside.foundation.limits.guard import limited
from alongside.foundation.questionnaires import noticing
from alongside.people.about_me import actions as about_me
from alongside.people.about_me.models import SeenDifferently, Words
from alongside.people.messages.actions import let_go
from alongside.people.messages.models import Begun, outsider
from alongside.people.own_access.models import Part
from alongside.people.own_access.named import colleagues

from ..forms_writing import AddForm, DifferentlyForm
from ..guard import theirs
from ..parts import about, entries
from .writing import WRITES_AN_HOUR, Request, came_back, keep_and_leave, nothing_here

# In the order in which somebody is asked.
TOPICS = [
    (Words.Topic.CHANGED, "What has changed", "Something new, better or worse"),
    (Words.Topic.MATTERS, "What matters to me", "People, places, things you want to keep"),
    (Words.Topic.GOALS, "My goals", "What you want to do, or do again"),
    (Words.Topic.ABOUT, "About me", "What people should know when they meet you"),
    (Words.Topic.HELPERS, "Who helps me", "And what they do"),
    (Words.Topic.GOOD_DAY, "A good day", "What happens on a good day"),
    (Words.Topic.BAD_DAY, "A bad day", "What happens on a bad day, and what helps then"),
    (Words.Topic.SUPPORT, "How to help me", "How you like to be helped, and how you do not"),
    (Words.Topic.COMMUNICATION, "How I say things", "How you speak, listen and choose"),
]
LABELS = {topic.value: label for topic, label, _ in TOPICS}


@require_safe
@theirs(Part.ABOUT_ME, what="adding something")
def choose(request: Request) -> HttpResponse:
    begun = set(Begun.objects.of(request.theirs.subject, outsider(request.theirs.access)).values_list(
        "place", flat=True))
    return render(request, "my_plan/add.jinja", {
        "topics": [(topic.value, label, hint, _place(topic.value) in begun) for topic, label, hint in TOPICS]})


def _place(topic: str) -> str:
    return f"topic:{topic}"


@limited("my_plan.add", per_hour=WRITES_AN_HOUR)
@require_http_methods(["GET", "HEAD", "POST"])
@theirs(Part.ABOUT_ME, what="adding something", holds=("words", "revision"))
def add(request: Request, topic: str) -> HttpResponse:
    if topic not in LABELS:
        return nothing_here(request)
    who, subject, place = outsider(request.theirs.access), request.theirs.subject, _place(topic)
    begun = Begun.objects.of(subject, who).at(place).first()
    form = AddForm(request.POST or None, initial=_of(begun))
    elsewhere, back = None, came_back(request, place, begun) if request.method != "POST" else None
    if back is not None:
        form.initial.update(back.boxes)
        begun, elsewhere = back.begun, back.elsewhere
    if request.method == "POST" and request.POST.get("do") == "keep":
        kept = keep_and_leave(request, place, "my_plan:add")
        if isinstance(kept, HttpResponse):
            return kept
        if isinstance(kept, Begun):
            elsewhere, form = kept, AddForm({**request.POST.dict(), "revision": str(kept.revision)})
        else:
            form.errors.clear()
            form.add_error("words", str(kept))
    elif request.method == "POST" and form.is_valid():
        about_me.add(subject=subject, topic=topic, words=form.cleaned_data["words"], who=who)
        let_go(subject=subject, who=who, place=place)
        messages.success(request, "Added, as yours. Your worker sees that it is new. What was there before stays.")
        if noticing.urgent_in(form.cleaned_data["words"]):
            return redirect("my_plan:safe_now")
        return redirect("my_plan:about_me")
    stands = next((one for one in about.said(request.theirs) if one.said.topic == topic), None)
    return render(request, "my_plan/add_words.jinja", {
        "form": form, "label": LABELS[topic], "hint": next(hint for key, _, hint in TOPICS if key == topic),
        "stands": stands, "place": place, "begun": begun, "theirs_elsewhere": elsewhere,
        "came_back": back is not None},
        status=422 if form.is_bound else 200)


def _of(begun: Begun | None) -> dict[str, Any]:
    return {"words": begun.words, "revision": begun.revision} if begun else {"revision": 0}


@require_safe
@theirs(what="whom to ring")
def safe_now(request: Request) -> HttpResponse:
    """After words that may mean danger: whom to ring now."""
    return render(request, "my_plan/safe_now.jinja")


@require_safe
@theirs(what="what they see differently")
def differing(request: Request) -> HttpResponse:
    """Everything they see differently, and what came of it."""
    rows = SeenDifferently.objects.of(request.theirs.subject)
    mine = list(rows if request.theirs.access.is_the_person else rows.filter(said_access=request.theirs.access.pk))
    names = colleagues(one.answered_by for one in mine)
    return render(request, "my_plan/differing.jinja", {"rows": [
        (one, names.name(one.answered_by, timezone.localdate(one.answered_at)) if one.answered_by else "")
        for one in mine]})


@limited("my_plan.differently", per_hour=WRITES_AN_HOUR)
@require_http_methods(["GET", "HEAD", "POST"])
@theirs(what="seeing something differently", holds=("words", "wants", "revision"))
def differently(request: Request, kind: str, pk: int) -> HttpResponse:
    """Their words stand beside the entry from the moment they send them."""
    entry = entries.one(request.theirs, kind, pk)
    if entry is None:
        return nothing_here(request)
    who, subject, place = outsider(request.theirs.access), request.theirs.subject, f"differently:{kind}:{pk}"
    begun = Begun.objects.of(subject, who).at(place).first()
    form = DifferentlyForm(request.POST or None, initial={"wants": "beside", **_of(begun)})
    elsewhere, back = None, came_back(request, place, begun) if request.method != "POST" else None
    if back is not None:
        form.initial.update(back.boxes)
        begun, elsewhere = back.begun, back.elsewhere
    if request.method == "POST" and request.POST.get("do") == "keep":
        kept = keep_and_leave(request, place, "my_plan:home")
        if isinstance(kept, HttpResponse):
            return kept
        if isinstance(kept, Begun):
            elsewhere, form = kept, DifferentlyForm({**request.POST.dict(), "revision": str(kept.revision)})
        else:
            form.errors.clear()
            form.add_error("words", str(kept))
    elif request.method == "POST" and form.is_valid():
        about_me.see_differently(entry=entry.record, what=entry.title, who=who, words=form.cleaned_data["words"],
                                 wants=form.cleaned_data["wants"])
        let_go(subject=subject, who=who, place=place)
        messages.success(request, "Your words stand beside it now. Your worker has been told.")
        if noticing.urgent_in(form.cleaned_data["words"]):
            return redirect("my_plan:safe_now")
        return redirect("my_plan:differing")
    return render(request, "my_plan/differently.jinja", {
        "form": form, "entry": entry, "place": place, "begun": begun, "theirs_elsewhere": elsewhere,
        "came_back": back is not None},
        status=422 if form.is_bound else 200)
