"""What somebody fills in to write a note, saved as they type."""

from alongside.foundation.questionnaires import Covered, register

from .case_note import CASE_NOTE, CORRECTION

register(CASE_NOTE, CORRECTION, covered=Covered(
    "case_notes.write", question="marks", mark="sensitive", permission_for_marked="case_notes.see_sensitive"))
