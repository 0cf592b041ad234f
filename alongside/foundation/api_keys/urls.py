"""Addresses of the keys of the API."""

from django.urls import path

from . import views

app_name = "api_keys"
urlpatterns = [
    path("desk/keys/", views.index, name="index"),
    path("desk/keys/issue/", views.issue, name="issue"),
    path("desk/keys/<int:pk>/revoke/", views.revoke, name="revoke"),
]
