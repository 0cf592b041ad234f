"""The event table as these measures read it: today's measures do not ask how somebody is employed."""

from __future__ import annotations

import ibis

from alongside.insight.measures.common.columns import CUT_COLUMNS, EVENTS

EVENTS_2015 = ibis.table({**dict(EVENTS.schema().items()), "employment_status": "string"}, name="events")
EVENTS_2015_TO_CUT = ibis.table({**dict(EVENTS_2015.schema().items()), **CUT_COLUMNS}, name="events")
