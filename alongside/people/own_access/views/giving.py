"""Who may sign in to a record: giving, asking again, reading a code out, closing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.opening import open_subject
from alongside.foundation.permissions import needs
from alongside.foundation.subjects.models import Subject
from alongside.people.pages import part_page, task_page

from .. import actions, presenters, selectors
from ..forms import AloneForm, CloseForm, GiveForm, LiftForm, ReadOutForm, SafetyForm, WayForm, WelfareForm
from ..models import Access, Coercion, Part, Release
from ..models.access import WELFARE, WITHIN_A_POWER

TAB = "people"
WHAT = "who may sign in to My plan"


def _access(request: HttpRequest, access_id: int) -> Access:
    row = Access.objects.visible_to(request.user).for_pages().filter(pk=access_id).first()
    if row is None:
        raise Http404("No access to My plan with this number is on a record that you may open.")
    open_subject(request, row.subject_id, WHAT)
    return row


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@needs("own_access.see")
def index(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, WHAT)
    today, sign = timezone.localdate(), selectors.closed_for_safety(subject)
    standing = {one.pk for one in selectors.standing(subject, today)}
    lines = [presenters.line(one, today, sign, standing)
             for one in Access.objects.of(subject).for_pages().newest_first()]
    return part_page(
        request, subject, "own_access/index.jinja", tab=TAB, here="own_access:index", title="My plan",
        now=[one for one in lines if one.open], before=[one for one in lines if not one.open], sign=sign,
        signs=[one for one in Coercion.objects.of(subject) if one.lifted_at], standing=standing,
        released=Release.objects.of(subject).standing().count(),
    )


@needs("own_access.give")
def choose(request: HttpRequest, subject_id: int) -> HttpResponse:
    """To whom: the person, somebody they chose, or somebody with a power whose paper was seen."""
    subject = open_subject(request, subject_id, WHAT)
    around, powers = selectors.candidates(subject, request.user)
    own = Access.objects.of(subject).not_closed().filter(as_whom=Access.As.PERSON).exists()
    return part_page(request, subject, "own_access/choose.jinja", tab=TAB, here="own_access:index",
                     title="Let somebody in to My plan", around=around, powers=powers, own=own,
                     sign=selectors.closed_for_safety(subject), back=presenters.back(subject.pk))


def _give(request: HttpRequest, subject: Subject, form: GiveForm, title: str, intro: str, **whom: Any) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            actions.give(subject=subject, by=request.user, **whom, **form.given)  # type: ignore[arg-type]
        except actions.CannotGive as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "They can sign in from now on. Show them how, with their own telephone.")
            return redirect("own_access:index", subject.pk)
    return task_page(request, subject, form, tab=TAB, title=title, verb="Let them in",
                     back=reverse("own_access:choose", args=[subject.pk]), intro=intro,
                     template="own_access/give.jinja")


@needs("own_access.give")
def give_person(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, WHAT)
    form = GiveForm(_sent(request), parts=frozenset(Part.values))
    return _give(request, subject, form, "Let them in to their own record",
                 "Do this with them, alone. If anything seems wrong, stop: nobody is told.")


@needs("own_access.give")
def give_somebody(request: HttpRequest, subject_id: int, relationship_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, WHAT)
    around, _ = selectors.candidates(subject, request.user)
    chosen = next((one for one in around if one.pk == relationship_id), None)
    if chosen is None:
        raise Http404("Nobody with this number is around this person without My plan.")
    form = GiveForm(_sent(request), parts=frozenset(Part.values))
    return _give(request, subject, form, f"Let in {chosen.who}",
                 "The person chooses this, and says which parts. Ask them alone: not before the one they choose.",
                 relationship=chosen)


@needs("own_access.give")
def give_power(request: HttpRequest, subject_id: int, authority_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, WHAT)
    _, powers = selectors.candidates(subject, request.user)
    power = next((one for one in powers if one.pk == authority_id), None)
    if power is None:
        raise Http404("No power with this number has been seen and is in force.")
    kind = WelfareForm if power.kind in WELFARE else GiveForm
    form = kind(_sent(request), parts=WITHIN_A_POWER[power.kind])
    seen = f"{power.get_kind_display()}. {power.get_how_display()}. Paper seen by {power.seen_by} on " \
           f"{power.seen_on:%-d %B %Y}." + (f" Limits in it: {power.scope}" if power.scope else "")
    if not form.is_bound and power.scope:
        form.initial["limits"] = power.scope
    return _give(request, subject, form, f"Let in {power.relationship.who}", seen, authority=power)


@needs("own_access.give")
def ways(request: HttpRequest, access_id: int) -> HttpResponse:
    """How the code reaches them: one more, or one less."""
    row = _access(request, access_id)
    form = WayForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_way(access=row, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except actions.CannotGive as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "A code may reach them so from now on.")
            return redirect("own_access:ways", row.pk)
    return task_page(request, row.subject, form, tab=TAB, title=f"How the code reaches {row.who}", verb="Add this way",
                     back=presenters.back(row.subject_id), template="own_access/ways.jinja",
                     ways=[way for way in row.ways.all() if way.ended_on is None], access=row)


@needs("own_access.give")
@require_POST
def end_way(request: HttpRequest, access_id: int, way_id: int) -> HttpResponse:
    row = _access(request, access_id)
    way = get_object_or_404(row.ways.in_use(), pk=way_id)
    actions.end_way(way=way, by=request.user)  # type: ignore[arg-type]
    messages.success(request, "No code goes there any more.")
    return redirect("own_access:ways", row.pk)


@needs("own_access.give")
def ask_again(request: HttpRequest, access_id: int) -> HttpResponse:
    row = _access(request, access_id)
    form = AloneForm(_sent(request), initial={"asked_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        asked = form.asked
        try:
            actions.ask_again(access=row, how=asked["asked_how"], words=asked["asked_words"], on=asked["asked_on"],
                              by=request.user)  # type: ignore[arg-type]
        except actions.CannotGive as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "It goes on for another year.")
            return redirect("own_access:index", row.subject_id)
    return task_page(request, row.subject, form, tab=TAB, title=f"Ask again: My plan for {row.who}",
                     verb="It goes on", back=presenters.back(row.subject_id), template="own_access/give.jinja",
                     intro="Every year, and whenever something changes: ask the person alone.")


@needs("own_access.give")
def close(request: HttpRequest, access_id: int) -> HttpResponse:
    row = _access(request, access_id)
    form = CloseForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.close(access=row, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except actions.CannotGive as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "Closed. Tell them yourself, where that is safe: the service tells nobody.")
            return redirect("own_access:index", row.subject_id)
    return task_page(request, row.subject, form, tab=TAB, title=f"Close My plan to {row.who}", verb="Close it",
                     back=presenters.back(row.subject_id),
                     intro="If somebody may stand over the person, close it silently for everybody instead.")


@needs("own_access.read_out")
def read_out(request: HttpRequest, access_id: int) -> HttpResponse:
    """Somebody rings for a code. The digits are shown once how they were checked is written down, and kept nowhere."""
    row = _access(request, access_id)
    sign = selectors.closed_for_safety(row.subject)
    waiting = actions.waiting_to_be_read_out(row)
    form, digits = ReadOutForm(_sent(request)), ""
    if request.method == "POST" and form.is_valid():
        digits = actions.read_out(access=row, how=form.cleaned_data["how"], by=request.user)  # type: ignore[arg-type]
        if not digits:
            form.add_error(None, "Nobody is waiting for a code now. They ask for one on the page first: by telephone, "
                                 "with the number you have here")
    answer = task_page(request, row.subject, form, tab=TAB, title=f"Read out a code to {row.who}",
                       verb="Show the code", back=presenters.back(row.subject_id), template="own_access/read_out.jinja",
                       waiting=waiting, digits=digits, sign=sign, access=row)
    answer["Cache-Control"] = "no-store"
    return answer


@needs("own_access.see")
def safety(request: HttpRequest, subject_id: int) -> HttpResponse:
    """Somebody may stand over them: everything closes, and nobody who uses it learns why."""
    subject = open_subject(request, subject_id, WHAT)
    form = SafetyForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_for_safety(subject=subject, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except actions.AlreadyStands as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "Closed silently. Nothing was sent. Think about raising a concern now.")
            return redirect("own_access:index", subject.pk)
    return task_page(request, subject, form, tab=TAB, title="Close My plan silently", verb="Close it silently",
                     back=presenters.back(subject.pk), template="own_access/safety.jinja")


@needs("own_access.give")
def lift(request: HttpRequest, subject_id: int) -> HttpResponse:
    subject = open_subject(request, subject_id, WHAT)
    sign = selectors.closed_for_safety(subject)
    if sign is None:
        raise Http404("My plan of this person is not closed silently.")
    form = LiftForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.lift(sign=sign, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except actions.AlreadyStands as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "My plan works again for those who had it.")
            return redirect("own_access:index", subject.pk)
    return task_page(request, subject, form, tab=TAB, title="They are safe: open My plan again",
                     verb="Open it again", back=presenters.back(subject.pk),
                     intro=f"{sign.by} closed it on {timezone.localtime(sign.since):%-d %B %Y}: {sign.words}")
