"""The verbs of accounts: open and close one, give a place in a team, see a registration, arrange cover."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from . import telling
from .models import TRIES, AbsenceCover, Membership, Organisation, Qualification, Team, User, WrongTry


class NotOneself(Exception):
    """Nobody gives themselves a role, sees their own registration or closes their own account."""


class HasItAlready(Exception):
    """The place is theirs already."""


class ClosedAlready(Exception):
    """Another administrator closed the account first; the sentence says why."""


class CoversAlready(Exception):
    """The one who was to cover is away as well, or does it already."""


def _another(user: User, by: User, what: str) -> None:
    if user.pk == by.pk:
        raise NotOneself(f"You cannot {what} yourself. Ask another administrator.")


@transaction.atomic
def open_account(*, name: str, email: str, organisation: Organisation, by: User, job_title: str = "",
                 telephone: str = "", home_postcode: str = "", caseload_limit: int | None = None) -> User:
    """An account that can be signed in to once its holder has chosen a password, or by the council's own sign-in."""
    user = User(username=_free_username(email), email=email.lower(), name=name, organisation=organisation,
                job_title=job_title, telephone=telephone, home_postcode=home_postcode, caseload_limit=caseload_limit)
    user.set_unusable_password()
    user.save()
    return user


@transaction.atomic
def correct_account(*, user: User, by: User, **details: object) -> None:
    """Name, address, job and the like; a place in a team is given and ended by its own verbs."""
    for name, value in details.items():
        setattr(user, name, value)
    user.save(update_fields=list(details))


def _free_username(email: str) -> str:
    wanted = email.split("@")[0].lower()[:140]
    taken = set(User.objects.filter(username__startswith=wanted).values_list("username", flat=True))
    return next(name for number in range(len(taken) + 2)
                if (name := f"{wanted}{number + 1 if number else ''}") not in taken)


def is_locked(*, user: User) -> bool:
    """Whether this account takes no password and no code for now. Holds tries at the same moment one after another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('wrong tries'), %s::int)", [user.pk])
    return WrongTry.objects.standing().filter(user=user).count() >= TRIES


@transaction.atomic
def count_wrong_try(*, user: User) -> None:
    """A wrong password or code; the fifth within a quarter of an hour locks the account for the rest of it."""
    WrongTry.objects.create(user=user)


@transaction.atomic
def unlock_account(*, user: User, by: User | None) -> int:
    """Let its holder try again at once (`by` nobody: they have chosen a new password); the tries that were lifted."""
    if by is not None:
        _another(user, by, "unlock")
    return WrongTry.objects.standing().filter(user=user).update(lifted_at=timezone.now(), lifted_by=by)


@transaction.atomic
def close_account(*, user: User, because: str, by: User) -> None:
    """Closed at once, wherever it is signed in. What its holder did stays theirs; their work must be handed on."""
    _another(user, by, "close the account of")
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active and user.deactivated_at:
        raise ClosedAlready(f"It was closed on {timezone.localtime(user.deactivated_at):%-d %B %Y}: "
                            f"{user.deactivated_because}")
    user.is_active = False
    user.deactivated_at = timezone.now()
    user.deactivated_because = because
    user.save(update_fields=["is_active", "deactivated_at", "deactivated_because"])
    user.memberships.not_ended().filter(starts_on__lte=timezone.localdate()).update(ends_on=timezone.localdate())
    _end_sessions([user])


def _end_sessions(users: Iterable[User]) -> None:
    """The account is checked at each request as well; this only leaves nothing lying about."""
    keys = {str(user.pk) for user in users}
    for session in Session.objects.filter(expire_date__gte=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") in keys:
            session.delete()


@transaction.atomic
def reopen_account(*, user: User, by: User) -> None:
    """Open again, without a place in any team until one is given."""
    _another(user, by, "open the account of")
    user.is_active = True
    user.deactivated_at = None
    user.deactivated_because = ""
    user.save(update_fields=["is_active", "deactivated_at", "deactivated_because"])


@transaction.atomic
def give_place(*, user: User, team: Team, role: str, starts_on: date, by: User,
               ends_on: date | None = None) -> Membership:
    """A place in a team, in a role, from a day."""
    _another(user, by, "give a role to")
    if user.memberships.not_ended(starts_on).filter(team=team, role=role).exists():
        raise HasItAlready(f"{user.name} has this role in {team.name} already.")
    return Membership.objects.create(user=user, team=team, role=role, starts_on=starts_on, ends_on=ends_on)


@transaction.atomic
def end_place(*, membership: Membership, last_day: date, by: User) -> None:
    """The last day in the team. A place that has not begun yet goes."""
    _another(membership.user, by, "take a role from")
    if membership.starts_on > last_day:
        membership.delete()
        return
    membership.ends_on = last_day
    membership.save(update_fields=["ends_on"])


@transaction.atomic
def see_qualification(*, user: User, kind: str, number: str, expires_on: date | None, by: User) -> Qualification:
    """Somebody has looked at the register or the certificate: from now on it counts."""
    _another(user, by, "see the registration of")
    seen, _ = Qualification.objects.update_or_create(user=user, kind=kind, defaults={
        "number": number, "expires_on": expires_on, "seen_by": by, "seen_on": timezone.localdate()})
    return seen


@transaction.atomic
def open_team(*, name: str, key: str, organisation: Organisation, by: User, telephone: str = "",
              email: str = "") -> Team:
    return Team.objects.create(name=name, key=key, organisation=organisation, telephone=telephone, email=email)


@transaction.atomic
def correct_team(*, team: Team, by: User, **details: object) -> None:
    for name, value in details.items():
        setattr(team, name, value)
    team.save(update_fields=list(details))


@transaction.atomic
def close_team(*, team: Team, on: date, by: User) -> None:
    """From this day no new work and no new place; what was done there stays its own."""
    team.closed_on = on
    team.save(update_fields=["closed_on"])


@transaction.atomic
def arrange_cover(*, absent: User, cover: User, starts_on: date, ends_on: date, by: User,
                  note: str = "") -> AbsenceCover:
    """A colleague does the work of somebody who is away, and opens the records that this gives them."""
    same_days = AbsenceCover.objects.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)
    if same_days.filter(absent=absent, cover=cover).exists():
        raise CoversAlready(f"{cover} covers for {absent} in those days already.")
    if same_days.filter(absent=cover).exists():
        raise CoversAlready(f"{cover} is away in those days too. Choose somebody who is there.")
    arranged = AbsenceCover.objects.create(absent=absent, cover=cover, starts_on=starts_on, ends_on=ends_on,
                                           note=note, arranged_by=by)
    telling.tell(user=cover, by=by, source=arranged, url=reverse("accounts:cover"),
                 title=f"You cover for {absent.name} from {starts_on:%-d %B} to {ends_on:%-d %B %Y}")
    return arranged


@transaction.atomic
def end_cover(*, cover: AbsenceCover, by: User) -> None:
    """Back early: from now on the colleague's records are closed to whoever covered."""
    yesterday = timezone.localdate() - timedelta(days=1)
    if cover.starts_on > yesterday:
        cover.delete()
        return
    cover.ends_on = yesterday
    cover.save(update_fields=["ends_on"])
