"""What the other tests here look at is everything there is: who adds a page or a form sees to it that it is met."""

from __future__ import annotations

from django.urls import get_resolver, resolve

from alongside.front_door.self_assessment import offers
from tests.public.test_limits import public_views, takes_what_is_sent
from tests.public.visitor import Visitor

# Public views that take something sent and stand on no page that a visitor meets.
NOT_MET = {
    "design:style_form": "the sample form of the design, in the demo alone",
    "self_assessment:contribution": "is not there until the charging rules are",
}


def test_a_visitor_meets_every_public_form_that_sends(visitor: Visitor, db: None) -> None:
    there = {name for name, view in public_views(get_resolver()) if takes_what_is_sent(view)}
    met = {resolve(form.path.partition("?")[0]).view_name for form in visitor.forms.values() if form.method == "POST"}
    assert there - met == set(NOT_MET)


def test_a_visitor_sees_every_page_of_what_they_may_fill_in(visitor: Visitor, db: None) -> None:
    seen = {page.path.partition("?")[0] for page in visitor.pages.values()}
    unseen = [f"{offer.slug}/{section.key}" for offer in offers.offered() for section in offer.whole().sections
              if f"/help-me-work-it-out/{offer.slug}/questions/{section.key.replace('_', '-')}/" not in seen]
    assert unseen == []


def test_a_visitor_is_never_turned_away_as_too_many(visitor: Visitor) -> None:
    assert visitor.turned_away == []
