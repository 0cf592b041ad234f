"""Words as search compares them: small letters, no accents, no apostrophes, without their endings."""

from __future__ import annotations

import re
import unicodedata

# They hold a sentence together and say nothing of what somebody needs.
GRAMMAR = frozenset("""
a am an and any anymore are as at be been but by do does for from get gets getting got had has have he her him
his how i id if ill im in into is it its ive just keep keeps me more much my of on or our she so some that the
their them then there they this to too up very was we were what when where which who with would you your
""".split())  # noqa: SIM905
# These also say little to look a text up by.
EVERYDAY = GRAMMAR | frozenset("""
anyone anything away bit cant could dad day days didnt doesnt done dont feel feeling find going gone good hard
having help here husband know like live living look looking lot make may mother mum near need needs new no
nobody not nothing now old one only out own partner people please really see should someone somebody something
support talk than think time trouble use want wants way well wife will wont work worse worst years
""".split())  # noqa: SIM905


def words(text: str) -> list[str]:
    """["i", "cant", "get", "in", "the", "bath"]"""
    folded = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return re.findall(r"[a-z0-9]+", re.sub(r"'s\b", "", plain).replace("'", ""))


def stem(word: str) -> str:
    """falling, falls and fell over are two stems; gardens and gardening are one. Short words stay as they are."""
    for ending, instead, least in (("ies", "y", 5), ("ied", "y", 6), ("ing", "", 7), ("ed", "", 6), ("s", "", 4)):
        if word.endswith(ending) and len(word) >= least and not word.endswith(("ss", "us", "is", "eed")):
            bare = word[: -len(ending)] + instead
            return bare[:-1] if ending in ("ing", "ed") and bare[-1] == bare[-2] and bare[-1] not in "ls" else bare
    return word


def key_words(text: str) -> list[str]:
    """The stems that carry the meaning, in order and once."""
    return list(dict.fromkeys(stem(word) for word in words(text) if word not in GRAMMAR))
