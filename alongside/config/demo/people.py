"""A person's record: names, home, how to reach them, how they live, what matters, who is around them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from .around import PRACTICES, about, age_on, around, sharing
from .cast import LANGUAGES, Place, mobile, telephone
from .life import Life, at, reference
from .staff import Worker

GENDERS = {"female": ("female", "She, her"), "male": ("male", "He, him"), "other": ("other", "They, them")}
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
    about(life, by)
    around(life, by)
    sharing(life, by)


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
            ends_on=who.born + timedelta(days=26 * 365) if age_on(life, life.first_seen) > 27 else life.first_seen,
            recorded_by_id=by.id,
            recorded_at=opened,
        )


def _homes(life: Life, by: Worker, opened: Any) -> None:
    draw, place = life.draw, life.place
    assert place is not None
    moved = draw.random() < 0.10 and (life.last_day - life.first_seen).days > 60
    in_care = moved and age_on(life, life.first_seen) > 78 and draw.random() < 0.5
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
    old = age_on(life, life.first_seen) >= 60
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
        life.asked_for = need
        life.add("people.InformationNeed", need=need, detail=detail, **own)


def _circumstances(life: Life, by: Worker) -> None:
    draw, need = life.draw, life.world.lives[life.need]
    age = age_on(life, life.first_seen)
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
