"""Addresses of what somebody writes in My plan."""

from django.urls import path

from .views import adding, writing

urlpatterns = [
    path("my-plan/messages/", writing.index, name="messages"),
    path("my-plan/messages/write/", writing.write, name="write"),
    path("my-plan/messages/<int:pk>/", writing.thread, name="thread"),
    path("my-plan/messages/<int:pk>/answer/", writing.answer, name="answer"),
    path("my-plan/messages/<int:pk>/open-to/<int:access_id>/", writing.open_to, name="open_to"),
    path("my-plan/messages/<int:pk>/sent/", writing.sent, name="sent"),
    path("my-plan/messages/files/<int:pk>/", writing.attachment, name="attachment"),
    path("my-plan/keep-what-i-write/", writing.keep, name="keep_writing"),
    path("my-plan/add/", adding.choose, name="add"),
    path("my-plan/add/<slug:topic>/", adding.add, name="add_words"),
    path("my-plan/safe-now/", adding.safe_now, name="safe_now"),
    path("my-plan/i-see-this-differently/", adding.differing, name="differing"),
    path("my-plan/i-see-this-differently/<slug:kind>/<int:pk>/", adding.differently, name="differently"),
]
