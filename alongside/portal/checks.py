"""Before anything is served: every way in of before has become a route that there is, closed, or an open question; and
what the council must do says for each service all that residents read of it."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from alongside.front_door import routes
from alongside.portal import core_offer
from alongside.rules.council import BadCouncil
from alongside.rules.parameters import NotKnown


@register()
def councils_routes(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    try:
        routes.before()
        core_offer.services()
    except (BadCouncil, NotKnown) as problem:
        return [Error(str(problem), id="portal.E001")]
    return []
