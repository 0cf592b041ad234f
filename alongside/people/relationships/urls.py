"""Addresses of the people around a person."""

from django.urls import path

from . import views

app_name = "relationships"
urlpatterns = [
    path("desk/people/<int:subject_id>/people-and-sharing/", views.index, name="index"),
    path("desk/people/<int:subject_id>/people-and-sharing/add/", views.add, name="add"),
    path("desk/relationships/<int:pk>/change/", views.change, name="change"),
    path("desk/relationships/<int:pk>/end/", views.end, name="end"),
    path("desk/relationships/<int:pk>/care/", views.care, name="care"),
    path("desk/relationships/<int:pk>/authority/", views.authority, name="authority"),
    path("desk/authorities/<int:pk>/paper-seen/", views.see_paper, name="see_paper"),
    path("desk/authorities/<int:pk>/end/", views.end_authority, name="end_authority"),
]
