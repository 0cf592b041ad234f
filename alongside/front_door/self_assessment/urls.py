from django.urls import path

from .views import contribution, desk, returning, steps, where

app_name = "self_assessment"
HERE = "help-me-work-it-out"
urlpatterns = [
    path(f"{HERE}/", steps.home, name="home"),
    path(f"{HERE}/where-it-is/", returning.mine, name="mine"),
    path(f"{HERE}/where-it-is/code/", returning.code, name="code"),
    path(f"{HERE}/where-it-is/yours/", where.mine, name="list"),
    path(f"{HERE}/where-it-is/yours/<str:number>/", where.where, name="where"),
    path(f"{HERE}/where-it-is/go-on/<int:number>/", returning.go_on, name="go_on"),
    path(f"{HERE}/where-it-is/link/<str:link>/", returning.mine, name="link"),
    path(f"{HERE}/<slug:slug>/", steps.start, name="start"),
    path(f"{HERE}/<slug:slug>/later/", returning.later, name="later"),
    path(f"{HERE}/<slug:slug>/leave/", returning.leave, name="leave"),
    path(f"{HERE}/<slug:slug>/throw-away/", steps.throw_away, name="throw_away"),
    path(f"{HERE}/<slug:slug>/save-all/", steps.save_all, name="save_all"),
    path(f"{HERE}/<slug:slug>/on-paper/", steps.paper, name="paper"),
    path(f"{HERE}/<slug:slug>/sent/", steps.sent, name="sent"),
    path(f"{HERE}/<slug:slug>/for-work/", steps.for_work, name="for_work"),
    path(f"{HERE}/<slug:slug>/what-you-may-pay/", contribution.contribution, name="contribution"),
    path(f"{HERE}/<slug:slug>/questions/<slug:step>/", steps.step, name="step"),
    path("desk/self-assessments/", desk.index, name="desk"),
    path("desk/self-assessments/figures/", desk.figures, name="desk_figures"),
    path("desk/self-assessments/<int:pk>/", desk.read, name="desk_read"),
    path("desk/self-assessments/<int:pk>/match/", desk.match, name="desk_match"),
    path("desk/self-assessments/<int:pk>/talk/", desk.talk, name="desk_talk"),
    path("desk/self-assessments/<int:pk>/answer/", desk.answer, name="desk_answer"),
]
