"""Before anything is served: the council's questions have a place in the questionnaires there are."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from .declare import BadQuestions, check_added


@register()
def councils_questions(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    try:
        check_added()
    except (BadQuestions, ValueError) as problem:
        return [Error(str(problem), id="questionnaires.E001")]
    return []
