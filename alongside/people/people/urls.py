from django.urls import path

from .views import adding, changing, details, dying, joining, moving, searching

app_name = "people"

_PERSON = "desk/people/<int:subject_id>/"

urlpatterns = [
    path("desk/people/", searching.search, name="search"),
    path("desk/people/new/", adding.add, name="add"),
    path("desk/people/new/duplicates/", adding.duplicates, name="duplicates"),
    path(_PERSON + "details/", details.details, name="details"),
    path(_PERSON + "details/name/", changing.name, name="name"),
    path(_PERSON + "details/other-name/", changing.other_name, name="other_name"),
    path(_PERSON + "details/names/<int:name_id>/end/", changing.end_name, name="end_name"),
    path(_PERSON + "details/address/", changing.move_home, name="move_home"),
    path(_PERSON + "details/addresses/<int:address_id>/", changing.address, name="address"),
    path(_PERSON + "details/contacts/new/", changing.add_contact, name="add_contact"),
    path(_PERSON + "details/contacts/<int:contact_id>/", changing.contact, name="contact"),
    path(_PERSON + "details/contacts/<int:contact_id>/end/", changing.end_contact, name="end_contact"),
    path(_PERSON + "details/identity/", changing.identity, name="identity"),
    path(_PERSON + "details/communication/", changing.communication, name="communication"),
    path(_PERSON + "details/numbers/", changing.identifier, name="identifier"),
    path(_PERSON + "details/gp/", changing.gp_practice, name="gp_practice"),
    path(_PERSON + "join/", joining.choose, name="join"),
    path(_PERSON + "join/<int:other_id>/", joining.join, name="join_with"),
    path(_PERSON + "joins/", joining.joins, name="joins"),
    path(_PERSON + "joins/<int:join_id>/part/", joining.part, name="part"),
    path(_PERSON + "move/<str:entry>/", moving.move, name="move_entry"),
    path(_PERSON + "death/", dying.death, name="death"),
    path(_PERSON + "death/undo/", dying.undo, name="undo_death"),
]
