"""The demo council's teams and the people one may be in it. All of them are invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from alongside.foundation.permissions import roles

from .models import Membership, Organisation, Qualification, Team, User

COUNCIL = "Westmere Council"
CARERS_CENTRE = "Westmere Carers Centre"
COMMUNITY_TRUST = "Westmere Community Trust"
SURGERY = "Mill Lane Surgery"

DOMAINS = {COUNCIL: "westmere.example", CARERS_CENTRE: "carers.example", COMMUNITY_TRUST: "community.example",
           SURGERY: "surgery.example"}
# key: (name, organisation, telephone)
TEAMS: dict[str, tuple[str, str, str]] = {
    "front_door": ("Front Door", COUNCIL, "01632 960100"),
    "north": ("North Team", COUNCIL, "01632 960110"),
    "south": ("South Team", COUNCIL, "01632 960120"),
    "occupational_therapy": ("Occupational Therapy", COUNCIL, "01632 960130"),
    "access_points": ("Community Access Points", COUNCIL, "01632 960410"),
    "out_of_hours": ("Out of Hours", COUNCIL, "01632 960199"),
    "safeguarding": ("Safeguarding", COUNCIL, "01632 960140"),
    "carers_centre": ("Carers Centre", CARERS_CENTRE, "01632 960300"),
    "surgery": ("Mill Lane Surgery", SURGERY, "01632 960320"),
    "link_workers": ("Link Workers", COMMUNITY_TRUST, "01632 960310"),
    "finance": ("Finance", COUNCIL, "01632 960150"),
    "brokerage": ("Brokerage", COUNCIL, "01632 960155"),
    "performance": ("Performance", COUNCIL, "01632 960160"),
    "commissioning": ("Commissioning", COUNCIL, "01632 960165"),
    "leadership": ("Leadership", COUNCIL, "01632 960170"),
    "programmes": ("Programmes", COUNCIL, "01632 960175"),
    "members": ("Councillors", COUNCIL, "01632 960185"),
    "administration": ("Administration", COUNCIL, "01632 960180"),
}


@dataclass(frozen=True)
class Persona:
    """Somebody to be in the demonstration; `key` is also the key of the role."""

    key: str
    name: str
    team: str
    job_title: str
    home_postcode: str
    qualifications: tuple[tuple[str, str], ...] = ()
    caseload_limit: int | None = None

    @property
    def username(self) -> str:
        return self.name.lower().replace(" ", ".").replace("’", "")

    @property
    def role(self) -> roles.Role:
        return roles.ROLES[self.key]


_SOCIAL_WORKER = "social_worker"
_THERAPIST = "occupational_therapist"
_BEST_INTERESTS = "best_interests_assessor"
_STRENGTHS = "strengths_conversations"
_FACILITATOR = "access_point_facilitator"

PERSONAS = [
    Persona("front_door_worker", "Ruksana Iqbal", "front_door", "Community front-door worker", "WM4 2BT",
            ((_STRENGTHS, ""), (_FACILITATOR, ""))),
    Persona("business_support", "Dilys Pritchard", "north", "Business support officer", "WM2 6LE"),
    Persona("access_point_facilitator", "Pauline Whitworth", "access_points", "Facilitator, Mill Lane hub", "WM1 2XY",
            ((_FACILITATOR, ""),)),
    Persona("access_point_volunteer", "Idris Coker", "access_points", "Volunteer, Mill Lane library", "WM2 3AB",
            ((_FACILITATOR, ""),)),
    Persona("unregistered_assessor", "Callum Lees", "north", "Community assessor", "WM1 5RD",
            (("trusted_assessor", ""), (_STRENGTHS, "")), caseload_limit=22),
    Persona("newly_qualified_social_worker", "Yasmin Haddad", "north", "Newly qualified social worker", "WM3 9QT",
            ((_SOCIAL_WORKER, "SW901187"),), caseload_limit=14),
    Persona("social_worker", "Amara Bello", "north", "Social worker", "WM5 1HA",
            ((_SOCIAL_WORKER, "SW900412"), (_BEST_INTERESTS, "")), caseload_limit=24),
    Persona("occupational_therapist", "Tom Ashworth", "occupational_therapy", "Occupational therapist", "WM2 8NS",
            ((_THERAPIST, "OT990263"),), caseload_limit=24),
    Persona("out_of_hours_worker", "Marlon Reyes", "out_of_hours", "Out-of-hours social worker", "WM7 3DP",
            ((_SOCIAL_WORKER, "SW900655"),)),
    Persona("carers_centre_worker", "Bronagh Doyle", "carers_centre", "Carers’ support worker", "WM4 7SU"),
    Persona("referrer", "Nadia Karim", "surgery", "Practice nurse", "WM4 1SD"),
    Persona("link_worker", "Folasade Ajayi", "link_workers", "Link worker", "WM3 1NP", caseload_limit=30),
    Persona("team_manager", "Helen Cho", "north", "Team manager", "WM6 2JB", ((_SOCIAL_WORKER, "SW900078"),)),
    Persona("safeguarding_lead", "Grace Oyelaran", "safeguarding", "Safeguarding adults lead", "WM1 9FW",
            ((_SOCIAL_WORKER, "SW900203"),)),
    Persona("finance_officer", "Piotr Zielinski", "finance", "Financial assessment officer", "WM3 4AN"),
    Persona("broker", "Shanice Campbell", "brokerage", "Care broker", "WM5 8GX"),
    Persona("commissioner", "Joanne Thwaite", "commissioning", "Commissioning manager", "WM6 6VQ"),
    Persona("performance_analyst", "Kwame Mensah", "performance", "Performance analyst", "WM2 3ZE"),
    Persona("principal_social_worker", "Margaret Holroyd", "leadership", "Principal social worker", "WM8 1RY",
            ((_SOCIAL_WORKER, "SW900009"),)),
    Persona("information_governance_lead", "Farah Siddiqui", "leadership", "Information governance lead", "WM7 5TC"),
    Persona("director", "Daniel Okafor", "leadership", "Director of adult social services", "WM8 4LD",
            ((_SOCIAL_WORKER, "SW900002"),)),
    Persona("programme_manager", "Nasreen Malik", "programmes", "Programme manager", "WM2 5HC"),
    Persona("councillor", "Gwen Hartley", "members", "Councillor, chair of the scrutiny panel", "WM6 1TA"),
    Persona("administrator", "Lena Kowalczyk", "administration", "Systems administrator", "WM3 7PK"),
]


@dataclass
class DemoCouncil:
    """What the demo is built on, by key."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)


@transaction.atomic
def ensure_demo_council(*, since: date | None = None) -> DemoCouncil:
    """The organisations, teams and people of the demo, made where they are missing. Safe to run again."""
    if not settings.DEMO:
        raise RuntimeError("The demo council exists in demo mode only.")
    since = since or timezone.localdate() - timedelta(days=4 * 365)
    made = DemoCouncil()
    for name in DOMAINS:
        made.organisations[name], _ = Organisation.objects.get_or_create(
            name=name, defaults={"is_council": name == COUNCIL})
    for key, (name, organisation, telephone) in TEAMS.items():
        made.teams[key], _ = Team.objects.get_or_create(key=key, defaults={
            "name": name, "organisation": made.organisations[organisation], "telephone": telephone})
    for number, persona in enumerate(PERSONAS):
        made.users[persona.key] = _ensure(persona, made, since, number)
    # Somebody has seen each registration; the manager's own was seen by the principal social worker.
    for persona in PERSONAS:
        seen_by = made.users["principal_social_worker" if persona.key != "principal_social_worker" else "director"]
        for kind, registration in persona.qualifications:
            Qualification.objects.get_or_create(user=made.users[persona.key], kind=kind, defaults={
                "number": registration, "expires_on": _next_november(), "seen_by": seen_by, "seen_on": since})
    return made


def _ensure(persona: Persona, made: DemoCouncil, since: date, number: int) -> User:
    team = made.teams[persona.team]
    domain = DOMAINS[team.organisation.name]
    user = User.objects.filter(persona=persona.key).first()
    if user is None:
        user = User(
            persona=persona.key, username=persona.username, email=f"{persona.username}@{domain}", name=persona.name,
            job_title=persona.job_title, organisation=team.organisation, telephone=f"01632 960{200 + number}",
            home_postcode=persona.home_postcode, caseload_limit=persona.caseload_limit,
        )
        user.set_unusable_password()
        user.save()
    Membership.objects.get_or_create(user=user, team=team, role=persona.key, ends_on=None,
                                     defaults={"starts_on": since})
    return user


def _next_november() -> date:
    """Registration with Social Work England is renewed by the end of each November."""
    today = timezone.localdate()
    return date(today.year + (today.month >= 11), 11, 30)
