"""Two years of the survey of people who use services: some answered in full, some in part, many not at all."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from alongside.foundation.accounts.personas import DemoCouncil
from alongside.insight.benchmarking.years import year_before
from alongside.insight.measures.kept.months import year_of
from alongside.insight.surveys import actions
from alongside.insight.surveys.checking import COMMUNITY, LEARNING_DISABILITY
from alongside.insight.surveys.questionnaires import USERS
from alongside.insight.surveys.questionnaires.users import QUESTIONS
from alongside.insight.surveys.results import from_file, new_numbering

# People of each stratum who could have been asked, and who were: by age and the need they are supported with.
STRATA = {1: (260, 120), 2: (410, 190), 3: (150, 110), 4: (1390, 460)}
ANSWERED = 0.38
SKIPPED = 0.03


def fill(council: DemoCouncil, draw: Random, today: date) -> None:
    last = year_before(year_of(today).name)
    for year in (year_before(last), last):
        with TemporaryDirectory() as folder:
            file = Path(folder) / f"Invented survey {year}.csv"
            _write(file, draw, shifted=new_numbering(year))
            actions.load(results=from_file(file, year), file_name=file.name, by=council.users["performance_analyst"])


def _write(file: Path, draw: Random, *, shifted: bool) -> None:
    rows = [_person(draw, stratum) for stratum, (_, asked) in STRATA.items() for _ in range(asked)]
    names = [USERS.question_today(name, shifted) for name in rows[0]]
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["LaCode", "SerialNo", *names])
        writer.writerows(["999", number, *row.values()] for number, row in enumerate(rows, 1))


def _person(draw: Random, stratum: int) -> dict[str, str]:
    answered = draw.random() < ANSWERED
    age = draw.randint(65, 97) if stratum in {3, 4} else draw.randint(18, 64)
    said = dict.fromkeys(QUESTIONS, "") if not answered else {name: _answer(draw, name) for name in QUESTIONS}
    if answered:
        for boxes in USERS.boxes:
            ticked = draw.choice(boxes)
            said |= dict.fromkeys(boxes, "2") | {ticked: "1"}
    return {
        "Response": "1" if answered else "2",
        "Stratum": str(stratum),
        "PopInStratum": str(STRATA[stratum][0]),
        "Age": str(age),
        "Gender": draw.choice("122"),
        "PrimarySupportReason": str(LEARNING_DISABILITY) if stratum == 1 else "1",
        "SupportSetting": draw.choice("23") if stratum == 3 else str(COMMUNITY),
        "Questionnaire": "1",
        "Advocate": "2",
        "Interpreter": "2",
        **said,
    }


def _answer(draw: Random, name: str) -> str:
    """Most people are fairly content, a few are not, and some leave a question out."""
    if draw.random() < SKIPPED:
        return ""
    column = QUESTIONS[name]
    low, high = column.low or 1, column.high or 1
    return str(min(high, low + int(draw.expovariate(1.0) * (high - low) / 3)))
