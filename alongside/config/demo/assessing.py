"""Assessments of adults and carers, with the answers that were signed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from .answers import answered
from .front_door import Talk
from .life import Life
from .staff import Worker

# What somebody with each main reason for support is usually unable to do, the most usual first.
UNABLE: Mapping[str, tuple[str, ...]] = {
    "frail": ("personal_hygiene", "clothing", "home_safety", "nutrition", "community_facilities", "toilet"),
    "physical": ("home_safety", "community_facilities", "personal_hygiene", "home_environment", "toilet"),
    "memory": ("nutrition", "home_safety", "relationships", "personal_hygiene", "community_facilities"),
    "learning": ("work_training_education", "home_environment", "relationships", "community_facilities"),
    "mental": ("home_environment", "relationships", "nutrition", "work_training_education"),
    "sight_hearing": ("community_facilities", "home_safety", "nutrition"),
    "isolation": ("relationships", "community_facilities"),
    "substance": ("home_environment", "relationships", "nutrition"),
    "carer": ("recreation", "work_training_education", "relationships", "community_facilities"),
}


def _outcomes(life: Life, *, eligible: bool) -> dict[str, Any]:
    """What the person cannot do, and how that is; too little where they are not eligible."""
    usual = UNABLE[life.need]
    count = (
        min(len(usual), life.draw.randrange(2, 5))
        if eligible
        else (0 if life.need == "carer" else life.draw.randrange(0, 2))
    )
    own: dict[str, Any] = {}
    for key in usual[:count]:
        own |= {
            f"{key}_able": "unable",
            f"{key}_ways": [life.draw.choice(("needs_assistance", "pain_distress_anxiety"))],
            f"{key}_hard": life.say(life.world.lives[life.need]["hard"]),
        }
    return own


def _common(life: Life, day: date, *, eligible: bool) -> dict[str, Any]:
    need, texts = life.world.lives[life.need], life.world.texts
    wish = life.say(life.draw.choice(need["matters_to"]))
    return {
        "met_on": day.isoformat(),
        "matters": life.say(life.draw.choice(texts["matters"]["carer" if life.need == "carer" else "any"])),
        "good_day": life.say(life.draw.choice(texts["good_day"])),
        "hopes": wish,
        "strengths": ". ".join(life.say(one) for one in life.draw.sample(texts["strengths"]["any"], 2)) + ".",
        "networks": f"{life.relative}, {life.relative_words}. {life.say(life.draw.choice(texts['networks'])[1])}.",
        "changed": life.say(need["changed"]),
        "significant_impact": "yes" if eligible else "no",
        "significant_impact_why": f"What they can control in the day, and who they see. {life.say(need['hard'])}",
        "their_view": f"“{wish}. The rest I can do.”",
        "assessor_view": life.say(need["hard"]),
        "prevent": life.say(life.draw.choice(life.world.lives["information"])),
        **_outcomes(life, eligible=eligible),
    }


def needs_assessment(
    life: Life, talk: Talk, worker: Worker, signed: date, *, eligible: bool
) -> tuple[int, dict[str, Any], int]:
    draw, need = life.draw, life.world.lives[life.need]
    depth = draw.choices(("full", "short"), (60, 40))[0]
    method = draw.choices(("service_user_only", "both"), (65, 35))[0]
    pk = life.world.tables["assessments.Assessment"].next_id
    source = f"assessments.assessment:{pk}"
    met = life.day_between(talk.day, signed)
    own = _common(life, met, eligible=eligible) | {
        "method": method,
        "primary_support_reason": need["reason"],
        "impairment": "yes",
        "impairment_what": f"{need['conditions'][0].replace('_', ' ').capitalize()}. {life.say(need['changed'])}",
    }
    done = answered(f"assessment_{depth}", met, own)
    started, at = min(talk.day + timedelta(days=draw.randrange(1, 8)), signed), life.moment(signed)
    begun = min(life.moment(started), at)
    response = life.add(
        "questionnaires.Response",
        questionnaire=done.key,
        version=done.version,
        about=source,
        answers=done.answers,
        signed_by_id=worker.id,
        signed_at=at,
        started_at=begun,
    )
    promised = talk.day + timedelta(days=28)
    shared = life.day_between(signed, min(signed + timedelta(days=12), life.last_day))
    life.add(
        "assessments.Assessment",
        kind="needs",
        depth=depth,
        asked_for_on=talk.day,
        promised_by=promised,
        offer_id=talk.offer,
        started_at=begun,
        started_by_id=worker.id,
        assessor_id=worker.id,
        team_id=worker.team_id,
        response_id=response,
        signed_at=at,
        signed_by_id=worker.id,
        method=method,
        shared_on=shared,
        shared_how=draw.choice(("handed", "post", "post")),
        shared_with=life.who.name,
    )
    life.event(
        "assessments.started",
        "Needs assessment asked for",
        begun,
        worker,
        source=source,
        url=life.url("assessments:read", pk),
    )
    life.event(
        "assessments.signed", "Needs assessment signed", at, worker, source=source, url=life.url("assessments:read", pk)
    )
    life.task(
        "assessment",
        "Write the needs assessment",
        begun,
        due=promised,
        owner=worker,
        by=worker,
        done=signed,
        outcome="Signed",
        source=source,
    )
    return pk, done.answers, response


def carers_assessment(
    life: Life, talk: Talk, worker: Worker, signed: date, *, eligible: bool
) -> tuple[int, dict[str, Any], int]:
    draw, need = life.draw, life.world.lives[life.need]
    pk = life.world.tables["carers.CarersAssessment"].next_id
    source = f"carers.carersassessment:{pk}"
    hours = draw.choices(("up_to_19", "20_to_49", "50_or_more"), (40, 34, 26))[0]
    able = draw.choices(("yes", "part"), (55, 45))[0]
    met = life.day_between(talk.day, signed)
    own = _common(life, met, eligible=eligible) | {
        "method": "carer_only",
        "adults_cared_for": 1,
        "hours": hours,
        "what_they_do": life.say(need["hard"]),
        "willing": "yes",
        "able": able,
        "necessary_care": "yes",
        "health_deteriorating": "yes" if eligible and draw.random() < 0.4 else "no",
        "health_how": life.say(need["changed"]),
        "limits": "Days yes, nights no more.",
    }
    done = answered("carers_assessment", met, own)
    started, at = min(talk.day + timedelta(days=draw.randrange(1, 7)), signed), life.moment(signed)
    begun = min(life.moment(started), at)
    response = life.add(
        "questionnaires.Response",
        questionnaire=done.key,
        version=done.version,
        about=source,
        answers=done.answers,
        signed_by_id=worker.id,
        signed_at=at,
        started_at=begun,
    )
    life.add(
        "carers.CarersAssessment",
        cared_for_name=life.relative,
        asked_for_on=talk.day,
        promised_by=talk.day + timedelta(days=28),
        offer_id=talk.offer,
        organisation_id=life.world.staff.carers_centre,
        team_id=worker.team_id,
        assessor_id=worker.id,
        started_at=begun,
        started_by_id=worker.id,
        response_id=response,
        signed_at=at,
        signed_by_id=worker.id,
        method="carer_only",
        hours=hours,
        willing_and_able="yes" if able == "yes" else "part",
        information_given=True,
        contingency=draw.choice(("agreed", "wanted", "declined")),
    )
    life.event("carers.started", "Carer’s assessment asked for", begun, worker, source=source)
    life.event("carers.signed", "Carer’s assessment signed", at, worker, source=source, url=life.url("carers:read", pk))
    return pk, done.answers, response
