from .conversation import Conversation, NextStep, StillTrue
from .given import EquipmentIssued, InformationGiven
from .offers import AssessmentOffer
from .safety import HandOver, RaisedConcern, UrgentSupport

__all__ = [
    "AssessmentOffer", "Conversation", "EquipmentIssued", "HandOver", "InformationGiven", "NextStep", "RaisedConcern",
    "StillTrue", "UrgentSupport",
]
