"""Addresses of how a person lives."""

from django.urls import path

from . import views

app_name = "circumstances"
urlpatterns = [
    path("desk/people/<int:subject_id>/how-they-live/", views.index, name="index"),
    path("desk/people/<int:subject_id>/how-they-live/<slug:kind>/", views.record, name="record"),
    path("desk/facts/<int:pk>/still-true/", views.confirm, name="confirm"),
    path("desk/facts/<int:pk>/no-longer/", views.end, name="end"),
]
