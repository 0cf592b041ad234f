"""What it does to their wellbeing, area by area (Care Act 2014 s1(2)), and whether that is significant."""

from __future__ import annotations

from alongside.foundation import codelists
from alongside.foundation.questionnaires import Question, Section, when

AREAS: dict[str, str] = dict(codelists.options("wellbeing_area"))
IMPACT = (("significant", "A significant impact"), ("some", "Some impact"), ("none", "None"))


def impact_of(area: str) -> tuple[Question, Question]:
    return (
        Question(f"impact_{area}", AREAS[area], "choice", options=IMPACT),
        Question(
            f"impact_{area}_why",
            "Why?",
            "long_text",
            required=True,
            missing=f"{AREAS[area]}: say why the impact is significant",
            asked_if=when(f"impact_{area}", is_="significant"),
        ),
    )


SIGNIFICANT = Question(
    "significant_impact",
    "As a consequence, is there now, or is there likely to be, a significant impact on their wellbeing?",
    "yes_no_unknown",
    required=True,
    missing="Say whether there is a significant impact on their wellbeing",
    hint="Your judgement, of all of it together. A small effect in many areas may be significant; so may a large one "
    "in a single area that matters most to them.",
)
SIGNIFICANT_WHY = Question(
    "significant_impact_why",
    "How did you come to this?",
    "long_text",
    required=True,
    missing="Say how you came to this view of their wellbeing",
    asked_if=when("significant_impact", is_in=("yes", "no")),
)
WELLBEING = Section(
    "wellbeing",
    "What this does to their wellbeing",
    short="Wellbeing",
    hint="Leave an area blank if it did not come up.",
    questions=(*(question for area in AREAS for question in impact_of(area)), SIGNIFICANT, SIGNIFICANT_WHY),
)
