from alongside.foundation.accounts.models import Membership, Team, User
from alongside.foundation.questionnaires import actions
from alongside.foundation.subjects.models import Subject

from .demo import declare


def worker(name="Amara Bello", role="social_worker"):
    from alongside.foundation.accounts.models import Organisation

    username = name.lower().replace(" ", ".")
    council, _ = Organisation.objects.get_or_create(name="Westmere Council", is_council=True)
    team, _ = Team.objects.get_or_create(key="north", defaults={"name": "North team", "organisation": council})
    user = User.objects.create_user(username=username, email=f"{username}@westmere.example", password=None, name=name,
                                    organisation=council)
    Membership.objects.create(user=user, team=team, role=role, starts_on="2020-01-01")
    return user


def draft_of(owner, answers=None, *, subject=None, about="tests.talk:1"):
    declare()
    return actions.open_draft(owner=owner, questionnaire="demo_talk", about=about, title="A talk with Ivy Broadbent",
                              url="/desk/tests/talk/", subject=subject, answers=answers)


def somebody(name="Ivy Broadbent"):
    return Subject.objects.create(display_name=name)
