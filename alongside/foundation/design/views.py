"""The living style page (demo mode only): every component in every state, looked at by people and by axe."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from alongside.foundation.design import easy_read, samples
from alongside.foundation.permissions.guards import public, signed_in


def _demo_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request)

    return guarded


@public
@_demo_only
def style_page(request: HttpRequest) -> HttpResponse:
    return render(request, "design/style/page.jinja", samples.everything())


@public
@_demo_only
def style_form(request: HttpRequest) -> HttpResponse:
    form = samples.SampleForm(request.POST or None, request.FILES or None)
    saved = request.method == "POST" and form.is_valid()
    return render(request, "design/style/form.jinja", {"form": form, "saved": saved, **samples.everything()})


@public
@_demo_only
def style_person(request: HttpRequest) -> HttpResponse:
    return render(request, "design/style/person.jinja", samples.everything())


@public
@_demo_only
def style_wizard(request: HttpRequest) -> HttpResponse:
    return render(request, "design/style/wizard.jinja", samples.everything() | {"form": samples.SafeForm()})


@public
@_demo_only
def style_print(request: HttpRequest) -> HttpResponse:
    return render(request, "design/style/print.jinja", samples.everything())


@signed_in
def keep(request: HttpRequest) -> HttpResponse:
    """Answering is enough: the session's clock starts again."""
    request.session.modified = True
    return HttpResponse(status=204)


@public
@require_safe
@cache_control(public=True, max_age=24 * 3600)
def picture(request: HttpRequest, key: str) -> FileResponse:
    """A picture of easy read, from the council pack."""
    file = easy_read.files(settings.COUNCIL_PACK).get(key)
    if file is None:
        raise Http404("The council has no picture for this place.")
    return FileResponse(file.open("rb"), content_type=easy_read.TYPES[file.suffix.lower()])
