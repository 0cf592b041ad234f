"""The declared spec as SQL: each condition, kind and list that judges one row in Python judges a table here.

Of the seventh column, `g7` is the text as given, `c7` trimmed and null where blank, `b7` whether it is blank; `d12` is
a day, `h4` the digits of an NHS number. Nothing is restated: words, forms and pairs of days come from
`rules/national_return`. Nearly every cell of a file is right, so the cheap question is asked first and the exact one
only of what is left.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import singledispatchmethod

from alongside.rules.national_return.check import FORMS
from alongside.rules.national_return.columns import BY_NAME, COLUMNS, Column
from alongside.rules.national_return.lists import national_list
from alongside.rules.national_return.row import BRITISH_DAY, ISO_DAY, MONTHS, WORDED_DAY, codes_by_value, fold
from alongside.rules.national_return.when import Aged, Always, Both, Either, Filled, Is, Never, Not, Says, When

# What Python's strip() takes away.
SPACES = "".join(chr(one) for one in (*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B),
                                      0x2028, 0x2029, 0x202F, 0x205F, 0x3000))
NHS_NUMBERS = tuple(column.order for column in COLUMNS if column.kind == "nhs_number")
DAYS = tuple(column.order for column in COLUMNS if column.kind == "date")
BORN, PERIOD_END = BY_NAME["Date of Birth"].order, BY_NAME["Reporting Period End Date"].order
AGE = "age"


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def name(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def among(expression: str, values: Iterable[str]) -> str:
    listed = ", ".join(quoted(value) for value in values)
    return f"{expression} IN ({listed})" if listed else "FALSE"


def trimmed(text: str) -> str:
    """Nearly every text begins and ends with an ordinary letter, which is quickly seen."""
    return (
        f"CASE WHEN {text} BETWEEN '!' AND '~' AND ascii(right({text}, 1)) BETWEEN 33 AND 126 THEN {text}"
        f" ELSE nullif(trim({text}, {quoted(SPACES)}), '') END"
    )


def blank(text: str) -> str:
    return (
        f"CASE WHEN {text} BETWEEN '!' AND '~' THEN FALSE WHEN {text} IS NULL THEN TRUE"
        f" ELSE trim({text}, {quoted(SPACES)}) = '' END"
    )


def day_of(text: str) -> str:
    """A day from text, in every form that the rules read; the two commonest are seen without regular expressions."""
    iso, british, worded = quoted(ISO_DAY), quoted(BRITISH_DAY), quoted(WORDED_DAY)
    month = " ".join(f"WHEN {quoted(said)} THEN '{number}'" for said, number in MONTHS.items())
    cell = f"trim({text}, {quoted(SPACES)})"
    read = (
        f"CASE WHEN {text} IS NULL THEN NULL"
        f" WHEN {text} LIKE '__/__/____' AND regexp_full_match({text}, '[0-9/]*') THEN"
        f" CAST(try_strptime({text}, '%d/%m/%Y') AS DATE)"
        f" WHEN {text} LIKE '____-__-__' AND regexp_full_match({text}, '[0-9-]*') THEN try_cast({text} AS DATE)"
        f" WHEN regexp_full_match({cell}, {iso}) THEN try_cast(replace(left({cell}, 10), '/', '-') AS DATE)"
        f" WHEN regexp_full_match({cell}, {british}) THEN"
        f" try_cast(regexp_replace({cell}, {british}, '\\3-\\2-\\1') AS DATE)"
        f" WHEN regexp_full_match({cell}, {worded}) THEN try_cast(regexp_extract({cell}, {worded}, 3) || '-' ||"
        f" (CASE lower(regexp_extract({cell}, {worded}, 2)) {month} END) || '-' ||"
        f" regexp_extract({cell}, {worded}, 1) AS DATE) END"
    )
    return f"CASE WHEN {text} NOT LIKE '%0000%' THEN {read} END"  # there is no year 0


def age() -> str:
    """Whole years on the last day of the period."""
    born, end = f"d{BORN}", f"d{PERIOD_END}"
    before = f"(month({end}) * 100 + day({end}) < month({born}) * 100 + day({born}))"
    return f"(year({end}) - year({born}) - CAST({before} AS INTEGER))"


def invalid(column: Column) -> str:
    """Is a value that is there not of its kind? The kinds of the rules, but lists."""
    place = column.order
    match column.kind:
        case "text":
            return "FALSE"
        case "date":
            return f"(NOT b{place} AND d{place} IS NULL)"
        case "nhs_number":
            return f"(NOT b{place} AND NOT coalesce({_right_check_digit(f'h{place}')}, FALSE))"
        case kind:
            form = quoted(FORMS[kind])
            return f"(CASE WHEN b{place} OR regexp_full_match(g{place}, {form}) THEN FALSE"\
                f" ELSE NOT regexp_full_match(c{place}, {form}) END)"


def nhs_number(cell: str) -> str:
    """Ten digits as a number, whatever spaces and hyphens stand between them."""
    digits = f"replace(replace({cell}, ' ', ''), '-', '')"
    return f"CASE WHEN regexp_full_match({digits}, '[0-9]{{10}}') THEN CAST({digits} AS BIGINT) END"


def _right_check_digit(number: str) -> str:
    total = " + ".join(f"(({number} // {10 ** (weight - 1)}) % 10) * {weight}" for weight in range(10, 1, -1))
    return f"((11 - ({total}) % 11) % 11 = {number} % 10)"


def listed(place: int, values: Iterable[str]) -> str:
    """Is the cell one of these values?"""
    values = list(dict.fromkeys(values))
    return f"(CASE WHEN {among(f'g{place}', values)} THEN TRUE ELSE {among(f'c{place}', values)} END)"


@dataclass
class Conditions:
    """Conditions as SQL over flags that are worked out once a row, however many columns ask."""

    flags: dict[When, str] = field(default_factory=dict)

    @singledispatchmethod
    def sql(self, when: When) -> str:
        flag = f"w{len(self.flags)}"
        return self.flags.setdefault(when, flag)

    @sql.register
    def _(self, when: Always) -> str:
        return "TRUE"

    @sql.register
    def _(self, when: Never) -> str:
        return "FALSE"

    @sql.register
    def _(self, when: Both) -> str:
        return f"({self.sql(when.one)} AND {self.sql(when.other)})"

    @sql.register
    def _(self, when: Either) -> str:
        return f"({self.sql(when.one)} OR {self.sql(when.other)})"

    @sql.register
    def _(self, when: Not) -> str:
        return f"(NOT {self.sql(when.one)})"

    def columns(self) -> list[str]:
        """The flags, to be worked out beside the cells."""
        return [f"{_leaf(when)} AS {flag}" for when, flag in self.flags.items()]


def _leaf(when: When) -> str:
    match when:
        case Is(_, column, list_name, codes):
            known = codes_by_value(list_name)
            here, elsewhere = [], []
            for value in _written(list_name):
                (here if known[fold(value)] in codes else elsewhere).append(value)
            given = f"g{BY_NAME[column].order}"
            said = (
                f"CASE WHEN {among(given, here)} THEN TRUE WHEN {among(given, elsewhere)} THEN FALSE ELSE "
                + among(f"lower({_cell(column)})", [value for value, code in known.items() if code in codes])
                + " END"
            )
        case Says(_, column, exactly, begins, holding):
            cell = f"lower({_cell(column)})"
            said = " OR ".join(
                ([among(cell, exactly)] if exactly else [])
                + [f"starts_with({cell}, {quoted(words)})" for words in begins]
                + [f"contains({cell}, {quoted(words)})" for words in holding]
            )
        case Filled(_, column):
            said = f"NOT b{BY_NAME[column].order}"
        case Aged(_, youngest, oldest):
            said = f"{age()} BETWEEN {youngest} AND {oldest}"
        case _:
            raise TypeError(f"{when} has no SQL.")
    return f"coalesce({said}, FALSE)"


def _cell(column: str) -> str:
    return f"c{BY_NAME[column].order}"


def _written(list_name: str) -> list[str]:
    """The values of a list as both releases write them."""
    return list(
        dict.fromkeys(
            value for entry in national_list(list_name) for release in (2, 1) if (value := entry.national(release))
        )
    )
