"""What another organisation does for the council for a carer (s79): its work and, with it, its access to the record."""

from __future__ import annotations

from alongside.foundation.accounts.models import Team, User
from alongside.foundation.subjects.models import Subject
from alongside.people.involvements import actions as involvements
from alongside.people.involvements.models import Involvement

from .models import CarersAssessment


class NotNow(Exception):
    """Something stands in the way; the words say what."""


class StaysWithTheCouncil(NotNow):
    """Complex work is not delegated."""


COMPLEX_STAYS = "Highly complex work stays with the council. Give it to a team of the council."


def open_to(team: Team, subject: Subject, *, by: User) -> None:
    """The team of the other organisation works with this carer, and so may open this record."""
    if not Involvement.objects.open().filter(subject=subject, team=team).exists():
        involvements.ask(subject=subject, team=team, reason="Carer’s assessment", by=by, role=Involvement.Role.JOINT)


def close_to(team: Team, assessment: CarersAssessment, *, reason: str, left_agreed: str, by: User) -> None:
    """The team of another organisation has done with this carer, unless it has another assessment to make."""
    others = CarersAssessment.objects.of(assessment.subject).open().of_teams([team.pk])
    if team.organisation.is_council or others.exists():
        return
    for involvement in Involvement.objects.open().filter(subject=assessment.subject, team=team):
        try:
            involvements.close(involvement=involvement, reason=reason, left_agreed=left_agreed, by=by, at_once=True)
        except involvements.NotNow as problem:
            raise NotNow(str(problem)) from problem
