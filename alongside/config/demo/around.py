"""What matters to a person, who is around them, and what they agreed to share."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from .cast import mobile, telephone
from .life import Life
from .staff import Worker

PRACTICES = (
    ("W90001", "Mill Lane Surgery", "Dr Petra Szabo"),
    ("W90002", "Northfield Medical Centre", "Dr Anil Nair"),
    ("W90003", "Harbour Practice", "Dr Ruth Milburn"),
    ("W90004", "Cawthorpe Health Centre", "Dr Femi Balogun"),
    ("W90005", "Dyeworks Street Practice", "Dr Helen Dodd"),
    ("W90006", "Harrowdale Surgery", "Dr Iain Murray"),
)

RELATIVES = (
    ("child", "daughter", "female", -28),
    ("child", "son", "male", -28),
    ("sibling", "sister", "female", 0),
    ("sibling", "brother", "male", 0),
    ("other_relative", "niece", "female", -30),
    ("friend", "friend", "", 0),
)


WHERE = ("Westmere", "Leeds", "Northfield", "lives in the same street", "Hull", "Skelbrook")


def about(life: Life, by: Worker) -> None:
    draw, texts = life.draw, life.world.texts
    who_says = "young" if age_on(life, life.first_seen) < 30 else "any"
    if life.need == "carer":
        who_says = "carer"
    said = life.day_between(life.first_seen, min(life.first_seen + timedelta(days=40), life.last_day))
    for topic, choices in (
        ("matters", texts["matters"][who_says]),
        ("good_day", texts["good_day"]),
        ("support", texts["support"]),
        ("communication", texts["communication"]),
    ):
        if topic in {"support", "communication"} and draw.random() < 0.55:
            continue
        shown = topic == "communication" and draw.random() < 0.1
        life.add(
            "about_me.Words",
            topic=topic,
            words=life.say(draw.choice(choices)),
            whose="shown" if shown else "own",
            said_on=said,
            recorded_by_id=by.id,
            recorded_at=life.moment(said),
        )
    life.event(
        "about_me.said",
        f"What matters to {life.words['name']}, in {life.words['their']} words",
        life.moment(said),
        by,
        url=life.url("about_me:index"),
    )
    for words in draw.sample(texts["strengths"]["any"], draw.randrange(2, 5)):
        life.add("about_me.Strength", words=life.say(words), recorded_on=said, recorded_by_id=by.id)
    for kind, name, words in draw.sample(texts["networks"], draw.randrange(1, 3)):
        life.add(
            "about_me.Network",
            kind=kind,
            name=life.say(name),
            words=life.say(words),
            recorded_on=said,
            recorded_by_id=by.id,
        )


def around(life: Life, by: Worker) -> None:
    draw, age = life.draw, age_on(life, life.first_seen)
    own: dict[str, Any] = {"recorded_by_id": by.id, "recorded_at": life.moment(life.first_seen), "starts_on": None}
    relatives = [one for one in RELATIVES if one[0] != "child" or age > 45]
    kind, words, gender, older = draw.choice(relatives)
    life.relative = life.world.cast.name(draw, life.who, gender=gender, older=older)
    life.relative_words = words
    if age < 32:
        kind, words = "parent", draw.choice(("mother", "father"))
        life.relative = life.world.cast.name(draw, life.who, gender="female" if words == "mother" else "male", older=28)
        life.relative_words = words
    life.add(
        "relationships.Relationship",
        name=life.relative,
        kind=kind,
        words=f"{words.capitalize()}, {draw.choice(WHERE)}",
        telephone=mobile(draw),
        next_of_kin=True,
        emergency_order=1,
        may_be_told=draw.choice(("yes", "ask", "ask")),
        **own,
    )
    if not life.lives_alone and age > 30:
        partner = life.world.cast.name(
            draw, life.who, gender={"female": "male", "male": "female"}.get(life.who.gender, "")
        )
        life.add(
            "relationships.Relationship",
            name=partner,
            kind="spouse_or_partner",
            same_household=True,
            may_be_told="yes",
            emergency_order=2,
            **own,
        )
    if draw.random() < 0.5:
        life.add(
            "relationships.Relationship",
            name=life.world.cast.worker_name(draw),
            kind="neighbour",
            words=draw.choice(("Next door, has a key", "Across the road, calls in", "Brings shopping on Fridays")),
            telephone=telephone(draw),
            **own,
        )
    if draw.random() < 0.12:
        since = life.day_between(life.first_seen, life.last_day)
        relationship = life.add(
            "relationships.Relationship",
            name=life.relative,
            kind="attorney_property_and_finance",
            may_be_told="some",
            may_be_told_what="Money and bills",
            **own,
        )
        seen = draw.random() < 0.7
        life.add(
            "relationships.Authority",
            relationship_id=relationship,
            kind="lpa_finance",
            scope="Money and property",
            starts_on=since,
            recorded_by_id=by.id,
            **({"seen_by_id": by.id, "seen_on": since} if seen else {}),
        )
        life.event(
            "relationships.authority",
            f"{life.relative} is attorney for property and finance",
            life.moment(since),
            by,
            detail="Registration seen" if seen else "Registration not seen yet",
            url=life.url("relationships:index"),
        )


def sharing(life: Life, by: Worker) -> None:
    if life.draw.random() > 0.6:
        return
    day = life.day_between(life.first_seen, min(life.first_seen + timedelta(days=30), life.last_day))
    agreement = life.add(
        "agreements.Agreement",
        purpose="care_and_support",
        what="What matters to me, my support and who to ring",
        lawful_basis="public_task",
        how_given=life.draw.choice(("spoken", "written")),
        given_by="person",
        starts_on=day,
        review_on=day + timedelta(days=365),
        recorded_by_id=by.id,
        recorded_at=life.moment(day),
    )
    life.add("agreements.Recipient", agreement_id=agreement, name=life.draw.choice(PRACTICES)[1])
    life.add("agreements.Recipient", agreement_id=agreement, name=life.relative, may_receive=life.draw.random() < 0.85)
    life.event(
        "agreements.agreed",
        "Agreed what may be shared, and with whom",
        life.moment(day),
        by,
        source=f"agreements.agreement:{agreement}",
        url=life.url("agreements:index"),
    )


def age_on(life: Life, on: date) -> int:
    born = life.who.born
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
