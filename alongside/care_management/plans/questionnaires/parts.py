"""The parts that a care and support plan and a carer's support plan share."""

from __future__ import annotations

from alongside.foundation.questionnaires import Question, Section, any_of, when

from ..models import Plan

MATTERS = Question("matters", "What matters to them", "long_text", person_words=True, required=True,
                   missing="Write down what matters to the person")
STRENGTHS = Question("strengths", "What they do, enjoy and are good at", "long_text", required=True,
                     missing="Write down the person’s strengths. Services come last.",
                     hint="How can these strengths be best supported?")
NETWORKS = Question("networks", "The people, places and groups around them", "long_text", required=True,
                    missing="Write down the people and places around the person. Services come last.",
                    hint="If there are none, say so: it matters.")
COMMUNICATION = Question("communication", "How to speak with them and keep them involved", "long_text")

IF_PLANS_FAIL = Section("if_plans_fail", "If plans fail", short="If plans fail", questions=(
    Question("contingency", "If plans fail: who does what, and whom to ring first", "long_text", required=True,
             missing="Say what happens if plans fail, and whom to ring",
             hint="A carer is ill, a visit does not come, the heating stops. Names and telephone numbers."),
    Question("risks", "Risks the person chooses to take", "rows", add="Add a risk", questions=(
        Question("risk", "What might go wrong", required=True, missing="Say what might go wrong", max_length=300),
        Question("wishes", "What the person says about it", "long_text", person_words=True),
        Question("agreed", "What we agreed to do, and why", "long_text", required=True,
                 missing="Say what was agreed about this risk, and why"),
    )),
))
NOT_MET = Section("not_met_part", "What this plan does not do", short="What is not met", questions=(
    Question("not_met", "Which needs will not be met by us, and why", "long_text"),
    Question("prevention", "What can reduce or delay needs, and what information was given", "long_text",
             hint="Everybody gets this, whatever is met (sections 4, 13 and 24)."),
))
BUDGET = Section("budget", "Personal budget and direct payment", short="Personal budget", questions=(
    Question("direct_payment_offered_on", "When was a direct payment offered?", "date", not_future=True,
             hint="Money in place of services, to arrange support themselves. A plan is not complete without it."),
    Question("direct_payment_answer", "What did they say?", "choice",
             asked_if=when("direct_payment_offered_on"), options=(
                 ("wants", "They want one"), ("partly", "For a part of it"), ("thinking", "They are thinking about it"),
                 ("no", "They do not want one"))),
    Question("direct_payment_reason", "Why not, in their words", "long_text", person_words=True,
             asked_if=when("direct_payment_answer", is_="no")),
    Question("budget_note", "Anything to explain about the figures", "long_text"),
))
AGREEMENT = Section("agreement", "Agreement and dates", questions=(
    Question("took_part", "Who took part in making this plan?", "long_text",
             hint="The person, anybody they asked for, a carer, an advocate."),
    Question("agreed", "Does the person agree with it?", "choice", required=True,
             missing="Say whether the person agrees with the plan",
             options=tuple((str(value), str(words)) for value, words in Plan.Agreed.choices)),
    Question("agreed_on", "On which day did you ask?", "date", not_future=True, required=True,
             missing="Enter the day on which you asked whether they agree"),
    Question("agreement_note", "What they do not agree with, or how it was decided", "long_text", required=True,
             missing="Write down what they do not agree with, or how it was decided",
             asked_if=any_of(when("agreed", is_="no"), when("agreed", is_="best_interests"))),
    Question("starts_on", "When does this plan start?", "date", required=True,
             missing="Enter the day this plan starts"),
    Question("support_starts_on", "When does support under it first start?", "date",
             hint="Leave empty if it goes on as it is."),
))
