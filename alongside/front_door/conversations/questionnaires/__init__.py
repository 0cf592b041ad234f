from alongside.foundation.questionnaires import register

from .first_conversation import FIRST_CONVERSATION
from .hand_over import HAND_OVER
from .quick_call import QUICK_CALL
from .safeguarding_concern import SAFEGUARDING_CONCERN
from .urgent_support import URGENT_SUPPORT

register(FIRST_CONVERSATION, QUICK_CALL, SAFEGUARDING_CONCERN, URGENT_SUPPORT, HAND_OVER)
