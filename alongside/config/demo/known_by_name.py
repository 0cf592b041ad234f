"""Mrs Okafor as on the page that everybody looks at first, and three who have just rung."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from . import involving, safety
from .life import Life, World, at
from .staff import Worker


def mrs_okafor(life: Life, amara: Worker) -> None:
    """Mrs Okafor as on the page that everybody looks at first."""
    world, today = life.world, life.world.today
    therapist, front, centre = (
        world.staff.personas[key] for key in ("occupational_therapist", "front_door_worker", "carers_centre_worker")
    )
    life.add(
        "about_me.Words",
        topic="matters",
        whose="own",
        said_on=today - timedelta(days=28),
        recorded_by_id=amara.id,
        words="Forty years I ran the dinner hall at St Brendan’s. I want to be useful again, not looked after. Get "
        "me to church on Sunday and to the "
        "allotment when it’s dry. I can’t bear being rushed in the morning.",
    )
    for words in (
        "Cooks most days, and for her neighbour on Fridays",
        "Walks to the corner shop with her frame",
        "Runs the Tuesday knitting table at Tanner’s Row hub",
        "Uses a tablet for video calls and hymns",
    ):
        life.add("about_me.Strength", words=words, recorded_on=today - timedelta(days=28), recorded_by_id=amara.id)
    own: dict[str, Any] = {"recorded_by_id": amara.id, "recorded_at": at(today - timedelta(days=90))}
    life.add(
        "relationships.Relationship",
        name="Chidi Okafor",
        kind="child",
        words="Son, Leeds. Rings nightly",
        telephone="07700 900417",
        may_be_told="yes",
        **own,
    )
    life.add(
        "relationships.Relationship",
        name="Jean Lofthouse",
        kind="neighbour",
        words="Next door, has a key",
        may_be_told="ask",
        **own,
    )
    tobi = life.add(
        "relationships.Relationship",
        name="Tobi Okafor",
        kind="grandchild",
        words="Grandson, 22. Saturdays",
        may_be_told="no",
        **own,
    )
    life.add(
        "relationships.UnpaidCare",
        relationship_id=tobi,
        hours="up_to_19",
        what_they_do="Shopping and Saturdays",
        starts_on=today - timedelta(days=400),
        recorded_by_id=amara.id,
    )
    life.add(
        "people.InformationNeed",
        need="lip_reads",
        detail="Speak to her left side",
        starts_on=today - timedelta(days=400),
        recorded_by_id=amara.id,
    )
    safety.warn(
        life,
        (
            "aggression",
            "Ring before you visit",
            "Her grandson Tobi has shouted at staff at the door. Go in daylight.",
            "Shouted at a worker on the doorstep; left when asked.",
        ),
        ended=False,
    )
    involving.take_on(
        life, today - timedelta(days=60), therapist, "occupational_therapy", "Falls and the back step", role="joint"
    )
    for when, kind, words, title in (
        (
            20,
            "significant_event",
            "Careline answered in four minutes. She was putting the bins out. No injury. Third fall since January.",
            "Fall in the garden, no injury",
        ),
        (
            28,
            "visit",
            "Visited at home. We sat at the allotment table and talked knitting. She rewrote what matters to her, "
            "in her own words.",
            "",
        ),
        (
            6,
            "telephone_call",
            "“The girl came at seven again.” Asked Larkfield to come at a quarter past nine, all seven days. Third "
            "fall since January: falls clinic asked for.",
            "",
        ),
    ):
        life.note(
            kind,
            words,
            at(today - timedelta(days=when), 11),
            amara,
            with_whom="Winnie" if kind != "significant_event" else "",
            significant_title=title,
        )
    for what, owner, made, due in (
        ("Ring Winnie about the falls clinic date", amara, 6, -1),
        ("Grab rail at the back step", therapist, 5, 1),
        ("Volunteering taster at the hub kitchen", front, 8, 10),
        ("Answer Tobi about a break on Saturdays", centre, 4, 17),
    ):
        life.promise(
            what,
            owner,
            at(today - timedelta(days=made), 15),
            today + timedelta(days=due),
            kept=None,
            why="Third fall since January" if due < 0 else "",
        )


def three_who_come(world: World, lives: list[Life]) -> None:
    """What each of the three rang about, said in a note, and the work that it left at the front door."""
    today, front = world.today, world.staff.personas["front_door_worker"]
    for life, (words, title) in zip(
        lives,
        (
            (
                "Rang. Widowed in the spring after 48 years. “I don’t want looking after. I want to be some use to "
                "somebody.” Ran the school kitchen. Would come to the hub if somebody walked in with her.",
                "Find a volunteering taster at the hub",
            ),
            (
                "His wife rang with him beside her. Home nine weeks after a stroke. Dresses with one hand, wants to "
                "walk to the barber. They have not slept upstairs since.",
                "Ring back about walking to the barber’s",
            ),
            (
                "Her daughter rang, worried about £50 for window cleaning that used to be £12. He comes every week now."
                " Her mother likes the chat and does not want him stopped.",
                "Ring the daughter about the window cleaner",
            ),
        ),
        strict=True,
    ):
        day = today - timedelta(days=2)
        life.note("telephone_call", words, at(day, 11, 20), front, with_whom=life.words["name"])
        life.promise(title, front, at(day, 11, 45), today + timedelta(days=1), kept=None)
