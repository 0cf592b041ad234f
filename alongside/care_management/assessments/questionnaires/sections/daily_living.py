"""Daily living, equipment and adaptations: the occupational therapist's part."""

from __future__ import annotations

from alongside.foundation.questionnaires import Question, Section, when

HOW = (
    ("alone", "Alone"),
    ("equipment", "Alone with equipment"),
    ("person", "With a person’s help"),
    ("not", "Not at all"),
)
TRANSFERS = tuple(
    Question(f"ot_{key}", text, "choice", options=HOW)
    for key, text in (
        ("bed", "In and out of bed"),
        ("chair", "In and out of a chair"),
        ("toilet", "On and off the toilet"),
        ("bath", "Bath or shower"),
        ("stairs", "Stairs and steps"),
        ("outside", "In and out of the home"),
    )
)
EQUIPMENT = Question(
    "ot_equipment",
    "Equipment and adaptations",
    "rows",
    add="Add an item",
    questions=(
        Question("item", "What", required=True, missing="Name the equipment or adaptation", max_length=200),
        Question(
            "state",
            "Where it stands",
            "choice",
            options=(
                ("has", "Has it and uses it"),
                ("unused", "Has it, does not use it"),
                ("try", "To try"),
                ("recommended", "Recommended"),
            ),
        ),
        Question("why", "What it is for", max_length=300),
    ),
)
DAILY_LIVING = Section(
    "daily_living",
    "Daily living and equipment",
    short="Daily living",
    questions=(
        *TRANSFERS,
        Question("ot_seen", "What did you see them do?", "long_text", hint="Watched, not told."),
        EQUIPMENT,
        Question("ot_major", "Is a major adaptation of the home needed?", "yes_no"),
        Question(
            "ot_major_what",
            "Which, and is a grant from the housing authority asked for?",
            "long_text",
            required=True,
            missing="Say which adaptation is needed",
            asked_if=when("ot_major", is_="yes"),
        ),
        Question("ot_goals", "What they want to manage again, and by when", "long_text", person_words=True),
    ),
)
DAILY_LIVING_IF_CHOSEN = Section(
    DAILY_LIVING.key,
    DAILY_LIVING.title,
    DAILY_LIVING.questions,
    short=DAILY_LIVING.short,
    asked_if=when("parts", is_="occupational_therapy"),
)
