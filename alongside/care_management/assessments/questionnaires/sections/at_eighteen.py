"""What happens at eighteen (Care Act 2014 ss58 to 66): likely needs, what continues, who stays in touch."""

from __future__ import annotations

from alongside.foundation.questionnaires import Question, Section, when

LIKELY = Question(
    "likely_needs",
    "Is the young person likely to have needs for care and support after 18?",
    "yes_no_unknown",
    required=True,
    missing="Say whether there are likely to be needs after 18",
)
BENEFIT = Question(
    "significant_benefit",
    "Is now the right time to assess: of significant benefit to them?",
    "yes_no",
    required=True,
    missing="Say whether an assessment now is of significant benefit",
)
BENEFIT_WHY_NOT = Question(
    "benefit_why_not",
    "When will it be, and what did you tell them?",
    "long_text",
    required=True,
    missing="Say when an assessment will be of benefit",
    asked_if=when("significant_benefit", is_="no"),
)
AGREES = Question(
    "agrees",
    "Who agreed to the assessment?",
    "choice",
    required=True,
    missing="Say who agreed to the assessment",
    options=(
        ("young_person", "The young person"),
        ("parent", "A parent, in their best interests"),
        ("refused_at_risk", "Refused, but there is a risk of abuse or neglect"),
    ),
)
EIGHTEEN_QUESTIONS = (
    Question("eighteen_on", "When are they 18?", "date", required=True, missing="Give the day on which they are 18"),
    AGREES,
    LIKELY,
    BENEFIT,
    BENEFIT_WHY_NOT,
    Question("children_services", "What do children’s services, school and health do now?", "long_text"),
    Question("plan_named", "Is there an education, health and care plan?", "yes_no_unknown"),
    Question(
        "hopes_eighteen",
        "What do they hope for: learning, work, friends, where to live?",
        "long_text",
        person_words=True,
    ),
    Question(
        "outcomes_after",
        "What will they be likely to need at 18, and what will no longer be there?",
        "long_text",
        required=True,
        missing="Say what they are likely to need at 18",
    ),
    Question(
        "continues",
        "What goes on after 18 until adult support is in place?",
        "long_text",
        required=True,
        missing="Say what goes on after 18",
        hint="Children’s support continues until the adult decision is made and support has begun (s66).",
    ),
    Question(
        "contact_at_eighteen",
        "Who stays in touch with them?",
        required=True,
        missing="Name who stays in touch",
        max_length=200,
    ),
)
AT_EIGHTEEN = Section("at_eighteen", "What happens at 18", questions=EIGHTEEN_QUESTIONS)
AT_EIGHTEEN_IF_CHOSEN = Section(
    "at_eighteen", "What happens at 18", EIGHTEEN_QUESTIONS, asked_if=when("parts", is_="transition")
)
