"""2A: short-term services after which no further request was made."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from alongside.insight.measures.ascof import BIRTH_MONTH, FRAMEWORK, MORE_THAN_A_YEAR, SOURCE
from alongside.insight.measures.common.codes import LONG_TERM, NONE, Outcome, Service
from alongside.insight.measures.common.people_counted import BY_AGE, cells, noted
from alongside.insight.measures.common.sequels import CARE_HOME_FOR_A_SHORT_TERM, SERVICES, episodes
from alongside.insight.measures.common.tables import Tables
from alongside.insight.measures.common.year import Year
from alongside.insight.measures.measure import Measure

NO_MORE_NEEDED = (
    SERVICES + Service.ONGOING_LOW_LEVEL,
    SERVICES + Service.OTHER_SHORT_TERM,
    Outcome.INFORMATION,
    Outcome.ENDED_AS_PLANNED,
    Outcome.MOVED_TO_OTHER_COUNCIL,
    Outcome.OTHER,
    Outcome.NOT_OFFERED,
    Outcome.ENDED_OTHERWISE,
    Outcome.OTHER_COUNCIL_SERVICE,
)
MORE_NEEDED = (*(SERVICES + service for service in LONG_TERM), CARE_HOME_FOR_A_SHORT_TERM)

SEQUELS = {
    NONE: "Nothing says where it led",
    SERVICES + Service.NURSING: "Went on to nursing care",
    SERVICES + Service.RESIDENTIAL: "Went on to residential care",
    SERVICES + Service.COMMUNITY: "Went on to long-term support in the community",
    SERVICES + Service.PRISON: "Went on to long-term support in prison",
    SERVICES + Service.ST_MAX: "Went on to more short-term support to maximise independence",
    SERVICES + Service.ONGOING_LOW_LEVEL: "Went on to low-level support",
    SERVICES + Service.OTHER_SHORT_TERM: "Went on to other short-term support",
    CARE_HOME_FOR_A_SHORT_TERM: "Went on to a care home for a short term",
    Outcome.TO_REABLEMENT: "Recorded as going on to reablement",
    Outcome.TO_ASSESSMENT_OR_REVIEW: "Recorded as going on to an assessment or review",
    Outcome.TO_SUPPORT: "Recorded as going on to support planning or services",
    Outcome.CONTINUATION: "Recorded as going on with the same support",
    Outcome.HOSPITAL: "Admitted to hospital",
    Outcome.MOVED_TO_OTHER_COUNCIL: "Another council became responsible",
    Outcome.NHS: "Went on to the NHS",
    Outcome.SELF_FUNDED: "Pays for their own support",
    Outcome.INFORMATION: "Information and advice",
    Outcome.OTHER_COUNCIL_SERVICE: "Another service of the council",
    Outcome.DECLINED: "Declined support",
    Outcome.DECEASED: "Died within a week of the end",
    Outcome.ENDED_AS_PLANNED: "Support ended as planned",
    Outcome.ENDED_OTHERWISE: "Support ended for another reason",
    Outcome.NOT_OFFERED: "No services offered for another reason",
    Outcome.OTHER: "No further action for another reason",
}
OUT = {
    "under_18": "Under 18 at the end of the episode",
    "died_before": "Died before the episode began",
    "not_new": "Had long-term support in the 91 days before, so is not a new client",
}


def code_of(sequel: int) -> str:
    return f"sequel_{int(sequel)}"


def people(tables: Tables, year: Year) -> ir.Table:
    """A row an episode: somebody with two episodes in the year counts twice."""
    found = tables.once("episodes", lambda: episodes(tables, year))
    reason = ibis.cases(
        (found.out != "", found.out),
        *((found.sequel == sequel, code_of(sequel)) for sequel in SEQUELS),
        else_=code_of(NONE),
    )
    counts = found.out == ""
    return found.select(
        council=found.council,
        person_id=found.person,
        age=found.age,
        gender=ibis.literal(0),
        in_numerator=counts & found.sequel.isin(NO_MORE_NEEDED),
        in_denominator=counts & found.sequel.isin((*NO_MORE_NEEDED, *MORE_NEEDED)),
        reason=reason,
        unknowns=noted((found.birth.isnull(), "birth_month"), (counts & (found.sequel == NONE), "outcome")),
        step=found.step,
        started=found.start,
        ended=found.end,
    )


def measure_cells(tables: Tables, year: Year) -> ir.Table:
    return cells("2A", tables.once("people_2a", lambda: people(tables, year)), tables.councils, BY_AGE)


MEASURE = Measure(
    key="2A",
    framework=FRAMEWORK,
    title="Short-term services with no further request for ongoing support",
    why="Short-term support works when people regain what they can do for themselves and need no more.",
    numerator="Episodes after which there was no long-term support and no short stay in a care home",
    denominator="Episodes of short-term support to maximise independence that ended in the year, of adults without "
    "long-term support in the 91 days before, and whose sequel is one of the listed ones",
    direction="high",
    unit="percent",
    counts="episodes",
    source=SOURCE,
    limitations=(
        "Counts episodes, not people; services no more than seven days apart are one episode.",
        "Deaths, hospital, NHS care, self-funding, declined support and unknown sequels count nowhere.",
        BIRTH_MONTH + " Unknown birth months are in the total alone.",
        "Episodes of the last seven days have not had their whole week for a sequel: the latest month may still move.",
        MORE_THAN_A_YEAR,
    ),
    reasons={**OUT, **{code_of(sequel): words for sequel, words in SEQUELS.items()}},
    unknowns={
        "birth_month": "The birth month: counted in the total, in neither age group",
        "outcome": "The outcome of the episode: it counts nowhere until there is one",
    },
    cells=measure_cells,
    people=people,
)
