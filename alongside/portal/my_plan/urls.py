from django.urls import path

from .views import reading, signing_in

app_name = "my_plan"
urlpatterns = [
    path("my-plan/", reading.home, name="home"),
    path("my-plan/sign-in/", signing_in.sign_in, name="sign_in"),
    path("my-plan/code/", signing_in.code, name="code"),
    path("my-plan/whose/", signing_in.choose, name="choose"),
    path("my-plan/sign-out/", signing_in.sign_out, name="sign_out"),
    path("my-plan/signed-out/", signing_in.signed_out, name="signed_out"),
]
