"""2B(1): older people still at home 91 days after leaving hospital into reablement."""

from __future__ import annotations

from alongside.insight.measures.framework_2015 import FRAMEWORK, SOURCE
from alongside.insight.measures.measure import Measure

MEASURE = Measure(
    key="2B(1)",
    framework=FRAMEWORK,
    title="Older people still at home 91 days after discharge from hospital into reablement",
    why="Reablement worked if somebody is at home three months later.",
    numerator="Of these, those at home 91 days later: their own, extra care or an adult placement",
    denominator="People aged 65 and over discharged from hospital from 1 October to 31 December into reablement",
    direction="high",
    unit="percent",
    source=SOURCE,
    limitations=(
        "Not worked out: events say neither when somebody left hospital nor where they were on the ninety-first day.",
    ),
)
