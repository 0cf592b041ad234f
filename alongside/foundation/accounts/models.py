"""The people who sign in: their organisation, teams, roles, qualifications and who covers for whom."""

from __future__ import annotations

from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alongside.foundation.permissions import roles


class Organisation(models.Model):
    """The council itself, or one that works for it (a carers' centre, an out-of-hours service)."""

    name = models.CharField(max_length=200, unique=True)
    is_council = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    name = models.CharField(max_length=200, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")
    # The front door, a locality team, safeguarding …: where work of a kind is sent.
    key = models.SlugField(max_length=60, unique=True)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class UserQuerySet(models.QuerySet):
    def working(self) -> UserQuerySet:
        return self.filter(is_active=True)

    def in_team(self, team: Team) -> UserQuerySet:
        return self.filter(memberships__in=Membership.objects.in_force().filter(team=team)).distinct()


class User(AbstractUser):
    """A person who signs in. What they may do comes from the roles of their memberships in force today."""

    first_name = None
    last_name = None
    name = models.CharField(max_length=200)
    job_title = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="users")
    telephone = models.CharField(max_length=40, blank=True)
    # Asked so that a look at one's own, a neighbour's or a household's record can be seen.
    home_postcode = models.CharField(max_length=10, blank=True)
    persona = models.SlugField(max_length=60, blank=True, help_text="Demo sign-in, demo mode only")
    caseload_limit = models.PositiveSmallIntegerField(null=True, blank=True)

    REQUIRED_FIELDS = ["email", "name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    @cached_property
    def memberships_now(self) -> list[Membership]:
        return list(Membership.objects.in_force().filter(user=self).select_related("team"))

    @cached_property
    def permissions_held(self) -> frozenset[str]:
        return frozenset().union(*(roles.ROLES[m.role].permissions for m in self.memberships_now), frozenset())

    @property
    def role_names(self) -> list[str]:
        return sorted({roles.ROLES[m.role].name for m in self.memberships_now})

    def may(self, permission: str) -> bool:
        roles.known(permission)
        return self.is_active and permission in self.permissions_held

    def holds(self, role: str) -> bool:
        return any(m.role == role for m in self.memberships_now)

    def team_ids(self) -> list[int]:
        return [m.team_id for m in self.memberships_now]

    @cached_property
    def _covering(self) -> list[int]:
        return list(AbsenceCover.objects.in_force().filter(cover=self).values_list("absent_id", flat=True))

    def covering_ids(self) -> list[int]:
        """Colleagues away today whose work this user does."""
        return self._covering

    @cached_property
    def qualifications_now(self) -> frozenset[str]:
        return frozenset(
            self.qualifications.filter(Q(expires_on=None) | Q(expires_on__gte=timezone.localdate())).values_list(
                "kind", flat=True
            )
        )



class InForceQuerySet(models.QuerySet):
    def in_force(self):
        today = timezone.localdate()
        return self.filter(starts_on__lte=today).filter(Q(ends_on=None) | Q(ends_on__gte=today))


class Membership(models.Model):
    """A user's place in a team, in a role, between two days."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=60, choices=roles.choices())
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = InForceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_ends_after_it_starts", condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on"))
            ),
            models.UniqueConstraint(
                name="one_current_membership_of_a_role_in_a_team", fields=["user", "team", "role"],
                condition=Q(ends_on=None),
            ),
        ]
        indexes = [models.Index(fields=["user", "starts_on"], name="membership_user")]


class Qualification(models.Model):
    """A registration or training that protected functions may ask for (social worker, occupational therapist, BIA)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="qualifications")
    kind = models.SlugField(max_length=60)
    number = models.CharField(max_length=60, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    seen_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    seen_on = models.DateField(null=True, blank=True)


class AbsenceCover(models.Model):
    """Somebody is away; a colleague does their work and opens their records between two days."""

    absent = models.ForeignKey(User, on_delete=models.CASCADE, related_name="absences")
    cover = models.ForeignKey(User, on_delete=models.CASCADE, related_name="covers")
    starts_on = models.DateField()
    ends_on = models.DateField()
    note = models.TextField(blank=True)
    arranged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = InForceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="cover_is_another_person", condition=~Q(absent=models.F("cover"))),
            models.CheckConstraint(name="cover_ends_after_it_starts", condition=Q(ends_on__gte=models.F("starts_on"))),
        ]
