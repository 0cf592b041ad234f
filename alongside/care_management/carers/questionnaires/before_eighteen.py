"""Carers before an eighteenth birthday: a child's carer (s60), and a young carer (s63)."""

from __future__ import annotations

from alongside.care_management.assessments.questionnaires.sections.taking_part import ADVOCACY
from alongside.care_management.assessments.questionnaires.sections.wellbeing import WELLBEING
from alongside.foundation.questionnaires import Question, Questionnaire, Section

from .sections import CARING, CONTINGENCY, HEALTH, IN_SUM, INFORMATION, LIFE, OUTCOME_SECTION, WHO

CHILD_AT_EIGHTEEN = Section(
    "at_eighteen",
    "When the child is 18",
    questions=(
        Question(
            "eighteen_on",
            "When is the child 18?",
            "date",
            required=True,
            missing="Give the day on which the child is 18",
        ),
        Question(
            "likely_needs",
            "Is the carer likely to have needs for support after that?",
            "yes_no_unknown",
            required=True,
            missing="Say whether there are likely to be needs after 18",
        ),
        Question(
            "outcomes_after",
            "What will change for the carer, and what will no longer be there?",
            "long_text",
            required=True,
            missing="Say what will change at 18",
        ),
    ),
)
YOUNG = Section(
    "young",
    "A young carer",
    short="School and growing up",
    questions=(
        Question(
            "eighteen_on", "When are they 18?", "date", required=True, missing="Give the day on which they are 18"
        ),
        Question(
            "too_much",
            "Is what they do too much, or not right, for their age?",
            "yes_no_unknown",
            required=True,
            missing="Say whether it is too much for their age",
        ),
        Question(
            "too_much_what",
            "Why, and what is being done about it?",
            "long_text",
            required=True,
            missing="Say why, and what is being done",
            asked_if=lambda a: a["too_much"] == "yes",
        ),
        Question(
            "school",
            "School, friends, play and rest",
            "long_text",
            required=True,
            missing="Say how school, friends, play and rest are",
        ),
        Question("hopes_eighteen", "What do they hope for after 18?", "long_text", person_words=True),
        Question(
            "likely_needs",
            "Are they likely to have needs for support after 18?",
            "yes_no_unknown",
            required=True,
            missing="Say whether there are likely to be needs after 18",
        ),
        Question(
            "children_services",
            "What do children’s services and school do now, and who stays in touch?",
            "long_text",
            required=True,
            missing="Say who does what now, and who stays in touch",
        ),
    ),
)
CHILDS_CARER = Questionnaire(
    "carers_child_carer_transition",
    1,
    "Assessment of a child’s carer before the child is 18",
    (
        WHO,
        ADVOCACY,
        LIFE,
        CARING,
        CHILD_AT_EIGHTEEN,
        HEALTH,
        OUTCOME_SECTION,
        WELLBEING,
        CONTINGENCY,
        INFORMATION,
        IN_SUM,
    ),
    law="Care Act 2014 ss60 to 62",
)
YOUNG_CARER = Questionnaire(
    "carers_young_carer_transition",
    1,
    "Young carer’s assessment before 18",
    (WHO, ADVOCACY, LIFE, YOUNG, CARING, HEALTH, OUTCOME_SECTION, WELLBEING, CONTINGENCY, INFORMATION, IN_SUM),
    law="Care Act 2014 ss63, 64",
)
