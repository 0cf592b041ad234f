"""Addresses of referrals."""

from django.urls import path

from .views import following, onward, sending, staff, work_email

app_name = "referrals"

urlpatterns = [
    path("refer/", sending.home, name="home"),
    path("refer/your-email/", work_email.ask, name="work_email"),
    path("refer/your-email/code/", work_email.code, name="code"),
    path("refer/your-email/forget/", work_email.forget, name="forget_email"),
    path("refer/begin/", sending.begin, name="begin"),
    path("refer/find/", following.find, name="find"),
    path("refer/found/", following.wanted, name="wanted"),
    path("refer/draft/<slug:key>/files/", sending.files, name="files"),
    path("refer/draft/<slug:key>/files/<int:pk>/take-off/", sending.take_off, name="take_off"),
    path("refer/draft/<slug:key>/check/", sending.check, name="check"),
    path("refer/draft/<slug:key>/ring-us/", sending.ring, name="ring"),
    path("refer/draft/<slug:key>/throw-away/", sending.throw_away, name="throw_away"),
    path("refer/draft/<slug:key>/<slug:step>/", sending.step, name="step"),
    path("refer/sent/<slug:key>/", following.follow, name="follow"),
    path("refer/sent/<slug:key>/add/", following.add, name="add"),
    path("refer/sent/<slug:key>/take-back/", following.withdraw, name="withdraw"),
    path("desk/my-referrals/", following.mine, name="mine"),
    path("desk/referrals/", staff.index, name="index"),
    path("desk/referrals/record/", staff.record, name="record"),
    path("desk/referrals/<int:pk>/", staff.read, name="read"),
    path("desk/referrals/<int:pk>/person/", staff.match, name="match"),
    path("desk/referrals/<int:pk>/talk/", staff.talk, name="talk"),
    path("desk/referrals/<int:pk>/settle/", staff.settle, name="settle"),
    path("desk/referrals/<int:pk>/tell/", staff.tell, name="tell"),
    path("desk/referrals/<int:pk>/made-sure/", staff.make_sure, name="make_sure"),
    path("desk/referrals/<int:pk>/files/<int:file_pk>/", staff.file, name="file"),
    path("desk/referrals/<int:pk>/harm/", staff.harm, name="harm"),
    path("desk/referrals/<int:pk>/screening/", onward.screening, name="screening"),
    path("desk/people/<int:subject_id>/referred-on/", onward.index, name="onward_index"),
    path("desk/people/<int:subject_id>/referred-on/add/", onward.refer_on, name="refer_on"),
    path("desk/people/<int:subject_id>/referred-on/<int:pk>/", onward.onward, name="onward"),
    path("desk/referrals/<int:pk>/not-told/", staff.not_told, name="not_told"),
]
