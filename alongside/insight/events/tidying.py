"""Values of many spellings (names of people and events, numbers, postcodes) as expressions that the engine computes.

Most files are clean, and cleaning is dear at ten million rows: one look at a column decides the expression.
"""

from __future__ import annotations

from dataclasses import dataclass

from .columns import DECIMAL
from .engine import literal
from .words import BLANKS

_BLANKS = ", ".join(literal(blank) for blank in BLANKS)


@dataclass(frozen=True)
class Look:
    """What was found in one column of text."""

    blanks: bool  # around a value, or the word NULL
    signs: bool  # spaces, dashes or decimals in a number of a person
    shortened: int  # numbers that a spreadsheet has shortened


def looking(value: str) -> tuple[str, str, str]:
    """Aggregates for the three parts of a look."""
    blanks = (
        f"bool_or({value} < '!' OR {value} > '~' OR right({value}, 1) IN ({_BLANKS}) "
        f"OR (strlen({value}) = 4 AND upper({value}) = 'NULL'))"
    )
    signs = f"bool_or(contains({value}, ' ') OR contains({value}, '-') OR contains({value}, '.0'))"
    return blanks, signs, f"count(*) FILTER ({shortened(value)})"


def cleaned(value: str, look: Look) -> str:
    """As `words.clean`: without blanks around it, and nothing where it says NULL."""
    if not look.blanks:
        return value
    trimmed = f"trim({value}, {literal(BLANKS)})"
    return f"CASE WHEN {trimmed} = '' OR upper({trimmed}) = 'NULL' THEN NULL ELSE {trimmed} END"


def shortened(value: str) -> str:
    """9.99E+09 is nobody's number: several people would become one."""
    return f"(contains(upper({value}), 'E+') AND regexp_full_match(trim({value}), '[0-9]([.][0-9]+)?[eE][+][0-9]+'))"


def identifier(value: str, look: Look) -> str:
    clean = cleaned(value, look)
    return f"CASE WHEN NOT {shortened(value)} THEN {clean} END" if look.shortened else clean


def nhs_number(value: str, look: Look) -> str:
    """Ten figures, however they were spaced; a pseudonym stays as it is."""
    given = identifier(value, look)
    if not look.signs:
        return given
    tidy = f"regexp_replace(regexp_replace({given}, '[.]0+$', ''), '[ -]', '', 'g')"
    return f"CASE WHEN regexp_full_match({tidy}, '[0-9]{{10}}') THEN {tidy} ELSE {given} END"


def sector(value: str) -> str:
    """Of a whole postcode all but its last two letters, with one space: AB1 2."""
    pattern = "^\\s*([A-Z]{1,2}[0-9][A-Z0-9]?)\\s*([0-9])[A-Z]{2}\\s*$"
    return (
        f"nullif(regexp_replace(regexp_extract(upper({value}), {literal(pattern)}), {literal(pattern)}, '\\1 \\2'), '')"
    )


# What a number may look like as it stands; anything more is taken apart.
_PLAIN = "[-+]?[0-9]{1,15}([.][0-9]{1,2})?"
_WRITTEN = "[-+]?£?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)?([.][0-9]*)?"


def is_plain_number(value: str) -> str:
    return f"regexp_full_match({value}, '{_PLAIN}')"


def plain_number(value: str) -> str:
    return f"TRY_CAST({value} AS {DECIMAL})"


def number(value: str, kind: str = DECIMAL) -> str:
    """1,234.50 and £1234.5 are numbers; 12,50 is none here."""
    trimmed = f"trim({value}, {literal(BLANKS)})"
    bare = f"replace(replace({trimmed}, '£', ''), ',', '')"
    return f"CASE WHEN regexp_full_match({trimmed}, '{_WRITTEN}') THEN TRY_CAST({bare} AS {kind}) END"
