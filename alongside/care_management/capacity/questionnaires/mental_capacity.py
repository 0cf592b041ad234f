"""Capacity for one decision at one time, in the Supreme Court's order (A Local Authority v JB [2021] UKSC 52)."""

from __future__ import annotations

from alongside.foundation.questionnaires import Question, Questionnaire, Section, any_of, when
from alongside.rules.capacity_assessment import ABILITIES

DECISION = Section(
    "decision",
    "The decision, and what it is about",
    short="The decision",
    questions=(
        Question(
            "information",
            "What must they understand to decide this?",
            "long_text",
            required=True,
            missing="Say what they must understand to decide this",
            hint="The choices, what may follow from each, and from not deciding. Only what matters, in plain words.",
        ),
        Question(
            "met_on",
            "When did you talk about it?",
            "date",
            required=True,
            not_future=True,
            missing="Give the day on which you talked about it",
        ),
        Question(
            "where",
            "Where, at what time of day, and who was there?",
            required=True,
            max_length=500,
            missing="Say where you talked, when and with whom",
        ),
    ),
)
HELP = Section(
    "help",
    "Help to decide",
    hint="All practicable help comes first. Nobody lacks capacity because an unwise decision is made.",
    questions=(
        Question(
            "help_given",
            "What did you do to help them decide?",
            "choices",
            required=True,
            missing="Say what you did to help them decide",
            options=(
                ("time", "The best time and place for them"),
                ("words", "Plain words, one thing at a time"),
                ("pictures", "Pictures, objects or signs"),
                ("interpreter", "An interpreter, or help to hear or see"),
                ("person", "Somebody they trust was there"),
                ("again", "Went over it again on another day"),
                ("seen", "Showed them, or took them to see"),
                ("waited", "Waited until they were better"),
                ("nothing", "Nothing yet"),
            ),
        ),
        Question("help_words", "How did it go?", "long_text"),
        Question(
            "all_practicable_help_given",
            "Has all practicable help been given?",
            "yes_no_unknown",
            required=True,
            missing="Say whether all practicable help has been given",
        ),
    ),
)
ABLE = Section(
    "abilities",
    "Can they decide?",
    questions=tuple(
        question
        for key, words in ABILITIES.items()
        for question in (
            Question(
                key, f"Can they {words}?", "yes_no_unknown", required=True, missing=f"Say whether they can {words}"
            ),
            Question(
                f"{key}_why",
                "What did they say or do that shows this?",
                "long_text",
                required=True,
                missing=f"Say what shows that they cannot {words}",
                asked_if=when(key, is_="no"),
            ),
        )
    ),
)
UNABLE = any_of(*(when(key, is_="no") for key in ABILITIES))
CAUSE = Section(
    "cause",
    "Impairment, and whether it is the cause",
    short="Impairment and cause",
    asked_if=UNABLE,
    questions=(
        Question(
            "impairment",
            "Is there an impairment of, or a disturbance in, the functioning of the mind or brain?",
            "yes_no_unknown",
            required=True,
            missing="Say whether there is an impairment or disturbance",
        ),
        Question(
            "impairment_what",
            "Which, and how do you know?",
            "long_text",
            required=True,
            missing="Say which impairment, and how you know",
            asked_if=when("impairment", is_="yes"),
        ),
        Question(
            "because_of_impairment",
            "Are they unable to decide because of it?",
            "yes_no_unknown",
            required=True,
            missing="Say whether they are unable because of it",
            asked_if=when("impairment", is_="yes"),
            hint="Not because of somebody’s pressure, a wish not to talk, or too little information.",
        ),
        Question(
            "cause_why",
            "How does it cause the inability?",
            "long_text",
            required=True,
            missing="Say how it causes the inability",
            asked_if=when("because_of_impairment", is_="yes"),
        ),
        Question(
            "may_regain",
            "May they regain capacity for this decision?",
            "yes_no_unknown",
            required=True,
            missing="Say whether they may regain capacity",
        ),
        Question(
            "may_regain_by",
            "By when should somebody look again?",
            "date",
            required=True,
            missing="Give the day on which somebody looks again",
            asked_if=when("may_regain", is_="yes"),
        ),
        Question("can_it_wait", "Can the decision wait until then?", "yes_no", asked_if=when("may_regain", is_="yes")),
    ),
)
WORDS = Section(
    "words",
    "Their own words",
    questions=(
        Question(
            "their_words",
            "What they want, in their words",
            "long_text",
            person_words=True,
            required=True,
            missing="Write down what they want, in their words or signs",
        ),
        Question("told", "Did you tell them what you concluded, and what did they say?", "long_text"),
    ),
)
MENTAL_CAPACITY = Questionnaire(
    "mental_capacity",
    1,
    "Mental capacity for one decision",
    (DECISION, HELP, ABLE, CAUSE, WORDS),
    law="Mental Capacity Act 2005 ss1 to 3",
)
