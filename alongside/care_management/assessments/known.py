"""What the record says already, and from where, so that an assessment begins filled in and nobody is asked twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.codelists import label
from alongside.foundation.design import words
from alongside.foundation.questionnaires import declare
from alongside.foundation.subjects.models import Subject
from alongside.front_door.conversations.models import Conversation
from alongside.people.about_me.models import Network, Strength, Words
from alongside.people.circumstances.models import Fact
from alongside.people.people.models import InformationNeed
from alongside.people.relationships.models import Relationship
from alongside.people.relationships.selectors import carers_of

from .models import Assessment

# What a person said of themselves goes on; what an assessor judged is judged anew.
FROM_LAST_TIME = ("hopes", "impairment", "impairment_what", "other_help")
TOPICS = ("matters", "good_day")


@dataclass(frozen=True)
class Known:
    """The answer to one question, and where it comes from: "From the conversation on 3 March"."""

    key: str
    value: Any
    source: str


def known(subject: Subject, user: User) -> dict[str, Known]:
    """By question, the newest source of each."""
    found: dict[str, Known] = {}
    for source in (_last_assessment, _conversation, _about_me, _around, _facts, _communication, _carers):
        for one in source(subject, user):
            found[one.key] = one
    return found


def answers(found: dict[str, Known], only: set[str]) -> dict[str, Any]:
    """To begin a draft with: of what is known, what this questionnaire asks."""
    return {key: one.value for key, one in found.items() if key in only}


def sources(found: dict[str, Known], now: dict[str, Any]) -> dict[str, str]:
    """Of the answers that still stand as they were filled in: where each came from."""
    return {key: one.source for key, one in found.items() if now.get(key) == one.value}


def last_conversation(subject: Subject, user: User) -> Conversation | None:
    if not user.may("conversations.see"):
        return None
    return (
        Conversation.objects.of(subject)
        .finished()
        .exclude(response=None)
        .newest_first()
        .select_related("response")
        .first()
    )


def _last_assessment(subject: Subject, user: User) -> Iterator[Known]:
    last = (
        Assessment.objects.of(subject).signed().select_related("response").order_by("-signed_at").first()
        if user.may("assessments.see")
        else None
    )
    if last:
        for key in FROM_LAST_TIME:
            if key in last.response.answers:
                yield Known(key, last.response.answers[key], f"From the assessment of {words.date(last.signed_at)}")


def _conversation(subject: Subject, user: User) -> Iterator[Known]:
    talk = last_conversation(subject, user)
    if talk is None:
        return
    said = talk.response.answers
    source = f"From the conversation on {words.date(talk.began_at)}"
    parts = [said.get("changed"), said.get("tried")]
    for key, value in (
        ("matters", said.get("matters")),
        ("good_day", said.get("good_day")),
        ("strengths", said.get("going_well")),
        ("changed", "\n\n".join(filter(None, parts))),
    ):
        if value:
            yield Known(key, value, source)


def _about_me(subject: Subject, user: User) -> Iterator[Known]:
    for said in Words.objects.filter(subject=subject, topic__in=TOPICS).latest_of_each_topic():
        whose = f"Told by {said.told_by}" if said.told_by else "Their words"
        yield Known(said.topic, said.words, f"{whose}, {words.date(said.said_on)}")
    strengths = list(Strength.objects.filter(subject=subject).still_so())
    if strengths:
        yield Known(
            "strengths",
            "\n".join(one.words for one in strengths),
            f"From the strengths on their page, {words.date(strengths[0].recorded_on)}",
        )


def _around(subject: Subject, user: User) -> Iterator[Known]:
    people = Relationship.objects.filter(subject=subject).in_force(timezone.localdate()).select_related("other")
    lines = [f"{one.who}, {one.kind_words.lower()}{f': {one.words}' if one.words else ''}" for one in people]
    lines += [str(one) for one in Network.objects.filter(subject=subject).still_so()]
    if lines:
        yield Known("networks", "\n".join(lines), "From the people and places on their page")


def _facts(subject: Subject, user: User) -> Iterator[Known]:
    for fact in Fact.objects.current().filter(subject=subject, kind__in=("primary_support_reason", "sight", "hearing")):
        if fact.code != "unknown":
            yield Known(fact.kind, fact.code, f"From how they live, checked {words.date(fact.confirmed_on)}")


def _communication(subject: Subject, user: User) -> Iterator[Known]:
    needs = list(InformationNeed.objects.current().of(subject).order_by("pk"))
    if needs:
        lines = [f"{label('communication_need', one.need)}{f': {one.detail}' if one.detail else ''}" for one in needs]
        yield Known("communication", "\n".join(lines), "From how to communicate with them")


def _carers(subject: Subject, user: User) -> Iterator[Known]:
    rows = []
    for care in carers_of(subject):
        row = {"_row": f"care{care.pk}", "who": care.relationship.who, "what": care.what_they_do, "hours": care.hours}
        rows.append({key: value for key, value in row.items() if value})
    if rows:
        yield Known("carers", rows, "From the people around them")


def asked_in(questionnaire: str) -> set[str]:
    """The questions of a declaration: only those can be filled in."""
    return {question.key for question in declare.get(questionnaire).questions()}
