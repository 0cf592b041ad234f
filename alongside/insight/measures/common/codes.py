"""The words of the return as small numbers, so that ten million events are quick to compare.

The words are Release 2's, from the lists of `rules/national_return`; comparisons ignore case. Nought is blank, or a
word of no list. Where the nation ranks a list (outcomes, service types), the number is the rank. `words.py` turns
the one into the other.
"""

from __future__ import annotations

from enum import IntEnum

NONE = 0


class Client(IntEnum):
    SERVICE_USER = 1
    UNPAID_CARER = 2
    CARER_BY_ASSOCIATION = 3


class Event(IntEnum):
    REQUEST = 1
    ASSESSMENT = 2
    SERVICE = 3
    REVIEW = 4


class Service(IntEnum):
    """In the national rank: of services at the same time, the lower number is where a person is counted."""

    NURSING = 1
    RESIDENTIAL = 2
    COMMUNITY = 3
    PRISON = 4
    ST_MAX = 5
    ONGOING_LOW_LEVEL = 6
    OTHER_SHORT_TERM = 7
    DIRECT_TO_CARER = 8
    CARER_WITH_CARED_FOR = 9


LONG_TERM = (Service.NURSING, Service.RESIDENTIAL, Service.COMMUNITY, Service.PRISON)


class Outcome(IntEnum):
    """In the order of the national hierarchy: of several outcomes at once, the lower number is the one that counts."""

    TO_REABLEMENT = 1
    TO_ASSESSMENT_OR_REVIEW = 2
    TO_SUPPORT = 3
    CONTINUATION = 4
    HOSPITAL = 5
    MOVED_TO_OTHER_COUNCIL = 6
    NHS = 7
    SELF_FUNDED = 8
    INFORMATION = 9
    OTHER_COUNCIL_SERVICE = 10
    DECLINED = 11
    DECEASED = 12
    ENDED_AS_PLANNED = 13
    ENDED_OTHERWISE = 14
    NOT_OFFERED = 15
    OTHER = 16


class Component(IntEnum):
    """The components that a measure asks about; every other one, and a word of no list, is ANOTHER."""

    SHORT_TERM_NURSING = 1
    SHORT_TERM_RESIDENTIAL = 2
    HOME_SUPPORT = 3
    EQUIPMENT = 4
    DIRECT_PAYMENT = 5
    SHARED_LIVES = 6
    SUPPORTED_LIVING = 7
    EXTRA_CARE = 8
    ANOTHER = 99


class Mechanism(IntEnum):
    DIRECT_PAYMENT = 1
    MANAGED_BUDGET = 2
    COMMISSIONED = 3


class Gender(IntEnum):
    MALE = 1
    FEMALE = 2
    OTHER = 3


class Reason(IntEnum):
    """By the place in the list of primary support reasons."""

    LEARNING_DISABILITY = 7
    SUPPORT_TO_CARER = 12
    UNKNOWN = 13
