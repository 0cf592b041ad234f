"""What services add to quality of life: the score weighted by what people prefer, less what their needs explain."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ..checking import COMMUNITY, LEARNING_DISABILITY, OF_WORKING_AGE, Respondent
from ..frameworks import NEW, OLD
from .measure import SurveyMeasure


def _parts(text: str) -> dict[int, Decimal]:
    return {answer: Decimal(part) for answer, part in enumerate(text.split(), 1)}


# What each answer is worth, from the best.
WORTH: Mapping[str, Mapping[int, Decimal]] = {
    "q3a": _parts("1 .919 .541 0"),
    "q4a": _parts(".911 .789 .265 .195"),
    "q5a": _parts(".879 .775 .294 .184"),
    "q6a": _parts(".863 .78 .374 .288"),
    "q7a": _parts(".88 .452 .298 .114"),
    "q8a": _parts(".873 .748 .497 .241"),
    "q9a": _parts(".962 .927 .567 .17"),
    "q11": _parts(".847 .637 .295 .263"),
}
SCALE, BASE = Decimal("0.203"), Decimal("0.466")
# Help with daily living: alone 0, with difficulty 1, not alone 2.
DAILY_LIVING = ("q15a", "q15b", "q15c", "q15d", "q16a", "q16b", "q16c")
WITHOUT_NEEDS, EACH_DIFFICULTY, OLDER = Decimal("0.5798"), Decimal("0.0202"), Decimal("0.0473")
# Health, how well the home suits, getting out.
EXPLAINS: Mapping[str, Mapping[int, Decimal]] = {
    "q13": _parts("0 0 -.0148 -.1090 -.1090"),
    "q17": _parts("0 -.0308 -.125 -.125 -.125"),
    "q18": _parts("0 -.0603 -.11 -.11"),
}


def weighted(answers: Mapping[str, int]) -> Decimal:
    return sum((WORTH[name][answers[name]] for name in WORTH), Decimal(0)) * SCALE - BASE


def explained(answers: Mapping[str, int], difficulty: int, *, older: bool) -> Decimal:
    """What a person's needs would lead one to expect; `difficulty` is the sum over daily living."""
    needs = sum((EXPLAINS[name][answers[name]] for name in EXPLAINS), Decimal(0))
    return WITHOUT_NEEDS - EACH_DIFFICULTY * difficulty + needs + (OLDER if older else 0)


def score(one: Respondent) -> Decimal | None:
    """Not worked out for people with a learning disability or in a care home: the weights were not made with them."""
    answers = one.answers
    age = answers.get("Age")
    if age is None or any(name not in answers for name in (*WORTH, *DAILY_LIVING, *EXPLAINS)):
        return None
    if answers.get("PrimarySupportReason") == LEARNING_DISABILITY:
        return None
    if answers.get("SupportSetting", COMMUNITY) != COMMUNITY:
        return None
    difficulty = sum(answers[name] - 1 for name in DAILY_LIVING)
    return weighted(answers) - explained(answers, difficulty, older=age not in OF_WORKING_AGE)


MEASURE = SurveyMeasure(
    key="adjusted_quality_of_life",
    codes={OLD: "1J", NEW: "1B"},
    title="Quality of life that services make possible",
    why="A council whose people need more should not look worse for it: what is left is the help.",
    numerator="The weighted answers on eight parts of life, less what health, daily living, home and age explain",
    denominator="Everybody in the community without a learning disability who answered all eighteen, weighted",
    survey="users",
    questions=(*WORTH, *DAILY_LIVING, *EXPLAINS),
    unit="score",
    places=3,
    score=score,
    source="NHS England, ASC-User-Survey b1280aa",
    limitations=("Without people in care homes and people with a learning disability.",),
    since="2016-17",
    also_needs=("Age",),
)
