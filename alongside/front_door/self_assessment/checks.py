"""Before anything is served: what the pack recommends can be answered, and is in the directory's terms."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from alongside.rules.council import BadCouncil

from . import pack


@register()
def councils_recommendations(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    try:
        pack.check()
    except BadCouncil as problem:
        return [Error(str(problem), id="self_assessment.E001")]
    return []
