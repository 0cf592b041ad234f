"""Survey files made of answers, and people with support who could be asked."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

from alongside.care_management.plans.tests.factories import make_determination, make_plan, make_signed_off
from alongside.foundation.accounts.models import User
from alongside.insight.surveys.questionnaires import USERS
from alongside.insight.surveys.questionnaires.users import QUESTIONS
from alongside.insight.surveys.reading import SurveyFile, read
from alongside.people.circumstances.models import Fact
from alongside.people.people.models import Address, Person
from alongside.people.people.tests.factories import person

ABOUT = {
    "LaCode": "901",
    "SerialNo": "1",
    "PrimaryKey": "901_1",
    "Response": "1",
    "Gender": "2",
    "Age": "40",
    "PrimarySupportReason": "1",
    "SupportSetting": "1",
    "Questionnaire": "1",
    "Advocate": "2",
    "Interpreter": "2",
}


def answers(value: int = 1, **changes: Any) -> dict[str, str]:
    """A row that is right: every question answered alike, but for boxes, of which the first is ticked."""
    said = {name: str(value) for name in QUESTIONS}
    for boxes in USERS.boxes:
        said |= dict.fromkeys(boxes, "2") | {boxes[0]: "1"}
    said |= {"q2b": "1", "q7b": "1"}
    return ABOUT | said | {name: str(one) for name, one in changes.items()}


def renumbered(row: dict[str, str]) -> dict[str, str]:
    """The same answers under the numbers of 2023-24 and after."""
    return {USERS.question_today(name, shifted=True): one for name, one in row.items()}


def people(*rows: dict[str, str]) -> list[dict[str, str]]:
    """Rows with serial numbers of their own."""
    return [
        row | {"SerialNo": str(number), "PrimaryKey": f"{row['LaCode']}_{number}"} for number, row in enumerate(rows, 1)
    ]


def content(rows: list[dict[str, str]], *, separator: str = ",", encoding: str = "utf-8") -> bytes:
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, names, restval="", delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def survey_file(*rows: dict[str, str], new_numbering: bool = False) -> SurveyFile:
    return read(io.BytesIO(content(people(*rows))), "survey.csv", USERS, new_numbering=new_numbering)


def supported(
    first: str,
    *,
    by: User,
    born: date = date(1980, 5, 1),
    reason: str = "physical_personal_care",
    home: str = "tenant_social",
    address: bool = True,
    **answers: Any,
) -> Person:
    """Somebody with a plan in force in which the council arranges support."""
    made = person(first, "Okafor", by=by, date_of_birth=born)
    Person.objects.filter(pk=made.pk).update(gender="female", ethnicity="black_african")
    make_signed_off(make_plan(make_determination(made.subject, by=by), by=by), started=30, **answers)
    for kind, code in (("primary_support_reason", reason), ("accommodation", home)):
        Fact.objects.filter(subject=made.subject, kind=kind).delete()
        if code:
            Fact.objects.create(
                subject=made.subject,
                kind=kind,
                code=code,
                since=date(2020, 1, 1),
                source="person",
                recorded_by=by,
                confirmed_on=date(2020, 1, 1),
                confirmed_by=by,
            )
    Address.objects.current().filter(subject=made.subject).delete()
    if address:
        Address.objects.create(
            subject=made.subject, kind="home", line_1="14 Tanner’s Row", postcode="WM4 1TR", recorded_by=by
        )
    return made
