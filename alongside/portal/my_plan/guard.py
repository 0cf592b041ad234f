"""The door of My plan: who is signed in by code, to whose record, and what of it they may read.

Nobody here is a user. A view of My plan wears `@theirs(Part.PLAN, what="plan")`: the database is told that from now on
there is one record and nothing else, the look is written down with who it was, and `request.theirs` says the rest.
Whoever is not signed in, has been away too long, or whose access is closed for whatever reason reads the same page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from alongside.foundation.audit import context
from alongside.foundation.audit.looks import look
from alongside.foundation.one_time_codes import holding
from alongside.foundation.permissions import public
from alongside.foundation.subjects.models import Subject
from alongside.foundation.subjects.outside import Outsider
from alongside.people.own_access.actions.signing_in import opens_at, sign_out
from alongside.people.own_access.models import Access, Part, SignedIn
from alongside.people.own_access.models.visits import seen_now

COOKIE = "alongside_my_plan"
PATH = "/my-plan/"

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Theirs:
    """Who reads, and whose record. `access` and `subject` are as they stand at this request."""

    visit: SignedIn
    access: Access
    several: bool

    @property
    def subject(self) -> Subject:
        return self.access.subject

    @property
    def who(self) -> str:
        """As the audit and what they add are marked: "the person themselves", "Chidi Okafor, somebody they chose"."""
        return self.access.who if self.access.is_the_person else f"{self.access.name}, {self.access.as_words}"

    @property
    def outsider(self) -> Outsider:
        """As their words are kept in other rooms."""
        name = self.access.name or str(self.subject)
        return Outsider(name, "" if self.access.is_the_person else self.access.as_words, self.access.pk)

    def may_read(self, part: str) -> bool:
        return part in self.access.parts_open


def visit_of(request: HttpRequest) -> SignedIn | None:
    with context.acting(why="My plan: at the door"):
        return SignedIn.objects.by_secret(request.COOKIES.get(COOKIE, ""))


def keep(answer: HttpResponse, secret: str) -> None:
    answer.set_cookie(COOKIE, secret, path=PATH, httponly=True, samesite="Lax", secure=not settings.DEMO)


def forget(answer: HttpResponse) -> HttpResponse:
    answer.delete_cookie(COOKIE, path=PATH, samesite="Lax")
    return answer


def whose(access: Access) -> str:
    """Under whose name what they typed is held."""
    return f"my_plan access {access.pk}"


def held_at(request: HttpRequest, access: Access) -> str:
    """The page on which they were writing when their time was up; empty where nothing of theirs is held."""
    return holding.where(request, whose=whose(access))


def _over(request: HttpRequest, holds: tuple[str, ...]) -> HttpResponse:
    """Out, alike for whatever reason. What they sent is held for the access they had until lately, if they had one."""
    if request.method != "POST" or not holds:
        return forget(redirect("my_plan:sign_in"))
    with context.acting(why="My plan: at the door"):
        lately = SignedIn.objects.lately_by_secret(request.COOKIES.get(COOKIE, ""), holding.MINUTES)
    if lately is not None and lately.access is not None:
        holding.hold(request, request.path, holds, whose=whose(lately.access))
    return forget(redirect(f"{reverse('my_plan:sign_in')}?wrote"))


def own_context(access: Access, who: str) -> context.Context:
    """What the database is told: this record, and nothing else; and who it is that looks."""
    now = context.current()
    return context.Context(
        request=now.request, why=f"{context.BY_THEMSELVES}{who} (access {access.pk})"[:300],
        sees=context.Sees.OWN, opened=(access.subject_id,),
    )


def theirs(part: str = "", *, what: str, holds: tuple[str, ...] = ()) -> Callable[[View], View]:
    """Let in whoever is signed in by code, to the one record; `part` is what of it the page shows, `holds` the boxes
    that are kept for them where their time was up when they sent them."""
    if part:
        Part(part)

    def guard(view: View) -> View:
        @public
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            visit = visit_of(request)
            open_now = opens_at(visit.channel, visit.normal) if visit else []
            if visit is None or not open_now:
                return _over(request, holds)
            access = next((one for one in open_now if one.pk == visit.access_id), None)
            if access is None:
                return redirect("my_plan:choose")
            here = Theirs(visit, access, several=len(open_now) > 1)
            seen_now(visit)
            with context.within(own_context(access, here.who)):
                request.theirs = here  # type: ignore[attr-defined]
                if part and not here.may_read(part):
                    return render(request, "my_plan/not_shared.jinja", status=404)
                if request.method in ("GET", "HEAD"):
                    look(request, access.subject, f"my plan: {what}")
                return view(request, *args, **kwargs)

        return guarded

    return guard


def leave(request: HttpRequest) -> HttpResponse:
    """Signed out, whether they were signed in or not."""
    visit = visit_of(request)
    if visit is not None:
        sign_out(visit=visit)
    holding.let_go(request)
    return forget(redirect("my_plan:signed_out"))


__all__ = ["COOKIE", "Theirs", "forget", "keep", "held_at", "leave", "own_context", "theirs", "visit_of",
           "whose"]
