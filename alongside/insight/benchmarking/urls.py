from django.urls import path

from . import views

app_name = "benchmarking"
urlpatterns = [
    path("figures/", views.figures, name="figures"),
    path("figures/open-data/", views.figures_file, name="figures_file"),
    path("figures/<int:pk>/", views.figure, name="figure"),
    path("desk/benchmarking/", views.home, name="home"),
    path("desk/benchmarking/tables/", views.tables, name="tables"),
    path("desk/benchmarking/groups/", views.groups, name="groups"),
    path("desk/benchmarking/sets/", views.measure_sets, name="measure_sets"),
    path("desk/benchmarking/packs/", views.packs, name="packs"),
    path("desk/benchmarking/packs/ask/", views.ask_for_pack, name="ask_for_pack"),
    path("desk/benchmarking/packs/<int:pk>/", views.kept_pack, name="kept_pack"),
    path("desk/benchmarking/packs/<int:pk>/file/<str:form>/", views.kept_file, name="kept_file"),
    path("desk/benchmarking/packs/<int:pk>/throw-away/", views.throw_away, name="throw_away"),
    path("desk/benchmarking/figures/<int:pk>/withdraw/", views.withdraw_figure, name="withdraw_figure"),
    path("desk/benchmarking/entries/<int:pk>/", views.entry, name="entry"),
    path("desk/benchmarking/entries/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("desk/benchmarking/words/<int:pk>/sign-off/", views.sign, name="sign"),
    path("desk/benchmarking/<str:code>/<str:year>/", views.profile, name="profile"),
    path("desk/benchmarking/<str:code>/<str:year>/claims/", views.claims, name="claims"),
    path("desk/benchmarking/<str:code>/<str:year>/words/", views.words, name="words"),
    path("desk/benchmarking/<str:code>/<str:year>/entries/", views.entries, name="entries"),
    path("desk/benchmarking/<str:code>/<str:year>/baseline/", views.baseline, name="baseline"),
    path("desk/benchmarking/<str:code>/<str:year>/publish/", views.publish, name="publish"),
    path("desk/benchmarking/<str:code>/<str:year>/file/<str:form>/", views.file, name="file"),
    path("desk/benchmarking/<str:code>/<str:year>/measure/<str:series>/", views.evidence, name="evidence"),
    path("desk/benchmarking/<str:code>/<str:year>/sets/<str:key>/", views.measure_set, name="measure_set"),
]
