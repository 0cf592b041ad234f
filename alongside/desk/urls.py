from django.urls import path

from alongside.desk.duties import views as duties
from alongside.desk.export import views as export
from alongside.desk.figures import views as figures
from alongside.desk.letters import views as letters
from alongside.desk.lists import views as lists
from alongside.desk.looks import views as looks
from alongside.desk.my_work import views as my_work
from alongside.desk.person import views as person
from alongside.desk.team import views as team

app_name = "desk"

urlpatterns = [
    path("desk/", lists.home, name="my_work"),
    path("desk/lists/", lists.lists, name="lists"),
    path("desk/duties/", duties.duties, name="duties"),
    path("desk/figures/assessments/", figures.assessments, name="assessment_figures"),
    path("desk/figures/named-workers/", figures.named_workers, name="named_workers"),
    path("desk/work/part/<slug:key>/", my_work.part, name="my_work_part"),
    path("desk/work/unallocated/", my_work.unallocated, name="unallocated"),
    path("desk/work/weights/", my_work.weights, name="weights"),
    path("desk/notifications/", my_work.told, name="told"),
    path("desk/notifications/read/", my_work.read, name="read"),
    path("desk/team/", team.team, name="team"),
    path("desk/team/<slug:team_key>/<slug:key>/", team.part, name="team_part"),
    path("desk/people/<int:subject_id>/letters/", letters.letters, name="letters"),
    path("desk/people/<int:subject_id>/letters/write/", letters.choose, name="choose_letter"),
    path("desk/people/<int:subject_id>/letters/write/<slug:template>/", letters.write, name="write_letter"),
    path("desk/people/<int:subject_id>/letters/<int:document_id>/", letters.letter, name="letter"),
    path("desk/people/<int:subject_id>/letters/<int:document_id>/change/", letters.change, name="change_letter"),
    path("desk/people/<int:subject_id>/letters/<int:document_id>/send/", letters.send, name="send_letter"),
    path("desk/people/<int:subject_id>/letters/<int:document_id>/came-back/", letters.came_back,
         name="letter_came_back"),
    path("desk/people/<int:subject_id>/letters/<int:document_id>/set-aside/", letters.set_aside,
         name="set_aside_letter"),
    path("desk/people/<int:subject_id>/", person.overview, name="person"),
    path("desk/people/<int:subject_id>/timeline/", person.timeline, name="timeline"),
    path("desk/people/<int:subject_id>/more/", person.more, name="more"),
    path("desk/people/<int:subject_id>/who-looked/", looks.looks, name="looks"),
    path("desk/people/<int:subject_id>/what-changed/", looks.changed, name="changed"),
    path("desk/people/<int:subject_id>/copy/", export.export, name="export"),
    path("desk/people/<int:subject_id>/copy/<int:copy_id>/", export.copy, name="copy"),
    path("desk/people/<int:subject_id>/copy/<int:copy_id>/file/", export.copy_file, name="copy_file"),
    path("desk/looks/", looks.review, name="looks_review"),
    path("desk/looks/<int:look_id>/", looks.review_one, name="review_look"),
]
