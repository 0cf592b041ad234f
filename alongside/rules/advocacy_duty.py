"""Must the council arrange an independent advocate? (Care Act 2014 ss67 and 68)

Yes where a person would have substantial difficulty in being involved and nobody suitable can help them to be;
and in assessing, planning and reviewing even where somebody can, if a long stay may follow or if that person and the
council disagree and both think that an advocate would help (SI 2014/2889 reg 4).

Regulation 4 takes away the exception of section 67(5), in the exercise of a function listed in section 67(3). Section
68 has an exception of its own, which the regulations leave alone: in a safeguarding enquiry or review a suitable person
is enough, and the council may arrange an advocate all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.rules.decision import CANNOT_DECIDE_YET, Decision, listed
from alongside.rules.facts import YES_NO, Schema, choice, described, facts_schema
from alongside.rules.not_known_yet import Answer, all_of, any_of, opposite
from alongside.rules.parameters import NOT_CHECKED, parameter

NAME = "advocacy.duty"
TITLE = "Duty to arrange an independent advocate"

DIFFICULTIES: Mapping[str, str] = {
    "difficulty_understanding": "understanding relevant information",
    "difficulty_retaining": "retaining that information",
    "difficulty_weighing": "using or weighing that information",
    "difficulty_communicating": "communicating their views, wishes or feelings",
}

PROCESSES: Mapping[str, str] = {
    "needs_assessment": "Care Act 2014 s9",
    "carers_assessment": "Care Act 2014 s10",
    "planning": "Care Act 2014 s25",
    "review": "Care Act 2014 s27",
    "child_needs_assessment": "Care Act 2014 s58",
    "child_carers_assessment": "Care Act 2014 s60",
    "young_carers_assessment": "Care Act 2014 s63",
    "safeguarding_enquiry": "Care Act 2014 s68",
    "safeguarding_adult_review": "Care Act 2014 s68",
}

SAFEGUARDING = ("safeguarding_enquiry", "safeguarding_adult_review")

HELPER: Mapping[str, str] = {
    "helper_available": "whether somebody is able and willing to support the person’s involvement",
    "helper_is_paid": "whether that somebody is paid or professionally engaged in the person’s care",
    "helper_accepted": "whether the person agrees to that somebody (or, without capacity, whether it is in "
    "their best interests)",
}

EXCEPTIONS: Mapping[str, str] = {
    "long_stay_likely": "whether a long stay in hospital or a care home may follow",
    "disagreement": "whether the council and that somebody disagree",
    "both_want_advocate": "whether the council and that somebody both think that an advocate would help",
}

SCHEMA: Schema = facts_schema(
    TITLE,
    {
        "process": described(choice(*PROCESSES), "What the person is to be involved in."),
        **{key: described(YES_NO, f"Substantial difficulty in {words}.") for key, words in DIFFICULTIES.items()},
        "helper_available": described(YES_NO, "Somebody is able and willing to support the person’s involvement."),
        "helper_is_paid": described(YES_NO, "That somebody is paid or professionally engaged in the person’s care."),
        "helper_accepted": described(
            YES_NO, "The person agrees to that somebody or, without capacity, it is in their best interests."
        ),
        "long_stay_likely": described(
            YES_NO, "The plan may lead to a long stay in an NHS hospital or a care home, as the regulations measure it."
        ),
        "disagreement": described(YES_NO, "The council and that somebody disagree on something about the person."),
        "both_want_advocate": described(YES_NO, "The council and that somebody agree that an advocate would help."),
    },
)


@dataclass(frozen=True)
class AdvocacyFacts:
    process: str | None = None
    difficulty_understanding: Answer = None
    difficulty_retaining: Answer = None
    difficulty_weighing: Answer = None
    difficulty_communicating: Answer = None
    helper_available: Answer = None
    helper_is_paid: Answer = None
    helper_accepted: Answer = None
    long_stay_likely: Answer = None
    disagreement: Answer = None
    both_want_advocate: Answer = None

    @property
    def substantial_difficulty(self) -> Answer:
        return any_of(*(getattr(self, key) for key in DIFFICULTIES))

    @property
    def appropriate_individual(self) -> Answer:
        return all_of(self.helper_available, opposite(self.helper_is_paid), self.helper_accepted)

    @property
    def agreed_disagreement(self) -> Answer:
        return all_of(self.disagreement, self.both_want_advocate)

    @property
    def of_safeguarding(self) -> bool:
        return self.process in SAFEGUARDING

    @property
    def needed_beside_a_helper(self) -> Answer:
        return False if self.of_safeguarding else any_of(self.long_stay_likely, self.agreed_disagreement)


def facts_from(given: Mapping[str, Any]) -> AdvocacyFacts:
    return AdvocacyFacts(**given)


def decide(facts: AdvocacyFacts, on: date) -> Decision:
    days, weeks = parameter("advocacy", "hospital_days"), parameter("advocacy", "care_home_weeks")
    long_stay = (
        f"a stay in an NHS hospital of {days.on(on)} days or more{days.caution}, "
        f"or in a care home of {weeks.on(on)} weeks or more{weeks.caution}"
    )
    unsupported = any_of(opposite(facts.appropriate_individual), facts.needed_beside_a_helper)
    required = all_of(facts.substantial_difficulty, unsupported)
    law = _law(facts)
    if required is None:
        return Decision(CANNOT_DECIDE_YET, {}, _what_is_missing(facts, unsupported), law)
    if required:
        return Decision("advocate_required", {}, _required(facts, long_stay), law)
    return Decision("not_required", {}, _not_required(facts, long_stay), law)


def _law(facts: AdvocacyFacts) -> tuple[str, ...]:
    duty = "Care Act 2014 s68" if facts.of_safeguarding else "Care Act 2014 s67"
    function = () if facts.of_safeguarding or facts.process is None else (PROCESSES[facts.process],)
    return (f"{duty} ({NOT_CHECKED})", *function, parameter("advocacy", "hospital_days").cited)


def _required(facts: AdvocacyFacts, long_stay: str) -> tuple[str, ...]:
    found = [words for key, words in DIFFICULTIES.items() if getattr(facts, key)]
    because = [f"The person would have substantial difficulty in {listed(found)}."]
    if facts.appropriate_individual is False:
        because.append(_why_nobody(facts))
    if facts.of_safeguarding:
        return tuple(because)
    if facts.long_stay_likely:
        because.append(
            f"The plan may lead to {long_stay}, so an advocate is required whoever else can help, "
            "where the council is satisfied that one would be in the person’s best interests."
        )
    if facts.agreed_disagreement:
        because.append(
            "The council and the person who would help disagree, and both think that an advocate would help, "
            "so an advocate is required."
        )
    return tuple(because)


def _why_nobody(facts: AdvocacyFacts) -> str:
    if facts.helper_available is False:
        return "Nobody suitable is able and willing to support the person’s involvement."
    if facts.helper_is_paid:
        return "The only person who could help is paid or professionally engaged in the person’s care."
    return "The person does not agree to the one who could help, or it is not in their best interests."


def _not_required(facts: AdvocacyFacts, long_stay: str) -> tuple[str, ...]:
    if facts.substantial_difficulty is False:
        return ("The person would not have substantial difficulty in being involved.",)
    helped = "Somebody suitable, who is not paid to care and whom the person accepts, can support their involvement."
    if facts.of_safeguarding:
        return (
            helped,
            "A likely long stay, or a disagreement with that person, does not bring the duty back in a safeguarding "
            "enquiry or review: the regulations say so of assessments and plans alone. The council may arrange an "
            "advocate all the same.",
        )
    return (
        helped,
        f"The plan is not expected to lead to {long_stay}, and there is no disagreement in which both sides "
        "want an advocate.",
    )


def _what_is_missing(facts: AdvocacyFacts, unsupported: Answer) -> tuple[str, ...]:
    """Only the facts that could still change the answer."""
    missing: list[str] = []
    if facts.substantial_difficulty is None:
        unknown = [words for key, words in DIFFICULTIES.items() if getattr(facts, key) is None]
        missing.append(f"whether the person would have substantial difficulty in {listed(unknown, 'or')}")
    if unsupported is None:
        keys: list[str] = []
        if facts.appropriate_individual is None:
            keys += HELPER
        if facts.long_stay_likely is None and not facts.of_safeguarding:
            keys.append("long_stay_likely")
        if facts.agreed_disagreement is None and not facts.of_safeguarding:
            keys += ["disagreement", "both_want_advocate"]
        words = {**HELPER, **EXCEPTIONS}
        missing += [words[key] for key in keys if getattr(facts, key) is None]
    return tuple(f"We cannot decide yet, because it is not recorded {words}." for words in missing)
