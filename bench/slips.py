"""Slips of the keyboard and the ear, the same for one seed."""

from __future__ import annotations

from random import Random

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SOUNDS = (
    ("ph", "f"),
    ("ck", "k"),
    ("ie", "ei"),
    ("ll", "l"),
    ("tt", "t"),
    ("y", "i"),
    ("th", "t"),
    ("gh", "g"),
    ("ee", "ea"),
)


def misspelt(name: str, draw: Random) -> str:
    """The name with one slip after its first letter: left out, doubled, swapped, wrong, or heard otherwise."""
    heard = [(old, new) for old, new in SOUNDS if old in name[1:].lower()]
    place = draw.randrange(1, len(name) - 1)
    kind = draw.choice(("left_out", "doubled", "swapped", "wrong", *(("heard",) if heard else ())))
    if kind == "heard":
        old, new = draw.choice(heard)
        return name[0] + name[1:].replace(old, new, 1)
    if kind == "left_out":
        return name[:place] + name[place + 1 :]
    if kind == "doubled":
        return name[:place] + name[place] + name[place:]
    if kind == "swapped" and name[place] != name[place + 1]:
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    return name[:place] + draw.choice([letter for letter in LETTERS if letter != name[place]]) + name[place + 1 :]


def one_slip(given: str, family: str, draw: Random) -> tuple[str, str]:
    """A slip in one of the two; in the longer where only one has five letters."""
    long = [which for which, name in enumerate((given, family)) if len(name) >= 5]
    which = draw.choice(long)
    names = [given, family]
    names[which] = misspelt(names[which], draw)
    return names[0], names[1]
