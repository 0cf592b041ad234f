"""The two files of a sample: one to analyse, in which nobody is named, and one to write letters from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alongside.foundation.subjects.models import Subject
from alongside.people.people.models import Address, InformationNeed
from alongside.people.people.reach import FORMATS, POST_TO
from alongside.rules import spreadsheet

from ..models import Sample
from ..questionnaires.users import QUESTIONS, USERS
from .numbers import ethnicity_in_words

ABOUT = ("Age", "Gender", "Ethnicity", "PrimarySupportReason", "SupportSetting", "MechOfDelivery")
LINES = 5
# The order of the numbers within a group of ethnicities is not public (`numbers.py`).
ETHNICITY_IN_WORDS = "Ethnicity in words (its numbers follow the census; hold them against the survey's own)"


def analysis(sample: Sample, la_code: str) -> Iterator[list[Any]]:
    """Serial number and facts in numbers; answers are written beside them, and the file is loaded as the survey."""
    questions = [USERS.question_today(name, sample.numbered_anew) for name in QUESTIONS]
    yield ["LaCode", "SerialNo", "Stratum", "PopInStratum", *ABOUT, "Questionnaire", "Response", *questions,
           ETHNICITY_IN_WORDS]
    blank = [""] * (2 + len(questions))
    for person in sample.people.in_order():
        facts = person.facts
        yield [
            la_code,
            person.serial,
            person.stratum,
            sample.population_of(person.stratum),
            *(facts.get(name, "") for name in ABOUT),
            *blank,
            spreadsheet.escaped(ethnicity_in_words(facts.get("Ethnicity", 0))),
        ]


def letters(sample: Sample) -> Iterator[list[str]]:
    """Name, address and form of the letter, by serial number. Whoever died or was restricted since the draw is
    left out: nothing is to be sent."""
    yield ["SerialNo", "Name", *(f"Address {line}" for line in range(1, LINES + 1)), "Form of the letter"]
    people = list(sample.people.in_order())
    ids = [person.subject_id for person in people]
    subjects = Subject.objects.living().in_bulk(ids)
    places: dict[int, dict[str, Address]] = {}
    for address in Address.objects.current().filter(subject__in=ids):
        places.setdefault(address.subject_id, {})[address.kind] = address
    forms: dict[int, set[str]] = {}
    for subject_id, need in InformationNeed.objects.current().filter(subject__in=ids).values_list("subject_id", "need"):
        forms.setdefault(subject_id, set()).add(need)
    for person in people:
        subject, there = subjects.get(person.subject_id), places.get(person.subject_id, {})
        address = next((there[kind] for kind in POST_TO if kind in there), None)
        if subject is None or subject.restricted or address is None:
            continue
        wanted = forms.get(person.subject_id, set())
        form = next((one for one in FORMATS if one in wanted), "standard").replace("_", " ")
        lines = (address.lines + [""] * LINES)[:LINES]
        yield [spreadsheet.escaped(cell) for cell in (person.serial, subject.display_name, *lines, form)]
