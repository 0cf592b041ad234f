"""Keeping the directory: the only writer of entries. Each act leaves search as it should be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.notifications.channels import SENDERS, Message
from alongside.front_door import forgetting

from . import pack
from .models import (
    MOST_ON_A_LIST,
    Accessibility,
    Address,
    Attribute,
    Count,
    ListOnItsWay,
    Location,
    Organisation,
    PostcodeCentroid,
    SavedList,
    SavedService,
    Service,
    ServiceAtLocation,
    Suggestion,
    Taxonomy,
    TaxonomyTerm,
)
from .search import refresh
from .search.places import parts


class NotReady(ValueError):
    """An entry lacks what the public needs of it; the sentence says what."""


class ListIsFull(ValueError):
    """A saved list has no more room."""


class NotAPostcode(ValueError):
    """A row of the council's file of postcodes cannot be used; the sentence names the row."""


@transaction.atomic
def save_organisation(*, organisation: Organisation | None, fields: Mapping[str, Any], by: User) -> Organisation:
    organisation = _put(organisation or Organisation(), fields)
    # Whose it is stands in each of its entries: who reads only what changed is to see them.
    organisation.services.update(last_modified=timezone.now())
    refresh(organisation.services.values_list("pk", flat=True))
    return organisation


@transaction.atomic
def save_service(*, service: Service | None, fields: Mapping[str, Any], by: User) -> Service:
    """A new one is a draft that its writer keeps."""
    made = _put(service or Service(kept_by=by), fields)
    refresh([made.pk])
    return made


@transaction.atomic
def save_part(*, service: Service, part: models.Model, fields: Mapping[str, Any], by: User) -> models.Model:
    """A time, a cost, a telephone … of a service: the row is new or one it has."""
    _put(part, fields)
    _changed(service)
    return part


@transaction.atomic
def remove_part(*, service: Service, part: models.Model, by: User) -> None:
    part.delete()
    _changed(service)


@transaction.atomic
def save_place(*, place: Any, location: Mapping[str, Any], address: Mapping[str, Any], features: Iterable[str],
               description: str, by: User) -> Any:
    """Where a service is offered: a place, its address and what makes it usable. Others offered there share them."""
    found = _put(place.location if place.location_id else Location(), location)
    _put(found.addresses.filter(address_type="physical").first() or Address(location=found), address)
    wanted = set(features)
    found.accessibility.exclude(feature="").exclude(feature__in=wanted).delete()
    there = set(found.accessibility.values_list("feature", flat=True))
    Accessibility.objects.bulk_create([
        Accessibility(location=found, feature=feature) for feature in sorted(wanted - there)])
    place.location = found
    _put(place, {"description": description})
    for offered in found.offers.select_related("service"):
        _changed(offered.service)
    return place


@transaction.atomic
def offer_at(*, service: Service, location: Location, by: User) -> ServiceAtLocation:
    """At a place we know already, with its address and what makes it usable."""
    place, _ = ServiceAtLocation.objects.get_or_create(service=service, location=location)
    _changed(service)
    return place


@transaction.atomic
def set_terms(*, service: Service, terms: Iterable[TaxonomyTerm], by: User) -> None:
    """What it is about, and nothing else; what it says of who may come stays."""
    wanted = {term.pk for term in terms}
    about = service.attributes.filter(link_type="", term__taxonomy__key=TaxonomyTerm.NEEDS)
    about.exclude(term__in=wanted).delete()
    there = set(about.values_list("term_id", flat=True))
    Attribute.objects.bulk_create([Attribute(service=service, term_id=pk) for pk in sorted(wanted - there)])
    _changed(service)


@transaction.atomic
def publish(*, service: Service, by: User | None, today: date | None = None) -> Service:
    """Anybody can find it from now on. It needs to say what it is, what it is about and how to reach or find it."""
    if lacks := lacking(service):
        raise NotReady(f"Before it is published, it needs {lacks[0]}." if len(lacks) == 1 else
                       f"Before it is published, it needs {', '.join(lacks[:-1])} and {lacks[-1]}.")
    service.status, service.published_at, service.published_by = Service.Status.PUBLISHED, timezone.now(), by
    service.withdrawn_at, service.withdrawn_by, service.withdrawn_because = None, None, ""
    service.save()
    return assure(service=service, by=by, today=today)


def lacking(service: Service) -> list[str]:
    lacks = []
    if not (service.summary or service.description):
        lacks.append("a description")
    if not service.attributes.filter(term__taxonomy__key=TaxonomyTerm.NEEDS).exists():
        lacks.append("at least one heading")
    reached = service.email or service.url or service.phones.exists() or service.places.exists()
    if not (reached or service.contacts.exists() or service.organisation.phones.exists()):
        lacks.append("a way to reach it or a place")
    return lacks


@transaction.atomic
def withdraw(*, service: Service, because: str, by: User | None) -> Service:
    """Nobody finds it any more; the entry stays with us, with the reason."""
    service.status = Service.Status.WITHDRAWN
    service.withdrawn_at, service.withdrawn_by, service.withdrawn_because = timezone.now(), by, because
    service.save()
    refresh([service.pk])
    return service


@transaction.atomic
def back_to_draft(*, service: Service, by: User) -> Service:
    """To work on something that was withdrawn before it is shown again."""
    service.status = Service.Status.DRAFT
    service.withdrawn_at, service.withdrawn_by, service.withdrawn_because = None, None, ""
    service.save()
    refresh([service.pk])
    return service


@transaction.atomic
def assure(*, service: Service, by: User | None, email: str = "", today: date | None = None) -> Service:
    """Somebody has made sure that it is right: it is due again after the council's days."""
    service.assured_on = today or timezone.localdate()
    service.assurer_email = email or (by.email if by else "")
    service.review_on = service.assured_on + timedelta(days=pack.current().home.review_after_days)
    service.save()
    refresh([service.pk])
    return service


@transaction.atomic
def suggest(*, service: Service, term: TaxonomyTerm | None, words: str) -> Suggestion:
    """From anybody. The entry stays as it is until a colleague has read it."""
    return Suggestion.objects.create(service=service, term=term, words=words)


@transaction.atomic
def answer(*, suggestion: Suggestion, taken: bool, by: User) -> Suggestion:
    """Taken up, a heading is given to the entry; what was said in words, the colleague puts right by hand."""
    suggestion = Suggestion.objects.select_for_update(of=("self",)).get(pk=suggestion.pk)
    if suggestion.answered_at:
        return suggestion
    suggestion.answer = Suggestion.Answer.TAKEN if taken else Suggestion.Answer.NOT_TAKEN
    suggestion.answered_at, suggestion.answered_by = timezone.now(), by
    suggestion.save()
    if taken and suggestion.term_id:
        Attribute.objects.get_or_create(service=suggestion.service, term=suggestion.term, link_type="")
        _changed(suggestion.service)
    return suggestion


@transaction.atomic
def forget_suggestions() -> int:
    """What somebody suggested and was answered stays for the council's days. What nobody has answered stays."""
    return Suggestion.objects.answered_before(forgetting.before()).delete()[0]


def count(*things: str | tuple[str, str], on: date | None = None, looked: bool = False) -> None:
    """One more of each on this day: `"search"`, or `("need", "company")`. Of who asked or what they typed, nothing.

    `looked`: nothing else is written in this transaction, and a page is not to wait for the disk because of a count.
    """
    pairs = sorted({(thing, "") if isinstance(thing, str) else thing for thing in things})
    with connection.cursor() as cursor:
        if looked:
            cursor.execute("SET LOCAL synchronous_commit TO off")
        cursor.execute(
            'INSERT INTO directory_count ("on", what, about, times) '
            "SELECT %s, what, about, 1 FROM unnest(%s::text[], %s::text[]) AS one(what, about) "
            'ON CONFLICT ("on", what, about) DO UPDATE SET times = directory_count.times + 1',
            [on or timezone.localdate(), [Count.What(what).value for what, _ in pairs], [about for _, about in pairs]])


@transaction.atomic
def load_terms(*, by: User | None = None) -> int:
    """The council pack's terms as the taxonomy of needs. One that is gone is retired: entries may still have it."""
    council = pack.current()
    taxonomy, _ = Taxonomy.objects.get_or_create(
        key=TaxonomyTerm.NEEDS, defaults={"name": "What people need", "version": "1"})
    there = {term.code: term for term in taxonomy.terms.all()}
    for code, said in council.terms.items():
        there[code] = _put(there.get(code) or TaxonomyTerm(taxonomy=taxonomy, code=code), {
            "name": said.name, "description": said.description, "retired_at": None})
    for code, term in there.items():
        if code not in council.terms:
            _put(term, {"retired_at": term.retired_at or timezone.now()})
        elif term.parent_id != (above := there[parent].pk if (parent := council.terms[code].parent) else None):
            _put(term, {"parent_id": above})
    return len(council.terms)


@transaction.atomic
def load_postcodes(*, file: Path) -> int:
    """The council's file of postcodes and where they lie, in place of the last. All or nothing."""
    centroids = {}
    for line, row in pack.rows(file, ("postcode", "latitude", "longitude")):
        found = parts(row["postcode"])
        if not found or not found[2]:
            raise NotAPostcode(f"{file.name}, line {line}, postcode: {row['postcode']!r} is not a whole postcode.")
        try:
            latitude, longitude = float(row["latitude"]), float(row["longitude"])
        except ValueError:
            raise NotAPostcode(f"{file.name}, line {line}, latitude and longitude: must be numbers.") from None
        if not (49 <= latitude <= 61 and -9 <= longitude <= 2.5):
            raise NotAPostcode(f"{file.name}, line {line}, latitude and longitude: not in the United Kingdom.")
        centroids[found[2]] = PostcodeCentroid(
            postcode=found[2], outward=found[0], latitude=latitude, longitude=longitude)
    PostcodeCentroid.objects.all().delete()
    PostcodeCentroid.objects.bulk_create(centroids.values(), batch_size=5000)
    return len(centroids)


@transaction.atomic
def save_to_list(*, service: Service, saved_list: SavedList | None) -> SavedList:
    """On a list, a new one if there is none yet. ListIsFull where there is no room."""
    kept = saved_list or SavedList.objects.create(used_at=timezone.now())
    SavedList.objects.select_for_update().get(pk=kept.pk)  # two at once come one after the other
    if kept.is_full and not kept.saved.filter(service=service).exists():
        raise ListIsFull(f"A list has room for {MOST_ON_A_LIST}. Take something off it first.")
    SavedService.objects.get_or_create(saved_list=kept, service=service)
    _used(kept)
    return kept


@transaction.atomic
def take_off_list(*, service: Service, saved_list: SavedList) -> SavedList:
    saved_list.saved.filter(service=service).delete()
    _used(saved_list)
    return saved_list


def _used(saved_list: SavedList) -> None:
    saved_list.used_at = timezone.now()
    saved_list.save(update_fields=["used_at"])


def opened(*, saved_list: SavedList) -> SavedList:
    """Opened today: it is not forgotten. A day is close enough, so that reading seldom writes."""
    if timezone.localdate(saved_list.used_at) != timezone.localdate():
        _used(saved_list)
    return saved_list


@transaction.atomic
def send_list(*, saved_list: SavedList, address: str, title: str, words: str) -> ListOnItsWay:
    """By a background job. Nothing of it stays with us once it is sent: no address, no copy."""
    from .tasks import send_list as job

    going = ListOnItsWay.objects.create(saved_list=saved_list, address=address, title=title[:200], words=words)
    job.defer(number=going.pk)
    return going


def list_sent(*, number: int) -> None:
    """What the background job does; one that is gone has been sent."""
    going = ListOnItsWay.objects.filter(pk=number).first()
    if going is None:
        return
    SENDERS["email"](Message(kind="list", id=going.pk, channel="email", to_name="", address=going.address,
                             title=going.title, words=going.words, made_at=going.made_at))
    going.delete()


@transaction.atomic
def forget_unused_lists(*, now: Any = None) -> int:
    days = pack.current().home.keep_lists_days
    # What could not be sent for two days is not sent any more.
    ListOnItsWay.objects.filter(made_at__lt=(now or timezone.now()) - timedelta(days=2)).delete()
    return SavedList.objects.unused_since((now or timezone.now()) - timedelta(days=days)).delete()[0]


def _put(record: Any, fields: Mapping[str, Any]) -> Any:
    for name, value in fields.items():
        setattr(record, name, value)
    record.save()
    return record


def _changed(service: Service) -> None:
    """Any part of it is a change of the entry: feeds and versions go by that."""
    service.save(update_fields=["last_modified"])
    refresh([service.pk])
