"""The columns of the event table and of the population that the measures read."""

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
