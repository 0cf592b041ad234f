from alongside.foundation.questionnaires import Covered, register

from .first_conversation import FIRST_CONVERSATION
from .hand_over import HAND_OVER
from .quick_call import QUICK_CALL
from .safeguarding_concern import SAFEGUARDING_CONCERN
from .urgent_support import URGENT_SUPPORT

register(FIRST_CONVERSATION, QUICK_CALL, HAND_OVER, covered=Covered("conversations.record"))
register(SAFEGUARDING_CONCERN, covered=Covered("safeguarding.raise"))
register(URGENT_SUPPORT, covered=Covered("conversations.urgent_support"))
