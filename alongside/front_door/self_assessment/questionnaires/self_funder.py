"""For somebody who expects to pay for support themselves: what they look for, what goes well, what comes next.

Whoever may need care is owed an assessment whatever money they have (Care Act s9(3)); the last page says so.
"""

from __future__ import annotations

from alongside.foundation.questionnaires import Question, Questionnaire, Section

from ..offers import Offer
from .about_me import GOING_WELL, MATTERS, WHO_HELPS, WOULD_HELP
from .shared import FOR_WHOM, GOING_ON, SAFETY

SELF_FUNDER = Questionnaire("self_funder", 1, "Arranging and paying for support yourself", (
    *SAFETY, FOR_WHOM, GOING_WELL, MATTERS, WHO_HELPS, GOING_ON,
    Section("looking_for", "What you look for", questions=(
        Question("looking_for", "What are you looking for?", "choices", options=(
            ("home_care", "Care at home"), ("live_in", "Somebody who lives with me"),
            ("equipment", "Equipment, or changes to my home"), ("company", "Company or somewhere to go"),
            ("break", "A break for whoever looks after me"), ("care_home", "A care home, for a while or for good"),
            ("advice", "Advice on paying for care"), ("not_sure", "I am not sure yet"))),
    )),
    Section("paying", "Paying for it", questions=(
        Question("paying", "How do you expect to pay?", "choices",
                 hint="Leave this blank if you would rather not say.",
                 options=(("savings", "From my savings"), ("income", "From my pension or income"),
                          ("home", "From the value of my home"), ("family", "My family helps"),
                          ("council", "I think the council may have to help"), ("not_sure", "I am not sure"))),
    )),
    Section("when", "When", questions=(
        Question("when", "When do you need it?", "choice", options=(
            ("now", "Now, or within days"), ("weeks", "In the next weeks"), ("plan", "I am planning ahead"))),
    )),
    WOULD_HELP,
), law="Care Act 2014 sections 4, 8, 9 and 18(3)")

SELF_FUNDER_OFFER = Offer(
    "self_funder", "self_funder", "self_funder", "Arranging and paying for support yourself",
    "What you look for, what there is, what to ask before you pay, and when the council may have to help.", minutes=8,
    before=("You may ask us for an assessment, however much money you have.",
            "Nobody sees it unless you choose to send it."),
    indicates=True,
)
