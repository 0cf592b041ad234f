"""Addresses of what a person agrees to share."""

from django.urls import path

from . import views

app_name = "agreements"
urlpatterns = [
    path("desk/people/<int:subject_id>/agreed-to-share/", views.index, name="index"),
    path("desk/people/<int:subject_id>/agreed-to-share/record/", views.record, name="record"),
    path("desk/agreements/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("desk/agreements/<int:pk>/what-it-means/", views.effect, name="effect"),
]
