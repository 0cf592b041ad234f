"""Declare a form once; everything else is made from the declaration. Records and verbs: models.py, actions.py."""

from .declare import (
    Covered,
    Easy,
    Question,
    Questionnaire,
    Section,
    all_of,
    all_registered,
    any_of,
    easy_read,
    get,
    register,
    when,
)

__all__ = [
    "Covered", "Easy", "Question", "Questionnaire", "Section", "all_of", "all_registered", "any_of", "easy_read", "get",
    "register", "when",
]
