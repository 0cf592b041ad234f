"""A safeguarding concern: what happened, who says so, what the adult wishes, and what the caller was told."""

from __future__ import annotations

from alongside.foundation.questionnaires import Question, Questionnaire, Section, when

from .first_conversation import SOMEBODY_ELSE

NOW = Section("now", "Is the adult in danger now?", short="In danger now?",
              hint="Life at risk: ring 999 before you write anything.", questions=(
    Question("in_danger_now", "Is the adult in danger now?", "choice", boxed=True, required=True,
             missing="Say whether the adult is in danger now",
             options=(("yes", "Yes"), ("no", "No"), ("not_sure", "Not sure: treat as yes"))),
    Question("made_safe", "What has been done to make them safe?", "long_text"),
))
WHAT = Section("what", "What is the concern?", short="What", questions=(
    Question("kinds", "What kind of abuse or neglect?", "choices", options="concern_kind", required=True,
             missing="Choose at least one kind of abuse or neglect"),
    Question("what", "What has happened or is feared?", "long_text", required=True,
             missing="Write what has happened or is feared", hint="What was seen or said, by whom and when. Keep "
             "facts and opinions apart."),
    Question("amount", "How much money?", "money", hint="What was taken or paid, as far as anybody knows.",
             asked_if=when("kinds", is_="financial")),
))
SAYS = Section("says", "Who says so?", short="Who says so", questions=(
    Question("source", "Who told us?", "choice", options="contact_source", required=True,
             missing="Choose who told us"),
    Question("source_name", "Their name", max_length=200,
             asked_if=when("source", is_in=SOMEBODY_ELSE)),
    Question("source_reach", "How can they be reached safely?", max_length=300),
))
WISHES = Section("wishes", "What does the adult want?", short="Their wishes", questions=(
    Question("wishes_asked", "Have they been asked?", "choice", required=True,
             missing="Say whether the adult was asked what they want",
             options=(("asked", "Yes, they were asked"), ("not_safe", "No, asking now could put them at risk"),
                      ("not_reached", "No, they could not be reached yet"))),
    Question("wishes", "What they want to happen", "long_text", person_words=True, required=True,
             missing="Write what the adult wants to happen", asked_if=when("wishes_asked", is_="asked")),
    Question("why_not_asked", "Why is it not safe to ask?", "long_text", required=True,
             missing="Say why it is not safe to ask", asked_if=when("wishes_asked", is_="not_safe")),
))
RISK = Section("risk", "Who may be a risk?", short="Who may be a risk",
               hint="Only those who deal with the concern read this. It is on nobody else’s record.", questions=(
    Question("who_may_be_a_risk", "Who, and how are they to the adult?", "long_text"),
    Question("others_at_risk", "Is anybody else at risk, a child for instance?", "yes_no_unknown"),
    Question("others_words", "Who, and what was done about it?", "long_text", required=True,
             missing="Say who else is at risk and what was done", asked_if=when("others_at_risk", is_="yes")),
    Question("worker_involved", "May somebody who can open this record be the risk?", "yes_no_unknown",
             hint="If yes, the safeguarding team is asked to restrict the record at once."),
))
TOLD = Section("told", "What did you tell the person who raised it?", short="What happens next", questions=(
    Question("told_next_steps", "What you said happens next", "long_text", required=True,
             missing="Write what you told them happens next",
             hint="Who looks at it and by when, who will ring whom, and what to do if it gets worse."),
))

SAFEGUARDING_CONCERN = Questionnaire(
    "safeguarding_concern", 1, "Safeguarding concern", (NOW, WHAT, SAYS, WISHES, RISK, TOLD),
    law="Care Act 2014 sections 42 and 45",
)
