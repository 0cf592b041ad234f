"""Assessment, eligibility, plan and reviews: the statutory part of a history, with the rules' own decisions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from alongside.care_management.assessments import facts as adult_facts
from alongside.care_management.carers import facts as carer_facts
from alongside.care_management.eligibility import provisions
from alongside.care_management.reviews import due as review_due
from alongside.foundation import codelists
from alongside.foundation.decisions.actions import rule_version
from alongside.rules import registry
from alongside.rules.decision import Decision, figure_as_json

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
SHORT_NAMES = {
    "nutrition": "eating",
    "personal_hygiene": "washing",
    "toilet": "toilet",
    "clothing": "dressing",
    "home_safety": "safe at home",
    "home_environment": "home",
    "relationships": "seeing people",
    "work_training_education": "work",
    "recreation": "time off",
    "community_facilities": "getting out",
    "caring_for_child": "the children",
    "caring_for_others": "others",
}
SERVICES = ("own_funds", "direct_payment", "council_arranged")
EQUIPMENT = ("equipment", "health")


@dataclass(frozen=True)
class Planned:
    """A plan in force, as its reviews need to know it."""

    id: int
    starts_on: date
    outcomes: tuple[int, ...]
    # Its own row, put in when it is known whether and why the plan ended.
    row: dict[str, Any]


def assessment_begun(life: Life, talk: Talk, worker: Worker) -> None:
    """An assessment that is promised by a day and not signed yet; some are late."""
    promised = talk.day + timedelta(days=28)
    started = min(talk.day + timedelta(days=life.draw.randrange(2, 9)), life.last_day)
    pk = life.add(
        "assessments.Assessment",
        kind="needs",
        depth=life.draw.choice(("full", "short")),
        asked_for_on=talk.day,
        promised_by=promised,
        offer_id=talk.offer,
        started_at=life.moment(started),
        started_by_id=worker.id,
        assessor_id=worker.id,
        team_id=worker.team_id,
    )
    life.event(
        "assessments.started",
        "Needs assessment asked for",
        life.moment(started),
        worker,
        source=f"assessments.assessment:{pk}",
    )
    life.task(
        "assessment",
        "Write the needs assessment",
        life.moment(started),
        due=promised,
        owner=worker,
        by=worker,
        verb="Go on",
        why=f"Promised by {promised.day} {promised:%B}",
        source=f"assessments.assessment:{pk}",
        url=life.url("assessments:write", pk),
    )


def to_support(life: Life, talk: Talk, worker: Worker, last: date, *, gone: str) -> None:
    """From the assessment to a plan and its reviews, as far as the days go; `gone` says why it all ended, if it did."""
    draw = life.draw
    signed = talk.day + timedelta(days=draw.choices((draw.randrange(8, 28), draw.randrange(28, 60)), (82, 18))[0])
    if signed >= last:
        if not gone:
            assessment_begun(life, talk, worker)
        return
    eligible = draw.random() < 0.84
    assessment, answers, response = _assessment(life, talk, worker, signed, eligible=eligible)
    decided = min(signed + timedelta(days=draw.randrange(0, 8)), last)
    facts = adult_facts.adult(answers)
    needs_day = min(decided + timedelta(days=draw.randrange(0, 7)), last)
    determination = _determination(
        life, "eligibility.adult", facts, decided, needs_day, worker, response, assessment_id=assessment
    )
    if not eligible:
        life.note(
            "case_note",
            f"Wrote to {life.words['name']} with the decision, its reasons and what can help without us.",
            life.moment(decided),
            worker,
        )
        return
    needs = [key for key, ways in facts["outcomes"].items() if isinstance(ways, list) and ways]
    _needs(life, determination, needs, worker, needs_day, of_a_carer=False)
    _to_plan(
        life,
        determination,
        needs,
        worker,
        needs_day + timedelta(days=draw.randrange(4, 24)),
        last,
        gone=gone,
        kind="care_and_support",
    )


def carers_begun(life: Life, talk: Talk, worker: Worker) -> None:
    promised = talk.day + timedelta(days=28)
    started = min(talk.day + timedelta(days=5), life.last_day)
    pk = life.add(
        "carers.CarersAssessment",
        cared_for_name=life.relative,
        asked_for_on=talk.day,
        promised_by=promised,
        offer_id=talk.offer,
        organisation_id=life.world.staff.carers_centre,
        team_id=worker.team_id,
        assessor_id=worker.id,
        started_at=life.moment(started),
        started_by_id=worker.id,
    )
    life.event(
        "carers.started",
        "Carer’s assessment asked for",
        life.moment(started),
        worker,
        source=f"carers.carersassessment:{pk}",
    )
    life.task(
        "carers_assessment",
        "Write the carer’s assessment",
        life.moment(started),
        due=promised,
        owner=worker,
        by=worker,
        verb="Go on",
        why=f"Promised by {promised.day} {promised:%B}",
        source=f"carers.carersassessment:{pk}",
        url=life.url("carers:write", pk),
    )


def carers_support(life: Life, talk: Talk, worker: Worker, last: date, *, gone: str) -> None:
    """From the carer's assessment, written at the Carers Centre, to the council's decision and support of their own."""
    draw = life.draw
    signed = talk.day + timedelta(days=draw.randrange(7, 40))
    if signed >= last:
        if not gone:
            carers_begun(life, talk, worker)
        return
    eligible = draw.random() < 0.8
    pk, answers, response = _carers_assessment(life, talk, worker, signed, eligible=eligible)
    decider = life.by_lot(life.world.staff.locality(draw))
    decided = min(signed + timedelta(days=draw.randrange(1, 9)), last)
    facts = carer_facts.carer(answers)
    needs_day = min(decided + timedelta(days=draw.randrange(0, 5)), last)
    determination = _determination(
        life, "eligibility.carer", facts, decided, needs_day, decider, response, carers_assessment_id=pk
    )
    if not eligible:
        return
    needs = [key for key, ways in facts["outcomes"].items() if isinstance(ways, list) and ways]
    _needs(life, determination, needs, decider, needs_day, of_a_carer=True)
    _to_plan(
        life,
        determination,
        needs,
        decider,
        needs_day + timedelta(days=draw.randrange(3, 15)),
        last,
        gone=gone,
        kind="carers_support",
    )


# --- assessments ----------------------------------------------------------------------------------------------------


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


def _assessment(
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


def _carers_assessment(
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


# --- decisions ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=10_000)
def _decide(rule: str, facts: str, on: date) -> Decision:
    return registry.decide(rule, json.loads(facts), on)


def _determination(
    life: Life, rule: str, facts: Mapping[str, Any], day: date, needs_day: date, by: Worker, response: int, **of: int
) -> int:
    said = _decide(rule, json.dumps(facts, sort_keys=True), day)
    at = life.moment(day)
    tables = life.world.tables
    pk = tables["eligibility.Determination"].next_id
    source = f"eligibility.determination:{pk}"
    decision = life.add(
        "decisions.DecisionRecord",
        rule=rule,
        rule_version=rule_version(rule),
        on=day,
        facts=dict(facts),
        outcome=said.outcome,
        figures={key: figure_as_json(value) for key, value in said.figures.items()},
        because=list(said.because),
        law=list(said.law),
        decided_outcome=said.outcome,
        decided_by_id=by.id,
        decided_at=at,
        source=source,
    )
    eligible = said.outcome == "eligible"
    life.add(
        "eligibility.Determination",
        decision_id=decision,
        response_id=response,
        reasons=" ".join(said.because[:2]),
        advice="" if eligible else life.say(life.draw.choice(life.world.lives["information"])),
        **({"residence": "here", "needs_decided_on": needs_day, "needs_decided_by_id": by.id} if eligible else {}),
        **of,
    )
    carer = rule.endswith("carer")
    words = (
        ("Eligible for support as a carer" if carer else "Eligible for care and support")
        if eligible
        else "Not eligible; advice given"
    )
    life.event(
        "eligibility.decided",
        words,
        at,
        by,
        detail=said.because[0] if said.because else "",
        source=source,
        url=life.url("eligibility:read", pk),
    )
    return pk


def _needs(life: Life, determination: int, needs: list[str], by: Worker, day: date, *, of_a_carer: bool) -> None:
    met = 0
    for place, need in enumerate(needs):
        answer = "duty" if place < 2 or life.draw.random() < 0.6 else "met_otherwise" if of_a_carer else "met_by_carer"
        met += answer == "duty"
        reasons = (
            "The need is eligible and nobody else meets it."
            if answer == "duty"
            else f"{life.relative or 'Family'} is willing and able to go on doing this."
        )
        life.add(
            "eligibility.NeedDecision",
            determination_id=determination,
            outcome=need,
            answer=answer,
            reasons=reasons,
            law=provisions.law_of(answer, of_a_carer=of_a_carer),
        )
    life.event(
        "eligibility.needs_decided",
        "Decided which needs the council will meet",
        life.moment(day),
        by,
        detail=f"{met} of {len(needs)}",
        source=f"eligibility.determination:{determination}",
        url=life.url("eligibility:read", determination),
    )


# --- plans and reviews ----------------------------------------------------------------------------------------------


def _to_plan(
    life: Life, determination: int, needs: list[str], worker: Worker, begins: date, last: date, *, gone: str, kind: str
) -> None:
    if begins >= last:
        if not gone:
            life.task(
                "plan_to_write",
                "Write the plan" if kind == "care_and_support" else "Write the support plan",
                life.moment(last),
                due=begins,
                owner=worker,
                by=worker,
                verb="Write",
                source=f"eligibility.determination:{determination}",
                url=life.url("plans:start", determination),
            )
        return
    plan = _plan(life, determination, needs, worker, begins, kind=kind)
    _reviews(life, plan, determination, needs, worker, last, gone=gone, kind=kind)


def _plan(
    life: Life,
    determination: int,
    needs: list[str],
    worker: Worker,
    day: date,
    *,
    kind: str,
    replaces: int | None = None,
) -> Planned:
    draw, tables = life.draw, life.world.tables
    pk = tables["plans.Plan"].take_id()
    source = f"plans.plan:{pk}"
    lines = life.world.lives["plan"]["supports"][life.need]
    wishes = life.world.lives[life.need]["matters_to"]
    count = min(len(needs), len(wishes), draw.randrange(1, 4)) or 1
    own: dict[str, Any] = {
        "matters": life.say(draw.choice(life.world.texts["matters"]["carer" if life.need == "carer" else "any"])),
        "strengths": ". ".join(life.say(one) for one in draw.sample(life.world.texts["strengths"]["any"], 2)) + ".",
        "networks": f"{life.relative}, {life.relative_words}.",
        "agreed": "yes",
        "agreed_on": day.isoformat(),
        "starts_on": day.isoformat(),
        "contingency": f"{life.relative or 'A neighbour'} first, then Careline, day and night.",
        "direct_payment_offered_on": day.isoformat(),
        "direct_payment_answer": "wants" if any(line[0] == "direct_payment" for line in lines) else "no",
        "willing": "Days and meals, not nights.",
        "took_part": f"{life.who.name} and {worker.name}",
    }
    support_starts = min(day + timedelta(days=draw.randrange(0, 11)), life.world.today)
    own["support_starts_on"] = support_starts.isoformat()
    outcomes: list[int] = []
    written: list[tuple[int, Any, str, str, Any]] = []
    for number in range(1, count + 1):
        wish = wishes[number - 1]
        own |= {
            f"words_{number}": wish,
            f"in_short_{number}": SHORT_NAMES[needs[(number - 1) % len(needs)]],
            f"needs_{number}": _share(needs, number, count),
        }
        if number < count:
            own[f"another_{number}"] = "yes"
        outcome = life.add(
            "plans.Outcome",
            plan_id=pk,
            words=wish,
            in_short=SHORT_NAMES[needs[(number - 1) % len(needs)]],
            needs=_share(needs, number, count),
            order=number,
        )
        outcomes.append(outcome)
        for line in lines[number - 1 :] if number == count else [lines[min(number - 1, len(lines) - 1)]]:
            written.append((outcome, line, life.say(line[2]), life.say(line[3]), number))
    for order, (outcome, (line_source, what, _, _, cost), who, how_much, number) in enumerate(written):
        paid = line_source in SERVICES or line_source in EQUIPMENT
        weekly = Decimal(str(cost)).quantize(Decimal("0.01")) if cost and paid else None
        funder = "social_care" if weekly else ""
        group = "services" if line_source in SERVICES else "equipment" if line_source in EQUIPMENT else "around"
        row = {"_row": f"s{order}", "source": line_source, "what": what, "who": who, "how_much": how_much}
        if weekly:
            row |= {"weekly_cost": str(weekly), "funder": funder}
        own.setdefault(f"{group}_{number}", []).append(row)
        life.add(
            "plans.Support",
            plan_id=pk,
            outcome_id=outcome,
            source=line_source,
            what=what,
            who=who,
            how_much=how_much,
            starts_on=support_starts if paid else None,
            weekly_cost=weekly,
            funder=funder,
            order=order,
        )
    done = answered("care_and_support_plan" if kind == "care_and_support" else "carers_support_plan", day, own)
    at, begun = life.moment(day), life.moment(day - timedelta(days=draw.randrange(2, 9)))
    manager = life.world.staff.manager(worker.team)
    response = life.add(
        "questionnaires.Response",
        questionnaire=done.key,
        version=done.version,
        about=source,
        answers=done.answers,
        signed_by_id=worker.id,
        signed_at=begun + timedelta(hours=3),
        started_at=begun,
    )
    row: dict[str, Any] = {
        "id": pk,
        "kind": kind,
        "determination_id": determination,
        "replaces_id": replaces,
        "written_by_id": worker.id,
        "started_writing_at": begun,
        "response_id": response,
        "starts_on": day,
        "support_starts_on": support_starts,
        "direct_payment_offered_on": day,
        "agreed": "yes",
        "agreed_on": day,
        "sent_for_sign_off_at": begun + timedelta(hours=3),
        "signed_off_at": at,
        "signed_off_by_id": manager.id,
        "signed_off_as": "team_manager",
    }
    life.add(
        "plans.Copy",
        plan_id=pk,
        given_to=life.who.name,
        to_the_person=True,
        how=draw.choice(("handed", "post")),
        given_on=day,
        given_by_id=worker.id,
    )
    words = "Care and support plan" if kind == "care_and_support" else "Carer’s support plan"
    life.event("plans.signed_off", f"{words} signed off", at, manager, source=source, url=life.url("plans:read", pk))
    return Planned(pk, day, tuple(outcomes), row)


def _share(needs: list[str], number: int, count: int) -> list[str]:
    """The needs that one outcome answers; together the outcomes answer all."""
    return needs[number - 1 :: count]


def _reviews(
    life: Life, plan: Planned, determination: int, needs: list[str], worker: Worker, last: date, *, gone: str, kind: str
) -> None:
    draw, last_held = life.draw, None
    support = plan.starts_on
    for _ in range(6):
        said = _next_review(plan.starts_on, support, last_held, life.world.today)
        held = said.due_on + timedelta(days=draw.choices((-draw.randrange(0, 14), draw.randrange(1, 75)), (76, 24))[0])
        if held >= last:
            break
        changes = draw.random() < 0.12
        _held(life, plan, said, held, worker, changes=changes)
        last_held = held
        if changes and held + timedelta(days=20) < last:
            began = held + timedelta(days=draw.randrange(6, 19))
            before = plan
            plan = _plan(life, determination, needs, worker, began, kind=kind, replaces=before.id)
            _put_in(life, before, worker, ended=began, because="replaced")
    if gone:
        _put_in(life, plan, worker, ended=last, because=gone)
    else:
        _put_in(life, plan, worker)
        _still_due(life, plan, _next_review(plan.starts_on, support, last_held, life.world.today), worker)


def _put_in(life: Life, plan: Planned, worker: Worker, *, ended: date | None = None, because: str = "") -> None:
    ends = {"ended_on": ended, "end_reason": because, "ended_by_id": worker.id} if ended else {}
    life.add("plans.Plan", **plan.row, **ends)
    if ended and because != "replaced":
        life.event(
            "plans.ended",
            f"Plan ended: {codelists.label('plan_end_reason', because).lower()}",
            life.moment(ended),
            worker,
            source=f"plans.plan:{plan.id}",
            url=life.url("plans:read", plan.id),
        )


@lru_cache(maxsize=50_000)
def _next_review(starts: date, support: date, last_held: date | None, today: date) -> review_due.Due:
    return review_due.next_review(
        SimpleNamespace(starts_on=starts, support_starts_on=support), last_review=last_held, on=today
    )  # type: ignore[arg-type]


def _held(life: Life, plan: Planned, said: review_due.Due, held: date, worker: Worker, *, changes: bool) -> None:
    draw = life.draw
    pk = life.world.tables["reviews.Review"].next_id
    source = f"reviews.review:{pk}"
    method = (
        draw.choices(("service_user_only", "both", "carer_only"), (60, 37, 3))[0]
        if life.need != "carer"
        else "carer_only"
    )
    achieved = {
        outcome: draw.choices(("achieved", "partly", "not_achieved"), (55, 35, 10))[0] for outcome in plan.outcomes
    }
    own: dict[str, Any] = {
        "held_on": held.isoformat(),
        "where": "home",
        "method": method,
        "working": life.say(draw.choice(life.world.texts["good_day"])),
        "changed": life.say(life.world.lives[life.need]["changed"]),
        "result": "change" if changes else "continue",
        "change_words": "More of what works, less of what does not.",
    }
    for number, code in enumerate(achieved.values(), 1):
        own[f"achieved_{number}"] = code
    done = answered("plan_review", held, own)
    at = life.moment(held)
    response = life.add(
        "questionnaires.Response",
        questionnaire=done.key,
        version=done.version,
        about=source,
        answers=done.answers,
        signed_by_id=worker.id,
        signed_at=at,
        started_at=at - timedelta(minutes=50),
    )
    raised = life.moment(max(said.opens_on - timedelta(days=10), plan.starts_on))
    task = life.task(
        "review",
        "Settling-in review" if said.kind == "settling_in" else "Yearly review",
        min(raised, at),
        due=said.due_on,
        owner=worker,
        by=worker,
        verb="Hold",
        done=held,
        outcome="Held",
        source=source,
    )
    late = held > said.due_on
    life.add(
        "reviews.Review",
        plan_id=plan.id,
        kind=said.kind,
        reason="planned",
        opens_on=said.opens_on,
        due_on=said.due_on,
        due_because=said.because,
        worker_id=worker.id,
        team_id=worker.team_id,
        task_id=task,
        method=method,
        response_id=response,
        done_on=held,
        done_by_id=worker.id,
        result="change" if changes else "continue",
        national_outcome="support_planning" if changes else "continuation",
        **(
            {
                "late_reason": draw.choice(("person_asked_later", "person_unwell", "no_worker", "family_or_advocate")),
                "late_said_on": said.due_on,
                "late_said_by_id": worker.id,
            }
            if late
            else {}
        ),
    )
    for outcome, code in achieved.items():
        life.add("reviews.OutcomeReviewed", review_id=pk, outcome_id=outcome, achieved=code)
    words = "Settling-in review" if said.kind == "settling_in" else "Yearly review"
    life.event(
        "reviews.held",
        f"{words} held: {'the plan changes' if changes else 'the plan goes on as it is'}",
        at,
        worker,
        source=source,
        url=life.url("reviews:read", pk),
    )


def _still_due(life: Life, plan: Planned, said: review_due.Due, worker: Worker) -> None:
    """The next review, on somebody's list or waiting to be given to somebody."""
    pk = life.world.tables["reviews.Review"].next_id
    here = life.in_hand
    today = life.world.today
    words = "Settling-in review" if said.kind == "settling_in" else "Yearly review"
    raised = life.moment(min(max(plan.starts_on, said.opens_on - timedelta(days=200)), today - timedelta(days=1)))
    task = life.task(
        "review",
        words,
        raised,
        due=said.due_on,
        owner=worker if here else None,
        team_id=worker.team_id,
        by=worker,
        verb="Hold" if here else "Give it to somebody",
        why=f"From {said.opens_on.day} {said.opens_on:%B}",
        source=f"reviews.review:{pk}",
        url=life.url("reviews:hold", pk),
    )
    life.add(
        "reviews.Review",
        plan_id=plan.id,
        kind=said.kind,
        reason="planned",
        opens_on=said.opens_on,
        due_on=said.due_on,
        due_because=said.because,
        worker_id=worker.id if here else None,
        team_id=worker.team_id,
        task_id=task,
    )
