from django.urls import path

from . import views

app_name = "scorecards"
urlpatterns = [
    path("desk/scorecards/", views.home, name="home"),
    path("desk/scorecards/papers/", views.paper_list, name="papers"),
    path("desk/scorecards/<slug:set_key>/", views.card, name="card"),
    path("desk/scorecards/<slug:set_key>/paper/", views.paper, name="paper"),
    path("desk/scorecards/<slug:set_key>/workbook/", views.workbook, name="workbook"),
    path("desk/scorecards/<slug:set_key>/pdf/", views.pdf, name="pdf"),
    path("desk/scorecards/<slug:set_key>/csv/", views.open_csv, name="open_csv"),
    path("desk/scorecards/<slug:set_key>/load/", views.load, name="load"),
    path("desk/scorecards/<slug:set_key>/feedback/", views.feedback, name="feedback"),
    path("desk/scorecards/<slug:set_key>/indicators/<str:code>/", views.indicator, name="indicator"),
    path("desk/scorecards/<slug:set_key>/indicators/<str:code>/figure/", views.type_figure, name="type_figure"),
    path("desk/scorecards/<slug:set_key>/indicators/<str:code>/words/", views.write_words, name="write_words"),
    path("desk/scorecards/<slug:set_key>/indicators/<str:code>/rating/", views.rate, name="rate"),
]
