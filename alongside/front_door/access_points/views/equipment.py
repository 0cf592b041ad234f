"""Simple equipment at the desk: what is out, giving it, and taking it back, one's own or what another gave."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.permissions import needs
from alongside.rules.council_limits import AccessPoint

from .. import actions, presenters
from .. import desk as rules
from ..forms import AnotherBackForm, BackForm, LendForm
from ..models import EquipmentLent
from .desk import SHOWN, at_desk, task


@needs("access_points.help")
@at_desk
def equipment(request: HttpRequest, point: AccessPoint) -> HttpResponse:
    today, user = timezone.localdate(), request.user
    rows = EquipmentLent.objects.entered(user).with_people()
    return render(request, "access_points/equipment.jinja", {
        "point": point, "items": list(rules.may_give(today).values()), "lends": user.may("access_points.lend"),
        "out": [presenters.lent_row(one, today) for one in rows.out().order_by("return_by", "pk")],
        "came_back": [presenters.lent_row(one, today) for one in
                      rows.exclude(returned_on=None).order_by("-returned_on", "-pk")[:SHOWN]]})


@needs("access_points.lend")
@at_desk
def lend(request: HttpRequest, point: AccessPoint, item: str) -> HttpResponse:
    listed = rules.may_give(timezone.localdate()).get(item)
    if listed is None:
        raise Http404("That is not on the list for desks.")
    form = LendForm(request.POST or None, item=listed, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            lent = actions.lend(by=request.user, point=point, item=item, about_name=said["about_name"],
                                quantity=said.get("quantity") or 1, telephone=said["telephone"], key=said["key"])
        except actions.TooMany as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"{lent} is with {lent.about_name}, until {lent.return_by:%-d %B %Y}.")
            return redirect("access_points:equipment")
    return task(request, point, form, title=f"Give out: {listed.label}", verb="Give it out",
                words=f"{listed.when}. At most {listed.most} to one person, for {listed.lend_days // 7} weeks.",
                back=reverse("access_points:equipment"))


@needs("access_points.lend")
@at_desk
def back(request: HttpRequest, point: AccessPoint, pk: int) -> HttpResponse:
    lent = EquipmentLent.objects.entered(request.user).filter(pk=pk).first()
    if lent is None:
        raise Http404("You have given out nothing with this number.")
    form = BackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.take_back(lent=lent, state=form.cleaned_data["state"], by=request.user)
        messages.success(request, f"{lent} is back.")
        return redirect("access_points:equipment")
    return task(request, point, form, title=f"{lent} is back", verb="It is back",
                words=f"From {lent.about_name}", back=reverse("access_points:equipment"))


@needs("access_points.lend")
@at_desk
def another_back(request: HttpRequest, point: AccessPoint) -> HttpResponse:
    """Who gave it out is not there today: whoever stands at this point takes it back, and is shown nothing."""
    form = AnotherBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            lent = actions.take_back_here(by=request.user, point=point, **form.cleaned_data)
        except actions.NotOut as problem:
            form.add_error("about_name", str(problem))
        else:
            messages.success(request, f"{lent} is back.")
            return redirect("access_points:equipment")
    return task(request, point, form, title="Something came back", verb="It is back",
                words=f"For what a colleague gave out at {point.label}. Ask which name they gave.",
                back=reverse("access_points:equipment"))
