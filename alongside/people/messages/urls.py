"""Addresses of messages."""

from django.urls import path

from . import views

app_name = "messages"
urlpatterns = [
    path("desk/people/<int:subject_id>/messages/", views.index, name="index"),
    path("desk/people/<int:subject_id>/messages/write/", views.write, name="write"),
    path("desk/messages/", views.waiting, name="waiting"),
    path("desk/messages/<int:pk>/", views.thread, name="thread"),
    path("desk/messages/<int:pk>/answer/", views.answer, name="answer"),
    path("desk/messages/<int:pk>/close/", views.close, name="close"),
    path("desk/messages/<int:pk>/open-to/<int:access_id>/", views.open_to, name="open_to"),
    path("desk/messages/<int:pk>/close-to/<int:access_id>/", views.close_to, name="close_to"),
    path("desk/messages/one/<int:pk>/somebody-else/", views.mark, name="mark"),
    path("desk/messages/files/<int:pk>/", views.attachment, name="attachment"),
]
