"""One place where what people type is made comparable: names, postcodes, telephones, NHS numbers."""

from __future__ import annotations

import re
import unicodedata

from stdnum.exceptions import ValidationError as NotANumber
from stdnum.gb import nhs

from alongside.foundation.design import telephones

# Letters that are letters of their own, so that taking accents off does not reach them (as in PostgreSQL's unaccent).
_LETTERS = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n",
})
_APOSTROPHES = re.compile("['’‘`´ʼ]")


def plain(text: str) -> str:
    """Small letters without accents: "Zoë Łukasz" is "zoe lukasz"."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words_of(text: str) -> list[str]:
    """The words of a name or address, apostrophes closed up: "Seán O'Brien-Li" is sean, obrien, li."""
    return [word for word in re.split(r"[^a-z0-9]+", _APOSTROPHES.sub("", plain(text))) if word]


def postcode(text: str) -> str:
    """"wm41ab" is "WM4 1AB"; what is not a whole postcode is only put in capitals."""
    compact = re.sub(r"[^A-Za-z0-9]", "", text).upper()
    if is_postcode(compact):
        return f"{compact[:-3]} {compact[-3:]}"
    return " ".join(text.upper().split())


def is_postcode(text: str) -> bool:
    compact = re.sub(r"\s", "", text).upper()
    return bool(re.fullmatch(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}", compact))


def telephone(text: str) -> str:
    """Only figures, from the leading 0: "+44 (0)1632 960417" is "01632960417"."""
    return telephones.plain(text)


def is_telephone(text: str) -> bool:
    return telephones.is_whole(text)


def email(text: str) -> str:
    return text.strip().lower()


class NotAnNHSNumber(ValueError):
    """Why a number cannot be an NHS number, in a sentence."""


def nhs_number(text: str) -> str:
    """The ten figures, or why they cannot be an NHS number of England, Wales or the Isle of Man."""
    digits = re.sub(r"[\s\-]", "", text)
    if not re.fullmatch(r"[0-9]{10}", digits):
        raise NotAnNHSNumber("An NHS number has ten figures, for example 999 123 4560.")
    try:
        nhs.validate(digits)
    except NotANumber:
        raise NotAnNHSNumber("That is not an NHS number: its last figure does not fit the others. "
                             "Check that no figure is wrong or swapped.") from None
    # 400 to 499 and 600 to 799 million are issued in England, Wales and the Isle of Man; 999 is kept for tests.
    if not digits.startswith(("4", "6", "7", "999")):
        raise NotAnNHSNumber("That number is outside the range given out in England. "
                             "Numbers from Scotland or Northern Ireland go under other numbers.")
    return digits


def could_be_nhs_number(text: str) -> bool:
    try:
        nhs_number(text)
    except NotAnNHSNumber:
        return False
    return True


def contact(kind: str, value: str) -> str:
    return email(value) if kind == "email" else telephone(value)
