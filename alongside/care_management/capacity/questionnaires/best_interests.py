"""Best interests (Mental Capacity Act 2005 s4): everything that must be considered, and whom to consult."""

from __future__ import annotations

from alongside.foundation.questionnaires import Question, Questionnaire, Section, when

DECIDER = Section(
    "decider",
    "Whose decision is it?",
    questions=(
        Question(
            "decider",
            "Who decides?",
            "choice",
            required=True,
            missing="Say who decides",
            options=(
                ("worker", "We do, in their best interests"),
                ("attorney", "An attorney for health and welfare"),
                ("deputy", "A deputy for health and welfare"),
                ("court", "The Court of Protection"),
            ),
            hint="An attorney or deputy for health and welfare decides within the paper, while capacity is lacking. "
            "One for property and finance does not decide about care or where to live.",
        ),
        Question(
            "decider_name",
            "Name",
            required=True,
            max_length=200,
            missing="Name the attorney or deputy",
            asked_if=when("decider", is_in=("attorney", "deputy")),
        ),
        Question(
            "paper_seen",
            "Have you seen the paper, and is the decision within it?",
            "yes_no",
            required=True,
            missing="Say whether you have seen the paper",
            asked_if=when("decider", is_in=("attorney", "deputy")),
        ),
        Question("advance_refusal", "Is there an advance decision to refuse this treatment?", "yes_no_unknown"),
    ),
)
CONSIDERED = Section(
    "considered",
    "What is considered",
    questions=(
        Question(
            "no_assumptions",
            "Not decided by age, appearance, condition or behaviour",
            "yes_no",
            required=True,
            missing="Confirm that nothing was assumed from age, appearance, condition or behaviour",
        ),
        Question(
            "circumstances",
            "All relevant circumstances",
            "long_text",
            required=True,
            missing="Write down the relevant circumstances",
        ),
        Question(
            "regain",
            "Can it wait until they may decide for themselves?",
            "choice",
            required=True,
            missing="Say whether it can wait",
            options=(("no", "No, or they will not regain capacity"), ("wait", "It can wait, and does")),
        ),
        Question(
            "took_part",
            "How did they take part as far as they could?",
            "long_text",
            required=True,
            missing="Say how they took part",
        ),
        Question(
            "wishes",
            "Their past and present wishes and feelings, above all what they wrote",
            "long_text",
            person_words=True,
            required=True,
            missing="Write down their wishes and feelings",
        ),
        Question(
            "beliefs",
            "Beliefs and values that would weigh with them",
            "long_text",
            required=True,
            missing="Write down the beliefs and values that would weigh with them",
        ),
        Question(
            "life_sustaining",
            "Is it about life-sustaining treatment?",
            "yes_no",
            required=True,
            missing="Say whether it is about life-sustaining treatment",
        ),
        Question(
            "no_desire_for_death",
            "Nobody is moved by a wish to bring about death",
            "yes_no",
            required=True,
            missing="Confirm that nobody is moved by a wish to bring about death",
            asked_if=when("life_sustaining", is_="yes"),
        ),
    ),
)
CONSULTED = Section(
    "consulted",
    "Who was consulted",
    questions=(
        Question(
            "consulted",
            "People",
            "rows",
            add="Add somebody",
            questions=(
                Question(
                    "who",
                    "Who, and who they are to them",
                    required=True,
                    missing="Say who was consulted",
                    max_length=200,
                ),
                Question("what", "What they said", max_length=1000),
            ),
        ),
        Question(
            "somebody_appropriate",
            "Is there anybody, other than paid carers, whom it is appropriate to consult?",
            "yes_no",
            required=True,
            missing="Say whether there is anybody appropriate to consult",
        ),
        Question(
            "serious",
            "Is it about serious medical treatment, 28 days or more in hospital, or 8 weeks or more in a care home?",
            "yes_no",
            required=True,
            missing="Say whether it is about serious treatment or a long stay",
        ),
        Question(
            "imca_name",
            "Who is the independent mental capacity advocate?",
            max_length=200,
            asked_if=lambda a: a["somebody_appropriate"] == "no" and a["serious"] == "yes",
            hint="One must be instructed. Leave blank while one is being found; it is put on your list.",
        ),
    ),
)
DECIDED = Section(
    "decided",
    "What is decided",
    questions=(
        Question(
            "options",
            "The options, with what speaks for and against each",
            "long_text",
            required=True,
            missing="Write down the options, for and against",
        ),
        Question(
            "less_restrictive",
            "What would restrict their rights and freedom less, and why not that?",
            "long_text",
            required=True,
            missing="Say what would restrict them less, and why not that",
        ),
        Question(
            "decided",
            "What is decided, and why is it in their best interests?",
            "long_text",
            required=True,
            missing="Say what is decided, and why",
        ),
        Question("disagreement", "Does anybody disagree, and what is done about it?", "long_text"),
    ),
)
BEST_INTERESTS = Questionnaire(
    "best_interests",
    1,
    "Best interests",
    (DECIDER, CONSIDERED, CONSULTED, DECIDED),
    law="Mental Capacity Act 2005 ss4, 35 to 41",
)
