"""Costs that are hardly right: below nothing, more than anybody's care costs, or far from the rest of their kind."""

from __future__ import annotations

from .base import EventsCheck, cell, place

# Pounds a week above which a cost is asked about, and pounds an hour.
WEEKLY, HOURLY = 10_000, 250
HOURS_IN_TWO_TO_ONE_WEEK = 336
# A cost so many times the middle of its kind, or so small a part of it; of a kind with at least so many.
TIMES, OF_AT_LEAST = 10, 20
# What part of a cost falls to a week, as the national cost tables divide it; the rest is by the unit. Of what is paid
# once we ask nothing by the week: an adaptation may cost thousands.
_A_WEEK = {"weekly": "1", "fortnightly": "0.5", "4-weekly": "0.25", "monthly": "12.0/52", "quarterly": "4.0/52",
           "annually": "1.0/52", "one-off": "0"}
_FREQUENCIES = (*_A_WEEK, "hourly")
_ABBREVIATED = " ".join(f"WHEN '{words}' THEN {number}::UTINYINT" for number, words in enumerate(_FREQUENCIES))
_HOURLY = _FREQUENCIES.index("hourly")
_WEEKS = "CASE frequency " + " ".join(
    f"WHEN {number} THEN {part}" for number, part in enumerate(_A_WEEK.values())
) + " ELSE units END"
_FREQUENCY = f"lower({cell('Cost Frequency (Unit Type)')})"
KEYS = {
    "cost": f"try_cast({cell('Unit Cost')} AS FLOAT)",
    "units": f"try_cast({cell('Planned units per week')} AS FLOAT)",
    # The frequencies that are by the unit have no weeks of their own.
    "frequency": f"CASE {_FREQUENCY} {_ABBREVIATED} END",
    "cost_kind": f"CASE WHEN {cell('Unit Cost')} IS NOT NULL THEN hash(lower({cell('Service Type')}),"
    f" lower({cell('Service Component')}), {_FREQUENCY}) END",
}
FIND = f"""
    WITH costed AS (
        SELECT n, cost, units, frequency, cost_kind, cost * ({_WEEKS}) AS weekly
        FROM marks WHERE cost IS NOT NULL OR units IS NOT NULL),
    middles AS (SELECT cost_kind, quantile_disc(cost, 0.5) AS middle FROM costed WHERE cost > 0
                GROUP BY cost_kind HAVING count(*) >= {OF_AT_LEAST}),
    beside AS (SELECT costed.*, middle FROM costed LEFT JOIN middles USING (cost_kind)),
    told AS (
        SELECT n, CASE
            WHEN cost < 0 THEN 'The cost is below nothing; nationally its sign is dropped.'
            WHEN cost = 0 THEN 'The cost is nothing: leave out a service that costs nothing, or give its gross cost.'
            WHEN frequency = {_HOURLY} AND cost > {HOURLY} THEN 'More than £{HOURLY} an hour: is it a weekly cost?'
            WHEN weekly > {WEEKLY} THEN 'More than £{WEEKLY:,} a week: is the frequency right?'
            WHEN cost > middle * {TIMES} THEN 'More than {TIMES} times the middle cost of its kind in this file.'
            WHEN cost * {TIMES} < middle THEN 'Less than a {TIMES}th of the middle cost of its kind in this file.'
        END AS of_cost, CASE
            WHEN units < 0 THEN 'The units are below nothing.'
            WHEN frequency = {_HOURLY} AND units > {HOURS_IN_TWO_TO_ONE_WEEK}
                THEN 'More hours than two workers have in a week.'
        END AS of_units FROM beside)
    SELECT n, {place("Unit Cost")} AS place, of_cost AS message FROM told WHERE of_cost IS NOT NULL
    UNION ALL
    SELECT n, {place("Planned units per week")}, of_units FROM told WHERE of_units IS NOT NULL
"""
CHECK = EventsCheck(
    "costs",
    "A cost that is hardly right",
    "A weekly cost recorded as hourly makes a council’s spending many times what it is.",
    KEYS,
    FIND,
)
