"""Addresses of social prescribing."""

from django.urls import path

from .views import lists, walking

app_name = "social_prescribing"

_PERSON = "desk/people/<int:subject_id>/link-worker/"
_ONE = _PERSON + "<int:pk>/"

urlpatterns = [
    path("desk/link-workers/", lists.index, name="index"),
    path("desk/link-workers/figures/", lists.figures_page, name="figures"),
    path("desk/link-workers/trusted-organisations/", lists.trusted_organisations, name="trusted"),
    path(_PERSON + "ask/", walking.ask, name="ask"),
    path(_ONE, walking.read, name="read"),
    path(_ONE + "give/", walking.give, name="give"),
    path(_ONE + "start/", walking.start, name="start"),
    path(_ONE + "goals/add/", walking.add_goal, name="add_goal"),
    path(_ONE + "goals/<int:goal>/", walking.answer_goal, name="answer_goal"),
    path(_ONE + "tried/add/", walking.try_out, name="try_out"),
    path(_ONE + "tried/<int:tried>/", walking.went, name="went"),
    path(_ONE + "wellbeing/<slug:when>/", walking.measure, name="measure"),
    path(_ONE + "end/", walking.end, name="end"),
]
