"""The event table as these measures read it: today's measures do not ask how somebody is employed."""

from __future__ import annotations

import ibis

from alongside.insight.measures.common.columns import EVENTS

EVENTS_2015 = ibis.table({**dict(EVENTS.schema().items()), "employment_status": "string"}, name="events")
