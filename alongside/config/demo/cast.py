"""Who lives in the demo council: names, ages, backgrounds and places, drawn from the pack's lists."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

# Background (code of the national list): share in a hundred in England under 65, from 65 on, and where names are from.
BACKGROUNDS: dict[str, tuple[float, float, tuple[str, ...]]] = {
    "white_british": (70.0, 87.0, ("british",) * 19 + ("welsh",)),
    "white_irish": (0.8, 1.6, ("irish",)),
    "white_gypsy_or_irish_traveller": (0.3, 0.1, ("traveller",)),
    "white_roma": (0.3, 0.1, ("roma",)),
    "white_other": (7.0, 2.6, ("polish", "polish", "european", "european", "european")),
    "mixed_white_and_black_caribbean": (1.4, 0.3, ("british", "caribbean")),
    "mixed_white_and_black_african": (0.7, 0.1, ("british", "african")),
    "mixed_white_and_asian": (0.9, 0.3, ("british", "pakistani", "indian")),
    "mixed_other": (0.8, 0.2, ("british", "european", "african")),
    "asian_indian": (3.0, 1.9, ("indian",)),
    "asian_pakistani": (4.2, 1.7, ("pakistani",)),
    "asian_bangladeshi": (1.4, 0.4, ("bangladeshi",)),
    "asian_chinese": (0.8, 0.4, ("chinese",)),
    "asian_other": (1.6, 0.6, ("other_asian", "kurdish_persian")),
    "black_african": (2.5, 0.4, ("african", "african", "somali")),
    "black_caribbean": (1.0, 1.2, ("caribbean",)),
    "black_other": (0.5, 0.2, ("caribbean", "african")),
    "arab": (0.8, 0.2, ("arab",)),
    "other": (1.2, 0.3, ("kurdish_persian", "european", "arab")),
    "refused": (0.8, 0.6, ("british", "european")),
    "not_known": (1.0, 0.8, ("british",)),
}
LANGUAGES = {
    "polish": "polish",
    "pakistani": "urdu",
    "bangladeshi": "bengali",
    "indian": "panjabi",
    "chinese": "cantonese",
    "somali": "somali",
    "arab": "arabic",
    "kurdish_persian": "kurdish",
    "roma": "romani",
    "european": "romanian",
    "other_asian": "tamil",
    "welsh": "english",
}
# Those whose family name is written first.
FAMILY_FIRST = {"chinese"}
# First nine figures of the NHS numbers of people whose story is told by name.
KEPT_FOR_THE_STORY = frozenset({"999041270"})
_WEIGHTS_NHS = (10, 9, 8, 7, 6, 5, 4, 3, 2)


@dataclass(frozen=True, slots=True)
class Somebody:
    given: str
    family: str
    gender: str
    born: date
    ethnicity: str
    origin: str

    @property
    def family_first(self) -> bool:
        return self.origin in FAMILY_FIRST

    @property
    def name(self) -> str:
        return f"{self.family} {self.given}" if self.family_first else f"{self.given} {self.family}"


@dataclass(frozen=True, slots=True)
class Place:
    line_1: str
    town: str
    postcode: str


class Cast:
    """Draws people and places; always from the `Random` it is given, so that a seed gives the same again."""

    def __init__(self, folder: Path) -> None:
        self._given: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        self._family: dict[str, list[str]] = defaultdict(list)
        for row in _rows(folder / "given_names.csv"):
            self._given[row["origin"], row["gender"], row["age"]].append(row["name"])
        for row in _rows(folder / "family_names.csv"):
            self._family[row["origin"]].append(row["name"])
        self._streets = [(row["street"], row["town"], row["outward"]) for row in _rows(folder / "streets.csv")]
        self._backgrounds = list(BACKGROUNDS)
        self._younger = [share for share, _, _ in BACKGROUNDS.values()]
        self._older = [share for _, share, _ in BACKGROUNDS.values()]

    def somebody(
        self,
        draw: Random,
        *,
        ages: tuple[int, int],
        on: date,
        family: str = "",
        like: Somebody | None = None,
    ) -> Somebody:
        """A person of about that age on that day; with `like`, of the same family and background."""
        age = age_between(draw, *ages)
        born = on - timedelta(days=int(age * 365.25) + draw.randrange(365))
        gender = draw.choices(("female", "male", "other"), (56, 43.6, 0.4))[0]
        if like is None:
            shares = self._older if age >= 65 else self._younger
            ethnicity = draw.choices(self._backgrounds, shares)[0]
            origin = draw.choice(BACKGROUNDS[ethnicity][2])
        else:
            ethnicity, origin = like.ethnicity, like.origin
        return Somebody(
            given=self.given(draw, origin, gender, born.year),
            family=family or draw.choice(self._family[origin]),
            gender=gender,
            born=born,
            ethnicity=ethnicity,
            origin=origin,
        )

    def given(self, draw: Random, origin: str, gender: str, year: int) -> str:
        age = "old" if year < 1955 else "mid" if year < 1985 else "young"
        letter = {"female": "f", "male": "m"}.get(gender, "x")
        names = self._given.get((origin, letter, age)) or self._given["british", letter, age]
        return draw.choice(names)

    def name(self, draw: Random, like: Somebody, *, gender: str = "", older: int = 0) -> str:
        """The whole name of a relative, neighbour or professional."""
        gender = gender or draw.choice(("female", "male"))
        return f"{self.given(draw, like.origin, gender, like.born.year - older)} {like.family}"

    def worker_name(self, draw: Random) -> str:
        ethnicity = draw.choices(self._backgrounds, self._younger)[0]
        origin = draw.choice(BACKGROUNDS[ethnicity][2])
        given = self.given(draw, origin, draw.choice(("female", "female", "male")), draw.randrange(1965, 1999))
        return f"{given} {draw.choice(self._family[origin])}"

    def place(self, draw: Random) -> Place:
        street, town, outward = draw.choice(self._streets)
        letters = "ABDEFGHJLNPQRSTUWXYZ"
        postcode = f"{outward} {draw.randrange(1, 10)}{draw.choice(letters)}{draw.choice(letters)}"
        flat = f"Flat {draw.randrange(1, 24)}, " if draw.random() < 0.12 else ""
        return Place(f"{flat}{draw.randrange(1, 140)} {street}", town, postcode)


def age_between(draw: Random, youngest: int, oldest: int) -> float:
    """Older ages are likelier, as in adult social care; over 95 there are few."""
    age = draw.triangular(youngest, oldest, youngest + (oldest - youngest) * 0.62)
    return min(max(age, youngest), oldest)


def nhs_numbers() -> Iterator[str]:
    """The test range 999 in no telling order, each with its right last figure."""
    for count in range(1, 1_000_000):
        nine = f"999{count * 7919 % 1_000_000:06d}"
        check = 11 - sum(int(figure) * weight for figure, weight in zip(nine, _WEIGHTS_NHS, strict=True)) % 11
        if check != 10 and nine not in KEPT_FOR_THE_STORY:
            yield nine + str(check % 11)


def telephone(draw: Random) -> str:
    """From the ranges that are kept for drama."""
    return f"01632 960{draw.randrange(1000):03d}"


def mobile(draw: Random) -> str:
    return f"07700 900{draw.randrange(1000):03d}"


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
