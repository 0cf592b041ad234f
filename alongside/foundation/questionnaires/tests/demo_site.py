"""The whole site with one more page, the tests' own questionnaire: for views and journeys.

As `application` it is a server of its own, so that a journey can kill it: DEMO_DATABASE names the tests' database.
"""

import os

import django
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path, reverse

SITE = "alongside.foundation.questionnaires.tests.demo_site"


def _application():
    from django.core.wsgi import get_wsgi_application

    settings.DATABASES["default"]["NAME"] = os.environ["DEMO_DATABASE"]
    settings.ROOT_URLCONF = SITE
    # The journeys' browser speaks plain HTTP to this process.
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    return get_wsgi_application()


if os.environ.get("DEMO_DATABASE"):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    application = _application()
else:
    django.setup()

from django.shortcuts import render  # noqa: E402

from alongside.foundation.access.opening import open_subject  # noqa: E402
from alongside.foundation.permissions import needs  # noqa: E402
from alongside.foundation.questionnaires import actions  # noqa: E402
from alongside.foundation.questionnaires.models import Response  # noqa: E402
from alongside.foundation.questionnaires.page import questionnaire_page  # noqa: E402
from alongside.foundation.questionnaires.presenters import check_answers  # noqa: E402

from .demo import declare  # noqa: E402

declare()


@needs("conversations.record")
def talk(request: HttpRequest, subject_id: int, part: str | None = None) -> HttpResponse:
    subject = open_subject(request, subject_id, "conversation")
    name = "one_part" if part is not None else "talk"
    page = questionnaire_page(
        request, "demo_talk", about=f"tests.talk:{subject.pk}", subject=subject, part=part,
        title=f"First conversation with {subject}", sign_words="Finish the conversation", leave_url="/desk/drafts/",
        url=lambda part: reverse(name, args=[subject_id, *([part or "safe"] if name == "one_part" else [])]),
    )
    if page.signing:
        response = actions.sign(draft=page.draft, by=request.user)
        return HttpResponseRedirect(reverse("signed", args=[response.pk]))
    return page.answer or render(request, "questionnaires/page.jinja", page.context)


@needs("conversations.see")
def signed(request: HttpRequest, response_id: int) -> HttpResponse:
    response = Response.objects.visible_to(request.user).get(pk=response_id)
    return render(request, "questionnaires/print.jinja", {"response": response, "sections": check_answers(response)})


urlpatterns = [
    path("desk/tests/<int:subject_id>/talk/", talk, name="talk"),
    path("desk/tests/<int:subject_id>/talk/<slug:part>/", talk, name="one_part"),
    path("desk/tests/signed/<int:response_id>/", signed, name="signed"),
    path("", include("alongside.config.urls")),
]
handler400 = "alongside.foundation.design.errors.bad_request"
handler403 = "alongside.foundation.design.errors.not_allowed"
handler404 = "alongside.foundation.design.errors.not_found"
handler500 = "alongside.foundation.design.errors.broken"
