"""2D(1) and 2D(2): reablement after hospital. A council cannot work them out; this says what it lacks."""

from __future__ import annotations

from alongside.insight.measures.ascof import FRAMEWORK
from alongside.insight.measures.measure import Measure

_SOURCE = "Client level data joined by the nation to hospital records (Secondary Uses Service)"
_LACKS = (
    "Not worked out here: it needs every acute discharge of the council's residents, which only the nation holds.",
    "Missing here: discharge days and destinations, how people were admitted, specialty, length of stay, readmissions.",
)

HOME_AFTER_REABLEMENT = Measure(
    key="2D(1)",
    framework=FRAMEWORK,
    title="Older people still at home 12 weeks after discharge from hospital into reablement",
    why="Reablement after hospital should keep people at home, not only get them there.",
    numerator="Of these, those without a death, an emergency readmission or a new care home stay in 84 days",
    denominator="People aged 65 and over discharged from acute hospital into reablement within days of it",
    direction="high",
    unit="percent",
    places=2,
    source=_SOURCE,
    limitations=_LACKS,
)
OFFERED_REABLEMENT = Measure(
    key="2D(2)",
    framework=FRAMEWORK,
    title="Older people discharged from hospital who receive reablement",
    why="Somebody who is never offered reablement cannot gain from it.",
    numerator="Of these, those discharged into reablement",
    denominator="Acute discharges of people aged 65 and over that qualify",
    direction="high",
    unit="percent",
    places=2,
    source=_SOURCE,
    limitations=_LACKS,
)
