from .categories import Attribute, Suggestion, Taxonomy, TaxonomyTerm
from .finding import Count, Entry, PostcodeCentroid, Word
from .lists import MOST_ON_A_LIST, ListOnItsWay, SavedList, SavedService
from .organisations import Organisation, OrganisationIdentifier, Programme
from .places import Accessibility, Address, Location, ServiceArea, ServiceAtLocation
from .reaching import Contact, Language, Phone, Schedule
from .services import CostOption, Funding, Link, RequiredDocument, Service

__all__ = [
    "MOST_ON_A_LIST",
    "Accessibility", "Address", "Attribute", "Contact", "CostOption", "Count", "Entry", "Funding", "Language", "Link",
    "ListOnItsWay", "Location", "Organisation", "OrganisationIdentifier", "Phone", "PostcodeCentroid", "Programme",
    "RequiredDocument", "SavedList", "SavedService", "Schedule", "Service", "ServiceArea", "ServiceAtLocation",
    "Suggestion", "Taxonomy", "TaxonomyTerm", "Word",
]
