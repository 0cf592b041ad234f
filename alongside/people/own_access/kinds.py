"""The lines that My plan puts on a timeline. Why an access was closed is read with its own permission, and what a
paper is called with that of papers."""

from __future__ import annotations

from alongside.foundation import events

SEE = "own_access.see"
GIVEN = events.Kind("own_access.given", "contact", permission=SEE)
CHECKED = events.Kind("own_access.checked", "contact", permission=SEE)
WAYS = events.Kind("own_access.ways", "contact", permission=SEE)
CLOSED = events.Kind("own_access.closed", "contact", permission=SEE)
SAFETY = events.Kind("own_access.safety", "safety", significant=True, permission=SEE)
READ_OUT = events.Kind("own_access.read_out", "contact", permission=SEE)
RELEASED = events.Kind("own_access.released", "contact", permission="documents.see")
TAKEN_BACK = events.Kind("own_access.taken_back", "contact", permission="documents.see")
