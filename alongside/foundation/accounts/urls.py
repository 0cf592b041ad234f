"""The demo sign-in, the administrator's screens, cover, and one's own account. Signing in itself: `signing_in/urls`."""

from django.urls import path

from .views import administration, demo, own

app_name = "accounts"
urlpatterns = [
    path("accounts/demo/", demo.demo, name="demo"),
    path("accounts/demo/<slug:persona>/", demo.demo_sign_in, name="demo_sign_in"),
    path("desk/account/", own.me, name="me"),
    path("desk/account/cover/", own.cover, name="cover"),
    path("desk/account/cover/arrange/", own.arrange_cover, name="arrange_cover"),
    path("desk/account/cover/<int:cover_id>/end/", own.end_cover, name="end_cover"),
    path("desk/accounts/", administration.users, name="users"),
    path("desk/accounts/new/", administration.add_user, name="add_user"),
    path("desk/accounts/<int:user_id>/", administration.user, name="user"),
    path("desk/accounts/<int:user_id>/details/", administration.edit_user, name="edit_user"),
    path("desk/accounts/<int:user_id>/place/", administration.give_place, name="give_place"),
    path("desk/accounts/<int:user_id>/places/<int:membership_id>/end/", administration.end_place, name="end_place"),
    path("desk/accounts/<int:user_id>/registration/", administration.see_qualification, name="see_qualification"),
    path("desk/accounts/<int:user_id>/close/", administration.close_user, name="close_user"),
    path("desk/accounts/<int:user_id>/open/", administration.reopen_user, name="reopen_user"),
    path("desk/accounts/<int:user_id>/unlock/", administration.unlock_user, name="unlock_user"),
    path("desk/accounts/<int:user_id>/invite/", administration.invite_user, name="invite_user"),
    path("desk/teams/", administration.teams, name="teams"),
    path("desk/teams/new/", administration.add_team, name="add_team"),
    path("desk/teams/<int:team_id>/", administration.edit_team, name="edit_team"),
    path("desk/teams/<int:team_id>/close/", administration.close_team, name="close_team"),
]
