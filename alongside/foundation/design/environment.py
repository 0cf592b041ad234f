"""The one Jinja environment of every page: our templates, the design system's macros, and records in words."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import django.forms
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from jinja2 import (
    BaseLoader,
    ChainableUndefined,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
)
from markupsafe import Markup

from alongside.foundation.design import easy_read, forms, words

BUILT = Path(__file__).resolve().parent / "built"


@cache
def _built_names() -> dict[str, str]:
    try:
        return json.loads((BUILT / "manifest.json").read_text())
    except FileNotFoundError:
        raise ImproperlyConfigured("The styles and scripts are not built yet. Run: make assets") from None


def asset(name: str) -> str:
    """The address of a built style sheet, script or font."""
    if settings.DEBUG:
        _built_names.cache_clear()
    return static(_built_names()[name])


def url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args, kwargs=kwargs)


def tel(number: str) -> Markup:
    """A telephone number that rings when it is pressed, in one line with the words around it."""
    return format_html('<a href="tel:{}">{}</a>', (number or "").replace(" ", ""), words.telephone(number))


def in_english(said: str) -> str:
    """The council's own words, which nobody translates: marked as English on a page in another language."""
    here = translation.get_language() or settings.LANGUAGE_CODE
    return str(said) if here.startswith("en") else format_html('<span lang="en-GB">{}</span>', said)


def environment(*, loader: BaseLoader, **options: Any) -> Environment:
    # Django would print "{{ no such element }}" for a missing value while debugging; the macros rely on absent ones.
    options["undefined"] = ChainableUndefined
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    widgets = FileSystemLoader(Path(django.forms.__file__).parent / "jinja2")
    env = Environment(
        loader=ChoiceLoader(
            [loader, PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}), widgets]
        ),
        **options,
    )
    # {% trans %} and _(): what stands in a translation is ours, what is put into it is escaped.
    env.add_extension("jinja2.ext.i18n")
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.globals.update(
        asset=asset,
        static=static,
        url=url,
        component=forms.component,
        fields_of=forms.fields_of,
        errors_of=forms.errors_of,
        picture=easy_read.picture,
    )
    env.filters.update(words.FILTERS, tel=tel, in_english=in_english)
    return env
