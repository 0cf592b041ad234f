"""People whose stories are told by name, so that the demo can be played: those on Amara Bello's list first of all.

Each line says who, what is known in a word, and the work that is open today. Their years before are told by lot.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random
from typing import Any

from . import histories, safety
from .cast import Place, Somebody
from .known_by_name import mrs_okafor, three_who_come
from .life import Life, World, at
from .staff import Worker

WINNIES_NHS = "9990412707"


@dataclass(frozen=True)
class Told:
    """Somebody with a story: who they are, and how long the council has known them."""

    given: str
    family: str
    gender: str
    age: int
    need: str
    ethnicity: str = "white_british"
    origin: str = "british"
    known_as: str = ""
    since_days: int = 300
    end: str = "support"


# Those Amara works with, in the order of her list.
GERALD = Told("Gerald", "Pickup", "male", 84, "memory", since_days=420)
FERN = Told("Fern", "Marsden", "female", 38, "mental", since_days=160)
WINNIE = Told(
    "Winifred", "Okafor", "female", 79, "frail", "black_african", "african", known_as="Winnie", since_days=700
)
ABDUL = Told(
    "Abdul Rahman", "Miah", "male", 71, "physical", "asian_bangladeshi", "bangladeshi", since_days=20, end="waiting"
)
LORRAINE = Told("Lorraine", "Fitch", "female", 58, "carer", since_days=500, end="carers_support")
KIERAN = Told("Kieran", "Doyle", "male", 33, "learning", "white_irish", "irish", since_days=91)
BEATRICE = Told(
    "Beatrice", "Nyambura", "female", 67, "physical", "black_african", "african", since_days=19, end="waiting"
)
STANISLAW = Told("Stanisław", "Bąk", "male", 82, "frail", "white_other", "polish", since_days=360)
POOJA = Told("Pooja", "Raval", "female", 18, "learning", "asian_indian", "indian", since_days=16, end="waiting")
DOROTHY = Told("Dorothy", "Entwistle", "female", 88, "frail", since_days=210)
MOSES = Told("Moses", "Achterberg", "male", 74, "physical", "white_other", "european", since_days=330)
EILEEN = Told("Eileen", "Marsh", "female", 90, "frail", since_days=280)
IVOR = Told("Ivor", "Pugh", "male", 77, "isolation", origin="welsh", since_days=400)
ZAINAB = Told("Zainab", "Tariq", "female", 46, "mental", "asian_pakistani", "pakistani", since_days=12, end="waiting")
FFION = Told("Ffion", "Parry", "female", 29, "mental", origin="welsh", since_days=240)
NOOR = Told("Noor", "Siddiqui", "female", 55, "physical", "asian_pakistani", "pakistani", since_days=260)
IVY = Told("Ivy", "Broadbent", "female", 81, "isolation", since_days=12, end="advice")
# Three who come to the front door today, to be played from the first word.
WIDOW = Told("Maureen", "Hargreaves", "female", 72, "isolation", since_days=9, end="advice")
AFTER_A_STROKE = Told(
    "Desmond", "Campbell", "male", 64, "physical", "black_caribbean", "caribbean", since_days=30, end="waiting"
)
WINDOWS = Told("Hilda", "Clegg", "female", 86, "frail", since_days=8, end="advice")

AMARAS = (
    GERALD,
    FERN,
    WINNIE,
    ABDUL,
    LORRAINE,
    KIERAN,
    BEATRICE,
    STANISLAW,
    POOJA,
    DOROTHY,
    MOSES,
    EILEEN,
    IVOR,
    ZAINAB,
    FFION,
    NOOR,
)
HANDED_OVER = (FFION, NOOR)
# Who wait for a worker behind a restriction, with who may open the record: the manager of the team, or not even she.
UNSEEN = (
    (Told("Yvonne", "Hartley", "female", 61, "physical", since_days=24, end="waiting"), "team_manager"),
    (
        Told("Tomasz", "Wolny", "male", 44, "mental", "white_other", "polish", since_days=31, end="waiting"),
        "safeguarding_lead",
    ),
)


def tell(world: World) -> int:
    """Everybody with a story; how many they are."""
    amara = world.staff.personas["social_worker"]
    callum = world.staff.personas["unregistered_assessor"]
    lives = {
        told: _begin(world, told, number, callum if told in HANDED_OVER else amara)
        for number, told in enumerate(AMARAS)
    }
    for told in (IVY, WIDOW, AFTER_A_STROKE, WINDOWS):
        lives[told] = _begin(world, told, 100 + len(lives), None)
    _list_of_amara(world, lives, amara)
    count = len(lives) + _who_wait_unseen(world)
    mrs_okafor(lives[WINNIE], amara)
    three_who_come(world, [lives[one] for one in (WIDOW, AFTER_A_STROKE, WINDOWS)])
    world.tables.send_when_full()
    return count


def _who_wait_unseen(world: World) -> int:
    for number, (told, may_open) in enumerate(UNSEEN):
        by = world.staff.personas[may_open]
        life = _begin(world, told, 200 + number, None, team="north", restricted_by=by)
        _restrict(life, by, by, why="Somebody who works for us is close to them")
    return len(UNSEEN)


def _begin(
    world: World,
    told: Told,
    number: int,
    worker: Worker | None,
    *,
    team: str = "",
    restricted_by: Worker | None = None,
) -> Life:
    draw = Random(f"story {number}")
    first = world.today - timedelta(days=told.since_days)
    born = date(1947, 2, 3) if told is WINNIE else world.today - timedelta(days=int(told.age * 365.25) + 40 + number)
    life = Life(
        world=world,
        draw=draw,
        need=told.need,
        first_seen=first,
        end=told.end,
        known_as=told.known_as,
        who=Somebody(told.given, told.family, told.gender, born, told.ethnicity, told.origin),
    )
    life.settled = True
    life.given_to = worker
    life.given_to_team = team
    life.restricted_by = restricted_by
    if told is FERN:
        life.restricted_by = world.staff.personas["team_manager"]
    if told is WINNIE:
        life.nhs = WINNIES_NHS
        life.place = Place("14 Tanner’s Row", "Westmere", "WM4 1TR")
    histories.tell(life)
    return life


def _list_of_amara(world: World, lives: dict[Told, Life], amara: Worker) -> None:
    today = world.today
    front, broker, callum = (
        world.staff.personas[key] for key in ("front_door_worker", "broker", "unregistered_assessor")
    )
    night, helen = world.staff.personas["out_of_hours_worker"], world.staff.personas["team_manager"]

    def work(
        told: Told,
        kind: str,
        title: str,
        *,
        days: int = 0,
        why: str = "",
        verb: str = "Open",
        by: Worker = helen,
        **more: Any,
    ) -> int:
        life = lives[told]
        raised = more.pop("raised", at(today - timedelta(days=3), 9))
        return life.task(
            kind,
            title,
            min(raised, world.now),
            due=today + timedelta(days=days),
            owner=amara,
            by=by,
            why=why,
            verb=verb,
            url=more.pop("url", life.url("desk:person")),
            **more,
        )

    now = world.now
    work(
        GERALD,
        "urgent_support",
        "Nobody with him after 2 pm",
        why=f"Wife in hospital. Out-of-hours hand-over, {night.name}",
        verb="Start support",
        priority="urgent",
        due_at=time(9, 40),
        by=night,
        raised=now - timedelta(hours=2),
        url=lives[GERALD].url("conversations:person"),
    )
    safety.raise_concern(
        lives[FERN],
        today - timedelta(days=1),
        settled=False,
        entry=(
            ["domestic", "psychological"],
            "The district nurse saw a bruise and a partner who would not leave the room.",
            "Wants to talk where nobody hears.",
            None,
        ),
    )
    work(
        FERN,
        "enquiry",
        "First look",
        why="Concern from district nurse",
        priority="urgent",
        due_at=time(17),
        raised=now - timedelta(hours=20),
    )
    work(
        ABDUL,
        "visit",
        "Home visit",
        why="Sylheti interpreter booked",
        days=0,
        due_at=time(14),
        verb="Open visit",
        url=lives[ABDUL].url("visits:index"),
    )
    lives[LORRAINE].promise(
        "Answer: can her Tuesday respite move to Thursday?",
        amara,
        at(today - timedelta(days=2), 11),
        today + timedelta(days=1),
        kept=None,
    )
    work(
        BEATRICE,
        "eligibility",
        "Decide eligibility",
        why="Facts complete, decider needed",
        days=2,
        verb="Decide",
        url=lives[BEATRICE].url("assessments:index"),
    )
    work(
        STANISLAW,
        "check_address",
        "Check the address",
        why="Letter about his contribution returned undelivered",
        days=3,
        verb="Fix",
        url=lives[STANISLAW].url("people:details"),
    )
    work(
        POOJA,
        "transition",
        "Second worker for move to adult services",
        days=3,
        verb="Ask team",
        url=lives[POOJA].url("involvements:ask"),
    )
    for told, title, waits, days, keeper, every in (
        (DOROTHY, "Bathroom", "occupational therapy. Risk checked: same", 23, front, 7),
        (MOSES, "Hospital letter on swallowing", "the infirmary", 12, amara, 14),
        (
            EILEEN,
            "Evening calls in WM9",
            "the broker. Two providers asked",
            6,
            world.staff.somebody(Random(4), "brokerage") if "brokerage" in world.staff.workers else broker,
            1,
        ),
        (IVOR, "Tenancy sign-off, extra care flat 12", "housing", 5, callum, 7),
        (ZAINAB, "Advocate to be named before we meet", "the advocacy service", 1, amara, 2),
    ):
        since = today - timedelta(days=days)
        lives[told].task(
            "waiting",
            title,
            at(since, 10),
            owner=amara,
            by=amara,
            waiting_on=waits,
            waiting_since=since,
            keeps_in_touch_id=keeper.id,
            keep_in_touch_days=every,
            last_touch_on=max(since, today - timedelta(days=1)),
        )
    for told, by, note in (
        (FFION, front, "She asked for the same worker."),
        (NOOR, callum, "On leave for two weeks. She prefers mornings; her sister has the key; the rail is ordered."),
    ):
        life = lives[told]
        life.task(
            "visit_to_plan",
            "Work with them",
            now - timedelta(hours=3),
            due=today + timedelta(days=4),
            owner=amara,
            by=by,
            verb="Accept",
            handed_by_id=by.id,
            handed_at=now - timedelta(hours=2),
            hand_over_note=note,
            why=note,
            url=life.url("desk:person"),
        )
    _restrict(lives[FERN], helen, amara)
    _today(world, lives, amara)
    _drafts(world, lives, amara)


def _restrict(life: Life, by: Worker, other: Worker, *, why: str = "A partner works for a provider") -> None:
    """Restricted yesterday; both are named."""
    yesterday = at(life.world.today - timedelta(days=1), 15)
    for worker in dict.fromkeys((by, other)):
        life.add(
            "access.Grant",
            user_id=worker.id,
            reason="named",
            note="Named on the restricted record",
            source=f"subjects.subject:{life.id}",
            starts_on=life.world.today - timedelta(days=1),
            given_by_id=by.id,
            given_at=yesterday,
        )
    life.event("access.restricted", "Record restricted", yesterday, by, detail=why)


def _today(world: World, lives: dict[Told, Life], amara: Worker) -> None:
    life, starts = lives[ABDUL], at(world.today, 14)
    life.add(
        "visits.Visit",
        worker_id=amara.id,
        team_id=amara.team_id,
        kind="home",
        where="At home",
        why="Assessment, Sylheti interpreter booked",
        alone=True,
        starts_at=starts,
        safe_by=starts + timedelta(minutes=90),
        planned_by_id=amara.id,
        planned_at=world.now - timedelta(days=4),
    )


def _drafts(world: World, lives: dict[Told, Life], amara: Worker) -> None:
    """A conversation and a case note that were left half written."""
    life = lives[IVY]
    began = world.now - timedelta(days=1)
    pk = life.add("conversations.Conversation", began_at=began, held_by_id=amara.id, team_id=amara.team_id)
    for told, questionnaire, about, title, url, answers, saved in (
        (
            IVY,
            "first_conversation",
            f"conversations.conversation:{pk}",
            "Conversation",
            life.url("conversations:hold", pk),
            {"safe_now": "safe", "words": "I miss having somebody to cook for."},
            began,
        ),
        (
            KIERAN,
            "case_note",
            f"subjects.subject:{lives[KIERAN].id}",
            "Case note",
            lives[KIERAN].url("case_notes:write"),
            {"words": "Met Kieran at the café. He has asked for one more shift and wants to tell his mum himself."},
            world.now - timedelta(days=3),
        ),
    ):
        lives[told].add(
            "questionnaires.Draft",
            owner_id=amara.id,
            questionnaire=questionnaire,
            version=1,
            about=about,
            url=url,
            title=f"{title}, {lives[told].who.name}",
            answers=answers,
            revision=3,
            started_at=saved,
            saved_at=saved,
        )
