"""Sight and hearing. Who is deafblind is assessed by, or with, a person trained for it (SI 2014/2827 reg 6)."""

from __future__ import annotations

from alongside.foundation.questionnaires import Question, Section, when

SIGHT_AND_HEARING_QUESTIONS = (
    Question("sight", "Sight", "choice", options="visual_impairment"),
    Question("sight_how", "How does it affect them, and what helps?", "long_text"),
    Question(
        "sight_register",
        "Certified as sight impaired, and asked to be on the register?",
        "choice",
        options=(
            ("registered", "On the register"),
            ("asks", "Certified, and asks to be registered"),
            ("declined", "Certified, and does not want to be registered"),
            ("no", "Not certified"),
        ),
    ),
    Question("hearing", "Hearing", "choice", options="hearing_impairment"),
    Question("hearing_how", "How does it affect them, and what helps?", "long_text"),
    Question(
        "deafblind",
        "Do they have a loss of both that together affects daily life (deafblind)?",
        "yes_no_unknown",
        required=True,
        missing="Say whether they have a loss of both sight and hearing",
    ),
    Question(
        "deafblind_specialist",
        "Which person trained to assess people who are deafblind carried this out, or took part?",
        required=True,
        missing="Name the trained person: the law asks for one where somebody is deafblind",
        asked_if=when("deafblind", is_="yes"),
        max_length=200,
    ),
    Question("getting_about", "Getting about: indoors, outdoors, new places", "long_text"),
    Question("reading", "Letters, labels, telephone, television, doorbell and alarms", "long_text"),
)
SIGHT_AND_HEARING = Section("sight_and_hearing", "Sight and hearing", questions=SIGHT_AND_HEARING_QUESTIONS)
SIGHT_AND_HEARING_IF_CHOSEN = Section(
    "sight_and_hearing", "Sight and hearing", SIGHT_AND_HEARING_QUESTIONS, asked_if=when("parts", is_="sensory")
)
