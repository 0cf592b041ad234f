"""Every public page that takes something sent counts how often one machine sends it, or says here why it need not."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from django.urls import URLResolver, get_resolver

# Sent without a limit: each only ends or changes something of whoever sends it, and nothing can be learned by trying.
HARMLESS = {
    "directory:forget": "empties a list kept in one's own browser",
    "referrals:forget_email": "this browser forgets the address of a referrer",
    "referrals:throw_away": "throws one's own draft away, once; it needs the cookie of that draft",
    "directory_feed:leave": "signs a keeper of an entry out",
    "my_plan:sign_out": "signs out of My plan",
    "design:style_form": "the sample form of the design: in the demo alone, and nothing of it is kept",
    "portal:how_you_read": "bigger text, easy read, a language: a cookie and nothing else",
}
# Sign-in of staff counts failed tries itself (django-allauth's own limits, on all machines together).
ASIDE = ("accounts/",)


def layers(view: Any) -> Iterator[dict[str, Any]]:
    """What each decorator of a view was given, from the outermost to the view itself."""
    while view is not None:
        if inspect.isfunction(view):
            yield dict(inspect.getclosurevars(view).nonlocals)
        view = getattr(view, "__wrapped__", None)


def takes_what_is_sent(view: Any) -> bool:
    """Its decorators name POST, or none of them says and its own lines ask for it."""
    named = [layer["request_method_list"] for layer in layers(view) if "request_method_list" in layer]
    return all("POST" in methods for methods in named) if named else "POST" in inspect.getsource(inspect.unwrap(view))


def is_limited(view: Any) -> bool:
    return any(layer.keys() >= {"methods", "most", "seconds", "what"} and "POST" in layer["methods"]
               for layer in layers(view))


def public_views(resolver: Any, prefix: str = "", space: str = "") -> Iterator[tuple[str, Any]]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if path.startswith(ASIDE):
            continue
        if isinstance(entry, URLResolver):
            yield from public_views(entry, path, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif getattr(entry.callback, "permission", "") == "public":
            yield f"{space}{entry.name}", entry.callback


def test_every_public_view_that_takes_something_sent_is_limited() -> None:
    sent_to = {name: view for name, view in public_views(get_resolver()) if takes_what_is_sent(view)}
    assert len(sent_to) > 40, "hardly any public view was found"
    unlimited = {name for name, view in sent_to.items() if not is_limited(view)}
    assert unlimited == set(HARMLESS)
