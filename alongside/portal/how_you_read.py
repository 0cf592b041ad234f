"""Easy read, bigger text, more contrast, another language: switched with one press, and back to where they were."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from alongside.foundation.design.languages import middleware as languages
from alongside.foundation.design.reading import Reading
from alongside.foundation.permissions.guards import public

CHOICES = {
    "easy": (
        gettext_lazy("Easy read"),
        gettext_lazy("Short sentences, with room for pictures. Pages that have an easy read version show it."),
    ),
    "bigger": (
        gettext_lazy("Bigger text"),
        gettext_lazy("All words a third larger. Your browser can go further: press Ctrl and + together."),
    ),
    "contrast": (
        gettext_lazy("More contrast"),
        gettext_lazy("Black on white, and thick lines around what you can press."),
    ),
}


@csrf_exempt  # it changes how one visitor's pages look and nothing else, and needs no cookie to work
@require_http_methods(["GET", "HEAD", "POST"])
@public
def choose(request: HttpRequest) -> HttpResponse:
    reading = Reading.of(request)
    if request.method != "POST":
        lines = [
            {"name": name, "title": title, "words": words, "on": getattr(reading, name)}
            for name, (title, words) in CHOICES.items()
        ]
        return render(request, "portal/how_you_read.jinja", {"lines": lines, "back": _back(request)})
    answer = HttpResponseRedirect(_back(request))
    if "language" in request.POST:
        language = languages.by_code(request.POST["language"])
        if language is None:
            return _no("These pages are not in that language.")
        languages.keep(language, answer)
    elif request.POST.get("turn") in CHOICES:
        reading.turned(request.POST["turn"]).keep(answer)
    else:
        return _no("There is no such way of reading.")
    return answer


def _no(words: str) -> HttpResponse:
    return HttpResponseBadRequest(words, content_type="text/plain; charset=utf-8")


def _back(request: HttpRequest) -> str:
    """Where they were: only ever a page of ours."""
    asked = request.POST.get("next") or request.GET.get("next") or "/"
    ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/")
    return asked if ours else "/"
