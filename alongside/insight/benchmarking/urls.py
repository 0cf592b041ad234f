from django.urls import path

from . import views

app_name = "benchmarking"
urlpatterns = [
    path("desk/benchmarking/", views.home, name="home"),
    path("desk/benchmarking/tables/", views.tables, name="tables"),
    path("desk/benchmarking/groups/", views.groups, name="groups"),
    path("desk/benchmarking/pack/<str:form>/", views.pack_file, name="pack"),
    path("desk/benchmarking/entries/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("desk/benchmarking/words/<int:pk>/sign-off/", views.sign, name="sign"),
    path("desk/benchmarking/<str:code>/<str:year>/", views.profile, name="profile"),
    path("desk/benchmarking/<str:code>/<str:year>/claims/", views.claims, name="claims"),
    path("desk/benchmarking/<str:code>/<str:year>/words/", views.words, name="words"),
    path("desk/benchmarking/<str:code>/<str:year>/entries/", views.entries, name="entries"),
    path("desk/benchmarking/<str:code>/<str:year>/measure/<str:series>/", views.evidence, name="evidence"),
]
