"""Addresses of planning sessions."""

from django.urls import path

from .views import available, desk, matching, own, public

app_name = "bookings"

_PERSON = "desk/people/<int:subject_id>/planning-sessions/"
_OWN = "book/mine/<slug:secret>/"

urlpatterns = [
    path("book/", public.start, name="start"),
    path("book/check/", public.check, name="check"),
    path("book/instead/", public.instead, name="instead"),
    path("book/forget/", public.forget, name="forget"),
    path("book/page/<slug:step>/", public.step, name="step"),
    path(_OWN, own.own, name="own"),
    path(_OWN + "send-a-code/", own.ask_code, name="ask_code"),
    path(_OWN + "code/", own.code, name="code"),
    path(_OWN + "change/", own.change, name="change"),
    path(_OWN + "cancel/", own.stop, name="stop"),
    path(_OWN + "close/", own.close, name="close"),
    path(_OWN + "time-to-talk.ics", own.calendar_file, name="calendar_file"),
    path("book/calendar/<slug:secret>.ics", own.feed, name="feed"),
    path("desk/planning-sessions/", desk.index, name="index"),
    path("desk/planning-sessions/<int:pk>/", matching.unmatched, name="unmatched"),
    path("desk/planning-sessions/<int:pk>/match/", matching.match, name="match"),
    path("desk/planning-sessions/<int:pk>/read/", matching.read, name="read"),
    path("desk/planning-sessions/<int:pk>/call-off/", matching.call_off, name="call_off"),
    path("desk/planning-sessions/<int:pk>/did-not-come/", matching.missed, name="missed"),
    path("desk/my-hours/", available.hours, name="hours"),
    path("desk/my-hours/<int:pk>/take-back/", available.take_back, name="take_back"),
    path("desk/my-hours/calendar/", available.calendar, name="calendar"),
    path("desk/my-hours/calendar/read/", available.read_now, name="read_now"),
    path("desk/my-hours/calendar/stop/", available.stop_reading, name="stop_reading"),
    path("desk/my-hours/feed/", available.feed, name="give_feed"),
    path(_PERSON + "book/", desk.book, name="book"),
    path(_PERSON + "<int:pk>/", desk.session, name="session"),
    path(_PERSON + "<int:pk>/write-up/", desk.write_up, name="write_up"),
    path(_PERSON + "<int:pk>/cancel/", desk.cancel, name="cancel"),
    path(_PERSON + "<int:pk>/print/", desk.on_paper, name="print"),
]
