"""The provision each answer rests on (Care Act 2014 ss8, 18 to 20, 24), for an adult and for a carer."""

from __future__ import annotations

from collections.abc import Mapping

from .models import Determination, NeedDecision

Answer = NeedDecision.Answer
Residence = Determination.Residence

ADULT: Mapping[str, str] = {
    Answer.DUTY: "Care Act 2014 s18(1)",
    Answer.POWER: "Care Act 2014 s19(1)",
    Answer.MET_BY_CARER: "Care Act 2014 s18(7)",
    Answer.MET_OTHERWISE: "Care Act 2014 s13(3)",
    Answer.NOT_MET: "Care Act 2014 s24(2)",
}
CARER: Mapping[str, str] = {
    Answer.DUTY: "Care Act 2014 s20(1)",
    Answer.POWER: "Care Act 2014 s20(6)",
    Answer.MET_OTHERWISE: "Care Act 2014 s20(7)",
    Answer.NOT_MET: "Care Act 2014 s24(2)",
}


def choices(*, of_a_carer: bool) -> list[tuple[str, str]]:
    """What may be answered: a carer's own need is not met by a carer."""
    return [(answer.value, str(answer.label)) for answer in Answer if answer in (CARER if of_a_carer else ADULT)]


def law_of(answer: str, *, of_a_carer: bool, self_funder_asks: bool | None = None) -> str:
    if answer == Answer.DUTY and self_funder_asks and not of_a_carer:
        return "Care Act 2014 s18(1) and (3)"
    return (CARER if of_a_carer else ADULT)[answer]


def why_no_duty(answer: str, residence: str, *, of_a_carer: bool) -> str:
    """Why a duty cannot rest on this residence; empty where it can."""
    if answer == Answer.DUTY and residence == Residence.ELSEWHERE and not of_a_carer:
        return (
            "Somebody who is ordinarily resident elsewhere is owed the duty by that council. "
            "We may choose to meet it, and tell that council (section 19(2))."
        )
    return ""
