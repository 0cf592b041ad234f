"""The measures that rest on the surveys, one a file. A measure's name is its code and the framework it stands in."""

from .adjusted_quality_of_life import MEASURE as ADJUSTED_QUALITY_OF_LIFE
from .carers_quality_of_life import MEASURE as CARERS_QUALITY_OF_LIFE
from .carers_social_contact import MEASURE as CARERS_SOCIAL_CONTACT
from .control import MEASURE as CONTROL
from .feel_safe import MEASURE as FEEL_SAFE
from .information_for_carers import MEASURE as INFORMATION_FOR_CARERS
from .information_for_users import MEASURE as INFORMATION_FOR_USERS
from .measure import SurveyMeasure
from .quality_of_life import MEASURE as QUALITY_OF_LIFE
from .satisfaction import MEASURE as SATISFACTION
from .services_help_feel_safe import MEASURE as SERVICES_HELP_FEEL_SAFE
from .social_contact import MEASURE as SOCIAL_CONTACT

MEASURES: tuple[SurveyMeasure, ...] = (
    QUALITY_OF_LIFE,
    ADJUSTED_QUALITY_OF_LIFE,
    CARERS_QUALITY_OF_LIFE,
    SATISFACTION,
    CONTROL,
    INFORMATION_FOR_USERS,
    INFORMATION_FOR_CARERS,
    FEEL_SAFE,
    SERVICES_HELP_FEEL_SAFE,
    SOCIAL_CONTACT,
    CARERS_SOCIAL_CONTACT,
)

__all__ = ["MEASURES", "SurveyMeasure"]
