"""Colleagues and teams as they are named in a talk."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

from alongside.foundation.accounts.models import Team, User
from alongside.foundation.documents.blocks import SignOff
from alongside.foundation.subjects.models import Subject
from alongside.people.involvements.models import Involvement

FRONT_DOOR, SAFEGUARDING, THERAPY, OUT_OF_HOURS = "front_door", "safeguarding", "occupational_therapy", "out_of_hours"


class NoSuchColleague(ValueError):
    """Nobody who signs in has this name, or several have."""


def named(words: str, by: User) -> User:
    """Who is meant by a name written in a talk; nothing, "me" and one's own name are the writer."""
    wanted = " ".join(words.split()).casefold()
    if wanted in ("", "me", by.name.casefold()):
        return by
    found = list(User.objects.working().named_like(words)[:5])
    exact = [user for user in found if user.name.casefold() == wanted] or found
    if len(exact) != 1:
        raise NoSuchColleague(
            f"“{words}” is not the name of a colleague who signs in. Leave it blank for yourself." if not exact
            else f"Several colleagues could be “{words}”: write the whole name.")
    return exact[0]


def team_named(words: str) -> Team:
    """Which team is meant by a name written by hand."""
    wanted = " ".join(words.split()).casefold()
    teams = list(Team.objects.open())
    found = [one for one in teams if one.name.casefold() == wanted] or [
        one for one in teams if wanted and wanted in one.name.casefold()]
    if len(found) != 1:
        raise NoSuchColleague(f"“{words}” is not the name of one team. There are: "
                              f"{', '.join(one.name for one in found or teams)}.")
    return found[0]


def team(key: str) -> Team:
    """The team that work of a kind is sent to."""
    return Team.objects.get(key=key)


def team_of(user: User) -> Team | None:
    """The first of the teams this colleague is in: whose duty board their unfinished talks are on."""
    return next((membership.team for membership in user.memberships_now), None)


def sign_off(user: User) -> SignOff:
    """Who signs a letter of the front door, and where they are reached."""
    place = team_of(user)
    return SignOff(user.name, user.job_title, place.name if place else "",
                   user.telephone or (place.telephone if place else ""), user.email)


def works_out_of_hours(user: User) -> bool:
    return any(membership.team.key == OUT_OF_HOURS for membership in user.memberships_now)


def who_assesses(subject: Subject) -> tuple[User | None, Team]:
    """The worker and team with this person now, else the front door, which finds one."""
    lead = (
        Involvement.objects.current().filter(subject=subject, role=Involvement.Role.LEAD)
        .select_related("worker", "team").first()
    )
    return (lead.worker, lead.team) if lead else (None, team(FRONT_DOOR))


def address_of(url_name: str, subject: Subject) -> str:
    """A person's page of a room above this one; their overview where that page is not there."""
    try:
        return reverse(url_name, args=[subject.pk])
    except NoReverseMatch:
        return reverse("desk:person", args=[subject.pk])
