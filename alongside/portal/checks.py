"""Before anything is served: every way in of before has become a route that there is, closed, or an open question."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from alongside.front_door import routes
from alongside.rules.council import BadCouncil
from alongside.rules.parameters import NotKnown


@register()
def councils_routes(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    try:
        routes.before()
    except (BadCouncil, NotKnown) as problem:
        return [Error(str(problem), id="portal.E001")]
    return []
