"""How many people it takes before a number is told. A council may ask for more (`policy/publishing.yaml`)."""

from __future__ import annotations

from collections.abc import Sequence

# The nation's rule for figures from records: neither count is under five. Nought is under five.
SMALLEST_SHOWN = 5
# And for surveys to 2022-23: nothing that tells of one or two people's answers; since then as for records.
SMALLEST_OF_A_SURVEY = 3


def is_few(count: int, smallest: int = SMALLEST_SHOWN) -> bool:
    """Of people in our records."""
    return count < smallest


def few_answers(counts: Sequence[int], smallest: int = SMALLEST_OF_A_SURVEY) -> bool:
    """Of people who answered a survey: one way, the other way, or at all. Nobody's answer is no secret."""
    return any(count and is_few(count, smallest) for count in counts)
