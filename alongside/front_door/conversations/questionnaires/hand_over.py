"""What the night leaves to the morning, who gets it and by when."""

from __future__ import annotations

from alongside.foundation.questionnaires import Question, Questionnaire, Section

NIGHT = Section("night", "The night", short="The night", questions=(
    Question("what_happened", "What happened?", "long_text", required=True, missing="Say what happened"),
    Question("what_was_done", "What was done?", "long_text", required=True, missing="Say what was done"),
))
MORNING = Section("morning", "The morning", short="The morning", questions=(
    Question("still_to_do", "What must be done now?", "long_text", required=True,
             missing="Say what must be done now"),
    Question("by_day", "By which day?", "date", required=True, missing="Give the day"),
    Question("by_hour", "By what time?", required=True, missing="Give the time", hint="For example 9.30",
             max_length=10),
    Question("team", "Which team?", required=True, missing="Name the team that goes on with it", max_length=200),
    Question("owner", "Who of them, if you know?", hint="A colleague’s name", max_length=200),
))

HAND_OVER = Questionnaire("hand_over", 1, "Hand-over to the morning", (NIGHT, MORNING))
