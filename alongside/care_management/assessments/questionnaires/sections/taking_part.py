"""Can they take part: the facts of the advocacy duty (s67), and doubts about capacity."""

from __future__ import annotations

from alongside.foundation.questionnaires import Question, Section, when
from alongside.rules.advocacy_duty import DIFFICULTIES

NONE = "none"
WITH_DIFFICULTY = when("difficulties", is_in=tuple(DIFFICULTIES))

DIFFICULTY = Question(
    "difficulties",
    "Would they have substantial difficulty in any of these?",
    "choices",
    required=True,
    missing="Say whether they would have substantial difficulty in taking part",
    options=(
        *((key, f"{words[:1].upper()}{words[1:]}") for key, words in DIFFICULTIES.items()),
        (NONE, "None of these"),
    ),
    hint="Even with interpreters, more time and information in the form they need.",
)
HELPER = Question(
    "helper_available",
    "Is somebody able and willing to support them in taking part?",
    "yes_no_unknown",
    required=True,
    missing="Say whether somebody can support them in taking part",
    asked_if=WITH_DIFFICULTY,
)
WITH_HELPER = when("helper_available", is_="yes")
HELPER_NAME = Question("helper_name", "Who?", asked_if=WITH_HELPER, max_length=200)
HELPER_PAID = Question(
    "helper_is_paid",
    "Is that somebody paid, or professionally engaged, in their care?",
    "yes_no_unknown",
    required=True,
    missing="Say whether that somebody is paid to care",
    asked_if=WITH_HELPER,
)
HELPER_ACCEPTED = Question(
    "helper_accepted",
    "Does the person agree to that somebody?",
    "yes_no_unknown",
    required=True,
    missing="Say whether the person agrees to that somebody",
    asked_if=WITH_HELPER,
    hint="If they lack capacity to agree: is it in their best interests?",
)
LONG_STAY = Question(
    "long_stay_likely",
    "May this lead to a long stay in hospital (28 days or more) or a care home (8 weeks or more)?",
    "yes_no_unknown",
    required=True,
    missing="Say whether a long stay may follow",
    asked_if=WITH_DIFFICULTY,
)
DISAGREEMENT = Question(
    "disagreement",
    "Do we and that somebody disagree about something important?",
    "yes_no_unknown",
    required=True,
    missing="Say whether there is a disagreement",
    asked_if=WITH_HELPER,
)
BOTH_WANT = Question(
    "both_want_advocate",
    "Do both think that an advocate would help?",
    "yes_no_unknown",
    required=True,
    missing="Say whether both think an advocate would help",
    asked_if=when("disagreement", is_="yes"),
)
CAPACITY_DOUBT = Question(
    "capacity_doubt",
    "Is there a reason to doubt that they can make a decision that is needed now?",
    "yes_no",
    required=True,
    missing="Say whether there is a reason to doubt capacity for a decision",
    hint="Everybody is taken to have capacity until it is shown otherwise. An unwise decision is no reason.",
)
CAPACITY_DECISION = Question(
    "capacity_decision",
    "Which decision, and why the doubt?",
    required=True,
    max_length=300,
    missing="Name the decision",
    asked_if=when("capacity_doubt", is_="yes"),
    hint="One decision: “where to live after hospital”, not “everything”.",
)
ADVOCACY_QUESTIONS = (DIFFICULTY, HELPER, HELPER_NAME, HELPER_PAID, HELPER_ACCEPTED, LONG_STAY, DISAGREEMENT, BOTH_WANT)

TAKING_PART = Section(
    "taking_part",
    "Can they take part?",
    short="Taking part",
    questions=(*ADVOCACY_QUESTIONS, CAPACITY_DOUBT, CAPACITY_DECISION),
)
# Without the question of capacity, for a carer's own assessment.
ADVOCACY = Section("taking_part", "Can they take part?", short="Taking part", questions=ADVOCACY_QUESTIONS)
