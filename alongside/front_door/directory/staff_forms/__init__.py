"""What colleagues fill in."""

from .entries import HeadingsForm, OrganisationForm, ServiceForm, WithdrawForm
from .parts import PARTS, KnownPlaceForm, PartForm, PlaceForm

__all__ = [
    "PARTS", "HeadingsForm", "KnownPlaceForm", "OrganisationForm", "PartForm", "PlaceForm", "ServiceForm",
    "WithdrawForm",
]
