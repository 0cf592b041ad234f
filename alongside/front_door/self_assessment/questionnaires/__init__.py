"""What may be filled in, each declared in a file of its own, and what is asked before anything is sent."""

from alongside.foundation import questionnaires

from ..offers import register
from .about_me import ABOUT_ME, ABOUT_ME_OFFER
from .adult import ADULT, ADULT_OFFER
from .carer import CARER, CARER_OFFER
from .easy import with_easy
from .guided_search import GUIDED_SEARCH, GUIDED_SEARCH_OFFER
from .self_funder import SELF_FUNDER, SELF_FUNDER_OFFER
from .sending import SENDING

questionnaires.register(*map(with_easy, (GUIDED_SEARCH, ABOUT_ME, ADULT, CARER, SELF_FUNDER, SENDING)))
register(GUIDED_SEARCH_OFFER, ABOUT_ME_OFFER, ADULT_OFFER, CARER_OFFER, SELF_FUNDER_OFFER)
