"""The general and specific duties of the Care Act 2014 that a council shows who meets, and where the Act says them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Duty:
    title: str
    provisions: tuple[str, ...]


DUTIES: dict[str, Duty] = {
    "wellbeing": Duty("Promote the person’s wellbeing in everything done for them", ("section 1",)),
    "prevention": Duty("Prevent, delay and reduce needs of adults and of carers", ("section 2",)),
    "integration": Duty("Bring care and support together with health services", ("section 3",)),
    "information": Duty("Give information and advice, on money matters too", ("section 4",)),
    "cooperation": Duty("Cooperate with other public bodies, housing and health among them",
                        ("section 6", "section 7")),
    "assessment": Duty("Assess an adult’s needs with them and whoever cares for them", ("section 9", "section 11")),
    "carers": Duty("Assess and support carers, young carers and parents of children in transition among them",
                   ("section 10", "section 20", "sections 58 to 66")),
    "meeting_needs": Duty("Meet eligible needs, in most cases also of people who pay for themselves and ask",
                          ("section 18",)),
}
