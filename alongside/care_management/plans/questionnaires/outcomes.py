"""One part for each thing the person wants to achieve: their words, the needs it answers, and who does what.

In the order of the question "how can these strengths be best supported?": the person and who is around them,
equipment and health, and services last. Services are not asked for at all until strengths and networks are written.
"""

from __future__ import annotations

from collections.abc import Mapping

from alongside.foundation import codelists
from alongside.foundation.questionnaires import Question, Section

from .. import national
from ..models import Support
from ..written import MOST_OUTCOMES, people_and_strengths_are_there


def _sources(codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((code, codelists.label(Support.SOURCES, code)) for code in codes)


WHAT = Question("what", "What", required=True, missing="Say what is done", max_length=300)
WHO = Question("who", "Who does it", required=True, missing="Say who does it", max_length=200)
HOW_MUCH = Question("how_much", "How much, how often", max_length=120)
STARTS = Question("starts_on", "From which day", "date")
HOURS = Question("hours", "Hours a week", "number")
COST = Question("weekly_cost", "Cost a week", "money")
FUNDER = Question("funder", "Who pays", "choice", options="support_funder")
# One-off prices are no part of a weekly budget.
CHARGED = Question("charged", "How it is charged, if not by the hour or the week", "choice", options=tuple(
    pair for pair in codelists.options("cost_frequency") if pair[0] != "one_off"))
UNITS = Question("units", "How many of these a week: sessions, days", "number")


def source(codes: tuple[str, ...], words: str) -> Question:
    return Question(
        "source", words, "choice", options=_sources(codes), required=True, missing=f"Choose: {words.lower()}"
    )


def service(for_whom: str) -> Question:
    """In plain words; the national type and component follow from it."""
    return Question(
        "service", "What kind of service is it", "choice", options=national.options(for_whom), national="Service Type",
        drop_down=True, hint="Of what the council arranges or pays: it goes into the national return.")


def outcomes(needs: Mapping[str, str], *, for_whom: str = "adult") -> tuple[Section, ...]:
    return tuple(_outcome(number, needs, for_whom) for number in range(1, MOST_OUTCOMES + 1))


def _outcome(number: int, needs: Mapping[str, str], for_whom: str) -> Section:
    questions = [
        Question(f"words_{number}", "What they want, in their own words", "long_text", person_words=True,
                 hint="“I want to get to church on Sunday.” Left empty, this outcome is left out."),
        Question(f"in_short_{number}", "In two or three words", hint="For lists: “getting out”.", max_length=60),
        Question(f"needs_{number}", "Which needs does it answer?", "choices",
                 options=tuple((key, f"{words[:1].upper()}{words[1:]}") for key, words in needs.items())),
        Question(f"around_{number}", "First: what they do themselves, and who and what is around them", "rows",
                 add="Add a person or a place", questions=(
                     source(Support.AROUND_THEM, "Whose"), WHAT, WHO, HOW_MUCH)),
        Question(f"equipment_{number}", "Then: equipment, technology and health", "rows",
                 add="Add equipment or health support", questions=(
                     source(Support.EQUIPMENT_AND_HEALTH, "What kind"), WHAT, WHO, HOW_MUCH, COST, FUNDER)),
        Question(f"services_{number}", "Last: services", "rows", add="Add a service",
                 asked_if=people_and_strengths_are_there, questions=(
                     source(Support.SERVICES, "How is it arranged"), service(for_whom), WHAT, WHO, HOW_MUCH, HOURS,
                     STARTS, COST, FUNDER, CHARGED, UNITS)),
    ]
    if number < MOST_OUTCOMES:
        questions.append(Question(f"another_{number}", "Is there anything else they want to achieve?", "yes_no"))
    before = number - 1
    return Section(
        f"outcome_{number}", f"Outcome {number}", tuple(questions), short=f"Outcome {number}",
        hint="Start from the person. A service is the last thing to think of, not the first.",
        asked_if=None if number == 1 else lambda answers: answers[f"another_{before}"] == "yes",
    )
