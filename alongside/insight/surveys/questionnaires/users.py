"""The survey of adults who use services (ASCS).

Columns, codes and ranges: NHS England, ASC-User-Survey b1280aa (MIT), parameters of 2020-21. From 2023-24 on the old
question 12 and all after it are numbered one higher; what the new question 12 asks is not public, so it is not read.
"""

from __future__ import annotations

from .survey import Column, Survey

YES_NO = (1, 2)
PARTS = "abcd"


def _span(low: int, high: int | None, *names: str) -> dict[str, Column]:
    return {name: Column(name, low, high) for name in names}


def _among(values: set[int], *names: str) -> dict[str, Column]:
    return {name: Column(name, among=frozenset(values)) for name in names}


def _any(*names: str) -> dict[str, Column]:
    return {name: Column(name) for name in names}


QUESTIONS = {
    **_span(1, 7, "q1", "q2a"),
    **_span(1, 2, "q2b", "q7b", "q19a", "q19b", "q19c", "q20a", "q20b", "q20c"),
    **_span(1, 2, *(f"q22{part}" for part in "abcdef")),
    **_span(1, 3, "q2c", "q3b", "q4b", "q5b", "q6b", "q8b", "q9b", "q14a", "q14b"),
    **_span(1, 3, *(f"q15{part}" for part in PARTS), *(f"q16{part}" for part in PARTS)),
    **_span(1, 4, "q3a", "q4a", "q5a", "q6a", "q7a", "q8a", "q9a", "q10", "q11", "q17", "q18", "q21"),
    **_span(1, 5, "q12", "q13"),
}

ABOUT = {
    **_among({1, 2, 3}, "MethodCollection", "Gender", "SupportSetting", "Questionnaire"),
    **_span(1, 3, "Response"),
    **_span(18, None, "Age"),
    **_among({*range(1, 19), 98, 99}, "Ethnicity"),
    **_among({*range(1, 7)}, "Sexuality"),
    **_among({*range(1, 9), 99}, "Religion"),
    **_among({*range(1, 13)}, "PrimarySupportReason"),
    **_among({*range(1, 6)}, "MechOfDelivery"),
    **_span(*YES_NO, "FullCost", "RHC_autism", "RHC_asperger", "BudgetContribution", "BudgetEquipment"),
    **_span(*YES_NO, "BudgetCareHome", "OtherIncome", "Advocate", "Interpreter", "Replacement", "OriginalReminder"),
    **_span(1, 19, "Translated"),
    **_span(1, 1_000_000, "GrossAnnualBudget"),
    **_span(1, 4, "Stratum"),
    **_span(0, None, "PopInStratum"),
    **_any(
        "CentrallyFundedServices",
        "CopyRequested",
        "RHC_copd",
        "RHC_cancer",
        "RHC_acquired_phys_inj",
        "RHC_HIV_AIDS",
        "RHC_other_physical",
        "RHC_stroke",
        "RHC_parkinsons",
        "RHC_motor_neurone",
        "RHC_acquired_brain_inj",
        "RHC_other_neuro_condition",
        "RHC_visually_impaired",
        "RHC_hearing_impaired",
        "RHC_other_sensory",
        "RHC_LD",
        "RHC_other_LD",
        "RHC_dementia",
        "RHC_other_mh",
        "RHC_none",
    ),
}

USERS = Survey(
    key="users",
    name="Survey of adults who use services",
    columns=ABOUT | QUESTIONS,
    words=frozenset({"LaCode", "SerialNo", "PrimaryKey", "CentrallyFundedInfo"}),
    needs=frozenset({"LaCode", "Response"}),
    questions=frozenset(QUESTIONS),
    easy_read=_span(1, 5, "q1", "q2a"),
    boxes=(
        ("q19a", "q19b", "q19c"),
        ("q20a", "q20b", "q20c"),
        tuple(f"q22{part}" for part in "abcdef"),
    ),
    no_without_answer=("Advocate", "Interpreter"),
    aliases={
        "SerialNumber": "SerialNo",
        "PopulationInStratum": "PopInStratum",
        "LA": "LaCode",
        "MechanismOfDelivery": "MechOfDelivery",
        "MethodOfCollection": "MethodCollection",
    },
    shifted_from=12,
    last_question=22,
)
