"""What somebody fills in to write a note, saved as they type."""

from alongside.foundation.questionnaires import register

from .case_note import CASE_NOTE, CORRECTION

register(CASE_NOTE)
register(CORRECTION)
