from django.urls import path

from .more_urls import urlpatterns as writing
from .views import reading, signing_in

app_name = "my_plan"
urlpatterns = [
    path("my-plan/", reading.home, name="home"),
    path("my-plan/sign-in/", signing_in.sign_in, name="sign_in"),
    path("my-plan/code/", signing_in.code, name="code"),
    path("my-plan/whose/", signing_in.choose, name="choose"),
    path("my-plan/sign-out/", signing_in.sign_out, name="sign_out"),
    path("my-plan/signed-out/", signing_in.signed_out, name="signed_out"),
    path("my-plan/about-me/", reading.about_me, name="about_me"),
    path("my-plan/plan/", reading.plan, name="plan"),
    path("my-plan/costs/", reading.costs, name="costs"),
    path("my-plan/who-helps/", reading.people, name="people"),
    path("my-plan/papers/", reading.paper_list, name="papers"),
    path("my-plan/papers/<int:release_id>/", reading.paper, name="paper"),
    path("my-plan/papers/<int:release_id>/paper.pdf", reading.paper_file, name="paper_file"),
    path("my-plan/agreements/", reading.agreements, name="agreements"),
    path("my-plan/agreements/<int:agreement_id>/take-back/", reading.take_back, name="take_back"),
    path("my-plan/who-looked/", reading.looks, name="looks"),
    path("my-plan/keep/", reading.keep, name="keep"),
    path("my-plan/keep/print/", reading.on_paper, name="on_paper"),
    path("my-plan/keep/my-plan.pdf", reading.download, name="download"),
    *writing,
]
