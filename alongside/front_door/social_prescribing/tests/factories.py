"""Link workers and their people, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.tests.factories import make_organisation, make_team, make_user
from alongside.foundation.subjects.models import Subject
from alongside.front_door.social_prescribing import actions
from alongside.front_door.social_prescribing.models import LinkWork

BEFORE = {"satisfied": 3, "worthwhile": 4, "happy": 3, "anxious": 8}
AFTER = {"satisfied": 7, "worthwhile": 8, "happy": 7, "anxious": 4}


def link_worker(**details: Any) -> User:
    team = make_team(actions.TEAM, organisation=make_organisation("Westmere Community Trust"))
    return make_user("link_worker", team=team, **details)


def asked(subject: Subject, by: User, **details: Any) -> LinkWork:
    make_team(actions.TEAM, organisation=make_organisation("Westmere Community Trust"))
    said = {"why": "He used to garden, and sees nobody now", "came_from": "conversation"}
    return actions.ask(subject=subject, by=by, **{**said, **details})


def running(subject: Subject, worker: User, by: User, **details: Any) -> LinkWork:
    today = timezone.localdate()
    found = asked(subject, by, on=today - timedelta(days=12), **details)
    actions.give_to(link_work=found, worker=worker, by=by)
    return actions.start(link_work=found, on=today - timedelta(days=9), by=worker)


def ended(subject: Subject, worker: User, by: User, **details: Any) -> LinkWork:
    """A whole time: a goal reached through a group, and answers at both ends."""
    found = running(subject, worker, by, **details)
    goal = actions.set_goal(link_work=found, words="I want to dig again", by=worker)
    tried = actions.try_out(link_work=found, name="Gentle gardening club", goal=goal, by=worker)
    actions.went(tried=tried, state="went", liked="yes", by=worker)
    actions.answer_goal(goal=goal, reached="yes", reached_by=tried, by=worker)
    actions.measure(link_work=found, when="start", answers=BEFORE, by=worker)
    actions.measure(link_work=found, when="end", answers=AFTER, by=worker)
    return actions.end(link_work=found, because="goals_reached", words="Thursdays at the allotment", by=worker)
