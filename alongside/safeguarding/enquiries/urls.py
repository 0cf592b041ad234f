"""Addresses of safeguarding concerns."""

from django.urls import path

from . import views

app_name = "enquiries"

urlpatterns = [
    path("desk/safeguarding/", views.queue, name="queue"),
    path("desk/safeguarding/take/<int:task_id>/", views.take, name="take"),
    path("desk/safeguarding/concerns/<int:pk>/", views.concern, name="concern"),
    path("desk/safeguarding/concerns/<int:pk>/named-only/", views.keep_close, name="keep_close"),
]
