from .onward import Onward, Screening
from .outside import Addition, Attachment, Draft
from .referral import Feedback, Referral

__all__ = ["Addition", "Attachment", "Draft", "Feedback", "Onward", "Referral", "Screening"]
