"""Decisions of the rules as they are kept; and capacity for one decision, with what was then decided for somebody."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from alongside.care_management.assessments import policy
from alongside.care_management.capacity import facts as capacity_facts
from alongside.care_management.capacity.actions import OUTCOMES
from alongside.foundation.decisions.actions import rule_version
from alongside.rules import registry
from alongside.rules.capacity_assessment import ABILITIES
from alongside.rules.decision import Decision, figure_as_json

from .answers import answered
from .life import Life
from .staff import Worker

# The council keeps this work for registered social workers.
_MAY_ASSESS = frozenset({"social_worker", "newly_qualified_social_worker"})


@lru_cache(maxsize=10_000)
def _decide(rule: str, facts: str, on: date) -> Decision:
    return registry.decide(rule, json.loads(facts), on)


def decided(
    life: Life, rule: str, facts: Mapping[str, Any], day: date, by: Worker, at: datetime, *, source: str
) -> tuple[Decision, int]:
    """What the rule says of these facts on that day, and the number of the record that keeps it."""
    said = _decide(rule, json.dumps(facts, sort_keys=True), day)
    kept = life.add(
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
    return said, kept


# --- capacity -------------------------------------------------------------------------------------------------------


def capacity_doubted(life: Life, worker: Worker, first: date, last: date) -> None:
    """A doubt about one decision: assessed as a rule, still open where it is of these days, or gone by itself."""
    told = life.world.capacity.get(life.need)
    if not told or last - first < timedelta(days=12):
        return
    by = worker if worker.role in _MAY_ASSESS else life.world.staff.manager(worker.team)
    doubted = life.day_between(first, last - timedelta(days=10))
    chance = life.draw.random()
    if life.in_hand and life.died_on is None and chance < 0.18:
        doubted = life.world.today - timedelta(days=life.draw.randrange(1, 11))
        doubt(life, by, doubted, life.draw.choice(told))
    elif chance < 0.26:
        doubt(life, by, doubted, life.draw.choice(told), ended=doubted + timedelta(days=life.draw.randrange(2, 8)))
    else:
        assessed = doubted + timedelta(days=life.draw.randrange(1, 10))
        doubt(life, by, doubted, life.draw.choice(told), assessed=assessed, able=chance < 0.55)


def doubt(
    life: Life,
    by: Worker,
    day: date,
    about: Mapping[str, Any],
    *,
    assessed: date | None = None,
    able: bool = False,
    ended: date | None = None,
) -> None:
    words = life.world.capacity["able"]
    decision = about["decision"]
    pk = life.world.tables["capacity.CapacityAssessment"].next_id
    source, began = f"capacity.capacityassessment:{pk}", life.moment(day)
    why = life.say(words["doubted"] if able else about["doubted"])
    kept: dict[str, Any] = {}
    life.event(
        "capacity.started",
        f"Capacity doubted: {decision}",
        began,
        by,
        detail=why,
        source=source,
        url=life.url("capacity:read", pk),
    )
    done = assessed or ended
    life.task(
        "capacity_assessment",
        f"Assess capacity: {decision}",
        began,
        due=policy.within("assessments.capacity_days", day),
        owner=by,
        by=by,
        verb="Go on",
        why=why,
        source=source,
        url=life.url("capacity:write", pk),
        done=done,
        outcome="Ended" if ended else "Assessed" if done else "",
    )
    if assessed:
        kept = _assessed(life, by, pk, assessed, about, able=able)
    elif ended:
        kept = {"ended_on": ended, "end_words": "The decision does not have to be made any more."}
        life.event(
            "capacity.ended",
            f"Capacity no longer doubted: {decision}",
            life.moment(ended),
            by,
            detail=kept["end_words"],
            source=source,
            url=life.url("capacity:read", pk),
        )
    life.add(
        "capacity.CapacityAssessment",
        the_decision=decision,
        why_doubted=why,
        started_at=began,
        started_by_id=by.id,
        **kept,
    )
    if assessed and not able:
        _best_interests(life, by, pk, min(assessed + timedelta(days=life.draw.randrange(1, 7)), life.last_day), about)


def _assessed(life: Life, by: Worker, pk: int, day: date, about: Mapping[str, Any], *, able: bool) -> dict[str, Any]:
    draw, words = life.draw, life.world.capacity["able"]
    source, at = f"capacity.capacityassessment:{pk}", life.moment(day)
    ability, shows = about["unable"]
    own: dict[str, Any] = {
        "information": life.say(about["information"]),
        "met_on": day.isoformat(),
        "where": life.say(draw.choice(words["where"])),
        "help_given": ["time", "words", draw.choice(("pictures", "person", "again"))],
        "help_words": life.say(draw.choice(words["help"])),
        "all_practicable_help_given": "yes",
        **{key: "yes" if able or key != ability else "no" for key in ABILITIES},
        f"{ability}_why": life.say(shows),
        "impairment": "yes",
        "impairment_what": f"{life.world.lives[life.need]['conditions'][0].replace('_', ' ').capitalize()}; "
        "the diagnosis is on the record.",
        "because_of_impairment": "yes",
        "cause_why": life.say(about["cause"]),
        "may_regain": "yes" if about.get("regains") and not able else "no",
        "their_words": life.say(words["words"]) if able else about["own"],
        "told": life.say(words["told"]),
    }
    again = None
    if about.get("regains") and not able:
        again = day + timedelta(days=about["regains"])
        own |= {"may_regain_by": again.isoformat(), "can_it_wait": "no"}
    done = answered("mental_capacity", day, own)
    response = _signed(life, done, source, by, at)
    said, decision = decided(
        life,
        "capacity.assessment",
        capacity_facts.capacity(about["decision"], done.answers),
        day,
        by,
        at,
        source=source,
    )
    life.event(
        "capacity.assessed",
        f"{OUTCOMES[said.outcome]}: {about['decision']}",
        at,
        by,
        detail=" ".join(said.because),
        source=source,
        url=life.url("capacity:read", pk),
    )
    if again and life.in_hand and life.died_on is None:
        past = again < life.world.today - timedelta(days=3)
        life.task(
            "capacity_again",
            f"Look at capacity again: {about['decision']}",
            at,
            due=again,
            owner=by,
            by=by,
            verb="Open",
            why="They may regain it",
            source=source,
            url=life.url("capacity:read", pk),
            done=again if past else None,
            outcome="Decides for themselves again" if past else "",
        )
    return {
        "response_id": response,
        "decision_id": decision,
        "assessed_by_id": by.id,
        "assessed_on": day,
        "may_regain_by": again,
    }


def _best_interests(life: Life, by: Worker, capacity: int, day: date, about: Mapping[str, Any]) -> None:
    words, at = life.world.capacity["able"], life.moment(day)
    source = f"capacity.bestinterestsdecision:{life.world.tables['capacity.BestInterestsDecision'].next_id}"
    own: dict[str, Any] = {
        "decider": "worker",
        "advance_refusal": "no",
        "no_assumptions": "yes",
        "circumstances": life.say(about["circumstances"]),
        "regain": "no",
        "took_part": life.say(words["took_part"]),
        "wishes": life.say(about["wishes"]),
        "beliefs": life.say(about["beliefs"]),
        "life_sustaining": "no",
        "consulted": [
            {"_row": "c1", "who": f"{life.relative}, {life.relative_words}", "what": life.say(words["family_says"])}
        ],
        "somebody_appropriate": "yes",
        "serious": about["serious"],
        "options": life.say(about["options"]),
        "less_restrictive": life.say(about["less"]),
        "decided": life.say(about["decided"]),
    }
    done = answered("best_interests", day, own)
    response = _signed(life, done, source, by, at)
    life.add(
        "capacity.BestInterestsDecision",
        capacity_id=capacity,
        response_id=response,
        decided=own["decided"],
        decided_by_id=by.id,
        decided_on=day,
    )
    life.event(
        "capacity.best_interests",
        f"Decided in their best interests: {about['decision']}",
        at,
        by,
        detail=own["decided"],
        source=source,
        url=life.url("capacity:read", capacity),
    )


def _signed(life: Life, done: Any, about: str, by: Worker, at: datetime) -> int:
    return life.add(
        "questionnaires.Response",
        questionnaire=done.key,
        version=done.version,
        about=about,
        answers=done.answers,
        signed_by_id=by.id,
        signed_at=at,
        started_at=at - timedelta(minutes=55),
    )
