"""What they want, what they try, and how they are."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from alongside.foundation import events
from alongside.foundation.accounts.models import User
from alongside.front_door.directory.models import Service

from .. import measure as measures
from ..models import Goal, LinkWork, Measured, Tried
from .beginning import NotAsItWas, locked, url_of

GOAL = events.Kind("social_prescribing.goal", "support", permission="social_prescribing.see")
MEASURED = events.Kind("social_prescribing.measured", "support", permission="social_prescribing.see")
WENT = events.Kind("social_prescribing.tried", "support", permission="social_prescribing.see")


@transaction.atomic
def set_goal(*, link_work: LinkWork, words: str, by: User, on: date | None = None) -> Goal:
    """In their own words."""
    link_work = locked(link_work)
    goal = Goal.objects.create(subject=link_work.subject, link_work=link_work, words=words, by=by,
                               set_on=on or timezone.localdate())
    events.record(subject=link_work.subject, kind=GOAL, title="What they want", detail=words[:300], by=by, source=goal,
                  url=url_of(link_work))
    return goal


@transaction.atomic
def answer_goal(*, goal: Goal, reached: str, by: User, reached_by: Tried | None = None, on: date | None = None) -> Goal:
    """How far they came with it, and what did it."""
    locked(goal.link_work)
    if reached_by is not None and reached_by.link_work_id != goal.link_work_id:
        raise ValueError("Tried with somebody else.")
    goal.reached, goal.reached_by, goal.by = reached, reached_by, by
    goal.said_on = (on or timezone.localdate()) if reached else None
    goal.save()
    if reached:
        events.record(subject=goal.subject, kind=GOAL, title=f"{goal.get_reached_display()}: {goal.words}"[:300], by=by,
                      detail=f"By {reached_by}" if reached_by else "", source=goal, url=url_of(goal.link_work))
    return goal


@transaction.atomic
def try_out(*, link_work: LinkWork, by: User, service: Service | None = None, name: str = "", goal: Goal | None = None,
            state: str = "thought_of") -> Tried:
    """Something that may be for them: of the directory, or by its name."""
    link_work = locked(link_work)
    if not (service or name.strip()):
        raise ValueError("Something needs a name.")
    tried = Tried.objects.create(subject=link_work.subject, link_work=link_work, service=service, goal=goal,
                                 state=state, name=service.name if service else name.strip(), by=by)
    events.record(subject=link_work.subject, kind=WENT, title=f"Something to try: {tried.name}"[:300], by=by,
                  detail=f"For: {goal.words}"[:300] if goal else "", source=tried, url=url_of(link_work))
    return tried


@transaction.atomic
def went(*, tried: Tried, state: str, by: User, first_on: date | None = None, liked: str = "", why_not: str = "",
         words: str = "") -> Tried:
    """Whether they went, whether they liked it, and why not."""
    locked(tried.link_work)
    tried.state, tried.first_on, tried.liked, tried.words = state, first_on, liked, words
    tried.why_not = why_not if state == Tried.State.STOPPED or liked == Tried.Liked.NO else ""
    tried.by, tried.at = by, timezone.now()
    tried.save()
    events.record(subject=tried.subject, kind=WENT, title=f"{tried.name}: {tried.get_state_display().lower()}", by=by,
                  detail=tried.get_why_not_display() or words[:300], source=tried, url=url_of(tried.link_work))
    return tried


@transaction.atomic
def measure(*, link_work: LinkWork, when: str, answers: dict[str, Any], by: User, on: date | None = None) -> Measured:
    """Their answers; at the start and at the end once each. Asked again, the later answers stand, and the record says
    that there were others."""
    link_work = locked(link_work)
    ours = measures.current()
    for key, value in answers.items():
        if key not in {one.key for one in ours.questions} or not (
                value is None or (isinstance(value, int) and ours.low <= value <= ours.high)):
            raise NotAsItWas("Those are not the questions of this measure any more. Open the page again.")
    day = on or timezone.localdate()
    before = None if when == Measured.When.BETWEEN else Measured.objects.filter(
        link_work=link_work, when=when).first()
    measured = Measured(pk=before.pk if before else None, subject=link_work.subject, link_work=link_work, when=when,
                        on=day, by=by, measure=ours.key, answers=answers)
    measured.save()
    events.record(
        subject=link_work.subject, kind=MEASURED, title=f"How they are: {measured.get_when_display().lower()}", by=by,
        detail=f"Asked again: the answers of {before.on:%-d %B %Y} stand no longer" if before else "", source=measured,
        url=url_of(link_work))
    return measured
