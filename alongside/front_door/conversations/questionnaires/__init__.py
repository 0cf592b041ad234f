from alongside.foundation.questionnaires import register

from .first_conversation import FIRST_CONVERSATION
from .quick_call import QUICK_CALL
from .safeguarding_concern import SAFEGUARDING_CONCERN

register(FIRST_CONVERSATION, QUICK_CALL, SAFEGUARDING_CONCERN)
