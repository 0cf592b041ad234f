from django.urls import path

from . import views

app_name = "questionnaires"
urlpatterns = [
    path("desk/drafts/", views.drafts, name="drafts"),
    path("desk/drafts/renew/", views.renew, name="renew"),
    path("desk/drafts/<int:draft_id>/", views.autosave, name="autosave"),
    path("desk/drafts/<int:draft_id>/throw-away/", views.throw_away, name="throw_away"),
    path("desk/drafts/<int:draft_id>/take-over/", views.take_over, name="take_over"),
    path("desk/drafts/<int:draft_id>/versions/", views.versions, name="versions"),
]
