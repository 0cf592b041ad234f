"""The return: ask for one, see how far it is and what fails in it, and take the file."""

from __future__ import annotations

import csv
import io

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.audit.looks import looked_at_list
from alongside.foundation.permissions import needs
from alongside.rules.national_return.columns import BY_NAME
from alongside.rules.spreadsheet import escaped

from . import actions, asking, official, presenters
from .build import usual_period
from .forms import MappingForm, PeriodForm
from .models import BuiltReturn

KEPT_IN_VIEW = 12


@needs("returns.see")
def home(request: HttpRequest) -> HttpResponse:
    usual = usual_period(timezone.localdate())
    form = PeriodForm(request.POST or None, initial={"start": usual.start, "end": usual.end})
    if request.method == "POST" and form.is_valid():
        asked = actions.ask_for(period=form.period, by=request.user)
        messages.success(request, "The return is being built. You can go on with other work.")
        return redirect("returns:built", asked.pk)
    returns = BuiltReturn.objects.newest_first()[:KEPT_IN_VIEW]
    return render(request, "returns/home.jinja", {
        "form": form, "returns": returns, "may_check_files": request.user.may("returns.files"),
        "ready": (ready := BuiltReturn.objects.ready(usual)),
        "ready_words": presenters.whole_rows(ready) if ready else "",
        "may_take": request.user.may("returns.export"),
    })


@needs("returns.see")
def built(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is while it is being built; then what is in it, and what fails."""
    one = get_object_or_404(BuiltReturn.objects.newest_first(), pk=pk)
    field = request.GET.get("field", "")
    lines = presenters.to_put_right(presenters.Chosen(field).of(one), request.user)
    looked_at_list(request, {line.subject_id for line in lines if line.href}, "return: what fails")
    page = "returns/part.jinja" if request.headers.get("HX-Request") else "returns/built.jinja"
    return render(
        request,
        page,
        {
            "built": one,
            "field": field,
            "types": presenters.types(one),
            "modules": presenters.modules(one),
            "fields": presenters.fields(one),
            "workers": presenters.workers(one, presenters.Chosen()),
            "not_in_it": presenters.NOT_IN_IT,
            "problems": presenters.cells(lines),
            "may_take": request.user.may("returns.export"),
            "file_is_there": bool(one.file) and default_storage.exists(one.file),
            "file_kept_days": actions.FILE_KEPT_DAYS,
        },
    )


@needs("returns.see")
def worklist(request: HttpRequest) -> HttpResponse:
    """The faults of the latest return, each with its record. Those shown are looked at again first, so what somebody
    has just put right is gone from the list and from the figure."""
    built = BuiltReturn.objects.latest_whole()
    if built is None:
        return render(request, "returns/worklist.jinja", {"built": None})
    chosen = presenters.Chosen(**{name: request.GET.get(name, "")[:60] for name in ("field", "team", "worker")})
    looked_at = chosen.of(built)[: presenters.SHOWN]
    built = actions.look_again(return_=built, problems=looked_at, by=request.user)
    asking.come_back(looked_at=looked_at, left=built.problems, by=request.user)
    problems = chosen.of(built)
    lines = presenters.to_put_right(problems, request.user)
    looked_at_list(request, {line.subject_id for line in lines if line.href}, "return: what fails")
    return render(
        request,
        "returns/worklist.jinja",
        {
            "built": built,
            "chosen": chosen,
            "chosen_words": presenters.chosen_in_words(chosen),
            "figure": presenters.whole_rows(built),
            "commonest": presenters.commonest(built, chosen),
            "modules": presenters.modules(built),
            "teams": presenters.teams(built, chosen),
            "workers": presenters.workers(built, chosen),
            "problems": presenters.with_whom(lines, problems, asking.told(problems[: presenters.SHOWN])),
            "of": len(problems),
            "may_send": request.user.may("people.put_right"),
        },
    )


@require_POST
@needs("people.put_right")
def send(request: HttpRequest) -> HttpResponse:
    """The faults that the page shows, to the workers who recorded them, as work: one press for all of them."""
    built = BuiltReturn.objects.latest_whole()
    chosen = presenters.Chosen(**{name: request.POST.get(name, "")[:60] for name in ("field", "team", "worker")})
    if built is not None and request.user.may("returns.see"):
        sent = asking.send(faults=chosen.of(built)[: presenters.SHOWN], by=request.user)
        messages.success(request, presenters.sent_in_words(sent.new, sent.nobody))
    return redirect(chosen.link())


@needs("returns.see")
def failing(request: HttpRequest, pk: int) -> HttpResponse:
    """The failing cells of a return as CSV, by record and never with what stands in them.

    Of a record that is not open to whoever asks, the file says that a cell fails and not whose it is.
    """
    one = get_object_or_404(BuiltReturn.objects.newest_first(), pk=pk)
    answer = HttpResponse(content_type="text/csv")
    answer["Content-Disposition"] = f'attachment; filename="failing_{presenters.file_name(one)}"'
    lines = csv.writer(answer, lineterminator="\r\n")
    lines.writerow(["row", "person", "module", "field", "code", "message", "record", "worker", "team"])
    named = presenters.Names(one)
    people = {problem["subject"] for problem in one.problems}
    mine = {subject.pk for subject in presenters.visible(request.user, people)}
    for problem in one.problems:
        known = problem["subject"] in mine
        words = [problem["row"] if known else "", problem["subject"] if known else presenters.NOT_OPEN]
        words += [BY_NAME[problem["field"]].module, problem["field"], problem["code"], problem["message"]]
        words += [problem["source"], named.worker(problem), named.team(problem)] if known else ["", "", ""]
        lines.writerow([escaped(word) if isinstance(word, str) else word for word in words])
    looked_at_list(request, mine, "return: what fails", detail=str(one))
    return answer


@needs("returns.see")
def specification(request: HttpRequest) -> HttpResponse:
    """The fifty columns and their lists, and where the words in use come from; the official mapping is loaded here."""
    form = MappingForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and request.user.may("returns.export") and form.is_valid():
        official.keep(form.official, by=str(request.user))
        messages.success(request, "The official mapping is in use.")
        return redirect("returns:specification")
    return render(
        request,
        "returns/specification.jinja",
        {
            "form": form,
            "loaded": official.loaded(),
            "columns": presenters.specification(official.wording()),
            "not_in_it": presenters.NOT_IN_IT,
            "may_load": request.user.may("returns.export"),
        },
    )


@needs("returns.export")
def download(request: HttpRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(BuiltReturn.objects.newest_first(), pk=pk)
    if not one.file or not default_storage.exists(one.file):
        raise Http404("There is no file of this return.")
    looked_at_list(request, everybody_in(one), "national return", detail=f"Downloaded: {one}")
    return FileResponse(
        default_storage.open(one.file, "rb"),
        as_attachment=True,
        filename=presenters.file_name(one),
        content_type="text/csv",
    )


def everybody_in(one: BuiltReturn) -> list[int]:
    """Whose names are in the file, read from the file itself."""
    with default_storage.open(one.file, "rb") as content:
        rows = csv.DictReader(io.TextIOWrapper(content, encoding="utf-8", newline=""))
        return sorted({int(row["LA Person Unique Identifier"]) for row in rows})
