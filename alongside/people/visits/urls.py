"""Addresses of visits."""

from django.urls import path

from . import views

app_name = "visits"
urlpatterns = [
    path("desk/people/<int:subject_id>/visits/", views.index, name="index"),
    path("desk/people/<int:subject_id>/visits/plan/", views.plan, name="plan"),
    path("desk/visits/", views.today, name="today"),
    path("desk/visits/<int:pk>/safe/", views.safe, name="safe"),
    path("desk/visits/<int:pk>/outcome/", views.outcome, name="outcome"),
]
