"""How a figure is worked out: numbers, + - * / and brackets over typed values, counts, measures and other indicators.

    100 * typed("reviewed") / typed("supported")        measure("2E(1)")        count("reviews_held") + 3

A small language of its own, read by hand: nothing that is written in a file is ever run as a program. What is missing
stays missing, with its reason; it is never nought.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation, localcontext

SOURCES = ("typed", "count", "measure", "indicator")
LONGEST, DEEPEST = 500, 20
TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>[a-z_]+)|(?P<words>\"[^\"]*\")|(?P<sign>[-+*/(),]))"
)


class BadFormula(ValueError):
    """The formula cannot be read: one sentence."""


@dataclass(frozen=True)
class Missing:
    """There is no figure, and why."""

    why: str


Result = Decimal | Missing


@dataclass(frozen=True)
class Number:
    value: Decimal


@dataclass(frozen=True)
class Given:
    """A figure from somewhere: typed("reviewed")."""

    source: str
    name: str
    part: str = ""


@dataclass(frozen=True)
class Sum:
    """Two figures and a sign between them."""

    sign: str
    left: Formula
    right: Formula


Formula = Number | Given | Sum
Lookup = Callable[[Given], Result]


def read(text: str) -> Formula:
    return _Reader(text).whole()


def givens(formula: Formula) -> Iterator[Given]:
    """Every figure it asks for, in order."""
    if isinstance(formula, Given):
        yield formula
    elif isinstance(formula, Sum):
        yield from givens(formula.left)
        yield from givens(formula.right)


def work_out(formula: Formula, lookup: Lookup) -> Result:
    """The figure, or why there is none. Everything asked for is asked for, so that each gap is said once."""
    if isinstance(formula, Number):
        return formula.value
    if isinstance(formula, Given):
        return lookup(formula)
    left, right = work_out(formula.left, lookup), work_out(formula.right, lookup)
    if isinstance(left, Missing):
        return left
    if isinstance(right, Missing):
        return right
    if formula.sign == "/" and right == 0:
        return Missing("There is nothing to divide by")
    with localcontext() as exact:
        exact.prec = 40
        try:
            return _SIGNS[formula.sign](left, right)
        except InvalidOperation:
            return Missing("The figures are too large to work with")


_SIGNS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b,
}


class _Reader:
    """Reads from left to right: a sum of products of figures."""

    def __init__(self, text: str) -> None:
        if len(text) > LONGEST:
            raise BadFormula(f"the formula is longer than {LONGEST} characters")
        self.tokens = _tokens(text)
        self.at = 0
        self.depth = 0

    def whole(self) -> Formula:
        formula = self._sum()
        if self.at < len(self.tokens):
            raise BadFormula(f"{self.tokens[self.at][1]} is not expected where it stands")
        return formula

    def _next(self, *signs: str) -> str:
        if self.at < len(self.tokens) and self.tokens[self.at] in [("sign", sign) for sign in signs]:
            self.at += 1
            return self.tokens[self.at - 1][1]
        return ""

    def _take(self, kind: str, what: str) -> str:
        if self.at >= len(self.tokens) or self.tokens[self.at][0] != kind:
            raise BadFormula(f"{what} is missing" + (
                f" before {self.tokens[self.at][1]}" if self.at < len(self.tokens) else " at the end"))
        self.at += 1
        return self.tokens[self.at - 1][1]

    def _sum(self) -> Formula:
        left = self._product()
        while sign := self._next("+", "-"):
            left = Sum(sign, left, self._product())
        return left

    def _product(self) -> Formula:
        left = self._one()
        while sign := self._next("*", "/"):
            left = Sum(sign, left, self._one())
        return left

    def _one(self) -> Formula:
        if self._next("("):
            self.depth += 1
            if self.depth > DEEPEST:
                raise BadFormula("there are too many brackets inside each other")
            inner = self._sum()
            self._close()
            self.depth -= 1
            return inner
        if self.at < len(self.tokens) and self.tokens[self.at][0] == "number":
            return Number(Decimal(self._take("number", "a number")))
        return self._given()

    def _given(self) -> Given:
        source = self._take("name", "a number or the name of a figure")
        if source not in SOURCES:
            raise BadFormula(f"there is no {source}; there are {', '.join(SOURCES)}")
        if not self._next("("):
            raise BadFormula(f"( is missing after {source}")
        name, part = self._take("words", "a name in double quotes").strip('"'), ""
        if self._next(","):
            part = self._take("words", "a part in double quotes").strip('"')
            if source != "measure" or part not in ("numerator", "denominator"):
                raise BadFormula("only a measure has parts: numerator and denominator")
        self._close()
        if not name:
            raise BadFormula(f"{source} needs a name")
        return Given(source, name, part)

    def _close(self) -> None:
        if not self._next(")"):
            raise BadFormula("a ) is missing")


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at = [], 0
    while at < len(text.rstrip()):
        token = TOKEN.match(text, at)
        if not token:
            raise BadFormula(f"{text[at:].strip()[:20]!r} cannot be read")
        found.append((str(token.lastgroup), token.group(str(token.lastgroup))))
        at = token.end()
    return found
