"""Where each field of the national return comes from, for an assessment: one source each, none typed twice.

`question` is answered in the assessment itself (`national=` names it there); everything else is recorded elsewhere
for its own sake, or follows from what was recorded.
"""

from __future__ import annotations

from collections.abc import Mapping

SOURCES: Mapping[str, str] = {
    "LA Code": "the council’s pack",
    "Reporting Period Start Date": "the export",
    "Reporting Period End Date": "the export",
    "NHS Number": "people: identifiers",
    "LA Person Unique Identifier": "subjects",
    "Gender": "people: person",
    "Ethnicity": "people: person",
    "Date of Birth": "people: person",
    "Client Type": "the kind of record: an assessment of an adult, or of a carer",
    "Primary Support Reason": "circumstances (asked in the assessment, kept there)",
    "Postcode": "people: addresses",
    "Accommodation Status": "circumstances",
    "Employment Status": "circumstances",
    "Has Unpaid Carer": "circumstances",
    "Event Type": "the kind of record",
    "Event Start Date": "asked_for_on",
    "Event End Date": "signed_at or ended_at",
    "Event Outcome": "the decision on eligibility, or why it ended",
    "Assessment Type": "assessment_kind, by the kind of assessment",
    "Method of Assessment": "question",
    "Total Hrs Caring per week": "question",
    "No. of adults being cared for": "question",
}
