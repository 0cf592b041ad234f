"""Addresses of who may sign in to My plan."""

from django.urls import path

from .views import giving, papers

app_name = "own_access"
_PERSON = "desk/people/<int:subject_id>/my-plan/"

urlpatterns = [
    path(_PERSON, giving.index, name="index"),
    path(_PERSON + "give/", giving.choose, name="choose"),
    path(_PERSON + "give/person/", giving.give_person, name="give_person"),
    path(_PERSON + "give/somebody/<int:relationship_id>/", giving.give_somebody, name="give_somebody"),
    path(_PERSON + "give/power/<int:authority_id>/", giving.give_power, name="give_power"),
    path(_PERSON + "nobody-over-them/", giving.safety, name="safety"),
    path(_PERSON + "nobody-over-them/lift/", giving.lift, name="lift"),
    path(_PERSON + "papers/", papers.index, name="papers"),
    path(_PERSON + "papers/<int:document_id>/release/", papers.release, name="release"),
    path(_PERSON + "papers/<int:release_id>/take-back/", papers.take_back, name="take_back"),
    path("desk/my-plan/<int:access_id>/ways/", giving.ways, name="ways"),
    path("desk/my-plan/<int:access_id>/ways/<int:way_id>/end/", giving.end_way, name="end_way"),
    path("desk/my-plan/<int:access_id>/ask-again/", giving.ask_again, name="ask_again"),
    path("desk/my-plan/<int:access_id>/close/", giving.close, name="close"),
    path("desk/my-plan/<int:access_id>/read-out/", giving.read_out, name="read_out"),
]
