"""A person's record: names, home, how to reach them, how they live, what matters, who is around them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from .cast import LANGUAGES, Place, mobile, telephone
from .life import Life, at, reference
from .staff import Worker

GENDERS = {"female": ("female", "She, her"), "male": ("male", "He, him"), "other": ("other", "They, them")}
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
NEEDS = (
    ("large_print", "18 point"),
    ("hearing_aid", "Left ear"),
    ("short_sentences", ""),
    ("easy_read", ""),
    ("contact_by_text", ""),
    ("longer_appointment", ""),
    ("language_interpreter", ""),
    ("someone_present", ""),
)


def open_record(life: Life, by: Worker) -> None:
    """Everything that is known when somebody's record begins, and what has been added since."""
    tables, draw, who, world = life.world.tables, life.draw, life.who, life.world
    opened = life.moment(life.first_seen)
    life.place = life.place or world.cast.place(draw)
    life.id = tables.add(
        "subjects.Subject",
        display_name=who.name,
        reference=reference(draw),
        died_on=life.died_on,
        created_at=opened,
        **_restricted(life),
    )
    gender, pronouns = GENDERS[who.gender]
    language = LANGUAGES.get(who.origin, "english") if draw.random() < 0.45 else "english"
    spoken = language != "english" and draw.random() < 0.5
    life.add(
        "people.Person",
        date_of_birth=who.born,
        gender=gender,
        pronouns=pronouns if draw.random() < 0.7 else "",
        ethnicity=who.ethnicity,
        first_language=language,
        interpreter="spoken" if spoken else "none",
        interpreter_language=language if spoken else "",
        added_by_id=by.id,
        added_at=opened,
    )
    life.event(
        "people.added", "Record opened", opened, by, source=f"people.person:{life.id}", url=life.url("people:details")
    )
    _names(life, by, opened)
    _homes(life, by, opened)
    _reach(life, by, opened)
    _circumstances(life, by)
    _about(life, by)
    _around(life, by)
    _sharing(life, by)


def _restricted(life: Life) -> dict[str, Any]:
    by = life.restricted_by
    if by is None:
        return {}
    return {
        "restricted": True,
        "restricted_reason": "Somebody who works for us or a provider is close to them",
        "restricted_by_id": by.id,
        "restricted_at": at(life.world.today - timedelta(days=1), 15),
    }


def _names(life: Life, by: Worker, opened: Any) -> None:
    who = life.who
    life.add(
        "people.Name",
        kind="legal",
        given=who.given,
        family=who.family,
        known_as=life.known_as,
        family_first=who.family_first,
        starts_on=life.first_seen,
        recorded_by_id=by.id,
        recorded_at=opened,
    )
    if who.gender == "female" and life.draw.random() < 0.08:
        before = life.world.cast.name(life.draw, who, gender="female").split()[-1]
        life.add(
            "people.Name",
            kind="former",
            given=who.given,
            family=before,
            starts_on=who.born,
            ends_on=who.born + timedelta(days=26 * 365) if _age(life, life.first_seen) > 27 else life.first_seen,
            recorded_by_id=by.id,
            recorded_at=opened,
        )


def _homes(life: Life, by: Worker, opened: Any) -> None:
    draw, place = life.draw, life.place
    assert place is not None
    moved = draw.random() < 0.10 and (life.last_day - life.first_seen).days > 60
    in_care = moved and _age(life, life.first_seen) > 78 and draw.random() < 0.5
    if moved:
        then = life.day_between(life.first_seen + timedelta(days=30), life.last_day - timedelta(days=10))
        new = Place("Beacon House, 2 Promenade", "Easterby", "WM9 4BH") if in_care else life.world.cast.place(draw)
        life.add(
            "people.Address",
            kind="home",
            line_1=place.line_1,
            town=place.town,
            postcode=place.postcode,
            starts_on=max(life.who.born, life.first_seen - timedelta(days=3000)),
            ends_on=then,
            recorded_by_id=by.id,
            recorded_at=opened,
        )
        life.add(
            "people.Address",
            kind="care_home" if in_care else "home",
            line_1=new.line_1,
            town=new.town,
            postcode=new.postcode,
            starts_on=then,
            recorded_by_id=by.id,
            recorded_at=life.moment(then),
        )
        life.event(
            "people.moved_home",
            "Moved to a care home" if in_care else "Moved home",
            life.moment(then),
            by,
            detail=f"{new.line_1}, {new.town}",
            url=life.url("people:details"),
        )
        life.place = new
    else:
        life.add(
            "people.Address",
            kind="home",
            line_1=place.line_1,
            town=place.town,
            postcode=place.postcode,
            starts_on=max(life.who.born, life.first_seen - timedelta(days=2000)),
            recorded_by_id=by.id,
            recorded_at=opened,
        )
    life.words["place"] = life.place.line_1


def _reach(life: Life, by: Worker, opened: Any) -> None:
    draw = life.draw
    home = telephone(draw)
    own: dict[str, Any] = {"starts_on": life.first_seen, "recorded_by_id": by.id, "recorded_at": opened}
    old = _age(life, life.first_seen) >= 60
    if old or draw.random() < 0.3:
        life.add(
            "people.Contact", kind="home_telephone", value=home, normal=home.replace(" ", ""), preferred=old, **own
        )
    if not old or draw.random() < 0.45:
        number = mobile(draw)
        life.add(
            "people.Contact",
            kind="mobile",
            value=number,
            normal=number.replace(" ", ""),
            preferred=not old,
            safe_to_leave_message=draw.choice((True, True, None)),
            **own,
        )
    practice = draw.choice(PRACTICES)
    life.add(
        "people.GPPractice", code=practice[0], name=practice[1], gp_name=practice[2], telephone=telephone(draw), **own
    )
    life.nhs = life.nhs or next(life.world.nhs_numbers)
    life.add(
        "people.Identifier",
        kind="nhs_number",
        value=life.nhs,
        recorded_by_id=by.id,
        recorded_at=opened,
        **(
            {"verified_how": "Letter from the surgery", "verified_by_id": by.id, "verified_on": life.first_seen}
            if draw.random() < 0.6
            else {}
        ),
    )
    if draw.random() < 0.12:
        life.add(
            "people.Identifier",
            kind="former_system",
            value=f"W{life.id:07d}",
            issuer="Westmere Council",
            recorded_by_id=by.id,
            recorded_at=opened,
        )
    if draw.random() < 0.35:
        need, detail = draw.choice(NEEDS)
        life.add("people.InformationNeed", need=need, detail=detail, **own)


def _circumstances(life: Life, by: Worker) -> None:
    draw, need = life.draw, life.world.lives[life.need]
    age = _age(life, life.first_seen)
    alone = draw.random() < (0.55 if age > 70 else 0.3) and need["reason"] != "carer_support"
    life.lives_alone = alone
    young = age < 30
    care_home = bool(life.place and life.place.line_1.startswith("Beacon House"))
    facts = {
        "lives_alone": "yes" if alone else "no",
        "accommodation": "family_or_friends"
        if young
        else draw.choices(
            ("owner_occupier", "tenant_social", "tenant_private", "sheltered_or_extra_care", "supported_accommodation"),
            (44, 32, 12, 8 if age > 60 else 0, 8 if age < 60 else 0),
        )[0],
        "primary_support_reason": need["reason"]
        if need["reason"] != "sensory_visual" or draw.random() < 0.6
        else draw.choice(("sensory_hearing", "sensory_dual")),
        "has_unpaid_carer": "no"
        if need["reason"] == "carer_support"
        else draw.choices(("yes", "no", "unknown"), (45, 45, 10))[0],
        "autism": "yes"
        if need["reason"] == "learning_disability" and draw.random() < 0.3
        else draw.choices(("no", "unknown"), (85, 15))[0],
        "dementia": "yes" if need["reason"] == "memory_and_cognition" and draw.random() < 0.8 else "no",
        "hearing": draw.choices(("none", "hard_of_hearing", "unknown"), (60, 32, 8))[0] if age > 70 else "none",
        "sight": draw.choice(("severely_sight_impaired", "sight_impaired"))
        if need["reason"] == "sensory_visual"
        else "none",
        "client_funding": draw.choices(("fully_funded", "joint", "full_cost", "unknown"), (28, 40, 20, 12))[0],
    }
    if age < 68:
        facts["employment"] = draw.choices(
            (
                "not_seeking_or_retired",
                "seeking_work",
                "paid_under_16_hours",
                "paid_16_hours_or_more",
                "voluntary_only",
            ),
            (55, 15, 8, 15 if life.need == "carer" else 6, 7),
        )[0]
    elif draw.random() < 0.6:
        facts["employment"] = "not_seeking_or_retired"
    if draw.random() < 0.2:
        facts["veteran"] = "yes" if age > 35 and draw.random() < 0.25 else "no"
    asked = life.day_between(life.first_seen, min(life.first_seen + timedelta(days=21), life.last_day))
    own: dict[str, Any] = {"recorded_by_id": by.id, "confirmed_by_id": by.id, "recorded_at": life.moment(asked)}
    changed = draw.random() < 0.12 and (life.last_day - asked).days > 120
    for kind, code in facts.items():
        since = asked
        if changed and kind == "lives_alone":
            then = life.day_between(asked + timedelta(days=60), life.last_day)
            life.add(
                "circumstances.Fact",
                kind=kind,
                code="no" if code == "yes" else "yes",
                since=asked,
                until=then,
                source="person",
                confirmed_on=asked,
                **own,
            )
            since = then
        life.add(
            "circumstances.Fact",
            kind=kind,
            code="care_home" if care_home and kind == "accommodation" else code,
            since=since,
            source=draw.choice(("person", "person", "family", "professional")),
            confirmed_on=since,
            **own,
        )
    for condition in draw.sample(need["conditions"], draw.randrange(1, 4)):
        life.add(
            "circumstances.Fact",
            kind="health_condition",
            code=condition,
            since=max(life.who.born, asked - timedelta(days=draw.randrange(30, 1500))),
            source="professional",
            confirmed_on=asked,
            **own,
        )
    life.event(
        "circumstances.recorded",
        "How they live, asked and written down",
        life.moment(asked),
        by,
        url=life.url("circumstances:index"),
    )


def _about(life: Life, by: Worker) -> None:
    draw, texts = life.draw, life.world.texts
    who_says = "young" if _age(life, life.first_seen) < 30 else "any"
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


def _around(life: Life, by: Worker) -> None:
    draw, age = life.draw, _age(life, life.first_seen)
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


def _sharing(life: Life, by: Worker) -> None:
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


def record_death(life: Life, by: Worker) -> None:
    if life.died_on is None:
        return
    told = min(life.died_on + timedelta(days=life.draw.randrange(1, 6)), life.world.today)
    death = life.add(
        "people.Death",
        died_on=life.died_on,
        told_by=life.relative or "Family",
        recorded_by_id=by.id,
        recorded_at=life.moment(told),
        note="",
    )
    life.event(
        "people.died",
        f"Died on {life.died_on.day} {life.died_on:%B %Y}",
        at(told, 12),
        by,
        source=f"people.death:{death}",
        url=life.url("people:details"),
    )


def _age(life: Life, on: date) -> int:
    born = life.who.born
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
