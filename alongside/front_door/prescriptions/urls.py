"""Addresses of information prescriptions: whoever it is for, whoever gave it, and colleagues."""

from django.urls import path

from .views import by_link, outside, staff

app_name = "prescriptions"

_ONE = "desk/prescriptions/<int:pk>/"

urlpatterns = [
    path("prescriptions/", outside.home, name="home"),
    path("prescriptions/new/", outside.new, name="new_outside"),
    path("prescriptions/how-far/", outside.status, name="status"),
    path("prescriptions/given/<slug:reference>/", outside.given, name="given"),
    path("prescriptions/given/<slug:reference>/letter.pdf", outside.letter, name="given_letter"),
    path("prescriptions/given/<slug:reference>/<int:line>/", outside.say, name="given_say"),
    path("prescriptions/<slug:secret>/", by_link.opened, name="opened"),
    path("prescriptions/<slug:secret>/print/", by_link.paper_page, name="opened_print"),
    path("prescriptions/<slug:secret>/<int:line>/", by_link.say, name="opened_say"),
    path("desk/prescriptions/", staff.index, name="index"),
    path("desk/prescriptions/new/", staff.new, name="new"),
    path("desk/people/<int:subject_id>/prescriptions/new/", staff.new_for, name="new_for"),
    path(_ONE, staff.read, name="read"),
    path(_ONE + "match/", staff.match, name="match"),
    path(_ONE + "give-again/", staff.give_again, name="give_again"),
    path(_ONE + "new-link/", staff.new_link, name="new_link"),
    path(_ONE + "planning-session/", staff.session, name="session"),
    path(_ONE + "withdraw/", staff.withdraw, name="withdraw"),
    path(_ONE + "letter.pdf", staff.letter, name="letter"),
    path(_ONE + "<int:line>/", staff.say, name="say"),
]
