"""Accounts in words: personas, places, qualifications, absences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from alongside.foundation.design import words
from alongside.foundation.design.shapes import Button, Fact, Tag
from alongside.foundation.permissions import roles

from .models import IDLE_DAYS, LOCKED_FOR, TRIES, AbsenceCover, Membership, Qualification, Team, User, WrongTry
from .personas import PERSONAS


@dataclass(frozen=True)
class PersonaLine:
    key: str
    name: str
    job_title: str
    organisation: str
    council: bool
    role: str
    prose: str


def personas(users: Iterable[User]) -> list[PersonaLine]:
    """The demo's people in the order of the list, each with what the role does."""
    order = {persona.key: number for number, persona in enumerate(PERSONAS)}
    lines = [
        PersonaLine(user.persona, user.name, user.job_title, str(user.organisation),
                    user.organisation.is_council, roles.ROLES[user.persona].name, roles.ROLES[user.persona].prose)
        for user in users if user.persona in order
    ]
    return sorted(lines, key=lambda line: order[line.key])


def last_signed_in(user: User) -> str:
    return words.ago(user.last_login).capitalize() if user.last_login else "Never"


def state(user: User) -> Tag:
    if not user.is_active:
        return Tag("Closed")
    since = user.last_login or user.date_joined
    return Tag("Not used for 3 months", "soon") if (timezone.now() - since).days >= IDLE_DAYS else Tag("Open", "done")


def account_filters(shown: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    names = {"open": "Open", "idle": "Not used for 3 months", "closed": "Closed", "locked": "Locked now"}
    return [{"text": text, "count": counts[key], "href": f"{reverse('accounts:users')}?show={key}",
             "current": key == shown} for key, text in names.items()]


def locked_until(user: User) -> datetime | None:
    """Until when the account takes no password, if it takes none now: until the fifth try before the newest is old."""
    tries = list(WrongTry.objects.standing().filter(user=user).order_by("-at").values_list("at", flat=True)[:TRIES])
    return tries[-1] + LOCKED_FOR if len(tries) == TRIES else None


def account_rows(users: Iterable[User]) -> list[list[Any]]:
    return [[{"text": user.name, "href": reverse("accounts:user", args=[user.pk])},
             user.job_title, ", ".join(str(place) for place in user.places_now) or "No place in a team",
             last_signed_in(user), {"text": "", "tag": state(user)}] for user in users]


def _until(place: Membership) -> str:
    return f"{words.date(place.starts_on)} to {words.date(place.ends_on) or 'no end set'}"


def qualification_tag(row: Qualification, today: date | None = None) -> Tag:
    today = today or timezone.localdate()
    if row.seen_on is None:
        return Tag("Nobody has seen it", "soon")
    if row.expires_on and row.expires_on < today:
        return Tag("Run out", "late")
    if row.expires_on and (row.expires_on - today).days <= 60:
        return Tag(f"Runs out {words.due(row.expires_on, today)}", "soon")
    return Tag("Counts", "done")


def _qualification_rows(user: User) -> list[list[Any]]:
    return [[row.get_kind_display(), row.number or "No number", words.date(row.expires_on) or "Does not run out",
             f"{row.seen_by}, {words.date(row.seen_on)}" if row.seen_by else "Nobody yet",
             {"text": "", "tag": qualification_tag(row)}]
            for row in user.qualifications.select_related("seen_by")]


def _facts(user: User) -> list[Fact]:
    limit = str(user.caseload_limit) if user.caseload_limit else "The council’s usual limit"
    return [Fact("User name", user.username), Fact("Email", user.email or "Not recorded"),
            Fact("Job", user.job_title or "Not recorded"), Fact("Works for", str(user.organisation)),
            Fact("Telephone", words.telephone(user.telephone) or "Not recorded"),
            Fact("Last signed in", last_signed_in(user)), Fact("People on their list at most", limit)]


def account(user: User, viewer: User) -> dict[str, Any]:
    """An account for the administrator."""
    places = list(user.memberships.select_related("team"))
    today = timezone.localdate()
    oneself = user.pk == viewer.pk
    return {
        "person": user, "state": state(user), "facts": _facts(user), "oneself": oneself,
        "locked_until": words.clock(until) if (until := locked_until(user)) else "",
        "places": [{"name": str(place), "when": _until(place), "ended": bool(place.ends_on and place.ends_on < today),
                    "href": reverse("accounts:end_place", args=[user.pk, place.pk])} for place in reversed(places)],
        "qualifications": _qualification_rows(user),
    }


def own_account(user: User) -> dict[str, Any]:
    return {
        "facts": _facts(user), "qualifications": _qualification_rows(user),
        "places": [{"name": str(place), "prose": roles.ROLES[place.role].prose} for place in user.memberships_now],
        "has_password": user.has_usable_password(),
    }


def team_rows(teams: Iterable[Team]) -> list[list[Any]]:
    return [[{"text": team.name, "href": reverse("accounts:edit_team", args=[team.pk])}, str(team.organisation),
             str(team.people), words.telephone(team.telephone) or "None",
             {"text": "", "tag": team_tag(team)}] for team in teams]


def team_tag(team: Team) -> Tag:
    return Tag(f"Closed on {words.date(team.closed_on)}") if team.closed_on else Tag("Open", "done")


@dataclass(frozen=True)
class CoverLine:
    pk: int
    words: str
    days: str
    note: str
    tag: Tag
    end: Button


def covers(rows: Iterable[AbsenceCover], today: date | None = None) -> list[CoverLine]:
    today = today or timezone.localdate()
    return [CoverLine(
        row.pk, f"{row.cover} covers for {row.absent}",
        f"{words.date(row.starts_on)} to {words.date(row.ends_on)}, arranged by {row.arranged_by}", row.note,
        Tag("Now", "work") if row.starts_on <= today else Tag(words.due(row.starts_on, today).capitalize()),
        Button("End it", reverse("accounts:end_cover", args=[row.pk]), post=True,
               about=f"{row.cover} for {row.absent}"),
    ) for row in rows]
