"""A quick call: safety, one box, and what happens now. Every part is shared with the first conversation."""

from __future__ import annotations

from alongside.foundation.questionnaires import Question, Questionnaire, Section

from .first_conversation import AGREED, NEXT, OFFER, PROMISES, SAFE, WHO

ONE_BOX = Section("one_box", "What was said, and what did you do?", short="One box", questions=(
    Question("one_box", "What was said, what is going well, who is around them, and what you did", "long_text",
             required=True, missing="Write what was said and done", notices=PROMISES),
))

QUICK_CALL = Questionnaire(
    "quick_call", 1, "Quick call", (SAFE, ONE_BOX, WHO, AGREED, OFFER, NEXT),
    law="Care Act 2014 sections 1, 2, 4, 9, 10, 11 and 19(3)",
)
