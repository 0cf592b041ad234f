"""The board of reviews: which, whose, in which order; and the figures that come of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from alongside.care_management.eligibility.models import Determination, NeedDecision
from alongside.care_management.plans.models import Plan
from alongside.foundation.accounts.models import Team, User
from alongside.rules.dates import add_months

from .models import Review, reviewed_since

SHOWS = {"due": "Can be held now", "overdue": "Overdue", "unallocated": "Nobody has it", "coming": "Coming"}
MANY = 100
# How long a person may go without a review before a package counts as not looked at.
MONTHS = 12
BANDS = ((Decimal(0), "Up to 7 hours"), (Decimal(7), "Over 7 to 14 hours"), (Decimal(14), "Over 14 to 28 hours"),
         (Decimal(28), "Over 28 hours"))


@dataclass(frozen=True)
class Choice:
    """What a colleague asked the board for."""

    show: str
    mine: bool
    team: Team | None

    @classmethod
    def from_query(cls, query: Mapping[str, str], teams: list[Team], user: User) -> Choice:
        show = query.get("show", "")
        team = next((one for one in teams if one.key == query.get("team")), None)
        whose = query.get("whose") or ("team" if user.may("involvements.allocate") else "mine")
        return cls(show if show in SHOWS else "due", whose == "mine", team)


def teams_of(user: User) -> list[Team]:
    """One's own teams; for those who see other teams' work also each team that has a review to hold."""
    own = Q(pk__in=user.team_ids())
    if not user.may("work.see_team"):
        return list(Team.objects.filter(own).order_by("name"))
    reviews = Review.objects.visible_to(user).outstanding().filter(team=OuterRef("pk"))
    return list(Team.objects.open().filter(own | Exists(reviews)).order_by("name"))


def of_choice(choice: Choice, user: User) -> QuerySet:
    reviews = Review.objects.visible_to(user).outstanding()
    if choice.mine:
        return reviews.of_worker(user)
    return reviews.of_teams([choice.team.pk] if choice.team else user.team_ids())


def shown(reviews: Any, show: str, today: date) -> Any:
    return {
        "due": lambda: reviews.window_open(today), "overdue": lambda: reviews.overdue(today),
        "unallocated": lambda: reviews.unallocated(), "coming": lambda: reviews.filter(opens_on__gt=today),
    }[show]()


def counts(reviews: Any, today: date) -> dict[str, int]:
    """How many of each, in one query."""
    return dict(reviews.aggregate(
        due=Count("pk", filter=Q(opens_on__lte=today)), overdue=Count("pk", filter=Q(due_on__lt=today)),
        unallocated=Count("pk", filter=Q(worker=None)), coming=Count("pk", filter=Q(opens_on__gt=today)),
    ))


# --- large packages (by hours of arranged support a week) -----------------------------------------------------------


def packages(user: User, today: date) -> QuerySet:
    """Plans in force of people who live, with their hours and cost a week."""
    return Plan.objects.visible_to(user).in_force(today).filter(subject__died_on=None).with_weekly_cost().filter(
        hours__isnull=False)


def not_reviewed(user: User, *, over: Decimal, today: date) -> QuerySet:
    """Packages above so many hours, of people with support for a year and no review in it, the largest first."""
    year_ago = add_months(today, -MONTHS)
    begun = Plan.objects.signed_off().filter(subject=OuterRef("subject"), starts_on__lte=year_ago)
    return packages(user, today).filter(Exists(begun), hours__gt=over).exclude(reviewed_since(year_ago)).select_related(
        "subject").order_by("-hours", "pk")


def in_bands(user: User, today: date) -> list[tuple[str, int, int]]:
    """Each band of hours: how many packages, and how many of them nobody has reviewed in a year."""
    year_ago = add_months(today, -MONTHS)
    found = packages(user, today).annotate(reviewed=reviewed_since(year_ago)).values_list("hours", "reviewed")
    counted = {label: [0, 0] for _, label in BANDS}
    for hours, reviewed in found:
        label = [words for over, words in BANDS if hours > over][-1]
        counted[label][0] += 1
        counted[label][1] += not reviewed
    return [(label, every, without) for label, (every, without) in counted.items()]


# --- figures --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Figure:
    title: str
    numerator: int
    denominator: int
    means: str

    @property
    def percent(self) -> Decimal | None:
        """None where there is nobody to count: not nought."""
        if not self.denominator:
            return None
        return (Decimal(100) * self.numerator / self.denominator).quantize(Decimal("0.1"), ROUND_HALF_UP)


def figures(user: User, today: date) -> list[Figure]:
    year_ago = add_months(today, -MONTHS)
    meets = NeedDecision.objects.filter(determination=OuterRef("pk"), answer__in=NeedDecision.TO_MEET)
    planned = Plan.objects.signed_off().filter(determination=OuterRef("pk"))
    owed = Determination.objects.visible_to(user).standing().filter(Exists(meets), subject__died_on=None).annotate(
        has_plan=Exists(planned))
    plans = owed.aggregate(every=Count("subject", distinct=True),
                           some=Count("subject", distinct=True, filter=Q(has_plan=True)))
    supported = Plan.objects.visible_to(user).in_force(today).filter(subject__died_on=None).annotate(
        reviewed=reviewed_since(year_ago)).aggregate(
        every=Count("subject", distinct=True), some=Count("subject", distinct=True, filter=Q(reviewed=True)))
    first = Review.objects.visible_to(user).filter(
        kind=Review.Kind.SETTLING_IN, cancelled_at=None, subject__died_on=None, due_on__lte=today, due_on__gt=year_ago,
    ).aggregate(every=Count("pk"), some=Count("pk", filter=Q(done_on__lte=F("due_on"))))
    return [
        Figure("People with needs to meet who have a plan", plans["some"], plans["every"],
               "People with a standing decision that the council meets a need; of them, those with a signed-off plan."),
        Figure("People with a plan who were reviewed in the last 12 months", supported["some"], supported["every"],
               "People with a plan in force today; of them, those with a review held since this day last year."),
        Figure("First reviews held in time", first["some"], first["every"],
               "Settling-in reviews that fell due in the last 12 months; of them, those held by their day."),
    ]
