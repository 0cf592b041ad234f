"""True, false, or not known yet: how answers join when some are missing.

Each fact is used once in a rule's formula, so these answers are exact: None comes back only where
the missing facts could still make the whole both true and false.
"""

from __future__ import annotations

Answer = bool | None


def all_of(*answers: Answer) -> Answer:
    if False in answers:
        return False
    return None if None in answers else True


def any_of(*answers: Answer) -> Answer:
    if True in answers:
        return True
    return None if None in answers else False


def opposite(answer: Answer) -> Answer:
    return None if answer is None else not answer
