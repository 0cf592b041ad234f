"""The measures of the framework of 2015-16, in its order."""

from __future__ import annotations

from alongside.insight.measures.framework_2015 import (
    admissions_2a1,
    admissions_2a2,
    carers_direct_payments_1c2b,
    carers_self_directed_support_1c1b,
    direct_payments_1c2a,
    learning_disability_employment_1e,
    learning_disability_home_1g,
    reablement_2b1,
    self_directed_support_1c1a,
    short_term_services_2d,
)
from alongside.insight.measures.measure import Measure

FRAMEWORK_2015: tuple[Measure, ...] = (
    self_directed_support_1c1a.MEASURE,
    carers_self_directed_support_1c1b.MEASURE,
    direct_payments_1c2a.MEASURE,
    carers_direct_payments_1c2b.MEASURE,
    learning_disability_employment_1e.MEASURE,
    learning_disability_home_1g.MEASURE,
    admissions_2a1.MEASURE,
    admissions_2a2.MEASURE,
    reablement_2b1.MEASURE,
    short_term_services_2d.MEASURE,
)
