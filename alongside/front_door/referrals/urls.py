"""Addresses of referrals."""

from django.urls import path

from .views import sending, staff, work_email

app_name = "referrals"

urlpatterns = [
    path("refer/", sending.home, name="home"),
    path("refer/your-email/", work_email.ask, name="work_email"),
    path("refer/your-email/code/", work_email.code, name="code"),
    path("refer/your-email/forget/", work_email.forget, name="forget_email"),
    path("desk/referrals/", staff.index, name="index"),
    path("desk/referrals/record/", staff.record, name="record"),
    path("desk/referrals/<int:pk>/", staff.read, name="read"),
    path("desk/referrals/<int:pk>/person/", staff.match, name="match"),
    path("desk/referrals/<int:pk>/talk/", staff.talk, name="talk"),
    path("desk/referrals/<int:pk>/settle/", staff.settle, name="settle"),
    path("desk/referrals/<int:pk>/tell/", staff.tell, name="tell"),
    path("desk/referrals/<int:pk>/not-told/", staff.not_told, name="not_told"),
]
