"""What somebody wrote of themselves online, put where the worker's form asks for it: nothing is typed a second time.

Their own answers stand as theirs; what is filled in from them says so beneath, until a worker changes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from alongside.foundation.codelists import label
from alongside.foundation.questionnaires import answers as reading
from alongside.foundation.questionnaires.answers import Line
from alongside.foundation.subjects.models import Subject
from alongside.front_door.self_assessment.as_written import provenance
from alongside.front_door.self_assessment.models import Sent
from alongside.rules.eligibility_adult import OUTCOMES

from .known import Known
from .questionnaires.sections.outcomes import ABLE, NOT_APPLICABLE, UNABLE

OFFER = "adult"
# Their question, and the worker's that asks the same.
SAME = {
    "good_day": "good_day", "matters": "matters", "going_well": "strengths", "hopes": "hopes", "changed": "changed",
    "own_condition": "impairment", "own_condition_what": "impairment_what", "own_comes_and_goes": "fluctuates",
    "own_bad_spell": "fluctuates_how", "own_impact_words": "significant_impact_why", "hard": "their_view",
}
TAKING_PART = {"own_difficulties": "difficulties", "own_helper": "helper_available", "own_helper_name": "helper_name"}
ANSWERED_BY = {"alone": "person", "helped": "with_help", "for_them": "somebody_else"}
# How they get on, as an answer to whether they can: a worker looks at each, and may answer otherwise.
CAN = {"well": ABLE, "some": UNABLE, "much": UNABLE, "not_me": NOT_APPLICABLE}
ASKS_FOR_AN_ADVOCATE = ("yes", "maybe")


def waiting(subject: Subject, offer: str = OFFER) -> Sent | None:
    """Their own part, sent and matched, that no assessment has taken up yet; the newest."""
    taken_up = {OFFER: "assessment", "carer": "carers_assessment"}[offer]
    return Sent.objects.of(subject).of_offer(offer).filter(**{taken_up: None}).first()


def known(sent: Sent | None) -> dict[str, Known]:
    """The worker's questions that they have answered."""
    if sent is None:
        return {}
    said, source = sent.answers, provenance(sent)
    found = dict(everyone(sent))
    found |= {mine: said[theirs] for theirs, mine in SAME.items() if theirs in said}
    for key in OUTCOMES:
        found |= {one: said[one] for one in (f"{key}_own", f"{key}_own_ways", f"{key}_own_words") if one in said}
        found |= outcome(said, key)
    return {key: Known(key, value, source) for key, value in found.items()}


def everyone(sent: Sent) -> Iterator[tuple[str, Any]]:
    """What adults and carers are both asked: taking part, who is around them, how to talk with them."""
    said = sent.answers
    for theirs, mine in TAKING_PART.items():
        if theirs in said:
            yield mine, said[theirs]
    if said.get("own_way") in ANSWERED_BY:
        yield "answered_by", ANSWERED_BY[said["own_way"]]
    if people := said.get("people"):
        yield "networks", "\n".join(": ".join(filter(None, (row.get("name"), row.get("words")))) for row in people)
    if easier := communication(sent):
        yield "communication", easier


def communication(sent: Sent) -> str:
    """What makes it easier to talk with them, in their words, and how they read the pages (accessible information)."""
    needs = [label("communication_need", need) for need in sent.reads]
    if sent.language:
        needs.append(f"Read the pages in {sent.language_name}: ask about an interpreter")
    return "\n".join(filter(None, [sent.answers.get("easier"), *needs]))


def outcome(said: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Whether they can, in which way not, and what is hard."""
    answered = said.get(f"{key}_own")
    if answered not in CAN:
        return {}
    found: dict[str, Any] = {f"{key}_able": CAN[answered]}
    if CAN[answered] == UNABLE:
        found |= {f"{key}_ways": said.get(f"{key}_own_ways"), f"{key}_hard": said.get(f"{key}_own_words")}
    return {name: value for name, value in found.items() if value}


def beside(sent: Sent | None, part: str | None) -> list[tuple[str, str, list[Line]]]:
    """Their answers for whoever is on this part of the form: those of the same page, else of all that have none."""
    if sent is None:
        return []
    sections = [(key, title, lines) for key, title, lines in reading.lines(sent.whole, sent.answers)
                if key not in NOT_SHOWN]
    return [one for one in sections if one[0] in PARTS.get(part or "", (part,))] or sections


# Who they are and how to reach them stands on their record.
NOT_SHOWN = ("who_are_you", "about_whom", "your_name", "reach_you", "find_you", "agree")
# A part of the worker's form, and the pages they answered that belong to it.
PARTS: Mapping[str, tuple[str, ...]] = {
    "who": ("taking_part", "easier"), "taking_part": ("taking_part",), "support": ("taking_part", "easier"),
    "strengths": ("good_day", "going_well", "matters", "who_helps", "hopes", "changed"),
    "life": ("going_well", "matters", "who_helps", "hopes"), "health": ("own_health",),
    "caring": ("whom", "what_you_do", "going_on_caring"), "wellbeing": ("own_impact",),
    "outcomes": tuple(OUTCOMES) + ("recreation", "caring_for_others"), "help_now": ("who_helps",),
    "risks": ("safe", "worry"), "contingency": ("suddenly",), "in_sum": ("would_help", "break_wanted", "own_impact"),
}


def wants_an_advocate(sent: Sent | None) -> bool:
    return sent is not None and sent.answers.get("own_advocate") in ASKS_FOR_AN_ADVOCATE
