"""Community access points, and who may be given which conversation there: only with the training seen and in date."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db.models import QuerySet

from alongside.foundation.accounts.models import Membership, Qualification, User
from alongside.foundation.permissions import roles
from alongside.rules import council
from alongside.rules.council_limits import AccessPoint, HubTraining

PLANNING_SESSION, FIRST_CONVERSATION = "planning_session", "first_conversation"
# What a facilitator does with a person, whatever their training.
NEEDS = frozenset({"conversations.record", "bookings.record"})
# A registered professional is trained for either conversation.
REGISTERED = (str(Qualification.Kind.SOCIAL_WORKER), str(Qualification.Kind.OCCUPATIONAL_THERAPIST))


def access_points(on: date) -> tuple[AccessPoint, ...]:
    return council.load(settings.COUNCIL_PACK).policy("front_door.access_points", on)


def access_point(key: str, on: date) -> AccessPoint | None:
    return next((point for point in access_points(on) if point.key == key), None)


def point_named(place: str, on: date) -> AccessPoint | None:
    """The access point that is meant by a place written by hand; anywhere else is none."""
    wanted = " ".join(place.split()).casefold()
    return next((point for point in access_points(on) if point.label.casefold() == wanted), None)


def training(conversation: str, on: date) -> HubTraining | None:
    """What the council asks for before somebody is given this conversation at an access point."""
    asked = council.load(settings.COUNCIL_PACK).policy("front_door.hub_training", on)
    return next((one for one in asked if one.conversation == conversation), None)


def who_may_hold(conversation: str, on: date, *, at: AccessPoint | None = None, anywhere: bool = False
                 ) -> QuerySet[User]:
    """Colleagues whose role holds such conversations and, at an access point, who are trained for it on that day.

    `at` narrows to the staff of whoever runs that point; `anywhere` asks for nothing but the role.
    """
    holding = [key for key, role in roles.ROLES.items() if role.permissions >= NEEDS]
    places = Membership.objects.in_force(on).filter(role__in=holding)
    found = User.objects.working().filter(pk__in=places.values("user")).order_by("name", "pk")
    if anywhere:
        return found
    if at is not None:
        found = found.filter(organisation__name=at.run_by) if at.run_by else found.filter(
            organisation__is_council=True)
    if asked := training(conversation, on):
        trained = Qualification.objects.in_force(on).filter(kind__in=(asked.training, *REGISTERED))
        found = found.filter(pk__in=trained.values("user"))
    return found


def why_not(user: User, conversation: str, on: date, *, at: AccessPoint | None = None) -> str:
    """Why this colleague is not given the conversation at an access point, in a sentence; empty where they are."""
    if who_may_hold(conversation, on, at=at).filter(pk=user.pk).exists():
        return ""
    asked = training(conversation, on)
    where = f"at {at.label}" if at else "at a community access point"
    if asked is None or who_may_hold(conversation, on).filter(pk=user.pk).exists():
        return f"{user} does not work for those who run {at.label}." if at else f"{user} does not hold conversations."
    return (f"{asked.label} {where} is held by somebody with “{_in_words(asked)}” seen and in date, and "
            f"{user} has none on {on:%-d %B %Y}.")


def nobody(conversation: str, on: date, *, at: AccessPoint) -> str:
    """Why a list of those who may hold it is empty, and who can change that."""
    asked = training(conversation, on)
    need = f"with “{_in_words(asked)}” seen and in date " if asked else ""
    runs = at.run_by or "the council"
    return (f"Nobody of {runs} {need}may hold {asked.label.lower() if asked else 'it'} at {at.label}. Whoever manages "
            "accounts records the training once they have seen the proof.")


def _in_words(asked: HubTraining) -> str:
    return str(Qualification.Kind(asked.training).label)
