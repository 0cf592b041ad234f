"""Every measure, in the order of the framework."""

from __future__ import annotations

from alongside.insight.measures.ascof import (
    admissions_2b,
    admissions_2c,
    carers_direct_payments_3d2b,
    carers_self_directed_support_3d1b,
    direct_payments_3d2a,
    hospital_discharge_2d,
    learning_disability_home_2e1,
    own_home_18_64_2e2a,
    own_home_65_plus_2e2b,
    self_directed_support_3d1a,
    short_term_services_2a,
)
from alongside.insight.measures.framework_2015.registry import FRAMEWORK_2015
from alongside.insight.measures.measure import Measure

ASCOF: tuple[Measure, ...] = (
    short_term_services_2a.MEASURE,
    admissions_2b.MEASURE,
    admissions_2c.MEASURE,
    hospital_discharge_2d.HOME_AFTER_REABLEMENT,
    hospital_discharge_2d.OFFERED_REABLEMENT,
    learning_disability_home_2e1.MEASURE,
    own_home_18_64_2e2a.MEASURE,
    own_home_65_plus_2e2b.MEASURE,
    self_directed_support_3d1a.MEASURE,
    carers_self_directed_support_3d1b.MEASURE,
    direct_payments_3d2a.MEASURE,
    carers_direct_payments_3d2b.MEASURE,
)


# What a run keeps and the pages show: today's framework, then that of 2015-16.
EVERY: tuple[Measure, ...] = (*ASCOF, *FRAMEWORK_2015)


def measure(key: str) -> Measure:
    """By its code, such as 2E(1) or, of an older framework, 2015-16 2A(1)."""
    for one in EVERY:
        if one.code.lower() == key.lower():
            return one
    raise KeyError(f"There is no measure {key}.")


def kept() -> tuple[Measure, ...]:
    return tuple(one for one in EVERY if one.is_computed)


def computed() -> tuple[Measure, ...]:
    return tuple(one for one in ASCOF if one.is_computed)
