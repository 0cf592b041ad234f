"""The survey of unpaid carers (SACE), every second year.

Which questions the measures rest on is published (questions 7 to 12, and 17); how the file is laid out is not, nor the
codes of the others. So only those are read, with the answers numbered from the best, as in the users' survey.
"""

from __future__ import annotations

from .survey import Column, Survey

DOMAINS = ("q7", "q8", "q9", "q10", "q11", "q12")

_QUESTIONS = {name: Column(name, 1, 3) for name in DOMAINS} | {"q17": Column("q17", 1, 5)}

CARERS = Survey(
    key="carers",
    name="Survey of unpaid carers",
    columns=_QUESTIONS
    | {
        "Response": Column("Response", 1, 3),
        "Age": Column("Age", 18),
        "Gender": Column("Gender", among=frozenset({1, 2, 3})),
        "Stratum": Column("Stratum", 1, None),
        "PopInStratum": Column("PopInStratum", 0, None),
    },
    words=frozenset({"LaCode", "SerialNo", "PrimaryKey"}),
    needs=frozenset({"LaCode"}),
    questions=frozenset(_QUESTIONS),
    aliases={"SerialNumber": "SerialNo", "PopulationInStratum": "PopInStratum", "LA": "LaCode"},
    last_question=17,
)
