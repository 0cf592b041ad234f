"""What a worker fills in to write to a person, saved as they type."""

from alongside.foundation.questionnaires import Covered, register

from .message import ANSWER, FIRST

register(ANSWER, FIRST, covered=Covered("messages.write"))
