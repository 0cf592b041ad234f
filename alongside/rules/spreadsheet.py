"""Words in a CSV file that a spreadsheet would take for a formula: an apostrophe before them makes them words again.

What is escaped comes back as it was: one apostrophe is put before anything that is a formula but for the apostrophes
it begins with, and one taken from before it. Only words are escaped. Numbers and days stay numbers and days, and a
value of a list stays the value its list permits.
"""

from __future__ import annotations

import re

# The wide forms are formulas where East Asian writing is set; a tab or a line's end hides what follows.
STARTS = r"'*[-=+@\t\r\n＝＋－＠]"
_FORMULA = re.compile(STARTS)


def escaped(words: str) -> str:
    return f"'{words}" if _FORMULA.match(words) else words


def as_it_was(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
