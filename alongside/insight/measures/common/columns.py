"""The columns of the event table and of the population that the measures read; and, to cut a figure, of three more."""

from __future__ import annotations

import ibis

EVENTS = ibis.table(
    {
        "la_code": "string",
        "period_start": "date",
        "period_end": "date",
        "person_id": "string",
        "client_type": "string",
        "event_type": "string",
        "event_start": "date",
        "event_end": "date",
        "event_outcome": "string",
        "service_type": "string",
        "service_component": "string",
        "delivery_mechanism": "string",
        "date_of_birth": "date",
        "date_of_death": "date",
        "gender": "string",
        "primary_support_reason": "string",
        "accommodation_status": "string",
    },
    name="events",
)

POPULATION = ibis.table({"la_code": "string", "age_band": "string", "population": "int64"}, name="population")

# To cut a figure into parts: more is read of each event, and two tables that are no part of the return.
CUT_COLUMNS = {"ethnicity": "string", "gp_practice_code": "string", "postcode_sector": "string"}
EVENTS_TO_CUT = ibis.table({**dict(EVENTS.schema().items()), **CUT_COLUMNS}, name="events")
# What the council's own records alone know of a person.
OWN_PLACES = ibis.table(
    {"council": "string", "person_id": "string", "team": "string", "ward": "string"}, name="own_places"
)
# The postcode sectors that lie in one ward, by the council's file of postcodes.
SECTORS = ibis.table({"sector": "string", "ward": "string"}, name="sectors")
