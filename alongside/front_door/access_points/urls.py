"""Addresses of access points: what the public reads, the desk, and who answers it."""

from django.urls import path

from .views import accompanying, answering, book, concerns, desk, equipment, places

app_name = "access_points"

_DESK = "desk/access-point/"

urlpatterns = [
    path("access-points/", places.places, name="places"),
    path("access-points/<slug:key>/", places.place, name="place"),
    path(_DESK, desk.desk, name="desk"),
    path(_DESK + "where/", desk.where, name="where"),
    path(_DESK + "help/", desk.begin, name="begin"),
    path(_DESK + "help/<int:pk>/", desk.look, name="look"),
    path(_DESK + "help/<int:pk>/list/<uuid:uid>/", desk.put_on_list, name="put_on_list"),
    path(_DESK + "help/<int:pk>/end/", desk.end, name="end_help"),
    path(_DESK + "time-to-talk/", desk.session, name="session"),
    path(_DESK + "equipment/", equipment.equipment, name="equipment"),
    path(_DESK + "equipment/give/<slug:item>/", equipment.lend, name="lend"),
    path(_DESK + "equipment/<int:pk>/back/", equipment.back, name="back"),
    path(_DESK + "equipment/back/", equipment.another_back, name="another_back"),
    path(_DESK + "company/", accompanying.choose, name="company"),
    path(_DESK + "company/<uuid:uid>/", accompanying.arrange, name="arrange"),
    path(_DESK + "company/<int:pk>/", accompanying.one, name="accompaniment"),
    path(_DESK + "company/<int:pk>/again/", accompanying.again, name="again"),
    path(_DESK + "ask/", desk.ask, name="ask"),
    path(_DESK + "ask/<int:pk>/", desk.asked, name="asked"),
    path(_DESK + "worried/", concerns.hear, name="hear"),
    path(_DESK + "worried/<int:pk>/", concerns.heard, name="heard"),
    path(_DESK + "book/", book.book, name="book"),
    path(_DESK + "book/<int:pk>/", book.settle, name="settle_note"),
    path("desk/access-points/questions/", answering.questions, name="questions"),
    path("desk/access-points/questions/<int:pk>/", answering.question, name="question"),
    path("desk/access-points/concerns/<int:pk>/", concerns.concern, name="concern"),
]
