"""What every page knows: who is signed in, the tabs they may use, and whose council this is."""

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from alongside.foundation.design.languages.middleware import chosen
from alongside.foundation.design.reading import Reading
from alongside.rules import council


def page(request: HttpRequest) -> dict[str, Any]:
    """Put together once a request: the cards of a page are rendered one by one."""
    if not hasattr(request, "page_knows"):
        request.page_knows = _of(request)
    return request.page_knows


def _of(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    person = user if user is not None and user.is_authenticated else None
    return {
        "user": person,
        "main_tabs": SimpleLazyObject(lambda: _tabs(request, person)),
        "account_links": SimpleLazyObject(lambda: _links(getattr(settings, "ACCOUNT_LINKS", ()))),
        "search_url": _search(person),
        "sign_in_url": _address("account_login"),
        "sign_out_url": _address("account_logout"),
        "home_url": _address(getattr(settings, "HOME_URL_NAME", "")) or "/",
        "council": SimpleLazyObject(_council),
        "demo": settings.DEMO,
        "reading": Reading.of(request),
        "language": chosen(request),
        "languages": settings.LANGUAGES_OFFERED,
        "here": request.get_full_path(),
        "messages": SimpleLazyObject(lambda: list(get_messages(request))),
        "session_minutes": request.session.get_session_cookie_age() // 60 if person else None,
        "keep_url": _address("design:keep"),
    }


def _tabs(request: HttpRequest, person: Any) -> list[dict[str, Any]]:
    """The tabs this person may use. A tab is current on its pages and every page below them."""
    if person is None:
        return []
    shown = []
    for tab in settings.NAVIGATION:
        address = _address(tab.url_name)
        if address and person.may(tab.permission):
            begins = [address, *filter(None, map(_address, tab.within))]
            # How much of this page's address the tab accounts for: the one that accounts for most is current.
            near = max((len(begin) for begin in begins if request.path.startswith(begin)), default=0)
            shown.append({"text": tab.label, "href": address, "current": False, "near": near})
    nearest = max(shown, key=lambda tab: tab["near"], default=None)
    if nearest and nearest["near"]:
        nearest["current"] = True
    return shown


def _search(person: Any) -> str | None:
    allowed = person is not None and person.may("people.search")
    return _address(getattr(settings, "SEARCH_URL_NAME", "")) if allowed else None


def _links(pairs: Any) -> list[dict[str, str]]:
    return [{"text": label, "href": address} for label, name in pairs if (address := _address(name))]


def _address(name: str) -> str | None:
    """A page that a council has not switched on has no address, and then nothing links to it."""
    try:
        return reverse(name) if name else None
    except NoReverseMatch:
        return None


def _council() -> Any:
    return council.load(settings.COUNCIL_PACK)
