"""When the council must make enquiries: the three parts of section 42(1), and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.rules.decision import CANNOT_DECIDE_YET, Decision

NAME, VERSION = "safeguarding.section_42", "1"
DUTY, NO_DUTY = "duty_to_enquire", "no_duty_to_enquire"
LAW = ("Care Act 2014 section 42(1)", "Care Act 2014 section 42(2)")
PARTS = (
    ("needs_care_and_support", "has needs for care and support, whether or not the council meets any", "(a)"),
    ("at_risk_of_abuse", "is experiencing, or at risk of, abuse or neglect", "(b)"),
    ("cannot_protect_themselves", "cannot protect themselves against it because of those needs", "(c)"),
)


@dataclass(frozen=True)
class Facts:
    """Reasonable cause to suspect each part: yes, no, or nobody can say yet."""

    needs_care_and_support: bool | None
    at_risk_of_abuse: bool | None
    cannot_protect_themselves: bool | None


def decide(facts: Facts) -> Decision:
    """One "no" is enough to say that there is no duty; a duty needs all three."""
    answers = [(getattr(facts, name), words, letter) for name, words, letter in PARTS]
    refused = [(words, letter) for answer, words, letter in answers if answer is False]
    if refused:
        return Decision(NO_DUTY, because=tuple(
            f"There is no reasonable cause to suspect that the adult {words} {letter}." for words, letter in refused
        ), law=LAW)
    missing = [(words, letter) for answer, words, letter in answers if answer is None]
    if missing:
        return Decision(CANNOT_DECIDE_YET, because=tuple(
            f"It is not known yet whether the adult {words} {letter}." for words, letter in missing), law=LAW)
    return Decision(DUTY, because=tuple(
        f"There is reasonable cause to suspect that the adult {words} {letter}." for _, words, letter in answers
    ), law=LAW)
