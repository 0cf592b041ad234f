"""The kinds of fact that are kept about how a person lives, each with its code list."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.foundation import codelists


@dataclass(frozen=True)
class Kind:
    key: str
    label: str
    question: str
    codelist: str
    many: bool = False

    def words(self, code: str) -> str:
        return codelists.label(self.codelist, code)


_KINDS = (
    Kind("lives_alone", "Lives alone", "Does the person live alone?", "yes_no_unknown"),
    Kind("accommodation", "Home", "What kind of home is it?", "accommodation_status"),
    Kind("employment", "Work", "Is the person in paid or voluntary work?", "employment_status"),
    Kind("has_unpaid_carer", "Unpaid carer", "Does somebody care for the person without being paid?",
         "has_unpaid_carer"),
    Kind("primary_support_reason", "Main reason for support", "What is the main reason for support?",
         "primary_support_reason"),
    Kind("health_condition", "Health", "Which health condition?", "health_condition", many=True),
    Kind("autism", "Autism", "Is the person autistic?", "autism"),
    Kind("dementia", "Dementia", "Does the person have dementia?", "dementia"),
    Kind("hearing", "Hearing", "How well does the person hear?", "hearing_impairment"),
    Kind("sight", "Sight", "How well does the person see?", "visual_impairment"),
    Kind("client_funding", "Who pays for support", "Who pays for the person’s support?", "client_funding_status"),
    Kind("veteran", "Served in the armed forces", "Has the person served in the armed forces?", "yes_no_unknown"),
)
KINDS: dict[str, Kind] = {kind.key: kind for kind in _KINDS}
# What the national return asks of a person: whoever looks after the return may put these right, and no other.
OF_THE_RETURN = frozenset(KINDS) - {"lives_alone", "health_condition", "veteran"}
MANY = tuple(kind.key for kind in _KINDS if kind.many)
