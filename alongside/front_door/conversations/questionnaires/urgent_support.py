"""Support that starts before any assessment because it cannot wait: short, written while somebody is on the line."""

from __future__ import annotations

from alongside.foundation.questionnaires import Question, Questionnaire, Section

NOW = Section("now", "What starts now?", short="What starts now",
              hint="Life at risk: ring 999 before you write anything.", questions=(
    Question("why", "Why can it not wait?", "long_text", required=True, missing="Say why it cannot wait"),
    Question("support", "What support starts now?", "long_text", required=True,
             missing="Say what support starts now"),
    Question("provided_by", "Who gives it?", required=True, missing="Say who gives the support", max_length=200),
    Question("look_again_on", "Which day do we look at it again?", "date", required=True,
             missing="Give the day to look at it again"),
))

URGENT_SUPPORT = Questionnaire("urgent_support", 1, "Urgent support", (NOW,), law="Care Act 2014 section 19(3)")
