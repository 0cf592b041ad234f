"""Addresses of what matters to a person."""

from django.urls import path

from . import views

app_name = "about_me"
urlpatterns = [
    path("desk/people/<int:subject_id>/in-their-words/", views.index, name="index"),
    path("desk/people/<int:subject_id>/in-their-words/write/", views.write, name="write"),
    path("desk/people/<int:subject_id>/in-their-words/strength/", views.strength, name="strength"),
    path("desk/people/<int:subject_id>/in-their-words/group-or-place/", views.network, name="network"),
    path("desk/people/<int:subject_id>/in-their-words/added/<int:pk>/", views.take_up, name="take_up"),
    path("desk/people/<int:subject_id>/in-their-words/differently/<int:pk>/", views.differently, name="differently"),
    path("desk/people/<int:subject_id>/in-their-words/<slug:kind>/<int:pk>/no-longer/", views.no_longer,
         name="no_longer"),
]
