"""The council's own words held to the figures: a number that does not agree, a score called a percentage, a "slightly"
that is not slight, a "significant" that no test bears. Said to the writer; nothing is refused for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from . import words
from .change import really_differs
from .measures import Measure, bare
from .standing import Standing

# What somebody types, outside the double brackets that fill themselves in.
TYPED = re.compile(r"(?<![\w.\[(])(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>%|per cent|percentage points?|points?)", re.I)
SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\d)[^.!?\n]+)*[.!?]?")
TOKEN = re.compile(r"\[\[[^\]]*\]\]")
SLIGHT = re.compile(r"\b(slightly|just|marginally|a little|in line with|close to)\b", re.I)
SIGNIFICANT = re.compile(r"\bsignificant(?:ly)?\b", re.I)
# Beyond this a gap is not slight: percentage points, or per cent of a rate or score.
SLIGHT_POINTS, SLIGHT_PER_CENT = Decimal(2), Decimal(5)


def doubts(text: str, at: Standing) -> list[str]:
    """What a careful reader would ask about these words, a sentence each."""
    found: dict[str, None] = {}
    for one in SENTENCE.finditer(text):
        sentence = TOKEN.sub(" ", one.group())
        for of in _spoken_of(one.group(), at):
            for doubt in _doubts(sentence, of, at):
                found[doubt] = None
    return list(found)


def _spoken_of(sentence: str, at: Standing) -> list[Measure]:
    """The measures that a sentence names, by code or by what the profile calls them. Only one: else nobody can tell
    which number is whose."""
    plain = sentence.casefold()
    named = [
        of
        for of in at.measures
        if of.short.casefold() in plain or re.search(rf"(?<![\w(]){re.escape(of.code.casefold())}(?![\w(])", plain)
    ]
    # "Self-directed support, carers" is also "Self-directed support": the longer name is meant.
    exact = [of for of in named if not any(of is not one and of.short in one.short for one in named)]
    return exact if len(exact) == 1 else []


def _doubts(sentence: str, of: Measure, at: Standing) -> Iterator[str]:
    typed = list(TYPED.finditer(sentence))
    for one in typed:
        yield from _number(one, of, at)
    if slight := SLIGHT.search(sentence):
        yield from _slight(slight[0].lower(), of, at)
    if SIGNIFICANT.search(sentence) and not _tested(of, at):
        yield f"{of.short}: no margin of error bears the word “significant” here."


def _number(typed: re.Match[str], of: Measure, at: Standing) -> Iterator[str]:
    number, unit = Decimal(typed["number"]), typed["unit"].lower()
    if "point" in unit:
        gaps = [abs(at.now(of).value - known) for known in list(_known(of, at).values())[1:]]
        if not any(_rounds(gap, number) for gap in gaps):
            yield f"{of.short}: no difference of {typed['number']} points follows from the figures."
        return
    if of.unit == "score":
        yield f"{of.short} is a score{f' out of {of.out_of}' if of.out_of else ''}, not a percentage: {typed[0]}."
        return
    known = _known(of, at)
    if of.unit != "percent" or any(_rounds(value, number) for value in known.values()):
        return
    published = at.now(of).value
    places = _places(number)
    yield (
        f"{of.short}: {typed[0]} does not agree with the {words.amount(of, published)} published, which rounds to "
        f"{_to(published, places)}%."
    )


def _known(of: Measure, at: Standing) -> dict[str, Decimal]:
    """Every number a sentence about the measure may rightly hold, its own first."""
    found = {"own": at.now(of).value}
    for group in (at.region, at.england):
        if average := at.average(of, group):
            found[group.name] = average.value
    for figure in at.series(of)[:-1]:
        found[figure.year] = figure.value
    for said in at.said:
        if said.amount is not None and said.measure and bare(said.measure) == bare(of.code):
            found[said.source] = said.amount
    return found


def _slight(word: str, of: Measure, at: Standing) -> Iterator[str]:
    for group in (at.region, at.england):
        average = at.average(of, group)
        if average is None:
            continue
        gap = abs(at.now(of).value - average.value)
        most = SLIGHT_POINTS if of.unit == "percent" else average.value * SLIGHT_PER_CENT / 100
        if gap > most and really_differs(at.now(of), average) is not False:
            yield (
                f"{of.short}: “{word}” is {words.gap(of, gap)} from the average of {group.spoken} "
                f"({words.amount(of, average.value)})."
            )


def _tested(of: Measure, at: Standing) -> bool:
    """Whether margins of error bear a difference: from an average, or from the baseline."""
    moved = at.change(of)
    averages = [average for group in (at.region, at.england) if (average := at.average(of, group))]
    return bool(moved and moved.tested and moved.is_real) or any(
        really_differs(at.now(of), average) for average in averages
    )


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _to(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _rounds(value: Decimal, number: Decimal) -> bool:
    """Is the number typed the figure, at the places it was typed with?"""
    return _to(value, _places(number)) == number
