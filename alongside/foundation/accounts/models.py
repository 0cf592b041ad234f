"""The people who sign in: their organisation, teams, roles, qualifications and who covers for whom."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cached_property

from django.contrib.auth.models import AbstractUser, UserManager
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject, Lower
from django.utils import timezone

from alongside.foundation.permissions import roles

# An account nobody has used for so long is asked about, and closed if nobody says why not.
IDLE_DAYS = 90
# So many wrong passwords or codes within this time lock an account for the rest of it.
TRIES, LOCKED_FOR = 5, timedelta(minutes=15)


class InForceQuerySet(models.QuerySet):
    """Rows that hold between two days, the last one included."""

    def in_force(self, on: date | None = None) -> InForceQuerySet:
        day = on or timezone.localdate()
        return self.filter(starts_on__lte=day).filter(Q(ends_on=None) | Q(ends_on__gte=day))

    def not_ended(self, on: date | None = None) -> InForceQuerySet:
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on or timezone.localdate()))


class Organisation(models.Model):
    """The council itself, or one that works for it (a carers' centre, an out-of-hours service)."""

    name = models.CharField(max_length=200, unique=True)
    is_council = models.BooleanField(default=False)

    class Meta:
        ordering = ["-is_council", "name"]

    def __str__(self) -> str:
        return self.name


class TeamQuerySet(models.QuerySet):
    def open(self, on: date | None = None) -> TeamQuerySet:
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=on or timezone.localdate()))

    def with_counts(self) -> TeamQuerySet:
        """Each with `people`: how many work in it today."""
        today = timezone.localdate()
        now = Q(memberships__starts_on__lte=today, memberships__user__is_active=True) & (
            Q(memberships__ends_on=None) | Q(memberships__ends_on__gte=today))
        return self.select_related("organisation").annotate(
            people=models.Count("memberships__user", filter=now, distinct=True))


class Team(models.Model):
    name = models.CharField(max_length=200, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")
    # The front door, a locality team, safeguarding …: where work of a kind is sent.
    key = models.SlugField(max_length=60, unique=True)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class UserQuerySet(models.QuerySet):
    def working(self) -> UserQuerySet:
        return self.filter(is_active=True)

    def in_team(self, team: Team, on: date | None = None) -> UserQuerySet:
        return self.filter(memberships__in=Membership.objects.in_force(on).filter(team=team)).distinct()

    def named_like(self, words: str) -> UserQuerySet:
        """Every word is somewhere in the name, the address, the user name or the job."""
        found = self
        for word in words.split():
            found = found.filter(Q(name__icontains=word) | Q(email__icontains=word) | Q(username__icontains=word)
                                 | Q(job_title__icontains=word))
        return found

    def idle(self, now: datetime | None = None) -> UserQuerySet:
        """Open accounts that nobody has signed in to for three months."""
        limit = (now or timezone.now()) - timedelta(days=IDLE_DAYS)
        return self.working().filter(Q(last_login__lt=limit) | Q(last_login=None, date_joined__lt=limit))

    def closed(self) -> UserQuerySet:
        return self.filter(is_active=False)

    def locked(self, now: datetime | None = None) -> UserQuerySet:
        """Accounts that too many wrong passwords or codes have locked for a while."""
        return self.filter(pk__in=WrongTry.objects.standing(now).of_locked_accounts())

    def counts(self) -> dict[str, int]:
        """How many accounts are open, idle, closed and locked."""
        return {"open": self.working().count(), "idle": self.idle().count(), "closed": self.closed().count(),
                "locked": self.locked().count()}

    def for_list(self) -> UserQuerySet:
        return self.select_related("organisation").prefetch_related(
            models.Prefetch("memberships", Membership.objects.in_force().select_related("team"), to_attr="places_now")
        ).order_by("name", "pk")

    def known_as(self, login: str) -> User | None:
        """By what somebody signs in with: a user name or an address."""
        return self.filter(Q(username__iexact=login) | Q(email__iexact=login)).order_by("pk").first() if login else None

    def by_email(self, address: str) -> User | None:
        return self.filter(email__iexact=address).first() if address else None

    def with_what_they_may(self, on: date | None = None) -> UserQuerySet:
        """Each with today's places and cover in the same query: all that a request needs to know."""
        places = Membership.objects.in_force(on).filter(user=OuterRef("pk")).values(line=JSONObject(
            id="id", team_id="team_id", role="role", starts_on="starts_on", ends_on="ends_on",
            team=JSONObject(id="team_id", name="team__name", key="team__key", organisation_id="team__organisation_id")))
        covers = AbsenceCover.objects.in_force(on).filter(cover=OuterRef("pk")).order_by("ends_on").values(
            line=JSONObject(id="id", absent_id="absent_id", ends_on="ends_on", absent=F("absent__name")))
        return self.select_related("organisation").annotate(
            _places=ArraySubquery(places), _covers=ArraySubquery(covers))

    def colleagues_of(self, user: User) -> UserQuerySet:
        """Those who share a team with this user today."""
        places = Membership.objects.in_force().filter(team__in=user.team_ids())
        return self.working().filter(pk__in=places.values("user")).exclude(pk=user.pk).order_by("name", "pk")

    def of_organisation(self, organisation: Organisation | None) -> UserQuerySet:
        return self.working().filter(organisation=organisation).order_by("name", "pk")

    def for_naming(self, *, besides: User) -> UserQuerySet:
        """Colleagues who could be named on a restricted record: those whose work opens records at all."""
        holding = [key for key, role in roles.ROLES.items() if "people.see" in role.permissions]
        places = Membership.objects.in_force().filter(role__in=holding)
        return self.working().filter(pk__in=places.values("user")).exclude(pk=besides.pk).order_by("name", "pk")

    def personas(self) -> UserQuerySet:
        return self.working().exclude(persona="").select_related("organisation")


class Users(UserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Named, so that migrations can find it."""


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
    deactivated_at = models.DateTimeField(null=True, blank=True)
    deactivated_because = models.CharField(max_length=300, blank=True)

    REQUIRED_FIELDS = ["email", "name"]

    objects = Users()

    class Meta(AbstractUser.Meta):
        constraints = [
            # Single sign-on finds the account by its address: it must be one account.
            models.UniqueConstraint(Lower("email"), name="one_account_an_email_address", condition=~Q(email="")),
            models.UniqueConstraint(fields=["persona"], name="one_account_a_persona", condition=~Q(persona="")),
            models.CheckConstraint(
                name="a_closed_account_says_when",
                condition=Q(is_active=True, deactivated_at=None) | Q(is_active=False, deactivated_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]

    @cached_property
    def memberships_now(self) -> list[Membership]:
        if "_places" in self.__dict__:
            return [Membership.from_line(self, line) for line in self.__dict__["_places"]]
        return list(Membership.objects.in_force().filter(user=self).select_related("team"))

    @cached_property
    def permissions_held(self) -> frozenset[str]:
        return frozenset[str]().union(*(roles.ROLES[m.role].permissions for m in self.memberships_now))

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
    def covering_now(self) -> list[AbsenceCover]:
        if "_covers" in self.__dict__:
            return [AbsenceCover.from_line(self, line) for line in self.__dict__["_covers"]]
        return list(AbsenceCover.objects.in_force().filter(cover=self).select_related("absent").order_by("ends_on"))

    def covering_ids(self) -> list[int]:
        """Colleagues away today whose work this user does."""
        return [cover.absent_id for cover in self.covering_now]

    @cached_property
    def qualifications_now(self) -> frozenset[str]:
        return frozenset(self.qualifications.in_force().values_list("kind", flat=True))


class Membership(models.Model):
    """A user's place in a team, in a role, between two days."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=60, choices=roles.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = InForceQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
            ),
            models.UniqueConstraint(
                name="one_current_membership_of_a_role_in_a_team", fields=["user", "team", "role"],
                condition=Q(ends_on=None),
            ),
        ]
        indexes = [models.Index(fields=["user", "starts_on"], name="membership_user")]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.team}"

    @classmethod
    def from_line(cls, user: User, line: dict) -> Membership:
        """As `with_what_they_may` fetched it; what it did not fetch is fetched when asked for."""
        # JSON keeps its own order of keys; a model wants the order of its fields.
        names = [field.attname for field in Team._meta.concrete_fields if field.attname in line["team"]]
        team = Team.from_db("default", names, [line["team"][name] for name in names])
        ends_on = date.fromisoformat(line["ends_on"]) if line["ends_on"] else None
        return cls(id=line["id"], user=user, team=team, role=line["role"], ends_on=ends_on,
                   starts_on=date.fromisoformat(line["starts_on"]))


class QualificationQuerySet(models.QuerySet):
    def in_force(self, on: date | None = None) -> QualificationQuerySet:
        """Seen by somebody, and not run out."""
        day = on or timezone.localdate()
        return self.filter(seen_on__isnull=False).filter(Q(expires_on=None) | Q(expires_on__gte=day))


class Qualification(models.Model):
    """A registration or training that protected functions may ask for. It counts once somebody has seen the proof."""

    class Kind(models.TextChoices):
        SOCIAL_WORKER = "social_worker", "Social worker (Social Work England)"
        OCCUPATIONAL_THERAPIST = "occupational_therapist", "Occupational therapist (HCPC)"
        BEST_INTERESTS_ASSESSOR = "best_interests_assessor", "Best interests assessor"
        APPROVED_MENTAL_HEALTH = "approved_mental_health_professional", "Approved mental health professional"
        TRUSTED_ASSESSOR = "trusted_assessor", "Trusted assessor of equipment"
        SENSORY = "sensory_specialist", "Specialist in sight or hearing loss"
        STRENGTHS = "strengths_conversations", "Training in strengths-based conversations"
        FACILITATOR = "access_point_facilitator", "Training to facilitate at a community access point"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="qualifications")
    kind = models.SlugField(max_length=60, choices=Kind.choices)
    number = models.CharField(max_length=60, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    seen_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    seen_on = models.DateField(null=True, blank=True)

    objects = QualificationQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(name="one_row_a_qualification", fields=["user", "kind"]),
            models.CheckConstraint(
                name="qualification_seen_by_somebody_on_a_day",
                condition=Q(seen_by=None, seen_on=None) | Q(seen_by__isnull=False, seen_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class CoverQuerySet(InForceQuerySet):
    def seen_by(self, user: User) -> CoverQuerySet:
        """One's own, and for those who arrange cover that of their colleagues (an administrator: everybody's)."""
        rows = self.select_related("absent", "cover", "arranged_by").order_by("starts_on", "pk")
        if user.may("accounts.manage"):
            return rows
        own = Q(absent=user) | Q(cover=user)
        if user.may("accounts.arrange_cover"):
            own |= Q(absent__in=User.objects.colleagues_of(user).values("pk"))
        return rows.filter(own)


class AbsenceCover(models.Model):
    """Somebody is away; a colleague does their work and opens their records between two days."""

    absent = models.ForeignKey(User, on_delete=models.CASCADE, related_name="absences")
    cover = models.ForeignKey(User, on_delete=models.CASCADE, related_name="covers")
    starts_on = models.DateField()
    ends_on = models.DateField()
    note = models.TextField(blank=True)
    arranged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = CoverQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(name="cover_is_another_person", condition=~Q(absent=models.F("cover"))),
            models.CheckConstraint(name="cover_ends_after_it_starts", condition=Q(ends_on__gte=models.F("starts_on"))),
        ]
        indexes = [models.Index(fields=["cover", "ends_on"], name="cover_by")]

    def __str__(self) -> str:
        return f"{self.cover} covers for {self.absent} until {self.ends_on:%-d %B %Y}"

    @classmethod
    def from_line(cls, cover: User, line: dict) -> AbsenceCover:
        """As `with_what_they_may` fetched it."""
        absent = User.from_db("default", ["id", "name"], [line["absent_id"], line["absent"]])
        return cls.from_db("default", ["id", "absent_id", "cover_id", "ends_on"],
                           [line["id"], absent.pk, cover.pk, date.fromisoformat(line["ends_on"])])._with(absent)

    def _with(self, absent: User) -> AbsenceCover:
        self.absent = absent
        return self


class WrongTryQuerySet(models.QuerySet):
    def standing(self, now: datetime | None = None) -> WrongTryQuerySet:
        """Those that still count towards locking the account."""
        return self.filter(lifted_at=None, at__gt=(now or timezone.now()) - LOCKED_FOR)

    def of_locked_accounts(self) -> models.QuerySet:
        return self.values("user").annotate(tries=models.Count("pk")).filter(tries__gte=TRIES).values("user")


class WrongTry(models.Model):
    """A wrong password or code for an account. Kept here, so that all machines of the service count together."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="wrong_tries")
    at = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True, blank=True)
    # Nobody, where the holder has chosen a new password instead.
    lifted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = WrongTryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "wrong tries"
        constraints = [
            models.CheckConstraint(name="wrong_try_lifted_whole",
                                   condition=Q(lifted_by=None) | Q(lifted_at__isnull=False)),
        ]
        indexes = [models.Index(fields=["user", "-at"], name="wrongtry_user")]

    def __str__(self) -> str:
        return f"Wrong password or code for {self.user}"
