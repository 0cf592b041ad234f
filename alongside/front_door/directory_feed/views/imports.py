"""Lists brought in: the file, whose and which columns, what we would read, how it went. And the directory taken out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.permissions import needs

from .. import exports, presenters, selectors
from ..actions import importing, uploading
from ..forms import ColumnsForm, KeptColumnsForm, OriginForm, UploadForm
from ..models import Import
from ..reading import entry, pages, sheet
from .feed import page_of

PER_PAGE, SHOWN_ROWS, SHOWN_PROBLEMS = 50, 10, 100


def the_import(pk: int) -> Import:
    found = Import.objects.with_pk(pk)
    if found is None:
        raise Http404("No import has this number.")
    return found


@needs("directory.see")
def index(request: HttpRequest) -> HttpResponse:
    page = Paginator(Import.objects.begun().newest_first(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "directory_feed/staff/imports.jinja", {
        "page": page, "rows": [presenters.import_row(one, timezone.localdate()) for one in page],
        "may": request.user.may})


@needs("directory.edit")
def upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        made = uploading.upload(file=form.cleaned_data["file"], by=request.user)
        try:
            with uploading.at_hand(made) as path:
                _services(path, made) if made.is_feed else sheet.opened(path, made.source)
            return redirect("directory_feed:columns", made.pk)
        except sheet.CannotBeRead as problem:
            uploading.give_up(of=made)
            form.add_error("file", str(problem))
    return render(request, "directory_feed/staff/upload.jinja", {"form": form})


@contextmanager
def _waiting(of: Import) -> Iterator[Path]:
    """The file of an import that has not begun."""
    if of.begun_at is not None or not of.file:
        raise Http404("This list has been read already.")
    try:
        with uploading.at_hand(of) as path:
            yield path
    except FileNotFoundError:
        raise Http404(f"{of.source} is not there any more. Bring it again.") from None


def _opened(of: Import) -> sheet.Sheet:
    with _waiting(of) as path:
        return sheet.opened(path, of.source)


def _services(path: Path, of: Import) -> list[Any]:
    found = list(pages.of_file(path, of.source))
    if not found:
        raise sheet.CannotBeRead(f"{of.source} holds no service.")
    return found


def _records(of: Import) -> list[tuple[int, Any, dict[str, str]]]:
    """Each with its place in the file, and what its fields are called there where not as in the standard."""
    if not of.is_feed:
        return list(sheet.records(_opened(of), of.columns))
    with _waiting(of) as path:
        return [(number, one, {}) for number, one in enumerate(_services(path, of), 1)]


@needs("directory.edit")
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Which column says what: as it was the last time, or as their names suggest."""
    of = the_import(pk)
    if of.is_feed:
        return _whose(request, of)
    there = _opened(of)
    kept = KeptColumnsForm(request.GET if "mapping" in request.GET else None)
    mapping = kept.cleaned_data.get("mapping") if kept.is_bound and kept.is_valid() else None
    chosen = of.columns or sheet.guessed(there.headings)
    if mapping:
        chosen = {key: heading for key, heading in mapping.columns.items() if heading in there.headings}
    may_publish = request.user.may("directory.publish")
    form = ColumnsForm(there.headings, request.POST if request.method == "POST" else None, may_publish=may_publish,
                       initial={**chosen, "origin": of.origin, "publish": of.publish,
                                "keep_as": mapping.name if mapping else of.mapping.name if of.mapping else ""})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        name = said["keep_as"].strip()
        saved = importing.save_mapping(name=name, columns=form.columns, by=request.user) if name else None
        importing.choose_columns(of=of, columns=form.columns, origin=said["origin"].strip(), mapping=saved,
                                 publish=bool(may_publish and said.get("publish")))
        return redirect("directory_feed:preview", pk)
    return render(request, "directory_feed/staff/columns.jinja", {
        "of": of, "form": form, "kept": kept, "rows": len(there.rows),
        "sample": [[str(cells.get(heading, ""))[:60] for heading in there.headings]
                   for _, cells in there.rows[:3]], "headings": there.headings})


def _whose(request: HttpRequest, of: Import) -> HttpResponse:
    """A feed's file says itself what is what."""
    with _waiting(of) as path:
        rows = len(_services(path, of))
    may_publish = request.user.may("directory.publish")
    form = OriginForm(request.POST if request.method == "POST" else None, may_publish=may_publish,
                      initial={"origin": of.origin, "publish": of.publish})
    if request.method == "POST" and form.is_valid():
        importing.choose_origin(of=of, origin=form.cleaned_data["origin"].strip(),
                                publish=bool(may_publish and form.cleaned_data.get("publish")))
        return redirect("directory_feed:preview", of.pk)
    return render(request, "directory_feed/staff/whose.jinja", {"of": of, "form": form, "rows": rows})


@needs("directory.edit")
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Every row is read and none is kept: what we would make of the first, and each field that is wrong."""
    of = the_import(pk)
    if not (of.columns or of.is_feed):
        return redirect("directory_feed:columns", pk)
    there = _records(of)
    terms = importing.terms_of(of.kind)
    good, wrong, bad_rows = [], [], 0
    for number, said, names in there:
        made, problems = entry.read(said, terms, names)
        bad_rows += bool(problems)
        wrong += [[str(number), one.field, one.value or "Nothing", one.message]
                  for one in islice(problems, max(0, SHOWN_PROBLEMS - len(wrong)))]
        if made and len(good) < SHOWN_ROWS:
            good.append(presenters.previewed(made))
    return render(request, "directory_feed/staff/preview.jinja", {
        "of": of, "rows": len(there), "bad_rows": bad_rows, "good": good, "wrong": wrong})


@require_POST
@needs("directory.edit")
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    of = the_import(pk)
    if of.publish and not request.user.may("directory.publish"):
        of = importing.choose_columns(of=of, columns=of.columns, origin=of.origin, publish=False, mapping=of.mapping)
    if of.columns or of.is_feed:
        uploading.begin(of=of)
    return redirect("directory_feed:import", pk)


@require_POST
@needs("directory.edit")
def give_up(request: HttpRequest, pk: int) -> HttpResponse:
    uploading.give_up(of=the_import(pk))
    messages.success(request, "Nothing was kept of the list.")
    return redirect("directory_feed:imports")


@needs("directory.see")
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, and how it went."""
    of = the_import(pk)
    problems = selectors.problems_of(of)
    shown: dict[str, Any] = {
        "of": of, "state": presenters.STATES[of.state], "facts_of_it": presenters.figures(of),
        "running": of.state == "running", "often": selectors.fields_most_often_wrong(of),
        "problems": [[str(each.row), each.record, each.field, each.value or "Nothing", each.message]
                     for each in problems[:SHOWN_PROBLEMS]], "count": problems.count()}
    part = request.headers.get("HX-Request") == "true"
    return render(request, f"directory_feed/staff/{'import_part' if part else 'import'}.jinja", shown)


@needs("directory.see")
def problems(request: HttpRequest, pk: int) -> HttpResponse:
    answer = HttpResponse(exports.problems_as_csv(selectors.problems_of(the_import(pk))), content_type="text/csv")
    answer["Content-Disposition"] = f'attachment; filename="left-out-{pk}.csv"'
    return answer


@needs("directory.see")
def export(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in exports.KINDS:
        raise Http404("The directory is taken out as csv, xlsx or json.")
    made = {"csv": exports.as_csv, "xlsx": exports.as_xlsx, "json": lambda: exports.as_json(page_of(request))}[kind]()
    answer = HttpResponse(made, content_type=exports.KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="directory-{timezone.localdate():%Y-%m-%d}.{kind}"'
    return answer
